import NablaTensor

/// The base of activations that may write into their input.
///
/// In place, the input's own elements become the output's, and the input the tensor that is returned, as with a tensor
/// method whose name ends in an underscore.
open class InplaceActivation: Module {
  public let inplace: Bool

  public init(inplace: Bool = false) {
    self.inplace = inplace
    super.init()
  }

  /// The activation as a new tensor.
  open func activate(_ input: Tensor) throws -> Tensor { input }

  /// What stands in the description before `inplace=True`.
  open var settings: [String] { [] }

  public override func forward(_ input: Tensor) throws -> Tensor {
    inplace ? try input.replaceInPlace { try self.activate($0) } : try activate(input)
  }

  public override var extraRepr: String {
    (settings + (inplace ? ["inplace=True"] : [])).joined(separator: ", ")
  }
}
