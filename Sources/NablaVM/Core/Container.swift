/// An object that can hold other objects, and so can be part of a reference cycle.
///
/// Containers sit on the collector's intrusive list from birth to death. `visitReferences` must report every strong
/// reference to an `Object` that the container holds, each exactly as often as it is held: the collector subtracts
/// those from Swift's own reference counts, and what still has some left is held from outside. Reporting too few is
/// safe (a leak), too many is not.
open class Container: Object {
  @usableFromInline final unowned(unsafe) var previous: Container?
  @usableFromInline final unowned(unsafe) var next: Container?
  /// Scratch for the collector: references not yet explained, and the generation.
  @usableFromInline final var collectorCount: Int32 = 0
  @usableFromInline final var generation: UInt8 = 0

  public override init(type: TypeObject) {
    super.init(type: type)
    Collector.shared.track(self)
  }

  deinit { Collector.shared.untrack(self) }

  /// Calls `visit` for each object held directly (see above). Use `visit(value)` from the helpers for `Value`s.
  open func visitReferences(_ visit: (Object) -> Void) {}

  /// Drops every reference held, to break a cycle; the object stays valid (an empty list, an instance without
  /// attributes) in case a finaliser looks at it.
  open func clearReferences() {}
}
