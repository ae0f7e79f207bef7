/// How a session is set up, before anything runs.
public struct SessionOptions {
  /// `sys.argv[0]` and `__file__`: the path of the program; `nil` at a prompt and for `-c`.
  public var program: String?
  /// Where modules are looked for first; the program's own folder when not given.
  public var folder: String?
  /// `sys.argv[1:]`.
  public var arguments: [String]
  /// Seeds `torch` and `random` before the program starts.
  public var seed: Int?
  /// The folder of the standard library's modules; found beside the binary when not given.
  public var standardLibrary: String?
  /// Takes what the program prints; `nil` sends it straight to the process's standard output.
  public var output: ((String) -> Void)?
  /// The same for standard error.
  public var errorOutput: ((String) -> Void)?
  /// What becomes of hints about mistakes that raise nothing.
  public var hints: HintMode
  /// Whether the first operation that gives a NaN or an infinity is named, which costs a look at every tensor.
  public var watchesNonFinite: Bool
  /// Takes the pictures that the program shows, as PNG, with a caption.
  public var pictures: ((_ png: [UInt8], _ caption: String) -> Void)?

  public init(
    program: String? = nil, folder: String? = nil, arguments: [String] = [], seed: Int? = nil,
    standardLibrary: String? = nil,
    output: ((String) -> Void)? = nil, errorOutput: ((String) -> Void)? = nil,
    hints: HintMode = .on, watchesNonFinite: Bool = false,
    pictures: ((_ png: [UInt8], _ caption: String) -> Void)? = nil
  ) {
    self.program = program
    self.folder = folder
    self.arguments = arguments
    self.seed = seed
    self.standardLibrary = standardLibrary
    self.output = output
    self.errorOutput = errorOutput
    self.hints = hints
    self.watchesNonFinite = watchesNonFinite
    self.pictures = pictures
  }
}
