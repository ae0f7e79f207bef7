/// What a native does in its most frequent cases, tried before anything about the call is arranged: `nil` leaves the
/// arguments as they are for the ordinary call, which knows all cases and raises the errors.
typealias Shortcut = (_ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ vm: Interpreter) throws -> Value?

/// The calls that programs make most, by far.
enum Shortcuts {
  /// `len` of the built-in containers.
  static func length(_ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ vm: Interpreter) throws -> Value? {
    guard count == 1, arguments.isObject else { return nil }
    return arguments.reference._withUnsafeGuaranteedRef { object in
      switch object.kind {
      case .list: .int(unsafeDowncast(object, to: ListObject.self).bareItems.count)
      case .tuple: .int(unsafeDowncast(object, to: TupleObject.self).count)
      case .str: .int(unsafeDowncast(object, to: StrObject.self).count)
      case .dict: .int(unsafeDowncast(object, to: DictObject.self).count)
      case .set: .int(unsafeDowncast(object, to: SetObject.self).count)
      default: nil
      }
    }
  }

  /// `isinstance` of one class whose own class is `type`.
  static func isInstance(_ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ vm: Interpreter) throws -> Value? {
    guard count == 2, case .object(let object) = arguments[1], object.kind == .type else { return nil }
    let wanted = unsafeDowncast(object, to: TypeObject.self)
    if vm.type(of: arguments[0]).isSubclass(of: wanted) { return .bool(true) }
    return wanted.type === TypeObject.type ? .bool(false) : nil
  }

  /// `list.append`.
  static func append(_ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ vm: Interpreter) throws -> Value? {
    guard count == 2, arguments.isObject, arguments.reference._withUnsafeGuaranteedRef({ $0.kind == .list }) else {
      return nil
    }
    arguments.reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: ListObject.self).append(arguments + 1) }
    return Value.none
  }

  /// `dict.get`.
  static func get(_ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ vm: Interpreter) throws -> Value? {
    guard count == 2 || count == 3, case .object(let object) = arguments[0], object.kind == .dict else { return nil }
    let dictionary = unsafeDowncast(object, to: DictObject.self)
    if let index = try dictionary.index(of: arguments[1], vm) { return dictionary.value(at: index) }
    return count == 3 ? arguments[2] : Value.none
  }
}
