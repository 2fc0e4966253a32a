/// Attributes, methods and constructors of classes with a static layout.
///
///     t = load_attr p, .x            guard_layout p, Point
///                               →    t = load_slot p, Point, #0
///                                    guard_bound t
///
///     p = call_values Point, a       guard_class Point
///                               →    p = make_instance Point
///                                    init_slot p, #0, a
///                                    set_filled p, #1

import NatrixIR
import NatrixInference
import NatrixSupport

extension TwinBuilder {
  /// Makes sure that an object is an instance of the class with that body, laid out as predicted.
  mutating func checkLayout(_ object: ValueID, _ body: FunctionID) {
    guard !isKnown(object, .layout(body)) else { return }
    emit(
      Instruction(
        .primitive, [object, state()], attributes: [.primitive(.guard_layout), .code(body)],
        position: generic[current].position))
    remember(object, .layout(body))
  }

  mutating func loadSlot(_ value: ValueID, _ instruction: Instruction, _ place: SlotPlace) {
    let object = self.value(instruction.inputs[0], as: .object)
    checkLayout(object, place.body)
    let loaded = emit(
      Instruction(
        .primitive, [object], attributes: [.primitive(.load_slot), .code(place.body), .integer(place.index)],
        position: instruction.position))
    define(value, loaded: loaded)
  }

  /// What stands in a slot becomes the value. What is not bound is no number either: one guard does for both.
  mutating func define(_ value: ValueID, loaded: ValueID) {
    switch representations[value] {
    case .i64: define(value, emit(.unbox_i64, [loaded], guarded: true))
    case .f64: define(value, emit(.unbox_f64, [loaded], guarded: true))
    case .object, .bool, .none:
      emit(.guard_bound, [loaded], guarded: true)
      define(value, loaded)
    }
  }

  mutating func storeSlot(_ instruction: Instruction, _ place: SlotPlace) {
    let object = self.value(instruction.inputs[0], as: .object)
    checkLayout(object, place.body)
    let stored = self.value(instruction.inputs[1], as: .object)
    emit(
      Instruction(
        .primitive, [object, stored], attributes: [.primitive(.store_slot), .code(place.body), .integer(place.index)],
        position: instruction.position))
  }

  // MARK: Methods

  /// `receiver.name` for a call, by the receiver's layout: nothing is loaded.
  mutating func fixMethod(_ instruction: Instruction, _ body: FunctionID) {
    checkLayout(value(instruction.inputs[0], as: .object), body)
  }

  /// What a method that is not loaded is to the generic version; nil for other values.
  mutating func virtualMethod(_ original: ValueID) -> ValueID? {
    switch plans[original].kind {
    case .fixedMethod, .fixedMethods: loadedMethod(original)
    case .contextExit(_, let manager):
      emit(
        Instruction(
          .virtual, [value(manager, as: .object)], attributes: [.primitive(.bound_method), .name("__exit__")]))
    default: virtualMember(original) ?? virtualSuper(original)
    }
  }

  /// The method as it was loaded, for the generic version.
  private mutating func loadedMethod(_ original: ValueID) -> ValueID {
    let object = value(generic[original].inputs[0], as: .object)
    return emit(
      Instruction(
        .virtual, [object],
        attributes: [.primitive(.method_function), .name(generic[original].nameAttribute ?? "")]))
  }

  /// A call of a method's fast version. Inputs: the callable, its self, (the receiver,) the arguments.
  mutating func callMethod(_ value: ValueID, _ instruction: Instruction, _ target: MethodTarget) {
    let signature = speculation.signature(of: target)
    let arguments = Array(instruction.inputs.dropFirst(instruction.opcode == .callBuiltinMethod ? 3 : 2))
    let load = generic[instruction.inputs[0]]
    let receiver = load.inputs[0]
    let callee: ValueID
    if target.body != nil {
      callee = methodObject(target, of: self.value(receiver, as: .object))
    } else {
      callee = self.value(instruction.inputs[0], as: .object)
      let own = self.value(instruction.inputs[1], as: .object)
      emit(.guard_bound, [own], guarded: true)
      emit(
        Instruction(
          .guardCallee, [callee, state()], attributes: [.code(target.function)], position: instruction.position))
    }
    call(value, target, callee, receiver: self.value(receiver, as: signature.parameters[0]), arguments)
  }

