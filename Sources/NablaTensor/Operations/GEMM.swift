import COpenBLAS
import Glibc

/// Whether a factor of a product is taken as stored or transposed.
public enum Transposition {
  case none
  case transposed

  var cblas: CBLAS_TRANSPOSE { self == .none ? CblasNoTrans : CblasTrans }
}

/// OpenBLAS, opened at its first use.
enum OpenBLAS {
  static let functions: nabla_openblas = {
    let table = UnsafeMutablePointer<nabla_openblas>.allocate(capacity: 1)
    guard let missing = nabla_openblas_open(table) else { return table.move() }
    // No product can be computed, as if the library had been missing when the program was loaded.
    let lacking = String(cString: missing)
    fputs("nabla: \(lacking) is missing: install OpenBLAS (apt-get install libopenblas0)\n", stderr)
    exit(1)
  }()
}

/// Matrix products on row-major memory: OpenBLAS on one thread for a tile, the pool over tiles.
///
/// OpenBLAS uses one thread for each product, since fused kernels call it from every thread of the pool: that is safe.
public enum GEMM {
  /// Below this many multiplications a product stays on one thread (about 20 µs of work).
  static let serialLimit = 1 << 20

  /// Up to this many multiplications OpenBLAS has kernels of their own, with sums of their own.
  static let smallProduct = 1_000_000

  /// `c = alpha · op(a) · op(b) + beta · c` with `op(a)` of `m × k` and `op(b)` of `k × n`, on the pool.
  ///
  /// `lda`, `ldb`, `ldc` are distances between stored rows. With `beta` 0, `c` is written without being read.
  public static func gemm(
    _ transA: Transposition, _ transB: Transposition, m: Int, n: Int, k: Int,
    alpha: Float = 1, _ a: UnsafePointer<Float>, lda: Int, _ b: UnsafePointer<Float>, ldb: Int,
    beta: Float = 0, _ c: UnsafeMutablePointer<Float>, ldc: Int
  ) {
    forEachTile(m: m, n: n, k: k) { rows, columns in
      serial(
        transA, transB, m: rows.count, n: columns.count, k: k,
        alpha: alpha, a + (transA == .none ? rows.lowerBound * lda : rows.lowerBound), lda: lda,
        b + (transB == .none ? columns.lowerBound : columns.lowerBound * ldb), ldb: ldb,
        beta: beta, c + rows.lowerBound * ldc + columns.lowerBound, ldc: ldc)
    }
  }

  /// The same in double precision.
  public static func gemm(
    _ transA: Transposition, _ transB: Transposition, m: Int, n: Int, k: Int,
    alpha: Double = 1, _ a: UnsafePointer<Double>, lda: Int, _ b: UnsafePointer<Double>, ldb: Int,
    beta: Double = 0, _ c: UnsafeMutablePointer<Double>, ldc: Int
  ) {
    forEachTile(m: m, n: n, k: k) { rows, columns in
      serial(
        transA, transB, m: rows.count, n: columns.count, k: k,
        alpha: alpha, a + (transA == .none ? rows.lowerBound * lda : rows.lowerBound), lda: lda,
        b + (transB == .none ? columns.lowerBound : columns.lowerBound * ldb), ldb: ldb,
        beta: beta, c + rows.lowerBound * ldc + columns.lowerBound, ldc: ldc)
    }
  }

  /// One product on the calling thread, for use inside `parallelFor`.
  public static func serial(
    _ transA: Transposition, _ transB: Transposition, m: Int, n: Int, k: Int,
    alpha: Float = 1, _ a: UnsafePointer<Float>, lda: Int, _ b: UnsafePointer<Float>, ldb: Int,
    beta: Float = 0, _ c: UnsafeMutablePointer<Float>, ldc: Int
  ) {
    guard let size = TileSize(m, n, k, lda, ldb, ldc) else { return }
    OpenBLAS.functions.cblas_sgemm(
      CblasRowMajor, transA.cblas, transB.cblas, size.m, size.n, size.k,
      alpha, a, size.lda, b, size.ldb, beta, c, size.ldc)
  }

