import NablaNN
import NablaTensor
import NablaVM

/// `torch.nn.init`: each fills its tensor without recording and gives it back.
enum InitFunctions {
  static var all: [Native] { (plain + scaled).map { $0.function() } + [gain] }

  private static func fill(
    _ name: String, _ signature: String, _ summary: String, _ body: @escaping (Call) throws -> Void
  ) -> Operation {
    Operation(name, signature, summary, .function) { c in
      try body(c)
      return c[0]
    }
  }

  private static let plain: [Operation] = [
    fill("uniform_", "(tensor, a=0.0, b=1.0, generator=None)", "Uniform numbers in [a, b).") { c in
      try GradMode.disabled { _ = try c.tensor(0).uniformInPlace(c.double(1), c.double(2), generator: c.generator(3)) }
    },
    fill("normal_", "(tensor, mean=0.0, std=1.0, generator=None)", "Normal numbers.") { c in
      try GradMode.disabled { _ = try c.tensor(0).normalInPlace(c.double(1), c.double(2), generator: c.generator(3)) }
    },
    fill("constant_", "(tensor, val)", "One number.") { c in
      try GradMode.disabled { _ = try c.tensor(0).fillInPlace(c.scalar(1)) }
    },
    fill("ones_", "(tensor)", "Ones.") { c in try GradMode.disabled { _ = try c.tensor(0).fillInPlace(1) } },
    fill("zeros_", "(tensor)", "Zeros.") { c in try GradMode.disabled { _ = try c.tensor(0).fillInPlace(0) } },
    fill("eye_", "(tensor)", "Ones on the diagonal.") { c in
      let tensor = try c.tensor(0)
      guard tensor.rank == 2 else { throw TensorError.other(.valueError, "Only tensors with 2 dimensions are supported") }
      try GradMode.disabled {
        _ = try tensor.copyInPlace(Tensor.eye(tensor.shape[0], tensor.shape[1], dtype: tensor.dtype))
      }
    },
    fill("trunc_normal_", "(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None)",
         "Normal numbers held between two limits, drawn by the inverse of their distribution.") { c in
      try truncatedNormal(c)
    },
  ]

  private static let scaled: [Operation] = [
    fill("xavier_uniform_", "(tensor, gain=1.0, generator=None)", "Uniform numbers scaled by both fans.") { c in
      _ = try Init.xavierUniform(c.tensor(0), gain: c.double(1))
    },
    fill("xavier_normal_", "(tensor, gain=1.0, generator=None)", "Normal numbers scaled by both fans.") { c in
      _ = try Init.xavierNormal(c.tensor(0), gain: c.double(1))
    },
    fill("kaiming_uniform_", "(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)",
         "Uniform numbers scaled by one fan.") { c in try kaiming(c, isUniform: true) },
    fill("kaiming_normal_", "(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)",
         "Normal numbers scaled by one fan.") { c in try kaiming(c, isUniform: false) },
  ]

  private static let gain = Native(
    "calculate_gain", "(nonlinearity, param=None)", "The gain that suits an activation."
  ) { arguments, vm in
    let name = try arguments.string(0, vm)
    let parameter = try arguments.optionalDouble(1, vm)
    return .float(try TensorErrors.translate { try Init.calculateGain(name, parameter: parameter) })
  }

  private static func kaiming(_ c: Call, isUniform: Bool) throws {
    let tensor = try c.tensor(0)
    guard let fans = try? Init.fans(tensor) else {
      throw TensorError.other(
        .valueError, "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    }
    let mode = try c.text(2)
    guard mode == "fan_in" || mode == "fan_out" else {
      throw TensorError.other(.valueError, "Mode \(mode) not supported, please use one of ['fan_in', 'fan_out']")
    }
    let fan = mode == "fan_in" ? fans.fanIn : fans.fanOut
    let gain = try Init.calculateGain(c.text(3), parameter: c.double(1))
    let deviation = gain / Double(fan).squareRoot()
    try GradMode.disabled {
      if isUniform {
        let bound = 3.0.squareRoot() * deviation
        _ = try tensor.uniformInPlace(-bound, bound, generator: c.generator(4))
      } else {
        _ = try tensor.normalInPlace(0, deviation, generator: c.generator(4))
      }
    }
  }

  /// Numbers outside are drawn anew, as PyTorch has it since 2.11: a round draws all of them.
  private static func truncatedNormal(_ c: Call) throws {
    let tensor = try c.tensor(0)
    let (mean, std) = (try c.double(1), try c.double(2))
    let (low, high) = (try c.double(3), try c.double(4))
    let generator = try c.generator(5)
    try GradMode.disabled {
      // Uniform between the distribution's values at the limits, then its inverse, then the limits once more.
      let l = normalDistribution((low - mean) / std)
      let u = normalDistribution((high - mean) / std)
      _ = try tensor.uniformInPlace(2 * l - 1, 2 * u - 1, generator: generator)
      _ = try tensor.replaceInPlace([]) { try InverseError.apply($0) }
      _ = try tensor.mulInPlace(std * 2.0.squareRoot())
      _ = try tensor.addInPlace(mean)
      _ = try tensor.clampInPlace(min: .float(low), max: .float(high))
    }
  }

  private static func normalDistribution(_ x: Double) -> Double { (1 + InverseError.errorFunction(x / 2.0.squareRoot())) / 2 }
}
