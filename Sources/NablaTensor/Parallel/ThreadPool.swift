import CKernels
import Glibc
import Synchronization

/// How many threads share the work of `parallelFor`, the calling one included: `torch.get_num_threads()`.
///
/// Starts as the number of processors this process may use, or `OMP_NUM_THREADS` where that is set, as in PyTorch.
/// Setting it never stops threads that already run; those beyond the number stay asleep.
public var numThreads: Int {
  get { ThreadPool.limit.load(ordering: .relaxed) }
  set { ThreadPool.limit.store(min(max(newValue, 1), ThreadPool.mostThreads), ordering: .relaxed) }
}

/// Calls `body` for pieces that together cover `0 ..< count` once, on several threads where that is worth it.
///
/// - The pieces depend on `count`, `grain` and `numThreads` only, never on timing, so that sums made piece by piece
///   come out the same in every run.
/// - Pieces hold at least `grain` indices (the last one may be shorter); work of one piece runs at once on the caller.
/// - A call from inside a body, or while another thread's call is under way, runs its pieces in order on its caller.
public func parallelFor(_ count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
  guard count > 0 else { return }
  let threads = numThreads
  let least = max(grain, 1)
  let wanted = min(1 + (count - 1) / least, threads == 1 ? 1 : threads * ThreadPool.piecesPerThread)
  guard wanted > 1 else {
    body(0..<count)
    return
  }
  // Rounded up, so that no piece is smaller than `least` but the last.
  let size = max(1 + (count - 1) / wanted, least)
  let pieces = 1 + (count - 1) / size
  ThreadPool.shared.run(pieces: pieces, threads: threads) { piece in
    let start = piece * size
    body(start..<min(start + size, count))
  }
}

/// One set of sleeping threads for the whole process.
///
/// A call publishes a *job*: a number of pieces and a counter from which every thread, the caller first among them,
/// takes the next piece. A worker that wakes late finds nothing left and goes back to sleep; the caller never waits for
/// a thread to wake, only for pieces that have been taken. So handing out short work costs one signal (some µs), and a
/// busy machine slows a call down only as far as its processors are really gone.
///
/// Rejected: a fixed piece for each thread (the caller then waits for every wake-up, 50 µs and more on a busy machine),
/// and idle threads that spin (they take the core that the caller's neighbour needs).
final class ThreadPool: @unchecked Sendable {
  static let shared = ThreadPool()
  static let limit = Atomic<Int>(ThreadPool.startingLimit())
  static let mostThreads = 256
  /// More pieces than threads even out processors that others use too.
  static let piecesPerThread = 2

  /// Set while a job is under way. A second caller, or a body that calls again, works alone instead of waiting.
  private let busy = Atomic<Bool>(false)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let finished = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Guarded by `mutex`.
  private var job: Job?
  private var generation = 0
  private var workers = 0

  private init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wake, nil)
    pthread_cond_init(finished, nil)
  }

  /// Runs `body(0)`, `body(1)`, ... `body(pieces - 1)`, each once, and returns when all are done.
  func run(pieces: Int, threads: Int, _ body: (Int) -> Void) {
    guard threads > 1, busy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      for piece in 0..<pieces { body(piece) }
      return
    }
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { pointer in
        let job = Job(pieces: pieces, body: pointer)
        publish(job, helpers: min(threads, pieces) - 1)
        job.work()
        wait(for: job)
      }
    }
    busy.store(false, ordering: .releasing)
  }

  private func publish(_ job: Job, helpers: Int) {
    pthread_mutex_lock(mutex)
    while workers < helpers, startWorker(number: workers + 1) { workers += 1 }
    self.job = job
    job.seats = min(helpers, workers)
    generation &+= 1
    let seats = job.seats
    pthread_mutex_unlock(mutex)
    for _ in 0..<seats { pthread_cond_signal(wake) }
  }

  /// Waits for the pieces that others have taken: a few µs awake, since they were all started at about the same time,
  /// then asleep.
  private func wait(for job: Job) {
    var spins = ThreadPool.spins
    while spins > 0, !job.isDone { spins -= 1 }
    pthread_mutex_lock(mutex)
    while !job.isDone { pthread_cond_wait(finished, mutex) }
    self.job = nil
    pthread_mutex_unlock(mutex)
  }
  private static let spins = 2000

  private func startWorker(number: Int) -> Bool {
    // Ctrl-C and its kin are for the thread that runs the program.
    var all = sigset_t()
    var previous = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { _ in
      ThreadPool.shared.workForever()
      return nil
    }, nil)
    guard failure == 0 else { return false }
    pthread_detach(thread)
    return true
  }

  private func workForever() {
    var seen = 0
    while true {
      pthread_mutex_lock(mutex)
      var taken: Job?
      while taken == nil {
        if generation != seen {
          seen = generation
          if let job, job.seats > 0 {
            job.seats -= 1
            taken = job
            break
          }
        }
        pthread_cond_wait(wake, mutex)
      }
      pthread_mutex_unlock(mutex)
      guard let job = taken else { continue }
      if job.work() {
        pthread_mutex_lock(mutex)
        pthread_cond_signal(finished)
        pthread_mutex_unlock(mutex)
      }
    }
  }

  /// The processors this process may run on.
  private static func startingLimit() -> Int {
    if let text = getenv("OMP_NUM_THREADS") {
      let asked = strtol(text, nil, 10)
      if asked > 0 { return min(asked, mostThreads) }
    }
    return min(max(Int(nabla_available_processors()), 1), mostThreads)
  }
}

/// The pieces of one `parallelFor`, and who has done how many.
private final class Job: @unchecked Sendable {
  private let pieces: Int
  private let body: UnsafePointer<(Int) -> Void>
  private let next = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  /// How many workers may still join; guarded by the pool's mutex.
  var seats = 0

  init(pieces: Int, body: UnsafePointer<(Int) -> Void>) {
    self.pieces = pieces
    self.body = body
  }

  var isDone: Bool { done.load(ordering: .acquiring) == pieces }

  /// Takes pieces until none is left. True for the thread that finished the last one.
  @discardableResult
  func work() -> Bool {
    var finishedLast = false
    while true {
      let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard piece < pieces else { return finishedLast }
      perform(piece)
      finishedLast = done.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == pieces
    }
  }

  /// Kept apart so that whatever the call retains is released before the piece counts as done: the closure lives in
  /// the caller's frame, which may be gone a moment later.
  @inline(never)
  private func perform(_ piece: Int) {
    body.pointee(piece)
  }
}
