/// `except E as e` whose `e` nobody keeps: the exception stays the handler's own, and its memory is used again behind it.
///
///     e = catch_owned                    e = catch_owned
///     expose_exception e           →     expose_attribute e, .code
///     x = load_attr e, .code             x = load_attr e, .code
///     end_handling e, previous           end_handling e, previous
///
/// What is loaded from an exception is not the exception; expose_attribute looks at run time whether that holds for its class.

import NatrixIR

package enum ForgottenExceptions: Pass {
  package static let name = "forgotten-exceptions"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    var remarks: [Remark] = []
    var exposed: Set<ValueID> = []
    for block in graph.blocks {
      for value in block.instructions where graph[value].primitive?.id == .expose_exception {
        let exception = graph[value].inputs[0]
        if graph[exception].primitive?.id == .catch_owned { exposed.insert(exception) }
      }
    }
    guard !exposed.isEmpty else { return }
    let ends = ends(of: exposed, in: graph)
    let loops = context.names == nil ? nil : Loops(graph)
    let homes = graph.definingBlocks()
    for id in graph.blockIDs {
      let block = graph[id]
      for (place, value) in block.instructions.enumerated() {
        let instruction = graph[value]
        for (index, input) in instruction.inputs.enumerated() where exposed.contains(input) {
          switch instruction.primitive?.id {
          case .exception_matches where index == 0: continue
          case .expose_exception, .set_handled, .reraise: continue
          case .end_handling where index == 0: continue
          case .load_attr where !(ends[input]?.contains(id) ?? false) && !isEnded(input, before: place, in: block, graph): continue
          default:
            if exposed.remove(input) != nil, let loops, let home = homes[input.index], loops.contains(home) {
              remarks.append(remark(on: value, keeping: input, in: graph))
            }
          }
        }
      }
    }
    for remark in remarks where !function.remarks.contains(remark) { function.remarks.append(remark) }
    guard !exposed.isEmpty else { return }
    for block in graph.blockIDs {
      var instructions: [ValueID] = []
      for value in graph[block].instructions {
        let instruction = graph[value]
        guard let exception = instruction.inputs.first, exposed.contains(exception) else {
          instructions.append(value)
          continue
        }
        if instruction.primitive?.id == .expose_exception { continue }
        if instruction.primitive?.id == .load_attr, let name = instruction.nameAttribute {
          instructions.append(
            graph.add(
              Instruction(
                .primitive, [exception], attributes: [.primitive(.expose_attribute), .name(name)],
                position: instruction.position)))
        }
        instructions.append(value)
      }
      graph[block].instructions = instructions
    }
    function.generic = graph
  }

  /// Blocks that run behind the end of the handling, where nothing may look at the exception any more.
  private static func ends(of exceptions: Set<ValueID>, in graph: Graph) -> [ValueID: Set<BlockID>] {
    var behind: [ValueID: Set<BlockID>] = [:]
    for id in graph.blockIDs {
      for value in graph[id].instructions where graph[value].primitive?.id == .end_handling {
        let exception = graph[value].inputs[0]
        guard exceptions.contains(exception) else { continue }
        var waiting = graph.allSuccessors(of: id)
        while let next = waiting.popLast() {
          // Where it is caught, another begins.
          guard !graph[next].instructions.contains(exception), behind[exception, default: []].insert(next).inserted else { continue }
          waiting += graph.allSuccessors(of: next)
        }
      }
    }
    return behind
  }

  private static func isEnded(_ exception: ValueID, before place: Int, in block: Block, _ graph: Graph) -> Bool {
    block.instructions[..<place].contains { graph[$0].primitive?.id == .end_handling && graph[$0].inputs[0] == exception }
  }

  /// Why an exception that is caught time and again is not used again.
  private static func remark(on user: ValueID, keeping exception: ValueID, in graph: Graph) -> Remark {
    let instruction = graph[user]
    let position = instruction.position.range.isNone ? graph[exception].position : instruction.position
    return Remark(
      .keptException, at: position,
      because: "the exception \(whatBecomes(of: exception, in: instruction, graph)): each one is made anew, with its traceback")
  }

  private static func whatBecomes(of exception: ValueID, in user: Instruction, _ graph: Graph) -> String {
    func isGiven(to callee: String?) -> String { "is given to \(callee.map { "'\($0)'" } ?? "a call"), which may keep it" }
    switch user.opcode {
    case .return: return "is returned"
    case .callBuiltin: return isGiven(to: user.nameAttribute)
    case .callKnown, .callBuiltinMethod, .callKnownMethod: return isGiven(to: user.inputs.first.flatMap { graph[$0].nameAttribute })
    case .primitive: break
    default: return "is kept"
    }
    switch user.primitive?.id {
    case .call_values, .call_loaded, .call_keywords: return isGiven(to: user.inputs.first.flatMap { graph[$0].nameAttribute })
    case .format_value, .format_part, .percent_item, .percent_items: return "is made a str, by a method that may keep it"
    case .store_cell: return "is in a variable that a function inside has, too"
    case .store_global: return "is in a global, where all functions see it"
    case .raise_exception: return "is raised again or the cause of another"
    case .load_attr: return "is looked at behind its handler"
    default: return "is kept"
    }
  }
}
