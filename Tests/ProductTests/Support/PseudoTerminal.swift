import CPseudoTerminal
import Foundation
import Glibc
import Testing

/// A program on a terminal of its own: what a person at a keyboard sees and types.
final class PseudoTerminal {
  private let master: Int32
  private var process: pid_t = 0
  /// Everything the program wrote, escape sequences included.
  private(set) var raw: [UInt8] = []
  /// How far `expect` has read.
  private var position = 0
  private(set) var exitCode: Int32?
  /// Processor time that the program took, known after its end.
  private(set) var processorTime = 0.0

  private var lastKey = ""

  struct Failure: Error, CustomStringConvertible { let description: String }

  init(_ arguments: [String], in workspace: Workspace, environment: [String: String] = [:]) throws {
    let variables = Workspace.environment(environment, home: workspace.folder).map { "\($0.key)=\($0.value)" }
    var argv: [UnsafeMutablePointer<CChar>?] = ([Repository.binary] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    master = nabla_start_on_terminal(Repository.binary, &argv, &envp, workspace.folder, 40, 200, &process)
    guard master >= 0 else { throw Failure(description: "no pseudo-terminal") }
  }

  deinit {
    if exitCode == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    close(master)
  }

  // MARK: typing

  /// Types as soon as the line editor listens; an interrupt goes out at once, for it is meant for what runs.
  func send(_ text: String) {
    if text != PseudoTerminal.controlC { waitUntilItListens() }
    lastKey = text
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, bytes.count) }
  }

  func type(_ line: String) { send(line + "\r") }

  static let controlC = "\u{3}"
  static let controlD = "\u{4}"
  static let controlR = "\u{12}"
  static let up = "\u{1b}[A"
  static let tab = "\t"

  /// As a terminal with bracketed paste sends what is pasted.
  func paste(_ text: String) {
    send("\u{1b}[200~" + text.replacingOccurrences(of: "\n", with: "\r") + "\u{1b}[201~")
  }

  // MARK: reading

  /// Waits until the program has written a text, escape sequences aside, since the last match; answers what came
  /// before it.
  @discardableResult func expect(
    _ text: String, seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      let plain = PseudoTerminal.plain(Array(raw[position...]))
      if let range = plain.text.range(of: text) {
        let end = plain.text.utf8.distance(from: plain.text.startIndex, to: range.upperBound)
        position += plain.origins[end - 1] + 1
        return String(plain.text[..<range.lowerBound])
      }
      guard Date() < deadline, exitCode == nil || readAvailable(milliseconds: 50) else {
        Issue.record("waited for \(text.debugDescription), got \(plain.text.debugDescription)", sourceLocation: sourceLocation)
        throw Failure(description: "no \(text)")
      }
      if exitCode == nil { _ = readAvailable(milliseconds: 50) }
    }
  }

  /// Waits for the program's end; answers its exit status.
  func end(seconds: Double = 20) throws -> Int32 {
    let deadline = Date().addingTimeInterval(seconds)
    var patience = Date().addingTimeInterval(2)
    while Date() < deadline {
      // A Ctrl-C that met the terminal between two lines is lost: as a person would, drop the line and leave once more.
      if lastKey == PseudoTerminal.controlD, Date() > patience, exitCode == nil {
        send(PseudoTerminal.controlC)
        send(PseudoTerminal.controlD)
        patience = Date().addingTimeInterval(2)
      }
      _ = readAvailable(milliseconds: 20)
      var status: Int32 = 0
      var usage = rusage()
      if exitCode == nil, wait4(process, &status, WNOHANG, &usage) == process {
        processorTime = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        processorTime += Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        exitCode = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
      }
      if let exitCode { return exitCode }
    }
    throw Failure(description: "the program does not end")
  }

  /// What is new since the last match, without escape sequences.
  var rest: String {
    while readAvailable(milliseconds: 50) {}
    return PseudoTerminal.plain(Array(raw[position...])).text
  }

  /// While code runs, and for a moment after a prompt appears, the terminal belongs to the kernel's line discipline:
  /// keys would be echoed and edited there. A person never is that fast, a test is.
  func waitUntilItListens() {
    for _ in 0..<200 {
      var settings = termios()
      guard tcgetattr(master, &settings) == 0, settings.c_lflag & UInt32(ICANON) != 0 else { return }
      usleep(10_000)
    }
  }

  private func readAvailable(milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, milliseconds) > 0, ready.revents & Int16(POLLIN) != 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    raw += buffer[..<count]
    return true
  }

  /// The text without escape sequences, carriage returns and the padding that libedit draws with; and where each byte
  /// of it stood.
  static func plain(_ bytes: [UInt8]) -> (text: String, origins: [Int]) {
    var out: [UInt8] = []
    var origins: [Int] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x1b {
        index += 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "[") {
          index += 1
          while index < bytes.count, !(0x40...0x7e).contains(bytes[index]) { index += 1 }
        }
        index += 1
        continue
      }
      if byte != 13, byte != 8, byte != 7, byte != 0 {
        out.append(byte)
        origins.append(index)
      }
      index += 1
    }
    return (String(decoding: out, as: UTF8.self), origins)
  }
}
