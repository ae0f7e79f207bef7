/// `x[…]` and `x[…] = value`, in every mix that PyTorch takes.
///
/// First the parts that give views: integers, slices, `None`, `...`. What index tensors are left are one `Selection`
/// on that view. Reading copies then; writing goes through to the memory.
extension Tensor {
  /// `x[indices]`: a view where no index tensor takes part.
  public func index(_ indices: [Index]) throws -> Tensor {
    let (view, selection) = try resolved(indices)
    guard let selection else { return view === self ? self.view(layout, .alias) : view }
    return try view.taking(selection)
  }

  /// `x[indices] = value`.
  public func setIndex(_ indices: [Index], _ value: some Operand) throws {
    let (view, selection) = try resolved(indices)
    let source = value.operand.asTensor(dtype)
    guard let selection else {
      if case .scalar(let number) = value.operand {
        try view.fillInPlace(number)
      } else {
        try view.copyInPlace(source.withoutLeadingOnes(beyond: view.rank))
      }
      return
    }
    let target = try selection.result(of: view.shape)
    let chosen = indices.compactMap { part -> Tensor? in
      if case .tensor(let tensor) = part, tensor.rank > 0 { return tensor }
      return nil
    }
    let isMask = chosen.count == 1 && (chosen[0].dtype == .bool || chosen[0].dtype == .uint8)
    if case .tensor(let given) = value.operand, given.dtype != dtype, !(isMask && given.rank == 0) {
      throw TensorError.runtime(
        "Index put requires the source and destination dtypes match, got \(dtype.scalarTypeName) for the destination and "
          + "\(given.dtype.scalarTypeName) for the source.", fix: "`.to(torch.\(dtype.name))` the value first")
    }
    let trimmed = try source.withoutLeadingOnes(beyond: target.count)
    guard target.isBroadcast(of: trimmed.shape) else {
      throw TensorError.setItem(value: trimmed.shape, target: target)
    }
    let converted = try trimmed.to(dtype)
    // PyTorch fills where one number goes to one mask or one list of positions.
    var name: String?
    if case .scalar = value.operand, chosen.count == 1 {
      name = isMask ? "MaskedFillBackward0" : chosen[0].rank == 1 ? "IndexFillBackward0" : nil
    }
    try view.modify([converted]) { old in
      let result = try old.putting(converted, at: selection, adds: false)
      return name.map { result.named($0) } ?? result
    } direct: {
      try view.put(converted, at: selection, adds: false)
    }
  }

  /// `index_put_(indices, values, accumulate)`.
  public func indexPutInPlace(_ indices: [Index], _ value: Tensor, accumulate: Bool = false) throws {
    guard accumulate else { return try setIndex(indices, value) }
    let (view, selection) = try resolved(indices)
    guard let selection else {
      try view.addInPlace(value)
      return
    }
    try view.modify([value]) { old in
      try old.putting(value, at: selection, adds: true)
    } direct: {
      try view.put(value, at: selection, adds: true)
    }
  }

  /// A value may have more dimensions than what it is stored into when they are of size 1.
  private func withoutLeadingOnes(beyond rank: Int) throws -> Tensor {
    var target = shape
    while target.count > rank, target.first == 1 { target.remove(at: 0) }
    return target == shape ? self : try view(target)
  }

  /// The view that the plain parts give, and what index tensors choose in it.
  private func resolved(_ indices: [Index]) throws -> (Tensor, Selection?) {
    let taken = try indices.reduce(0) { $0 + (try $1.dimensionsTaken) }
    guard taken <= rank else {
      if rank == 0, case .int? = indices.first { throw TensorError.indexOfScalar }
      throw TensorError.tooManyIndices(rank: rank)
    }
    var view = self
    var dim = 0
    var source = 0
    var tensors: [(dim: Int, tensor: Tensor)] = []
    // As the program counts dimensions, for errors.
    var named: [Int] = []
    for (number, part) in indices.enumerated() {
      switch part {
      case .int(let position):
        let size = view.shape[dim]
        guard position >= -size, position < size else {
          throw TensorError.indexOutOfBounds(position, dimension: number, size: size)
        }
        view = try view.select(dim, position)
        source += 1
      case .slice(let start, let stop, let step):
        let step = step ?? 1
        guard step > 0 else { throw TensorError.sliceStep(step) }
        if start != nil || stop != nil || step != 1 {
          let sliced = try view.slice(dim, start: start, end: stop, step: step)
          if sliced.layout != view.layout { view = sliced }
        }
        dim += 1
        source += 1
      case .newAxis:
        view = try view.unsqueeze(dim)
        dim += 1
      case .ellipsis:
        let behind = try indices[(number + 1)...].reduce(0) { $0 + (try $1.dimensionsTaken) }
        let skipped = Swift.max(0, rank - source - behind)
        dim += skipped
        source += skipped
      case .bool(let isSet):
        view = try view.unsqueeze(dim)
        tensors.append((dim, Tensor(isSet ? [0] : [Int]())))
        dim += 1
      case .tensor(let tensor):
        if tensor.rank == 0, tensor.dtype.isInteger, tensor.dtype != .uint8 {
          let position = try tensor.item().int
          let size = view.shape[dim]
          guard position >= -size, position < size else {
            throw TensorError.indexOutOfBounds(position, dimension: number, size: size)
          }
          view = try view.select(dim, position)
          source += 1
        } else if tensor.dtype == .bool || tensor.dtype == .uint8 {
          if tensor.rank == 0 {
            view = try view.unsqueeze(dim)
            tensors.append((dim, Tensor(try tensor.item().bool ? [0] : [Int]())))
            dim += 1
          } else {
            for axis in 0..<tensor.rank where tensor.shape[axis] != view.shape[dim + axis] {
              throw TensorError.maskShape(mask: tensor.shape, at: axis, indexed: view.shape, dimension: dim + axis)
            }
            for positions in tensor.nonzeroPositions() {
              tensors.append((dim, positions))
              dim += 1
              source += 1
            }
          }
        } else {
          guard tensor.dtype.isInteger else { throw TensorError.indexType }
          tensors.append((dim, tensor))
          named.append(source)
          dim += 1
          source += 1
        }
      }
    }
    if tensors.isEmpty { return (view, nil) }
    return (view, try Selection(tensors, in: view.shape, named: named.count == tensors.count ? named : nil))
  }
}

extension Index {
  /// How many of the tensor's dimensions this part stands for.
  fileprivate var dimensionsTaken: Int {
    get throws {
      switch self {
      case .int, .slice: return 1
      case .newAxis, .ellipsis, .bool: return 0
      case .tensor(let tensor):
        switch tensor.dtype {
        case .bool, .uint8: return tensor.rank
        case .int64, .int32, .int16, .int8: return 1
        case .float32, .float64, .float16, .bfloat16: throw TensorError.indexType
        }
      }
    }
  }
}
