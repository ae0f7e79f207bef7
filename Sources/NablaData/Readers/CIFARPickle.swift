/// CIFAR's Python layout: each batch file is a pickled dict with `data`, `[count, 3072]` bytes in planes, and `labels`
/// (`fine_labels` in CIFAR-100).
public enum CIFARPickle {
  public static func decode(_ bytes: [UInt8], file: String, classes: Int = 10) throws -> LabelledImages {
    func failure(_ problem: String) -> DataError {
      .malformed(format: "CIFAR", file: file, offset: nil, problem: problem)
    }
    guard case .dict(let batch) = try PickleReader.decode(bytes, file: file) else { throw failure("No dict of a batch.") }
    guard case .array(let data)? = batch["data"] else { throw failure("The batch has no 'data' array.") }
    let rowSize = 3 * CIFARBinary.planeSize
    guard ["|u1", "u1", "<u1"].contains(data.dtype), data.shape.count == 2, data.shape[1] == rowSize, !data.fortran,
      checkedProduct(data.shape) == data.bytes.count
    else {
      throw failure("'data' is '\(data.dtype)' of shape \(data.shape) in \(data.bytes.count) bytes, not rows of \(rowSize) bytes.")
    }
    guard let items = (batch["labels"] ?? batch["fine_labels"])?.elements else { throw failure("The batch has no 'labels'.") }
    guard items.count == data.shape[0] else { throw failure("\(items.count) labels for \(data.shape[0]) images.") }
    let labels: [Int64] = try items.enumerated().map { index, item in
      guard let label = item.integer, (0..<classes).contains(label) else {
        throw failure("Image \(index) has a label that is none of the \(classes) classes.")
      }
      return Int64(label)
    }
    let pixels = CIFARBinary.interleaved(data.bytes, start: 0, stride: rowSize, count: items.count)
    return LabelledImages(pixels: pixels, labels: labels)
  }

  /// The class names in `batches.meta` (`meta` in CIFAR-100).
  public static func classNames(_ bytes: [UInt8], file: String) throws -> [String] {
    guard case .dict(let meta) = try PickleReader.decode(bytes, file: file),
      let items = (meta["label_names"] ?? meta["fine_label_names"])?.elements
    else { throw DataError.malformed(format: "CIFAR", file: file, offset: nil, problem: "No 'label_names'.") }
    return items.compactMap(\.string)
  }
}
