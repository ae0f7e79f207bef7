import NablaVM

/// What `plt.subplots(2, 3)` gives for its axes: indexed as NumPy's object arrays are (`axes[0, 1]`, `axes[0][1]`,
/// `axes.flat`, `axes.flatten()`, `axes.ravel()`, unpacking, iteration).
final class AxesGrid: Container {
  private var rows: [[AxesObject]]
  private let isFlat: Bool

  init(_ rows: [[AxesObject]], isFlat: Bool) {
    self.rows = rows
    self.isFlat = isFlat
    super.init(type: AxesGrid.type)
  }

  private var items: [Value] {
    isFlat ? (rows.first ?? []).map { .object($0) } : rows.map { .object(AxesGrid([$0], isFlat: true)) }
  }
  private var all: [AxesObject] { rows.flatMap { $0 } }
  private var shape: [Int] { isFlat ? [rows.first?.count ?? 0] : [rows.count, rows.first?.count ?? 0] }

  override func visitReferences(_ visit: (Object) -> Void) {
    for row in rows { for axes in row { visit(axes) } }
  }
  override func clearReferences() { rows = [] }

  override func length(_ vm: Interpreter) throws -> Int? { items.count }
  override func iterator(_ vm: Interpreter) throws -> Object? { try vm.iterator(.list(items)) }
  override func repr(_ vm: Interpreter) throws -> String {
    "array([" + (try items.map { try vm.repr($0) }.joined(separator: ", ")) + "], dtype=object)"
  }

  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    guard let place = key.as(TupleObject.self)?.items else { return try vm.item(.list(items), key) }
    guard place.count == 2, !isFlat else {
      throw Raised(
        .indexError,
        "too many indices for array: array is \(shape.count)-dimensional, but \(place.count) were indexed")
    }
    let row = try vm.item(.list(rows.map { .list($0.map { .object($0) }) }), place[0])
    return try vm.item(row, place[1])
  }

  private static func flat(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    .object(AxesGrid([try arguments.receiver(AxesGrid.self, vm).all], isFlat: true))
  }

  static let type = TypeObject(
    NativeType(
      "ndarray", module: "numpy", summary: "A grid of plots.",
      methods: {
        [
          Native("flatten", "(self)", "All plots, row by row.", flat),
          Native("ravel", "(self)", "All plots, row by row.", flat),
        ]
      },
      properties: {
        [
          NativeProperty("flat", "All plots, row by row.") { object, _ in
            .object(AxesGrid([(object as? AxesGrid)?.all ?? []], isFlat: true))
          },
          NativeProperty("shape", "Rows and columns.") { object, _ in
            .tuple(((object as? AxesGrid)?.shape ?? []).map { .int($0) })
          },
        ]
      }))
}
