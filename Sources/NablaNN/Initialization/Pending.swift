import NablaTensor
extension Tensor {
  @discardableResult func uniformInPlace(_ a: Double, _ b: Double) throws -> Tensor { self }
  @discardableResult func normalInPlace(_ mean: Double, _ std: Double) throws -> Tensor { self }
}
