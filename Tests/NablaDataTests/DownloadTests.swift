import Glibc
import NablaData
import NablaTensor
import Testing

@Suite struct DownloadTests {
  private let body: [UInt8] = (0..<300_000).map { UInt8(($0 &* 2_654_435_761) >> 13 & 255) }

  private var file: RemoteFile {
    RemoteFile(
      name: "data.bin", md5: Digest.hex(.md5, body), sha256: Digest.hex(.sha256, body), size: body.count)
  }

  private func server(_ manners: [LoopbackServer.Manner]) throws -> LoopbackServer {
    try #require(LoopbackServer(files: ["data.bin": body], manners: manners))
  }

  private func quick(_ base: String, _ report: @escaping (Downloader.Event) -> Void = { _ in }) -> Downloader {
    var downloader = Downloader(mirror: base, report: report)
    downloader.setTimeouts(connect: 2, stalled: 2)
    return downloader
  }

  private func range(_ request: String) -> String? {
    request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("range:") }.map(String.init)
  }

  @Test func aFileIsFetchedCheckedAndInPlace() throws {
    let (scratch, server) = (Scratch(), try server([.good]))
    defer { server.stop() }
    var events: [String] = []
    try quick(server.base) { event in if let text = event.message { events.append(text) } }
      .fetch(file, from: [], into: scratch.path)
    #expect(try FileBytes.read("\(scratch.path)/data.bin") == body)
    #expect(!FileBytes.exists("\(scratch.path)/data.bin.part"))
    #expect(events == ["Downloading \(server.base)data.bin to \(scratch.path)/data.bin"])
    // A second time nothing is asked for.
    try quick(server.base).fetch(file, from: [], into: scratch.path)
    #expect(server.requests.count == 1)
  }

  @Test func aBrokenTransferIsResumedWhereItEnded() throws {
    let (scratch, server) = (Scratch(), try server([.truncated(100_000), .good]))
    defer { server.stop() }
    #expect(throws: DataError.self) { try quick(server.base).fetch(file, from: [], into: scratch.path) }
    #expect(try FileBytes.read("\(scratch.path)/data.bin.part").count == 100_000)
    #expect(!FileBytes.exists("\(scratch.path)/data.bin"))
    try quick(server.base).fetch(file, from: [], into: scratch.path)
    #expect(range(server.requests[1]) == "Range: bytes=100000-")
    #expect(try FileBytes.read("\(scratch.path)/data.bin") == body)
  }

  @Test func aServerWithoutRangesSendsAllAgain() throws {
    let (scratch, server) = (Scratch(), try server([.truncated(100_000), .withoutRanges]))
    defer { server.stop() }
    #expect(throws: DataError.self) { try quick(server.base).fetch(file, from: [], into: scratch.path) }
    try quick(server.base).fetch(file, from: [], into: scratch.path)
    #expect(try FileBytes.read("\(scratch.path)/data.bin") == body)
  }

  @Test func aPartOfAnotherFileIsThrownAway() throws {
    let (scratch, server) = (Scratch(), try server([.good]))
    defer { server.stop() }
    try scratch.write("data.bin.part", [UInt8](repeating: 9, count: 5000))
    try quick(server.base).fetch(file, from: [], into: scratch.path)
    #expect(try FileBytes.read("\(scratch.path)/data.bin") == body)
    #expect(server.requests.count == 2)
  }

  @Test func aWrongFileIsRefusedAndNotKept() throws {
    let (scratch, server) = (Scratch(), try server([.wrong]))
    defer { server.stop() }
    #expect { try quick(server.base).fetch(file, from: [], into: scratch.path) } throws: { error in
      "\(error)".contains("File not found or corrupted. (MD5 ") && "\(error)".contains("expected \(file.md5)")
    }
    #expect(!FileBytes.exists("\(scratch.path)/data.bin") && !FileBytes.exists("\(scratch.path)/data.bin.part"))
  }

  @Test func theNextMirrorIsTriedAndEachFailureNamed() throws {
    let (scratch, bad, good) = (Scratch(), try server([.status(404)]), try server([.good]))
    defer {
      bad.stop()
      good.stop()
    }
    var downloader = quick("")
    downloader.mirror = nil
    try downloader.fetch(file, from: [bad.base, good.base], into: scratch.path)
    #expect(try FileBytes.read("\(scratch.path)/data.bin") == body)
    let other = Scratch()
    #expect { try downloader.fetch(file, from: [bad.base], into: other.path) } throws: { error in
      let words = "\(error)"
      return words.hasPrefix("Error downloading data.bin:\nTried \(bad.base)data.bin, got:\n  HTTP status 404\n")
        && words.contains("put it at \(other.path)/data.bin")
    }
  }

  @Test func aSilentServerIsGivenUp() throws {
    let (scratch, server) = (Scratch(), try server([.silent]))
    defer { server.stop() }
    #expect { try quick(server.base).fetch(file, from: [], into: scratch.path) } throws: { "\($0)".contains("Tried") }
  }

  @Test func anEndlessAnswerIsCutOff() throws {
    let (scratch, server) = (Scratch(), try server([.endless]))
    defer { server.stop() }
    #expect { try quick(server.base).fetch(file, from: [], into: scratch.path) } throws: {
      "\($0)".contains("more than the 300000 bytes that were expected")
    }
    #expect(!FileBytes.exists("\(scratch.path)/data.bin"))
  }

  @Test func interruptingKeepsWhatCame() throws {
    let (scratch, server) = (Scratch(), try server([.truncated(50_000), .good]))
    defer { server.stop() }
    #expect(throws: DataError.self) { try quick(server.base).fetch(file, from: [], into: scratch.path) }
    var downloader = quick(server.base)
    downloader.goOn = { false }
    #expect { try downloader.fetch(file, from: [], into: scratch.path) } throws: { "\($0)".contains("interrupted") }
    #expect(try FileBytes.read("\(scratch.path)/data.bin.part").count >= 50_000)
  }

  @Test func offlineSaysWhichFileToPutWhere() {
    let scratch = Scratch()
    let downloader = quick("http://127.0.0.1:1/")
    #expect { try IDXDataset.mnist.load(root: scratch.path, train: true, download: true, downloader: downloader) } throws: { error in
      let words = "\(error)"
      return words.hasPrefix("Error downloading train-images-idx3-ubyte.gz:\nTried http://127.0.0.1:1/train-images-idx3-ubyte.gz")
        && words.contains("put it at \(scratch.path)/MNIST/raw/train-images-idx3-ubyte.gz")
    }
  }

  @Test func aWholeDatasetIsFetchedUnpackedAndReadAgainWithoutANetwork() throws {
    let scratch = Scratch()
    // Stored gzip members made here: header, one stored block, CRC-32 and size.
    let parts: [(String, [UInt8])] = [
      ("train-images-idx3-ubyte.gz", idx([1, 2, 2], [1, 2, 3, 4])), ("train-labels-idx1-ubyte.gz", idx([1], [5])),
      ("t10k-images-idx3-ubyte.gz", idx([1, 2, 2], [5, 6, 7, 8])), ("t10k-labels-idx1-ubyte.gz", idx([1], [6])),
    ]
    var files: [String: [UInt8]] = [:]
    var remote: [RemoteFile] = []
    for (name, plain) in parts {
      let packed = storedGzip(plain)
      files[name] = packed
      remote.append(RemoteFile(name: name, md5: Digest.hex(.md5, packed), sha256: nil, size: packed.count))
    }
    let server = try #require(LoopbackServer(files: files))
    let dataset = IDXDataset(name: "Tiny", mirrors: [server.base], files: remote, classes: ["a"])
    let loaded = try dataset.load(root: scratch.path, train: true, download: true)
    #expect(loaded.targets == [5] && server.requests.count == 4)
    server.stop()
    let again = try dataset.load(root: scratch.path, train: false, download: true)
    #expect(again.targets == [6] && FileBytes.exists("\(scratch.path)/Tiny/raw/t10k-images-idx3-ubyte"))
  }

  private func storedGzip(_ plain: [UInt8]) -> [UInt8] {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in plain {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    crc = ~crc
    func little(_ value: UInt32, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> UInt32(8 * $0) & 255) } }
    let size = UInt32(plain.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(size, 2) + little(~size & 0xFFFF, 2) + plain + little(crc, 4) + little(size, 4)
  }
}
