import Glibc
import NablaVM

/// `sys`. What depends on how the program was started (`argv`, `path`) is set by the session.
let sysModule = NativeModule("sys", "The running system.", examples: .sys) { module, vm in
  module.set("argv", .list([.string("")]))
  module.set("path", .list([.string("")]))
  module.set("stdout", .object(OutputStream(isError: false)))
  module.set("stderr", .object(OutputStream(isError: true)))
  module.set("stdin", .object(InputStream()))
  module.set("__stdout__", module.get("stdout") ?? .none)
  module.set("__stderr__", module.get("stderr") ?? .none)
  module.set("__stdin__", module.get("stdin") ?? .none)
  module.set("maxsize", .int(Int.max))
  module.set("byteorder", .string("little"))
  module.set("platform", .string("linux"))
  module.set("executable", .string(CommandLine.arguments.first ?? "nabla"))
  module.set("prefix", .string("/usr"))
  module.set("version", .string("3.11.7 (Nabla)"))
  module.set("version_info", .object(FieldTuple(
    [.int(3), .int(11), .int(7), .string("final"), .int(0)], .versionInfo, TypeObject.versionFields)))
  module.set("hexversion", .int(0x030b_07f0))
  let implementation = DictObject([("name", .string("nabla"))])
  module.set("implementation", .object(NamespaceObject(implementation, "namespace")))
  for (name, fields) in SysFunctions.infos {
    module.set(name, .object(NamespaceObject(DictObject(fields), "sys.\(name)")))
  }
  module.set("exec_prefix", .string("/usr"))
  module.set("base_prefix", .string("/usr"))
  module.set("maxunicode", .int(0x10FFFF))
  module.set("copyright", .string("Nabla"))
  module.set("api_version", .int(1013))
  module.set("dont_write_bytecode", .bool(true))
  module.set("warnoptions", .list([]))
  module.set("builtin_module_names", .tuple(["builtins", "posix", "sys", "time"].map(Value.string)))
  module.set("flags", .object(NamespaceObject(DictObject([("optimize", .int(0))]), "sys.flags")))
  module.set("modules", .object(vm.modules.dictionary))
  module.define(SysFunctions.all)
  module.set("__excepthook__", module.get("excepthook") ?? .none)
}

enum SysFunctions {
  /// The named numbers of `sys.float_info` and its kin.
  static var infos: [(String, [(String, Value)])] {
    [
      (
        "float_info",
        [
          ("max", .float(Double.greatestFiniteMagnitude)), ("max_exp", .int(1024)), ("max_10_exp", .int(308)),
          ("min", .float(Double.leastNormalMagnitude)), ("min_exp", .int(-1021)), ("min_10_exp", .int(-307)),
          ("dig", .int(15)), ("mant_dig", .int(53)), ("epsilon", .float(Double.ulpOfOne)), ("radix", .int(2)),
          ("rounds", .int(1)),
        ]
      ),
      (
        "int_info",
        [
          ("bits_per_digit", .int(30)), ("sizeof_digit", .int(4)), ("default_max_str_digits", .int(4300)),
          ("str_digits_check_threshold", .int(640)),
        ]
      ),
      (
        "hash_info",
        [
          ("width", .int(64)), ("modulus", .int(1 << 61 - 1)), ("inf", .int(314159)), ("nan", .int(0)),
          ("imag", .int(1_000_003)),
        ]
      ),
    ]
  }

  static var all: [Native] {
    [
      Native("exit", "(status=None, /)", "Ends the program.") { arguments, _ in
        throw Raised(.systemExit, arguments: arguments.isNone(0) ? [] : [arguments[0]])
      },
      Native("getrecursionlimit", "()", "How deep calls may nest.") { _, vm in .int(vm.recursionLimit) },
      Native("setrecursionlimit", "(limit, /)", "Sets how deep calls may nest.") { arguments, vm in
        let limit = try arguments.int(0, vm)
        if limit < 1 { throw Raised(.valueError, "recursion limit must be greater or equal than 1") }
        vm.recursionLimit = limit
        return .none
      },
      Native("getsizeof", "(object, default=<none>, /)", "The approximate size of an object in bytes.") { arguments, vm in
        switch arguments[0] {
        case .object(let object):
          if let string = object as? StrObject { return .int(49 + string.text.utf8.count) }
          if let list = object as? ListObject { return .int(56 + 8 * list.items.count) }
          if let tuple = object as? TupleObject { return .int(40 + 8 * tuple.items.count) }
          if let dict = object as? DictObject { return .int(64 + 48 * dict.count) }
          if let bytes = object as? BytesObject { return .int(33 + bytes.bytes.count) }
          return .int(48)
        default: return .int(28)
        }
      },
      Native("getrefcount", "(object, /)", "A small number: counts are the machine's own.") { _, _ in .int(2) },
      Native("intern", "(string, /)", "The string itself.") { arguments, _ in arguments[0] },
      Native("getdefaultencoding", "()", "utf-8") { _, _ in .string("utf-8") },
      Native("getfilesystemencoding", "()", "utf-8") { _, _ in .string("utf-8") },
      Native("exc_info", "()", "The exception being handled: (type, value, traceback).") { _, vm in
        guard let exception = vm.handled.as(ExceptionObject.self) else { return .tuple([.none, .none, .none]) }
        return .tuple([.object(exception.type), .object(exception), exception.traceValue])
      },
      Native("exception", "()", "The exception being handled, or None.") { _, vm in vm.handled },
      Native("excepthook", "(exctype, value, traceback, /)", "Shows an exception; a program may put its own here.") {
        arguments, vm in
        try vm.callMethod(
          .object(vm.importModule("traceback")), "print_exception", [arguments[0], arguments[1], arguments[2]])
      },
      Native("_getframe", "(depth=0, /)", "The frame of the caller, or of one further out.") { arguments, vm in
        let depth = max(0, try arguments.int(0, vm))
        guard let frame = vm.frameObject(depth: depth) else {
          throw Raised(.valueError, "call stack is not deep enough")
        }
        return .object(frame)
      },
    ]
  }
}

/// An object with fixed attributes, such as `sys.float_info`.
final class NamespaceObject: Object {
  private let values: DictObject
  private let name: String

  init(_ values: DictObject, _ name: String) {
    self.values = values
    self.name = name
    super.init(type: .namespaceValue)
  }

  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    try values[name.text] ?? super.attribute(name, vm)
  }
  override func attributeNames() -> [String] { values.keys.compactMap(\.text) }
  override func repr(_ vm: Interpreter) throws -> String {
    "\(name)(\(try values.pairs.map { "\($0.key.text ?? "")=\(try vm.repr($0.value))" }.joined(separator: ", ")))"
  }
}

extension TypeObject {
  static let namespaceValue = TypeObject(NativeType("namespace", module: "sys", isFinal: true))

  static let versionFields = ["major", "minor", "micro", "releaselevel", "serial"]

  static let versionInfo = TypeObject(
    NativeType(
      "version_info", module: "sys", bases: { [.tuple] }, isFinal: true,
      properties: { FieldTuple.properties(versionFields) }))
}
