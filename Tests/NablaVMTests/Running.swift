import Glibc
import NablaCompiler
import NablaSource
import NablaVM

/// Runs programs as the tests need it: on a large stack, one at a time.
enum Running {
  struct Result: Sendable {
    var output = ""
    var errors = ""
  }

  private nonisolated(unsafe) static var mutex: pthread_mutex_t = {
    var mutex = pthread_mutex_t()
    pthread_mutex_init(&mutex, nil)
    return mutex
  }()

  /// What a program prints, and the traceback or diagnostic it ends with.
  static func run(_ text: String, name: String = "test.py", prepare: (Interpreter) -> Void = { _ in }) -> Result {
    var result = Result()
    exclusively {
      let file = SourceFile(name: name, text: text)
      let vm = Interpreter()
      vm.output = { result.output += $0 }
      prepare(vm)
      do {
        let code = try Compiler.compile(file)
        let module = ModuleObject("__main__")
        vm.addModule(module)
        _ = try vm.execute(code, in: module)
      } catch let diagnostic as Diagnostic {
        result.errors = DiagnosticRenderer.render(diagnostic, in: file)
      } catch let raised as Raised {
        result.errors = vm.renderTraceback(raised.exception, hints: false)
      } catch {
        result.errors = "\(error)"
      }
    }
    return result
  }

  /// One interpreter at a time may run in a process.
  static func exclusively(_ body: () -> Void) {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    withoutActuallyEscaping(body) { body in Interpreter.onLargeStack { body() } }
  }

  static let folder: String = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }

  /// The programs of a folder, by listing it.
  static func programs(in name: String) -> [String] {
    guard let directory = opendir("\(folder)/\(name)") else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if file.hasSuffix(".py") { names.append(String(file.dropLast(3))) }
    }
    return names.sorted()
  }

  static func text(of path: String) -> String {
    guard let file = fopen("\(folder)/\(path)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count <= 0 { break }
      bytes += buffer[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
