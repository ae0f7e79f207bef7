import Glibc

/// Calls back once, from a thread of its own, if it is not told in time that the work is done.
final class Watchdog {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var thread = pthread_t()
  private let deadline: timespec
  private let expire: () -> Void
  private var isDone = false
  private var hasFired = false

  init(seconds: Double, expire: @escaping () -> Void) {
    self.expire = expire
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(wake, &attributes)
    pthread_condattr_destroy(&attributes)
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let limited = min(max(seconds, 0), 1e9)
    let nanoseconds = now.tv_nsec + Int((limited - limited.rounded(.down)) * 1e9)
    deadline = timespec(
      tv_sec: now.tv_sec + Int(limited) + nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Watchdog>.fromOpaque(context).takeUnretainedValue().wait() }
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    pthread_cond_destroy(wake)
    pthread_mutex_destroy(lock)
    wake.deallocate()
    lock.deallocate()
  }

  private func wait() {
    pthread_mutex_lock(lock)
    while !isDone {
      var deadline = self.deadline
      if pthread_cond_timedwait(wake, lock, &deadline) == ETIMEDOUT { break }
    }
    hasFired = !isDone
    pthread_mutex_unlock(lock)
    if hasFired { expire() }
  }

  /// Ends the watch; answers whether the time had run out before. Must be called exactly once.
  func finish() -> Bool {
    pthread_mutex_lock(lock)
    isDone = true
    pthread_cond_signal(wake)
    pthread_mutex_unlock(lock)
    pthread_join(thread, nil)
    return hasFired
  }
}
