import NablaVM

/// `nabla.tables`: the tables that operations are declared in, for programs that ask what there is; the coverage page is
/// written by one.
enum TablesModule {
  static let module = NativeModule("nabla.tables", "What the tables declare.") { module, _ in
    module.define([
      Native(
        "operations", "()",
        "The operations on tensors by family: {family: [(name, signature, summary, forms)]}, forms being those of "
          + "'function', 'method', 'in-place' and 'functional' in which each is offered."
      ) { _, _ in
        let dict = DictObject()
        for (family, table) in Operations.families {
          let entries = table.map { operation in
            Value.tuple([
              .string(operation.name), .string(operation.signature), .string(operation.summary),
              .tuple(operation.forms.names.map { .string($0) }),
            ])
          }
          dict[family] = .list(entries)
        }
        return .object(dict)
      }
    ])
  }
}

extension Forms {
  var names: [String] {
    let known: [(Forms, String)] = [
      (.function, "function"), (.method, "method"), (.inPlace, "in-place"), (.functional, "functional"),
    ]
    return known.filter { contains($0.0) }.map(\.1)
  }
}
