import NablaTensor
import Testing

extension RecordedCase {
  static let training: [RecordedCase] = load("nn_training.txt")

  static func training(_ name: String) throws -> RecordedCase {
    try #require(training.first { $0.name == name }, "no recording of \(name)")
  }

  /// An output by its name.
  func output(_ name: String) throws -> Values {
    try #require(outputs.first { $0.name == name }?.values, "\(self.name) has no output \(name)")
  }
}
