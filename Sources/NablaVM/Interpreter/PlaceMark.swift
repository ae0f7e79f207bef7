import NablaBytecode
import NablaSource

/// Where the program is, in one word: libraries leave such marks on what they make by the million, and ask what they
/// meant when an error has to tell.
public struct PlaceMark {
  /// The number of a `LinkedCode`, and which of its instructions runs; 0 where no language code does.
  public let word: UInt64

  public init(word: UInt64) { self.word = word }

  /// The innermost place of the interpreter that was last made.
  public static var current: PlaceMark {
    guard let frame = Interpreter.latest?._withUnsafeGuaranteedRef({ $0.frames.current }) else { return PlaceMark(word: 0) }
    let code = frame.pointee.code.value
    if code.number == 0 { code.takeNumber() }
    let instruction = max(0, frame.pointee.next - code.instructions - 1)
    return PlaceMark(word: UInt64(code.number) << 32 | UInt64(truncatingIfNeeded: instruction))
  }

  /// The code, as long as it lives, and the instruction.
  public var place: (code: LinkedCode, instruction: Int)? {
    guard let code = CodeNumbers.code(UInt32(truncatingIfNeeded: word >> 32)) else { return nil }
    return (code, Int(UInt32(truncatingIfNeeded: word)))
  }

  /// The part of the program that the instruction stands for; `nil` where it is the standard library's.
  public var span: (file: SourceFile, span: Span)? {
    guard let (code, instruction) = place, !code.module.isStandard else { return nil }
    let span = code.code.span(at: instruction)
    return span == .none ? nil : (code.code.file, span)
  }
}

/// Which code has which number. Codes are held weakly: a mark must not keep a program's functions alive. The last cells
/// are kept, since what was made in one is used, and goes wrong, in another.
enum CodeNumbers {
  nonisolated(unsafe) private static var codes: [UInt32: Unmanaged<LinkedCode>] = [:]
  nonisolated(unsafe) private static var given: UInt32 = 0
  nonisolated(unsafe) private static var cells: [LinkedCode] = []
  nonisolated(unsafe) private static var nextCell = 0
  private static let keptCells = 200

  static func register(_ code: LinkedCode) -> UInt32 {
    given &+= 1
    if given == 0 { given = 1 }
    codes[given] = .passUnretained(code)
    if code.code.kind == .module {
      if cells.count < keptCells {
        cells.append(code)
      } else {
        cells[nextCell] = code
        nextCell = (nextCell + 1) % keptCells
      }
    }
    return given
  }

  /// The interpreter has gone, and its programs with it.
  static func forgetCells() {
    let old = cells
    cells = []
    nextCell = 0
    withExtendedLifetime(old) {}
  }

  static func remove(_ number: UInt32) { codes[number] = nil }

  static func code(_ number: UInt32) -> LinkedCode? { number == 0 ? nil : codes[number]?.takeUnretainedValue() }
}

extension LinkedCode {
  @inline(never) func takeNumber() { number = CodeNumbers.register(self) }
}
