import NablaBytecode
import NablaSource
import NablaSyntax

/// `try` with `except*`: every handler gets the part of the exception that it catches, and what is left, or was raised
/// meanwhile, goes on.
extension Emitter {
  func emitGroupHandlers(_ statement: Try) throws(Diagnostic) {
    let exception = allocate()
    // The exception as it was, and behind it what is left of it.
    let original = allocate(2)
    let saved = allocate()
    let raised = allocate()
    let failed = allocate()
    let end = Label()
    let block = Block(.protected)
    open(block)
    let before = assigned
    try emit(statement.body)
    close(block)
    try branch { () throws(Diagnostic) in try emit(statement.orElse ?? []) }
    jump(end)
    assigned = before
    protect(block, target: here, register: exception)
    emit(.enterHandler, exception, saved)
    let outer = Block(.protected)
    open(outer)
    move(exception, to: original)
    move(exception, to: original + 1)
    emit(.makeList, raised, 0, 0)
    for handler in statement.handlers {
      assigned = before
      try emitGroupHandler(handler, rest: original + 1, raised: raised)
    }
    assigned = before
    emit(.joinGroup, exception, original, raised)
    close(outer)
    emit(.leaveHandler, saved)
    let done = Label()
    emit(.ifNone, exception)
    jump(done)
    emit(.reraise, exception)
    // Something went wrong between the bodies.
    protect(outer, target: here, register: failed)
    emit(.leaveHandler, saved)
    emit(.reraise, failed)
    place(done)
    emit(.clear, exception, 6)
    place(end)
  }

  private func emitGroupHandler(_ handler: ExceptHandler, rest: Int, raised: Int) throws(Diagnostic) {
    try temporaries { () throws(Diagnostic) in
      let match = allocate(2)
      let saved = allocate()
      let failed = allocate()
      let next = Label()
      move(rest, to: match + 1)
      if let type = handler.type {
        let register = try operand(type)
        try at(type.span) { () throws(Diagnostic) in emit(.splitGroup, match, register) }
      }
      move(match + 1, to: rest)
      emit(.ifNone, match)
      jump(next)
      if let name = handler.name { storeName(name.name, from: match) }
      emit(.enterHandler, match, saved)
      let body = Block(.groupHandler)
      open(body)
      try emit(handler.body)
      close(body)
      emit(.leaveHandler, saved)
      if let name = handler.name { unbindHandlerName(name.name) }
      jump(next)
      protect(body, target: here, register: failed)
      emit(.append, raised, failed)
      emit(.leaveHandler, saved)
      if let name = handler.name { unbindHandlerName(name.name) }
      place(next)
      emit(.clear, match, 2)
    }
  }

  /// `break`, `continue` and `return` may not leave an `except*` body.
  func checkGroupHandlers(leavingLoop: Bool) throws(Diagnostic) {
    for block in blocks.reversed() {
      if case .loop = block.kind, leavingLoop { return }
      if case .groupHandler = block.kind {
        throw Diagnostic(message: "'break', 'continue' and 'return' cannot appear in an except* block", span: span)
      }
    }
  }
}
