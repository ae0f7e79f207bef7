import NablaData
import NablaTensor
import Testing

@Suite struct ReaderTests {
  private func fixture(_ name: String) throws -> [UInt8] { try FileBytes.read("\(Recorded.folder)/\(name)") }

  @Test func idxFilesHoldBytesAndBigEndianNumbers() throws {
    let images = try IDX.decode(idx([2, 1, 3], [1, 2, 3, 4, 5, 6]), file: "x")
    #expect(images.shape == [2, 1, 3] && images.type == .uint8 && images.bytes == [1, 2, 3, 4, 5, 6])
    let shorts = try IDX.decode(idx([2], type: 0x0B, [0x01, 0x02, 0xFF, 0xFE]), file: "x")
    #expect(shorts.doubles == [258, -2])
    let floats = try IDX.decode(idx([1], type: 0x0D, [0x3F, 0xC0, 0, 0]), file: "x")
    #expect(floats.doubles == [1.5])
  }

  @Test(arguments: [
    ([1, 0, 8, 1, 0, 0, 0, 0], "does not start with two zero bytes"),
    ([0, 0, 7, 1, 0, 0, 0, 0], "element type 7 is unknown"),
    ([0, 0, 8, 0], "number of dimensions, 0"),
    ([0, 0, 8, 1, 0, 0, 0, 5, 1], "does not fill the 1 bytes"),
    ([0, 0, 8, 1, 0, 0, 0, 1, 1, 2], "does not fill the 2 bytes"),
    ([0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255], "does not fill"),
    ([0, 0], "ends early"),
  ] as [([UInt8], String)])
  func damagedIDXFilesAreRefusedWithThePlace(_ bytes: [UInt8], _ words: String) {
    #expect { try IDX.decode(bytes, file: "labels-file") } throws: { error in
      "\(error)".contains(words) && "\(error)".contains("'labels-file'") && "\(error)".contains("at byte")
    }
  }

  @Test(arguments: [
    ("f4.npy", [2, 3], ElementType.float32, [-3.0, -2, -1, 0, 1, 2]),
    ("i8.npy", [5], .int64, [-3, -2, -1, 0, 1]),
    ("i2_big.npy", [2, 2], .int16, [-3, -2, -1, 0]),
    ("b1.npy", [3], .bool, [1, 0, 1]),
    ("scalar.npy", [], .float64, [2.5]),
  ])
  func npyFilesAreReadAsNumPyWroteThem(_ name: String, _ shape: [Int], _ type: ElementType, _ values: [Double]) throws {
    let array = try NPY.decode(fixture(name), file: name)
    #expect(array.shape == shape && array.type == type && array.doubles == values)
  }

  @Test func npyFilesInColumnOrderBecomeRowMajor() throws {
    let array = try NPY.decode(fixture("f8_fortran.npy"), file: "x")
    #expect(array.shape == [2, 3, 4] && array.doubles == (0..<24).map { Double($0) - 3 })
  }

  @Test func halfPrecisionNumbersAreExact() throws {
    let array = try NPY.decode(fixture("f2.npy"), file: "x")
    #expect(array.doubles.map { Int(bitPattern: UInt($0.bitPattern)) } == (try Recorded.values("f2.npy")))
  }

  @Test func npyFilesWrittenHereAreTheBytesNumPyWrites() throws {
    for name in ["f4.npy", "i8.npy", "b1.npy", "scalar.npy"] {
      let bytes = try fixture(name)
      #expect(try NPY.encode(NPY.decode(bytes, file: name)) == bytes, "\(name)")
    }
  }

  @Test(arguments: ["plain.npz", "deflated.npz"]) func npzArchivesAreRead(_ name: String) throws {
    let arrays = try NPZ.decode(fixture(name), file: name)
    #expect(arrays.map(\.name) == ["a", "b"])
    #expect(arrays[1].array.doubles == [-3, -2, -1, 0])
    #expect(arrays[0].array.shape == (name == "plain.npz" ? [3] : [50, 50]))
    let again = try NPZ.decode(NPZ.encode(arrays), file: "again")
    #expect(again.map(\.array) == arrays.map(\.array))
  }

  @Test func cifarBatchesAreReadInBothLayouts() throws {
    let pickled = try CIFARPickle.decode(fixture("cifar_batch"), file: "x")
    #expect(pickled.labels == [3, 9])
    let places = [0, 1, 2, 3, 4, 3072, 6143]
    #expect(places.map { Int(pickled.pixels[$0]) } == (try Recorded.values("cifar")))
    // The same images in binary records.
    let raw = (0..<6144).map { UInt8($0 * 7 % 251) }
    let binary = try CIFARBinary.decode([3] + raw[..<3072] + [9] + raw[3072...], file: "x")
    #expect(binary == pickled)
  }

  @Test func cifarBatchesOfPython2AreRead() throws {
    // {'labels': [1], 'data': array} as Python 2 pickles it: text as byte strings, numpy.core.
    var bytes: [UInt8] = [0x80, 2, 0x7D, 0x28]
    func short(_ text: String) -> [UInt8] { [0x55, UInt8(text.utf8.count)] + Array(text.utf8) }
    bytes += short("labels") + [0x5D, 0x4B, 1, 0x61]
    bytes += short("data") + Array("cnumpy.core.multiarray\n_reconstruct\n".utf8) + Array("cnumpy\nndarray\n".utf8)
    bytes += [0x4B, 0, 0x85] + short("b") + [0x87, 0x52]
    bytes += [0x28, 0x4B, 1, 0x4B, 1, 0x4D, 0, 12, 0x86] + Array("cnumpy\ndtype\n".utf8)
    bytes += short("u1") + [0x4B, 0, 0x4B, 1, 0x87, 0x52]
    bytes += [0x28, 0x4B, 3] + short("|") + [0x4E, 0x4E, 0x4E, 0x4A, 255, 255, 255, 255, 0x4A, 255, 255, 255, 255, 0x4B, 0, 0x74, 0x62]
    bytes += [0x89, 0x54, 0, 12, 0, 0] + [UInt8](repeating: 7, count: 3072) + [0x74, 0x62, 0x75, 0x2E]
    let batch = try CIFARPickle.decode(bytes, file: "x")
    #expect(batch.labels == [1] && batch.pixels == [UInt8](repeating: 7, count: 3072))
  }

  @Test func picklesThatCallAnythingElseAreRefused() {
    let bytes = Array("cos\nsystem\n(S'true'\ntR.".utf8)
    #expect(throws: DataError.self) { try PickleReader.decode(bytes, file: "x") }
    let call: [UInt8] = Array("cposix\nsystem\n".utf8) + [0x29, 0x52, 0x2E]
    #expect { try PickleReader.decode(call, file: "x") } throws: { "\($0)".contains("'posix.system'") }
    // A million tuples, one in the other.
    let deep: [UInt8] = [0x29] + [UInt8](repeating: 0x85, count: 1_000_000) + [0x2E]
    #expect(throws: DataError.self) { try PickleReader.decode(deep, file: "x") }
  }

  @Test(arguments: [("1", 1), ("L", 1), ("LA", 2), ("RGB", 3), ("RGBA", 4), ("P", 3), ("I16", 1)])
  func pngFilesOfEveryKindDecodeAsInPillow(_ mode: String, _ channels: Int) throws {
    let image = try PNGReader.decode(fixture("\(mode).png"), file: mode)
    #expect(image.height == 5 && image.width == 7 && image.channels == channels)
    #expect(image.pixels.map(Int.init) == (try Recorded.values("png_\(mode)")))
  }

  @Test func tablesOfNumbersAreRead() throws {
    let table = try CSV.decode(Array("# head\n1,2.5\n\n-3e2, 4 # note\r\n".utf8), file: "x")
    #expect(table.shape == [2, 2] && table.doubles == [1, 2.5, -300, 4])
    let blanks = try CSV.decode(Array(" 1  2\n3\t4\n".utf8), file: "x", options: CSV.Options(delimiter: nil))
    #expect(blanks.doubles == [1, 2, 3, 4])
    var lenient = CSV.Options()
    lenient.missing = .nan
    #expect(try CSV.decode(Array("1,\n,2\n".utf8), file: "x", options: lenient).doubles.map(\.isNaN) == [false, true, true, false])
  }

  @Test(arguments: [
    ("1,2\n3\n", "the number of columns changed from 2 to 1 at row 2"),
    ("1,2\n3,x\n", "could not convert string 'x' to float64 at row 1, column 2"),
  ])
  func badTablesAreRefusedInNumPysWords(_ text: String, _ words: String) {
    #expect { try CSV.decode(Array(text.utf8), file: "t.csv") } throws: { "\($0)".contains(words) && "\($0)".contains("line 2") }
  }

  @Test func safetensorsGoThereAndBack() throws {
    let array = try #require(NumericArray(type: .float32, shape: [2, 2], bytes: Array(0..<16)))
    let empty = try #require(NumericArray(type: .int64, shape: [0, 3], bytes: []))
    let file = Safetensors.File(arrays: [("a.weight", array), ("b\"\\\n", empty)], metadata: [("format", "pt")])
    #expect(try Safetensors.decode(Safetensors.encode(file), file: "x") == file)
    // By hand, as the format's description has it.
    let header = #"{"t":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}   "#
    let bytes = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + [5, 6]
    #expect(try Safetensors.decode(bytes, file: "x").arrays[0].array.bytes == [5, 6])
    #expect(throws: DataError.self) { try Safetensors.decode(bytes + [7], file: "x") }
  }

  @Test func whatUnfoldsBeyondTheLimitIsRefused() throws {
    let zeros = try FileBytes.read("\(Recorded.folder)/deflated.npz")
    let archive = try ZipArchive(zeros, file: "x")
    #expect(throws: DataError.self) { try archive.contents("a.npy", limit: 100) }
  }

  @Test func gzipIsKnownByItsFirstBytes() throws {
    // Python: gzip.compress(b"nabla", mtime=0)
    let member: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0xCB, 0x4B, 0x4C, 0xCA, 0x49, 4, 0, 0x7C, 0xC4, 0x14, 0xDB, 5, 0, 0, 0,
    ]
    #expect(try String(decoding: Inflate.plain(member, file: "x"), as: UTF8.self) == "nabla")
    #expect(try String(decoding: Inflate.plain(member + member, file: "x"), as: UTF8.self) == "nablanabla")
    #expect(throws: DataError.self) { try Inflate.plain(member + [1], file: "x") }
    #expect(try Inflate.plain([1, 2, 3], file: "x") == [1, 2, 3])
    #expect(throws: DataError.self) { try Inflate.plain(Array(member.prefix(14)), file: "x") }
  }

  @Test func digestsAreThoseOfTheStandards() {
    #expect(Digest.hex(.md5, []) == "d41d8cd98f00b204e9800998ecf8427e")
    #expect(Digest.hex(.md5, Array("message digest".utf8)) == "f96b697d7cb7938d525a2f31aaf161d0")
    #expect(Digest.hex(.md5, [UInt8](repeating: 0x61, count: 1000)) == "cabe45dcc9ae5b66ba86600cca6b8ba8")
    #expect(Digest.hex(.sha256, []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      Digest.hex(.sha256, Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }
}

