import NablaSource

/// What the compiler makes of a module, a function, a class body or a comprehension: pure data, the same for every
/// machine that runs it.
public final class CodeObject {
  public enum Kind: Sendable {
    case module, function, lambda, classBody, comprehension, generatorExpression
  }

  public enum ParameterKind: UInt8, Sendable {
    case positionalOnly, positional, variadic, keywordOnly, variadicKeywords
  }

  public struct Parameter: Sendable {
    public var name: String
    public var kind: ParameterKind
    /// Whether `makeFunction` finds a default for it.
    public var hasDefault: Bool

    public init(name: String, kind: ParameterKind, hasDefault: Bool) {
      self.name = name
      self.kind = kind
      self.hasDefault = hasDefault
    }
  }

  /// Where a function finds the cells it closes over, seen from the code that defines it.
  public enum Capture: Hashable, Sendable {
    case cell(register: Int)
    case free(index: Int)
  }

  /// A stretch of instructions in which an exception jumps to `target`, with the exception in `register`. The first
  /// entry that covers an instruction counts: inner ones come first.
  public struct Handler: Sendable {
    public var start: Int
    public var end: Int
    public var target: Int
    public var register: Int

    public init(start: Int, end: Int, target: Int, register: Int) {
      self.start = start
      self.end = end
      self.target = target
      self.register = register
    }
  }

  public var name: String
  public var qualifiedName: String
  public var kind: Kind
  public let file: SourceFile
  /// Where the definition stands.
  public var span = Span.none
  public var docstring: String?
  /// What a module's text says that is hardly meant (CPython's SyntaxWarnings).
  public var warnings: [Diagnostic] = []
  /// Whether annotations are kept as text (`from __future__ import annotations`).
  public var postponesAnnotations = false
  public var parameters: [Parameter] = []
  public var isGenerator = false
  /// Registers of a frame: parameters first, then other locals, then temporaries.
  public var registerCount = 0
  /// The names of the first registers.
  public var localNames: [String] = []
  public var captures: [Capture] = []
  /// Names of the captured variables, in the order of `captures`.
  public var freeNames: [String] = []
  public var instructions: [Instruction] = []
  public var constants: [Constant] = []
  public var globals: [String] = []
  public var names: [String] = []
  /// Attribute names by inline cache.
  public var caches: [String] = []
  public var keywordLists: [[String]] = []
  public var codes: [CodeObject] = []
  public var handlers: [Handler] = []
  /// The source of each instruction, for tracebacks.
  public var spans: [Span] = []
  /// Parts of spans that are to blame, by instruction.
  public var anchors: [Int: Span] = [:]

  public init(name: String, qualifiedName: String, kind: Kind, file: SourceFile) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.kind = kind
    self.file = file
  }

  public func span(at index: Int) -> Span { spans.indices.contains(index) ? spans[index] : .none }
}

/// A literal.
public indirect enum Constant: Hashable, Sendable {
  case none
  case ellipsis
  case bool(Bool)
  case int(Int)
  /// Decimal digits of an integer beyond 64 bits.
  case bigInt(String)
  /// By bits, so that 0.0 and -0.0 stay apart and NaN equals itself.
  case float(bits: UInt64)
  case string(String)
  case bytes([UInt8])
  case tuple([Constant])
}

extension Constant {
  /// Strings differ by code points here: Swift's own equality would merge "e" + accent with the accented letter.
  public static func == (left: Constant, right: Constant) -> Bool {
    switch (left, right) {
    case (.none, .none), (.ellipsis, .ellipsis): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.bigInt(let a), .bigInt(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.tuple(let a), .tuple(let b)): a == b
    default: false
    }
  }
}
