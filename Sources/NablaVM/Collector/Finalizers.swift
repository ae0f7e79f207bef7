/// Objects that have something to do before they go: instances whose class has `__del__`, and generators that rest inside
/// a `try` or `with`.
///
/// Swift's `deinit` runs in the middle of whatever dropped the last reference, where no code of the language may run, and
/// the dying object cannot be kept. So it hands what it holds to a new object of its class, which is queued; the
/// interpreter serves the queue at the next instruction that looks at the interrupt word. For the program that object
/// is the old one, and if it stores it somewhere, it lives on.
enum Finalizers {
  @exclusivity(unchecked) static var queue: [Container] = []
  @exclusivity(unchecked) private static var isRunning = false
  /// Whether any class defined `__del__`: what a program's end has to look after.
  @exclusivity(unchecked) static var areUsed = false

  static func enqueue(_ object: Container) {
    queue.append(object)
    InterruptWord.raise(.finalize)
  }

  /// Runs what is queued, and what that leads to.
  static func run(_ vm: Interpreter) {
    if isRunning { return }
    isRunning = true
    defer { isRunning = false }
    while !queue.isEmpty {
      var batch = Array(queue.reversed())
      queue.removeAll()
      // Each is dropped before the next one's turn: what it held follows in its order.
      while let object = batch.popLast() { finalize(object, vm) }
    }
  }

  /// Whether the collector must ask the object before it breaks it up.
  static func isNeeded(by container: Container) -> Bool {
    if container.kind == .generator { return unsafeDowncast(container, to: GeneratorObject.self).needsClosing }
    guard areUsed, container.kind == .instance else { return false }
    let instance = unsafeDowncast(container, to: InstanceObject.self)
    return !instance.isFinalized && instance.type.isHeap && instance.type.traits.hasDel
  }

  /// `__del__`, or the rest of a generator. Errors are told and go no further.
  static func finalize(_ container: Container, _ vm: Interpreter) {
    let handled = vm.handled
    defer { vm.handled = handled }
    vm.handled = .none
    var subject = Value.object(container)
    do {
      if let generator = container as? GeneratorObject {
        generator.isFinalized = true
        try vm.close(generator)
      } else {
        (container as? InstanceObject)?.isFinalized = true
        guard let method = container.type.override(Names.del) else { return }
        subject = method
        _ = try vm.call(method, [.object(container)])
      }
    } catch let raised as Raised {
      let text = (try? vm.repr(subject)) ?? "<object repr() failed>"
      vm.writeError("Exception ignored in: \(text)\n" + vm.renderTraceback(raised.exception))
    } catch {}
  }
}

extension Interpreter {
  /// Writes to `sys.stderr`, wherever the program has sent it.
  func writeError(_ text: String) {
    if let file = StandardStreams.redirected("stderr", self) {
      if (try? callMethod(file, "write", [.string(text)])) != nil { return }
    }
    errorOutput(text)
  }

  /// The end of a program: the names of its module go one by one, as in CPython, so that what they hold can say goodbye.
  public func finish(_ module: ModuleObject) {
    Finalizers.run(self)
    let values = module.namespace.names.map { module.namespace.get($0) }
    guard Finalizers.areUsed || values.contains(where: { $0.as(GeneratorObject.self)?.needsClosing == true }) else {
      return
    }
    let names = module.namespace.names.filter { !$0.text.hasPrefix("__") }
    for isPrivate in [true, false] {
      for name in names where name.text.hasPrefix("_") == isPrivate {
        module.namespace.set(name, .none)
        Finalizers.run(self)
      }
    }
    Collector.collect(vm: self)
    Finalizers.run(self)
  }
}
