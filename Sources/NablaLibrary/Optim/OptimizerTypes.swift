import NablaNN
import NablaTensor
import NablaVM

/// The classes of `torch.optim`.
enum OptimizerTypes {
  static let base = TypeObject(
    NativeType(
      "Optimizer", module: "torch.optim.optimizer", summary: "Base class of optimisers.",
      allocate: { type, _ in OptimizerObject(type: type) }, methods: { OptimizerMethods.all }))

  static let all: [TypeObject] = [sgd, adam, adamW, rmsprop, adagrad, adadelta]

  private static let rest = "maximize=False, foreach=None, capturable=False, differentiable=False, fused=None"

  static let sgd = make(
    "SGD", "torch.optim.sgd",
    "(self, params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, foreach=None, "
      + "differentiable=False, fused=None)", "Stochastic gradient descent."
  ) { a, groups, vm in
    try SGD(groups: groups, lr: number(a[2]), momentum: number(a[3]), dampening: number(a[4]), weightDecay: number(a[5]),
            nesterov: a.bool(6, vm), maximize: a.bool(7, vm))
  }

  static let adam = make(
    "Adam", "torch.optim.adam",
    "(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, *, foreach=None, "
      + "maximize=False, capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False)",
    "Adaptive moments (Kingma and Ba 2014)."
  ) { a, groups, vm in
    try Adam(groups: groups, lr: number(a[2]), betas: pair(a[3]), eps: number(a[4]), weightDecay: number(a[5]),
             amsgrad: a.bool(6, vm), maximize: a.bool(8, vm))
  }

  static let adamW = make(
    "AdamW", "torch.optim.adamw",
    "(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False, *, maximize=False, "
      + "foreach=None, capturable=False, differentiable=False, fused=None)",
    "Adam with decoupled weight decay (Loshchilov and Hutter 2017)."
  ) { a, groups, vm in
    try AdamW(groups: groups, lr: number(a[2]), betas: pair(a[3]), eps: number(a[4]), weightDecay: number(a[5]),
              amsgrad: a.bool(6, vm), maximize: a.bool(7, vm))
  }

  static let rmsprop = make(
    "RMSprop", "torch.optim.rmsprop",
    "(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False, capturable=False, "
      + "foreach=None, maximize=False, differentiable=False)",
    "Divides gradients by a running average of their size."
  ) { a, groups, vm in
    try RMSprop(groups: groups, lr: number(a[2]), alpha: number(a[3]), eps: number(a[4]), weightDecay: number(a[5]),
                momentum: number(a[6]), centered: a.bool(7, vm), maximize: a.bool(10, vm))
  }

  static let adagrad = make(
    "Adagrad", "torch.optim.adagrad",
    "(self, params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None, *, "
      + "maximize=False, differentiable=False, fused=None)",
    "Divides gradients by the root of the sum of their squares."
  ) { a, groups, vm in
    try Adagrad(groups: groups, lr: number(a[2]), lrDecay: number(a[3]), weightDecay: number(a[4]),
                initialAccumulatorValue: number(a[5]), eps: number(a[6]), maximize: a.bool(8, vm))
  }

  static let adadelta = make(
    "Adadelta", "torch.optim.adadelta",
    "(self, params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False, maximize=False, "
      + "differentiable=False)",
    "Scales steps by running averages of steps and gradients (Zeiler 2012)."
  ) { a, groups, vm in
    try Adadelta(groups: groups, lr: number(a[2]), rho: number(a[3]), eps: number(a[4]), weightDecay: number(a[5]),
                 maximize: a.bool(8, vm))
  }

  private static func number(_ value: Value) throws -> Scalar {
    switch try Settings.value(value) {
    case .number(let scalar): return scalar
    case .bool(let flag): return .bool(flag)
    default: throw Raised(.typeError, "'<=' not supported between instances of 'float' and '\(value.className)'")
    }
  }

