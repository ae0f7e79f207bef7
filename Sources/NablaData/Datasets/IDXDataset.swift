import NablaTensor

/// The datasets in MNIST's format: where their files lie, where they come from and what their classes are called.
public struct IDXDataset: Sendable {
  public let name: String
  public let mirrors: [String]
  public let files: [RemoteFile]
  public let classes: [String]
  /// Folders that hold the files when the root does not.
  public var systemFolders: [String] = []

  private static func files(_ sums: [(md5: String, sha256: String?, size: Int)]) -> [RemoteFile] {
    let names = [
      "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
      "t10k-labels-idx1-ubyte.gz",
    ]
    return zip(names, sums).map { RemoteFile(name: $0, md5: $1.md5, sha256: $1.sha256, size: $1.size) }
  }

  /// Mirrors, MD5 and class names from torchvision 0.29; SHA-256 as several independent projects publish them for files
  /// with these MD5s.
  public static let mnist = IDXDataset(
    name: "MNIST",
    mirrors: ["https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/"],
    files: files([
      ("f68b3c2dcbeaaa9fbdd348bbdeb94873", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", 9_912_422),
      ("d53e105ee54ea40749a09fcbcd1e9432", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", 28_881),
      ("9fb629c4189551a2d022fa330f9573f3", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", 1_648_877),
      ("ec29112dd5afa0611ce80d1b7f02629c", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", 4_542),
    ]),
    classes: [
      "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight",
      "9 - nine",
    ])

  public static let fashionMNIST = IDXDataset(
    name: "FashionMNIST", mirrors: ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
    files: files([
      ("8d4fb7e6c68d591d4c3dfef9ec88bf0d", "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", 26_421_880),
      ("25c81989df183df01b3e8a0aad5dffbe", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", 29_515),
      ("bef4ecab320f06d8554ea6380940ec79", "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", 4_422_102),
      ("bb300cfdad3c16e7a12a480ee83cd310", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", 5_148),
    ]),
    classes: [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ],
    systemFolders: ["/usr/share/datasets/fashion-mnist"])

  public init(name: String, mirrors: [String], files: [RemoteFile], classes: [String], systemFolders: [String] = []) {
    self.name = name
    self.mirrors = mirrors
    self.files = files
    self.classes = classes
    self.systemFolders = systemFolders
  }

  /// The plain names of the images' and the labels' file.
  private static func names(train: Bool) -> (images: String, labels: String) {
    let prefix = train ? "train" : "t10k"
    return ("\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx1-ubyte")
  }

  func rawFolder(_ root: String) -> String { "\(root.hasSuffix("/") ? String(root.dropLast()) : root)/\(name)/raw" }

  /// A file as it is or gzipped, in the root or where the system keeps it.
  private func find(_ file: String, _ folders: [String]) -> String? {
    for folder in folders {
      for path in ["\(folder)/\(file)", "\(folder)/\(file).gz"] where FileBytes.exists(path) { return path }
    }
    return nil
  }

  /// Loads the training or the test images.
  ///
  /// - Parameter download: fetch what is missing. When the files are there, nothing is fetched.
  public func load(root: String, train: Bool, download: Bool = false, downloader: Downloader = Downloader()) throws
    -> ImageDataset
  {
    let raw = rawFolder(root)
    let folders = [raw] + systemFolders
    let wanted = Self.names(train: train)
    if download, find(wanted.images, folders) == nil || find(wanted.labels, folders) == nil {
      try fetch(into: raw, downloader)
    }
    guard let images = find(wanted.images, folders), let labels = find(wanted.labels, folders) else {
      let missing = [wanted.images, wanted.labels].filter { find($0, folders) == nil }
      throw DataError.notFound(
        firstLine: "Dataset not found. You can use download=True to download it",
        looked: missing.flatMap { file in folders.map { "\($0)/\(file)[.gz]" } },
        advice: "Without a network: put \(missing.map { $0 + ".gz" }.joined(separator: " and ")) into \(raw)/")
    }
    let pixels = try IDX.images(path: images)
    let classes = try IDX.labels(path: labels)
    guard pixels.shape[0] == classes.count else {
      throw DataError.malformed(
        format: "IDX", file: labels, offset: 4,
        problem: "There are \(classes.count) labels for the \(pixels.shape[0]) images in '\(images)'.")
    }
    let data = try ImageDataset.tensor(of: pixels.bytes, shape: Shape(checking: pixels.shape))
    return try ImageDataset(
      name: name, root: root, isTraining: train, classes: self.classes, data: data, targets: classes.bytes.map(Int.init))
  }

  /// All four files, unpacked beside the archives as torchvision leaves them.
  private func fetch(into folder: String, _ downloader: Downloader) throws {
    for file in files {
      let plain = "\(folder)/\(file.name.hasSuffix(".gz") ? String(file.name.dropLast(3)) : file.name)"
      if FileBytes.exists(plain) { continue }
      let archive = "\(folder)/\(file.name)"
      if !FileBytes.exists(archive) || !Downloader.isIntact(file, at: archive) {
        try downloader.fetch(file, from: mirrors, into: folder)
      }
      downloader.report(.extracting(archive: archive, folder: folder))
      try FileBytes.write(Inflate.plain(FileBytes.read(archive), file: archive), to: plain)
    }
  }
}
