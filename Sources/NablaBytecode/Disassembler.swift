/// Writes code as text: what tests compare, and what one looks at when a program misbehaves.
public enum Disassembler {
  /// One instruction a line, `3 loadGlobal r1 print`, nested code behind.
  public static func lines(of code: CodeObject, nested: Bool = true) -> [String] {
    var lines = ["\(code.qualifiedName): \(code.registerCount) registers"]
    for (index, instruction) in code.instructions.enumerated() {
      lines.append("\(index) \(text(of: instruction, in: code))")
    }
    for handler in code.handlers {
      lines.append("\(handler.start)..<\(handler.end) -> \(handler.target) r\(handler.register)")
    }
    if nested { for child in code.codes { lines += Disassembler.lines(of: child) } }
    return lines
  }

  /// All of one code object's instructions in one line: `loadInteger r0 1; return r0`.
  public static func line(of code: CodeObject) -> String {
    code.instructions.map { text(of: $0, in: code) }.joined(separator: "; ")
  }

  public static func text(of i: Instruction, in code: CodeObject) -> String {
    "\(i.operation) \(operands(of: i, in: code))".trimmed
  }

  private static func operands(of i: Instruction, in code: CodeObject) -> String {
    func named(_ list: [String], _ index: Int) -> String { list.indices.contains(index) ? list[index] : "?" }
    switch i.operation {
    case .returnNone, .raiseAgain: return ""
    case .loadNone, .loadTrue, .loadFalse, .return, .raise, .reraise, .makeCell, .freshCell, .leaveHandler, .ifTrue,
      .ifFalse, .ifNone, .ifNotNone, .listToTuple, .exitContext, .importAll:
      return "r\(i.a)"
    case .loadConstant:
      return "r\(i.a) \(code.constants.indices.contains(i.wide) ? describe(code.constants[i.wide]) : "?")"
    case .loadInteger: return "r\(i.a) \(i.wide)"
    case .jump, .loop, .extra: return "\(i.wide)"
    case .loadGlobal, .storeGlobal, .deleteGlobal: return "r\(i.a) \(named(code.globals, i.wide))"
    case .loadName, .storeName, .deleteName, .deleteAttribute: return "r\(i.a) \(named(code.names, i.wide))"
    case .checkLocal, .deleteLocal, .deleteCell, .deleteFree: return "r\(i.a) \(named(code.names, Int(i.b)))"
    case .loadAttribute, .storeAttribute, .loadMethod:
      return "r\(i.a) r\(i.b) \(named(code.caches, Int(i.c)))"
    case .addImmediate, .subtractImmediate, .inPlaceAddImmediate, .inPlaceSubtractImmediate:
      return "r\(i.a) r\(i.b) \(i.signedC)"
    case .ifLessImmediate, .ifGreaterImmediate, .ifEqualImmediate: return "r\(i.a) \(i.signedB) \(i.c)"
    case .ifLess, .ifLessOrEqual, .ifGreater, .ifGreaterOrEqual, .ifEqual, .ifNotEqual, .ifIs, .ifContains:
      return "r\(i.a) r\(i.b) \(i.c)"
    case .move, .loadCell, .storeCell, .negate, .positive, .invert, .not, .getIterator, .forIterate, .append,
      .addToSet, .extend, .updateSet, .updateDict, .mergeKeywords, .spreadSequence, .spreadMapping, .yield, .yieldFrom,
      .raiseFrom, .enterHandler, .ifMatches, .enterContext, .setAnnotations, .matchMapping, .makeSlice, .deleteItem:
      return "r\(i.a) r\(i.b)"
    case .call, .callMethod, .callAside, .callMethodAside, .callKeywords, .callMethodKeywords, .callUnpacked: return "r\(i.a) \(i.b) r\(i.c)"
    case .loadFree: return "r\(i.a) \(named(code.freeNames, Int(i.b)))"
    case .storeFree: return "\(named(code.freeNames, Int(i.a))) r\(i.b)"
    case .makeTuple, .makeList, .makeSet, .makeDict, .joinStrings, .formatValue: return "r\(i.a) r\(i.b) \(i.c)"
    case .clear: return "r\(i.a) \(i.b)"
    case .makeFunction, .makeClass:
      return "r\(i.a) \(code.codes.indices.contains(Int(i.b)) ? code.codes[Int(i.b)].name : "?")"
    case .binary, .inPlace: return "r\(i.a) \(i.b) r\(i.c)"
    case .unpack, .unpackStar: return "r\(i.a) \(i.b) r\(i.c)"
    case .importModule, .importRelative: return "r\(i.a) \(named(code.names, Int(i.b))) \(i.c)"
    case .importFrom: return "r\(i.a) r\(i.b) \(named(code.names, Int(i.c)))"
    case .assertionError: return "r\(i.a) \(i.b)"
    case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .bitAnd, .bitOr, .bitXor, .leftShift, .rightShift,
      .inPlaceAdd, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .is, .isNot, .contains, .notContains, .loadItem, .storeItem, .storePair,
      .exitContextRaised, .matchKeys, .copyDictWithout:
      return "r\(i.a) r\(i.b) r\(i.c)"
    case .loadNameOrFree: return "r\(i.a) \(named(code.names, Int(i.b))) \(i.c)"
    case .matchSequence, .matchClass: return "r\(i.a) r\(i.b) \(i.c)"
    case .splitGroup: return "r\(i.a) r\(i.b)"
    case .joinGroup: return "r\(i.a) r\(i.b) r\(i.c)"
    }
  }

  private static func describe(_ constant: Constant) -> String {
    switch constant {
    case .none: "None"
    case .ellipsis: "..."
    case .bool(let value): value ? "True" : "False"
    case .int(let value): "\(value)"
    case .bigInt(let digits): digits
    case .float(let bits): "\(Double(bitPattern: bits))"
    case .string(let text): "'\(text)'"
    case .bytes(let bytes): "b[\(bytes.count)]"
    case .tuple(let items): "(\(items.map(describe).joined(separator: ", ")))"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
