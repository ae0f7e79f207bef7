import COpenBLAS

/// The two types that LAPACK knows here, with the routines under one name each.
///
/// Every routine is called on one thread (see `GEMM`), with sizes that fit 32 bits: `Lapack.size` checks them.
protocol LapackReal: BinaryFloatingPoint {
  typealias Pointer = UnsafeMutablePointer<Self>
  typealias Pivots = UnsafeMutablePointer<Int32>

  static func getrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ pivots: Pivots) -> Int32
  static func getrs(_ transposed: Bool, _ n: Int32, _ rhs: Int32, _ a: Pointer, _ pivots: Pivots, _ b: Pointer) -> Int32
  static func trtrs(_ upper: Bool, _ transposed: Bool, _ unit: Bool, _ n: Int32, _ rhs: Int32, _ a: Pointer,
                    _ b: Pointer) -> Int32
  static func potrf(_ upper: Bool, _ n: Int32, _ a: Pointer) -> Int32
  static func geqrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ tau: Pointer, _ work: Pointer, _ size: Int32) -> Int32
  static func orgqr(_ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ tau: Pointer, _ work: Pointer,
                    _ size: Int32) -> Int32
  static func gesdd(_ job: Character, _ m: Int32, _ n: Int32, _ a: Pointer, _ s: Pointer, _ u: Pointer, _ ldu: Int32,
                    _ vt: Pointer, _ ldvt: Int32, _ work: Pointer, _ size: Int32, _ integers: Pivots) -> Int32
  static func syevd(_ vectors: Bool, _ upper: Bool, _ n: Int32, _ a: Pointer, _ w: Pointer, _ work: Pointer,
                    _ size: Int32, _ integers: Pivots, _ integerSize: Int32) -> Int32
  static func geev(_ vectors: Bool, _ n: Int32, _ a: Pointer, _ real: Pointer, _ imaginary: Pointer, _ right: Pointer,
                   _ work: Pointer, _ size: Int32) -> Int32
  static func gelsd(_ m: Int32, _ n: Int32, _ rhs: Int32, _ a: Pointer, _ b: Pointer, _ ldb: Int32, _ s: Pointer,
                    _ rcond: Self, _ rank: Pivots, _ work: Pointer, _ size: Int32, _ integers: Pivots) -> Int32
  static func sytrf(_ n: Int32, _ a: Pointer, _ pivots: Pivots, _ work: Pointer, _ size: Int32) -> Int32
  static func sytrs(_ n: Int32, _ rhs: Int32, _ a: Pointer, _ pivots: Pivots, _ b: Pointer) -> Int32
}

/// A character argument.
private func letter(_ character: Character) -> [CChar] { [CChar(bitPattern: character.asciiValue ?? 78)] }

