import CReferences

/// Finds and breaks reference cycles: CPython's algorithm on Swift's own reference counts.
///
/// Containers sit on intrusive lists, one for each of three generations. To collect a generation, those younger are
/// merged into it; then for each container
/// 1. its unexplained references are the runtime's retain count;
/// 2. for every reference that a container of the list holds to another one of it, one is subtracted from the latter;
/// 3. who has some left is held from outside (a register, a Swift local, an older generation): it and all that it
///    reaches live;
/// 4. the rest is garbage: it is told to drop its references, and Swift's counting frees it.
/// Registers, native locals and anything unforeseen thus count as outside: nothing alive can be taken, and no maps of
/// roots are needed. Collections only run between instructions (`pending` is raised by allocation and seen by the
/// interpreter's check for interrupts).
public enum Collector {
  /// Lists by generation: the most recent container; 0 is the youngest.
  @exclusivity(unchecked) static var newest: (Unmanaged<Container>?, Unmanaged<Container>?, Unmanaged<Container>?) =
    (nil, nil, nil)
  @exclusivity(unchecked) static var allocated = 0
  static var collectionsOfYoung = 0
  static var collectionsOfMiddle = 0
  /// Containers that survived a collection of the oldest generation, and those that came there since: a full
  /// collection waits until the latter are a quarter, so that its cost stays proportional to allocation.
  static var oldSurvivors = 0
  static var oldArrivals = 0

  public static var thresholds: (young: Int, middle: Int, old: Int) = (10_000, 10, 10)
  public static var isEnabled = true
  static var isCollecting = false
  /// A collection after every so many allocations, however few: for tests.
  public static var isStressed = false

  static func track(_ container: Container) {
    let reference = Unmanaged.passUnretained(container)
    if let first = newest.0 {
      container.nextContainer = first
      first._withUnsafeGuaranteedRef { $0.previousContainer = reference }
    }
    newest.0 = reference
    allocated &+= 1
    if allocated == nextCollection { requestCollection() }
  }

  @exclusivity(unchecked) static var nextCollection = 10_000

  private static func requestCollection() {
    nextCollection = allocated &+ thresholds.young
    if isEnabled, !isCollecting { InterruptWord.raise(.collect) }
  }

  static func untrack(_ container: Container) {
    let next = container.nextContainer
    let previous = container.previousContainer
    if let previous {
      previous._withUnsafeGuaranteedRef { $0.nextContainer = next }
    } else {
      switch container.generation {
      case 0: newest.0 = next
      case 1: newest.1 = next
      default: newest.2 = next
      }
    }
    next?._withUnsafeGuaranteedRef { $0.previousContainer = previous }
    if container.generation == 0, allocated > 0 { allocated &-= 1 }
  }
}

extension Collector {
  /// `gc.collect()`; the number of unreachable containers found.
  ///
  /// With an interpreter, what has something to do before it goes does it first; then everything is looked at again, for
  /// that may have brought some of it back.
  @discardableResult public static func collect(generation requested: Int = 2, vm: Interpreter? = nil) -> Int {
    collect(generation: requested, vm: vm, isSecondLook: false)
  }

  private static func collect(generation requested: Int, vm: Interpreter?, isSecondLook: Bool) -> Int {
    let generation = min(max(requested, 0), 2)
    if isCollecting { return 0 }
    isCollecting = true
    defer { isCollecting = false }
    // Cached methods would count as held from outside.
    if generation > 0 { MethodCache.clear() }
    allocated = 0
    nextCollection = isStressed ? 100 : thresholds.young
    let members = gather(upTo: generation)
    explain(members)
    // Where no code can run, what has something to do stays; so does what was made in the second look's stead.
    let garbage = separate(
      members, of: UInt8(generation), into: UInt8(min(generation + 1, 2)), keepsWaiting: vm == nil || isSecondLook)
    if let vm, !isSecondLook {
      let waiting = garbage.filter { Finalizers.isNeeded(by: $0.takeUnretainedValue()) }
      if !waiting.isEmpty {
        // The oldest first: lists begin with the newest.
        for container in waiting.reversed() { Finalizers.finalize(container.takeUnretainedValue(), vm) }
        for container in garbage { container.release() }
        isCollecting = false
        return collect(generation: requested, vm: vm, isSecondLook: true)
      }
    }
    for container in garbage { container.takeUnretainedValue().clearReferences() }
    for container in garbage { container.release() }
    if generation >= 2 {
      oldSurvivors = members.count - garbage.count
      oldArrivals = 0
    } else if generation == 1 {
      oldArrivals += members.count - garbage.count
    }
    return garbage.count
  }

