import NablaSource

/// Attributes that are not there: what other languages call things, and values of an unexpected type.
extension RuntimeHints {
  func attributes() -> String? {
    guard quoted.count >= 2, message.contains("object has no attribute") else { return nil }
    let (type, name) = (quoted[0], quoted[1])
    if type == "NoneType" { return RuntimeHints.none }
    if RuntimeHints.functionTypes.contains(type) { return RuntimeHints.uncalled }
    if RuntimeHints.countable.contains(type), let hint = RuntimeHints.anyContainer[name] { return hint }
    switch type {
    case "list": return RuntimeHints.list[name]
    case "tuple":
      if ["append", "extend", "insert", "remove", "pop", "sort", "reverse"].contains(name) {
        return "A tuple cannot be changed: list(...) makes a list of it."
      }
    case "str":
      if name == "append" || name == "add" || name == "push" { return "A text cannot be changed; '+' makes a new one." }
      return RuntimeHints.text[name]
    case "set": if name == "append" || name == "push" { return "Did you mean 'add'?" }
    case "dict":
      if let hint = RuntimeHints.dictionary[name] { return hint }
      if ["append", "add", "push", "insert"].contains(name) {
        return "An element is added by assigning to its key: d[key] = value."
      }
      return "An element of a dictionary is written with its key: [\(StrText.repr(name))]."
    case "int", "float":
      if name == "append" || name == "length" || name == "sort" { return "The value is a number, no list." }
    default: break
    }
    return nil
  }

  private static let countable: Set<String> = ["list", "tuple", "str", "dict", "set", "range", "bytes"]

  private static let anyContainer: [String: String] = [
    "length": "Did you mean 'len(...)'?", "len": "Did you mean 'len(...)'?", "size": "Did you mean 'len(...)'?",
    "Length": "Did you mean 'len(...)'?", "isEmpty": "Did you mean 'not ...'? What is empty counts as false.",
    "empty": "Did you mean 'not ...'? What is empty counts as false.", "contains": "Did you mean '... in ...'?",
    "includes": "Did you mean '... in ...'?", "forEach": "Did you mean 'for x in ...:'?",
    "each": "Did you mean 'for x in ...:'?", "toString": "Did you mean 'str(...)'?",
  ]

  private static let list: [String: String] = [
    "push": "Did you mean 'append'?", "add": "Did you mean 'append'?", "addAll": "Did you mean 'extend'?",
    "concat": "Did you mean '+'?", "indexOf": "Did you mean 'index'?", "map": "Did you mean '[f(x) for x in ...]'?",
    "filter": "Did you mean '[x for x in ... if ...]'?", "sorted": "Did you mean 'sorted(...)'?",
    "reversed": "Did you mean 'reversed(...)'?", "sum": "Did you mean 'sum(...)'?", "max": "Did you mean 'max(...)'?",
    "min": "Did you mean 'min(...)'?", "first": "Did you mean '[0]'?", "last": "Did you mean '[-1]'?",
    "get": "An element is written with its position: [i].", "join": "Did you mean '\", \".join(...)'?",
    "shape": "A list has no shape; torch.tensor(...) makes a tensor of it.",
  ]

  private static let text: [String: String] = [
    "toUpperCase": "Did you mean 'upper'?", "toLowerCase": "Did you mean 'lower'?", "upcase": "Did you mean 'upper'?",
    "downcase": "Did you mean 'lower'?", "trim": "Did you mean 'strip'?", "indexOf": "Did you mean 'find'?",
    "substring": "Did you mean a slice, '[start:end]'?", "substr": "Did you mean a slice, '[start:end]'?",
    "charAt": "Did you mean '[i]'?", "reverse": "Did you mean '[::-1]'?", "startsWith": "Did you mean 'startswith'?",
    "sort": "Did you mean 'sorted(...)'?", "decode": "It is text already; 'encode' makes bytes of it.",
  ]

  private static let dictionary: [String: String] = [
    "has_key": "Did you mean '... in ...'?", "hasKey": "Did you mean '... in ...'?",
    "containsKey": "Did you mean '... in ...'?",
    "iteritems": "Did you mean 'items'?", "iterkeys": "Did you mean 'keys'?", "itervalues": "Did you mean 'values'?",
    "put": "An element is added by assigning to its key: d[key] = value.", "entries": "Did you mean 'items'?",
    "sort": "Did you mean 'sorted(...)'?",
  ]
}
