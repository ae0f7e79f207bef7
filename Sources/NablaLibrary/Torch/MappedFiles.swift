import Glibc
import NablaTensor
import NablaVM

/// `torch.from_file`: a tensor on a private mapping of a file; what programs write stays in memory.
enum MappedFiles {
  static func tensor(_ path: String, count: Int, dtype: DType) throws -> Tensor {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: dtype.itemSize)
    guard count >= 0, !overflow else {
      throw Raised(.runtimeError, "Storage size calculation overflowed with sizes=[\(count)]")
    }
    let file = open(path, O_RDONLY)
    guard file >= 0 else {
      throw Raised(
        .runtimeError,
        "unable to open file <\(path)> in read-only mode: \(String(cString: strerror(errno))) (\(errno))")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Raised(.runtimeError, "unable to stat the file <\(path)>") }
    guard Int(status.st_size) >= bytes else {
      throw Raised(
        .runtimeError, "file <\(path)> size <\(status.st_size)> is smaller than the required mapping size <\(bytes)>")
    }
    if bytes == 0 { return try Tensor.zeros([0], dtype: dtype) }
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0), memory != MAP_FAILED else {
      throw Raised(.runtimeError, "unable to mmap \(bytes) bytes from file <\(path)>")
    }
    return try Tensor(borrowing: memory, byteCount: bytes, shape: Shape(checking: [count]), dtype: dtype) {
      munmap(memory, bytes)
    }
  }
}
