import NablaSource

/// One frame that an exception passed, and those further in: `e.__traceback__`.
public final class TracebackObject: Container {
  /// Nearer to where the exception was raised.
  public internal(set) var next: TracebackObject?
  private var passed: PassedFrame
  /// The frame that called this one, where the frame itself has no object yet.
  private var caller: FrameObject?
  /// How many frames the chain has.
  let count: Int

  init(_ passed: PassedFrame, next: TracebackObject?) {
    self.passed = passed
    self.next = next
    count = (next?.count ?? 0) + 1
    super.init(type: .traceback)
  }

  deinit {
    Reaper.empty(&next)
    passed.release()
    Reaper.empty(&caller)
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    if let next { visit(next) }
    if let caller { visit(caller) }
    passed.visitReferences(visit)
  }
  public override func clearReferences() {
    next = nil
    caller = nil
    passed.object?.letGo()
    passed.object = nil
    _ = passed.moveLocals()
  }

  private var code: LinkedCode { passed.code._withUnsafeGuaranteedRef { $0 } }

  /// `tb_frame`.
  public var frame: FrameObject {
    if let object = passed.object { return object.value }
    let object = FrameObject(left: &passed, caller: caller)
    caller = nil
    passed.object = Unmanaged.holding(object)
    return object
  }

  /// `tb_next`, whose frame was called by this one's.
  var shownNext: TracebackObject? {
    guard let next else { return nil }
    if next.passed.object == nil, next.caller == nil { next.caller = frame }
    return next
  }

  /// What is printed of it.
  public var entry: TracebackEntry {
    let instruction = Int(passed.instruction)
    return TracebackEntry(
      function: code.name, file: code.code.file, span: code.code.span(at: instruction),
      anchor: code.code.anchors[instruction])
  }

  var instruction: Int { Int(passed.instruction) }

  public var line: Int { code.code.file.line(at: code.code.span(at: instruction).lower) }

  /// Outermost first.
  public var entries: [TracebackEntry] {
    var result: [TracebackEntry] = []
    var current: TracebackObject? = self
    while let traceback = current, result.count < 10_000 {
      result.append(traceback.entry)
      current = traceback.next
    }
    return result
  }
}

extension TypeObject {
  public static let traceback = TypeObject(
    NativeType(
      "traceback", summary: "A frame that an exception passed, and those further in.", isFinal: true,
      properties: {
        [
          NativeProperty(
            "tb_next",
            set: { object, value, vm in
              guard let traceback = object as? TracebackObject else { return }
              guard value.isNone || value.as(TracebackObject.self) != nil else {
                throw Raised(.typeError, "expected traceback object, got '\(vm.typeName(of: value))'")
              }
              var link = value.as(TracebackObject.self)
              while let current = link {
                if current === traceback { throw Raised(.valueError, "traceback loop detected") }
                link = current.next
              }
              traceback.next = value.as(TracebackObject.self)
            }
          ) { object, _ in (object as? TracebackObject)?.shownNext.map { .object($0) } ?? .none },
          NativeProperty("tb_frame") { object, _ in (object as? TracebackObject).map { .object($0.frame) } ?? .none },
          NativeProperty("tb_lineno") { object, _ in .int((object as? TracebackObject)?.line ?? 0) },
          NativeProperty("tb_lasti") { object, _ in .int(((object as? TracebackObject)?.instruction ?? 0) * 2) },
        ]
      }))
}
