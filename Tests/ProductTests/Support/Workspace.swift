import CPseudoTerminal
import Foundation
import Glibc

/// A folder of its own for a test, gone afterwards, and `nabla` run in it.
final class Workspace {
  struct Result {
    var code: Int32
    var out: String
    var err: String
  }

  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "nabla-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  @discardableResult func write(_ name: String, _ text: String) throws -> String {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return name
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Runs `nabla` here. A run that does not end within the time is killed, and its code is -9.
  @discardableResult func nabla(
    _ arguments: String..., input: String = "", environment: [String: String] = [:], seconds: Double = 60
  ) throws -> Result {
    try run(Repository.binary, arguments, input: input, environment: environment, seconds: seconds)
  }

  func run(
    _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:], seconds: Double = 60
  ) throws -> Result {
    let names = ["in", "out", "err"].map { path(".std" + $0) }
    try input.write(toFile: names[0], atomically: false, encoding: .utf8)
    let variables = Workspace.environment(environment, home: folder).map { "\($0.key)=\($0.value)" }
    var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    guard nabla_start_on_files(program, &argv, &envp, folder, names[0], names[1], names[2], &process) == 0 else {
      throw CocoaError(.fileReadUnknown)
    }
    let deadline = Date().addingTimeInterval(seconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if Date() > deadline {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        break
      }
      usleep(2000)
    }
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    return Result(
      code: code, out: try String(contentsOfFile: names[1], encoding: .utf8),
      err: try String(contentsOfFile: names[2], encoding: .utf8))
  }

  /// What a program sees: nothing of the developer's own settings.
  static func environment(_ extra: [String: String], home: String) -> [String: String] {
    var environment = ["PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color"]
    environment["NABLA_HISTFILE"] = home + "/history"
    environment["NABLA_GRAPHICS"] = "none"
    for (key, value) in extra { environment[key] = value }
    return environment
  }
}
