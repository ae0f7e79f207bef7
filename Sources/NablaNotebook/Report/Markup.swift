import CCMark
import Glibc

/// Text made fit for HTML.
enum Markup {
  static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out += Array("&amp;".utf8)
      case UInt8(ascii: "<"): out += Array("&lt;".utf8)
      case UInt8(ascii: ">"): out += Array("&gt;".utf8)
      case UInt8(ascii: "\""): out += Array("&quot;".utf8)
      // Control characters are not allowed in HTML, escaped or not.
      case 0..<9, 11, 12, 14..<32: out += Array("\u{fffd}".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// CommonMark as HTML. Raw HTML and links that run scripts are left out: a report opens in a browser, whoever wrote
  /// the notebook.
  static func html(markdown: String) -> String {
    guard markdown.utf8.count < Int(Int32.max) else { return "<pre>" + escaped(markdown) + "</pre>" }
    guard let html = cmark_markdown_to_html(markdown, markdown.utf8.count, Int32(CMARK_OPT_DEFAULT)) else { return "" }
    defer { free(html) }
    return String(cString: html)
  }
}
