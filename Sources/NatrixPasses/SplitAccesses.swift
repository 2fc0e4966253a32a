/// Takes the accesses of fast graphs to containers apart, so that what stays the same in a loop is done once.
///
///     x = list_get xs, i, s      →      n = list_length xs;  k = normal_index i, n
///                                       j = in_bounds k, n, s
///                                       p = list_items xs;   x = item_at p, j
///
/// Characters become their codes where they are compared: `text[i] == "a"` makes no string. A string that is compared with
/// several short ones is a word for all of them: its characters, and in the highest byte its length.
///
///     if op == "add": …          w = str_word op;  c = eq_i64 w, 0x03_00_00_00_00_64_64_61
///     elif op == "sub": …   →                      c = eq_i64 w, 0x03_00_00_00_00_62_75_73

import NatrixIR
import NatrixSupport

package enum SplitAccesses: Pass {
  package static let name = "split-accesses"

  package static func run(on function: inout Function, in context: PassContext) {
    var splitter = Splitter(graph: function.generic)
    splitter.run()
    function.generic = splitter.graph
  }
}

private struct Splitter {
  var graph: Graph
  private var current = BlockID(0)
  private var out: [ValueID] = []
  private var replacements: [ValueID: ValueID] = [:]
  private var position = Position.none
  /// Strings of one character, and their codes.
  private var codes: [ValueID: ValueID] = [:]
  /// How often a string is compared with a short constant.
  private var comparisons: [ValueID: Int] = [:]

  init(graph: Graph) { self.graph = graph }

  mutating func run() {
    for block in graph.blocks {
      for value in block.instructions {
        if let (text, _) = comparison(graph[value]) { comparisons[text, default: 0] += 1 }
      }
    }
    for block in graph.reversePostorder() {
      current = block
      out = []
      out.reserveCapacity(graph[block].instructions.count)
      for value in graph[block].instructions { split(value) }
      graph[block].instructions = out
    }
    graph.replaceUses(replacements)
  }

