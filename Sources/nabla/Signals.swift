import Glibc
import Nabla

/// Ctrl-C reaches the running program as `KeyboardInterrupt`.
enum Signals {
  static func install() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Session.interrupt() }
    action.sa_flags = 0
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
    // Whoever started the process may have held the signal back.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
