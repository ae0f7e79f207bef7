/// `NotImplemented`, `...`, and `object()`.
public final class PlainObject: Object {
  private let text: String?

  public init(type: TypeObject, text: String? = nil) {
    self.text = text
    super.init(type: type)
  }

  public override func repr(_ vm: Interpreter) throws -> String { try text ?? super.repr(vm) }

  public static let notImplemented = PlainObject(type: .notImplementedType, text: "NotImplemented")
  public static let ellipsis = PlainObject(type: .ellipsisType, text: "Ellipsis")
}

extension Value {
  public static let notImplemented: Value = .object(PlainObject.notImplemented)
  public static let ellipsis: Value = .object(PlainObject.ellipsis)
  @inlinable public var isEllipsis: Bool {
    if case .object(let object) = self { return object === PlainObject.ellipsis } else { return false }
  }
  @inlinable public var isNotImplemented: Bool {
    if case .object(let object) = self { return object === PlainObject.notImplemented } else { return false }
  }
}
