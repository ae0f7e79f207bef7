import CKernels

/// One optimiser step of one parameter: a pass over parameter, gradient and state, in PyTorch's order of operations.
///
/// For layers' libraries above; checks what a program can get wrong, writes in place and counts the write.
public enum OptimizerKernels {
  /// - Parameter buffer: the momentum buffer, nil without momentum; `isFirst` starts it as the gradient itself.
  public static func sgd(
    _ parameter: Tensor, gradient: Tensor, buffer: Tensor?, lr: Double, momentum: Double, dampening: Double,
    weightDecay: Double, nesterov: Bool, maximize: Bool, isFirst: Bool
  ) throws {
    if parameter.dtype.isHalf {
      return try halfStep(
        parameter, gradient, [buffer],
        sgdOfHalf(
          lr: lr, momentum: momentum, dampening: dampening, weightDecay: weightDecay, nesterov: nesterov,
          maximize: maximize, isFirst: isFirst))
    }
    try step(parameter, gradient, [buffer]) { real, param, grad, state, count in
      nabla_sgd(
        real, param, grad, state[0], count, lr, momentum, 1 - dampening, weightDecay, nesterov ? 1 : 0,
        maximize ? 1 : 0, isFirst ? 1 : 0)
    }
  }

  /// - Parameters:
  ///   - maxAverage: the largest average of squares so far, for `amsgrad`.
  ///   - count: how many steps this one makes, from 1.
  ///   - decoupled: whether weight decay shrinks the parameter itself (AdamW) or joins the gradient (Adam).
  public static func adam(
    _ parameter: Tensor, gradient: Tensor, average: Tensor, squareAverage: Tensor, maxAverage: Tensor?, count: Double,
    lr: Double, beta1: Double, beta2: Double, eps: Double, weightDecay: Double, decoupled: Bool, maximize: Bool
  ) throws {
    let correction1 = 1 - power(beta1, count)
    let correction2 = (1 - power(beta2, count)).squareRoot()
    let decay = decoupled && weightDecay != 0 ? 1 - lr * weightDecay : 1
    if parameter.dtype.isHalf {
      return try halfStep(
        parameter, gradient, [average, squareAverage, maxAverage],
        adamOfHalf(
          stepSize: lr / correction1, correction2: correction2, beta1: beta1, beta2: beta2, eps: eps,
          weightDecay: decoupled ? 0 : weightDecay, decay: decay, keepsMax: maxAverage != nil, maximize: maximize))
    }
    try step(parameter, gradient, [average, squareAverage, maxAverage]) { real, param, grad, state, elements in
      nabla_adam(
        real, param, grad, state[0], state[1], state[2], elements, lr / correction1, 1 - beta1, beta2, 1 - beta2,
        correction2, eps, decoupled ? 0 : weightDecay, decay, maximize ? 1 : 0)
    }
  }

  public static func rmsprop(
    _ parameter: Tensor, gradient: Tensor, squareAverage: Tensor, gradientAverage: Tensor?, buffer: Tensor?,
    lr: Double, alpha: Double, eps: Double, weightDecay: Double, momentum: Double, maximize: Bool
  ) throws {
    if parameter.dtype.isHalf {
      return try halfStep(
        parameter, gradient, [squareAverage, gradientAverage, buffer],
        rmspropOfHalf(
          lr: lr, alpha: alpha, eps: eps, weightDecay: weightDecay, momentum: momentum, centered: gradientAverage != nil,
          maximize: maximize))
    }
    try step(parameter, gradient, [squareAverage, gradientAverage, buffer]) { real, param, grad, state, count in
      nabla_rmsprop(
        real, param, grad, state[0], state[1], state[2], count, lr, alpha, 1 - alpha, eps, weightDecay, momentum,
        maximize ? 1 : 0)
    }
  }

