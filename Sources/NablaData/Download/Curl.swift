import CCurl
import Glibc

/// libcurl, opened at the first download (see CCurl for why it is not linked).
final class Curl: @unchecked Sendable {
  /// Nil when the machine has no libcurl.
  static let shared: Curl? = {
    var functions = nabla_curl()
    return nabla_curl_open(&functions) == 1 ? Curl(functions) : nil
  }()

  private var functions: nabla_curl

  private init(_ functions: nabla_curl) { self.functions = functions }

  struct Limits {
    var connectSeconds = 20
    /// A transfer slower than `lowSpeed` bytes a second for `lowSpeedSeconds` is given up.
    var lowSpeed = 100
    var lowSpeedSeconds = 30
    var totalSeconds = 0
  }

  /// What a transfer tells its caller while it runs. Returning false from `receive` or `goOn` ends it.
  final class Transfer {
    let receive: (_ status: Int, _ bytes: UnsafeRawBufferPointer) -> Bool
    let goOn: (_ received: Int, _ total: Int) -> Bool
    fileprivate var status: () -> Int = { 0 }

    init(
      receive: @escaping (Int, UnsafeRawBufferPointer) -> Bool, goOn: @escaping (Int, Int) -> Bool
    ) {
      self.receive = receive
      self.goOn = goOn
    }
  }

  struct Answer {
    let code: UInt32
    let status: Int
    let words: String
    var good: Bool { code == 0 }
  }

  /// GET of `url` from byte `offset` on.
  func get(_ url: String, from offset: Int, limits: Limits, _ transfer: Transfer) -> Answer {
    guard let handle = functions.easy_init() else { return Answer(code: 2, status: 0, words: "libcurl cannot start") }
    defer { functions.easy_cleanup(handle) }
    let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    defer { words.deallocate() }
    func set(_ option: CURLoption, _ value: Int) { _ = nabla_curl_set_long(&functions, handle, option, value) }
    func set(_ option: CURLoption, _ value: String) { _ = nabla_curl_set_string(&functions, handle, option, value) }

    set(CURLOPT_URL, url)
    set(CURLOPT_USERAGENT, "nabla")
    set(CURLOPT_FOLLOWLOCATION, 1)
    set(CURLOPT_MAXREDIRS, 8)
    // 1 HTTP + 2 HTTPS: no redirect may lead to file: or others.
    set(CURLOPT_PROTOCOLS, 3)
    set(CURLOPT_REDIR_PROTOCOLS, 3)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_FAILONERROR, 1)
    set(CURLOPT_CONNECTTIMEOUT, limits.connectSeconds)
    set(CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeed)
    set(CURLOPT_LOW_SPEED_TIME, limits.lowSpeedSeconds)
    set(CURLOPT_TIMEOUT, limits.totalSeconds)
    if offset > 0 { set(CURLOPT_RANGE, "\(offset)-") }
    _ = nabla_curl_set_pointer(&functions, handle, CURLOPT_ERRORBUFFER, words)

    let box = Unmanaged.passRetained(transfer)
    defer { box.release() }
    transfer.status = { [self] in nabla_curl_status(&functions, handle) }
    defer { transfer.status = { 0 } }
    _ = nabla_curl_set_write(
      &functions, handle,
      { bytes, size, count, context in
        guard let context else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let total = size * count
        return transfer.receive(transfer.status(), UnsafeRawBufferPointer(start: bytes, count: total)) ? total : 0
      }, box.toOpaque())
    _ = nabla_curl_set_progress(
      &functions, handle,
      { context, total, received, _, _ in
        guard let context else { return 1 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.goOn(Int(received), Int(total)) ? 0 : 1
      }, box.toOpaque())

    let code = functions.easy_perform(handle)
    let status = nabla_curl_status(&functions, handle)
    var text = String(cString: words)
    if text.isEmpty, code != CURLE_OK {
      text = functions.easy_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    }
    return Answer(code: code.rawValue, status: status, words: text)
  }
}
