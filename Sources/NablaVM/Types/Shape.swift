/// Where the attributes of instances lie (a "hidden class"): instances of a class that were given the same attributes in
/// the same order share a shape, so code that saw a shape once knows the slot without a look-up.
///
/// Shapes form a tree under their class. A shape's identity (`id`) is never reused. Instances with very many
/// attributes, or that had one deleted, get a shape of their own.
public final class Shape {
  @usableFromInline let id: Int
  /// Unowned: shapes die with their class, and instances keep that alive.
  unowned(unsafe) let type: TypeObject
  let names: [Name]
  @usableFromInline let count: Int
  private let indices: [Name: Int]
  private var children: [Name: Shape] = [:]

  private static var nextID = 0

  init(root type: TypeObject) {
    self.type = type
    names = []
    count = 0
    indices = [:]
    Shape.nextID &+= 1
    id = Shape.nextID
  }

  private init(type: TypeObject, names: [Name], indices: [Name: Int]) {
    self.type = type
    self.names = names
    count = names.count
    self.indices = indices
    Shape.nextID &+= 1
    id = Shape.nextID
  }

  func slot(_ name: Name) -> Int? { indices[name] }

  /// The shape after the attribute has been added.
  func adding(_ name: Name) -> Shape {
    if let child = children[name] { return child }
    var indices = self.indices
    indices[name] = names.count
    let shape = Shape(type: type, names: names + [name], indices: indices)
    // Objects used as dictionaries would make a shape for each name; those are not shared.
    if names.count < 64 { children[name] = shape }
    return shape
  }

  func removing(_ name: Name) -> Shape {
    let rest = names.filter { $0 != name }
    return Shape(
      type: type, names: rest, indices: Dictionary(uniqueKeysWithValues: zip(rest, rest.indices)))
  }

  func moved(to type: TypeObject, hasDictionary: Bool = false) -> Shape {
    var shape = hasDictionary ? type.dictionaryShape : type.rootShape
    for name in names { shape = shape.adding(name) }
    return shape
  }
}
