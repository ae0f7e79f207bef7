/// Examples of the methods of containers.
extension Examples {
  static let list: Examples = """
    list: list('abc') => ['a', 'b', 'c']
    append: x = [1]; x.append(2); x => [1, 2]
    clear: x = [1, 2]; x.clear(); x => []
    copy: x = [1, 2]; y = x.copy(); y.append(3); x => [1, 2]
    count: [1, 2, 1].count(1) => 2
    extend: x = [1]; x.extend([2, 3]); x => [1, 2, 3]
    index: ['a', 'b', 'c'].index('b') => 1
    insert: x = [1, 3]; x.insert(1, 2); x => [1, 2, 3]
    pop: x = [1, 2, 3]; x.pop(0) => 1
    remove: x = [1, 2, 1]; x.remove(1); x => [2, 1]
    reverse: x = [1, 2, 3]; x.reverse(); x => [3, 2, 1]
    sort: x = ['bb', 'a', 'ccc']; x.sort(key=len, reverse=True); x => ['ccc', 'bb', 'a']
    """

  static let tuple: Examples = """
    tuple: tuple([1, 2]) => (1, 2)
    count: (1, 2, 1).count(1) => 2
    index: ('a', 'b').index('b') => 1
    """

  static let dict: Examples = """
    dict: dict(lr=0.1, momentum=0.9) => {'lr': 0.1, 'momentum': 0.9}
    clear: d = {'a': 1}; d.clear(); d => {}
    copy: d = {'a': 1}; e = d.copy(); e['b'] = 2; d => {'a': 1}
    fromkeys: dict.fromkeys(['a', 'b'], 0) => {'a': 0, 'b': 0}
    get: {'a': 1}.get('b', 0) => 0
    items: list({'a': 1, 'b': 2}.items()) => [('a', 1), ('b', 2)]
    keys: list({'a': 1, 'b': 2}.keys()) => ['a', 'b']
    pop: d = {'a': 1, 'b': 2}; d.pop('a') => 1
    popitem: {'a': 1, 'b': 2}.popitem() => ('b', 2)
    setdefault: d = {}; d.setdefault('a', []).append(1); d => {'a': [1]}
    update: d = {'a': 1}; d.update({'b': 2}, c=3); d => {'a': 1, 'b': 2, 'c': 3}
    values: list({'a': 1, 'b': 2}.values()) => [1, 2]
    """

  /// Of the methods that sets and frozensets share.
  private static let sets: Examples = """
    copy: s = {1, 2}; s.copy() == s => True
    difference: {1, 2, 3}.difference([2]) => {1, 3}
    intersection: {1, 2, 3}.intersection([2, 3, 4]) => {2, 3}
    isdisjoint: {1, 2}.isdisjoint({3}) => True
    issubset: {1}.issubset({1, 2}) => True
    issuperset: {1, 2}.issuperset({1}) => True
    symmetric_difference: {1, 2}.symmetric_difference({2, 3}) => {1, 3}
    union: {1, 2}.union([2, 3]) => {1, 2, 3}
    """

  static let set: Examples = """
    set: set([1, 2, 1]) => {1, 2}
    add: s = {1}; s.add(2); s => {1, 2}
    clear: s = {1}; s.clear(); s => set()
    difference_update: s = {1, 2, 3}; s.difference_update([2]); s => {1, 3}
    discard: s = {1, 2}; s.discard(5); s => {1, 2}
    intersection_update: s = {1, 2, 3}; s.intersection_update([2, 3]); s => {2, 3}
    pop: s = {7}; s.pop() => 7
    remove: s = {1, 2}; s.remove(1); s => {2}
    symmetric_difference_update: s = {1, 2}; s.symmetric_difference_update({2, 3}); s => {1, 3}
    update: s = {1}; s.update([2], (3,)); s => {1, 2, 3}
    """ + sets

  static let frozenset: Examples = "frozenset: {frozenset([1, 2]): 'pair'}[frozenset([2, 1])] => 'pair'" + sets

  static let range: Examples = """
    range: list(range(2, 10, 3)) => [2, 5, 8]
    count: range(0, 10, 2).count(4) => 1
    index: range(0, 10, 2).index(4) => 2
    """

  static let slice: Examples = """
    slice: 'abcdef'[slice(1, 4)] => 'bcd'
    indices: slice(-3, None).indices(10) => (7, 10, 1)
    """
}
