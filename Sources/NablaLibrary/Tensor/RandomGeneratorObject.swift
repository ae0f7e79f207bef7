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
          Native("get_state", "(self)", "The state of the stream.") { arguments, vm in
            let bytes = try arguments.receiver(RandomGeneratorObject.self, vm).generator.state()
            return try TensorErrors.translate { TensorObject.value(try Tensor(bytes.map { Int($0) }).to(.uint8)) }
          },
          Native("set_state", "(self, new_state)", "Sets the state of the stream.") { arguments, vm in
            guard let state = TensorObject.from(arguments[1])?.tensor, state.dtype == .uint8 else {
              throw Raised(.typeError, "expected a torch.ByteTensor, but got \(vm.typeName(of: arguments[1]))")
            }
            let generator = try arguments.receiver(RandomGeneratorObject.self, vm).generator
            try TensorErrors.translate {
              try generator.setState(state.integers().map { UInt8(truncatingIfNeeded: $0) })
            }
            return arguments[0]
          },
          Native("clone_state", "(self)", "A stream that continues from the same place.") { arguments, vm in
            .object(RandomGeneratorObject(try arguments.receiver(RandomGeneratorObject.self, vm).generator.copy()))
          },
          Native("initial_seed", "(self)", "The number the stream was started with.") { arguments, vm in
            .int(Int(truncatingIfNeeded: try arguments.receiver(RandomGeneratorObject.self, vm).generator.initialSeed))
          },
        ]
      },
      properties: { [NativeProperty("device") { _, _ in .object(DeviceObject.cpu) }] }))
}
