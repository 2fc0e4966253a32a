/// Operations that are done in one of several ways, by what an object is: a diamond in the fast graph where the generic one
/// goes straight on.
///
///     t = load_method s, .area           k = kindIndex s, Circle, Square       leaves when it is neither
///     r = call_loaded t, s          →    branch k == 0 -> b5, b6
///                                        b5:  r1 = callFast &Circle.area, s
///                                        b6:  r2 = callFast &Square.area, s
///                                        b7:  r = phi r1, r2
///
/// What stands behind in the generic block goes to the last of these blocks, its tail. What guards find in one of the ways
/// is not known behind it.

import NatrixIR
import NatrixInference
import NatrixSupport

extension TwinBuilder {
  func tail(_ block: BlockID) -> BlockID { tails[block] ?? block }

  /// Which of the kinds (layouts of these classes, code of these functions) the object is of; leaves when of none.
  mutating func kindIndex(_ object: ValueID, _ kinds: [FunctionID]) -> ValueID {
    let key = GuardKey(value: object, fact: .kinds(kinds))
    for (number, place) in numbers[key] ?? [] where isSeen(place) { return number }
    let index = emit(
      Instruction(
        .kindIndex, [object, state()], attributes: kinds.map { .code($0) }, position: generic[current].position))
    if kinds.allSatisfy({ speculation.layouts[$0] == nil ? !facts.changesClass : speculation.isKept($0) }) { numbers[key, default: []].append((index, block)) }
    return index
  }

  /// Carries out one of several ways, by an index; what they give (nothing: nil) comes together again.
  @discardableResult
  mutating func choose(
    _ index: ValueID, _ count: Int, _ way: (inout TwinBuilder, Int) -> ValueID?
  ) -> ValueID? {
    guard count > 1 else { return way(&self, 0) }
    let handler = fast[tail(block)].handler
    let known = (passed: passed, numbers: numbers, boxes: boxes)
    let join = fast.addBlock("chosen", handler: handler)
    var ends: [(block: BlockID, value: ValueID?)] = []
    for number in 0..<count {
      var other: BlockID?
      if number < count - 1 {
        let isIt = emit(.eq_i64, [index, integer(number)])
        let targets = [fast.addBlock("choice", handler: handler), fast.addBlock("", handler: handler)]
        emit(Instruction(.branch, [isIt], targets: targets))
        for target in targets { fast[target].predecessors = [tail(block)] }
        tails[block] = targets[0]
        other = targets[1]
      }
      stateHere = nil
      let value = way(&self, number)
      ends.append((tail(block), value))
      emit(Instruction(.jump, targets: [join]))
      (passed, numbers, boxes) = known
      if let other { tails[block] = other }
    }
    tails[block] = join
    stateHere = nil
    fast[join].predecessors = ends.map(\.block)
    let values = ends.compactMap(\.value)
    guard values.count == count else { return nil }
    return emit(Instruction(.phi, values, representation: fast[values[0]].representation))
  }

  /// The further blocks of a block with a handler lead to it with what the first one does.
  mutating func handleTails() {
    for block in fast.blockIDs.dropFirst(generic.blocks.count) {
      guard let handler = fast[block].handler else { continue }
      guard let head = tailHeads[block], let position = fast[handler].predecessors.firstIndex(of: head) else { continue }
      fast[handler].predecessors.append(block)
      for phi in fast.phis(of: handler) {
        let input = fast[phi].inputs[position]
        fast[phi].inputs.append(input)
      }
    }
  }

  // MARK: Attributes

  /// `object.name` of instances of several classes: at one place, or at one for each.
  mutating func loadSlots(_ value: ValueID, _ instruction: Instruction, _ places: [SlotPlace]) {
    let object = self.value(instruction.inputs[0], as: .object)
    let index = kindIndex(object, places.map(\.body))
    func load(_ builder: inout TwinBuilder, _ place: SlotPlace, _ id: PrimitiveID) -> ValueID {
      builder.emit(
        Instruction(
          .primitive, [object], attributes: [.primitive(id), .code(place.body), .integer(place.index)],
          position: instruction.position))
    }
    let loaded: ValueID
    if let first = places.first, places.allSatisfy({ speculation.word(of: $0) == speculation.word(of: first) }) {
      loaded = load(&self, first, .load_common_slot)
    } else {
      loaded = choose(index, places.count) { load(&$0, places[$1], .load_slot) } ?? object
    }
    define(value, loaded: loaded)
  }

  mutating func storeSlots(_ instruction: Instruction, _ places: [SlotPlace]) {
    let object = self.value(instruction.inputs[0], as: .object)
    let index = kindIndex(object, places.map(\.body))
    let stored = self.value(instruction.inputs[1], as: .object)
    choose(index, places.count) { builder, number in
      builder.emit(
        Instruction(
          .primitive, [object, stored],
          attributes: [.primitive(.store_slot), .code(places[number].body), .integer(places[number].index)],
          position: instruction.position))
      return nil
    }
  }

  // MARK: Calls

  /// A call of a method of one of several classes; their layouts were looked at where it was loaded.
  mutating func callMethods(_ value: ValueID, _ instruction: Instruction, _ targets: [MethodTarget]) {
    let object = self.value(generic[instruction.inputs[0]].inputs[0], as: .object)
    let index = kindIndex(object, targets.compactMap(\.body))
    callOneOf(value, targets, index, []) { builder, number in
      (builder.methodObject(targets[number], of: object), object)
    }
  }

  /// Calls one of several functions. `own`: the function object, absent where nobody asks for it, and the receiver.
  mutating func callOneOf(
    _ value: ValueID, _ targets: [MethodTarget], _ index: ValueID, _ arguments: [ValueID],
    _ own: (inout TwinBuilder, Int) -> (callee: ValueID, receiver: ValueID?)
  ) {
    let wanted = wantedResult(of: value)
    // The same function for several kinds is called once, for all of them.
    let different = targets.enumerated().filter { number, target in
      targets.firstIndex { $0.function == target.function && $0.version == target.version } == number
    }
    let result: ValueID?
    if different.count == 1 {
      let (callee, receiver) = own(&self, 0)
      result = call(value, targets[0], callee, receiver: receiver, arguments, isDefined: false)
    } else {
      result = choose(index, targets.count) { builder, number in
        let (callee, receiver) = own(&builder, number)
        let result = builder.call(value, targets[number], callee, receiver: receiver, arguments, isDefined: false)
        return builder.fast[result].representation == wanted ? result : builder.boxed(result)
      }
    }
    if let result { define(value, result) }
  }

  /// The function object of a method, for a call of it.
  mutating func methodObject(_ target: MethodTarget, of object: ValueID) -> ValueID {
    guard speculation.usesOwnObject.contains(target.function), !speculation.isMadeOnce(target.function) else {
      return constant(.absent, .object)
    }
    return emit(
      Instruction(
        .primitive, [object],
        attributes: [.primitive(.method_function), .name(speculation.nameOfFunction(target.function))]))
  }
}
