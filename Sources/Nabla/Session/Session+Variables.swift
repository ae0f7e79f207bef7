import NablaSource
import NablaVM

extension Session {
  public struct Variable {
    public var name: String
    public var type: String
    /// What `%whos` says about the value.
    public var info: String
  }

  /// The names that the user has set, sorted; private ones and those of the prompt are left out.
  public var variables: [Variable] {
    main.namespace.names.map(\.text)
      .filter { !$0.hasPrefix("_") && !hiddenNames.contains($0) }
      .sorted()
      .map { name in
        let value = main.namespace.get(Name(name))
        return Variable(name: name, type: interpreter.typeName(of: value), info: info(about: value))
      }
  }

  /// Forgets everything the user has set.
  public func reset() {
    for name in main.namespace.names where !hiddenNames.contains(name.text) { main.namespace.remove(name) }
  }

  // MARK: the prompt's names

  private static let promptNames = ["In", "Out", "_", "__", "___", "_exit_code"]

  /// Notes an entry in `In` before it runs: it may look at itself. The first one makes `In`, `Out` and `_`.
  public func begin(source: String) {
    guard let inputs = main.get("In")?.as(ListObject.self) else {
      main.set("In", .list([.string(""), .string(source)]))
      main.set("Out", .object(DictObject()))
      for name in ["_", "__", "___"] { main.set(name, .string("")) }
      hiddenNames.formUnion(Session.promptNames)
      return
    }
    inputs.items.append(.string(source))
  }

  /// Binds `_`, `__`, `___`, `_N` and `Out[N]` to the value that an entry showed.
  public func remember(number: Int, outcome: Outcome) {
    guard let value = outcome.value else { return }
    main.set("___", main.get("__") ?? .string(""))
    main.set("__", main.get("_") ?? .string(""))
    main.set("_", value)
    main.set("_\(number)", value)
    if let outputs = main.get("Out")?.as(DictObject.self) { try? outputs.set(.int(number), value, interpreter) }
  }

  // MARK: describing values

  /// One line about a value: a tensor's shape and type, a container's length, the start of anything else's text.
  func info(about value: Value) -> String {
    if let summary = tensorSummary(value) { return summary }
    if case .object(let object) = value {
      if object is ListObject || object is DictObject || object is TupleObject || object is SetObject,
        let count = try? object.length(interpreter)
      {
        return "n=\(count)"
      }
    }
    let text = (try? interpreter.str(value)) ?? "<unprintable>"
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    return line.count > 60 ? String(line.prefix(57)) + "..." : line
  }

  /// `[32, 784] float32`, for anything with a shape and an element type.
  func tensorSummary(_ value: Value) -> String? {
    guard case .object(let object) = value, ["Tensor", "Parameter", "ndarray"].contains(object.type.name),
      let shape = try? interpreter.attributeOrNil(of: value, "shape"), let items = try? interpreter.array(shape),
      let dtype = try? interpreter.attributeOrNil(of: value, "dtype"), let type = try? interpreter.str(dtype)
    else { return nil }
    let sizes = items.map { (try? interpreter.str($0)) ?? "?" }.joined(separator: ", ")
    let short = type.split(separator: ".").last.map(String.init) ?? type
    var text = "[\(sizes)] \(short)"
    if let gradient = try? interpreter.attributeOrNil(of: value, "requires_grad"), case .bool(true) = gradient {
      text += " grad"
    }
    return text
  }
}
