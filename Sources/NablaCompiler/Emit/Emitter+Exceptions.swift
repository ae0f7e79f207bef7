import NablaBytecode
import NablaSource
import NablaSyntax

/// `raise`, `try` and `with`. Entering a `try` costs nothing: a table says which handler covers which instructions.
extension Emitter {
  func emitRaise(_ exception: Expression?, _ cause: Expression?) throws(Diagnostic) {
    guard let exception else { return emit(.raiseAgain) }
    let register = try operand(exception)
    if let cause {
      emit(.raiseFrom, register, try operand(cause))
    } else {
      emit(.raise, register)
    }
  }

  func emitTry(_ statement: Try) throws(Diagnostic) {
    guard let body = statement.finally else { return try emitHandlers(statement) }
    let finally = Finally(reason: allocate(), value: allocate())
    let saved = allocate()
    let failed = allocate()
    let block = Block(.finally(finally))
    open(block)
    try branch { () throws(Diagnostic) in
      if statement.handlers.isEmpty { try emit(statement.body) } else { try emitHandlers(statement) }
    }
    close(block)
    emit(.loadInteger, finally.reason, wide: 0)
    jump(finally.body)
    // An exception: handled while the body runs, raised again behind it.
    protect(block, target: here, register: finally.value)
    emit(.enterHandler, finally.value, saved)
    emit(.loadInteger, finally.reason, wide: 1)
    place(finally.body)
    let cleanup = Block(.handlerIfRaised(saved: saved, reason: finally.reason))
    open(cleanup)
    try emit(body)
    close(cleanup)
    try dispatch(finally, saved)
    // The body itself raised: what was being handled before is so again.
    let skip = Label()
    jump(skip)
    protect(cleanup, target: here, register: failed)
    let keep = Label()
    emit(.ifEqualImmediate, finally.reason, 1, 0)
    jump(keep)
    emit(.leaveHandler, saved)
    place(keep)
    emit(.reraise, failed)
    place(skip)
  }

  /// Behind the body: goes on with whatever led into it.
  private func dispatch(_ finally: Finally, _ saved: Int) throws(Diagnostic) {
    let noException = Label()
    emit(.ifEqualImmediate, finally.reason, 1, 0)
    jump(noException)
    emit(.leaveHandler, saved)
    emit(.reraise, finally.value)
    place(noException)
    for (index, exit) in finally.exits.enumerated() {
      let next = Label()
      emit(.ifEqualImmediate, finally.reason, index + 2, 0)
      jump(next)
      leave(exit, value: exit == .return ? finally.value : nil)
      place(next)
    }
  }

  private func emitHandlers(_ statement: Try) throws(Diagnostic) {
    if statement.isGroup { return try emitGroupHandlers(statement) }
    let exception = allocate()
    let saved = allocate()
    let failed = allocate()
    let end = Label()
    let block = Block(.protected)
    open(block)
    let before = assigned
    try emit(statement.body)
    close(block)
    let afterBody = assigned
    try emit(statement.orElse ?? [])
    var certain = assigned.intersection(afterBody.union(assigned))
    jump(end)
    assigned = before
    protect(block, target: here, register: exception)
    emit(.enterHandler, exception, saved)
    for handler in statement.handlers {
      assigned = before
      try emit(handler, exception, saved, failed, end)
      certain.formIntersection(assigned)
    }
    emit(.leaveHandler, saved)
    emit(.reraise, exception)
    place(end)
    assigned = certain
  }

  private func emit(
    _ handler: ExceptHandler, _ exception: Int, _ saved: Int, _ failed: Int, _ end: Label
  ) throws(Diagnostic) {
    let next = Label()
    let cleanup = Block(.handler(saved: saved, name: handler.name?.name))
    cleanup.start = here
    if let type = handler.type {
      try temporaries { () throws(Diagnostic) in
        let register = try operand(type)
        try at(type.span) { () throws(Diagnostic) in emit(.ifMatches, exception, register, 0) }
        jump(next)
      }
    }
    if let name = handler.name { storeName(name.name, from: exception) }
    blocks.append(cleanup)
    try emit(handler.body)
    close(cleanup)
    let after = assigned
    emit(.leaveHandler, saved)
    emit(.clear, exception, 1)
    if let name = handler.name { unbindHandlerName(name.name) }
    jump(end)
    // The body (or the type) raised.
    protect(cleanup, target: here, register: failed)
    emit(.leaveHandler, saved)
    if let name = handler.name { unbindHandlerName(name.name) }
    emit(.clear, exception, 1)
    emit(.reraise, failed)
    place(next)
    assigned = after
    if let name = handler.name, let local = directTarget(name.name) { assigned.remove(local) }
  }

  // MARK: with

  func emitWith(_ items: ArraySlice<WithItem>, _ body: [Statement]) throws(Diagnostic) {
    guard let item = items.first else { return try emit(body) }
    try temporaries { () throws(Diagnostic) in
      let manager = allocate()
      let value = allocate()
      let exception = allocate()
      let saved = allocate()
      let failed = allocate()
      try evaluate(item.context, to: manager)
      try at(item.context.span) { () throws(Diagnostic) in emit(.enterContext, value, manager) }
      let block = Block(.with(manager: manager))
      open(block)
      if let target = item.target { try assign(target, from: value) }
      emit(.clear, value, 1)
      try emitWith(items.dropFirst(), body)
      close(block)
      let end = Label()
      try at(item.context.span) { () throws(Diagnostic) in emit(.exitContext, manager) }
      jump(end)
      protect(block, target: here, register: exception)
      emit(.enterHandler, exception, saved)
      let cleanup = Block(.protected)
      cleanup.start = here
      try at(item.context.span) { () throws(Diagnostic) in emit(.exitContextRaised, value, manager, exception) }
      cleanup.ranges = [(cleanup.start ?? here, here)]
      emit(.leaveHandler, saved)
      let swallowed = Label()
      emit(.ifTrue, value)
      jump(swallowed)
      emit(.reraise, exception)
      protect(cleanup, target: here, register: failed)
      emit(.leaveHandler, saved)
      emit(.reraise, failed)
      place(swallowed)
      emit(.clear, exception, 1)
      place(end)
      emit(.clear, manager, 1)
    }
  }
}
