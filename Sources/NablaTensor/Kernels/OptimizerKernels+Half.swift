import Glibc

/// Optimiser steps of parameters of half precision. PyTorch makes them of tensor operations, each of which computes in
/// float32 and rounds what it stores: so do these, element by element.
extension OptimizerKernels {
  /// What a step keeps for an element, in the order of the state's tensors.
  typealias HalfState = (Float, Float, Float)
  typealias HalfBody = (_ parameter: inout Float, _ gradient: Float, _ state: inout HalfState) -> Void

  /// - Parameter body: made for the rounding of the parameter's type.
  static func halfStep(
    _ parameter: Tensor, _ gradient: Tensor, _ state: [Tensor?], _ make: (@escaping (Float) -> Float) -> HalfBody
  ) throws {
    guard gradient.dtype == parameter.dtype, gradient.shape == parameter.shape else {
      throw gradientUnlikeParameter(gradient, parameter)
    }
    let isBrain = parameter.dtype == .bfloat16
    let type = parameter.dtype
    let body = make { value in
      HalfPrecision.float(isBrain ? HalfPrecision.bfloat16(value) : HalfPrecision.float16(value), type)
    }
    try GradMode.disabled {
      let values = try parameter.detach().to(.float32).contiguous()
      let slopes = try gradient.to(.float32).contiguous()
      let kept = try state.map { tensor -> Tensor? in
        guard let tensor else { return nil }
        guard tensor.elementCount == parameter.elementCount else { throw stateUnlikeParameter(tensor, parameter) }
        return try tensor.detach().to(.float32).contiguous()
      }
      let p = values.pointer.assumingMemoryBound(to: Float.self)
      let g = slopes.pointer.assumingMemoryBound(to: Float.self)
      let s = (0..<3).map { $0 < kept.count ? kept[$0]?.pointer.assumingMemoryBound(to: Float.self) : nil }
      for index in 0..<parameter.elementCount {
        var each: HalfState = (s[0]?[index] ?? 0, s[1]?[index] ?? 0, s[2]?[index] ?? 0)
        body(&p[index], g[index], &each)
        s[0]?[index] = each.0
        s[1]?[index] = each.1
        s[2]?[index] = each.2
      }
      _ = try parameter.copyInPlace(values)
      for (tensor, new) in zip(state, kept) {
        if let tensor, let new { _ = try tensor.copyInPlace(new) }
      }
    }
  }

  static func sgdOfHalf(
    lr: Double, momentum: Double, dampening: Double, weightDecay: Double, nesterov: Bool, maximize: Bool, isFirst: Bool
  ) -> (@escaping (Float) -> Float) -> HalfBody {
    { r in
      { p, gradient, s in
        var g = maximize ? -gradient : gradient
        if weightDecay != 0 { g = add(g, p, weightDecay, r) }
        if momentum != 0 {
          s.0 = isFirst ? g : add(r(s.0 * Float(momentum)), g, 1 - dampening, r)
          g = nesterov ? add(g, s.0, momentum, r) : s.0
        }
        p = add(p, g, -lr, r)
      }
    }
  }

  /// `decay` is what AdamW multiplies the parameter by.
  static func adamOfHalf(
    stepSize: Double, correction2: Double, beta1: Double, beta2: Double, eps: Double, weightDecay: Double, decay: Double,
    keepsMax: Bool, maximize: Bool
  ) -> (@escaping (Float) -> Float) -> HalfBody {
    { r in
      { p, gradient, s in
        var g = maximize ? -gradient : gradient
        if decay != 1 { p = r(p * Float(decay)) }
        if weightDecay != 0 { g = add(g, p, weightDecay, r) }
        s.0 = r(lerp(s.0, g, Float(1 - beta1)))
        s.1 = r(r(s.1 * Float(beta2)) + Float(1 - beta2) * g * g)
        if keepsMax { s.2 = max(s.2, s.1) }
        let root = r((keepsMax ? s.2 : s.1).squareRoot())
        let size = r(r(root / Float(correction2)) + Float(eps))
        p = r(p - Float(stepSize) * s.0 / size)
      }
    }
  }

  static func rmspropOfHalf(
    lr: Double, alpha: Double, eps: Double, weightDecay: Double, momentum: Double, centered: Bool, maximize: Bool
  ) -> (@escaping (Float) -> Float) -> HalfBody {
    { r in
      { p, gradient, s in
        var g = maximize ? -gradient : gradient
        if weightDecay != 0 { g = add(g, p, weightDecay, r) }
        s.0 = r(r(s.0 * Float(alpha)) + Float(1 - alpha) * g * g)
        var size = s.0
        if centered {
          s.1 = r(lerp(s.1, g, Float(1 - alpha)))
          size = r(s.0 - s.1 * s.1)
        }
        size = r(r(size.squareRoot()) + Float(eps))
        if momentum > 0 {
          s.2 = r(r(s.2 * Float(momentum)) + g / size)
          p = add(p, s.2, -lr, r)
        } else {
          p = r(p - Float(lr) * g / size)
        }
      }
    }
  }

  static func adagradOfHalf(
    lr: Double, eps: Double, weightDecay: Double, maximize: Bool
  ) -> (@escaping (Float) -> Float) -> HalfBody {
    { r in
      { p, gradient, s in
        var g = maximize ? -gradient : gradient
        if weightDecay != 0 { g = add(g, p, weightDecay, r) }
        s.0 = r(s.0 + g * g)
        p = r(p - Float(lr) * g / r(r(s.0.squareRoot()) + Float(eps)))
      }
    }
  }

  static func adadeltaOfHalf(
    lr: Double, rho: Double, eps: Double, weightDecay: Double, maximize: Bool
  ) -> (@escaping (Float) -> Float) -> HalfBody {
    { r in
      { p, gradient, s in
        var g = maximize ? -gradient : gradient
        if weightDecay != 0 { g = add(g, p, weightDecay, r) }
        s.0 = r(r(s.0 * Float(rho)) + Float(1 - rho) * g * g)
        let size = r(r(s.0 + Float(eps)).squareRoot())
        let before = r(r(s.1 + Float(eps)).squareRoot())
        let delta = r(r(before / size) * g)
        s.1 = r(r(s.1 * Float(rho)) + Float(1 - rho) * delta * delta)
        p = add(p, delta, -lr, r)
      }
    }
  }

  /// `x.add(y, alpha=factor)`: the factor is rounded, and so is its product.
  private static func add(_ x: Float, _ y: Float, _ factor: Double, _ r: (Float) -> Float) -> Float {
    r(x + (factor == 1 ? y : r(r(Float(factor)) * y)))
  }

  private static func lerp(_ start: Float, _ end: Float, _ weight: Float) -> Float {
    weight < 0.5 ? start + weight * (end - start) : end - (end - start) * (1 - weight)
  }
}