  private static func pair(_ value: Value) throws -> (Scalar, Scalar) {
    guard case .pair(let a, let b) = try Settings.value(value) else {
      throw Raised(.typeError, "betas must be a pair of numbers")
    }
    return (a, b)
  }

  private static func make(
    _ name: String, _ module: String, _ signature: String, _ summary: String,
    _ engine: @escaping (Arguments, [ParameterGroup], Interpreter) throws -> Optimizer
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: module, bases: { [OptimizerTypes.base] }, summary: summary,
        allocate: { type, _ in OptimizerObject(type: type) },
        methods: {
          [
            Native("__init__", signature, summary) { arguments, vm in
              let object = try arguments.receiver(OptimizerObject.self, vm)
              let given = try ParameterArguments.groups(arguments[1], vm)
              try TensorErrors.translate {
                let made = try engine(arguments, given.map(\.group), vm)
                object.engine = made
                for (index, group) in made.groups.enumerated() {
                  object.groups.items.append(.object(OptimizerObject.dictionary(group, given[index].objects)))
                }
                for (name, value) in made.defaults { object.defaults[name] = Settings.value(value) }
              }
              return .none
            }
          ]
        }))
  }
}

/// The first argument of an optimiser: tensors, or dictionaries with tensors and settings.
enum ParameterArguments {
  struct Group {
    let group: ParameterGroup
    let objects: [Value]
    /// Settings no engine knows, kept for optimisers of the language.
    let extra: [(String, Value)]
  }

  static func groups(_ value: Value, _ vm: Interpreter) throws -> [Group] {
    if let tensor = TensorObject.from(value) {
      throw Raised(
        .typeError,
        "params argument given to the optimizer should be an iterable of Tensors or dicts, but got "
          + tensor.tensor.dtype.tensorTypeName, details: ["a single tensor goes in a list: `[w]`"])
    }
    if let module = value.as(NNModuleObject.self), ModuleContainers.kind(module) == nil {
      throw Raised(.typeError, "'\(module.type.name)' object is not iterable", details: [
        "give the parameters, not the module: `.parameters()`"
      ])
    }
    let items = try vm.array(value)
    guard let first = items.first else {
      throw Raised(.valueError, "optimizer got an empty parameter list", details: [
        "layers kept in a plain list are invisible to their module: use `nn.ModuleList`"
      ])
    }
    if first.as(DictObject.self) != nil { return try items.map { try group($0, vm) } }
    return [Group(group: ParameterGroup(try items.map { try parameter($0, vm) }), objects: items.map(unnamed), extra: [])]
  }

  static func group(_ value: Value, _ vm: Interpreter) throws -> Group {
    guard let dictionary = value.as(DictObject.self), let params = dictionary["params"] else {
      throw Raised(.typeError, "param_group must be a dict, but got \(vm.typeName(of: value))")
    }
    let objects = TensorObject.from(params) != nil ? [params] : try vm.array(params)
    let group = ParameterGroup(try objects.map { try parameter($0, vm) })
    var extra: [(String, Value)] = []
    for (key, value) in dictionary.pairs {
      guard let name = key.as(StrObject.self)?.text, name != "params" else { continue }
      group[name] = try Settings.value(value)
      extra.append((name, value))
    }
    return Group(group: group, objects: objects.map(unnamed), extra: extra)
  }

  /// `(name, parameter)` pairs stand for their parameters.
  private static func unnamed(_ value: Value) -> Value {
    if let pair = value.as(TupleObject.self), pair.items.count == 2 { return pair.items[1] }
    return value
  }

  private static func parameter(_ value: Value, _ vm: Interpreter) throws -> Tensor {
    guard let object = TensorObject.from(unnamed(value)) else {
      throw Raised(.typeError, "optimizer can only optimize Tensors, but one of the params is \(vm.typeName(of: value))")
    }
    return object.tensor
  }
}
