import Glibc
import NablaData
import NablaTensor
import Testing

@Suite struct LoaderTests {
  /// Two epochs with a draw of the program's own after each batch, as the recording script has it.
  private func order(_ plan: BatchPlan, seed: UInt64 = 0) throws -> [Int] {
    let global = Generator(seed: seed)
    var seen: [Int] = []
    for _ in 0..<2 {
      let epoch = plan.makeEpoch(global: global)
      while let batch = try epoch.next() {
        seen += batch
        seen.append(global.drawInteger(below: 1000))
      }
    }
    return seen
  }

  private static func plans() throws -> [(String, BatchPlan)] {
    let own = Generator(seed: 5)
    return [
      ("sequential", try BatchPlan(sampler: .sequential(count: 10), batchSize: 4)),
      ("shuffle", try BatchPlan(sampler: .random(count: 10), batchSize: 4)),
      ("shuffle_exact", try BatchPlan(sampler: .random(count: 10), batchSize: 5)),
      ("shuffle_drop", try BatchPlan(sampler: .random(count: 10), batchSize: 4, dropLast: true)),
      ("own_generator", try BatchPlan(sampler: .random(count: 10, generator: own), batchSize: 5, generator: own)),
      ("replacement", try BatchPlan(sampler: .random(count: 10, replacement: true, samples: 70), batchSize: 16)),
      ("more", try BatchPlan(sampler: .random(count: 10, samples: 25), batchSize: 8)),
      ("subset", try BatchPlan(sampler: .subset([1, 3, 5, 7]), batchSize: 2)),
      ("weighted", try BatchPlan(sampler: .weighted([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], samples: 6), batchSize: 4)),
      (
        "weighted_once",
        try BatchPlan(sampler: .weighted([0.9, 0.4, 0.05, 0.2, 0.3, 0.1], samples: 5, replacement: false), batchSize: 4)
      ),
    ]
  }

  @Test(arguments: 0..<10) func ordersAndDrawsAreThoseOfPyTorch(_ index: Int) throws {
    let (key, plan) = try Self.plans()[index]
    #expect(try order(plan) == Recorded.values(key), "\(key)")
  }

  @Test func aLargeShuffleIsPyTorchs() throws {
    let global = Generator(seed: 0)
    let epoch = try BatchPlan(sampler: .random(count: 60000), batchSize: 6000).makeEpoch(global: global)
    var all: [Int] = []
    while let batch = try epoch.next() { all += batch }
    #expect(stride(from: 0, to: 60000, by: 997).map { all[$0] } == (try Recorded.values("shuffle_60000")))
  }

