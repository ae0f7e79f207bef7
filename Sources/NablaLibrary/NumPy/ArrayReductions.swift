import NablaTensor
import NablaVM

/// `a.sum(axis)` and `numpy.sum(a, axis)`: one declaration for both.
enum ArrayReductions {
  private typealias Body = (Tensor, [Int]?) throws -> Tensor

  static let all: [Native] =
    [
      fold("sum", "The sum of the elements.") { x, axes in try ArrayReduction.sum(totalled(x), axes) },
      fold("prod", "The product of the elements.") { x, axes in
        var result = try totalled(x)
        for axis in axes ?? Array(0..<x.rank) { result = try result.prod(dim: axis, keepdim: true) }
        return result
      },
      fold("mean", "The mean of the elements.") { x, axes in try ArrayReduction.mean(x, axes) },
      extreme("max", "maximum") { x, axes in try x.amax(dim: axes, keepdim: true) },
      extreme("min", "minimum") { x, axes in try x.amin(dim: axes, keepdim: true) },
      fold("any", "Whether any element is true.") { x, axes in try counted(x, axes, isAll: false) },
      fold("all", "Whether all elements are true.") { x, axes in try counted(x, axes, isAll: true) },
      spread("std", "The standard deviation of the elements.") { try $0.sqrt() },
      spread("var", "The variance of the elements.") { $0 },
      position("argmax") { x, axis in try x.argmax(dim: axis) },
      position("argmin") { x, axis in try x.argmin(dim: axis) },
    ]

  /// Sums of small whole numbers are of 64 bits.
  private static func totalled(_ x: Tensor) throws -> Tensor { x.dtype.isFloat ? x : try x.to(.int64) }

  private static func counted(_ x: Tensor, _ axes: [Int]?, isAll: Bool) throws -> Tensor {
    var result = try x.ne(0)
    for axis in axes ?? Array(0..<x.rank) {
      result = isAll ? try result.all(dim: [axis], keepdim: true) : try result.any(dim: [axis], keepdim: true)
    }
    return result
  }

  private static func finish(_ result: Tensor, _ axes: [Int]?, keeps: Bool, out: Value) throws -> Value {
    let made = try keeps ? result : ArrayReduction.dropped(result, axes)
    guard let target = out.as(ArrayObject.self) else { return ArrayObject.result(made) }
    try target.tensor.detach().copyInPlace(made)
    return out
  }

  private static func fold(_ name: String, _ summary: String, _ body: @escaping Body) -> Native {
    Native(name, "(self, axis=None, dtype=None, out=None, keepdims=False)", summary) { a, vm in
      try TensorErrors.translate {
        var x = try ArrayMaking.tensor(a[0], nil, vm)
        if let dtype = try NumPyTypes.optional(a[2]) { x = try x.to(dtype) }
        let axes = try ArrayReduction.axes(a[1], x.rank, vm)
        let isHalf = x.dtype.isHalf
        let result = try body(isHalf ? x.to(.float32) : x, axes)
        return try finish(isHalf && result.dtype == .float32 ? result.to(.float16) : result, axes, keeps: a.bool(4, vm), out: a[3])
      }
    }
  }

  private static func extreme(_ name: String, _ word: String, _ body: @escaping Body) -> Native {
    Native(name, "(self, axis=None, out=None, keepdims=False)", "The \(word) of the elements.") { a, vm in
      try TensorErrors.translate {
        let x = try ArrayMaking.tensor(a[0], nil, vm)
        let axes = try ArrayReduction.axes(a[1], x.rank, vm)
        guard !(axes ?? Array(0..<x.rank)).contains(where: { x.shape[$0] == 0 }) else {
          throw Raised(.valueError, "zero-size array to reduction operation \(word) which has no identity")
        }
        let result = axes?.isEmpty == true || x.rank == 0 ? x : try body(x, axes)
        return try finish(result, axes, keeps: a.bool(3, vm), out: a[2])
      }
    }
  }

  private static func spread(_ name: String, _ summary: String, _ body: @escaping (Tensor) throws -> Tensor) -> Native {
    Native(name, "(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, correction=None)", summary) { a, vm in
      try TensorErrors.translate {
        var x = try ArrayMaking.tensor(a[0], nil, vm)
        if let dtype = try NumPyTypes.optional(a[2]) { x = try x.to(dtype) }
        let axes = try ArrayReduction.axes(a[1], x.rank, vm)
        let ddof = try a.optionalDouble(6, vm) ?? a.double(4, vm)
        let result = try body(ArrayReduction.variance(x, axes, correction: ddof))
        return try finish(result, axes, keeps: a.bool(5, vm), out: a[3])
      }
    }
  }

  private static func position(_ name: String, _ body: @escaping (Tensor, Int?) throws -> Tensor) -> Native {
    Native(name, "(self, axis=None, out=None, *, keepdims=False)", "Where the extreme element is.") { a, vm in
      try TensorErrors.translate {
        let x = try ArrayMaking.tensor(a[0], nil, vm)
        let axis = try a.optionalInt(1, vm).map { try ArrayReduction.axis($0, x.rank) }
        guard axis.map({ x.shape[$0] }) ?? x.elementCount > 0 else {
          throw Raised(.valueError, "attempt to get \(name) of an empty sequence")
        }
        let found = try body(x, axis)
        guard try a.bool(3, vm) else { return ArrayObject.result(found) }
        return ArrayObject.value(
          try axis.map { try found.unsqueeze($0) } ?? found.reshape(Shape(repeating: 1, count: x.rank)))
      }
    }
  }
}