extension Float: LapackReal {
  static func getrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ pivots: Pivots) -> Int32 {
    var (m, n, lda, info) = (m, n, Swift.max(m, 1), Int32(0))
    OpenBLAS.functions.sgetrf_(&m, &n, a, &lda, pivots, &info)
    return info
  }

  static func getrs(_ transposed: Bool, _ n: Int32, _ rhs: Int32, _ a: Pointer, _ pivots: Pivots, _ b: Pointer) -> Int32 {
    var (n, rhs, lda, info) = (n, rhs, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.sgetrs_(letter(transposed ? "T" : "N"), &n, &rhs, a, &lda, pivots, b, &lda, &info, 1)
    return info
  }

  static func trtrs(_ upper: Bool, _ transposed: Bool, _ unit: Bool, _ n: Int32, _ rhs: Int32, _ a: Pointer,
                    _ b: Pointer) -> Int32 {
    var (n, rhs, lda, info) = (n, rhs, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.strtrs_(
      letter(upper ? "U" : "L"), letter(transposed ? "T" : "N"), letter(unit ? "U" : "N"), &n, &rhs, a, &lda, b,
      &lda, &info, 1, 1, 1)
    return info
  }

  static func potrf(_ upper: Bool, _ n: Int32, _ a: Pointer) -> Int32 {
    var (n, lda, info) = (n, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.spotrf_(letter(upper ? "U" : "L"), &n, a, &lda, &info, 1)
    return info
  }

  static func geqrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ tau: Pointer, _ work: Pointer, _ size: Int32) -> Int32 {
    var (m, n, lda, size, info) = (m, n, Swift.max(m, 1), size, Int32(0))
    OpenBLAS.functions.sgeqrf_(&m, &n, a, &lda, tau, work, &size, &info)
    return info
  }

  static func orgqr(_ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ tau: Pointer, _ work: Pointer,
                    _ size: Int32) -> Int32 {
    var (m, n, k, lda, size, info) = (m, n, k, Swift.max(m, 1), size, Int32(0))
    OpenBLAS.functions.sorgqr_(&m, &n, &k, a, &lda, tau, work, &size, &info)
    return info
  }

  static func gesdd(_ job: Character, _ m: Int32, _ n: Int32, _ a: Pointer, _ s: Pointer, _ u: Pointer, _ ldu: Int32,
                    _ vt: Pointer, _ ldvt: Int32, _ work: Pointer, _ size: Int32, _ integers: Pivots) -> Int32 {
    var (m, n, lda, ldu, ldvt, size, info) = (m, n, Swift.max(m, 1), ldu, ldvt, size, Int32(0))
    OpenBLAS.functions.sgesdd_(letter(job), &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &size, integers, &info, 1)
    return info
  }

  static func syevd(_ vectors: Bool, _ upper: Bool, _ n: Int32, _ a: Pointer, _ w: Pointer, _ work: Pointer,
                    _ size: Int32, _ integers: Pivots, _ integerSize: Int32) -> Int32 {
    var (n, lda, size, integerSize, info) = (n, Swift.max(n, 1), size, integerSize, Int32(0))
    OpenBLAS.functions.ssyevd_(
      letter(vectors ? "V" : "N"), letter(upper ? "U" : "L"), &n, a, &lda, w, work, &size, integers, &integerSize,
      &info, 1, 1)
    return info
  }

  static func geev(_ vectors: Bool, _ n: Int32, _ a: Pointer, _ real: Pointer, _ imaginary: Pointer, _ right: Pointer,
                   _ work: Pointer, _ size: Int32) -> Int32 {
    var (n, lda, one, size, info) = (n, Swift.max(n, 1), Int32(1), size, Int32(0))
    OpenBLAS.functions.sgeev_(
      letter("N"), letter(vectors ? "V" : "N"), &n, a, &lda, real, imaginary, nil, &one, right, &lda, work, &size,
      &info, 1, 1)
    return info
  }

  static func gelsd(_ m: Int32, _ n: Int32, _ rhs: Int32, _ a: Pointer, _ b: Pointer, _ ldb: Int32, _ s: Pointer,
                    _ rcond: Float, _ rank: Pivots, _ work: Pointer, _ size: Int32, _ integers: Pivots) -> Int32 {
    var (m, n, rhs, lda, ldb, rcond, size, info) = (m, n, rhs, Swift.max(m, 1), ldb, rcond, size, Int32(0))
    OpenBLAS.functions.sgelsd_(&m, &n, &rhs, a, &lda, b, &ldb, s, &rcond, rank, work, &size, integers, &info)
    return info
  }
}

extension Double: LapackReal {
  static func getrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ pivots: Pivots) -> Int32 {
    var (m, n, lda, info) = (m, n, Swift.max(m, 1), Int32(0))
    OpenBLAS.functions.dgetrf_(&m, &n, a, &lda, pivots, &info)
    return info
  }

  static func getrs(_ transposed: Bool, _ n: Int32, _ rhs: Int32, _ a: Pointer, _ pivots: Pivots, _ b: Pointer) -> Int32 {
    var (n, rhs, lda, info) = (n, rhs, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.dgetrs_(letter(transposed ? "T" : "N"), &n, &rhs, a, &lda, pivots, b, &lda, &info, 1)
    return info
  }

  static func trtrs(_ upper: Bool, _ transposed: Bool, _ unit: Bool, _ n: Int32, _ rhs: Int32, _ a: Pointer,
                    _ b: Pointer) -> Int32 {
    var (n, rhs, lda, info) = (n, rhs, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.dtrtrs_(
      letter(upper ? "U" : "L"), letter(transposed ? "T" : "N"), letter(unit ? "U" : "N"), &n, &rhs, a, &lda, b,
      &lda, &info, 1, 1, 1)
    return info
  }

  static func potrf(_ upper: Bool, _ n: Int32, _ a: Pointer) -> Int32 {
    var (n, lda, info) = (n, Swift.max(n, 1), Int32(0))
    OpenBLAS.functions.dpotrf_(letter(upper ? "U" : "L"), &n, a, &lda, &info, 1)
    return info
  }

  static func geqrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ tau: Pointer, _ work: Pointer, _ size: Int32) -> Int32 {
    var (m, n, lda, size, info) = (m, n, Swift.max(m, 1), size, Int32(0))
    OpenBLAS.functions.dgeqrf_(&m, &n, a, &lda, tau, work, &size, &info)
    return info
  }

  static func orgqr(_ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ tau: Pointer, _ work: Pointer,
                    _ size: Int32) -> Int32 {
    var (m, n, k, lda, size, info) = (m, n, k, Swift.max(m, 1), size, Int32(0))
    OpenBLAS.functions.dorgqr_(&m, &n, &k, a, &lda, tau, work, &size, &info)
    return info
  }

  static func gesdd(_ job: Character, _ m: Int32, _ n: Int32, _ a: Pointer, _ s: Pointer, _ u: Pointer, _ ldu: Int32,
                    _ vt: Pointer, _ ldvt: Int32, _ work: Pointer, _ size: Int32, _ integers: Pivots) -> Int32 {
    var (m, n, lda, ldu, ldvt, size, info) = (m, n, Swift.max(m, 1), ldu, ldvt, size, Int32(0))
    OpenBLAS.functions.dgesdd_(letter(job), &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &size, integers, &info, 1)
    return info
  }

  static func syevd(_ vectors: Bool, _ upper: Bool, _ n: Int32, _ a: Pointer, _ w: Pointer, _ work: Pointer,
                    _ size: Int32, _ integers: Pivots, _ integerSize: Int32) -> Int32 {
    var (n, lda, size, integerSize, info) = (n, Swift.max(n, 1), size, integerSize, Int32(0))
    OpenBLAS.functions.dsyevd_(
      letter(vectors ? "V" : "N"), letter(upper ? "U" : "L"), &n, a, &lda, w, work, &size, integers, &integerSize,
      &info, 1, 1)
    return info
  }

  static func geev(_ vectors: Bool, _ n: Int32, _ a: Pointer, _ real: Pointer, _ imaginary: Pointer, _ right: Pointer,
                   _ work: Pointer, _ size: Int32) -> Int32 {
    var (n, lda, one, size, info) = (n, Swift.max(n, 1), Int32(1), size, Int32(0))
    OpenBLAS.functions.dgeev_(
      letter("N"), letter(vectors ? "V" : "N"), &n, a, &lda, real, imaginary, nil, &one, right, &lda, work, &size,
      &info, 1, 1)
    return info
  }

  static func gelsd(_ m: Int32, _ n: Int32, _ rhs: Int32, _ a: Pointer, _ b: Pointer, _ ldb: Int32, _ s: Pointer,
                    _ rcond: Double, _ rank: Pivots, _ work: Pointer, _ size: Int32, _ integers: Pivots) -> Int32 {
    var (m, n, rhs, lda, ldb, rcond, size, info) = (m, n, rhs, Swift.max(m, 1), ldb, rcond, size, Int32(0))
    OpenBLAS.functions.dgelsd_(&m, &n, &rhs, a, &lda, b, &ldb, s, &rcond, rank, work, &size, integers, &info)
    return info
  }
}
