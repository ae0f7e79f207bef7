import NablaData
import NablaTensor
import Testing

@Suite struct DatasetTests {
  private let none: Downloader = Downloader(mirror: "http://127.0.0.1:9/")

  private func mnist(_ scratch: Scratch, folder: String = "MNIST") throws {
    try scratch.write("\(folder)/raw/train-images-idx3-ubyte", idx([2, 2, 2], [0, 255, 1, 2, 3, 4, 5, 6]))
    try scratch.write("\(folder)/raw/train-labels-idx1-ubyte", idx([2], [7, 1]))
  }

  @Test func mnistIsFoundWhereTorchvisionPutsIt() throws {
    let scratch = Scratch()
    try mnist(scratch)
    let dataset = try IDXDataset.mnist.load(root: scratch.path, train: true, download: true, downloader: none)
    #expect(dataset.count == 2 && dataset.targets == [7, 1] && dataset.data.shape == [2, 2, 2])
    #expect(dataset.classes[7] == "7 - seven")
    #expect(try dataset.image(at: -1).pixels == [3, 4, 5, 6])
    dataset.transform = ToTensor()
    let want = """
      Dataset MNIST
          Number of datapoints: 2
          Root location: \(scratch.path)
          Split: Train
          StandardTransform
      Transform: ToTensor()
      """
    #expect(dataset.description == want)
  }

  @Test func missingFilesAreNamed() {
    let scratch = Scratch()
    #expect { try IDXDataset.mnist.load(root: scratch.path, train: false) } throws: { error in
      let words = "\(error)"
      return words.hasPrefix("Dataset not found. You can use download=True to download it\n")
        && words.contains("\(scratch.path)/MNIST/raw/t10k-images-idx3-ubyte[.gz]")
        && words.contains("put t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz into \(scratch.path)/MNIST/raw/")
    }
    #expect { try CIFARDataset.cifar10.load(root: scratch.path, train: true) } throws: { error in
      "\(error)".hasPrefix("Dataset not found or corrupted. You can use download=True to download it\n")
        && "\(error)".contains("cifar-10-batches-bin/data_batch_1.bin")
    }
  }

  @Test func labelsAndImagesMustAgree() throws {
    let scratch = Scratch()
    try mnist(scratch)
    try scratch.write("MNIST/raw/train-labels-idx1-ubyte", idx([3], [7, 1, 2]))
    #expect { try IDXDataset.mnist.load(root: scratch.path, train: true) } throws: {
      "\($0)".contains("3 labels for the 2 images")
    }
  }

  private func record(_ label: UInt8, _ fill: UInt8) -> [UInt8] { [label] + [UInt8](repeating: fill, count: 3072) }

  @Test func cifarUsesTheBatchesThatAreThere() throws {
    let scratch = Scratch()
    try scratch.write("cifar-10-batches-bin/data_batch_1.bin", record(3, 10) + record(9, 20))
    let part = try CIFARDataset.cifar10.load(root: scratch.path, train: true, download: true, downloader: none)
    #expect(part.targets == [3, 9] && part.data.shape == [2, 32, 32, 3] && part.classes[3] == "cat")
    #expect(part.notes == ["1 of 5 batch files are present: 2 images"])
    try scratch.write("cifar-10-batches-bin/data_batch_4.bin", record(0, 30))
    try scratch.write("cifar-10-batches-bin/batches.meta.txt", Array("a\nb\nc\n\n".utf8))
    let more = try CIFARDataset.cifar10.load(root: scratch.path, train: true)
    #expect(more.targets == [3, 9, 0] && more.classes == ["a", "b", "c"])
  }

  @Test func cifarIsReadFromThePythonLayoutToo() throws {
    let scratch = Scratch()
    try scratch.write("cifar-10-batches-py/test_batch", FileBytes.read("\(Recorded.folder)/cifar_batch"))
    let dataset = try CIFARDataset.cifar10.load(root: scratch.path, train: false)
    #expect(dataset.targets == [3, 9] && dataset.count == 2)
  }

  @Test func labelsOutsideTheClassesAreRefused() throws {
    let scratch = Scratch()
    try scratch.write("cifar-10-batches-bin/test_batch.bin", record(3, 1) + record(200, 2))
    #expect { try CIFARDataset.cifar10.load(root: scratch.path, train: false) } throws: {
      "\($0)".contains("Image 1 has the label 200") && "\($0)".contains("at byte 3073")
    }
  }
}
