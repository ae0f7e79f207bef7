/// Python's exception hierarchy: the one table of names and parents.
public enum ExceptionKind: String, CaseIterable {
  case baseException = "BaseException"
  case systemExit = "SystemExit"
  case keyboardInterrupt = "KeyboardInterrupt"
  case generatorExit = "GeneratorExit"
  case baseExceptionGroup = "BaseExceptionGroup"
  case exception = "Exception"
  case exceptionGroup = "ExceptionGroup"
  case stopIteration = "StopIteration"
  case arithmeticError = "ArithmeticError"
  case floatingPointError = "FloatingPointError"
  case overflowError = "OverflowError"
  case zeroDivisionError = "ZeroDivisionError"
  case assertionError = "AssertionError"
  case attributeError = "AttributeError"
  case bufferError = "BufferError"
  case eofError = "EOFError"
  case importError = "ImportError"
  case moduleNotFoundError = "ModuleNotFoundError"
  case lookupError = "LookupError"
  case indexError = "IndexError"
  case keyError = "KeyError"
  case memoryError = "MemoryError"
  case nameError = "NameError"
  case unboundLocalError = "UnboundLocalError"
  case osError = "OSError"
  case blockingIOError = "BlockingIOError"
  case connectionError = "ConnectionError"
  case brokenPipeError = "BrokenPipeError"
  case fileExistsError = "FileExistsError"
  case fileNotFoundError = "FileNotFoundError"
  case interruptedError = "InterruptedError"
  case isADirectoryError = "IsADirectoryError"
  case notADirectoryError = "NotADirectoryError"
  case permissionError = "PermissionError"
  case timeoutError = "TimeoutError"
  case referenceError = "ReferenceError"
  case runtimeError = "RuntimeError"
  case notImplementedError = "NotImplementedError"
  case recursionError = "RecursionError"
  case syntaxError = "SyntaxError"
  case indentationError = "IndentationError"
  case tabError = "TabError"
  case systemError = "SystemError"
  case typeError = "TypeError"
  case valueError = "ValueError"
  case unicodeError = "UnicodeError"
  case unicodeDecodeError = "UnicodeDecodeError"
  case unicodeEncodeError = "UnicodeEncodeError"
  case warning = "Warning"
  case userWarning = "UserWarning"
  case deprecationWarning = "DeprecationWarning"
  case pendingDeprecationWarning = "PendingDeprecationWarning"
  case syntaxWarning = "SyntaxWarning"
  case runtimeWarning = "RuntimeWarning"
  case futureWarning = "FutureWarning"
  case importWarning = "ImportWarning"
  case unicodeWarning = "UnicodeWarning"
  case resourceWarning = "ResourceWarning"

  public var parent: ExceptionKind? {
    switch self {
    case .baseException: nil
    case .systemExit, .keyboardInterrupt, .generatorExit, .baseExceptionGroup, .exception: .baseException
    case .exceptionGroup: .baseExceptionGroup
    case .floatingPointError, .overflowError, .zeroDivisionError: .arithmeticError
    case .moduleNotFoundError: .importError
    case .indexError, .keyError: .lookupError
    case .unboundLocalError: .nameError
    case .brokenPipeError: .connectionError
    case .blockingIOError, .connectionError, .fileExistsError, .fileNotFoundError, .interruptedError,
      .isADirectoryError, .notADirectoryError, .permissionError, .timeoutError:
      .osError
    case .notImplementedError, .recursionError: .runtimeError
    case .indentationError: .syntaxError
    case .tabError: .indentationError
    case .unicodeError: .valueError
    case .unicodeDecodeError, .unicodeEncodeError: .unicodeError
    case .userWarning, .deprecationWarning, .pendingDeprecationWarning, .syntaxWarning, .runtimeWarning,
      .futureWarning, .importWarning, .unicodeWarning, .resourceWarning:
      .warning
    default: .exception
    }
  }

  /// Which subclass of `OSError` stands for a number of the system.
  static let systemErrors: [Int: ExceptionKind] = [
    1: .permissionError, 2: .fileNotFoundError, 4: .interruptedError, 11: .blockingIOError, 13: .permissionError,
    17: .fileExistsError, 20: .notADirectoryError, 21: .isADirectoryError, 32: .brokenPipeError, 110: .timeoutError,
    103: .connectionError, 104: .connectionError, 111: .connectionError,
  ]

  /// The class; all are made at the first use of any.
  public var type: TypeObject { ExceptionKind.types[Int(ordinal)] }

  /// The place in the list of cases: hashing the name would cost more than all else that raising does.
  private var ordinal: UInt8 { unsafeBitCast(self, to: UInt8.self) }

  /// Parents come first: a class is looked up by the classes below it when their bases are asked for.
  private static let types: [TypeObject] = {
    precondition(allCases.enumerated().allSatisfy { $0.offset == Int($0.element.ordinal) })
    return allCases.map { TypeObject(NativeType(exception: $0)) }
  }()
}
