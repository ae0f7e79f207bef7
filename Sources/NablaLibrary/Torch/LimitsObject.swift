import NablaTensor
import NablaVM

/// `torch.finfo` and `torch.iinfo`.
final class LimitsObject: InstanceObject {
  private let text: String

  private init(_ type: TypeObject, _ text: String, _ fields: [(Name, Value)]) {
    self.text = text
    super.init(type: type)
    for (name, value) in fields { setOwnAttribute(name, value) }
  }

  override func repr(_ vm: Interpreter) throws -> String { text }

  private static let finfo = TypeObject(NativeType("finfo", module: "torch"))
  private static let iinfo = TypeObject(NativeType("iinfo", module: "torch"))

  static func floating(_ value: Value) throws -> LimitsObject {
    let dtype = value.as(DTypeObject.self)?.dtype ?? .defaultFloat
    switch dtype {
    case .float32:
      return LimitsObject(
        finfo,
        "finfo(resolution=1e-06, min=-3.40282e+38, max=3.40282e+38, eps=1.19209e-07, smallest_normal=1.17549e-38, "
          + "tiny=1.17549e-38, dtype=float32)",
        fields(Double(Float.greatestFiniteMagnitude), Double(Float.ulpOfOne), Double(Float.leastNormalMagnitude), 1e-6, 32))
    case .float64:
      return LimitsObject(
        finfo,
        "finfo(resolution=1e-15, min=-1.79769e+308, max=1.79769e+308, eps=2.22045e-16, smallest_normal=2.22507e-308, "
          + "tiny=2.22507e-308, dtype=float64)",
        fields(.greatestFiniteMagnitude, Double.ulpOfOne, .leastNormalMagnitude, 1e-15, 64))
    case .float16:
      return LimitsObject(
        finfo,
        "finfo(resolution=0.001, min=-65504, max=65504, eps=0.000976562, smallest_normal=6.10352e-05, "
          + "tiny=6.10352e-05, dtype=float16)",
        fields(65504, 0x1p-10, 0x1p-14, 0.001, 16))
    case .bfloat16:
      return LimitsObject(
        finfo,
        "finfo(resolution=0.01, min=-3.38953e+38, max=3.38953e+38, eps=0.0078125, smallest_normal=1.17549e-38, "
          + "tiny=1.17549e-38, dtype=bfloat16)",
        fields(0x1.fep127, 0x1p-7, 0x1p-126, 0.01, 16))
    default:
      throw Raised(
        .typeError, "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'")
    }
  }

  private static func fields(
    _ max: Double, _ eps: Double, _ tiny: Double, _ resolution: Double, _ bits: Int
  ) -> [(Name, Value)] {
    [
      ("max", .float(max)), ("min", .float(-max)), ("eps", .float(eps)), ("tiny", .float(tiny)),
      ("smallest_normal", .float(tiny)), ("resolution", .float(resolution)), ("bits", .int(bits)),
    ]
  }

  static func integer(_ value: Value) throws -> LimitsObject {
    let limits: (Int, Int, Int, String)
    switch value.as(DTypeObject.self)?.dtype {
    case .int64?: limits = (Int.min, Int.max, 64, "iinfo(min=-9.22337e+18, max=9.22337e+18, dtype=int64)")
    case .int32?: limits = (Int(Int32.min), Int(Int32.max), 32, "iinfo(min=-2.14748e+09, max=2.14748e+09, dtype=int32)")
    case .int16?: limits = (Int(Int16.min), Int(Int16.max), 16, "iinfo(min=-32768, max=32767, dtype=int16)")
    case .int8?: limits = (-128, 127, 8, "iinfo(min=-128, max=127, dtype=int8)")
    case .uint8?: limits = (0, 255, 8, "iinfo(min=0, max=255, dtype=uint8)")
    default:
      throw Raised(.typeError, "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'")
    }
    return LimitsObject(iinfo, limits.3, [("min", .int(limits.0)), ("max", .int(limits.1)), ("bits", .int(limits.2))])
  }
}
