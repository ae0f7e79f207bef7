import NablaNN
import NablaTensor
import Testing

/// The example that the README shows of the layer library in a Swift program; a test holds the two together.
func learnExclusiveOr() throws -> [Int] {
  Generator.global.manualSeed(0)
  let points = try Tensor([0, 0, 0, 1, 1, 0, 1, 1] as [Float]).view([4, 2])
  let labels = Tensor([0, 1, 1, 0])
  let net = try Sequential(Linear(2, 8), Tanh(), Linear(8, 2))
  let optimizer = try SGD(net.parameters(), lr: 0.5)
  let criterion = CrossEntropyLoss()
  for _ in 0..<300 {
    try optimizer.zeroGrad()
    let loss = try criterion(net(points), labels)
    try loss.backward()
    try optimizer.step()
  }
  return try net(points).argmax(dim: 1).integers()
}

@Suite struct ReadmeExampleTests {
  @Test func theLayerLibraryLearnsExclusiveOrInSwift() throws {
    #expect(try learnExclusiveOr() == [0, 1, 1, 0])
  }
}
