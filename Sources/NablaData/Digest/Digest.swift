/// A message digest of a stream, by libcrypto: what checks downloads, seeds `random` from text and is `hashlib`.
///
/// torchvision publishes MD5 for its files, which guards against accidents only; SHA-256 is checked as well wherever it
/// is known.
public final class Digest {
  public enum Algorithm: String, Sendable {
    case md5 = "MD5", sha256 = "SHA-256", sha512 = "SHA-512"

    /// libcrypto's name.
    var name: String {
      switch self {
      case .md5: "md5"
      case .sha256: "sha256"
      case .sha512: "sha512"
      }
    }
  }

  private let library: CryptoLibrary
  private let algorithm: CryptoLibrary.Algorithm
  private let context: CryptoLibrary.Context

  public static var isAvailable: Bool { CryptoLibrary.shared != nil }

  /// By libcrypto's name; `nil` when the library is missing or has no such algorithm.
  public convenience init?(named name: String) {
    guard let library = CryptoLibrary.shared, let algorithm = library.named(name) else { return nil }
    self.init(library, algorithm)
  }

  public convenience init?(_ algorithm: Algorithm) { self.init(named: algorithm.name) }

  private init?(_ library: CryptoLibrary, _ algorithm: CryptoLibrary.Algorithm) {
    guard let context = library.makeContext() else { return nil }
    guard library.start(context, algorithm, nil) == 1 else {
      library.freeContext(context)
      return nil
    }
    self.library = library
    self.algorithm = algorithm
    self.context = context
  }

  deinit { library.freeContext(context) }

  public var size: Int { Int(library.size(algorithm)) }
  public var blockSize: Int { Int(library.blockSize(algorithm)) }

  public func copy() -> Digest? {
    guard let copy = Digest(library, algorithm), library.copyContext(copy.context, context) == 1 else { return nil }
    return copy
  }

  public func update(_ bytes: UnsafeRawBufferPointer) { _ = library.update(context, bytes.baseAddress, bytes.count) }
  public func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The digest so far; more may follow. `length` is for those algorithms that give any.
  public func digest(length: Int? = nil) -> [UInt8] {
    guard let last = copy() else { return [] }
    var result = [UInt8](repeating: 0, count: max(length ?? size, 64))
    if let length {
      guard library.finishAnyLength(last.context, &result, length) == 1 else { return [] }
      return Array(result[..<length])
    }
    var count: UInt32 = 0
    guard library.finish(last.context, &result, &count) == 1 else { return [] }
    return Array(result[..<Int(count)])
  }

  /// The digest of `bytes` in hexadecimal; empty when the machine has no libcrypto.
  public static func hex(_ algorithm: Algorithm, _ bytes: [UInt8]) -> String {
    guard let digest = Digest(algorithm) else { return "" }
    digest.update(bytes)
    return digest.hex
  }

  /// In hexadecimal.
  public var hex: String { Digest.hex(digest()) }

  public static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// PBKDF2 with HMAC; `nil` where the algorithm is unknown.
  public static func deriveKey(
    _ name: String, password: [UInt8], salt: [UInt8], rounds: Int32, length: Int
  ) -> [UInt8]? {
    guard let library = CryptoLibrary.shared, let algorithm = library.named(name) else { return nil }
    guard let passwordCount = Int32(exactly: password.count), let saltCount = Int32(exactly: salt.count),
      let count = Int32(exactly: length)
    else { return nil }
    var key = [UInt8](repeating: 0, count: length)
    let result = password.withUnsafeBytes { password in
      library.deriveKey(
        password.baseAddress?.assumingMemoryBound(to: CChar.self), passwordCount, salt, saltCount, rounds, algorithm,
        count, &key)
    }
    return result == 1 ? key : nil
  }
}