  @Test func splitsAreThoseOfPyTorch() throws {
    let parts = try RandomSplit.indices(count: 10, lengths: [3, 7], random: Generator(seed: 1))
    #expect(parts.flatMap { $0 } == (try Recorded.values("split")))
    let shares = try RandomSplit.indices(count: 10, lengths: [0.3, 0.3, 0.4], random: Generator(seed: 42))
    #expect(shares.flatMap { $0 + [-1] } == (try Recorded.values("split_fractions")))
    #expect { try RandomSplit.indices(count: 10, lengths: [3, 6], random: Generator()) } throws: {
      "\($0)".hasPrefix("Sum of input lengths does not equal the length of the input dataset!")
    }
    #expect(throws: DataError.self) { try RandomSplit.indices(count: 10, lengths: [1e300, -1e300, 10], random: Generator()) }
    #expect(throws: DataError.self) { try RandomSplit.indices(count: 10, lengths: [.nan], random: Generator()) }
  }

  @Test func wrongSizesAreRefusedInPyTorchsWords() {
    #expect { try BatchPlan(sampler: .sequential(count: 3), batchSize: 0) } throws: {
      "\($0)" == "batch_size should be a positive integer value, but got batch_size=0"
    }
    #expect { try BatchPlan(sampler: .random(count: 0)) } throws: {
      "\($0)".hasPrefix("num_samples should be a positive integer value, but got num_samples=0")
    }
  }

  @Test func lengthsCountTheLastBatchUnlessItIsDropped() throws {
    #expect(try BatchPlan(sampler: .sequential(count: 10), batchSize: 4).batchCount == 3)
    #expect(try BatchPlan(sampler: .sequential(count: 10), batchSize: 4, dropLast: true).batchCount == 2)
    #expect(try BatchPlan(sampler: .sequential(count: 0), batchSize: 4).batchCount == 0)
  }

  private func rolled() throws -> ImageDataset {
    // Rolled down by 0 to 4 rows, as numpy.roll does.
    let row = 36
    var bytes: [UInt8] = []
    for shift in 0..<5 {
      let cut = gradient.pixels.count - shift * row
      bytes += gradient.pixels[cut...] + gradient.pixels[..<cut]
    }
    let data = try #require(NumericArray(type: .uint8, shape: [5, 9, 12, 3], bytes: bytes)).tensor()
    return try ImageDataset(name: "Rolled", root: ".", isTraining: true, classes: [], data: data, targets: [5, 6, 7, 8, 9])
  }

  @Test func theOnePassBatchHasTheBitsOfTorchvision() throws {
    let dataset = try rolled()
    let steps: [Transform] = [
      try RandomCrop(height: 9, width: 9, padding: [1]), RandomFlip(), ToTensor(), try Normalize(mean: [0.5], std: [0.25]),
    ]
    dataset.transform = Compose(steps)
    let batch = try dataset.batch([4, 0, 2], random: Generator(seed: 11))
    #expect(batch[0].shape == [3, 3, 9, 9] && batch[1].integers() == [9, 5, 7])
    #expect(bits(batch[0]) == (try Recorded.values("batch")))
    // Sample by sample, through every step: the same.
    let random = Generator(seed: 11)
    var single: [Int] = []
    for index in [4, 0, 2] {
      if case .tensor(let tensor) = try dataset.sample(at: index, random: random).0 { single += bits(tensor) }
    }
    #expect(single == (try Recorded.values("batch")))
  }

  @Test func aChainWithOtherStepsGoesSampleBySample() throws {
    let dataset = try rolled()
    dataset.transform = Compose([try Grayscale(), try Resize([4, 4]), ToTensor()])
    let batch = try dataset.batch([0, -1], random: Generator(seed: 0))
    #expect(batch[0].shape == [2, 1, 4, 4])
    dataset.transform = nil
    #expect { try dataset.batch([0], random: Generator(seed: 0)) } throws: { "\($0)".contains("transforms.ToTensor()") }
    #expect { try dataset.batch([5], random: Generator(seed: 0)) } throws: {
      "\($0)" == "index 5 is out of bounds for dimension 0 with size 5"
    }
  }

  @Test func datasetsOfTensorsSubsetsAndJoinsGiveRows() throws {
    let x = try Tensor([0, 1, 2, 3, 4, 5, 6, 7].map(Float.init)).view([4, 2])
    let y = Tensor([10, 11, 12, 13])
    let pairs = try TensorDataset([x, y])
    let random = Generator(seed: 0)
    let batch = try pairs.batch([3, 0, -2], random: random)
    #expect(batch[0].doubles() == [6, 7, 0, 1, 4, 5] && batch[1].integers() == [13, 10, 12])
    let part = Subset(pairs, indices: [2, 1])
    #expect(try part.batch([1, 0], random: random)[1].integers() == [11, 12])
    let joined = try ConcatDataset([part, pairs])
    #expect(joined.count == 6)
    #expect(try joined.batch([0, 2, -1], random: random)[1].integers() == [12, 10, 13])
    #expect(throws: DataError.self) { try joined.batch([6], random: random) }
    #expect(throws: DataError.self) { try part.batch([2], random: random) }
    #expect { try TensorDataset([x, Tensor([1])]) } throws: { "\($0)".hasPrefix("Size mismatch between tensors") }
  }

  @Test func anEpochOfFashionMNISTTakesAFractionOfASecondOfOneCore() throws {
    guard FileBytes.exists("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz") else {
      print("skipped: dataset-fashion-mnist is not installed")
      return
    }
    let scratch = Scratch()
    let dataset = try IDXDataset.fashionMNIST.load(root: scratch.path, train: true)
    dataset.transform = Compose([ToTensor(), try Normalize(mean: [0.2860], std: [0.3530])])
    let plan = try BatchPlan(sampler: .random(count: dataset.count), batchSize: 64)
    var start = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
    let random = Generator(seed: 0)
    let epoch = plan.makeEpoch(global: random)
    var batches = 0
    while let indices = try epoch.next() {
      let batch = try dataset.batch(indices, random: random)
      batches += 1
      if batches == 938 { #expect(batch[0].shape == [32, 1, 28, 28]) }
    }
    var end = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
    let seconds = Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
    print("an epoch of Fashion-MNIST: \(batches) batches in \(seconds) s")
    #expect(batches == 938 && dataset.classes[9] == "Ankle boot")
    #expect(seconds < 0.3)
  }
}
