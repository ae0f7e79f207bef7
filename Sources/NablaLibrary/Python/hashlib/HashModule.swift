import NablaData
import NablaVM

/// `_hashlib`: digests by libcrypto; `hashlib` itself is written in the language.
let hashCoreModule = NativeModule("_hashlib", "Message digests.") { module, _ in
  module.define(TypeObject.hashObject)
  module.define(HashFunctions.all)
}

/// A digest under way.
final class HashObject: Object {
  let digest: Digest
  let name: String

  init(_ digest: Digest, _ name: String) {
    self.digest = digest
    self.name = name
    super.init(type: .hashObject, kind: .plain)
  }

  /// Algorithms whose digests have any length.
  var isExtendable: Bool { name.hasPrefix("shake") }

  override func repr(_ vm: Interpreter) throws -> String {
    "<\(name) _hashlib.HASH object @ \(vm.address(of: self))>"
  }
}

enum HashFunctions {
  static func bytes(_ value: Value, _ vm: Interpreter) throws -> [UInt8] {
    if value.text != nil { throw Raised(.typeError, "Strings must be encoded before hashing") }
    guard let bytes = vm.bytesLikeOrNil(value) else {
      throw Raised(.typeError, "object supporting the buffer API required")
    }
    return bytes
  }

  /// Python's name of an algorithm as libcrypto's.
  private static func cryptoName(_ name: String) -> String {
    switch name {
    case "sha512_224": "sha512-224"
    case "sha512_256": "sha512-256"
    case "shake_128": "shake128"
    case "shake_256": "shake256"
    case "blake2b": "blake2b512"
    case "blake2s": "blake2s256"
    case _ where name.hasPrefix("sha3_"): "sha3-" + name.dropFirst(5)
    default: name
    }
  }

  static var all: [Native] {
    [
      Native("new", "(name, data=b'', *, usedforsecurity=True)", "A digest of an algorithm.") { arguments, vm in
        let name = try arguments.string(0, vm).lowercased()
        guard let digest = Digest(named: cryptoName(name)) else {
          if !Digest.isAvailable {
            throw Raised(.osError, "hashlib needs libcrypto, which is not on this machine (Debian: libssl3)")
          }
          throw Raised(.valueError, "unsupported hash type \(name)")
        }
        if !arguments.isOmitted(1) { digest.update(try bytes(arguments[1], vm)) }
        return .object(HashObject(digest, name))
      },
      Native("has", "(name, /)", "Whether there is an algorithm.") { arguments, vm in
        .bool(Digest(named: cryptoName(try arguments.string(0, vm))) != nil)
      },
      Native("pbkdf2_hmac", "(hash_name, password, salt, iterations, dklen=None)", "A key made from a password.") {
        arguments, vm in
        let name = try arguments.string(0, vm)
        let password = try vm.bytesLike(arguments[1])
        let salt = try vm.bytesLike(arguments[2])
        guard let rounds = Int32(exactly: try arguments.int(3, vm)), rounds > 0 else {
          throw Raised(.valueError, "iteration value must be greater than 0.")
        }
        guard let digest = Digest(named: cryptoName(name)) else {
          throw Raised(.valueError, "unsupported hash type")
        }
        let length = try arguments.optionalInt(4, vm) ?? digest.size
        guard length > 0 else { throw Raised(.valueError, "key length must be greater than 0.") }
        guard length < 1 << 26,
          let key = Digest.deriveKey(cryptoName(name), password: password, salt: salt, rounds: rounds, length: length)
        else { throw Raised(.overflowError, "key length is too great.") }
        return .bytes(key)
      },
      Native("compare_digest", "(a, b, /)", "Whether two digests are equal, in a time that tells nothing.") {
        arguments, vm in
        let a: [UInt8]
        let b: [UInt8]
        if let first = arguments[0].text, let second = arguments[1].text {
          guard StrText.isASCII(first), StrText.isASCII(second) else {
            throw Raised(.typeError, "comparing strings with non-ASCII characters is not supported")
          }
          (a, b) = (Array(first.utf8), Array(second.utf8))
        } else if let first = vm.bytesLikeOrNil(arguments[0]), let second = vm.bytesLikeOrNil(arguments[1]) {
          (a, b) = (first, second)
        } else {
          throw Raised(
            .typeError,
            "unsupported operand types(s) or combination of types: '\(vm.typeName(of: arguments[0]))' and "
              + "'\(vm.typeName(of: arguments[1]))'")
        }
        var difference: UInt8 = a.count == b.count ? 0 : 1
        for index in a.indices { difference |= a[index] ^ (b.isEmpty ? 255 : b[index % b.count]) }
        return .bool(difference == 0)
      },
    ]
  }

  fileprivate static func result(_ object: HashObject, _ arguments: Arguments, _ vm: Interpreter) throws -> [UInt8] {
    if object.isExtendable {
      guard !arguments.isOmitted(1) else {
        throw Raised(.typeError, "digest() missing required argument 'length' (pos 1)")
      }
      let length = try arguments.int(1, vm)
      guard length >= 0, length < 1 << 29 else { throw Raised(.valueError, "value must be positive") }
      return object.digest.digest(length: length)
    }
    guard arguments.isOmitted(1) else {
      throw Raised(.typeError, "HASH.digest() takes no arguments (1 given)")
    }
    return object.digest.digest()
  }
}

extension TypeObject {
  private static func method(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (HashObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: HashObject.self, "_hashlib.HASH", name, signature, summary, body)
  }

  static let hashObject = TypeObject(
    NativeType(
      "HASH", module: "_hashlib", isFinal: true,
      methods: {
        [
          method("update", "(self, obj, /)", "Adds bytes.") { object, arguments, vm in
            object.digest.update(try HashFunctions.bytes(arguments[1], vm))
            return .none
          },
          method("digest", "(self, length=<none>, /)", "The digest so far.") { object, arguments, vm in
            .bytes(try HashFunctions.result(object, arguments, vm))
          },
          method("hexdigest", "(self, length=<none>, /)", "The digest so far, in hexadecimal.") { object, arguments, vm in
            .string(Digest.hex(try HashFunctions.result(object, arguments, vm)))
          },
          method("copy", "(self, /)", "A digest that goes on from here.") { object, _, _ in
            guard let copy = object.digest.copy() else { throw Raised(.memoryError) }
            return .object(HashObject(copy, object.name))
          },
        ]
      },
      properties: {
        [
          NativeProperty("name", "The algorithm.") { object, _ in .string((object as? HashObject)?.name ?? "") },
          NativeProperty("digest_size", "The size of the digest in bytes.") { object, _ in
            guard let object = object as? HashObject else { return .none }
            return .int(object.isExtendable ? 0 : object.digest.size)
          },
          NativeProperty("block_size", "The size of a block in bytes.") { object, _ in
            .int((object as? HashObject)?.digest.blockSize ?? 0)
          },
        ]
      }))
}
