/// What operations of fast graphs read and change of the heap, in kinds of places that never overlap, so that a load stays
/// known over a store to somewhere else.

import NatrixIR
import NatrixSupport

enum Place: Hashable {
  /// A list's length and where its items are; its items.
  case listShape, listItems
  /// The same of bytearrays and arrays.
  case bytesShape, bytesData
  /// The same of lists and buffers of the host's.
  case hostShape, hostItems
  case globals, cells
  /// To which class an object belongs, what a function object runs.
  case layouts
  /// A word of the instances of the class with this body: other classes' instances are other objects.
  case slot(FunctionID, Int)
}

enum Change {
  case nothing
  case places([Place])
  case everything
}

extension Instruction {
  /// What it may write.
  var change: Change {
    switch opcode {
    case .constant, .parameter, .phi, .copy, .methodSelf, .unpackItem, .state, .virtual, .guardCallee, .kindIndex, .exit, .jump,
      .branch, .return, .fail, .check, .unreachable:
      return .nothing
    case .traceback, .loadMethod, .callKnown, .callKnownMethod, .callBuiltin, .callBuiltinMethod, .unpack, .yield,
      .resumed, .callFast, .suspend:
      return .everything
    case .primitive: break
    }
    guard let primitive else { return .everything }
    switch primitive.id {
    case .list_set, .list_put, .item_put: return .places([.listItems])
    case .list_add, .list_take_last: return .places([.listShape, .listItems])
    case .bytearray_set, .array_set_i64, .array_set_f64, .data_put, .typed_put, .double_put: return .places([.bytesData])
    case .host_set_i64, .host_set_f64, .host_set2_i64, .host_set2_f64, .host_set3_i64, .host_set3_f64, .host_set4_i64, .host_set4_f64,
      .host_put_i64, .host_put_f64:
      return .places([.hostItems])
    case .store_cell: return .places([.cells])
    case .store_global: return .places([.globals])
    case .store_slot, .init_slot:
      guard let body = function, let index = integer else { return .everything }
      return .places([.slot(body, index)])
    case .set_filled: return .nothing
    default:
      return primitive.effects.isDisjoint(with: [.writesHeap, .callsPython]) ? .nothing : .everything
    }
  }

  /// What its result depends on besides its inputs; nil when it is no operation whose result can be known from before.
  var reads: [Place]? {
    if opcode == .guardCallee || opcode == .kindIndex { return [.layouts] }
    guard opcode == .primitive, let primitive, failure == .never || failure == .guard, representation != .none || isGuard,
      primitive.effects.isDisjoint(with: [.writesHeap, .callsPython])
    else { return nil }
    switch primitive.id {
    case .list_length, .list_items: return [.listShape]
    case .item_at: return [.listItems]
    case .bytearray_length, .bytearray_data, .array_length, .array_data: return [.bytesShape]
    case .data_at, .typed_at, .double_at: return [.bytesData]
    case .guard_own, .host_length, .host_data, .host_stride, .host_format, .host_columns, .host_column_stride, .host_format2,
      .host_extent, .host_step, .host_format_in:
      return [.hostShape]
    case .host_at_i64, .host_at_f64: return [.hostItems]
    case .find_global: return [.globals]
    case .guard_layout, .guard_class: return [.layouts]
    case .load_slot:
      guard let body = function, let index = integer else { return nil }
      return [.slot(body, index)]
    // What cannot change: ints, strings, bytes, tuples.
    case .tuple_length, .tuple_at, .str_length, .guard_narrow, .code_at, .bytes_length, .bytes_at, .eq_str, .ne_str,
      .str_ord, .str_word, .low_bits, .guard_typecode:
      return []
    case .guard_quiet, .guard_awake, .take_other: return nil
    case .box_i64, .box_f64, .box_u64, .box_number, .box_complex: return []
    default: return primitive.effects.isDisjoint(with: [.readsHeap, .allocates]) ? [] : nil
    }
  }

  /// The guard that must have passed for the operation to make sense of its first input, if it looks into an object.
  var kindGuard: PrimitiveID? {
    switch primitive?.id {
    case .list_length, .list_items: .guard_list
    case .tuple_length, .tuple_at: .guard_tuple
    case .str_length, .str_word, .guard_narrow: .guard_str
    case .code_at: .guard_narrow
    case .bytes_length, .bytes_at: .guard_bytes
    case .load_slot: .guard_layout
    case .complex_imag: .unbox_complex
    case .bytearray_length, .bytearray_data: .guard_bytearray
    case .array_length, .array_data, .guard_typecode: .guard_array
    case .host_length, .host_data, .host_stride, .host_format, .host_columns, .host_column_stride, .host_format2, .host_extent,
      .host_step, .host_format_in:
      .guard_hosted
    default: nil
    }
  }
}

/// An operation without its state: two that are equal give the same where nothing that they read has changed.
struct OperationKey: Hashable {
  var opcode: Opcode
  var attributes: [Attribute]
  var inputs: [ValueID]
  /// Inputs that are constants, by number: each use has one of its own.
  var constants: [Constant?]

  init(_ instruction: Instruction, _ graph: Graph) {
    opcode = instruction.opcode
    attributes = instruction.attributes
    inputs = instruction.isGuard ? Array(instruction.inputs.dropLast()) : instruction.inputs
    constants = inputs.map { graph[$0].constant }
    for index in inputs.indices where constants[index] != nil { inputs[index] = ValueID(-1 - graph[inputs[index]].representation.order) }
  }
}

extension Representation {
  fileprivate var order: Int {
    switch self {
    case .object: 0
    case .i64: 1
    case .f64: 2
    case .bool: 3
    case .none: 4
    }
  }
}