  private mutating func split(_ value: ValueID) {
    let instruction = graph[value]
    guard instruction.opcode == .primitive, let id = instruction.primitive?.id else {
      out.append(value)
      return
    }
    position = instruction.position
    let inputs = instruction.inputs
    switch id {
    case .list_get: replace(value, by: item(inputs))
    case .list_set:
      let place = index(inputs[1], below: make(.list_length, [inputs[0]]), inputs[3])
      make(.item_put, [make(.list_items, [inputs[0]]), place, inputs[2]])
    case .list_has: replace(value, by: make(.lt_i64, [inputs[1], make(.list_length, [inputs[0]])]))
    case .list_item: replace(value, by: make(.item_at, [make(.list_items, [inputs[0]]), inputs[1]]))
    case .tuple_get:
      let place = index(inputs[1], below: make(.tuple_length, [inputs[0]]), inputs[2])
      replace(value, by: make(.tuple_at, [inputs[0], place]))
    case .tuple_has: replace(value, by: make(.lt_i64, [inputs[1], make(.tuple_length, [inputs[0]])]))
    case .tuple_item: replace(value, by: make(.tuple_at, inputs))
    case .bytes_get:
      let place = index(inputs[1], below: make(.bytes_length, [inputs[0]]), inputs[2])
      replace(value, by: make(.bytes_at, [inputs[0], place]))
    case .bytes_has: replace(value, by: make(.lt_i64, [inputs[1], make(.bytes_length, [inputs[0]])]))
    case .bytes_item: replace(value, by: make(.bytes_at, inputs))
    case .bytearray_get:
      let place = index(inputs[1], below: make(.bytearray_length, [inputs[0]]), inputs[2])
      replace(value, by: make(.data_at, [make(.bytearray_data, [inputs[0]]), place]))
    case .bytearray_set:
      let place = index(inputs[1], below: make(.bytearray_length, [inputs[0]]), inputs[3])
      make(.guard_byte, [inputs[2], inputs[3]])
      make(.data_put, [make(.bytearray_data, [inputs[0]]), place, inputs[2]])
    case .bytearray_has: replace(value, by: make(.lt_i64, [inputs[1], make(.bytearray_length, [inputs[0]])]))
    case .bytearray_item: replace(value, by: make(.data_at, [make(.bytearray_data, [inputs[0]]), inputs[1]]))
    case .str_get:
      make(.guard_narrow, [inputs[0], inputs[2]])
      let place = index(inputs[1], below: make(.str_length, [inputs[0]]), inputs[2])
      let code = make(.code_at, [inputs[0], place])
      let character = make(.character, [code])
      codes[character] = code
      replace(value, by: character)
    case .str_has: replace(value, by: make(.lt_i64, [inputs[1], make(.str_length, [inputs[0]])]))
    case .str_chr:
      make(.guard_byte, [inputs[0], inputs[1]])
      let character = make(.character, [inputs[0]])
      codes[character] = inputs[0]
      replace(value, by: character)
    case .str_ord:
      guard let code = code(of: inputs[0]) else { return out.append(value) }
      replacements[value] = code
    case .guard_str:
      // A string of one character is one.
      if codes[final(inputs[0])] == nil { out.append(value) }
    case .eq_str, .ne_str:
      if let left = code(of: inputs[0]), let right = code(of: inputs[1]) {
        replace(value, by: make(id == .eq_str ? .eq_i64 : .ne_i64, [left, right]))
      } else if let (text, word) = comparison(instruction), comparisons[text, default: 0] > 1 {
        let constant = graph.add(Instruction(.constant, attributes: [.constant(.integer(word))], representation: .i64))
        replace(value, by: make(id == .eq_str ? .eq_i64 : .ne_i64, [make(.str_word, [text]), constant]))
      } else {
        out.append(value)
      }
    case .guard_typecode:
      typecodes[final(inputs[0]), default: []].append((instruction.integer ?? 0, current))
      out.append(value)
    case .array_get_i64, .array_get_f64, .array_set_i64, .array_set_f64:
      guard let typecode = typecode(of: final(inputs[0])), (typecode == Splitter.double) == (id == .array_get_f64 || id == .array_set_f64)
      else { return out.append(value) }
      element(value, id, inputs, typecode)
    case .host_get_i64, .host_get_f64, .host_set_i64, .host_set_f64, .host_get2_i64, .host_get2_f64, .host_set2_i64, .host_set2_f64,
      .host_get3_i64, .host_get3_f64, .host_set3_i64, .host_set3_f64, .host_get4_i64, .host_get4_f64, .host_set4_i64, .host_set4_f64:
      hosted(value, id, inputs)
    default: out.append(value)
    }
  }

  /// Of lists and buffers of the host's: how items are kept is found once.
  private mutating func hosted(_ value: ValueID, _ id: PrimitiveID, _ inputs: [ValueID]) {
    guard let state = inputs.last else { return }
    let object = inputs[0]
    var data = make(.host_data, [object])
    var stride = make(.host_stride, [object])
    var place = index(inputs[1], below: make(.host_length, [object, state]), state)
    var rest = inputs.dropFirst(2)
    let hasColumns = [.host_get2_i64, .host_get2_f64, .host_set2_i64, .host_set2_f64].contains(id)
    if hasColumns {
      data = make(.plain_add, [data, make(.plain_mul, [place, stride])])
      stride = make(.host_column_stride, [object])
      place = index(inputs[2], below: make(.host_columns, [object]), state)
      rest = rest.dropFirst()
    }
    let dimensions = Splitter.dimensions(id)
    for dimension in 1..<max(dimensions, 1) where dimensions > 2 {
      data = make(.plain_add, [data, make(.plain_mul, [place, stride])])
      stride = make(.host_step, [object], dimension)
      place = index(inputs[dimension + 1], below: make(.host_extent, [object], dimension), state)
      rest = rest.dropFirst()
    }
    let format = dimensions > 2 ? make(.host_format_in, [object], dimensions) : make(hasColumns ? .host_format2 : .host_format, [object])
    switch id {
    case .host_get_i64, .host_get2_i64, .host_get3_i64, .host_get4_i64: replace(value, by: make(.host_at_i64, [data, stride, format, place, state]))
    case .host_get_f64, .host_get2_f64, .host_get3_f64, .host_get4_f64: replace(value, by: make(.host_at_f64, [data, stride, format, place, state]))
    case .host_set_i64, .host_set2_i64, .host_set3_i64, .host_set4_i64: make(.host_put_i64, [data, stride, format, place] + rest)
    default: make(.host_put_f64, [data, stride, format, place] + rest)
    }
  }

