import NablaSource

/// Distributes a call's arguments over a function's parameters, in CPython's order and with its messages.
///
/// Binding happens in place: the arguments lie at `base`, and afterwards slot `i` holds parameter `i`. The memory behind
/// the arguments must be initialised and big enough for all parameters.
enum Binding {
  /// - Parameters:
  ///   - defaults: by parameter, `.undefined` where there is none; for natives the signature's own.
  ///   - function: the qualified name for messages.
  static func bind(
    _ signature: Signature, defaults: [Value]?, base: UnsafeMutablePointer<Value>, count: Int, keywords: [Name],
    function: @autoclosure () -> String
  ) throws {
    if keywords.isEmpty, signature.isPlain, count <= signature.positionalCount,
      count >= signature.requiredPositionalCount
    {
      for index in count..<signature.positionalCount {
        (base + index).set(defaults.map { $0[index] } ?? signature.defaultValues[index])
      }
      return
    }
    if bindInPlace(signature, defaults, base: base, count: count, keywords: keywords) { return }
    let parameters = signature.parameters
    var slots = [Value](repeating: .undefined, count: parameters.count)
    var isGiven = [Bool](repeating: false, count: parameters.count)
    let positional = min(count, signature.positionalCount)
    for index in 0..<positional {
      slots[index] = base[index]
      isGiven[index] = true
    }
    if let variadic = signature.variadic {
      let rest = count > positional ? (positional..<count).map { base[$0] } : []
      slots[variadic] = rest.isEmpty ? .object(TupleObject.empty) : .tuple(rest)
      isGiven[variadic] = true
    }
    let extra = try bindKeywords(
      signature, base: base, count: count, keywords: keywords, slots: &slots, isGiven: &isGiven, function: function())
    if let index = signature.variadicKeywords {
      slots[index] = .object(extra ?? DictObject())
      isGiven[index] = true
    }
    if count > signature.positionalCount, signature.variadic == nil {
      throw tooManyPositional(signature, defaults, count, isGiven, function())
    }
    try fillDefaults(signature, defaults, &slots, isGiven, function())
    let supplied = count + keywords.count
    for index in parameters.indices { base[index] = slots[index] }
    if supplied > parameters.count {
      for index in parameters.count..<supplied { base[index] = .undefined }
    }
  }

  private static func bindKeywords(
    _ signature: Signature, base: UnsafeMutablePointer<Value>, count: Int, keywords: [Name], slots: inout [Value],
    isGiven: inout [Bool], function: @autoclosure () -> String
  ) throws -> DictObject? {
    var extra: DictObject?
    var positionalOnlyGiven: [String] = []
    for (offset, keyword) in keywords.enumerated() {
      let value = base[count + offset]
      let index = signature.parameters.firstIndex {
        $0.name == keyword && ($0.kind == .positional || $0.kind == .keywordOnly)
      }
      if let index {
        if isGiven[index] {
          throw Raised(.typeError, "\(function()) got multiple values for argument '\(keyword.text)'")
        }
        slots[index] = value
        isGiven[index] = true
      } else if signature.variadicKeywords != nil {
        let dictionary = extra ?? DictObject()
        dictionary.table.insert(.object(keyword.string), hash: keyword.string.hashCode, value)
        extra = dictionary
      } else if signature.parameters.contains(where: { $0.name == keyword && $0.kind == .positionalOnly }) {
        positionalOnlyGiven.append(keyword.text)
      } else {
        throw unexpectedKeyword(signature, keyword, function())
      }
    }
    if !positionalOnlyGiven.isEmpty {
      throw Raised(
        .typeError,
        "\(function()) got some positional-only arguments passed as keyword arguments: "
          + "'\(positionalOnlyGiven.joined(separator: ", "))'")
    }
    return extra
  }

  private static func unexpectedKeyword(_ signature: Signature, _ keyword: Name, _ function: String) -> Raised {
    let names = signature.parameters.filter { $0.kind == .positional || $0.kind == .keywordOnly }.map(\.name.text)
    let message = "\(function) got an unexpected keyword argument '\(keyword.text)'"
    return Raised(.typeError, message, suggestion: Spelling.closest(to: keyword.text, among: names))
  }

  private static func fillDefaults(
    _ signature: Signature, _ defaults: [Value]?, _ slots: inout [Value], _ isGiven: [Bool], _ function: String
  ) throws {
    var missingPositional: [String] = []
    var missingKeywords: [String] = []
    for (index, parameter) in signature.parameters.enumerated() where !isGiven[index] {
      if let defaults {
        slots[index] = defaults[index]
        if !slots[index].isUndefined { continue }
      } else if parameter.hasDefault {
        slots[index] = parameter.defaultValue
        continue
      }
      if parameter.kind == .keywordOnly {
        missingKeywords.append(parameter.name.text)
      } else {
        missingPositional.append(parameter.name.text)
      }
    }
    if !missingPositional.isEmpty { throw missing(missingPositional, "positional", function) }
    if !missingKeywords.isEmpty { throw missing(missingKeywords, "keyword-only", function) }
  }

  private static func missing(_ names: [String], _ kind: String, _ function: String) -> Raised {
    let quoted = names.map { "'\($0)'" }
    var list = quoted[0]
    if quoted.count == 2 { list = "\(quoted[0]) and \(quoted[1])" }
    if quoted.count > 2 { list = quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1] }
    let plural = names.count == 1 ? "" : "s"
    return Raised(.typeError, "\(function) missing \(names.count) required \(kind) argument\(plural): \(list)")
  }

  private static func tooManyPositional(
    _ signature: Signature, _ defaults: [Value]?, _ given: Int, _ isGiven: [Bool], _ function: String
  ) -> Raised {
    let positional = signature.positionalCount
    let optional = signature.parameters.prefix(positional).indices.filter { index in
      if let defaults { return !defaults[index].isUndefined }
      return signature.parameters[index].hasDefault
    }.count
    let takes = optional > 0 ? "from \(positional - optional) to \(positional)" : "\(positional)"
    let plural = (optional > 0 || positional != 1) ? "s" : ""
    var also = ""
    let keywordOnlyGiven = signature.parameters.indices.filter {
      signature.parameters[$0].kind == .keywordOnly && isGiven[$0]
    }.count
    if keywordOnlyGiven > 0 {
      also =
        " positional argument\(given == 1 ? "" : "s") (and \(keywordOnlyGiven) keyword-only argument"
        + "\(keywordOnlyGiven == 1 ? "" : "s"))"
    }
    let verb = given == 1 && keywordOnlyGiven == 0 ? "was" : "were"
    return Raised(
      .typeError, "\(function) takes \(takes) positional argument\(plural) but \(given)\(also) \(verb) given")
  }
}
