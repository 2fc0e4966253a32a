/// `f(*args, **options)` of known functions: what decorators do. The fast way is for as many items as the function has
/// parameters and no keywords; all else is the runtime's call.
///
///     r = call_star f, args, options      guardCallee f, &area
///                                         there = tuple_length args == 2 and dict_length options == 0
///                                    →    branch there → r1 = callFast &area, tuple_item args 0, tuple_item args 1
///                                                        r2 = call_star f, args, options

import NatrixIR
import NatrixInference
import NatrixSupport

/// A function that a call with stars may go to.
struct StarTarget {
  var target: MethodTarget
  /// How many items the tuple must have; nil: any number.
  var count: Int?
}

extension Plans {
  func starPlan(_ value: ValueID, _ instruction: Instruction) -> Plan? {
    guard speculation.does(.starCalls), case .tuple? = ContainerKind(inputType(1, of: value)),
      instruction.inputs.count == 3, let functions = functions(inputType(0, of: value)),
      functions.count == 1 || speculation.does(.choices)
    else { return nil }
    let options = instruction.inputs[2]
    if graph[options].constant != .absent {
      guard case .dict? = ContainerKind(inputType(2, of: value)) else { return nil }
    }
    var targets: [StarTarget] = []
    var results: [Representation] = []
    for function in functions {
      guard let (target, result) = star(function, at: value) else { return nil }
      targets.append(target)
      results.append(result)
    }
    return Plan(kind: .callStar(targets), result: common(results))
  }

  private func star(_ function: FunctionID, at call: ValueID) -> (StarTarget, Representation)? {
    let signature = program[function].signature
    guard signature.keywordOnly.isEmpty, signature.variadic == nil || signature.positionalCount == 0,
      let (target, version) = reach(function, hasReceiver: false, CallArguments(), at: call, isStar: true)
    else { return nil }
    return (StarTarget(target: target, count: signature.variadic == nil ? signature.positionalCount : nil), version.result)
  }
}

extension TwinBuilder {
  mutating func callStar(_ value: ValueID, _ instruction: Instruction, _ targets: [StarTarget]) {
    let callee = self.value(instruction.inputs[0], as: .object)
    let tuple = self.value(instruction.inputs[1], as: .object)
    let options = self.value(instruction.inputs[2], as: .object)
    var index = callee
    if targets.count == 1 { checkCode(callee, targets[0].target.function) } else {
      index = kindIndex(callee, targets.map(\.target.function))
    }
    check(tuple, .guard_tuple)
    let hasOptions = generic[instruction.inputs[2]].opcode != .constant
    if hasOptions { check(options, .guard_dict) }
    let wanted = wantedResult(of: value)
    let result = choose(index, targets.count) { builder, number in
      let star = targets[number]
      var fits: ValueID?
      if let count = star.count {
        fits = builder.emit(.eq_i64, [builder.emit(.tuple_length, [tuple]), builder.integer(count)])
      }
      if hasOptions {
        let none = builder.emit(.eq_i64, [builder.emit(.dict_length, [options]), builder.integer(0)])
        fits = fits.map { builder.emit(.both, [$0, none]) } ?? none
      }
      func fast(_ builder: inout TwinBuilder) -> ValueID {
        let result = builder.call(value, star.target, callee, receiver: nil, [], isDefined: false)
        return builder.fast[result].representation == wanted ? result : builder.boxed(result)
      }
      guard let fits else { return fast(&builder) }
      return builder.either(fits) { builder, isFast in
        isFast ? fast(&builder) : builder.anyCall(value, instruction, [callee, tuple, options], wanted)
      }
    }
    if let result { define(value, result) }
  }

  /// The call as in the generic version; its result as the number that is wanted.
  private mutating func anyCall(
    _ value: ValueID, _ instruction: Instruction, _ inputs: [ValueID], _ wanted: Representation
  ) -> ValueID {
    var call = instruction
    call.inputs = inputs
    let object = emit(call)
    guard wanted != .object, let place = generic[block].instructions.firstIndex(of: value) else { return object }
    let behind = state(before: generic[block].instructions[place + 1], overriding: value, with: object)
    return emit(
      Instruction(
        .primitive, [object, behind], attributes: [.primitive(wanted == .i64 ? .unbox_i64 : .unbox_f64)],
        position: instruction.position))
  }

  /// One of two ways, by a condition.
  mutating func either(_ condition: ValueID, _ way: (inout TwinBuilder, Bool) -> ValueID) -> ValueID {
    let one = emit(.i64_of_bool, [condition])
    return choose(one, 2) { way(&$0, $1 == 1) } ?? condition
  }
}
