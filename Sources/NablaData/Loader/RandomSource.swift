/// The draws that datasets, transforms and samplers make, each as PyTorch makes it. `Generator` is one.
public protocol RandomSource: AnyObject {
  /// `torch.rand(1)`.
  func drawUniform() -> Float
  /// `torch.randint(0, bound, (1,))`.
  func drawInteger(below bound: Int) -> Int
  /// `torch.empty((), dtype=torch.int64).random_()`: what seeds another generator.
  func drawSeed() -> Int
  /// `torch.randperm(count)`.
  func drawPermutation(_ count: Int) -> [Int]
  /// `torch.multinomial(weights, samples, replacement)`.
  func drawMultinomial(_ weights: [Double], samples: Int, replacement: Bool) throws -> [Int]
  /// A generator of its own with this seed: `torch.Generator().manual_seed(seed)`.
  func fresh(seed: Int) -> RandomSource
}
