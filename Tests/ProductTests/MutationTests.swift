import Foundation
import Nabla
import NablaCompiler
import NablaNotebook
import NablaSource
import NablaVM
import Testing

/// A program with a slip in it gives a diagnostic or a result, whatever the slip: it never ends the process and never
/// runs for ever.
///
/// Every program of the golden files, the error suite and `NablaVMTests/Programs` loses each of its tokens in turn, has
/// it doubled, and exchanged with the next. All of that is compiled; of what runs, a sample here and all with
/// `NABLA_ALL_MUTANTS=1` (hours), or every so many with `NABLA_MUTANT_STRIDE=N`; `NABLA_MUTANT_START=M` begins with
/// another one, for several processes to share them. `NABLA_MUTATION=deleted` is one kind only, `NABLA_MUTANT_LOG=FILE`
/// names the program under way, for the case of a crash.
@Suite(.serialized) struct MutationTests {
  /// A text and what runs before it in the same session.
  struct Program {
    let name: String
    let before: [[UInt8]]
    let text: [UInt8]
  }

  private static let environment = ProcessInfo.processInfo.environment
  static let stride = max(1, environment["NABLA_ALL_MUTANTS"] == "1" ? 1 : Int(environment["NABLA_MUTANT_STRIDE"] ?? "") ?? 251)
  static let start = Int(environment["NABLA_MUTANT_START"] ?? "") ?? 0
  static let log = environment["NABLA_MUTANT_LOG"]
  static let kinds = Mutation.allCases.filter { environment["NABLA_MUTATION"].map($0.rawValue.contains) ?? true }

  private static func programs() throws -> [Program] {
    var programs: [Program] = []
    for path in ErrorChunk.files {
      for chunk in ErrorChunk.all(in: try Repository.text(of: path)) {
        programs.append(Program(name: "\(path):\(chunk.line)", before: [], text: chunk.files[0].bytes))
      }
    }
    for path in Repository.files(in: "Tests/NablaVMTests/Programs", extensions: ["py"]) {
      programs.append(Program(name: path, before: [], text: Array(try Repository.text(of: path).utf8)))
    }
    for path in Repository.files(in: "Tests/Golden", extensions: ["nbk"]) {
      var before: [[UInt8]] = []
      for cell in Notebook(parsing: try Repository.text(of: path)).cells where cell.kind == .code {
        let text = Array(cell.source.utf8)
        programs.append(Program(name: "\(path):\(cell.firstLine)", before: before, text: text))
        before.append(text)
      }
    }
    return programs
  }

  @Test(arguments: kinds) func everyMutantIsCompiledOrRefused(_ mutation: Mutation) throws {
    let programs = try Self.programs()
    #expect(programs.count > 600)
    Interpreter.onLargeStack {
      for program in programs {
        for mutant in mutation.mutants(of: program.text) {
          Self.note(program, mutant)
          let file = SourceFile(name: "program.py", bytes: mutant)
          do throws(Diagnostic) {
            _ = try Compiler.compile(file)
          } catch {
            let text = DiagnosticRenderer.render(error, in: file)
            #expect(text.hasSuffix("\n") && !error.message.isEmpty, "\(program.name)")
          }
        }
      }
    }
  }

  @Test(arguments: kinds) func mutantsEndByThemselvesOrAreStopped(_ mutation: Mutation) throws {
    let programs = try Self.programs()
    let folder = try Workspace()
    let home = FileManager.default.currentDirectoryPath
    _ = FileManager.default.changeCurrentDirectoryPath(folder.folder)
    FileAccess.permits = { _, _ in false }
    let watch = Watch()
    defer {
      watch.end()
      FileAccess.permits = nil
      _ = FileManager.default.changeCurrentDirectoryPath(home)
    }
    Interpreter.onLargeStack {
      var turn = 0
      for program in programs {
        var session: Session?
        for mutant in mutation.mutants(of: program.text) {
          turn += 1
          if turn % Self.stride != Self.start % Self.stride { continue }
          let current = session ?? Self.session(program)
          // A session is used up by what runs in it; the cells before this one run again now and then.
          session = program.before.isEmpty || turn % 16 == 0 ? nil : current
          Self.note(program, mutant)
          let took = watch.limited { _ = current.run(SourceFile(name: "program.py", bytes: mutant)) }
          #expect(took < 20, "\(program.name): ran for \(took) s:\n\(String(decoding: mutant, as: UTF8.self))")
        }
      }
    }
  }

  private static func session(_ program: Program) -> Session {
    let session = Session(SessionOptions(output: { _ in }, errorOutput: { _ in }, pictures: { _, _ in }))
    for text in program.before { _ = session.run(SourceFile(name: "before.py", bytes: text)) }
    return session
  }

  private static func note(_ program: Program, _ mutant: [UInt8]) {
    guard let log else { return }
    try? Data("# \(program.name)\n".utf8 + mutant).write(to: URL(fileURLWithPath: log))
  }
}

/// Interrupts what runs for longer than it should, again and again until it gives way.
private final class Watch: @unchecked Sendable {
  private let lock = NSLock()
  private var started: Date?
  private var isOver = false

  init() {
    Thread.detachNewThread { [self] in
      while true {
        Thread.sleep(forTimeInterval: 0.02)
        lock.lock()
        let (start, over) = (started, isOver)
        lock.unlock()
        if over { return }
        if let start, -start.timeIntervalSinceNow > 0.25 { Session.interrupt() }
      }
    }
  }

  /// Seconds that the body took.
  func limited(_ body: () -> Void) -> Double {
    let start = Date()
    set(start)
    body()
    set(nil)
    return -start.timeIntervalSinceNow
  }

  func end() {
    lock.lock()
    isOver = true
    lock.unlock()
  }

  private func set(_ start: Date?) {
    lock.lock()
    started = start
    lock.unlock()
  }
}
