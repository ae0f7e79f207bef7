import NablaVM

// imports: import operator; from operator import *

extension Examples {
  /// Of `operator`, which the examples have imported.
  static let operators: Examples = """
    abs: operator.abs(-3) => 3
    add: operator.add(1, 2) => 3
    and_: operator.and_(6, 3) => 2
    attrgetter: operator.attrgetter('real')(5) => 5
    call: operator.call(max, 3, 5) => 5
    concat: operator.concat([1], [2]) => [1, 2]
    contains: operator.contains([1, 2], 2) => True
    countOf: operator.countOf([1, 2, 1], 1) => 2
    delitem: x = [1, 2]; operator.delitem(x, 0); x => [2]
    eq: operator.eq(1, 1.0) => True
    floordiv: operator.floordiv(7, 2) => 3
    ge: operator.ge(2, 2) => True
    getitem: operator.getitem({'a': 1}, 'a') => 1
    gt: operator.gt(2, 1) => True
    iadd: operator.iadd([1], [2]) => [1, 2]
    iand: operator.iand(6, 3) => 2
    iconcat: operator.iconcat([1], [2]) => [1, 2]
    ifloordiv: operator.ifloordiv(7, 2) => 3
    ilshift: operator.ilshift(1, 3) => 8
    imatmul: callable(operator.imatmul) => True
    imod: operator.imod(7, 4) => 3
    imul: operator.imul([0], 3) => [0, 0, 0]
    index: operator.index(True) => 1
    indexOf: operator.indexOf('abc', 'b') => 1
    inv: operator.inv(5) => -6
    invert: operator.invert(5) => -6
    ior: operator.ior(6, 1) => 7
    ipow: operator.ipow(2, 3) => 8
    irshift: operator.irshift(8, 2) => 2
    is_: operator.is_(None, None) => True
    is_not: operator.is_not(None, 0) => True
    isub: operator.isub(5, 3) => 2
    itemgetter: sorted([(1, 'b'), (2, 'a')], key=operator.itemgetter(1)) => [(2, 'a'), (1, 'b')]
    itruediv: operator.itruediv(1, 2) => 0.5
    ixor: operator.ixor(6, 3) => 5
    le: operator.le(1, 2) => True
    length_hint: operator.length_hint(iter([1, 2])) => 2
    lshift: operator.lshift(1, 3) => 8
    lt: operator.lt(1, 2) => True
    matmul: callable(operator.matmul) => True
    methodcaller: operator.methodcaller('split', ',')('a,b') => ['a', 'b']
    mod: operator.mod(-7, 3) => 2
    mul: operator.mul('ab', 2) => 'abab'
    ne: operator.ne(1, 2) => True
    neg: operator.neg(3) => -3
    not_: operator.not_([]) => True
    or_: operator.or_(6, 1) => 7
    pos: operator.pos(True) => 1
    pow: operator.pow(2, 10) => 1024
    rshift: operator.rshift(8, 2) => 2
    setitem: x = [1, 2]; operator.setitem(x, 0, 9); x => [9, 2]
    sub: operator.sub(5, 3) => 2
    truediv: operator.truediv(1, 2) => 0.5
    truth: operator.truth([0]) => True
    xor: operator.xor(6, 3) => 5
    """
}