  /// One product on the calling thread in double precision.
  public static func serial(
    _ transA: Transposition, _ transB: Transposition, m: Int, n: Int, k: Int,
    alpha: Double = 1, _ a: UnsafePointer<Double>, lda: Int, _ b: UnsafePointer<Double>, ldb: Int,
    beta: Double = 0, _ c: UnsafeMutablePointer<Double>, ldc: Int
  ) {
    guard let size = TileSize(m, n, k, lda, ldb, ldc) else { return }
    OpenBLAS.functions.cblas_dgemm(
      CblasRowMajor, transA.cblas, transB.cblas, size.m, size.n, size.k,
      alpha, a, size.lda, b, size.ldb, beta, c, size.ldc)
  }

  /// One product on the calling thread, on memory whose element type is known at run time.
  static func serial(
    _ dtype: DType, _ transA: Transposition, _ transB: Transposition, m: Int, n: Int, k: Int,
    _ a: UnsafeRawPointer, lda: Int, _ b: UnsafeRawPointer, ldb: Int,
    beta: Double = 0, _ c: UnsafeMutableRawPointer, ldc: Int
  ) {
    if dtype == .float64 {
      serial(
        transA, transB, m: m, n: n, k: k, a.assumingMemoryBound(to: Double.self), lda: lda,
        b.assumingMemoryBound(to: Double.self), ldb: ldb, beta: beta, c.assumingMemoryBound(to: Double.self), ldc: ldc)
    } else {
      serial(
        transA, transB, m: m, n: n, k: k, a.assumingMemoryBound(to: Float.self), lda: lda,
        b.assumingMemoryBound(to: Float.self), ldb: ldb, beta: Float(beta), c.assumingMemoryBound(to: Float.self),
        ldc: ldc)
    }
  }

  /// A product over the pool, on memory whose element type is known at run time.
  static func gemm(
    _ dtype: DType, _ transA: Transposition, _ transB: Transposition, m: Int, n: Int, k: Int,
    alpha: Double = 1, _ a: UnsafeRawPointer, lda: Int, _ b: UnsafeRawPointer, ldb: Int,
    beta: Double = 0, _ c: UnsafeMutableRawPointer, ldc: Int
  ) {
    if dtype == .float64 {
      gemm(
        transA, transB, m: m, n: n, k: k, alpha: alpha, a.assumingMemoryBound(to: Double.self), lda: lda,
        b.assumingMemoryBound(to: Double.self), ldb: ldb, beta: beta, c.assumingMemoryBound(to: Double.self), ldc: ldc)
    } else {
      gemm(
        transA, transB, m: m, n: n, k: k, alpha: Float(alpha), a.assumingMemoryBound(to: Float.self), lda: lda,
        b.assumingMemoryBound(to: Float.self), ldb: ldb, beta: Float(beta), c.assumingMemoryBound(to: Float.self),
        ldc: ldc)
    }
  }

  /// Cuts the result along its longer side, in multiples of 16 so that the kernels' vectors stay whole.
  static func forEachTile(m: Int, n: Int, k: Int, _ body: (Range<Int>, Range<Int>) -> Void) {
    guard m > 0, n > 0 else { return }
    let work = Double(m) * Double(n) * Double(max(k, 1))
    guard numThreads > 1, work >= Double(serialLimit), max(m, n) >= 32 else {
      body(0..<m, 0..<n)
      return
    }
    let long = max(m, n)
    // One piece a thread: products are even work, and each call packs its factors anew.
    let blocks = (long + 15) / 16
    let pieces = min(numThreads, max(Int(work / Double(serialLimit / 2)), 1), blocks)
    let blocksPerPiece = (blocks + pieces - 1) / pieces
    let step = blocksPerPiece * 16
    parallelFor((long + step - 1) / step, grain: 1) { range in
      for piece in range {
        let part = piece * step..<min((piece + 1) * step, long)
        if n >= m { body(0..<m, part) } else { body(part, 0..<n) }
      }
    }
  }
}

/// Extents as BLAS takes them; nil for an empty result or extents past 32 bits, which no memory holds.
private struct TileSize {
  let m, n, k, lda, ldb, ldc: blasint

  init?(_ m: Int, _ n: Int, _ k: Int, _ lda: Int, _ ldb: Int, _ ldc: Int) {
    guard m > 0, n > 0,
      let m = blasint(exactly: m), let n = blasint(exactly: n), let k = blasint(exactly: k),
      let lda = blasint(exactly: max(lda, 1)), let ldb = blasint(exactly: max(ldb, 1)),
      let ldc = blasint(exactly: max(ldc, 1))
    else { return nil }
    (self.m, self.n, self.k) = (m, n, k)
    (self.lda, self.ldb, self.ldc) = (lda, ldb, ldc)
  }
}
