/// From the pure functions' errors to the language's.
extension TextError.Kind {
  var exception: ExceptionKind {
    switch self {
    case .type: .typeError
    case .value: .valueError
    case .key: .keyError
    case .index: .indexError
    case .overflow: .overflowError
    case .memory: .memoryError
    case .zeroDivision: .zeroDivisionError
    case .lookup: .lookupError
    case .unicodeEncode: .unicodeEncodeError
    case .unicodeDecode: .unicodeDecodeError
    }
  }
}

extension Raised {
  public init(_ error: TextError) {
    if error.message.isEmpty { self.init(error.kind.exception) } else { self.init(error.kind.exception, error.message) }
  }
}

/// Runs a pure function and turns its `TextError` into the exception a program sees.
@inline(__always) public func translating<Result>(_ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as TextError { throw Raised(error) }
}
