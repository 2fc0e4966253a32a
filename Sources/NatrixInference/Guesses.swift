/// What the callers of an extension module's function may give: an annotation says it, or what the function does with a
/// parameter. A wrong guess costs a test of the argument, and the general version runs.

import CPrimitives
import NatrixIR

extension Solver {
  func guess(_ index: Int, of function: FunctionID) -> TypeRef {
    let code = program.functions[function.index]
    let names = code.signature.all
    guard index < code.signature.positionalCount, names.indices.contains(index) else { return .any }
    if let hint = code.signature.hints[names[index]] { return type(named: hint) ?? .any }
    return usedType(of: index, in: code.generic) ?? .any
  }

  private func type(named name: String) -> TypeRef? {
    switch name {
    case "int": pool.type(.int)
    case "float": pool.type(.float)
    case "bool": pool.type(.bool)
    case "str": pool.type(.str)
    case "bytes": pool.type(.bytes)
    default: nil
    }
  }

  private static let arithmetic: Set<nx_primitive> = [
    .add, .sub, .mul, .floordiv, .mod, .lshift, .rshift, .and, .xor, .lt_truth, .le_truth, .gt_truth, .ge_truth, .eq_truth,
    .truediv,
  ]

  /// int where the parameter counts a range or meets an int constant in arithmetic; float with a float constant.
  private func usedType(of index: Int, in graph: Graph) -> TypeRef? {
    guard let entry = graph.blocks.first,
      let parameter = entry.instructions.first(where: { graph[$0].opcode == .parameter && graph[$0].integer == index })
    else { return nil }
    var found: TypeRef?
    for block in graph.blocks {
      for value in block.instructions {
        let instruction = graph[value]
        guard instruction.inputs.contains(parameter) else { continue }
        if instruction.opcode == .callBuiltin, graph[instruction.inputs[0]].nameAttribute == "range" { return pool.type(.int) }
        guard let primitive = instruction.primitive?.id, Solver.arithmetic.contains(primitive) else { continue }
        for input in instruction.inputs where input != parameter {
          switch graph[input].constant {
          case .integer?: found = found ?? pool.type(.int)
          case .float?: found = pool.type(.float)
          default: break
          }
        }
      }
    }
    return found
  }
}