  public static func adagrad(
    _ parameter: Tensor, gradient: Tensor, sum: Tensor, lr: Double, eps: Double, weightDecay: Double, maximize: Bool
  ) throws {
    if parameter.dtype.isHalf {
      return try halfStep(
        parameter, gradient, [sum], adagradOfHalf(lr: lr, eps: eps, weightDecay: weightDecay, maximize: maximize))
    }
    try step(parameter, gradient, [sum]) { real, param, grad, state, count in
      nabla_adagrad(real, param, grad, state[0], count, lr, eps, weightDecay, maximize ? 1 : 0)
    }
  }

  public static func adadelta(
    _ parameter: Tensor, gradient: Tensor, squareAverage: Tensor, deltaAverage: Tensor, lr: Double, rho: Double,
    eps: Double, weightDecay: Double, maximize: Bool
  ) throws {
    if parameter.dtype.isHalf {
      return try halfStep(
        parameter, gradient, [squareAverage, deltaAverage],
        adadeltaOfHalf(lr: lr, rho: rho, eps: eps, weightDecay: weightDecay, maximize: maximize))
    }
    try step(parameter, gradient, [squareAverage, deltaAverage]) { real, param, grad, state, count in
      nabla_adadelta(real, param, grad, state[0], state[1], count, lr, rho, 1 - rho, eps, weightDecay, maximize ? 1 : 0)
    }
  }

  /// The sum of the squares of a tensor's elements, in double precision.
  public static func sumOfSquares(_ tensor: Tensor) throws -> Double {
    let source = try GradMode.disabled { try tensor.detach().to(tensor.dtype.floating).contiguous() }
    return nabla_sum_of_squares(source.dtype.real, source.pointer, source.elementCount)
  }

  private typealias Body = (
    _ real: nabla_real, _ parameter: UnsafeMutableRawPointer, _ gradient: UnsafeRawPointer,
    _ state: [UnsafeMutableRawPointer?], _ count: Int
  ) -> Void

  private static func step(_ parameter: Tensor, _ gradient: Tensor, _ state: [Tensor?], _ body: Body) throws {
    try parameter.requireFloating("optimizer_step")
    guard parameter.dtype.isFloatingPoint else {
      throw TensorError.notImplemented(kernel: "optimizer_step", dtype: parameter.dtype)
    }
    guard gradient.dtype == parameter.dtype, gradient.shape == parameter.shape else {
      throw gradientUnlikeParameter(gradient, parameter)
    }
    for tensor in state {
      guard let tensor else { continue }
      guard tensor.dtype == parameter.dtype, tensor.elementCount == parameter.elementCount, tensor.isContiguous else {
        throw stateUnlikeParameter(tensor, parameter)
      }
    }
    try GradMode.disabled {
      let grad = try gradient.contiguous()
      // A parameter that is a view with gaps is stepped as a copy and written back.
      let target = parameter.isContiguous ? parameter : try parameter.detach().contiguous()
      let (to, from, type) = (target.pointer, UnsafeRawPointer(grad.pointer), parameter.dtype)
      let pointers = state.map { $0?.pointer }
      ElementKernel.forEachPiece(target.elementCount, type) { offset, count in
        body(type.real, to + offset, from + offset, pointers.map { $0.map { $0 + offset } }, count)
      }
      if target === parameter { parameter.storage.bumpVersion() } else { _ = try parameter.copyInPlace(target) }
      for tensor in state { tensor?.storage.bumpVersion() }
    }
  }

  static func gradientUnlikeParameter(_ gradient: Tensor, _ parameter: Tensor) -> TensorError {
    .runtime("the gradient (\(gradient.dtype.name) \(gradient.shape.tupleDescription)) is not shaped like its parameter "
      + "(\(parameter.dtype.name) \(parameter.shape.tupleDescription))")
  }

  static func stateUnlikeParameter(_ state: Tensor, _ parameter: Tensor) -> TensorError {
    .runtime("an optimizer's state (\(state.dtype.name) \(state.shape.tupleDescription)) is not shaped like its parameter "
      + "(\(parameter.dtype.name) \(parameter.shape.tupleDescription))")
  }

  /// `base^exponent` for a whole positive exponent, as C's `pow` rounds it.
  private static func power(_ base: Double, _ exponent: Double) -> Double { nabla_pow(base, exponent) }
}
