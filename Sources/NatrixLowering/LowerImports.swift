/// `import`.
///
///     import a.b as c         →   c = import_name("a.b", None).b
///     from .m import x        →   t = import_name("m", ("x",), level 1);  x = import_from(t, "x")

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerImport(_ names: [Alias]) {
    for alias in names {
      let imported = importName(alias.name, none, 0)
      let parts = alias.name.split(separator: ".").map(String.init)
      guard let asname = alias.asname else {
        store(parts.first ?? alias.name, imported)
        continue
      }
      var inner = imported
      for part in parts.dropFirst() { inner = emit(.import_from, [inner], [.name(part)]) }
      store(asname, inner)
    }
  }

  func lowerImportFrom(_ name: String?, _ names: [Alias], _ level: Int) {
    let list = constant(.tuple(names.map { .string($0.name) }))
    let imported = importName(name ?? "", list, level)
    for alias in names {
      if alias.name == "*" {
        if let namespace, scope.kind == .module {
          emit(.import_star_into, [imported, namespace])
        } else {
          emit(.import_star, [imported])
        }
      } else {
        store(alias.asname ?? alias.name, emit(.import_from, [imported], [.name(alias.name)]))
      }
    }
  }

  private func importName(_ name: String, _ list: ValueID, _ level: Int) -> ValueID {
    emit(.import_name, [list], [.name(name), .integer(level)])
  }
}
