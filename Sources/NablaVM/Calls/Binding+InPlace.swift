extension Binding {
  /// A call that is right: the values move to their parameters' slots, `*args` and `**kwargs` are made of the rest, and
  /// defaults fill what was left out. `false`, and nothing moved, where the call is wrong: the general way then says
  /// how.
  ///
  /// Nothing is allocated but that tuple and that dictionary. The registers behind the arguments serve as scratch;
  /// whoever calls has reserved 64 of them.
  static func bindInPlace(
    _ signature: Signature, _ defaults: [Value]?, base: UnsafeMutablePointer<Value>, count: Int, keywords: [Name]
  ) -> Bool {
    let total = signature.names.count
    let positional = min(count, signature.positionalCount)
    guard total <= Signature.bitLimit, count == positional || signature.variadic != nil else { return false }
    let given: UInt64 = (1 << UInt64(positional)) - 1
    if keywords.isEmpty {
      guard ~given & signature.requiredMask == 0 else { return false }
      gather(signature, base, positional, count)
      if let index = signature.variadicKeywords { (base + index).set(.object(DictObject.make())) }
      fill(signature, defaults, base, given)
      return true
    }
    return withUnsafeTemporaryAllocation(of: Int8.self, capacity: keywords.count) { places in
      guard let all = place(keywords, signature, given, places), ~all & signature.requiredMask == 0 else { return false }
      move(keywords, places, signature, base, positional, count)
      fill(signature, defaults, base, all)
      return true
    }
  }

  /// Finds the parameters that the keywords name, -1 for one that goes into `**kwargs`; all that is given then, or `nil`
  /// where one has no place or its place is taken.
  private static func place(
    _ keywords: [Name], _ signature: Signature, _ given: UInt64, _ places: UnsafeMutableBufferPointer<Int8>
  ) -> UInt64? {
    var given = given
    for offset in keywords.indices {
      var candidates = signature.keywordMask
      var found = -1
      while candidates != 0 {
        let index = candidates.trailingZeroBitCount
        if signature.names[index] == keywords[offset] {
          found = index
          break
        }
        candidates &= candidates - 1
      }
      if found >= 0 {
        let bit: UInt64 = 1 << UInt64(found)
        if given & bit != 0 { return nil }
        given |= bit
      } else if signature.variadicKeywords == nil {
        return nil
      }
      places[offset] = Int8(truncatingIfNeeded: found)
    }
    return given
  }

  /// Moves keyword arguments to their places, by way of the scratch registers: a place may still hold another value.
  private static func move(
    _ keywords: [Name], _ places: UnsafeMutableBufferPointer<Int8>, _ signature: Signature,
    _ base: UnsafeMutablePointer<Value>, _ positional: Int, _ count: Int
  ) {
    let scratch = base + max(signature.names.count, count + keywords.count)
    let rest = signature.variadicKeywords.map { _ in DictObject.make() }
    var used = 0
    for offset in keywords.indices {
      let source = base + count + offset
      if places[offset] >= 0 {
        (scratch + used).take(source.takeOut())
        used += 1
      } else if let rest {
        let key = keywords[offset].string
        rest.table.insert(.object(key), hash: key.hashCode, source.moveOut())
      }
    }
    gather(signature, base, positional, count)
    used = 0
    for offset in keywords.indices where places[offset] >= 0 {
      (base + Int(places[offset])).take((scratch + used).takeOut())
      used += 1
    }
    if let index = signature.variadicKeywords, let rest { (base + index).set(.object(rest)) }
  }

  /// Makes the tuple of `*args`.
  @inline(__always) private static func gather(
    _ signature: Signature, _ base: UnsafeMutablePointer<Value>, _ positional: Int, _ count: Int
  ) {
    guard let variadic = signature.variadic else { return }
    let rest = TupleObject.make(taking: base + positional, count - positional)
    (base + variadic).set(.object(rest))
  }

  @inline(__always) private static func fill(
    _ signature: Signature, _ defaults: [Value]?, _ base: UnsafeMutablePointer<Value>, _ given: UInt64
  ) {
    let total = signature.names.count
    for index in 0..<total where given & (1 << UInt64(index)) == 0 {
      if index == signature.variadic || index == signature.variadicKeywords { continue }
      (base + index).set(defaults.map { $0[index] } ?? signature.defaultValues[index])
    }
  }
}
