/// Errors that fast code raises itself, where a handler of the function is near: leaving would have the generic version do the
/// rest of the call.
///
///     b1: handler b2                        b1: handler b2
///       x = subscript xs, i           →       list_check xs, i          raises IndexError
///                                             x = list_get xs, i, state never fails
///     (stores, tuples, strs, bytes, bytearrays and arrays likewise)
///
///     b1: handler b2
///       q = floordiv n, d             →       divisor_check d           raises ZeroDivisionError
///                                             q = floordiv_i64 n, d, state

import NatrixIR
import NatrixSupport

extension TwinBuilder {
  private var isHandled: Bool { generic[block].handler != nil && edge == nil && speculation.does(.directErrors) }

  mutating func checkIndex(_ container: ValueID, _ index: ValueID, _ kind: ContainerKind, stores: Bool = false) {
    guard isHandled else { return }
    switch kind {
    case .list: raises(stores ? .list_store_check : .list_check, [container, index])
    case .tuple: raises(.tuple_check, [container, index])
    case .str: raises(.str_check, [container, index])
    case .bytes: raises(.bytes_check, [container, index])
    // What is stored is looked at before the index.
    case .bytearray: if !stores { raises(.bytearray_check, [container, index]) }
    case .array: raises(stores ? .array_store_check : .array_check, [container, index])
    case .dict, .defaultdict, .orderedDict, .set, .frozenset, .hosted: return
    }
  }

  mutating func checkDivisor(of id: PrimitiveID, _ operands: [ValueID]) {
    guard isHandled, operands.count == 2, fast[operands[1]].opcode != .constant else { return }
    switch id {
    case .floordiv_i64: raises(.divisor_check, [operands[1]])
    case .mod_i64: raises(.modulus_check, [operands[1]])
    case .truediv_i64: raises(.true_divisor_check, [operands[1]])
    case .truediv_f64: raises(.float_divisor_check, [operands[1]])
    default: return
    }
  }

  /// States from before are not those of the guard that follows: between them nothing raises.
  private mutating func raises(_ id: PrimitiveID, _ inputs: [ValueID]) {
    emit(id, inputs)
    stateHere = nil
  }
}
