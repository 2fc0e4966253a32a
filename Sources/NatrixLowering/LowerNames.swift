/// Names: loads, stores and deletions of variables of every kind.

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  /// Makes the cells of the function's own shared variables and fetches those of the functions around it.
  func prepareCells() {
    for (index, name) in scope.freeVariables.enumerated() {
      cells[name] = emit(.closure, [], [.integer(index)])
    }
    for name in scope.cells {
      let initial = scope.parameters.contains(name) ? read(name) : absent
      cells[name] = emit(.make_cell, [initial])
    }
    if scope.needsClassCell { classCell = emit(.make_cell, [absent]) }
    if kind != .classBody, kind != .module, usesLocalsDict { write(".locals", emit(.build_dict)) }
  }

  private func cell(_ name: String) -> ValueID {
    guard let cell = cells[name] else {
      preconditionFailure("lowering: \(scope.name) has no cell for \(name)")
    }
    return cell
  }

  /// Loads a variable by the name in the source.
  func load(_ id: String) -> ValueID {
    if id == "__debug__" { return constant(module.optimization == 0 ? .true : .false) }
    return loadMangled(scope.mangled(id))
  }

  func loadMangled(_ name: String) -> ValueID {
    if scope !== ownScope, let loaded = loadInlined(name) { return loaded }
    switch scope.binding(name) {
    case .local:
      switch scope.kind {
      case .module where namespace == nil: return loadGlobal(name)
      case .module, .classBody: return loadFromNamespace(name)
      default: return loadLocal(name)
      }
    case .cell: return emit(.load_cell, [cell(name)], [.name(name), .integer(0)])
    case .free:
      if let namespace {
        return emit(.load_class_cell, [namespace, cell(name)], [.name(name)])
      }
      return emit(.load_cell, [cell(name)], [.name(name), .integer(1)])
    case .globalExplicit: return loadGlobal(name)
    case .globalImplicit: return namespace == nil ? loadGlobal(name) : loadFromNamespace(name)
    }
  }

  private func loadFromNamespace(_ name: String) -> ValueID {
    guard let namespace else { preconditionFailure("lowering: \(scope.name) has no namespace") }
    return emit(.load_name, [namespace], [.name(name)])
  }

  func loadGlobal(_ name: String) -> ValueID {
    emit(.load_global, [], [.integer(module.position(ofGlobal: name)), .name(name)])
  }

  private func loadLocal(_ name: String) -> ValueID {
    let value = read(name)
    switch graph[value].opcode {
    case .phi: return emit(.check_local, [value], [.name(name)])
    case .constant where graph[value].constant == .absent:
      return emit(.check_local, [value], [.name(name)])
    default: return value
    }
  }

  /// Stores into a variable by the name in the source.
  func store(_ id: String, _ value: ValueID) { storeMangled(scope.mangled(id), value) }

  func storeMangled(_ name: String, _ value: ValueID) {
    if scope !== ownScope, let key = inlinedVariable(name)?.key { return write(key, value) }
    switch scope.binding(name) {
    case .local:
      switch scope.kind {
      case .module where namespace == nil: storeGlobal(name, value)
      case .module, .classBody:
        if let namespace { emit(.store_name, [namespace, value], [.name(name)]) }
      default: write(name, value)
      }
    case .cell, .free: emit(.store_cell, [cell(name), value])
    case .globalExplicit, .globalImplicit: storeGlobal(name, value)
    }
  }

  private func storeGlobal(_ name: String, _ value: ValueID) {
    emit(.store_global, [value], [.integer(module.position(ofGlobal: name))])
  }

  /// `del name`.
  func delete(_ id: String) {
    let name = scope.mangled(id)
    switch scope.binding(name) {
    case .local:
      switch scope.kind {
      case .module where namespace == nil: deleteGlobal(name)
      case .module, .classBody:
        if let namespace { emit(.delete_name, [namespace], [.name(name)]) }
      default:
        _ = loadLocal(name)
        write(name, absent)
      }
    case .cell: emit(.delete_cell, [cell(name)], [.name(name), .integer(0)])
    case .free: emit(.delete_cell, [cell(name)], [.name(name), .integer(1)])
    case .globalExplicit, .globalImplicit: deleteGlobal(name)
    }
  }

  private func deleteGlobal(_ name: String) {
    emit(.delete_global, [], [.integer(module.position(ofGlobal: name)), .name(name)])
  }

  /// At the end of `except E as name`: the name is unbound, whether or not the body has deleted it.
  func unbind(_ id: String) {
    let name = scope.mangled(id)
    switch scope.binding(name) {
    case .local where scope.kind.isFunctionLike: write(name, absent)
    case .cell, .free: emit(.store_cell, [cell(name), absent])
    case .local, .globalExplicit, .globalImplicit:
      storeMangled(name, none)
      delete(id)
    }
  }

  /// Whether the function's own code calls what looks at its local variables.
  private var usesLocalsDict: Bool {
    ["locals", "eval", "exec", "vars", "dir"].contains { name in
      guard scope.flags[name]?.contains(.used) == true, case .globalImplicit = scope.binding(name) else { return false }
      return true
    }
  }

  /// The dict of the local variables, brought up to date, as `locals()` gives it: one for each call of a function, in which
  /// what `exec` adds stays.
  func localsDict() -> ValueID {
    if scope.kind == .module || scope.kind == .classBody { return namespace ?? emit(.globals_dict) }
    let isKept = variables[".locals"] != nil
    let dict = isKept ? read(".locals") : emit(.build_dict)
    // As in CPython's frames: parameters and plain variables, then the shared ones, then those from outside.
    let shared = scope.locals.filter { cells[$0] != nil && !scope.parameters.contains($0) }
    let plain = scope.locals.filter { !shared.contains($0) }
    for name in plain + shared.sorted() + scope.freeVariables {
      let value: ValueID
      if let cell = cells[name] {
        value = emit(.peek_cell, [cell])
      } else {
        value = read(name)
      }
      if graph[value].constant == .absent {
        if isKept { emit(.dict_discard, [dict, text(name)]) }
        continue
      }
      if graph[value].opcode != .phi, cells[name] == nil {
        emit(.dict_include, [dict, text(name), value])
        continue
      }
      let (bound, unbound, next) = (newBlock(), newBlock(), newBlock())
      branch(emit(.is_same, [value, absent]), unbound, bound)
      start(bound)
      emit(.dict_include, [dict, text(name), value])
      jump(to: next)
      start(unbound)
      if isKept { emit(.dict_discard, [dict, text(name)]) }
      jump(to: next)
      start(next)
    }
    return dict
  }
}
