import NablaVM

/// `re.Match`.
final class MatchObject: Object {
  let pattern: PatternObject
  let subject: RegexSubject
  /// Bytes where groups start and end, -1 for those that took no part.
  let offsets: [Int]
  let firstIndex: Int
  let lastIndex: Int

  init(_ pattern: PatternObject, _ subject: RegexSubject, _ offsets: [Int], _ first: Int, _ last: Int) {
    self.pattern = pattern
    self.subject = subject
    self.offsets = offsets
    firstIndex = first
    lastIndex = last
    super.init(type: .regexMatch, kind: .plain)
  }

  /// The number of a group given by number or name.
  func group(_ key: Value, _ vm: Interpreter) throws -> Int {
    if case .int(let number) = key, number >= 0, number <= pattern.tree.groupCount { return number }
    if let index = try vm.indexOrNil(key) {
      if case .int(let number) = index, number >= 0, number <= pattern.tree.groupCount { return number }
    } else if let name = key.text ?? vm.bytesLikeOrNil(key).map({ String(decoding: $0, as: UTF8.self) }),
      let number = pattern.groupIndex[name]
    {
      return number
    }
    throw Raised(.indexError, "no such group")
  }

  func text(_ group: Int, missing: Value = .none) throws -> Value {
    let start = offsets[2 * group]
    return start < 0 ? missing : try subject.slice(start, offsets[2 * group + 1])
  }

  func start(_ group: Int) throws -> Int { subject.index(of: offsets[2 * group]) }
  func end(_ group: Int) throws -> Int { subject.index(of: offsets[2 * group + 1]) }

  /// The group that closed last: of those that end last, the outermost.
  var lastGroup: Int? {
    var best: Int?
    for group in stride(from: 1, through: pattern.tree.groupCount, by: 1) where offsets[2 * group] >= 0 {
      if best.map({ offsets[2 * group + 1] > offsets[2 * $0 + 1] }) ?? true { best = group }
    }
    return best
  }

  override func truth(_ vm: Interpreter) throws -> Bool { true }
  override func repr(_ vm: Interpreter) throws -> String {
    let whole = try vm.repr(text(0))
    return "<re.Match object; span=(\(try start(0)), \(try end(0))), match=\(StrText.prefix(whole, 50))>"
  }
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try text(group(key, vm)) }
}

enum MatchMethods {
  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (MatchObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: MatchObject.self, "re.Match", name, signature, summary, body)
  }

  static var all: [Native] {
    [
      // Most often called of all: it takes its arguments as they come.
      .raw("group", "(self, /, *groups)", "The text of groups, of the whole match by default.") { arguments, vm in
        guard arguments.count > 0, let match = arguments[0].as(MatchObject.self) else {
          throw Raised(.typeError, "descriptor 'group' for 're.Match' objects needs a match")
        }
        if !arguments.keywords.isEmpty { throw Raised(.typeError, "re.Match.group() takes no keyword arguments") }
        switch arguments.count {
        case 1: return try match.text(0)
        case 2: return try match.text(match.group(arguments[1], vm))
        default:
          return .tuple(try (1..<arguments.count).map { try match.text(match.group(arguments[$0], vm)) })
        }
      },
      define("groups", "(self, default=None)", "The texts of all groups.") { match, arguments, _ in
        let count = match.pattern.tree.groupCount
        return .tuple(count == 0 ? [] : try (1...count).map { try match.text($0, missing: arguments[1]) })
      },
      define("groupdict", "(self, default=None)", "The texts of all named groups.") { match, arguments, _ in
        let result = DictObject()
        for (name, index) in match.pattern.tree.groupNames {
          result[name] = try match.text(index, missing: arguments[1])
        }
        return .object(result)
      },
      define("start", "(self, group=0, /)", "Where a group starts.") { match, arguments, vm in
        .int(try match.start(match.group(arguments[1], vm)))
      },
      define("end", "(self, group=0, /)", "Where a group ends.") { match, arguments, vm in
        .int(try match.end(match.group(arguments[1], vm)))
      },
      define("span", "(self, group=0, /)", "(start, end) of a group.") { match, arguments, vm in
        let group = try match.group(arguments[1], vm)
        return .tuple([.int(try match.start(group)), .int(try match.end(group))])
      },
      define("expand", "(self, template)", "The template with its references filled in.") { match, arguments, vm in
        let template = try RegexTemplate.parse(arguments[1], match.pattern, vm)
        var output = RegexOutput(isText: match.pattern.isText)
        try match.subject.withBytes { bytes in
          template.append(
            to: &output, bytes, start: { match.offsets[2 * $0] }, end: { match.offsets[2 * $0 + 1] })
        }
        return output.value
      },
      define("__copy__", "(self)", "The match itself.") { match, _, _ in .object(match) },
      define("__deepcopy__", "(self, memo, /)", "The match itself.") { match, _, _ in .object(match) },
      .slot("__getitem__", "(self, key, /)") { arguments, vm in
        try arguments.receiver(MatchObject.self, vm).item(arguments[1], vm)
      },
    ]
  }

  static var properties: [NativeProperty] {
    func part(_ name: String, _ summary: String, _ read: @escaping (MatchObject) -> Value) -> NativeProperty {
      NativeProperty(name, summary) { object, _ in (object as? MatchObject).map(read) ?? .none }
    }
    return [
      part("re", "The pattern.") { .object($0.pattern) },
      part("string", "The text that was searched.") { $0.subject.value },
      part("pos", "Where the search began.") { .int($0.firstIndex) },
      part("endpos", "Where the search was to end.") { .int($0.lastIndex) },
      part("lastindex", "The number of the last group that matched.") { $0.lastGroup.map { .int($0) } ?? .none },
      part("lastgroup", "The name of the last group that matched.") { match in
        guard let last = match.lastGroup else { return .none }
        return match.pattern.groupNameValues[last]
      },
      NativeProperty("regs", "(start, end) of all groups.") { object, _ in
        guard let match = object as? MatchObject else { return .none }
        return .tuple(
          try (0...match.pattern.tree.groupCount).map { group in
            .tuple([.int(try match.start(group)), .int(try match.end(group))])
          })
      },
    ]
  }
}

extension TypeObject {
  static let regexMatch = TypeObject(
    NativeType(
      "Match", module: "re", summary: "The result of a successful match.", isFinal: true,
      methods: { MatchMethods.all }, properties: { MatchMethods.properties }))
}
