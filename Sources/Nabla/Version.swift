/// Which Nabla this is.
public enum Version {
  public static let number = "0.1.0"
  public static let line = "nabla \(number)"
}
