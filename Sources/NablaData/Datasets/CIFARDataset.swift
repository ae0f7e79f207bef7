import NablaTensor

/// CIFAR-10 and CIFAR-100, in the Python layout that torchvision uses or the binary one.
public struct CIFARDataset: Sendable {
  public let name: String
  public let archive: RemoteFile
  public let mirrors: [String]
  let pythonFolder: String
  let binaryFolder: String
  let trainFiles: [String]
  let testFiles: [String]
  let metaFile: String
  let binaryMetaFile: String
  let labelBytes: Int
  let classCount: Int
  let defaultClasses: [String]

  public static let cifar10 = CIFARDataset(
    name: "CIFAR10",
    archive: RemoteFile(
      name: "cifar-10-python.tar.gz", md5: "c58f30108f718f92721af3b95e74349a",
      sha256: "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce", size: 170_498_071),
    mirrors: ["https://www.cs.toronto.edu/~kriz/"], pythonFolder: "cifar-10-batches-py",
    binaryFolder: "cifar-10-batches-bin", trainFiles: (1...5).map { "data_batch_\($0)" }, testFiles: ["test_batch"],
    metaFile: "batches.meta", binaryMetaFile: "batches.meta.txt", labelBytes: 1, classCount: 10,
    defaultClasses: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"])

  /// No SHA-256 of the Python archive could be confirmed: its MD5 alone is checked.
  public static let cifar100 = CIFARDataset(
    name: "CIFAR100",
    archive: RemoteFile(
      name: "cifar-100-python.tar.gz", md5: "eb9058c3a382ffc7106e4002c42a8d85", sha256: nil, size: 169_001_437),
    mirrors: ["https://www.cs.toronto.edu/~kriz/"], pythonFolder: "cifar-100-python",
    binaryFolder: "cifar-100-binary", trainFiles: ["train"], testFiles: ["test"], metaFile: "meta",
    binaryMetaFile: "fine_label_names.txt", labelBytes: 2, classCount: 100, defaultClasses: [])

  private func folder(_ root: String, _ name: String) -> String {
    "\(root.hasSuffix("/") ? String(root.dropLast()) : root)/\(name)"
  }

  /// The files of a split that are there, in order, and whether they are pickles. The Python layout is preferred, as it
  /// is torchvision's; batches that are missing are left out, so that a part of the data can be used.
  private func present(_ root: String, train: Bool) -> (paths: [String], isPython: Bool) {
    let names = train ? trainFiles : testFiles
    let python = names.map { "\(folder(root, pythonFolder))/\($0)" }.filter(FileBytes.exists)
    let binary = names.map { "\(folder(root, binaryFolder))/\($0).bin" }.filter(FileBytes.exists)
    return python.count >= binary.count && !python.isEmpty ? (python, true) : (binary, false)
  }

  /// Loads the training or the test images. When there are files of the split, nothing is fetched.
  public func load(root: String, train: Bool, download: Bool = false, downloader: Downloader = Downloader()) throws
    -> ImageDataset
  {
    var found = present(root, train: train)
    if found.paths.isEmpty, download {
      try fetch(into: root, downloader)
      found = present(root, train: train)
    }
    let names = train ? trainFiles : testFiles
    guard !found.paths.isEmpty else {
      throw DataError.notFound(
        firstLine: "Dataset not found or corrupted. You can use download=True to download it",
        looked: ["\(folder(root, pythonFolder))/\(names[0])", "\(folder(root, binaryFolder))/\(names[0]).bin"],
        advice: "Without a network: unpack \(archive.name) (or its binary version) into \(root)/")
    }
    var all = LabelledImages()
    for path in found.paths {
      let bytes = try FileBytes.read(path, limit: 1 << 31)
      let part = found.isPython
        ? try CIFARPickle.decode(bytes, file: path, classes: classCount)
        : try CIFARBinary.decode(bytes, file: path, labelBytes: labelBytes, classes: classCount)
      if all.labels.isEmpty { all = part } else {
        all.pixels += part.pixels
        all.labels += part.labels
      }
    }
    let data = try ImageDataset.tensor(of: all.pixels, shape: [all.labels.count, 32, 32, 3])
    let dataset = try ImageDataset(
      name: name, root: root, isTraining: train, classes: try classNames(root, isPython: found.isPython), data: data,
      targets: all.labels.map(Int.init))
    if found.paths.count < names.count {
      dataset.notes = ["\(found.paths.count) of \(names.count) batch files are present: \(dataset.count) images"]
    }
    return dataset
  }

  private func classNames(_ root: String, isPython: Bool) throws -> [String] {
    let path = isPython ? "\(folder(root, pythonFolder))/\(metaFile)" : "\(folder(root, binaryFolder))/\(binaryMetaFile)"
    guard FileBytes.exists(path) else { return defaultClasses }
    let bytes = try FileBytes.read(path, limit: 1 << 20)
    let names = isPython
      ? try CIFARPickle.classNames(bytes, file: path)
      : String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    return names.isEmpty ? defaultClasses : names
  }

  /// Fetches the archive and unpacks the files that are wanted, by their own names and no other.
  private func fetch(into root: String, _ downloader: Downloader) throws {
    let path = folder(root, archive.name)
    if !FileBytes.exists(path) || !Downloader.isIntact(archive, at: path) {
      try downloader.fetch(archive, from: mirrors, into: root)
    }
    downloader.report(.extracting(archive: path, folder: root))
    let target = folder(root, pythonFolder)
    try FileBytes.makeDirectories(target)
    let unpacked = try Inflate.plain(FileBytes.read(path, limit: 1 << 30), limit: 1 << 30, file: path)
    let wanted = Set(trainFiles + testFiles + [metaFile])
    for entry in try Tar.entries(unpacked, file: path) {
      let parts = entry.name.split(separator: "/")
      guard parts.count == 2, parts[0] == pythonFolder[...], let last = parts.last, wanted.contains(String(last)) else {
        continue
      }
      try FileBytes.write(Array(entry.contents), to: "\(target)/\(last)")
    }
  }
}