  private static func dimensions(_ id: PrimitiveID) -> Int {
    switch id {
    case .host_get2_i64, .host_get2_f64, .host_set2_i64, .host_set2_f64: 2
    case .host_get3_i64, .host_get3_f64, .host_set3_i64, .host_set3_f64: 3
    case .host_get4_i64, .host_get4_f64, .host_set4_i64, .host_set4_f64: 4
    default: 1
    }
  }

  /// Of arrays that have passed the guard of their typecode, and where.
  private var typecodes: [ValueID: [(typecode: Int, block: BlockID)]] = [:]
  private lazy var dominators = Dominators(graph)
  private static let double = 100  // "d"

  private mutating func typecode(of array: ValueID) -> Int? {
    for (typecode, block) in typecodes[array] ?? []
    where block == current || graph[block].handler == nil && dominators.dominates(block, current) {
      return typecode
    }
    return nil
  }

  private mutating func element(_ value: ValueID, _ id: PrimitiveID, _ inputs: [ValueID], _ typecode: Int) {
    guard let state = inputs.last else { return }
    let place = index(inputs[1], below: make(.array_length, [inputs[0]]), state)
    switch id {
    case .array_get_f64: replace(value, by: make(.double_at, [make(.array_data, [inputs[0]]), place]))
    case .array_set_f64: make(.double_put, [make(.array_data, [inputs[0]]), place, inputs[2]])
    case .array_get_i64: replace(value, by: make(.typed_at, [make(.array_data, [inputs[0]]), place], typecode))
    default:
      make(.guard_fits, [inputs[2], state], typecode)
      make(.typed_put, [make(.array_data, [inputs[0]]), place, inputs[2]], typecode)
    }
  }

  private mutating func item(_ inputs: [ValueID]) -> ValueID {
    let place = index(inputs[1], below: make(.list_length, [inputs[0]]), inputs[2])
    return make(.item_at, [make(.list_items, [inputs[0]]), place])
  }

  private mutating func index(_ index: ValueID, below length: ValueID, _ state: ValueID) -> ValueID {
    if case .integer(let digits)? = graph[index].constant, !digits.hasPrefix("-") {
      return make(.in_bounds, [index, length, state])
    }
    return make(.in_bounds, [make(.normal_index, [index, length]), length, state])
  }

  /// Of a comparison of a string with a constant of at most seven characters below 256: the string, and the constant's word.
  private func comparison(_ instruction: Instruction) -> (text: ValueID, word: Int)? {
    guard instruction.primitive?.id == .eq_str || instruction.primitive?.id == .ne_str else { return nil }
    for (text, other) in [(instruction.inputs[0], instruction.inputs[1]), (instruction.inputs[1], instruction.inputs[0])] {
      guard graph[text].opcode != .constant, case .string(let points)? = graph[other].constant, points.count < 8,
        points.allSatisfy({ $0 < 256 })
      else { continue }
      return (text, points.reversed().reduce(points.count << (56 - 8 * points.count)) { $0 << 8 | Int($1) })
    }
    return nil
  }

  /// The code of the only character of a string.
  private mutating func code(of text: ValueID) -> ValueID? {
    if let known = codes[final(text)] { return known }
    guard case .string(let points)? = graph[text].constant, points.count == 1 else { return nil }
    return graph.add(Instruction(.constant, attributes: [.constant(.integer(Int(points[0])))], representation: .i64))
  }

  private func final(_ value: ValueID) -> ValueID {
    var current = value
    while let next = replacements[current] { current = next }
    return current
  }

  @discardableResult
  private mutating func make(_ id: PrimitiveID, _ inputs: [ValueID], _ number: Int? = nil) -> ValueID {
    let attributes = [Attribute.primitive(id)] + (number.map { [.integer($0)] } ?? [])
    let value = graph.add(Instruction(.primitive, inputs, attributes: attributes, position: position))
    out.append(value)
    return value
  }

  private mutating func replace(_ value: ValueID, by made: ValueID) {
    if graph[made].name == nil { graph[made].name = graph[value].name }
    replacements[value] = made
  }
}
