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
    var exposed: Set<ValueID> = []
    for block in graph.blocks {
      for value in block.instructions where graph[value].primitive?.id == .expose_exception {
        let exception = graph[value].inputs[0]
        if graph[exception].primitive?.id == .catch_owned { exposed.insert(exception) }
      }
    }
    guard !exposed.isEmpty else { return }
    for block in graph.blocks {
      // Behind the end of the handling nothing may look at it any more: a load stands before that end in its own block.
      var ends: [ValueID: Int] = [:]
      for (place, value) in block.instructions.enumerated() where graph[value].primitive?.id == .end_handling {
        let exception = graph[value].inputs[0]
        if ends[exception] == nil { ends[exception] = place }
      }
      for (place, value) in block.instructions.enumerated() {
        let instruction = graph[value]
        for (index, input) in instruction.inputs.enumerated() where exposed.contains(input) {
          switch instruction.primitive?.id {
          case .exception_matches where index == 0: continue
          case .expose_exception, .set_handled, .reraise: continue
          case .end_handling where index == 0: continue
          case .load_attr where place < ends[input] ?? 0: continue
          default: exposed.remove(input)
          }
        }
      }
    }
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
}
