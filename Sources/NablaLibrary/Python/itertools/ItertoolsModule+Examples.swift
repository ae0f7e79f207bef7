import NablaVM

// imports: from itertools import *

extension Examples {
  /// Of `itertools`, whose names the examples have imported.
  static let itertools: Examples = """
    accumulate: list(accumulate([1, 2, 3, 4])) => [1, 3, 6, 10]
    chain: list(chain('ab', [1])) => ['a', 'b', 1]
    from_iterable: list(chain.from_iterable(['ab', 'c'])) => ['a', 'b', 'c']
    combinations: list(combinations('abc', 2)) => [('a', 'b'), ('a', 'c'), ('b', 'c')]
    combinations_with_replacement: list(combinations_with_replacement('ab', 2)) => [('a', 'a'), ('a', 'b'), ('b', 'b')]
    compress: list(compress('abc', [1, 0, 1])) => ['a', 'c']
    count: list(islice(count(10, 5), 3)) => [10, 15, 20]
    cycle: list(islice(cycle('ab'), 5)) => ['a', 'b', 'a', 'b', 'a']
    dropwhile: list(dropwhile(lambda x: x < 3, [1, 3, 2])) => [3, 2]
    filterfalse: list(filterfalse(str.isdigit, 'a1b2')) => ['a', 'b']
    groupby: [(key, list(group)) for key, group in groupby('aab')] => [('a', ['a', 'a']), ('b', ['b'])]
    islice: list(islice(range(100), 2, 10, 3)) => [2, 5, 8]
    pairwise: list(pairwise([1, 2, 3])) => [(1, 2), (2, 3)]
    permutations: list(permutations([1, 2])) => [(1, 2), (2, 1)]
    product: list(product([0, 1], 'ab')) => [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')]
    repeat: list(repeat('x', 3)) => ['x', 'x', 'x']
    starmap: list(starmap(pow, [(2, 3), (3, 2)])) => [8, 9]
    takewhile: list(takewhile(lambda x: x < 3, [1, 2, 3, 1])) => [1, 2]
    tee: a, b = tee([1, 2]); list(a) + list(b) => [1, 2, 1, 2]
    zip_longest: list(zip_longest('ab', [1], fillvalue=0)) => [('a', 1), ('b', 0)]
    """
}
