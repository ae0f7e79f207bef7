/// The arguments of one call, lying side by side on the register stack: positional ones first, then the keyword
/// arguments' values in the order of `keywords`.
///
/// A native declared with a signature never sees this raw form: its arguments are bound first, so that slot `i` holds
/// the value of its `i`-th parameter (a tuple for `*args`, a dict for `**kwargs`, the declared default where the
/// caller gave none, `.undefined` where the default is none that a literal can write).
@frozen public struct Arguments {
  public let base: UnsafeMutablePointer<Value>
  /// Positional arguments in the raw form, all parameters in the bound form.
  public let count: Int
  /// Names of the keyword arguments behind the positional ones; empty in the bound form.
  public let keywords: [Name]

  @inlinable public init(base: UnsafeMutablePointer<Value>, count: Int, keywords: [Name] = []) {
    self.base = base
    self.count = count
    self.keywords = keywords
  }

  @inlinable public subscript(index: Int) -> Value { base[index] }
}
