import NablaBytecode

/// An activation of language code as programs see it: `sys._getframe()`, `tb.tb_frame`.
///
/// Frames proper lie on the machine's frame stack and know nothing of this; an object is made for one when somebody
/// asks, and stays with it. When the frame is left, an object that somebody still holds takes the variables over.
public final class FrameObject: Container {
  public let code: LinkedCode
  let function: FunctionObject?
  /// The frame, while it is on the stack.
  @exclusivity(unchecked) var frame: UnsafeMutablePointer<Frame>?
  /// The generator whose frame this is, while that rests.
  @exclusivity(unchecked) unowned(unsafe) var generator: GeneratorObject?
  /// The variables after the frame was left, by register.
  private var saved: [Value] = []
  /// The caller, once it was asked for or the frame was left.
  private var caller: FrameObject?
  private var lastInstruction = 0
  /// What `f_locals` hands out: one dictionary, brought up to date at each asking.
  private var dictionary: DictObject?

  init(_ frame: UnsafeMutablePointer<Frame>) {
    code = frame.pointee.code.value
    function = frame.pointee.function?.value
    self.frame = frame
    super.init(type: .frame)
  }

  /// Of a frame that an exception has left; its variables move here.
  init(left passed: inout PassedFrame, caller: FrameObject?) {
    code = passed.code.value
    function = passed.function?.value
    super.init(type: .frame)
    saved = passed.moveLocals()
    lastInstruction = Int(passed.instruction)
    self.caller = caller
  }

  /// The object of a frame on the stack.
  static func of(_ frame: UnsafeMutablePointer<Frame>) -> FrameObject {
    frame.specialize()
    if let object = frame.pointee.extra.object { return object.value }
    let object = FrameObject(frame)
    frame.pointee.extra.object = Unmanaged.holding(object)
    return object
  }

  /// Of a generator that rests.
  init(_ generator: GeneratorObject) {
    code = generator.function.code
    function = generator.function
    self.generator = generator
    super.init(type: .frame)
  }

  deinit {
    Reaper.empty(&saved)
    Reaper.empty(&caller)
    Reaper.empty(&dictionary)
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    if let function { visit(function) }
    for value in saved { value.visit(visit) }
    if let caller { visit(caller) }
    if let dictionary { visit(dictionary) }
  }
  public override func clearReferences() {
    saved = []
    caller = nil
    dictionary = nil
  }

  public override func repr(_ vm: Interpreter) throws -> String {
    "<frame at \(vm.address(of: self)), file '\(code.code.file.name)', line \(line), code \(code.name)>"
  }
}

extension FrameObject {
  /// The index of the instruction that runs, or ran last.
  var instruction: Int {
    if let frame { return max(0, frame.pointee.next - code.instructions - 1) }
    if let generator { return max(0, generator.nextInstruction - code.instructions - 1) }
    return lastInstruction
  }

  public var line: Int {
    let span = code.code.span(at: instruction)
    return code.code.file.line(at: span.lower)
  }

  /// Takes over what the frame holds, when it is left.
  func takeOver(caller: FrameObject?) {
    guard let frame else { return }
    lastInstruction = instruction
    if code.code.kind == .classBody {
      saved = [frame.pointee.registers[0]]
    } else {
      saved = code.code.localNames.indices.map { frame.pointee.registers[$0] }
    }
    self.caller = caller
    self.frame = nil
  }

  /// Takes over what the generator holds, when it is dropped.
  func takeOver(from generator: GeneratorObject) {
    lastInstruction = instruction
    saved = code.code.localNames.indices.map { generator.register($0) }
    self.generator = nil
  }

  /// The generator came to rest, or goes on.
  func rest(in generator: GeneratorObject) {
    self.generator = generator
    frame = nil
  }
  func resume(on frame: UnsafeMutablePointer<Frame>) {
    generator = nil
    self.frame = frame
  }

  private func register(_ index: Int) -> Value {
    if let frame { return frame.pointee.registers[index] }
    if let generator { return generator.register(index) }
    return saved.indices.contains(index) ? saved[index] : .undefined
  }

