import NablaVM

// imports: import functools; from functools import *

extension Examples {
  /// Of the native part of `functools`, which the examples have imported.
  static let functools: Examples = """
    reduce: functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]) => 24
    cmp_to_key: sorted(['bb', 'a'], key=functools.cmp_to_key(lambda a, b: len(a) - len(b))) => ['a', 'bb']
    partial: functools.partial(int, base=2)('101') => 5
    """
}
