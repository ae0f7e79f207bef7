import COpenBLAS

/// Symmetric indefinite systems, by their lower triangle.
extension Float {
  static func sytrf(_ n: Int32, _ a: Pointer, _ pivots: Pivots, _ work: Pointer, _ size: Int32) -> Int32 {
    var (n, lda, size, info) = (n, Swift.max(n, 1), size, Int32(0))
    OpenBLAS.functions.ssytrf_([76], &n, a, &lda, pivots, work, &size, &info, 1)
    return info
  }

  static func sytrs(_ n: Int32, _ rhs: Int32, _ a: Pointer, _ pivots: Pivots, _ b: Pointer) -> Int32 {
    var (n, rhs, lda, info) = (n, rhs, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.ssytrs_([76], &n, &rhs, a, &lda, pivots, b, &lda, &info, 1)
    return info
  }
}

extension Double {
  static func sytrf(_ n: Int32, _ a: Pointer, _ pivots: Pivots, _ work: Pointer, _ size: Int32) -> Int32 {
    var (n, lda, size, info) = (n, Swift.max(n, 1), size, Int32(0))
    OpenBLAS.functions.dsytrf_([76], &n, a, &lda, pivots, work, &size, &info, 1)
    return info
  }

  static func sytrs(_ n: Int32, _ rhs: Int32, _ a: Pointer, _ pivots: Pivots, _ b: Pointer) -> Int32 {
    var (n, rhs, lda, info) = (n, rhs, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.dsytrs_([76], &n, &rhs, a, &lda, pivots, b, &lda, &info, 1)
    return info
  }
}
