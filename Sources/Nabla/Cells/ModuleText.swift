/// What of a notebook or script file a program gets when it imports it.
///
/// Line numbers stay the file's own: lines that are left out become empty. Left out are Markdown and raw cells written
/// as bare strings, cells tagged `test` (a module's test cells test it, and are not part of it), and magics.
public enum ModuleText {
  public static func importable(_ text: String) -> String {
    // Most modules have neither tests nor magics: they are taken as they are.
    guard text.contains("%") else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let states = LineStates(lines)
    var isLeftOut = false
    for index in lines.indices where states[index] == .fresh || isLeftOut {
      if states[index] == .fresh, let marker = CellMarker(line: lines[index]) {
        isLeftOut = marker.kind != .code || marker.options.isTagged("test")
        continue
      }
      if isLeftOut || lines[index].hasPrefix("%") || lines[index].hasPrefix("!") { lines[index] = "" }
    }
    return lines.joined(separator: "\n")
  }
}
