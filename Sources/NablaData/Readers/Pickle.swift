/// A value that a pickle can build here: data only. Lists and dicts are shared by reference, as the memo demands.
public indirect enum PickleValue {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case bytes([UInt8])
  case text(String)
  case list(PickleList)
  case tuple([PickleValue])
  case dict(PickleDict)
  /// The name of a class or function. It is never imported or called.
  case global(String)
  case array(PickleArray)
  case dtype(PickleDType)
}

public final class PickleList {
  public internal(set) var items: [PickleValue] = []
}

public final class PickleDict {
  public internal(set) var pairs: [(key: PickleValue, value: PickleValue)] = []

  public subscript(name: String) -> PickleValue? {
    pairs.last { $0.key.string == name }?.value
  }
}

/// A NumPy array: made empty by `_reconstruct`, filled by its state.
public final class PickleArray {
  public internal(set) var shape: [Int] = []
  public internal(set) var dtype = ""
  public internal(set) var fortran = false
  public internal(set) var bytes: [UInt8] = []
}

public final class PickleDType {
  public let name: String
  public internal(set) var order = "|"
  init(name: String) { self.name = name }
}

extension PickleValue {
  /// Text, also when Python 2 wrote it as bytes.
  public var string: String? {
    switch self {
    case .text(let text): return text
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    default: return nil
    }
  }

  public var integer: Int? {
    switch self {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    default: return nil
    }
  }

  public var elements: [PickleValue]? {
    switch self {
    case .list(let list): return list.items
    case .tuple(let items): return items
    default: return nil
    }
  }
}

/// Reads the pickles that CIFAR's Python files are, and their like: numbers, text, containers and NumPy arrays. Nothing
/// is ever called: the five constructors known below are recognised by name and everything else is refused, so a pickle
/// from a stranger is only data.
public struct PickleReader {
  var reader: ByteReader
  private var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  /// Containers made so far. Data files have a handful; a limit keeps hostile nesting shallow enough to release.
  private var containers = 0
  private static let containerLimit = 2000

  public static func decode(_ bytes: [UInt8], file: String) throws -> PickleValue {
    var machine = PickleReader(reader: ByteReader(bytes, format: "pickle", file: file))
    return try machine.run()
  }

  private init(reader: ByteReader) { self.reader = reader }

  private mutating func run() throws -> PickleValue {
    while true {
      let place = reader.offset
      let code = try reader.byte()
      guard containers <= Self.containerLimit else {
        throw reader.unsupported("More than \(Self.containerLimit) lists, tuples and dicts.")
      }
      if code == UInt8(ascii: ".") { return try pop() }
      if try constant(code) { continue }
      if try container(code) { continue }
      if try object(code) { continue }
      throw reader.failure("invalid load key, '\\x\(hex(code))'.", at: place)
    }
  }

  private func hex(_ code: UInt8) -> String { (code < 16 ? "0" : "") + String(code, radix: 16) }

  private mutating func pop() throws -> PickleValue {
    guard stack.count > (marks.last ?? 0), let value = stack.popLast() else {
      throw reader.failure("unpickling stack underflow")
    }
    return value
  }

