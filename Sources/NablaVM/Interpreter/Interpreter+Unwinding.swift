import NablaBytecode

/// What an exception does to the frames it passes.
extension Interpreter {
  /// Finds the handler of an error that was thrown at the cursor, leaving frames on the way; throws when it leaves the
  /// entry frame.
  @inline(never) func unwind(
    _ error: Error, _ cursor: inout Cursor, entry: UnsafeMutablePointer<Frame>
  ) throws {
    if hasLeftEntry {
      hasLeftEntry = false
      throw error
    }
    let raised = Raised.unboxed(error) ?? Raised(.runtimeError, "\(error)")
    var exception = raised.exception
    if propagate(&exception, &cursor) { return }
    if exception === raised.exception { throw error }
    throw Raised(exception)
  }

  /// Raises an exception at the cursor, which goes to its handler.
  func raise(_ exception: ExceptionObject, at cursor: Cursor) throws -> Cursor {
    var exception = exception
    var c = cursor
    if propagate(&exception, &c) { return c }
    hasLeftEntry = true
    throw Raised(exception)
  }

  /// Moves the cursor to the handler of an exception, leaving frames on the way; `false` when even the entry frame was
  /// left. A generator may turn the exception into another one.
  private func propagate(_ exception: inout ExceptionObject, _ c: inout Cursor) -> Bool {
    var isNew = true
    while true {
      let frame = c.frame
      let index = max(0, c.ip - c.start - 1)
      frame.pointee.next = c.ip
      if isNew {
        let hadTraceback = exception.hasTraceback
        if !hadTraceback { setContext(of: exception) }
        // Raised again, an exception has been at this place already; one that `raise` itself made has not.
        let operation = c.start[index].operation
        if operation != .reraise, operation != .raiseAgain || !hadTraceback {
          exception.pass(frame, instruction: index)
        }
        isNew = false
      } else {
        exception.pass(frame, instruction: index)
      }
      if let handler = c.code._withUnsafeGuaranteedRef({ $0.handler(of: index) }) {
        (c.r + handler.register).set(.object(exception))
        c.ip = c.start + handler.target
        return true
      }
      let isEntry = frame.isEntry
      let isItem = frame.pointee.isSpecial && frame.pointee.extra.completion == .item
      exception.leave(frame)
      if let generator = frame.generator {
        generator.state = .finished
        restoreHandled(generator)
        leaveFrame(frame)
        generator.release()
        if exception.type.isSubclass(of: stopIteration) { exception = stopped(exception) }
      } else {
        leaveFrame(frame)
      }
      if isEntry { return false }
      c = Cursor(frame - 1)
      if isItem, exception.type.isSubclass(of: stopIteration) {
        endIteration(&c)
        return true
      }
    }
  }

  /// A generator must not raise `StopIteration`: whoever resumed it would take that for its end.
  private func stopped(_ exception: ExceptionObject) -> ExceptionObject {
    let replacement = Raised(.runtimeError, "generator raised StopIteration").exception
    replacement.cause = exception
    replacement.context = exception
    replacement.suppressesContext = true
    return replacement
  }

  /// The exception being handled becomes the context of a new one.
  func setContext(of exception: ExceptionObject) {
    guard case .object(let object) = handled, object !== exception, let current = object as? ExceptionObject else {
      return
    }
    // Never a cycle: if the new one is already somewhere in the chain, the chain is cut there.
    var link: ExceptionObject? = current
    var steps = 0
    while let next = link, steps < 10_000 {
      if next.context === exception { next.context = nil }
      link = next.context
      steps += 1
    }
    exception.context = current
  }
}
