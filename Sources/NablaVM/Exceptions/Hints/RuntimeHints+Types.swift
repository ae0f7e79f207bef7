import NablaSource

/// Values of a type that does not go with the operation.
extension RuntimeHints {
  /// Operators and comparisons.
  func operands() -> String? {
    if message.hasPrefix("can only concatenate str (not \"") {
      let type = message.dropFirst("can only concatenate str (not \"".count).prefix { $0 != "\"" }
      if type == "NoneType" { return RuntimeHints.none }
      if RuntimeHints.functionTypes.contains(String(type)) { return RuntimeHints.uncalled }
      return "str(...) makes a text of the other value; f\"...{value}...\" puts it into one."
    }
    if message.hasPrefix("can only concatenate list (not \"") {
      return message.contains("\"tuple\"")
        ? "list(...) makes a list of the tuple." : "A single element is added by append(...)."
    }
    if message.hasPrefix("can only concatenate tuple (not \"") {
      return message.contains("\"list\"")
        ? "tuple(...) makes a tuple of the list." : "A single element is added as a tuple: (value,)."
    }
    if message.hasPrefix("can't multiply sequence by non-int of type"), let type = quoted.first {
      if type == "float" { return "int(...) makes a whole number of the float." }
      return type == "str" ? "int(...) or float(...) makes a number of a text." : nil
    }
    let isComparison = message.contains("not supported between instances of")
    guard isComparison || message.hasPrefix("unsupported operand type(s) for"), quoted.count >= 2 else { return nil }
    let types = Set(quoted.suffix(2))
    if types.contains("NoneType") { return RuntimeHints.none }
    if !types.isDisjoint(with: RuntimeHints.functionTypes) { return RuntimeHints.uncalled }
    if types.contains("str"), !types.isDisjoint(with: RuntimeHints.numberTypes) {
      return "int(...) or float(...) makes a number of the text."
    }
    if message.hasPrefix("unsupported operand type(s) for ^"), types.isSubset(of: RuntimeHints.numberTypes) {
      return "Did you mean '**'? '^' works on the bits of integers."
    }
    if message.hasPrefix("unsupported operand type(s) for +: 'dict'"), types == ["dict"] {
      return "Dictionaries are joined by '|'."
    }
    return nil
  }

  /// Calling, indexing, looping, assigning to elements.
  func uses() -> String? {
    guard let type = quoted.first else { return unquotedUses() }
    if message.hasSuffix("object is not callable") {
      switch type {
      case "list", "tuple", "dict": return "An element is written with square brackets: [...]."
      case "int", "float": return "A product needs '*': 2 * (...)."
      case "str": return "A variable may have taken the name of a function."
      case "module": return "A module is no function: call one of its own, module.name(...)."
      case "NotImplementedType": return "Did you mean 'NotImplementedError'?"
      case "NoneType": return RuntimeHints.none
      default: return nil
      }
    }
    if message.hasSuffix("object is not subscriptable") {
      if RuntimeHints.functionTypes.contains(type) { return RuntimeHints.uncalled }
      switch type {
      case "NoneType": return RuntimeHints.none
      case "set", "frozenset": return "A set has no order: list(...) or sorted(...) makes a list of it."
      case "generator", "zip", "map", "filter", "enumerate", "dict_keys", "dict_values", "dict_items":
        return "list(...) makes a list of it, which can be indexed."
      default: return nil
      }
    }
    if message.hasSuffix("object is not iterable") {
      if RuntimeHints.functionTypes.contains(type) { return RuntimeHints.uncalled }
      if type == "int" { return "Did you mean 'range(...)'?" }
      return type == "NoneType" ? RuntimeHints.none : nil
    }
    if message.hasSuffix("object does not support item assignment")
      || message.hasSuffix("object doesn't support item deletion")
    {
      if type == "str" { return "A text cannot be changed: make a new one, by slices or replace(...)." }
      return type == "tuple"
        ? "A tuple cannot be changed: list(...) makes a list of it." : type == "NoneType" ? RuntimeHints.none : nil
    }
    if message.hasPrefix("unhashable type") {
      switch type {
      case "list": return "A list can change and so cannot be a key or in a set; a tuple can: tuple(...)."
      case "set": return "A set can change and so cannot be a key or in a set; a frozenset can: frozenset(...)."
      case "dict": return "A dictionary can change and so cannot be a key or in a set."
      default: return nil
      }
    }
    return nil
  }

  private func unquotedUses() -> String? {
    if message.hasPrefix("cannot unpack non-iterable NoneType") { return RuntimeHints.none }
    for kind in ["list", "tuple", "string"] where message.hasPrefix("\(kind) indices must be integers") {
      if message.hasSuffix("not tuple") { return "An element of an element is written [i][j]." }
      if message.hasSuffix("not float") { return "'//' divides into a whole number; int(...) makes one." }
      if message.hasSuffix("not str") {
        return "A \(kind) is indexed by position, counted from 0; names are the keys of dictionaries."
      }
    }
    if message.hasPrefix("exceptions must derive from BaseException") {
      return "An exception is made by its class: raise ValueError(\"...\")."
    }
    if message.hasPrefix("sequence item"), message.contains("expected str instance") {
      return "The elements have to be texts: \", \".join(str(x) for x in values)."
    }
    if message.hasPrefix("catching classes that do not inherit from") {
      return "Several exceptions stand in a tuple: except (ValueError, TypeError):."
    }
    return nil
  }

  /// Wrong numbers of arguments, as far as a method's `self` is the reason.
  func calls() -> String? {
    guard let open = message.firstIndex(of: "("), message[..<open].contains(".") else { return nil }
    let name = message[..<open].split(separator: ".")
    guard name.count >= 2, name.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }) else {
      return nil
    }
    if message.hasSuffix("() takes 0 positional arguments but 1 was given") {
      return "A method gets its object as the first argument: 'def \(name[name.count - 1])(self):'."
    }
    if message.hasSuffix("missing 1 required positional argument: 'self'") {
      return "A method is called on an object of the class: \(name[name.count - 2])(...).\(name[name.count - 1])(...)."
    }
    return nil
  }
}
