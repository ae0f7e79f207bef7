import Glibc
import Nabla
import NablaNotebook

/// Pictures in the terminal: in full where it speaks kitty's protocol, as coloured half-blocks where it has colours,
/// and as the path of the file otherwise.
///
/// `NABLA_GRAPHICS` chooses (`kitty`, `iterm`, `blocks`, `none`); `auto`, the default, goes by the environment and
/// never asks the terminal.
public enum TerminalPicture {
  enum Way: String { case kitty, iterm, blocks, none }

  static var way: Way {
    if let asked = Terminal.variable("NABLA_GRAPHICS"), let way = Way(rawValue: asked) { return way }
    guard Terminal.drawsEscapes else { return .none }
    let term = Terminal.variable("TERM") ?? ""
    let program = Terminal.variable("TERM_PROGRAM") ?? ""
    if Terminal.variable("KITTY_WINDOW_ID") != nil || term == "xterm-kitty" || term == "xterm-ghostty"
      || program == "WezTerm" || program == "ghostty"
    {
      return .kitty
    }
    if Terminal.variable("LC_TERMINAL") == "iTerm2" { return .iterm }
    let colours = Terminal.variable("COLORTERM") ?? ""
    return colours == "truecolor" || colours == "24bit" ? .blocks : .none
  }

  /// - Parameter path: where the picture lies as a file, if it does.
  public static func show(_ png: [UInt8], path: String?) {
    let out = ProcessOutput.standard
    out.flush()
    let way = Colour.isOff && self.way == .blocks ? .none : self.way
    switch way {
    case .kitty: out.write(kitty(png))
    case .iterm: out.write("\u{1b}]1337;File=inline=1;size=\(png.count):\(Base64.text(png))\u{7}\n")
    case .blocks:
      if let text = Session.halfBlocks(png: png, columns: min(Terminal.columns, 100)) { out.write(text) }
    case .none: break
    }
    if let path, way == .none || way == .blocks { out.write("[picture: \(path)]\n") }
    out.flush()
  }

  /// kitty's protocol: base64 in pieces of at most 4096 characters, all but the last marked as unfinished.
  static func kitty(_ png: [UInt8]) -> String {
    let text = Array(Base64.text(png).utf8)
    var result = ""
    var start = 0
    repeat {
      let end = min(start + 4096, text.count)
      let more = end < text.count ? 1 : 0
      let control = start == 0 ? "a=T,f=100,q=2,m=\(more)" : "q=2,m=\(more)"
      result += "\u{1b}_G\(control);" + String(decoding: text[start..<end], as: UTF8.self) + "\u{1b}\\"
      start = end
    } while start < text.count
    return result + "\n"
  }
}