  /// What the interpreter calls when allocation has asked for it.
  static func collectAutomatically(vm: Interpreter) {
    guard isEnabled else { return }
    collectionsOfYoung += 1
    if collectionsOfYoung < thresholds.middle, !isStressed { collect(generation: 0, vm: vm); return }
    collectionsOfYoung = 0
    collectionsOfMiddle += 1
    if collectionsOfMiddle < thresholds.old || oldArrivals < oldSurvivors / 4, !isStressed {
      collect(generation: 1, vm: vm)
      return
    }
    collectionsOfMiddle = 0
    collect(generation: 2, vm: vm)
  }

  /// The containers of a generation and those younger. Their lists are left as they are until the verdict.
  private static func gather(upTo generation: Int) -> [Unmanaged<Container>] {
    var members: [Unmanaged<Container>] = []
    for list in 0...generation {
      var current = list == 0 ? newest.0 : list == 1 ? newest.1 : newest.2
      while let reference = current {
        members.append(reference)
        current = reference._withUnsafeGuaranteedRef { $0.nextContainer }
      }
    }
    return members
  }

  /// Steps 1 and 2. A count of -1 marks those that are not part of this collection.
  private static func explain(_ members: [Unmanaged<Container>]) {
    for member in members {
      let count = swiftRetainCount(member.toOpaque())
      member._withUnsafeGuaranteedRef {
        $0.unexplained = Int32(truncatingIfNeeded: min(count, 1 << 30))
        $0.isReachable = false
      }
    }
    let subtract: (Object) -> Void = { object in
      if object.isContainer { unsafeDowncast(object, to: Container.self).unexplained &-= 1 }
    }
    for member in members {
      member._withUnsafeGuaranteedRef { container in
        container.visitReferences(subtract)
        if container.type.isHeap { subtract(container.type) }
      }
    }
  }

  /// Steps 3 and 4: marks what is reachable, moves the living to a generation and retains the dead.
  private static func separate(
    _ members: [Unmanaged<Container>], of collected: UInt8, into generation: UInt8, keepsWaiting: Bool
  ) -> [Unmanaged<Container>] {
    var pending: [Unmanaged<Container>] = []
    for member in members {
      member._withUnsafeGuaranteedRef { container in
        if container.unexplained > 0 || keepsWaiting && Finalizers.isNeeded(by: container) {
          container.isReachable = true
          pending.append(member)
        }
      }
    }
    let reach: (Object) -> Void = { object in
      guard object.isContainer else { return }
      let container = unsafeDowncast(object, to: Container.self)
      guard container.generation <= collected, !container.isReachable else { return }
      container.isReachable = true
      pending.append(Unmanaged.passUnretained(container))
    }
    while let member = pending.popLast() {
      member._withUnsafeGuaranteedRef { container in
        container.visitReferences(reach)
        if container.type.isHeap { reach(container.type) }
      }
    }
    var garbage: [Unmanaged<Container>] = []
    for member in members {
      member._withUnsafeGuaranteedRef { container in
        if container.isReachable {
          if container.generation != generation { move(container, to: generation) }
        } else {
          garbage.append(member.retain())
        }
      }
    }
    return garbage
  }

  private static func move(_ container: Container, to generation: UInt8) {
    let saved = allocated
    untrack(container)
    allocated = saved
    container.previousContainer = nil
    container.generation = generation
    let first = generation == 0 ? newest.0 : generation == 1 ? newest.1 : newest.2
    let reference = Unmanaged.passUnretained(container)
    container.nextContainer = first
    first?._withUnsafeGuaranteedRef { $0.previousContainer = reference }
    switch generation {
    case 0: newest.0 = reference
    case 1: newest.1 = reference
    default: newest.2 = reference
    }
  }

  @inline(__always) static func isUnique(_ object: Unmanaged<Object>) -> Bool { nabla_is_unique(object.toOpaque()) }

  static func referenceCount(of object: Object) -> Int {
    Int(clamping: swiftRetainCount(Unmanaged.passUnretained(object).toOpaque()))
  }

  /// The number of containers alive.
  public static var count: Int { gather(upTo: 2).count }

  public static func forEachContainer(_ body: (Container) -> Void) {
    for member in gather(upTo: 2) { body(member.takeUnretainedValue()) }
  }
}

@_silgen_name("swift_retainCount")
private func swiftRetainCount(_ object: UnsafeMutableRawPointer) -> UInt
