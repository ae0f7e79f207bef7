/// Modules of CPython's that Nabla leaves out on purpose, each with the reason that an import of it is told.
enum RefusedModules {
  private static let reasons: [String: [String]] = [
    "a program cannot start other processes": ["subprocess", "multiprocessing", "pty", "_posixsubprocess"],
    "there are no threads in the language; tensor operations use all cores by themselves": [
      "concurrent", "concurrent.futures", "sched",
    ],
    "there are no coroutines in the language": ["asyncio", "selectors", "select"],
    "a program cannot open network connections": [
      "socket", "ssl", "http", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "socketserver",
      "xmlrpc", "imaplib", "poplib", "telnetlib", "webbrowser", "requests", "httpx", "aiohttp",
    ],
    "native code is out of a program's reach": ["ctypes", "cffi", "mmap", "_ctypes"],
    "signals belong to the system; Ctrl-C raises KeyboardInterrupt": ["signal"],
    "an object goes with its last reference, and nobody is told of it": ["weakref"],
    "code is not run from text": ["code", "codeop", "dis", "marshal", "runpy"],
  ]

  /// Why a module is left out; `nil` for one that is merely unknown.
  static func reason(for name: String) -> String? {
    reasons.first { $0.value.contains(name) }?.key
  }
}
