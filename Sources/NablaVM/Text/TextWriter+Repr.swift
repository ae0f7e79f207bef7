/// Text as `repr` shows it.
extension TextWriter {
  func append(repr text: TextBytes) {
    for index in 0..<text.count {
      let byte = text[index]
      // Quotes, backslashes and what cannot be printed take a closer look.
      if byte &- 32 >= 95 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") {
        return append(StrText.repr(String(text)))
      }
    }
    reserve(text.count + 2)
    append(UInt8(ascii: "'"))
    append(text)
    append(UInt8(ascii: "'"))
  }
}
