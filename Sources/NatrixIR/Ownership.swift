/// Who has the objects that operations give and take: facts about primitives and builtins, declared once, for the pass
/// dying-values.
///
/// A result is *new* when nobody else has it: no operand, no container, no variable. (A string that an operation may also
/// give back unchanged is `nx_share`d there, and then not given back by `nx_drop`; so it counts as new here.) An operand
/// is *borrowed* when the operation neither keeps it nor gives it back nor shows it to code that could.

/// What an object that is made is: which operations only borrow it depends on that.
package enum OwnedKind: CaseIterable, Sendable {
  case list, str, tuple, set
  /// In an extension module: what stands for an object of the host's. Whether anybody else has it the run tells (`nx_drop`).
  case foreign
}

/// What has to hold when the program runs, besides what an instruction says.
package enum OwnershipCondition: Hashable, Sendable {
  /// The callee is the builtin of that name.
  case builtin(ValueID, String)
  /// The loaded method is that of a builtin type.
  case direct(ValueID)
  /// The object is a list, no instance of a derived class.
  case list(ValueID)
  /// The object is an int or a float.
  case number(ValueID)
  /// The call of a fast version, which borrows its argument, did not leave for the generic one, which may keep it.
  case stayed(ValueID)
  /// The call of a fast version gave what nobody else has: it handed it over.
  case handedOver(ValueID)
  /// The first operand of this operation is the host's: what the program's own objects and functions give somebody may have.
  case fromHost(ValueID)

  package var operand: ValueID {
    switch self {
    case .builtin(let value, _), .direct(let value), .list(let value), .number(let value), .stayed(let value),
      .handedOver(let value), .fromHost(let value):
      value
    }
  }
}

/// What calls of fast versions do with objects.
package struct OwnershipSummaries: Sendable {
  package struct Version: Hashable, Sendable {
    package var function: FunctionID
    package var number: Int
    package init(_ function: FunctionID, _ number: Int) {
      self.function = function
      self.number = number
    }
  }

  /// What versions return that nobody else has, on some ways at least: then they say so (`hand_over`).
  package var results: [Version: OwnedKind] = [:]
  /// The kinds of objects that a version only borrows, by parameter.
  package var borrowed: [Version: [Set<OwnedKind>]] = [:]
  /// An extension module: the host may share everything else.
  package var isHosted = false
  package init() {}

  /// Of a call of a fast version; nil: of another one.
  fileprivate static func callee(_ instruction: Instruction) -> Version? {
    guard instruction.opcode == .callFast, let function = instruction.function, let number = instruction.integer, number >= 0
    else { return nil }
    return Version(function, number)
  }
}

package struct NewResult: Sendable {
  package var kind: OwnedKind
  package var conditions: [OwnershipCondition] = []

  init(_ kind: OwnedKind, _ conditions: [OwnershipCondition] = []) {
    self.kind = kind
    self.conditions = conditions
  }
}

extension Graph {
  /// What an instruction makes, if its result is new.
  package func newResult(of value: ValueID, _ summaries: OwnershipSummaries) -> NewResult? {
    let instruction = self[value]
    let inputs = instruction.inputs
    if summaries.isHosted { return hostsSource(of: value).map { NewResult(.foreign, [.fromHost($0)]) } }
    switch instruction.opcode {
    case .callFast:
      guard instruction.representation == .object, let callee = OwnershipSummaries.callee(instruction),
        let kind = summaries.results[callee]
      else { return nil }
      return NewResult(kind, [.handedOver(value)])
    case .callBuiltin:
      guard let name = instruction.nameAttribute else { return nil }
      switch name {
      case "sorted", "list": return NewResult(.list, [.builtin(inputs[0], name)])
      case "set": return NewResult(.set, [.builtin(inputs[0], name)])
      case "str", "repr":
        guard inputs.count == 2 else { return nil }
        let isNumber = self[inputs[1]].primitive.map { Ownership.boxes.contains($0.id) } ?? false
        return NewResult(.str, [.builtin(inputs[0], name)] + (isNumber ? [] : [.number(inputs[1])]))
      default: return nil
      }
    case .callBuiltinMethod:
      guard let name = self[inputs[0]].nameAttribute else { return nil }
      if Ownership.splits.contains(name) { return NewResult(.list, [.direct(inputs[0])]) }
      if Ownership.textMethods.contains(name) { return NewResult(.str, [.direct(inputs[0])]) }
      return nil
    case .primitive:
      guard let id = instruction.primitive?.id else { return nil }
      switch id {
      case .build_list, .list_with_room, .list_concat, .list_repeat: return NewResult(.list)
      case .subscript_slice, .subscript_step: return NewResult(.list, [.list(inputs[0])])
      case .call_keywords:
        return self[inputs[0]].nameAttribute == "sorted" ? NewResult(.list, [.builtin(inputs[0], "sorted")]) : nil
      case .build_tuple, .list_to_tuple: return NewResult(.tuple)
      case .build_set, .build_constant_set, .set_or, .set_and, .set_sub, .set_xor: return NewResult(.set)
      case .str_concat, .str_append, .str_chain, .str_cut, .build_string, .percent_item, .percent_items, .format_value:
        return NewResult(.str)
      default: return nil
      }
    default: return nil
    }
  }

