import NablaSource
import NablaVM

extension Session {
  /// What there is to say about the value of a dotted name: how to call it, what it is for, what it is; `nil` when
  /// there is no such value. With the source where it was written in the language.
  public func inspect(_ expression: String, withSource: Bool) -> String? {
    guard let value = value(ofDotted: expression) else { return nil }
    var lines: [String] = []
    func add(_ title: String, _ text: String) {
      let padded = title + ":" + String(repeating: " ", count: max(1, 12 - title.count - 1))
      lines.append(text.contains("\n") ? "\(title):\n\(text)" : padded + text)
    }
    if let signature = signature(of: value, named: expression) { add("Signature", signature) }
    let isText = value.text != nil
    if let summary = tensorSummary(value) {
      add("Tensor", summary)
      lines += tensorFacts(value)
    } else if case .object(let object) = value, object.isCallable || object is ModuleObject {
      add("String form", info(about: value))
    } else {
      add("String form", shortened((try? interpreter.str(value)) ?? "<unprintable>"))
    }
    if let length = try? value.object?.length(interpreter), tensorSummary(value) == nil { add("Length", "\(length)") }
    if !isText, let documentation = documentation(of: value), !documentation.isEmpty { add("Docstring", documentation) }
    add("Type", interpreter.typeName(of: value))
    if let (file, line, source) = source(of: value) {
      add("File", "\(file):\(line)")
      if withSource { add("Source", source) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func shortened(_ text: String) -> String {
    text.count > 400 ? String(text.prefix(400)) + "..." : text
  }

  private func documentation(of value: Value) -> String? {
    guard case .object(let object) = value else { return nil }
    switch object {
    case let native as NativeFunction: return native.documentation
    case let method as BoundMethod: return documentation(of: method.function)
    default: break
    }
    // A class's documentation also describes its instances.
    guard let text = (try? interpreter.attributeOrNil(of: value, "__doc__"))?.text else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let margin = lines.dropFirst().filter { !$0.allSatisfy(\.isWhitespace) }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return ([lines[0]] + lines.dropFirst().map { String($0.dropFirst(min(margin, $0.count))) })
      .joined(separator: "\n")
  }

  private func signature(of value: Value, named expression: String) -> String? {
    guard case .object(let object) = value, object.isCallable else { return nil }
    switch object {
    case let native as NativeFunction: return expression + native.native.signature
    case let function as FunctionObject: return expression + text(function.signature, function.defaults)
    case let method as BoundMethod:
      guard let function = method.function.as(FunctionObject.self) else {
        return method.function.as(NativeFunction.self).map { expression + $0.native.signature }
      }
      return expression + text(function.signature, function.defaults, skipsFirst: true)
    case let type as TypeObject:
      switch constructor(of: type)?.object {
      case let function as FunctionObject:
        return expression + text(function.signature, function.defaults, skipsFirst: true)
      case let native as NativeFunction:
        return expression + text(native.signature, [], skipsFirst: true)
      default: return nil
      }
    default: return nil
    }
  }

  private func text(_ signature: Signature, _ defaults: [Value], skipsFirst: Bool = false) -> String {
    var words: [String] = []
    var hasStar = false
    for (index, parameter) in signature.parameters.enumerated() where !(skipsFirst && index == 0) {
      var word = parameter.name.text
      switch parameter.kind {
      case .variadic:
        word = "*" + word
        hasStar = true
      case .variadicKeywords: word = "**" + word
      case .keywordOnly:
        if !hasStar { words.append("*") }
        hasStar = true
      default: break
      }
      if parameter.hasDefault {
        let value = defaults.indices.contains(index) ? defaults[index] : parameter.defaultValue
        word += "=" + (parameter.defaultText ?? (try? interpreter.repr(value)) ?? "...")
      }
      words.append(word)
    }
    return "(" + words.joined(separator: ", ") + ")"
  }

  /// Where a function was written.
  private func source(of value: Value) -> (file: String, line: Int, text: String)? {
    guard case .object(let object) = value else { return nil }
    if let method = object as? BoundMethod { return source(of: method.function) }
    guard let function = object as? FunctionObject else { return nil }
    let code = function.code.code
    let line = code.file.line(at: code.span.lower)
    return (code.file.name, line, block(of: code.file, from: line))
  }

  /// The text of a definition: its first line, and all that is indented further.
  private func block(of file: SourceFile, from first: Int) -> String {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = first - file.firstLine
    guard lines.indices.contains(start) else { return "" }
    let states = LineStates(lines)
    let margin = lines[start].prefix { $0 == " " || $0 == "\t" }.count
    var end = start + 1
    while end < lines.count {
      let isBlank = lines[end].allSatisfy(\.isWhitespace)
      let isDeeper = lines[end].prefix { $0 == " " || $0 == "\t" }.count > margin
      if states[end] == .fresh, !isBlank, !isDeeper { break }
      end += 1
    }
    var block = Array(lines[start..<end])
    while block.last?.allSatisfy(\.isWhitespace) == true { block.removeLast() }
    return block.map { String($0.dropFirst(min(margin, $0.prefix { $0 == " " || $0 == "\t" }.count))) }
      .joined(separator: "\n")
  }

  /// What the numbers in a tensor are like.
  private func tensorFacts(_ value: Value) -> [String] {
    var lines: [String] = []
    func number(_ method: Name) -> String? {
      guard let result = try? interpreter.callMethod(value, method, []),
        let item = try? interpreter.callMethod(result, "item", [])
      else { return nil }
      if case .float(let number) = item { return shortNumber(number) }
      return try? interpreter.str(item)
    }
    if let least = number("min"), let most = number("max") {
      var text = "x ∈ [\(least), \(most)]"
      if let mean = number("mean") { text += "  μ=\(mean)" }
      if let deviation = number("std") { text += "  σ=\(deviation)" }
      lines.append("Values:     " + text)
    }
    if let flags = try? interpreter.callMethod(value, "isnan", []),
      let count = try? interpreter.callMethod(flags, "sum", []), let item = try? interpreter.callMethod(count, "item", []),
      case .int(let number) = item, number > 0
    {
      lines.append("NaN:        \(number)")
    }
    if let function = try? interpreter.attributeOrNil(of: value, "grad_fn"), !function.isNone,
      let text = try? interpreter.repr(function)
    {
      lines.append("grad_fn:    " + text)
    }
    return lines
  }

  private func shortNumber(_ number: Double) -> String {
    let rounded = (number * 10_000).rounded() / 10_000
    return abs(number) >= 1e6 || (number != 0 && abs(number) < 1e-3) ? "\(number)" : "\(rounded)"
  }
}
