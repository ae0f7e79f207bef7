/// What instructions do. Each case shows its effect: `r[x]` is register x of the frame, `k[…]` a constant, `n[…]` an
/// entry of the code's names, `wide` the operand made of b and c.
///
/// Conditional jumps come in pairs, as Lua's do: a test instruction, and directly behind it a `jump`. The test either
/// falls into the jump, or skips it; the machine performs both in one step.
public enum Opcode: UInt16, CaseIterable, Sendable {
  // MARK: moving values
  case move  // r[a] = r[b]
  case loadConstant  // r[a] = k[wide]
  case loadInteger  // r[a] = wide
  case loadNone  // r[a] = None
  case loadTrue  // r[a] = True
  case loadFalse  // r[a] = False
  case clear  // r[a ..< a + b] = nothing
  case checkLocal  // raise UnboundLocalError unless r[a] has a value; b: index into the locals' names

  // MARK: variables
  case loadGlobal  // r[a] = global[wide], else the built-in of that name
  case storeGlobal  // global[wide] = r[a]
  case deleteGlobal  // del global[wide]
  case loadName  // class body: r[a] = namespace[n[wide]], else the global or built-in
  case loadNameOrFree  // class body: r[a] = namespace[n[b]], else free[c]
  case storeName  // class body: namespace[n[wide]] = r[a]
  case deleteName  // class body: del namespace[n[wide]]
  case makeCell  // r[a] = cell(r[a])
  case freshCell  // r[a] = cell(nothing)
  case loadCell  // r[a] = r[b].contents; c: index into the names for the error
  case storeCell  // r[a].contents = r[b]
  case deleteCell  // del r[a].contents
  case loadFree  // r[a] = free[b].contents
  case storeFree  // free[a].contents = r[b]
  case deleteFree  // del free[a].contents
  case deleteLocal  // r[a] = nothing, which must have a value; b: name

  // MARK: arithmetic
  case add, subtract, multiply, divide, floorDivide, modulo  // r[a] = r[b] op r[c]
  case bitAnd, bitOr, bitXor, leftShift, rightShift  // r[a] = r[b] op r[c]
  case binary  // r[a] = r[a] (operator b) r[c]
  case addImmediate  // r[a] = r[b] + signed c
  case subtractImmediate  // r[a] = r[b] - signed c
  case inPlaceAddImmediate  // r[a] = r[b] += signed c
  case inPlaceSubtractImmediate  // r[a] = r[b] -= signed c
  case inPlaceAdd  // r[a] = r[b] += r[c]
  case inPlace  // r[a] = r[a] (operator b)= r[c]
  case negate, positive, invert  // r[a] = op r[b]
  case not  // r[a] = not r[b]

  // MARK: comparing
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual  // r[a] = r[b] op r[c]
  case `is`, isNot, contains, notContains  // r[a] = r[b] op r[c]

  // MARK: jumping
  case jump  // to instruction wide
  case loop  // to instruction wide, backwards: interrupts are served here
  case ifTrue  // r[a] is true: fall into the jump; else skip it
  case ifFalse
  case ifNone  // r[a] is None
  case ifNotNone
  case ifLess, ifLessOrEqual, ifGreater, ifGreaterOrEqual, ifEqual, ifNotEqual  // r[a] op r[b] is c (0 or 1)
  case ifLessImmediate, ifGreaterImmediate, ifEqualImmediate  // r[a] op signed b is c
  case ifIs  // (r[a] is r[b]) is c
  case ifContains  // (r[a] in r[b]) is c

  // MARK: attributes and items; the names lie in the caches
  case loadAttribute  // r[a] = r[b].cache[c]
  case storeAttribute  // r[a].cache[c] = r[b]
  case deleteAttribute  // del r[a].n[wide]
  case loadMethod  // r[a], r[a + 1] = the function and r[b] when r[b].cache[c] is a method, else the value and nothing
  case loadItem  // r[a] = r[b][r[c]]
  case storeItem  // r[a][r[b]] = r[c]
  case deleteItem  // del r[a][r[b]]
  case makeSlice  // r[a] = slice(r[b], r[b + 1], r[b + 2]); c: only the loadItem behind it reads r[a]

