import Glibc
import NablaBytecode
import NablaSource

/// The virtual machine: values and calls for natives, and the loop that runs bytecode.
///
/// One interpreter per process runs at a time, on one thread. Everything that operates on values goes through it, for
/// any value may belong to a class written in the language.
public final class Interpreter {
  /// Where `print` and error messages go, as text.
  public var output: (String) -> Void = { _ in }
  public var errorOutput: (String) -> Void = { _ in }
  /// Hands on what `output` keeps back.
  public var flushOutput: () -> Void = {}

  /// The namespace of built-ins.
  public let builtins = ModuleObject("builtins", examples: .builtins)
  /// `sys.modules`.
  public internal(set) var modules = ModuleTable()
  /// Order of first import, for display.
  var nativeModules: [String: NativeModule] = [:]
  /// Finds source modules: see `ModuleLoader`.
  public var loader: ModuleLoader?

  /// `sys.setrecursionlimit`.
  @exclusivity(unchecked) public var recursionLimit = 1000 {
    didSet {
      recursionLimit = min(recursionLimit, FrameStack.capacity - 1000)
      frames.limit += recursionLimit - oldValue
    }
  }
  let stack: RegisterStack
  @exclusivity(unchecked) var frames: FrameStack
  /// The first register that no frame or native uses.
  @exclusivity(unchecked) @usableFromInline var top: UnsafeMutablePointer<Value>
  /// Below this address the native stack is nearly used up.
  @exclusivity(unchecked) var nativeStackLimit: UInt = 0
  /// Whose stack that is.
  var measuredThread: pthread_t?
  /// The exception being handled (`sys.exc_info()[1]`), `.none` outside handlers.
  @exclusivity(unchecked) public internal(set) var handled: Value = .none
  /// What a generator gives the native that resumed it.
  @exclusivity(unchecked) var handedOut: Value = .none
  /// Names that the loop looks up.
  let nextName = Names.next
  let enterName = Names.enter
  let exitName = Names.exit
  let baseException = ExceptionKind.baseException.type
  let stopIteration = ExceptionKind.stopIteration.type
  /// Whether the error on its way has found no handler up to the entry frame, and left that as well.
  @exclusivity(unchecked) var hasLeftEntry = false

  /// Says what a missing name may have meant, from what its module defines: set by libraries that know.
  public var explainMissingName: ((_ name: String, _ module: ModuleObject) -> [String])?

  /// Says why what the program asks an attribute of may be None: set by libraries that know.
  public var explainNone: ((Interpreter) -> [String])?

  /// Called when the keyboard interrupt or a limit is served; may throw its own exception.
  public var limitCheck: ((Interpreter) throws -> Void)?

  /// Objects whose `repr` is under way, to print `[...]` for those that contain themselves.
  @exclusivity(unchecked) var representing: Set<ObjectIdentifier> = []
  /// The shared strings of one character.
  let characters = CharacterTable.values
  /// Where text is put together, and what its formats were found to say.
  let writer = TextWriter()
  let formats = FormatCache()

  /// The interpreter that was made last, as long as it lives. No weak reference: one would make every other slower.
  nonisolated(unsafe) static var latest: Unmanaged<Interpreter>?
  public static var running: Interpreter? { latest?.takeUnretainedValue() }

  public init(modules: [NativeModule] = []) {
    stack = RegisterStack()
    frames = FrameStack()
    top = stack.base
    for module in modules { nativeModules[module.name] = module }
    nativeModules["_language"] = LanguageModule.module
    self.modules["builtins"] = builtins
    Builtins.install(in: builtins, self)
    Interpreter.latest = .passUnretained(self)
  }

  deinit {
    if Interpreter.latest?.toOpaque() == Unmanaged.passUnretained(self).toOpaque() { Interpreter.latest = nil }
    CodeNumbers.forgetCells()
  }

  public func register(_ modules: [NativeModule]) {
    for module in modules { nativeModules[module.name] = module }
  }

  /// `0x7f…`, as in default representations.
  public func address(of object: Object) -> String {
    let digits = String(UInt(bitPattern: object.identity), radix: 16)
    return "0x" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }
}

/// How source modules are found and run; the session provides it.
public protocol ModuleLoader: AnyObject {
  /// The code of a module, or `nil` when there is no such source. `path` names the file, `isPackage` whether it is a
  /// package's `__init__`.
  func load(_ name: String, _ vm: Interpreter) throws -> (code: CodeObject, path: String, isPackage: Bool)?
  /// Compiles a text that a module of the standard library wrote.
  func compile(_ text: String, named name: String) throws -> CodeObject
  /// Whether the file belongs to the standard library.
  func isStandard(_ path: String) -> Bool
  /// Names that could be imported, for "Did you mean".
  func names() -> [String]
}
