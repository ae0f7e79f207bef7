import Glibc

/// Runs the program on a thread with a stack that deep data and deep recursion fit into; the system gives memory to
/// the part that is used only.
enum LargeStack {
  private final class Work {
    let body: () -> Int32
    var code: Int32 = 4
    init(_ body: @escaping () -> Int32) { self.body = body }
  }

  static func run(_ body: @escaping () -> Int32) -> Int32 {
    let work = Work(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 512 << 20)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { context in
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeUnretainedValue()
        work.code = work.body()
        return nil
      }, Unmanaged.passUnretained(work).toOpaque())
    pthread_attr_destroy(&attributes)
    // Where the system grants no such stack, the main thread has to do.
    guard status == 0 else { return body() }
    pthread_join(thread, nil)
    return work.code
  }
}
