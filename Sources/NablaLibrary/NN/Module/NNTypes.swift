import NablaVM

/// The classes of `torch.nn` that are not layers.
enum NNTypes {
  static let module = TypeObject(
    NativeType(
      "Module", module: "torch.nn.modules.module", summary: "Base class for all neural network modules.",
      allocate: { type, _ in NNModuleObject(type: type) },
      methods: {
        ModuleMethods.lifecycle + ModuleMethods.walking + ModuleMethods.registering + ModuleMethods.modes
          + ModuleMethods.state + ModuleMethods.hooks
      }))

  static let sequential = container("Sequential", "Runs modules one after the other.", ContainerMethods.sequential)
  static let moduleList = container("ModuleList", "A list of modules.", ContainerMethods.moduleList)
  static let moduleDict = container("ModuleDict", "A dictionary of modules.", ContainerMethods.moduleDict)
  static let parameterList = container("ParameterList", "A list of parameters.", ContainerMethods.parameterList)

  private static func container(
    _ name: String, _ summary: String, _ methods: @escaping @autoclosure () -> [Native]
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torch.nn.modules.container", bases: { [NNTypes.module] }, summary: summary,
        allocate: { type, _ in NNModuleObject(type: type) }, methods: methods))
  }
}