  private mutating func popToMark() throws -> [PickleValue] {
    guard let mark = marks.popLast(), mark <= stack.count else { throw reader.failure("could not find MARK") }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  /// Numbers, text and bytes.
  private mutating func constant(_ code: UInt8) throws -> Bool {
    switch code {
    case 0x80: if try reader.byte() > 5 { throw reader.unsupported("unsupported pickle protocol") }
    case 0x95: try reader.skip(8)
    case UInt8(ascii: "N"): stack.append(.none)
    case 0x88: stack.append(.bool(true))
    case 0x89: stack.append(.bool(false))
    case UInt8(ascii: "J"): stack.append(.int(Int(Int32(truncatingIfNeeded: try reader.little(4)))))
    case UInt8(ascii: "K"): stack.append(.int(Int(try reader.byte())))
    case UInt8(ascii: "M"): stack.append(.int(Int(try reader.little(2))))
    case 0x8A:
      let width = Int(try reader.byte())
      guard width <= 8 else { throw reader.unsupported("An integer of \(width) bytes.") }
      let bits = try reader.little(width)
      stack.append(.int(width == 0 ? 0 : Int(truncatingIfNeeded: bits << (64 - 8 * width)) >> (64 - 8 * width)))
    case UInt8(ascii: "I"):
      let line = try reader.line()
      if line == "00" || line == "01" {
        stack.append(.bool(line == "01"))
      } else {
        guard let value = Int(line) else { throw reader.failure("'\(line)' is no integer.") }
        stack.append(.int(value))
      }
    case UInt8(ascii: "L"):
      let line = try reader.line()
      guard let value = Int(line.hasSuffix("L") ? String(line.dropLast()) : line) else {
        throw reader.failure("'\(line)' is no integer.")
      }
      stack.append(.int(value))
    case UInt8(ascii: "F"):
      let line = try reader.line()
      guard let value = Double(line) else { throw reader.failure("'\(line)' is no number.") }
      stack.append(.float(value))
    case UInt8(ascii: "G"): stack.append(.float(Double(bitPattern: try reader.big(8))))
    case UInt8(ascii: "U"), UInt8(ascii: "C"): stack.append(.bytes(Array(try reader.take(Int(try reader.byte())))))
    case UInt8(ascii: "T"), UInt8(ascii: "B"): stack.append(.bytes(Array(try reader.take(try reader.littleCount(4)))))
    case 0x8E: stack.append(.bytes(Array(try reader.take(try reader.littleCount(8)))))
    case 0x8C: stack.append(.text(String(decoding: try reader.take(Int(try reader.byte())), as: UTF8.self)))
    case UInt8(ascii: "X"):
      stack.append(.text(String(decoding: try reader.take(try reader.littleCount(4)), as: UTF8.self)))
    case 0x8D: stack.append(.text(String(decoding: try reader.take(try reader.littleCount(8)), as: UTF8.self)))
    default: return false
    }
    return true
  }

  /// Lists, tuples, dicts, the mark and the memo.
  private mutating func container(_ code: UInt8) throws -> Bool {
    if Self.makesContainer.contains(code) { containers += 1 }
    switch code {
    case UInt8(ascii: "("): marks.append(stack.count)
    case UInt8(ascii: "0"): _ = try pop()
    case UInt8(ascii: "2"):
      let top = try pop()
      stack += [top, top]
    case UInt8(ascii: "]"): stack.append(.list(PickleList()))
    case UInt8(ascii: "}"): stack.append(.dict(PickleDict()))
    case UInt8(ascii: ")"): stack.append(.tuple([]))
    case UInt8(ascii: "t"): stack.append(.tuple(try popToMark()))
    case 0x85...0x87:
      var items: [PickleValue] = []
      for _ in 0..<Int(code - 0x84) { items.append(try pop()) }
      stack.append(.tuple(items.reversed()))
    case UInt8(ascii: "l"):
      let list = PickleList()
      list.items = try popToMark()
      stack.append(.list(list))
    case UInt8(ascii: "d"):
      let dict = PickleDict()
      try fill(dict, with: popToMark())
      stack.append(.dict(dict))
    case UInt8(ascii: "a"):
      let value = try pop()
      try list().items.append(value)
    case UInt8(ascii: "e"):
      let values = try popToMark()
      try list().items += values
    case UInt8(ascii: "s"):
      let value = try pop()
      let key = try pop()
      try fill(dict(), with: [key, value])
    case UInt8(ascii: "u"):
      let values = try popToMark()
      try fill(dict(), with: values)
    case UInt8(ascii: "q"): try remember(Int(try reader.byte()))
    case UInt8(ascii: "r"): try remember(try reader.littleCount(4))
    case UInt8(ascii: "p"): try remember(Int(try reader.line()) ?? -1)
    case 0x94: try remember(memo.count)
    case UInt8(ascii: "h"): try recall(Int(try reader.byte()))
    case UInt8(ascii: "j"): try recall(try reader.littleCount(4))
    case UInt8(ascii: "g"): try recall(Int(try reader.line()) ?? -1)
    default: return false
    }
    return true
  }

  /// `]`, `}`, `)`, `t`, the three short tuples, `l` and `d`.
  private static let makesContainer: Set<UInt8> = [0x5D, 0x7D, 0x29, 0x74, 0x85, 0x86, 0x87, 0x6C, 0x64]

  private func list() throws -> PickleList {
    guard case .list(let list)? = stack.last else { throw reader.failure("A value is appended to what is no list.") }
    return list
  }

  private func dict() throws -> PickleDict {
    guard case .dict(let dict)? = stack.last else { throw reader.failure("A key is set in what is no dict.") }
    return dict
  }

  private func fill(_ dict: PickleDict, with items: [PickleValue]) throws {
    guard items.count % 2 == 0 else { throw reader.failure("A dict has a key without a value.") }
    for index in stride(from: 0, to: items.count, by: 2) { dict.pairs.append((items[index], items[index + 1])) }
  }

  private mutating func remember(_ key: Int) throws {
    guard let top = stack.last else { throw reader.failure("unpickling stack underflow") }
    memo[key] = top
  }

  private mutating func recall(_ key: Int) throws {
    guard let value = memo[key] else { throw reader.failure("Memo value not found at index \(key)") }
    stack.append(value)
  }

  /// Classes, calls and states: only those of NumPy's arrays.
  private mutating func object(_ code: UInt8) throws -> Bool {
    switch code {
    case UInt8(ascii: "c"):
      let module = try reader.line()
      stack.append(.global(module + "." + (try reader.line())))
    case 0x93:
      guard let name = try pop().string, let module = try pop().string else {
        throw reader.failure("A class without a name.")
      }
      stack.append(.global(module + "." + name))
    case UInt8(ascii: "R"):
      let arguments = try pop().elements ?? []
      guard case .global(let name) = try pop() else { throw reader.failure("Something that is no class is called.") }
      stack.append(try construct(name, arguments))
    case UInt8(ascii: "b"):
      let state = try pop()
      guard let target = stack.last else { throw reader.failure("unpickling stack underflow") }
      try build(target, state)
    default: return false
    }
    return true
  }

  private func construct(_ name: String, _ arguments: [PickleValue]) throws -> PickleValue {
    switch name {
    case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct": return .array(PickleArray())
    case "numpy.dtype":
      guard let code = arguments.first?.string else { throw reader.failure("A dtype without a name.") }
      return .dtype(PickleDType(name: code))
    case "_codecs.encode":
      // Python 3 writes bytes for Python 2 as latin-1 text.
      guard let text = arguments.first?.string else { throw reader.failure("_codecs.encode without a text.") }
      var bytes: [UInt8] = []
      for scalar in text.unicodeScalars {
        guard let byte = UInt8(exactly: scalar.value) else { throw reader.failure("A byte above 255.") }
        bytes.append(byte)
      }
      return .bytes(bytes)
    default: throw reader.unsupported("The pickle calls '\(name)'; only NumPy arrays and plain data are read.")
    }
  }

  private func build(_ target: PickleValue, _ state: PickleValue) throws {
    let items = state.elements ?? []
    switch target {
    case .dtype(let dtype):
      guard items.count > 1, let order = items[1].string else { throw reader.failure("A dtype without an order.") }
      dtype.order = order
    case .array(let array):
      // (version, shape, dtype, is Fortran order, bytes)
      guard items.count == 5, let shape = items[1].elements, case .dtype(let dtype) = items[2],
        let fortran = items[3].integer
      else { throw reader.failure("A NumPy array with a state of \(items.count) parts.") }
      array.shape = try shape.map { size in
        guard let size = size.integer, size >= 0 else { throw reader.failure("A size that is no natural number.") }
        return size
      }
      array.dtype = dtype.order + dtype.name
      array.fortran = fortran != 0
      switch items[4] {
      case .bytes(let bytes): array.bytes = bytes
      default: throw reader.failure("A NumPy array without bytes.")
      }
    default: throw reader.failure("A state for what has none.")
    }
  }
}
