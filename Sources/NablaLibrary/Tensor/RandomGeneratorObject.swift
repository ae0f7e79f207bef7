import NablaTensor
import NablaVM

/// `torch.Generator`.
final class RandomGeneratorObject: Object {
  let generator: Generator

  init(_ generator: Generator) {
    self.generator = generator
    super.init(type: RandomGeneratorObject.generatorType)
  }

  /// The generator that random functions use when they are given none: `torch.default_generator`.
  static let standard = RandomGeneratorObject(Generator.global)

  override func repr(_ vm: Interpreter) throws -> String { "<torch._C.Generator object at \(vm.address(of: self))>" }

  static let generatorType = TypeObject(
    NativeType(
      "Generator", module: "torch._C", summary: "A stream of random numbers.",
      new: Native("__new__", "(cls, device='cpu')", "A new stream with the default seed.") { arguments, vm in
        try DeviceObject.check(arguments[1], vm)
        return .object(RandomGeneratorObject(Generator()))
      },
      methods: {
        [
          Native("manual_seed", "(self, seed)", "Starts the stream that belongs to a number.") { arguments, vm in
            let object = try arguments.receiver(RandomGeneratorObject.self, vm)
            object.generator.manualSeed(try arguments.int(1, vm))
            return arguments[0]
          },
          Native("seed", "(self)", "Starts a stream nobody can foresee.") { arguments, vm in
            let object = try arguments.receiver(RandomGeneratorObject.self, vm)
            let seed = UInt64.random(in: 0...UInt64(Int64.max))
            object.generator.manualSeed(Int(truncatingIfNeeded: seed))
            return .int(Int(seed))
          },
          Native("initial_seed", "(self)", "The number the stream was started with.") { arguments, vm in
            .int(Int(truncatingIfNeeded: try arguments.receiver(RandomGeneratorObject.self, vm).generator.initialSeed))
          },
        ]
      },
      properties: { [NativeProperty("device") { _, _ in .object(DeviceObject.cpu) }] }))
}
