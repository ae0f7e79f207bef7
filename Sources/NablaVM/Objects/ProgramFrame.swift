import NablaSource

/// A running place of the program, and what its names stand for: for errors that tell of variables. Looking runs
/// nothing of the program.
public struct ProgramFrame {
  private let frame: UnsafeMutablePointer<Frame>
  private var code: LinkedCode { frame.pointee.code.value }

  fileprivate init(_ frame: UnsafeMutablePointer<Frame>) { self.frame = frame }

  public var file: SourceFile { code.code.file }

  /// The part of the source that runs.
  public var span: Span {
    code.code.span(at: max(0, frame.pointee.next - code.instructions - 1))
  }

  /// The name of the function; `nil` for a module.
  public var function: String? { code.code.kind == .module ? nil : code.name }

  /// The value of a variable that can be named here.
  public func value(of name: String) -> Value? {
    if let index = code.code.localNames.firstIndex(of: name) { return opened(frame.pointee.registers[index]) }
    if let index = code.code.freeNames.firstIndex(of: name), let cells = frame.pointee.function?.value.closure,
      cells.indices.contains(index)
    {
      return cells[index].value.defined
    }
    return code.module.namespace.get(Name(name)).defined
  }

  private func opened(_ value: Value) -> Value? {
    guard let cell = value.as(CellObject.self) else { return value.defined }
    return cell.value.defined
  }

  fileprivate var isStandard: Bool { code.module.isStandard }
}

extension Interpreter {
  /// The innermost frames of the program itself: what the standard library runs in between is left out.
  public var programFrames: [ProgramFrame] {
    var frames: [ProgramFrame] = []
    guard var pointer = self.frames.current else { return [] }
    while pointer >= self.frames.base, frames.count < 20 {
      let frame = ProgramFrame(pointer)
      if !frame.isStandard { frames.append(frame) }
      if pointer == self.frames.base { break }
      pointer -= 1
    }
    return frames
  }
}
