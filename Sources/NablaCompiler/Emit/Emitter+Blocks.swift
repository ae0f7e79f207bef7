import NablaBytecode
import NablaSource
import NablaSyntax

/// What `break`, `continue` and `return` have to leave on their way out.
final class Block {
  enum Kind {
    case loop(end: Label, next: Label, iterator: Int?)
    /// An `except` body: `saved` is what was being handled before; `name` is unbound at the end.
    case handler(saved: Int, name: String?)
    case with(manager: Int)
    case finally(Finally)
    /// A `finally` body: leaving it early drops the exception that led into it, if one did.
    case handlerIfRaised(saved: Int, reason: Int)
    /// An `except*` body, which cannot be left early.
    case groupHandler
    /// Code with handlers, which need nothing done when it is left.
    case protected
  }

  let kind: Kind
  /// Where the stretch of code that is protected by this block began; its ends are noted in `ranges`.
  var start: Int?
  var ranges: [(start: Int, end: Int)] = []

  init(_ kind: Kind) { self.kind = kind }
}

/// A `finally` body is written once. Whoever enters it says in a register why, and behind the body the ways part again.
final class Finally {
  /// 0: fell through; 1: an exception, in `value`; beyond: one of `exits`.
  let reason: Int
  /// The exception, or the value of a pending `return`.
  let value: Int
  let body = Label()
  var exits: [Exit] = []

  init(reason: Int, value: Int) {
    self.reason = reason
    self.value = value
  }
}

enum Exit: Hashable {
  case `break`
  case `continue`
  case `return`
}

extension Emitter {
  func open(_ block: Block) {
    block.start = here
    blocks.append(block)
  }

  func close(_ block: Block) {
    suspend(block)
    blocks.removeLast()
  }

  private func suspend(_ block: Block) {
    if let start = block.start, start < here { block.ranges.append((start, here)) }
    block.start = nil
  }

  /// Sends exceptions in the block's code to `target`.
  func protect(_ block: Block, target: Int, register: Int) {
    for range in block.ranges {
      code.handlers.append(.init(start: range.start, end: range.end, target: target, register: register))
    }
  }

  /// Leaves blocks from the innermost outwards until the exit's goal. While a block's own code for leaving is written,
  /// that block (and those inside) does not protect it.
  func leave(_ exit: Exit, value: Int?) {
    let all = blocks
    var suspended: [Block] = []
    defer {
      for block in suspended { block.start = here }
      blocks = all
    }
    for block in all.reversed() {
      suspend(block)
      suspended.append(block)
      blocks.removeLast()
      switch block.kind {
      case .loop(let end, let next, let iterator):
        switch exit {
        case .break:
          if let iterator { emit(.clear, iterator, 1) }
          return jump(end)
        case .continue: return jump(next, .loop)
        case .return: break
        }
      case .handler(let saved, let name):
        emit(.leaveHandler, saved)
        if let name { unbindHandlerName(name) }
      case .handlerIfRaised(let saved, let reason):
        let notRaised = Label()
        emit(.ifEqualImmediate, reason, 1, 0)
        jump(notRaised)
        emit(.leaveHandler, saved)
        place(notRaised)
      case .protected, .groupHandler: break
      case .with(let manager): emit(.exitContext, manager)
      case .finally(let finally):
        let index = finally.exits.firstIndex(of: exit) ?? finally.exits.count
        if index == finally.exits.count { finally.exits.append(exit) }
        if let value { move(value, to: finally.value) }
        emit(.loadInteger, finally.reason, wide: index + 2)
        return jump(finally.body)
      }
    }
    if exit == .return, let value { emit(.return, value) }
  }

  /// At the end of `except E as name`, the name goes.
  func unbindHandlerName(_ name: String) {
    let register = nextRegister
    _ = allocate()
    emit(.loadNone, register)
    let before = assigned
    storeName(name, from: register)
    deleteName(name)
    assigned = before
    if let local = directTarget(name) { assigned.remove(local) }
    nextRegister = register
  }
}
