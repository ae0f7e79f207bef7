/// The modules that were imported: `sys.modules` itself, so that a program that takes a module out or puts one in decides
/// what the next `import` finds.
public struct ModuleTable {
  public let dictionary = DictObject()

  public subscript(name: String) -> ModuleObject? {
    get { dictionary[name]?.as(ModuleObject.self) }
    nonmutating set { dictionary[name] = newValue.map { .object($0) } }
  }

  var all: [ModuleObject] { dictionary.pairs.compactMap { $0.1.as(ModuleObject.self) } }

  /// `None` in the place of a module says that it shall not be imported.
  func isBlocked(_ name: String) -> Bool { dictionary[name]?.isNone ?? false }
}
