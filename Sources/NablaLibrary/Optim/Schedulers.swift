import Glibc
import NablaVM

/// The classes of `torch.optim.lr_scheduler`. Each gives the rates of the epoch that begins, from the present ones where
/// PyTorch's recursive form does, so that rates changed by hand are kept.
enum Schedulers {
  static let all: [TypeObject] = [
    base, stepLR, multiStepLR, exponentialLR, cosineAnnealingLR, linearLR, constantLR, polynomialLR, lambdaLR, plateau,
  ]

  static let base = TypeObject(
    NativeType(
      "LRScheduler", module: "torch.optim.lr_scheduler", summary: "Base class of learning rate schedules.",
      allocate: { type, _ in SchedulerObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, optimizer, last_epoch=-1)", "For schedules written in the language.") { a, vm in
            try a.receiver(SchedulerObject.self, vm).begin(a[1], lastEpoch: a.int(2, vm), vm)
            return .none
          },
          Native("step", "(self, epoch=None)", "Sets the rates of the next epoch.") { a, vm in
            try a.receiver(SchedulerObject.self, vm).step(vm, epoch: a.optionalInt(1, vm))
            return .none
          },
          Native("get_last_lr", "(self)", "The rates set last.") { a, vm in
            try a.receiver(SchedulerObject.self, vm).ownAttribute("_last_lr") ?? Value.none
          },
          Native("get_lr", "(self)", "The rates of the epoch; for overriding.") { _, _ in
            throw Raised(.notImplementedError, "")
          },
          Native("state_dict", "(self)", "The numbers, for saving.") { a, vm in
            let object = try a.receiver(SchedulerObject.self, vm)
            let state = DictObject()
            for name in object.ownNames where name != "optimizer" && name != "lr_lambdas" {
              state[name.text] = object.ownAttribute(name) ?? Value.none
            }
            return .object(state)
          },
          Native("load_state_dict", "(self, state_dict)", "Takes saved numbers over.") { a, vm in
            let object = try a.receiver(SchedulerObject.self, vm)
            for (key, value) in a[1].as(DictObject.self)?.pairs ?? [] {
              if let name = key.as(StrObject.self)?.text { object.setOwnAttribute(Name(name), value) }
            }
            return .none
          },
        ]
      }))

  private static let stepLR = make("StepLR", "(self, optimizer, step_size, gamma=0.1, last_epoch=-1)", ["step_size", "gamma"]) { s, _ in
    let epoch = s.lastEpoch
    let rates = s.rates()
    guard epoch != 0, s.int("step_size") > 0, epoch % s.int("step_size") == 0 else { return rates }
    return rates.map { $0 * s.number("gamma") }
  }

  private static let multiStepLR = make(
    "MultiStepLR", "(self, optimizer, milestones, gamma=0.1, last_epoch=-1)", ["milestones", "gamma"]
  ) { s, _ in
    let hits = s.numbers("milestones").filter { Int($0) == s.lastEpoch }.count
    return s.rates().map { $0 * pow(s.number("gamma"), Double(hits)) }
  }

  private static let exponentialLR = make("ExponentialLR", "(self, optimizer, gamma, last_epoch=-1)", ["gamma"]) { s, _ in
    s.lastEpoch == 0 ? s.rates() : s.rates().map { $0 * s.number("gamma") }
  }

  private static let cosineAnnealingLR = make(
    "CosineAnnealingLR", "(self, optimizer, T_max, eta_min=0.0, last_epoch=-1)", ["T_max", "eta_min"]
  ) { s, _ in
    let (period, least, epoch) = (s.number("T_max"), s.number("eta_min"), Double(s.lastEpoch))
    if s.lastEpoch == 0 { return s.rates() }
    if (s.lastEpoch - 1 - Int(period)) % (2 * max(Int(period), 1)) == 0 {
      return zip(s.numbers("base_lrs"), s.rates()).map { base, rate in
        rate + (base - least) * (1 - cos(.pi / period)) / 2
      }
    }
    return s.rates().map { rate in
      (1 + cos(.pi * epoch / period)) / (1 + cos(.pi * (epoch - 1) / period)) * (rate - least) + least
    }
  }

  private static let linearLR = make(
    "LinearLR", "(self, optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1)",
    ["start_factor", "end_factor", "total_iters"]
  ) { s, _ in
    let (start, end, total) = (s.number("start_factor"), s.number("end_factor"), s.number("total_iters"))
    let epoch = Double(s.lastEpoch)
    if epoch == 0 { return s.rates().map { $0 * start } }
    if epoch > total { return s.rates() }
    return s.rates().map { $0 * (1 + (end - start) / (total * start + (epoch - 1) * (end - start))) }
  }

  private static let constantLR = make(
    "ConstantLR", "(self, optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1)", ["factor", "total_iters"]
  ) { s, _ in
    if s.lastEpoch == 0 { return s.rates().map { $0 * s.number("factor") } }
    if s.lastEpoch != s.int("total_iters") { return s.rates() }
    return s.rates().map { $0 * (1 / s.number("factor")) }
  }

  private static let polynomialLR = make(
    "PolynomialLR", "(self, optimizer, total_iters=5, power=1.0, last_epoch=-1)", ["total_iters", "power"]
  ) { s, _ in
    let (total, epoch) = (s.number("total_iters"), Double(s.lastEpoch))
    if epoch == 0 || epoch > total { return s.rates() }
    let factor = pow((1 - epoch / total) / (1 - (epoch - 1) / total), s.number("power"))
    return s.rates().map { $0 * factor }
  }

  private static let lambdaLR = TypeObject(
    NativeType(
      "LambdaLR", module: "torch.optim.lr_scheduler", bases: { [base] },
      summary: "The initial rate times a function of the epoch.",
      allocate: { type, _ in SchedulerObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, optimizer, lr_lambda, last_epoch=-1)", "") { a, vm in
            let object = try a.receiver(SchedulerObject.self, vm)
            let groups = a[1].as(OptimizerObject.self)?.dictionaries.count ?? 1
            let isList: Bool = { if case .object(let o) = a[2] { return Sequences.items(of: o) != nil } else { return false } }()
            let functions = isList ? try vm.array(a[2]) : Array(repeating: a[2], count: groups)
            guard functions.count == groups else {
              throw Raised(.valueError, "Expected \(groups) lr_lambdas, but got \(functions.count)")
            }
            object.setOwnAttribute("lr_lambdas", .list(functions))
            try object.begin(a[1], lastEpoch: a.int(3, vm), vm)
            return .none
          },
          Native("get_lr", "(self)", "The rates of the epoch.") { a, vm in
            let object = try a.receiver(SchedulerObject.self, vm)
            let functions = try vm.array(object.ownAttribute("lr_lambdas") ?? .none)
            let rates = try zip(object.numbers("base_lrs"), functions).map { rate, function -> Value in
              .float(rate * (try vm.double(try vm.call(function, [.int(object.lastEpoch)]))))
            }
            return .list(rates)
          },
        ]
      }))

  private static func make(
    _ name: String, _ signature: String, _ attributes: [String],
    _ rates: @escaping (SchedulerObject, Interpreter) throws -> [Double]
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torch.optim.lr_scheduler", bases: { [base] }, summary: "A learning rate schedule.",
        allocate: { type, _ in SchedulerObject(type: type) },
        methods: {
          [
            Native("__init__", signature, "") { a, vm in
              let object = try a.receiver(SchedulerObject.self, vm)
              for (index, attribute) in attributes.enumerated() {
                object.setOwnAttribute(Name(attribute), a[2 + index])
              }
              try object.begin(a[1], lastEpoch: a.int(2 + attributes.count, vm), vm)
              return .none
            },
            Native("get_lr", "(self)", "The rates of the epoch.") { a, vm in
              .list(try rates(a.receiver(SchedulerObject.self, vm), vm).map { .float($0) })
            },
          ]
        }))
  }
}
