import NablaVM

// imports: import sys

extension Examples {
  /// Of `sys`, which the examples have imported.
  static let sys: Examples = """
    exc_info: sys.exc_info() => (None, None, None)
    excepthook: sys.excepthook is sys.__excepthook__ => True
    exception: sys.exception() is None => True
    exit: callable(sys.exit) => True
    getdefaultencoding: sys.getdefaultencoding() => 'utf-8'
    getfilesystemencoding: sys.getfilesystemencoding() => 'utf-8'
    getrecursionlimit: sys.getrecursionlimit() > 0 => True
    getrefcount: isinstance(sys.getrefcount([]), int) => True
    getsizeof: sys.getsizeof([]) > 0 => True
    intern: sys.intern('abc') => 'abc'
    setrecursionlimit: sys.setrecursionlimit(sys.getrecursionlimit()) is None => True
    """
}
