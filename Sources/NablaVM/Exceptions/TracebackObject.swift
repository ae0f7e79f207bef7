import NablaSource

/// One frame that an exception passed, and those further in: `e.__traceback__`.
public final class TracebackObject: Container {
  /// Nearer to where the exception was raised.
  public internal(set) var next: TracebackObject?
  public private(set) var frame: FrameObject?
  let code: LinkedCode
  let instruction: Int
  /// How many frames the chain has.
  let count: Int

  init(frame: FrameObject, instruction: Int, next: TracebackObject?) {
    self.frame = frame
    code = frame.code
    self.instruction = instruction
    self.next = next
    count = (next?.count ?? 0) + 1
    super.init(type: .traceback)
  }

  deinit {
    Reaper.empty(&next)
    Reaper.empty(&frame)
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    if let next { visit(next) }
    if let frame { visit(frame) }
  }
  public override func clearReferences() {
    next = nil
    frame = nil
  }

  /// What is printed of it.
  public var entry: TracebackEntry {
    TracebackEntry(
      function: code.name, file: code.code.file, span: code.code.span(at: instruction),
      anchor: code.code.anchors[instruction])
  }

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
          ) { object, _ in (object as? TracebackObject)?.next.map { .object($0) } ?? .none },
          NativeProperty("tb_frame") { object, _ in (object as? TracebackObject)?.frame.map { .object($0) } ?? .none },
          NativeProperty("tb_lineno") { object, _ in .int((object as? TracebackObject)?.line ?? 0) },
          NativeProperty("tb_lasti") { object, _ in .int(((object as? TracebackObject)?.instruction ?? 0) * 2) },
        ]
      }))
}
