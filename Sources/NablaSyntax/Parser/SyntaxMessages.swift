/// The parser's errors and their words: CPython 3.11's where it has some.
enum SyntaxMessage {
  case invalidSyntax
  case unexpectedIndent
  case unexpectedUnindent
  case tooDeep
  case expected(String)
  case notPartOfNabla(String)
  case notPartOfNablaBecause(String, String)

  // Blocks.
  case expectedBlock(after: String, line: Int)
  case expectedExceptOrFinally
  case defaultExceptNotLast
  case mixedExceptHandlers, expectedExceptionTypes
  case multipleExceptTypes

  // Assignment.
  case cannotAssign(String)
  case cannotAssignHere(String)
  case cannotDelete(String)
  case maybeEquality
  case cannotAssignArgument
  case walrusTarget(String)
  case augmentedTarget(String)
  case annotationOfMany(String)
  case annotationTarget
  case assignmentToYield
  case starredTargetAlone
  case manyStarredTargets

  // Expressions.
  case forgotComma
  case missingParentheses(String)
  case expectedElse
  case starredHere
  case doubleStarredHere
  case starredAlone
  case keyExpectsColon
  case expectedDictionaryValue
  case starredDictionaryValue
  case unpackingInComprehension
  case mappingUnpackingInComprehension
  case forgotTargetParentheses
  case unparenthesizedGenerator
  case positionalAfterKeyword
  case positionalAfterMapping
  case iterableAfterMapping
  case repeatedKeyword(String)
  case yieldOutside
  case yieldInside(String)
  case walrusRebinds(String)
  case innerLoopRebinds(String)
  case walrusInIterable
  case walrusInClassComprehension

  // Parameters.
  case nonDefaultAfterDefault
  case duplicateParameter(String)
  case parenthesizedParameters
  case parenthesizedLambdaParameters
  case slashFirst
  case slashTwice
  case slashAfterStar
  case commaBetweenSlashAndStar
  case expectedDefault
  case namesMustFollowStar
  case variadicDefault
  case keywordsDefault
  case starTwice
  case afterKeywords

  // Simple statements.
  case returnOutside
  case breakOutside
  case continueOutside
  case trailingComma
  case starImportInside
  case lateFuture
  case unknownFuture(String)

  // Patterns.
  case wildcardTarget
  case patternTarget
  case positionalPatternAfterKeyword
  case alternativesDiffer
  case capturedTwice(String)
  case manyStarPatterns
  case unreachableAfterCapture(String)
  case unreachableAfterWildcard
  case repeatedAttribute(String)
  case repeatedKey(String)
  case complexPattern
  case patternValue

  // Literals.
  case mixedBytes
  case nonASCIIBytes
  case stringEscape(codec: String, range: ClosedRange<Int>, problem: String)
  case bytesEscape(Int)
  case loneSurrogate(String)
  case tooManyDigits(Int)

  // f-strings.
  case formatted(String)

  /// Whether CPython finds the mistake while it looks for scopes, before the others that it finds after parsing.
  var concernsScopes: Bool {
    switch self {
    case .duplicateParameter, .yieldInside, .walrusRebinds, .innerLoopRebinds, .walrusInIterable,
      .walrusInClassComprehension, .starImportInside:
      return true
    default: return false
    }
  }

