import NablaTensor
import Synchronization
import Testing

extension TensorTests {
@Suite struct ThreadPoolTests {
  @Test(arguments: [0, 1, 2, 3, 7, 100, 1001], [1, 2, 10, 1000])
  func everyIndexIsVisitedOnce(count: Int, grain: Int) {
    let visits = UnsafeMutablePointer<Int32>.allocate(capacity: max(count, 1))
    defer { visits.deallocate() }
    for _ in 0..<200 {
      visits.initialize(repeating: 0, count: max(count, 1))
      parallelFor(count, grain: grain) { range in for index in range { visits[index] += 1 } }
      #expect((0..<count).allSatisfy { visits[$0] == 1 })
    }
  }

  @Test func piecesHoldAtLeastTheGrainAndDependOnNothingElse() {
    func pieces() -> [Range<Int>] {
      let found = Mutex<[Range<Int>]>([])
      parallelFor(1000, grain: 300) { range in found.withLock { $0.append(range) } }
      return found.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
    }
    let first = pieces()
    #expect(first.dropLast().allSatisfy { $0.count >= 300 })
    for _ in 0..<100 { #expect(pieces() == first) }
  }

  @Test func nestedCallsRunOnTheirCaller() {
    let total = Atomic<Int>(0)
    parallelFor(8, grain: 1) { outer in
      for _ in outer { parallelFor(8, grain: 1) { total.wrappingAdd($0.count, ordering: .relaxed) } }
    }
    #expect(total.load(ordering: .relaxed) == 64)
  }

  @Test func theNumberOfThreadsIsHeldWithinReason() {
    let before = numThreads
    defer { numThreads = before }
    numThreads = -3
    #expect(numThreads == 1)
    numThreads = 3
    #expect(numThreads == 3)
  }

  /// The sums of a convolution's weight gradient are made in fixed runs of images.
  @Test func gradientsDoNotDependOnTheNumberOfThreads() throws {
    let before = numThreads
    defer { numThreads = before }
    func gradient() throws -> [Double] {
      let generator = Generator(seed: 1)
      let x = try Tensor.rand([37, 3, 9, 9], generator: generator)
      let weight = try Tensor.rand([8, 3, 3, 3], generator: generator).setRequiresGrad()
      try x.conv2d(weight, padding: .size(1)).pow(2).sum().backward()
      return try #require(weight.grad).doubles()
    }
    numThreads = 1
    let alone = try gradient()
    numThreads = 4
    #expect(try gradient() == alone)
  }
}
}