  /// A call with its receiver (or nothing), the arguments that are given and the defaults that are constants.
  @discardableResult
  mutating func call(
    _ value: ValueID, _ target: MethodTarget, _ callee: ValueID, receiver: ValueID?, _ arguments: [ValueID],
    isDefined: Bool = true
  ) -> ValueID {
    let signature = speculation.signature(of: target)
    var inputs = [callee]
    if let bound = target.bound {
      inputs += self.inputs(of: generic[value], bound, signature, receiver: receiver)
    } else if let receiver {
      inputs.append(receiver)
    }
    for (argument, representation) in zip(target.bound == nil ? arguments : [], signature.parameters.dropFirst(receiver == nil ? 0 : 1)) {
      inputs.append(self.value(argument, as: representation))
    }
    let defaults = speculation.defaults[target.function] ?? []
    while inputs.count - 1 < signature.parameters.count {
      let number = inputs.count - 1
      let missing = defaults[number - (signature.parameters.count - defaults.count)]
      inputs.append(converted(missing, as: signature.parameters[number]))
    }
    let isBoxed = plans[value].isDirectCall && representations[value] == .object
    if signature.result != .object, !isBoxed {
      let place = generic[block].instructions.firstIndex(of: value) ?? 0
      inputs.append(
        state(before: generic[block].instructions[place + 1], overriding: value, missing: true))
    }
    let call = emit(
      Instruction(
        .callFast, inputs, attributes: [.code(target.function), .integer(target.version)],
        representation: isBoxed ? .object : signature.result,
        position: generic[value].position))
    if isDefined { define(value, call) }
    return call
  }

  // MARK: Constructors

  mutating func construct(_ value: ValueID, _ instruction: Instruction, _ body: FunctionID, _ initialiser: MethodTarget) {
    let callee = self.value(instruction.inputs[0], as: .object)
    emit(
      Instruction(
        .primitive, [callee, state()], attributes: [.primitive(.guard_class), .code(body)],
        position: instruction.position))
    let arguments = Array(instruction.inputs.dropFirst())
    // Boxes are made before the object is: nothing stands between its making and its filling.
    let stored = plainStores(body, initialiser, instruction)
    if stored == nil { takeNumbersOut(of: instruction, for: initialiser) }
    let object = emit(
      Instruction(
        .primitive, [], attributes: [.primitive(.make_instance), .code(body)], position: instruction.position))
    remember(object, .layout(body))
    if let stored {
      fill(object, body, stored)
    } else {
      call(value, initialiser, constant(.absent, .object), receiver: object, arguments, isDefined: false)
    }
    define(value, object)
  }

  /// What a call takes as numbers is looked at before the call's receiver is made: then nothing leaves any more.
  private mutating func takeNumbersOut(of call: Instruction, for target: MethodTarget) {
    let parameters = speculation.signature(of: target).parameters
    if let bound = target.bound {
      for (source, representation) in zip(bound, parameters) {
        if case .input(let input) = source { _ = value(call.inputs[input], as: representation) }
      }
    } else {
      for (argument, representation) in zip(call.inputs.dropFirst(), parameters.dropFirst()) {
        _ = value(argument, as: representation)
      }
    }
  }

  /// `Point(1, y)` of a data class.
  mutating func constructFields(_ value: ValueID, _ instruction: Instruction, _ body: FunctionID, _ fields: [FieldSource]) {
    let callee = self.value(instruction.inputs[0], as: .object)
    emit(
      Instruction(
        .primitive, [callee, state()], attributes: [.primitive(.guard_class), .code(body)],
        position: instruction.position))
    let items = fields.map { field in
      switch field {
      case .input(let number): return self.value(instruction.inputs[number], as: .object)
      case .constant(let constant): return self.constant(constant, .object)
      case .empty(let primitive):
        return emit(Instruction(.primitive, [], attributes: [.primitive(primitive)], position: instruction.position))
      }
    }
    let object = emit(
      Instruction(
        .primitive, [], attributes: [.primitive(.make_instance), .code(body)], position: instruction.position))
    remember(object, .layout(body))
    fill(object, body, items)
    define(value, object)
  }

  /// Binds the first attributes of a new instance.
  private mutating func fill(_ object: ValueID, _ body: FunctionID, _ items: [ValueID]) {
    for (index, item) in items.enumerated() {
      emit(
        Instruction(
          .primitive, [object, item], attributes: [.primitive(.init_slot), .code(body), .integer(index)]))
    }
    emit(
      Instruction(
        .primitive, [object], attributes: [.primitive(.set_filled), .code(body), .integer(items.count)]))
  }

  private mutating func plainStores(
    _ body: FunctionID, _ initialiser: MethodTarget, _ call: Instruction
  ) -> [ValueID]? {
    guard let stores = speculation.plainInitialisers[initialiser.function]?[body], let bound = initialiser.bound else {
      return nil
    }
    // What `*rest` takes is made for the call.
    for case .parameter(let number) in stores {
      switch bound[number] {
      case .input, .constant: continue
      case .receiver, .rest, .options, .starItem, .star: return nil
      }
    }
    return stores.map { store in
      switch store {
      case .constant(let constant): return self.constant(constant, .object)
      case .empty(let id): return emit(Instruction(.primitive, [], attributes: [.primitive(id)], position: call.position))
      case .parameter(let number):
        switch bound[number] {
        case .input(let input): return self.value(call.inputs[input], as: .object)
        case .constant(let constant): return self.constant(constant, .object)
        case .receiver, .rest, .options, .starItem, .star: preconditionFailure("speculation: no plain argument")
        }
      }
    }
  }
}