  /// A call of what `loadMethod` gave, whatever that is.
  package func callsLoaded(_ value: ValueID) -> Bool {
    switch self[value].opcode {
    case .callBuiltinMethod, .callKnownMethod: true
    case .primitive: self[value].primitive?.id == .call_loaded
    default: false
    }
  }

  /// The operation whose first operand has to be the host's so that the result is an object of the host's that nothing in the
  /// program refers to.
  private func hostsSource(of value: ValueID) -> ValueID? {
    let instruction = self[value]
    switch instruction.opcode {
    case .callBuiltinMethod, .callKnownMethod: return value
    case .unpackItem:
      let unpack = instruction.inputs[0], source = self[unpack].inputs[0]
      return self[source].opcode == .primitive && self[source].primitive?.id == .iter_next_unpacked ? source : unpack
    case .primitive:
      guard let id = instruction.primitive?.id, Ownership.givingForeign.contains(id) else { return nil }
      return value
    default: return nil
    }
  }

  /// What has to hold so that an instruction only borrows its input number `place`, an object of a kind; nil: it may keep it.
  package func borrows(
    _ value: ValueID, _ place: Int, _ kind: OwnedKind, _ summaries: OwnershipSummaries
  ) -> [OwnershipCondition]? {
    let instruction = self[value]
    let inputs = instruction.inputs
    if kind == .foreign {
      switch instruction.opcode {
      case .loadMethod, .unpack: return []
      // The receiver. (Where a compiled method gets it, it is no longer one that nobody has: load_bound_method, foreign.c.)
      case .callBuiltinMethod: return place == 1 || place == 2 ? [] : nil
      case .callKnownMethod: return place == 1 ? [] : nil
      case .callBuiltin:
        guard let name = instruction.nameAttribute, place == 1, Ownership.takingForeignBuiltins[name] == inputs.count - 1 else { return nil }
        return [.builtin(inputs[0], name)]
      case .primitive:
        guard let id = instruction.primitive?.id else { return nil }
        if id == .call_loaded { return place == 1 ? [] : nil }
        return place == 0 && Ownership.takingForeign.contains(id) ? [] : nil
      default: return nil
      }
    }
    switch instruction.opcode {
    case .callFast:
      guard place > 0, let callee = OwnershipSummaries.callee(instruction), let borrowed = summaries.borrowed[callee],
        place <= borrowed.count, borrowed[place - 1].contains(kind)
      else { return nil }
      return [.stayed(value)]
    case .unpack: return kind == .list || kind == .tuple ? [] : nil
    case .callBuiltin:
      guard let name = instruction.nameAttribute, place > 0 else { return nil }
      if Ownership.classTests.contains(name), kind == .tuple, place == 2 { return [.builtin(inputs[0], name)] }
      guard place == 1, inputs.count == 2 else { return nil }
      let readers: Set<String> =
        switch kind {
        case .list, .set: Ownership.readers
        case .tuple: Ownership.readers.subtracting(["tuple"])
        case .str: Ownership.textReaders
        case .foreign: []
        }
      return readers.contains(name) ? [.builtin(inputs[0], name)] : nil
    case .loadMethod:
      // The receiver of a builtin type's method, which is called directly, as it is no instance of a derived class.
      return borrowsReceiver(instruction.nameAttribute, kind) ? [] : nil
    case .callBuiltinMethod:
      guard let name = self[inputs[0]].nameAttribute else { return nil }
      switch (place, kind) {
      case (2, _): return borrowsReceiver(name, kind) ? [] : nil
      case (3, .str): return Ownership.takingText.contains(name) ? [.direct(inputs[0])] : nil
      case (3, .list), (3, .set), (3, .tuple):
        return inputs.count == 4 && Ownership.takingItems.contains(name) ? [.direct(inputs[0])] : nil
      default: return nil
      }
    case .primitive:
      guard let id = instruction.primitive?.id else { return nil }
      if Ownership.any[id]?.contains(place) ?? false { return [] }
      // A list takes the items of what is put in the place of a slice.
      if id == .store_slice, place == 3 { return kind == .list || kind == .tuple ? [.list(inputs[0])] : nil }
      switch kind {
      case .list:
        let isBorrowed = Ownership.list[id]?.contains(place) ?? (place == 0 && Ownership.listReaders.contains(id))
        return isBorrowed ? [] : nil
      case .tuple: return place == 0 && Ownership.tupleReaders.contains(id) ? [] : nil
      case .set: return Ownership.set[id]?.contains(place) ?? false ? [] : nil
      case .str:
        if Ownership.strAll.contains(id) { return [] }
        return Ownership.str[id]?.contains(place) ?? false ? [] : nil
      case .foreign: return nil
      }
    default: return nil
    }
  }
}