  var text: String {
    switch self {
    case .invalidSyntax: return "invalid syntax"
    case .unexpectedIndent: return "unexpected indent"
    case .unexpectedUnindent: return "unexpected unindent"
    case .tooDeep: return "too deeply nested expression"
    case .expected(let what): return "expected '\(what)'"
    case .notPartOfNabla(let what): return "'\(what)' is not part of Nabla"
    case .notPartOfNablaBecause(let what, let hint): return "'\(what)' is not part of Nabla: \(hint)"
    case .expectedBlock(let after, let line): return "expected an indented block after \(after) on line \(line)"
    case .expectedExceptOrFinally: return "expected 'except' or 'finally' block"
    case .mixedExceptHandlers: return "cannot have both 'except' and 'except*' on the same 'try'"
    case .expectedExceptionTypes: return "expected one or more exception types"
    case .defaultExceptNotLast: return "default 'except:' must be last"
    case .multipleExceptTypes: return "multiple exception types must be parenthesized"
    case .cannotAssign(let what): return "cannot assign to \(what)"
    case .cannotAssignHere(let what): return "cannot assign to \(what) here. Maybe you meant '==' instead of '='?"
    case .cannotDelete(let what): return "cannot delete \(what)"
    case .maybeEquality: return "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
    case .cannotAssignArgument: return "expression cannot contain assignment, perhaps you meant \"==\"?"
    case .walrusTarget(let what): return "cannot use assignment expressions with \(what)"
    case .augmentedTarget(let what): return "'\(what)' is an illegal expression for augmented assignment"
    case .annotationOfMany(let what): return "only single target (not \(what)) can be annotated"
    case .annotationTarget: return "illegal target for annotation"
    case .assignmentToYield: return "assignment to yield expression not possible"
    case .starredTargetAlone: return "starred assignment target must be in a list or tuple"
    case .manyStarredTargets: return "multiple starred expressions in assignment"
    case .forgotComma: return "invalid syntax. Perhaps you forgot a comma?"
    case .missingParentheses(let name): return "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?"
    case .expectedElse: return "expected 'else' after 'if' expression"
    case .starredHere: return "cannot use starred expression here"
    case .doubleStarredHere: return "cannot use double starred expression here"
    case .starredAlone: return "can't use starred expression here"
    case .keyExpectsColon: return "':' expected after dictionary key"
    case .expectedDictionaryValue: return "expression expected after dictionary key and ':'"
    case .starredDictionaryValue: return "cannot use a starred expression in a dictionary value"
    case .unpackingInComprehension: return "iterable unpacking cannot be used in comprehension"
    case .mappingUnpackingInComprehension: return "dict unpacking cannot be used in dict comprehension"
    case .forgotTargetParentheses: return "did you forget parentheses around the comprehension target?"
    case .unparenthesizedGenerator: return "Generator expression must be parenthesized"
    case .positionalAfterKeyword: return "positional argument follows keyword argument"
    case .positionalAfterMapping: return "positional argument follows keyword argument unpacking"
    case .iterableAfterMapping: return "iterable argument unpacking follows keyword argument unpacking"
    case .repeatedKeyword(let name): return "keyword argument repeated: \(name)"
    case .yieldOutside: return "'yield' outside function"
    case .yieldInside(let what): return "'yield' inside \(what)"
    case .walrusRebinds(let name):
      return "assignment expression cannot rebind comprehension iteration variable '\(name)'"
    case .innerLoopRebinds(let name):
      return "comprehension inner loop cannot rebind assignment expression target '\(name)'"
    case .walrusInIterable: return "assignment expression cannot be used in a comprehension iterable expression"
    case .walrusInClassComprehension:
      return "assignment expression within a comprehension cannot be used in a class body"
    case .nonDefaultAfterDefault: return "non-default argument follows default argument"
    case .duplicateParameter(let name): return "duplicate argument '\(name)' in function definition"
    case .parenthesizedParameters: return "Function parameters cannot be parenthesized"
    case .parenthesizedLambdaParameters: return "Lambda expression parameters cannot be parenthesized"
    case .slashFirst: return "at least one argument must precede /"
    case .slashTwice: return "/ may appear only once"
    case .slashAfterStar: return "/ must be ahead of *"
    case .commaBetweenSlashAndStar: return "expected comma between / and *"
    case .expectedDefault: return "expected default value expression"
    case .namesMustFollowStar: return "named arguments must follow bare *"
    case .variadicDefault: return "var-positional argument cannot have default value"
    case .keywordsDefault: return "var-keyword argument cannot have default value"
    case .starTwice: return "* argument may appear only once"
    case .afterKeywords: return "arguments cannot follow var-keyword argument"
    case .returnOutside: return "'return' outside function"
    case .breakOutside: return "'break' outside loop"
    case .continueOutside: return "'continue' not properly in loop"
    case .trailingComma: return "trailing comma not allowed without surrounding parentheses"
    case .starImportInside: return "import * only allowed at module level"
    case .lateFuture: return "from __future__ imports must occur at the beginning of the file"
    case .unknownFuture("braces"): return "not a chance"
    case .unknownFuture(let name): return "future feature \(name) is not defined"
    case .wildcardTarget: return "cannot use '_' as a target"
    case .patternTarget: return "invalid pattern target"
    case .positionalPatternAfterKeyword: return "positional patterns follow keyword patterns"
    case .alternativesDiffer: return "alternative patterns bind different names"
    case .capturedTwice(let name): return "multiple assignments to name '\(name)' in pattern"
    case .manyStarPatterns: return "multiple starred names in sequence pattern"
    case .unreachableAfterCapture(let name): return "name capture '\(name)' makes remaining patterns unreachable"
    case .unreachableAfterWildcard: return "wildcard makes remaining patterns unreachable"
    case .repeatedAttribute(let name): return "attribute name repeated in class pattern: \(name)"
    case .repeatedKey(let key): return "mapping pattern checks duplicate key (\(key))"
    case .complexPattern: return "complex literals are not part of Nabla"
    case .patternValue: return "patterns may only match literals and attribute lookups"
    case .mixedBytes: return "cannot mix bytes and nonbytes literals"
    case .nonASCIIBytes: return "bytes can only contain ASCII literal characters"
    case .stringEscape(let codec, let range, let problem):
      return "(unicode error) '\(codec)' codec can't decode bytes in position \(range.lowerBound)-"
        + "\(range.upperBound): \(problem)"
    case .bytesEscape(let position): return "(value error) invalid \\x escape at position \(position)"
    case .loneSurrogate(let escape): return "the lone surrogate '\(escape)' in a string is not part of Nabla"
    case .tooManyDigits(let count):
      return "Exceeds the limit (4300 digits) for integer string conversion: value has \(count) digits; use "
        + "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer "
        + "literals to avoid decimal conversion limits."
    case .formatted(let what): return "f-string: \(what)"
    }
  }
}
