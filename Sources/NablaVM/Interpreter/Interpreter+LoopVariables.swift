import NablaBytecode
import NablaSource

/// The namespace of a class body while it runs.
final class NamespaceObject: Object {
  let table = AttributeTable()
  /// What the metaclass prepared: it sees every assignment, and may store something else.
  let mapping: DictObject?

  init(_ mapping: DictObject? = nil) {
    self.mapping = mapping
    super.init(type: .object)
  }
}

extension Interpreter {
  @inline(__always) func closureCell(_ frame: UnsafeMutablePointer<Frame>, _ index: Int) -> CellObject {
    guard let function = frame.pointee.function else { preconditionFailure("a module closes over nothing") }
    return function._withUnsafeGuaranteedRef { $0.closure[index] }
  }

  @inline(__always) func freeVariable(
    _ frame: UnsafeMutablePointer<Frame>, _ index: Int
  ) -> UnsafeMutablePointer<Value> {
    guard let function = frame.pointee.function else { preconditionFailure("a module closes over nothing") }
    return function._withUnsafeGuaranteedRef { $0.closure[index].contents }
  }

  /// A global that is no object, or a built-in.
  @inline(never) func loadGlobal(
    _ cell: UnsafeMutablePointer<Value>, _ index: Int, _ frame: UnsafeMutablePointer<Frame>,
    into a: UnsafeMutablePointer<Value>
  ) throws {
    if cell.pointee.isUndefined { a.set(try loadBuiltin(frame, index)) } else { a.copy(cell) }
  }

  private func loadBuiltin(_ frame: UnsafeMutablePointer<Frame>, _ index: Int) throws -> Value {
    let code = frame.pointee.code.value
    let value = code.builtins[index].pointee
    if !value.isUndefined { return value }
    throw noName(code.code.globals[index], frame)
  }

  /// `NameError`, with the nearest name that does exist.
  func noName(_ name: String, _ frame: UnsafeMutablePointer<Frame>) -> Raised {
    let code = frame.pointee.code.value
    var known: [String] = []
    for (index, local) in code.code.localNames.enumerated() where !frame.pointee.registers[index].isUndefined {
      known.append(local)
    }
    known += code.module.namespace.names.map(\.text)
    known += builtins.namespace.names.map(\.text) + ["True", "False", "None"]
    let raised = Raised(
      .nameError, "name '\(name)' is not defined",
      suggestion: ownAttribute(name, frame) ?? Spelling.closest(to: name, among: known.filter { !$0.hasPrefix("__") }))
    if raised.exception.suggestion == nil, nativeModules[name] != nil {
      raised.exception.suggestion = nil
      raised.exception.forgottenImport = name
    }
    raised.exception.members["name"] = .string(name)
    if raised.exception.suggestion == nil, let explainMissingName {
      raised.exception.details += explainMissingName(name, code.module)
    }
    return raised
  }

  /// In a method, `self.name` where `name` was written and the object has such an attribute.
  private func ownAttribute(_ name: String, _ frame: UnsafeMutablePointer<Frame>) -> String? {
    let code = frame.pointee.code.value
    guard code.parameterCount > 0, code.code.localNames.first == "self", code.registerCount > 0,
      case .object(let object) = frame.pointee.registers[0], let name = Name.existing(name)
    else { return nil }
    let own = (object as? InstanceObject)?.ownAttribute(name) != nil || !object.type.lookup(name).isUndefined
    return own ? "self.\(name.text)" : nil
  }

  func unboundLocal(_ frame: UnsafeMutablePointer<Frame>, _ name: Int) -> Raised {
    let name = frame.pointee.code._withUnsafeGuaranteedRef { $0.code.names[name] }
    return Raised(
      .unboundLocalError, "cannot access local variable '\(name)' where it is not associated with a value",
      suggestion: ownAttribute(name, frame))
  }

  func emptyCell(_ frame: UnsafeMutablePointer<Frame>, _ register: Int, _ name: Int) -> Raised {
    unboundLocal(frame, name)
  }

  func emptyFree(_ frame: UnsafeMutablePointer<Frame>, _ index: Int) -> Raised {
    let name = frame.pointee.code._withUnsafeGuaranteedRef { $0.code.freeNames[index] }
    return Raised(
      .nameError,
      "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
  }

  @inline(never) func variable(
    _ i: Instruction, _ r: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) throws {
    let code = frame.pointee.code.value
    let a = r + Int(i.a)
    switch i.operation {
    case .deleteGlobal:
      if code.globals[i.wide].pointee.isUndefined { throw noName(code.code.globals[i.wide], frame) }
      code.module.namespace.remove(Name(code.code.globals[i.wide]))
    case .loadName:
      a.set(try classVariable(code.names[i.wide], r, code, frame))
    case .loadNameOrFree:
      let own = namespace(r).get(code.names[Int(i.b)])
      if !own.isUndefined { return a.set(own) }
      let value = closureCell(frame, Int(i.c)).value
      if value.isUndefined { throw emptyFree(frame, Int(i.c)) }
      a.set(value)
    case .storeName: try storeName(code.names[i.wide], a.pointee, r)
    case .deleteName:
      if let mapping = r.pointee.as(NamespaceObject.self)?.mapping {
        try deleteItem(.object(mapping), .object(code.names[i.wide].string))
      }
      if !namespace(r).remove(code.names[i.wide]) { throw noName(code.code.names[i.wide], frame) }
    case .deleteCell:
      guard let cell = a.pointee.as(CellObject.self), !cell.value.isUndefined else {
        throw unboundLocal(frame, Int(i.b))
      }
      cell.value = .undefined
    case .deleteFree:
      let cell = closureCell(frame, Int(i.a))
      if cell.value.isUndefined { throw emptyFree(frame, Int(i.a)) }
      cell.value = .undefined
    case .deleteLocal:
      if a.pointee.isUndefined { throw unboundLocal(frame, Int(i.b)) }
      a.clear()
    default: break
    }
  }

  private func namespace(_ r: UnsafeMutablePointer<Value>) -> AttributeTable {
    r.pointee.as(NamespaceObject.self)?.table ?? AttributeTable()
  }

  private func storeName(_ name: Name, _ value: Value, _ r: UnsafeMutablePointer<Value>) throws {
    guard let mapping = r.pointee.as(NamespaceObject.self)?.mapping else { return namespace(r).set(name, value) }
    try setItem(.object(mapping), .object(name.string), value)
    namespace(r).set(name, try item(.object(mapping), .object(name.string)))
  }

  private func classVariable(
    _ name: Name, _ r: UnsafeMutablePointer<Value>, _ code: LinkedCode, _ frame: UnsafeMutablePointer<Frame>
  ) throws -> Value {
    if let own = namespace(r).get(name).defined { return own }
    if let global = code.module.namespace.get(name).defined { return global }
    if let builtin = builtins.namespace.get(name).defined { return builtin }
    throw noName(name.text, frame)
  }
}