private func borrowsReceiver(_ method: String?, _ kind: OwnedKind) -> Bool {
  guard let method else { return false }
  switch kind {
  case .str: return Ownership.receivingText.contains(method)
  case .set: return Ownership.receivingSet.contains(method)
  case .list, .tuple, .foreign: return false
  }
}

/// The tables. Dicts and sets say themselves that they have got a string (`nx_share`), so a key is borrowed.
private enum Ownership {
  static let givingForeign: Set<PrimitiveID> = [
    .iter_next, .subscript, .load_attr, .get_iter, .call_values, .call_loaded,
  ]
  static let takingForeign: Set<PrimitiveID> = [
    .load_attr, .store_attr, .subscript, .store_subscript, .is_stop, .truth_of, .iter_next, .iter_next_unpacked,
  ]
  /// And how many arguments they are called with.
  static let takingForeignBuiltins: [String: Int] = ["len": 1, "isinstance": 2, "int": 1, "float": 1, "str": 1, "repr": 1]

  static let boxes: Set<PrimitiveID> = [.box_small, .box_i64, .box_f64]

  /// Look at the items of their one argument only.
  static let readers: Set<String> = [
    "sum", "min", "max", "len", "any", "all", "tuple", "set", "frozenset", "sorted", "list",
  ]
  static let textReaders: Set<String> = ["len", "int", "float", "ord", "repr", "str", "list", "set", "sorted"]
  static let classTests: Set<String> = ["isinstance", "issubclass"]

  static let splits: Set<String> = ["split", "rsplit", "splitlines"]
  static let textMethods: Set<String> = [
    "strip", "lstrip", "rstrip", "lower", "upper", "casefold", "capitalize", "title", "swapcase", "replace", "ljust",
    "rjust", "center", "zfill", "removeprefix", "removesuffix", "join", "format",
  ]
  static let receivingText: Set<String> = textMethods.union(splits).union([
    "startswith", "endswith", "find", "rfind", "index", "rindex", "count", "isalpha", "isalnum", "isdigit", "isdecimal",
    "isnumeric", "isspace", "islower", "isupper", "isidentifier", "istitle", "isascii", "encode",
  ])
  /// Not what lists have, too: they would show it to their items' `__eq__`.
  static let takingText: Set<String> = [
    "startswith", "endswith", "find", "rfind", "strip", "lstrip", "rstrip", "split", "rsplit",
  ]
  static let receivingSet: Set<String> = ["add", "update", "discard"]
  static let takingItems: Set<String> = ["join", "extend", "update"]

  /// Of any kind: the places.
  static let any: [PrimitiveID: Set<Int>] = [
    .guard_list: [0], .guard_str: [0], .guard_tuple: [0], .guard_set: [0], .is_same: [0, 1], .truth_of: [0],
  ]
  static let listReaders: Set<PrimitiveID> = [
    .list_length, .list_get, .list_has, .list_item, .list_add, .list_set, .list_to_tuple, .list_take_last, .list_repeat,
    .subscript_slice, .subscript_step, .store_slice,
  ]
  static let list: [PrimitiveID: Set<Int>] = [.list_concat: [0, 1], .list_sort_by_keys: [0, 1]]
  static let tupleReaders: Set<PrimitiveID> = [.tuple_length, .tuple_get, .tuple_at, .tuple_has, .tuple_item, .tuple_check]
  static let set: [PrimitiveID: Set<Int>] = [
    .set_length: [0], .set_has: [1], .set_include: [0], .set_extend: [0, 1], .set_or: [0, 1], .set_and: [0, 1],
    .set_sub: [0, 1], .set_xor: [0, 1], .set_inplace_or: [1], .set_inplace_and: [1], .set_inplace_sub: [1],
    .set_inplace_xor: [1],
  ]
  static let strAll: Set<PrimitiveID> = [
    .str_concat, .str_append, .str_concat_sure, .str_chain, .build_string, .percent_items, .eq_str, .ne_str, .lt_str, .le_str, .gt_str,
    .ge_str, .str_has_part,
  ]
  static let str: [PrimitiveID: Set<Int>] = [
    .str_length: [0], .str_get: [0], .str_word: [0], .str_ord: [0], .str_has: [0], .str_item: [0], .str_check: [0],
    .code_at: [0], .guard_narrow: [0], .str_among: [0], .str_cut: [0], .percent_item: [0, 1], .format_value: [0], .dict_at: [1], .defaultdict_at: [1],
    .dict_has: [0], .dict_get: [1], .dict_setdefault: [1], .dict_include: [1], .dict_discard: [1], .set_has: [0],
    .set_include: [1],
  ]
}
