import CKernels

/// A pair of numbers for height and width, one number standing for both.
public struct Pair: Hashable, Sendable, ExpressibleByIntegerLiteral {
  public var height, width: Int

  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  public init(_ both: Int) { self.init(both, both) }
  public init(integerLiteral value: Int) { self.init(value) }

  public var isSquare: Bool { height == width }
  var least: Int { min(height, width) }
  /// `(3, 3)`
  public var description: String { "(\(height), \(width))" }
}

/// How far a convolution's window reaches over the edges.
public enum ConvolutionPadding: Hashable, Sendable {
  case size(Pair)
  /// As much as keeps height and width, with stride 1.
  case same
  /// None.
  case valid
}

/// A window's measures, before it meets an image.
struct Window2D {
  var kernel: Pair
  var stride: Pair
  var padding: Pair = 0
  var dilation: Pair = 1

  /// Sizes from a program may be anything; beyond this nothing that fits in memory can be meant.
  static let mostSize = 1 << 31

  func over(channels: Int, height: Int, width: Int, outputHeight: Int, outputWidth: Int) -> nabla_window {
    nabla_window(
      channels: channels, height: height, width: width, kernelHeight: kernel.height, kernelWidth: kernel.width,
      strideHeight: stride.height, strideWidth: stride.width, padHeight: padding.height, padWidth: padding.width,
      dilationHeight: dilation.height, dilationWidth: dilation.width, outputHeight: outputHeight,
      outputWidth: outputWidth)
  }

  /// Whether every number is small enough that sums and products below cannot overflow.
  var isReasonable: Bool {
    [kernel, stride, padding, dilation].allSatisfy { $0.height < Window2D.mostSize && $0.width < Window2D.mostSize }
  }

  /// Places of the window along a side of `size`: `(size + 2·padding − dilation·(kernel − 1) − 1) / stride + 1`.
  static func places(
    _ size: Int, kernel: Int, stride: Int, padding: Int, dilation: Int, ceiling: Bool = false
  ) -> Int {
    let room = size + 2 * padding - dilation * (kernel - 1) - 1
    guard ceiling else { return floorDivide(room, stride) + 1 }
    var count = floorDivide(room + stride - 1, stride) + 1
    // The last window must start inside the image or its left padding.
    if (count - 1) * stride >= size + padding { count -= 1 }
    return count
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }
}
