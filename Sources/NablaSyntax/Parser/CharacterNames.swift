/// Characters by their Unicode names, for `\N{...}`.
///
/// The standard library knows the name of a character but not the way back, so the way back is a search: some tens of
/// milliseconds at worst, for an escape that hardly any program uses, and no table in every binary.
enum CharacterNames {
  static func scalar(named name: String) -> Unicode.Scalar? {
    let wanted = name.uppercased()
    let planes: [ClosedRange<UInt32>] = [0x20...0xD7FF, 0xE000...0x323AF, 0xE0000...0xE01EF]
    for plane in planes {
      for value in plane {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let properties = scalar.properties
        if properties.name == wanted || properties.nameAlias == wanted { return scalar }
      }
    }
    return nil
  }
}
