import NablaSource
import NablaSyntax

/// What can be compiled and is hardly meant: CPython's SyntaxWarnings.
extension Resolver {
  func warn(_ message: String, _ span: Span) {
    warnings.append(Diagnostic(kind: "SyntaxWarning", message: message, span: span))
  }

  func warnOfAssertion(_ test: Expression) {
    guard case .tuple(let elements) = test.kind, !elements.isEmpty else { return }
    warn("assertion is always true, perhaps remove parentheses?", test.span)
  }

  func warnOfMistakes(in node: Expression) {
    switch node.kind {
    case .call(let call):
      guard let type = typeOfDisplay(call.callee) else { return }
      warn("'\(type)' object is not callable; perhaps you missed a comma?", node.span)
    case .subscript(let value, let index, _):
      warnOfSubscript(value, index, node.span)
    case .compare(let first, let links):
      var left = first
      for link in links {
        let isIdentity = link.operator == .is || link.operator == .isNot
        if isIdentity, isLiteral(left) || isLiteral(link.operand) {
          let (word, meant) = link.operator == .is ? ("is", "==") : ("is not", "!=")
          return warn("\"\(word)\" with a literal. Did you mean \"\(meant)\"?", node.span)
        }
        left = link.operand
      }
    default: break
    }
  }

  private func warnOfSubscript(_ value: Expression, _ index: Expression, _ span: Span) {
    guard let type = typeOfDisplay(value) ?? (isLambda(value) ? "function" : nil) else { return }
    switch type {
    case "NoneType", "ellipsis", "int", "float", "bool", "set", "generator", "function":
      warn("'\(type)' object is not subscriptable; perhaps you missed a comma?", span)
    case "str", "bytes", "tuple", "list":
      guard let key = typeOfDisplay(index), key != "int", key != "bool" else { return }
      warn("\(type) indices must be integers or slices, not \(key); perhaps you missed a comma?", span)
    default: break
    }
  }

  private func isLambda(_ expression: Expression) -> Bool {
    if case .lambda = expression.kind { return true }
    return false
  }

  /// A constant that may be equal to another without being the same.
  private func isLiteral(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .integer, .float, .string, .bytes: return true
    case .tuple(let elements): return elements.allSatisfy { isLiteral($0) || isSingleton($0) }
    case .unary(.minus, let operand): return isLiteral(operand)
    default: return false
    }
  }

  private func isSingleton(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .none, .true, .false, .ellipsis: return true
    default: return false
    }
  }

  /// The type of a literal, a display or a comprehension.
  private func typeOfDisplay(_ expression: Expression) -> String? {
    switch expression.kind {
    case .none: return "NoneType"
    case .true, .false: return "bool"
    case .ellipsis: return "ellipsis"
    case .integer: return "int"
    case .float: return "float"
    case .string, .formatted: return "str"
    case .bytes: return "bytes"
    case .tuple: return "tuple"
    case .list: return "list"
    case .set: return "set"
    case .dictionary: return "dict"
    case .comprehension(let comprehension):
      switch comprehension.kind {
      case .list: return "list"
      case .set: return "set"
      case .dictionary: return "dict"
      case .generator: return "generator"
      }
    default: return nil
    }
  }
}
