import NablaVM

// imports: from collections import *

extension Examples {
  /// Of the methods of `collections.deque`, which the examples have imported.
  static let deque: Examples = """
    deque: deque([1, 2, 3], maxlen=2) => deque([2, 3], maxlen=2)
    append: d = deque([1]); d.append(2); d => deque([1, 2])
    appendleft: d = deque([1]); d.appendleft(0); d => deque([0, 1])
    clear: d = deque([1]); d.clear(); d => deque([])
    copy: deque([1]).copy() => deque([1])
    count: deque([1, 2, 1]).count(1) => 2
    extend: d = deque([1]); d.extend([2, 3]); d => deque([1, 2, 3])
    extendleft: d = deque([1]); d.extendleft([2, 3]); d => deque([3, 2, 1])
    index: deque('abc').index('b') => 1
    insert: d = deque([1, 3]); d.insert(1, 2); d => deque([1, 2, 3])
    pop: deque([1, 2]).pop() => 2
    popleft: deque([1, 2]).popleft() => 1
    remove: d = deque([1, 2]); d.remove(1); d => deque([2])
    reverse: d = deque([1, 2]); d.reverse(); d => deque([2, 1])
    rotate: d = deque([1, 2, 3]); d.rotate(1); d => deque([3, 1, 2])
    """
}
