import NablaVM

/// Everything a program can import that is written in Swift.
public enum Library {
  public static var modules: [NativeModule] {
    PythonModules.all + TorchModule.all + VisionModules.all + PyplotModule.modules + VizModule.modules
      + NumPyModule.all
  }
}