  // MARK: building
  case makeTuple  // r[a] = (r[b], …), c of them
  case makeList
  case makeSet
  case makeDict  // r[a] = {r[b]: r[b + 1], …}, c pairs
  case append  // r[a].append(r[b])
  case addToSet  // r[a].add(r[b])
  case extend  // r[a].extend(r[b]); c: 0 in displays, in a call's arguments 1 + the callee's register
  case updateSet  // r[a].update(r[b])
  case storePair  // r[a][r[b]] = r[c] in a dictionary under construction
  case updateDict  // r[a].update(r[b]): ** in a display
  case mergeKeywords  // r[a].update(r[b]): ** in a call, where a repeated key is an error; c: register of the callee
  case spreadSequence  // r[a] = r[b] as all positional arguments of a call: a tuple, or a list; c: register of the callee
  case spreadMapping  // r[a] = r[b] as all keyword arguments of a call: a dictionary; c: register of the callee
  case listToTuple  // r[a] = tuple(r[a])
  case formatValue  // r[a] = format(r[b], spec) with conversion c & 3 (str, repr, ascii); spec in r[b + 1] if c & 4
  case joinStrings  // r[a] = r[b] + …, c strings
  case unpack  // r[a], …, b values = r[c]
  case unpackStar  // r[a], …, with (b & 255) before and (b >> 8) after the starred one = r[c]

  // MARK: calls; arguments lie in the registers behind the callee
  case call  // r[c] = r[a](r[a + 1], …), b arguments
  case callMethod  // r[c] = as prepared by loadMethod: b arguments from r[a + 2]
  case callAside, callMethodAside  // the same in a generator, whose registers do not lie on the stack: see `LinkedCode`
  case callKeywords  // r[c] = r[a](…): b arguments in all, the last ones named by the keyword list in the next word
  case callMethodKeywords  // the same behind loadMethod
  case callUnpacked  // r[c] = r[a](*r[a + 1], **r[a + 2]) (b: 1 when there are keywords)
  case extra  // operand word of the instruction before it: never executed
  case `return`  // leave with r[a]
  case returnNone

  // MARK: functions and classes
  case makeFunction  // r[a] = function of code[b]; defaults in r[a], … as the code's `defaulted` parameters say
  case setAnnotations  // r[a].__annotations__ = r[b]
  case makeClass  // r[a] = class of code[b], bases tuple in r[a], keywords dict or None in r[a + 1]; c: index of name

  // MARK: iteration and generators
  case getIterator  // r[a] = iter(r[b])
  case forIterate  // r[b] = next(r[a]) and skip the jump behind; fall into it at the end, where r[a] is cleared
  case yield  // hand r[b] out; on resumption r[a] is what was sent
  case yieldFrom  // one step of delegating to r[b] with r[a] as the value sent: repeats until it ends, then r[a] = result

  // MARK: exceptions
  case raise  // raise r[a]
  case raiseFrom  // raise r[a] from r[b]
  case reraise  // raise the exception in r[a] as it is: its traceback goes on
  case raiseAgain  // bare `raise`
  case enterHandler  // r[b] = the exception handled so far; r[a] is handled now
  case leaveHandler  // r[a] is handled again
  case ifMatches  // exception r[a] is no instance of r[b]: fall into the jump; else skip it
  case splitGroup  // r[a], r[a + 1] = the part of exception r[a + 1] that r[b] catches, and the rest; None for nothing
  case joinGroup  // r[a] = what goes on after `except*`: original r[b], rest r[b + 1], raised meanwhile list r[c]; or None
  case assertionError  // raise AssertionError(r[a]) (b: 1 when there is a message)

  // MARK: with
  case enterContext  // r[a] = context manager r[b] entered: its value; r[b] stays
  case exitContext  // leave context manager r[a] without an exception
  case exitContextRaised  // r[a] = whether context manager r[b] swallows the exception r[c]

  // MARK: imports
  case importModule  // r[a] = import of n[b]; c: 1 binds the first component, 0 the last
  case importFrom  // r[a] = attribute n[c] of module r[b]
  case importAll  // from r[a] import *
  case importRelative  // r[a] = import of n[b] (may be empty) from c levels up

  // MARK: patterns
  case matchSequence  // r[a] = r[b] is a sequence of (c & 0x7fff) items, at least so many if c has the top bit
  case matchMapping  // r[a] = r[b] is a mapping
  case matchKeys  // r[a] = tuple of the values of r[b] for the keys tuple r[c], or None
  case matchClass  // r[a] = tuple of attributes of r[b] for class r[b + 1], c positional, names tuple r[b + 2]; or None
  case copyDictWithout  // r[a] = dict of mapping r[b] without the keys in tuple r[c]
}
