import Nabla
import Yams

/// The YAML between `# ---` lines at the top of a notebook.
public struct Header: Equatable {
  /// The lines as they stand in the file, fences included.
  let lines: [String]
  /// The YAML itself, without the comment signs.
  public let yaml: String

  public init(yaml: String) {
    let body = yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let kept = body.last == "" ? Array(body.dropLast()) : body
    self.yaml = kept.joined(separator: "\n")
    lines = ["# ---"] + kept.map { $0.isEmpty ? "#" : "# " + $0 } + ["# ---"]
  }

  init(lines: [String]) {
    self.lines = lines
    yaml = lines.dropFirst().dropLast().map(Comment.uncommented).joined(separator: "\n")
  }

  /// The content as data; `nil` when the text is no YAML mapping.
  public var content: Datum? {
    guard let node = try? Yams.compose(yaml: yaml), let datum = Header.datum(node, depth: 0), case .object = datum
    else { return nil }
    return datum
  }

  /// The notebook's title, where the header gives one.
  public var title: String? { content?["title"]?.string }

  private static func datum(_ node: Node, depth: Int) -> Datum? {
    guard depth < 100 else { return nil }
    switch node {
    case .scalar(let scalar):
      switch node.tag.description {
      case "tag:yaml.org,2002:null": return .null
      case "tag:yaml.org,2002:bool": return node.bool.map(Datum.bool)
      case "tag:yaml.org,2002:int": return node.int.map(Datum.int)
      case "tag:yaml.org,2002:float": return node.float.map(Datum.double)
      default: return .string(scalar.string)
      }
    case .sequence(let items):
      return .array(items.compactMap { datum($0, depth: depth + 1) })
    case .mapping(let pairs):
      return .object(
        pairs.compactMap { key, value in
          guard let key = key.string, let value = datum(value, depth: depth + 1) else { return nil }
          return Datum.Member(key, value)
        })
    default:
      return nil
    }
  }
}

/// Lines behind a `#`.
enum Comment {
  /// The line without its `# ` or `#`; a line that has none stays as it is.
  static func uncommented(_ line: String) -> String {
    if line.hasPrefix("# ") { return String(line.dropFirst(2)) }
    if line.hasPrefix("#") { return String(line.dropFirst()) }
    return line
  }

  static func commented(_ line: String) -> String { line.isEmpty ? "#" : "# " + line }
}
