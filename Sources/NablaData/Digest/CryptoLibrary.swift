import Glibc

/// libcrypto, opened at the first digest. libcurl brings it along (see CCurl), it is the best-kept library of its kind,
/// and a program that digests nothing must not pay for loading its five megabytes: so nothing is linked.
final class CryptoLibrary: @unchecked Sendable {
  typealias Context = OpaquePointer
  typealias Algorithm = OpaquePointer

  let named: @convention(c) (UnsafePointer<CChar>) -> Algorithm?
  let size: @convention(c) (Algorithm) -> Int32
  let blockSize: @convention(c) (Algorithm) -> Int32
  let makeContext: @convention(c) () -> Context?
  let freeContext: @convention(c) (Context) -> Void
  let copyContext: @convention(c) (Context, Context) -> Int32
  let start: @convention(c) (Context, Algorithm, OpaquePointer?) -> Int32
  let update: @convention(c) (Context, UnsafeRawPointer?, Int) -> Int32
  let finish: @convention(c) (Context, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt32>?) -> Int32
  let finishAnyLength: @convention(c) (Context, UnsafeMutablePointer<UInt8>?, Int) -> Int32
  let deriveKey:
    @convention(c) (
      UnsafePointer<CChar>?, Int32, UnsafePointer<UInt8>?, Int32, Int32, Algorithm, Int32, UnsafeMutablePointer<UInt8>?
    ) -> Int32

  /// `nil` when the machine has no libcrypto.
  static let shared: CryptoLibrary? = {
    for name in ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so"] {
      if let library = dlopen(name, RTLD_LAZY | RTLD_LOCAL), let found = CryptoLibrary(library) { return found }
    }
    return nil
  }()

  private init?(_ library: UnsafeMutableRawPointer) {
    func symbol(_ names: String...) -> UnsafeMutableRawPointer? {
      for name in names { if let found = dlsym(library, name) { return found } }
      return nil
    }
    guard let named = symbol("EVP_get_digestbyname"), let size = symbol("EVP_MD_get_size", "EVP_MD_size"),
      let blockSize = symbol("EVP_MD_get_block_size", "EVP_MD_block_size"),
      let makeContext = symbol("EVP_MD_CTX_new"), let freeContext = symbol("EVP_MD_CTX_free"),
      let copyContext = symbol("EVP_MD_CTX_copy_ex"), let start = symbol("EVP_DigestInit_ex"),
      let update = symbol("EVP_DigestUpdate"), let finish = symbol("EVP_DigestFinal_ex"),
      let finishAnyLength = symbol("EVP_DigestFinalXOF"), let deriveKey = symbol("PKCS5_PBKDF2_HMAC")
    else { return nil }
    self.named = unsafeBitCast(named, to: (@convention(c) (UnsafePointer<CChar>) -> Algorithm?).self)
    self.size = unsafeBitCast(size, to: (@convention(c) (Algorithm) -> Int32).self)
    self.blockSize = unsafeBitCast(blockSize, to: (@convention(c) (Algorithm) -> Int32).self)
    self.makeContext = unsafeBitCast(makeContext, to: (@convention(c) () -> Context?).self)
    self.freeContext = unsafeBitCast(freeContext, to: (@convention(c) (Context) -> Void).self)
    self.copyContext = unsafeBitCast(copyContext, to: (@convention(c) (Context, Context) -> Int32).self)
    self.start = unsafeBitCast(start, to: (@convention(c) (Context, Algorithm, OpaquePointer?) -> Int32).self)
    self.update = unsafeBitCast(update, to: (@convention(c) (Context, UnsafeRawPointer?, Int) -> Int32).self)
    self.finish = unsafeBitCast(
      finish,
      to: (@convention(c) (Context, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt32>?) -> Int32).self)
    self.finishAnyLength = unsafeBitCast(
      finishAnyLength, to: (@convention(c) (Context, UnsafeMutablePointer<UInt8>?, Int) -> Int32).self)
    self.deriveKey = unsafeBitCast(
      deriveKey,
      to: (@convention(c) (
        UnsafePointer<CChar>?, Int32, UnsafePointer<UInt8>?, Int32, Int32, Algorithm, Int32,
        UnsafeMutablePointer<UInt8>?
      ) -> Int32).self)
  }
}