@Suite struct ReaderFuzzTests {
  static let readers: [(name: String, files: [String], read: @Sendable ([UInt8]) throws -> Void)] = [
    ("npy", ["f4.npy", "f8_fortran.npy", "scalar.npy"], { _ = try NPY.decode($0, file: "x").tensor() }),
    ("npz", ["plain.npz", "deflated.npz"], { _ = try NPZ.decode($0, file: "x") }),
    ("pickle", ["cifar_batch"], { _ = try CIFARPickle.decode($0, file: "x") }),
    ("png", ["L.png", "P.png", "RGBA.png", "I16.png", "1.png"], { _ = try PNGReader.decode($0, file: "x", limit: 1 << 24) }),
    ("csv", ["expected.txt"], { _ = try CSV.decode($0, file: "x", options: CSV.Options(delimiter: nil)) }),
  ]

  /// Damaged files give arrays or errors of ours, and the process lives.
  @Test(arguments: readers.indices) func damagedFilesGiveErrorsAndNothingWorse(_ index: Int) throws {
    let reader = Self.readers[index]
    for (seed, name) in reader.files.enumerated() {
      var bytes = try FileBytes.read("\(Recorded.folder)/\(name)")
      if bytes.count > 20_000 { bytes = Array(bytes.prefix(2000)) }
      try attack(bytes, seed: seed, rounds: name == "cifar_batch" ? 3000 : 1500, reader.read)
    }
  }

