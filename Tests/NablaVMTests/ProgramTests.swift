import NablaVM
import Testing

/// Programs beside what CPython 3.11 prints for them (`Tests/Oracle/record_programs.py`).
@Suite(.serialized) struct ProgramTests {
  @Test func thereArePrograms() {
    #expect(!Running.programs(in: "Programs").isEmpty)
    #expect(!Running.programs(in: "Tracebacks").isEmpty)
  }

  @Test(arguments: Running.programs(in: "Programs"))
  func programsPrintWhatCPythonPrints(_ name: String) {
    let result = Running.run(Running.text(of: "Programs/\(name).py"), name: "\(name).py")
    #expect(result.errors == "")
    compare(result.output, Running.text(of: "Programs/\(name).txt"))
  }

  @Test(arguments: Running.programs(in: "Tracebacks"))
  func tracebacksAreCPythonsToTheByte(_ name: String) {
    let result = Running.run(Running.text(of: "Tracebacks/\(name).py"), name: "\(name).py")
    compare(result.errors, Running.text(of: "Tracebacks/\(name).txt"))
  }

  /// The collector running all the time must not change what any program does.
  @Test(arguments: Running.programs(in: "Programs"))
  func collectingAllTheTimeChangesNothing(_ name: String) {
    Collector.isStressed = true
    defer { Collector.isStressed = false }
    let result = Running.run(Running.text(of: "Programs/\(name).py"), name: "\(name).py") { _ in Collector.collect() }
    compare(result.output, Running.text(of: "Programs/\(name).txt"))
  }

  private func compare(_ found: String, _ expected: String) {
    let found = found.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(!expected.isEmpty)
    for index in 0..<max(found.count, expected.count) {
      let left = index < found.count ? found[index] : "<missing>"
      let right = index < expected.count ? expected[index] : "<missing>"
      #expect(left == right, "line \(index + 1)")
      if left != right { return }
    }
  }
}
