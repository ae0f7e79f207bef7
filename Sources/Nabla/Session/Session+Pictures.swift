import NablaLibrary

extension Session {
  /// A picture as lines of coloured half-blocks, for terminals; `nil` when the bytes are no PNG.
  public static func halfBlocks(png: [UInt8], columns: Int) -> String? {
    Pictures.halfBlocks(png: png, columns: columns)
  }
}
