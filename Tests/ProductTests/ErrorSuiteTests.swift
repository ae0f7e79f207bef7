import Foundation
import Testing

/// The error suite: wrong programs and, to the byte, what a person then reads.
@Suite struct ErrorSuiteTests {
  @Test func thereAreManyWrongPrograms() throws {
    let count = try ErrorChunk.files.map { ErrorChunk.all(in: try Repository.text(of: $0)).count }.reduce(0, +)
    #expect(count > 500)
  }

  @Test(arguments: ErrorChunk.files) func mistakesAreToldAsWritten(_ path: String) throws {
    let input = open("/dev/null", O_RDONLY)
    let kept = dup(0)
    dup2(input, 0)
    defer {
      dup2(kept, 0)
      close(kept)
      close(input)
    }
    for chunk in ErrorChunk.all(in: try Repository.text(of: path)) {
      guard let mismatch = try chunk.mismatch() else { continue }
      let place = SourceLocation(
        fileID: path, filePath: Repository.root + "/" + path, line: mismatch.line, column: 1)
      Issue.record("\(mismatch.text)", sourceLocation: place)
    }
  }

  /// A harness that finds nothing proves nothing.
  @Test(arguments: [
    ("x = 1\n", 1), ("1 / 0\n", 1), ("x = 1\n#> NameError: x\n", 3),
    ("x = = 1\n#>   File \"program.py\", line 1\n#>     x = = 1\n#>        ^\n#> SyntaxError: invalid syntax\n", 5),
    ("x = = 1\n#>   File \"program.py\", line 1\n#>     x = = 1\n#>         ^\n", 6),
  ])
  func whatIsWrongIsReported(_ text: String, _ line: Int) throws {
    let chunk = try #require(ErrorChunk.all(in: "# %% a title\n" + text).first)
    #expect(try chunk.mismatch()?.line == line)
  }
}