  /// `f_back`.
  func back(_ vm: Interpreter) -> FrameObject? {
    if let frame { return vm.frameObject(below: frame) }
    return generator == nil ? caller : nil
  }

  /// `f_locals`: of modules and classes the namespace itself, of functions a dictionary of what the variables are now.
  func locals() -> DictObject {
    switch code.code.kind {
    case .module: return code.module.namespace.asDictionary()
    case .classBody:
      if let namespace = register(0).as(NamespaceObject.self) { return namespace.table.asDictionary() }
      return DictObject()
    default: break
    }
    let result = dictionary ?? DictObject()
    dictionary = result
    func set(_ name: String, _ value: Value) { result[name] = value.defined }
    for name in code.variableNames {
      guard let index = code.code.localNames.firstIndex(of: name) else { continue }
      var value = register(index)
      if let cell = value.as(CellObject.self) { value = cell.value }
      set(name, value)
    }
    if let function {
      for (name, cell) in zip(code.code.freeNames, function.closure) { set(name, cell.value) }
    }
    return result
  }
}

extension Interpreter {
  /// The object of a frame on the stack.
  func frameObject(of frame: UnsafeMutablePointer<Frame>) -> FrameObject {
    FrameObject.of(frame)
  }

  /// Lets the object that showed a generator's frame at rest show it at work.
  func showFrame(of generator: GeneratorObject, at frame: UnsafeMutablePointer<Frame>) {
    guard let object = generator.frameObject else { return }
    object.resume(on: frame)
    frame.pointee.extra.object = Unmanaged.holding(object)
    generator.frameObject = nil
  }

  func frameObject(below frame: UnsafeMutablePointer<Frame>) -> FrameObject? {
    frame > frames.base ? frameObject(of: frame - 1) : nil
  }

  /// `sys._getframe(depth)`.
  public func frameObject(depth: Int) -> FrameObject? {
    guard depth >= 0, depth < frames.next - frames.base else { return nil }
    return frameObject(of: frames.next - 1 - depth)
  }

  /// A frame with an object is left.
  @inline(never) func detach(_ reference: Unmanaged<FrameObject>, from frame: UnsafeMutablePointer<Frame>) {
    frame.pointee.extra.object = nil
    var object = reference.takeRetainedValue()
    if let generator = frame.generator {
      if generator.state == .suspended {
        object.rest(in: generator)
        generator.frameObject = object
        return
      }
      generator.frameObject = nil
    }
    if isKnownUniquelyReferenced(&object) {
      object.frame = nil
    } else {
      object.takeOver(caller: frameObject(below: frame))
    }
  }
}

extension TypeObject {
  public static let frame = TypeObject(
    NativeType(
      "frame", summary: "An activation of a function.", isFinal: true, methods: { FrameTable.methods },
      properties: { FrameTable.all }))
}

private enum FrameTable {
  static func property(_ name: String, _ get: @escaping (FrameObject, Interpreter) -> Value) -> NativeProperty {
    NativeProperty(name) { object, vm in (object as? FrameObject).map { get($0, vm) } ?? .none }
  }

  static var all: [NativeProperty] {
    [
      property("f_back") { frame, vm in frame.back(vm).map { .object($0) } ?? .none },
      property("f_code") { frame, _ in .object(frame.code.value) },
      property("f_locals") { frame, _ in .object(frame.locals()) },
      property("f_globals") { frame, _ in .object(frame.code.module.namespace.asDictionary()) },
      property("f_builtins") { _, vm in .object(vm.builtins.namespace.asDictionary()) },
      property("f_lineno") { frame, _ in .int(frame.line) },
      property("f_lasti") { frame, _ in .int(frame.instruction * 2) },
      property("f_trace") { _, _ in .none },
    ]
  }

  static var methods: [Native] {
    [
      Native("clear", "(self, /)", "Drops the variables of a frame that does not run.") { arguments, vm in
        let frame = try arguments.receiver(FrameObject.self, vm)
        if frame.frame != nil { throw Raised(.runtimeError, "cannot clear an executing frame") }
        if let generator = frame.generator { try vm.close(generator) } else { frame.clearReferences() }
        return .none
      }
    ]
  }
}
