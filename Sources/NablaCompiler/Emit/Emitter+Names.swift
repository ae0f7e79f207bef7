import NablaBytecode
import NablaSource
import NablaSyntax

/// Reading, assigning and deleting names.
extension Emitter {
  /// The register of a plain local that needs no check, so that operands can be used in place.
  func stableRegister(of name: String) -> Int? {
    let name = mangle(name, in: scope.className)
    guard case .local(let owner, false) = scope.place(of: name) else { return nil }
    let register = register(of: name, owner: owner)
    return assigned.contains(register) ? register : nil
  }

  func loadName(_ name: String, to target: Int) {
    let name = mangle(name, in: scope.className)
    switch scope.place(of: name) {
    case .local(let owner, let isCell):
      let register = register(of: name, owner: owner)
      if isCell {
        emit(.loadCell, target, register, self.name(name))
      } else {
        check(register, name, owner)
        move(register, to: target)
      }
    case .free(let index): emit(.loadFree, target, index)
    case .global: emit(.loadGlobal, target, wide: global(name))
    case .className: emit(.loadName, target, wide: self.name(name))
    case .classNameOrFree(let index): emit(.loadNameOrFree, target, self.name(name), index)
    }
  }

  /// Raises `UnboundLocalError` where the local may have no value.
  func check(_ register: Int, _ name: String, _ owner: Scope) {
    if assigned.contains(register) { return }
    emit(.checkLocal, register, self.name(name))
    if !owner.unbound.contains(name) { assigned.insert(register) }
  }

  /// The register that an assignment to this name may compute its value into directly.
  func directTarget(_ name: String) -> Int? {
    let name = mangle(name, in: scope.className)
    guard case .local(let owner, false) = scope.place(of: name) else { return nil }
    return register(of: name, owner: owner)
  }

  func didAssign(_ name: String) {
    let name = mangle(name, in: scope.className)
    guard case .local(let owner, false) = scope.place(of: name), !owner.unbound.contains(name) else { return }
    assigned.insert(register(of: name, owner: owner))
  }

  func storeName(_ name: String, from source: Int) {
    let mangled = mangle(name, in: scope.className)
    switch scope.place(of: mangled) {
    case .local(let owner, let isCell):
      let register = register(of: mangled, owner: owner)
      if isCell {
        emit(.storeCell, register, source)
      } else {
        move(source, to: register)
        didAssign(name)
      }
    case .free(let index): emit(.storeFree, index, source)
    case .global: emit(.storeGlobal, source, wide: global(mangled))
    case .className, .classNameOrFree: emit(.storeName, source, wide: self.name(mangled))
    }
  }

  func deleteName(_ name: String) {
    let name = mangle(name, in: scope.className)
    switch scope.place(of: name) {
    case .local(let owner, let isCell):
      let register = register(of: name, owner: owner)
      emit(isCell ? .deleteCell : .deleteLocal, register, self.name(name))
      assigned.remove(register)
    case .free(let index): emit(.deleteFree, index, self.name(name))
    case .global: emit(.deleteGlobal, 0, wide: global(name))
    case .className, .classNameOrFree: emit(.deleteName, 0, wide: self.name(name))
    }
  }

  /// Makes the cells of captured parameters and locals at the start of a frame.
  func makeCells() {
    for name in frameScope.bound where frameScope.captured.contains(name) {
      let register = register(of: name, owner: frameScope)
      emit(frameScope.parameters.contains(name) ? .makeCell : .freshCell, register)
    }
    for name in frameScope.parameters where !frameScope.captured.contains(name) {
      if !frameScope.unbound.contains(name) { assigned.insert(register(of: name, owner: frameScope)) }
    }
  }
}