  @Test func damagedSafetensorsZipsAndIDXGiveErrors() throws {
    let array = try #require(NumericArray(type: .float32, shape: [2, 2], bytes: Array(0..<16)))
    let file = try Safetensors.encode(Safetensors.File(arrays: [("a", array), ("b", array)], metadata: [("k", "v")]))
    try attack(file, seed: 1, rounds: 4000) { _ = try Safetensors.decode($0, file: "x") }
    try attack(idx([2, 2, 2], Array(0..<8)), seed: 2, rounds: 4000) { _ = try IDX.decode($0, file: "x") }
    try attack([UInt8](repeating: 1, count: 3073 * 2), seed: 3, rounds: 300) { _ = try CIFARBinary.decode($0, file: "x") }
  }

  private func attack(_ bytes: [UInt8], seed: Int, rounds: Int, _ read: ([UInt8]) throws -> Void) throws {
    var fuzz = Fuzz(state: UInt64(seed) &+ 99)
    var refused = 0
    for _ in 0..<rounds {
      var damaged = fuzz.damage(bytes)
      if fuzz.next(3) == 0 { damaged = fuzz.damage(damaged) }
      do { try read(damaged) } catch {
        #expect(error is DataError || error is TensorError, "\(error)")
        refused += 1
      }
    }
    #expect(refused > rounds / 20)
  }
}
