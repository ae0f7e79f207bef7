/// An object that can hold other objects, and so can be part of a reference cycle.
///
/// Containers sit on the collector's intrusive list from birth to death. `visitReferences` must report every strong
/// reference to an `Object` that the container holds, each exactly as often as it is held: the collector subtracts
/// those from Swift's own reference counts, and what still has some left is held from outside. Reporting too few is
/// safe (a leak), too many is not. The reference to the object's class is the collector's own business.
open class Container: Object {
  // The collector's notes come first: there they fill the rest of a word that `Object` began.
  @exclusivity(unchecked) @usableFromInline final var generation: UInt8 = 0
  @exclusivity(unchecked) @usableFromInline final var isReachable = false
  /// References not yet explained.
  @exclusivity(unchecked) @usableFromInline final var unexplained: Int32 = 0
  /// Neighbours on the list; unmanaged, since following a link must not count.
  @exclusivity(unchecked) final var previousContainer: Unmanaged<Container>?
  @exclusivity(unchecked) final var nextContainer: Unmanaged<Container>?

  public override init(type: TypeObject, kind: ObjectKind = .other) {
    super.init(type: type, kind: kind)
    isContainer = true
    Collector.track(self)
  }

  override init(untypedKind kind: ObjectKind) {
    super.init(untypedKind: kind)
    isContainer = true
    Collector.track(self)
  }

  deinit { Collector.untrack(self) }

  /// Calls `visit` for each object held directly (see above); `value.visit(visit)` does so for a `Value`.
  open func visitReferences(_ visit: (Object) -> Void) {}

  /// Drops every reference held, to break a cycle; the object stays valid (an empty list, an instance without
  /// attributes) in case something still looks at it.
  open func clearReferences() {}
}

extension Value {
  @inlinable public func visit(_ visit: (Object) -> Void) {
    if case .object(let object) = self { visit(object) }
  }
}
