/// One part of what stands between the brackets in `x[…]`.
public enum Index {
  case int(Int)
  /// `start:stop:step`; nil where the program wrote nothing.
  case slice(Int?, Int?, Int?)
  /// `None`: a new dimension of size 1.
  case newAxis
  /// `...`: all dimensions not named otherwise.
  case ellipsis
  /// Positions (integers) or a mask (bool).
  case tensor(Tensor)
  /// `True` or `False`: a mask without dimensions.
  case bool(Bool)
}
