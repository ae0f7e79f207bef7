import Glibc

/// A small HTTP/1.1 server on loopback that serves what it is told to, well or badly.
final class LoopbackServer: @unchecked Sendable {
  enum Manner {
    /// Answers ranges with 206.
    case good
    /// Ignores ranges: 200 with all.
    case withoutRanges
    /// Promises all and closes after so many bytes.
    case truncated(Int)
    case status(Int)
    /// Sends the head and then nothing.
    case silent
    /// Another file of the same length.
    case wrong
    /// Keeps sending.
    case endless
  }

  private let socket: Int32
  let port: Int
  private var files: [String: [UInt8]]
  private var manners: [Manner]
  private var mutex = pthread_mutex_t()
  private(set) var requests: [String] = []
  private var isStopping = false
  private var thread = pthread_t()

  var base: String { "http://127.0.0.1:\(port)/" }

  /// `manners` are used one a request; the last one stays.
  init?(files: [String: [UInt8]], manners: [Manner] = [.good]) {
    self.files = files
    self.manners = manners
    pthread_mutex_init(&mutex, nil)
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let fd = socket
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(fd, pointer, length) == 0 && listen(fd, 8) == 0 && getsockname(fd, pointer, &length) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard bound else { return nil }
    let box = Unmanaged.passRetained(self)
    pthread_create(&thread, nil, { context in
      if let context { Unmanaged<LoopbackServer>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }, box.toOpaque())
  }

  func stop() {
    isStopping = true
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
    pthread_join(thread, nil)
  }

  private func run() {
    while !isStopping {
      let client = accept(socket, nil, nil)
      if client < 0 { return }
      serve(client)
      close(client)
    }
  }

  private func serve(_ client: Int32) {
    var request: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
      let got = recv(client, &chunk, chunk.count, 0)
      if got <= 0 { return }
      request += chunk[..<got]
    }
    let text = String(decoding: request, as: UTF8.self)
    pthread_mutex_lock(&mutex)
    requests.append(text)
    let manner = manners.count > 1 ? manners.removeFirst() : manners[0]
    pthread_mutex_unlock(&mutex)
    let path = String(text.split(separator: " ")[1].dropFirst())
    guard var body = files[path] else { return send(client, head(404, 0), []) }
    var offset = 0
    for line in text.split(separator: "\r\n") where line.lowercased().hasPrefix("range: bytes=") {
      offset = Int(line.dropFirst(13).prefix { $0.isNumber }) ?? 0
    }
    switch manner {
    case .good:
      if offset >= body.count, offset > 0 { return send(client, head(416, 0), []) }
      send(client, head(offset > 0 ? 206 : 200, body.count - offset), Array(body[offset...]))
    case .withoutRanges: send(client, head(200, body.count), body)
    case .truncated(let count):
      send(client, head(offset > 0 ? 206 : 200, body.count - offset), Array(body[offset...].prefix(count)))
    case .status(let code): send(client, head(code, 0), [])
    case .silent:
      send(client, head(200, body.count), [])
      for _ in 0..<60 where !isStopping { usleep(100_000) }
    case .wrong:
      for index in body.indices { body[index] ^= 0x55 }
      send(client, head(offset > 0 ? 206 : 200, body.count - offset), Array(body[offset...]))
    case .endless:
      send(client, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", [])
      let block = [UInt8](repeating: 1, count: 65536)
      for _ in 0..<2000 where Glibc.send(client, block, block.count, Int32(MSG_NOSIGNAL)) > 0 {}
    }
  }

  private func head(_ status: Int, _ length: Int) -> String {
    "HTTP/1.1 \(status) Something\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n"
  }

  private func send(_ client: Int32, _ head: String, _ body: [UInt8]) {
    let bytes = Array(head.utf8) + body
    var done = 0
    bytes.withUnsafeBytes { buffer in
      while done < buffer.count, let start = buffer.baseAddress {
        let put = Glibc.send(client, start + done, buffer.count - done, Int32(MSG_NOSIGNAL))
        if put <= 0 { return }
        done += put
      }
    }
  }
}
