/// What `match` asks of its subject.
extension Interpreter {
  /// Lists, tuples, ranges and their kin, and what `collections.abc.Sequence` knows; never text or bytes.
  func isSequence(_ value: Value) throws -> Bool {
    guard case .object(let object) = value else { return false }
    if object.matchesSequence { return true }
    if object is StrObject || object is BytesObject || !object.type.isHeap { return false }
    return try isKnown(value, as: "Sequence")
  }

  func isMapping(_ value: Value) throws -> Bool {
    guard case .object(let object) = value else { return false }
    if object is DictObject || object is MappingProxyObject { return true }
    return try object.type.isHeap && isKnown(value, as: "Mapping")
  }

  /// Asks a class of `collections.abc`, if the program has it.
  private func isKnown(_ value: Value, as name: Name) throws -> Bool {
    guard let type = modules["collections.abc"]?.get(name) else { return false }
    return try isInstance(value, type)
  }

  func matchKeys(_ mapping: Value, _ keys: Value) throws -> Value {
    var values: [Value] = []
    var seen: [Value] = []
    for key in try array(keys) {
      if try seen.contains(where: { try equals($0, key) }) {
        throw Raised(.valueError, "mapping pattern checks duplicate key (\(try repr(key)))")
      }
      seen.append(key)
      if let dictionary = mapping.as(DictObject.self) {
        guard let value = try dictionary.get(key, self) else { return .none }
        values.append(value)
      } else {
        // `get` does not make what is missing.
        let value = try callMethod(mapping, "get", [key, .notImplemented])
        if value.isNotImplemented { return .none }
        values.append(value)
      }
    }
    return .tuple(values)
  }

  func matchClass(_ value: Value, _ class: Value, positional: Int, names: Value) throws -> Value {
    guard let type = `class`.as(TypeObject.self) else {
      throw Raised(.typeError, "called match pattern must be a type")
    }
    guard try isInstance(value, `class`) else { return .none }
    var found: [Value] = []
    var seen: Set<Name> = []
    func attribute(_ name: Name) throws -> Value? {
      if !seen.insert(name).inserted {
        throw Raised(.typeError, "\(type.name)() got multiple sub-patterns for attribute '\(name.text)'")
      }
      return try attributeOrNil(of: value, name)
    }
    if positional > 0 {
      let matchesSelf: [TypeObject] = [.bool, .bytes, .dict, .float, .frozenset, .int, .list, .set, .str, .tuple]
      let declared = type.lookup(Names.matchArgs)
      if declared.isUndefined {
        guard matchesSelf.contains(where: { type.isSubclass(of: $0) }) else {
          throw Raised(.typeError, "\(type.name)() accepts 0 positional sub-patterns (\(positional) given)")
        }
        if positional > 1 {
          throw Raised(.typeError, "\(type.name)() accepts 1 positional sub-pattern (\(positional) given)")
        }
        found.append(value)
      } else {
        guard let names = declared.as(TupleObject.self)?.items else {
          throw Raised(.typeError, "\(type.name).__match_args__ must be a tuple (got \(typeName(of: declared)))")
        }
        if positional > names.count {
          let plural = names.count == 1 ? "" : "s"
          throw Raised(
            .typeError,
            "\(type.name)() accepts \(names.count) positional sub-pattern\(plural) (\(positional) given)")
        }
        for name in names.prefix(positional) {
          guard let text = name.text else {
            throw Raised(.typeError, "__match_args__ elements must be strings (got \(typeName(of: name)))")
          }
          guard let value = try attribute(Name(text)) else { return .none }
          found.append(value)
        }
      }
    }
    for name in try array(names) {
      guard let value = try attribute(Name(name.text ?? "")) else { return .none }
      found.append(value)
    }
    return .tuple(found)
  }
}
