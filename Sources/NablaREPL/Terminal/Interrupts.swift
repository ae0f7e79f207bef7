import Glibc
import Nabla

/// The signals a prompt lives with.
enum Interrupts {
  /// Ctrl-C while a program runs becomes its `KeyboardInterrupt`; a window that changes its size is noted for the
  /// editor. Neither ends the process.
  static func install() {
    var action = sigaction()
    sigemptyset(&action.sa_mask)
    action.__sigaction_handler.sa_handler = { _ in Session.interrupt() }
    action.sa_flags = 0
    sigaction(SIGINT, &action, nil)
    action.__sigaction_handler.sa_handler = { _ in LineEditor.windowChanged = true }
    action.sa_flags = SA_RESTART
    sigaction(SIGWINCH, &action, nil)
    // Whoever started the process may have held the signal back.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
