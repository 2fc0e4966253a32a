/// Lists and buffers of the interpreter around an extension module (runtime/core/hosted.h): numbers in them are read and
/// written where they are.
///
///     s += xs[i]                      guard_hosted xs
///                                →    x = host_get_f64 xs, i, state
///                                     s = add_f64 s, x
///     m[i, j] = v                     host_set2_f64 m, i, j, v, state     (the pair is not made; up to four indices)
///
/// A loop over one asks for the length each time round. Its item is taken in the body, and where that is no such number,
/// the generic version goes on before the item, which it then takes itself.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// The machine number that an item of a list or buffer of the host's is; object: it is none, or something else.
  func hostedItem(of sequence: ValueID) -> Representation {
    let type = type(sequence)
    guard ContainerKind(type) == .hosted else { return .object }
    return speculation.representation(speculation.types.item(of: type))
  }

  /// `m[i, j]`, `m[i, j, k]`, … whose tuple nothing else sees.
  mutating func findHostedPairs() {
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        guard case .copy = all[value.index].kind, let id = graph[value].primitive?.id, id == .subscript || id == .store_subscript,
          hostedItem(of: graph[value].inputs[0]) != .object
        else { continue }
        let pair = graph[value].inputs[1]
        guard graph[pair].primitive?.id == .build_tuple, (2...4).contains(graph[pair].inputs.count), graph[pair].inputs.allSatisfy({ isInt($0) }),
          users[pair.index] == [value], home[pair.index] == home[value.index], case .copy = all[pair.index].kind
        else { continue }
        if id == .subscript {
          let item = speculation.representation(type(value))
          guard item != .object else { continue }
          all[value.index] = Plan(kind: .getHosted(pair), result: item)
        } else {
          guard isNumber(graph[value].inputs[2]) else { continue }
          let item = speculation.representation(type(graph[value].inputs[2]))
          all[value.index] = Plan(kind: .setHosted(pair), operands: [.object, .object, item])
        }
        all[pair.index] = Plan(kind: .hostedPair, operands: graph[pair].inputs.map { _ in .i64 })
        gains += 1
      }
    }
  }
}

extension TwinBuilder {
  mutating func pairLater(_ value: ValueID, _ instruction: Instruction) {
    let numbers = instruction.inputs.map { self.value($0, as: .i64) }
    let make: PrimitiveID = numbers.count == 2 ? .make_pair : numbers.count == 3 ? .make_triple : .make_quadruple
    define(value, emit(Instruction(.virtual, numbers, attributes: [.primitive(make)])))
  }

  private mutating func place(_ container: ValueID, _ pair: ValueID) -> [ValueID] {
    let object = value(container, as: .object)
    check(object, .guard_hosted)
    return [object] + generic[pair].inputs.map { self.value($0, as: .i64) }
  }

  mutating func getHosted(_ value: ValueID, _ instruction: Instruction, _ pair: ValueID) {
    let place = place(instruction.inputs[0], pair)
    let (ints, floats): (PrimitiveID, PrimitiveID) =
      switch place.count {
      case 3: (.host_get2_i64, .host_get2_f64)
      case 4: (.host_get3_i64, .host_get3_f64)
      default: (.host_get4_i64, .host_get4_f64)
      }
    define(value, emit(plans[value].result == .f64 ? floats : ints, place, guarded: true))
  }

  mutating func setHosted(_ instruction: Instruction, _ pair: ValueID) {
    let representation = plans[current].operands[2]
    let place = place(instruction.inputs[0], pair)
    let item = value(instruction.inputs[2], as: representation)
    let (ints, floats): (PrimitiveID, PrimitiveID) =
      switch place.count {
      case 3: (.host_set2_i64, .host_set2_f64)
      case 4: (.host_set3_i64, .host_set3_f64)
      default: (.host_set4_i64, .host_set4_f64)
      }
    emit(representation == .f64 ? floats : ints, place + [item], guarded: true)
  }

  /// In the header of a loop: how long its sequences are now.
  mutating func takeHostedLengths(_ number: Int, _ sequences: [(ContainerKind, ValueID)]) {
    for ((kind, _), object) in zip(sequences, loops[number].objects) where kind == .hosted {
      loops[number].lengths[object] = emit(.host_length, [object], guarded: true)
    }
  }

  /// In the body: the item.
  mutating func hostedItem(_ number: Int, _ object: ValueID, _ representation: Representation) -> ValueID {
    guard let index = loops[number].index else { preconditionFailure("speculation: a loop without index") }
    let state = state(beforeItemOf: plans.loops[number])
    return emit(representation == .f64 ? .host_get_f64 : .host_get_i64, [object, index, state])
  }
}

// MARK: Suspensions

extension Function {
  /// A handler around a suspension comes to what it holds without passing the guards behind that.
  var suspendsUnderHandler: Bool {
    generic.blocks.contains { block in
      block.handler != nil && block.instructions.contains { generic[$0].opcode == .yield }
    }
  }
}

extension TwinBuilder {
  /// In an extension module a list, dict or set may become the host's while its function is suspended (runtime/ext/escape.c):
  /// what was found to be one is looked at again.
  mutating func guardOwn(behind value: ValueID) {
    guard generic[value].opcode == .yield, plans.program.traits.isExtension else { return }
    let place = following(value)
    guard place != value, !generic[place].isPart else { return }
    current = place
    stateHere = nil
    let number = point(before: place)
    let alive = resumePoints[number].values
    var objects: [ValueID] = []
    for live in alive where live != value && plans[live].iteratedLoop == nil && mayBeContainer(live) {
      if let object = objectOf(live) { objects.append(object) }
    }
    for (index, loop) in plans.loops.enumerated() where dominators.dominates(loop.header, block) { objects += loops[index].objects }
    for object in objects where fast[object].opcode != .constant && fast[object].opcode != .virtual {
      emit(.guard_own, [object], guarded: true)
    }
    stateHere = nil
  }

  private func mayBeContainer(_ value: ValueID) -> Bool {
    guard generic[value].opcode != .constant, representations[value] == .object else { return false }
    let type = plans.type(value)
    return type.isAny
      || type.atoms.contains { atom in
        switch atom {
        case .container(let name, _): !["tuple", "frozenset"].contains(name) && HostedItems(container: name) == nil
        case .native("bytearray"): true
        default: false
        }
      }
  }
}
