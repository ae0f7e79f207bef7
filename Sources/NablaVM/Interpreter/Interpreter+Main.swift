extension Interpreter {
  /// Makes a module that was built elsewhere known by its name: `__main__`, which no import makes.
  public func register(main module: ModuleObject) { modules[module.name] = module }
}
