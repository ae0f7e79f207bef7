extension Picture {
  /// The picture in a terminal of 24-bit colours: each character cell is an upper half block, `▀`, whose foreground is
  /// one pixel and whose background is the pixel below. Larger pictures are averaged down to `columns`; colours are
  /// written only where they change.
  public func halfBlocks(columns: Int = 80) -> String {
    let cells = max(1, min(columns, width))
    let scale = Double(width) / Double(cells)
    let rows = max(1, Int((Double(height) / scale).rounded()))
    var text = ""
    for row in stride(from: 0, to: rows, by: 2) {
      var last: (Int, Int) = (-1, -1)
      for column in 0..<cells {
        let upper = average(column: column, row: row, cells: cells, rows: rows)
        let lower = row + 1 < rows ? average(column: column, row: row + 1, cells: cells, rows: rows) : -1
        if upper != last.0 { text += "\u{1B}[38;2;\(upper >> 16);\(upper >> 8 & 255);\(upper & 255)m" }
        if lower != last.1 {
          text += lower < 0 ? "\u{1B}[49m" : "\u{1B}[48;2;\(lower >> 16);\(lower >> 8 & 255);\(lower & 255)m"
        }
        text += "▀"
        last = (upper, lower)
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }

  /// The mean colour of the pixels that a cell's half covers, as 0xRRGGBB.
  private func average(column: Int, row: Int, cells: Int, rows: Int) -> Int {
    let left = column * width / cells
    let right = max(left + 1, (column + 1) * width / cells)
    let top = min(height - 1, row * height / rows)
    let bottom = min(height, max(top + 1, (row + 1) * height / rows))
    var (red, green, blue, count) = (0, 0, 0, 0)
    for y in top..<bottom {
      for x in left..<min(width, right) {
        let color = rgb(x: x, y: y)
        red += Int(color.red)
        green += Int(color.green)
        blue += Int(color.blue)
        count += 1
      }
    }
    count = max(1, count)
    return (red / count) << 16 | (green / count) << 8 | blue / count
  }
}
