/// Assignment, augmented and annotated assignment, `del`.
///
///     a, b.c = x     →    t = x;  unpack t;  a = item 0;  b.c = item 1
///     a[i] += x      →    o = a;  k = i;  o[k] = iadd(o[k], x)      (a and i evaluated once)

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func store(_ result: ValueID, to target: Expression) {
    let outer = position
    position = Position(target.range)
    defer { position = outer }
    switch target.kind {
    case .name(let id, _): store(id, result)
    case .attribute(let object, let name, _):
      let object = value(object)
      emit(
        .store_attr, [object, result], [.name(scope.mangled(name))],
        at: attributePosition(target, name))
    case .subscript(let object, let index, _):
      let container = value(object)
      emit(
        .store_subscript, [container, value(index), result],
        at: subscriptPosition(target, object))
    case .starred(let inner, _): store(result, to: inner)
    case .list(let elts, _), .tuple(let elts, _): unpack(result, into: elts)
    default: preconditionFailure("lowering: assignment to what is no target")
    }
  }

  private func unpack(_ result: ValueID, into targets: [Expression]) {
    let star = targets.firstIndex { if case .starred = $0.kind { true } else { false } }
    var attributes: [Attribute] = [.integer(star ?? targets.count)]
    if let star { attributes.append(.integer(targets.count - star - 1)) }
    let unpacked = append(
      Instruction(.unpack, [result], attributes: attributes, position: position))
    // All items before any store: a store may start a new block or run code.
    let items = targets.indices.map { index in
      append(Instruction(.unpackItem, [unpacked], attributes: [.integer(index)]))
    }
    for (target, item) in zip(targets, items) { store(item, to: target) }
  }

  func lowerDelete(_ target: Expression) {
    let outer = position
    position = Position(target.range)
    defer { position = outer }
    switch target.kind {
    case .name(let id, _):
      delete(id)
      dropOwned(id)
    case .attribute(let object, let name, _):
      let object = value(object)
      emit(
        .delete_attr, [object], [.name(scope.mangled(name))],
        at: attributePosition(target, name))
    case .subscript(let object, let index, _):
      let container = value(object)
      emit(
        .delete_subscript, [container, value(index)], at: subscriptPosition(target, object))
    case .list(let elts, _), .tuple(let elts, _): elts.forEach(lowerDelete)
    default: preconditionFailure("lowering: deletion of what is no target")
    }
  }

  func lowerAugmented(_ target: Expression, _ op: BinaryOperator, _ operand: Expression) {
    let primitive = op.inPlacePrimitive
    switch target.kind {
    case .name(let id, _):
      let old = at(target.range) { load(id) }
      let new = emit(primitive, [old, value(operand)])
      at(target.range) { store(id, new) }
    case .attribute(let object, let name, _):
      let mangled = scope.mangled(name)
      let object = value(object)
      let place = attributePosition(target, name)
      let old = emit(.load_attr, [object], [.name(mangled)], at: place)
      let new = emit(primitive, [old, value(operand)])
      emit(.store_attr, [object, new], [.name(mangled)], at: place)
    case .subscript(let object, let index, _):
      let place = subscriptPosition(target, object)
      let container = value(object)
      let key = value(index)
      let old = emit(.subscript, [container, key], at: place)
      let new = emit(primitive, [old, value(operand)])
      emit(.store_subscript, [container, key, new], at: place)
    default: preconditionFailure("lowering: augmented assignment to what is no target")
    }
  }

  func lowerAnnotated(
    _ target: Expression, _ annotation: Expression, _ assigned: Expression?, _ isSimple: Bool
  ) {
    if let assigned {
      let result = value(assigned)
      store(result, to: target)
    }
    switch target.kind {
    case .name(let id, _):
      guard isSimple, !scope.kind.isFunctionLike else {
        if !scope.kind.isFunctionLike { evaluateAnnotation(annotation) }
        return
      }
      let noted = annotationValue(annotation)
      let annotations =
        namespace.map { emit(.load_name, [$0], [.name("__annotations__")]) }
        ?? loadGlobal("__annotations__")
      emit(.store_subscript, [annotations, text(scope.mangled(id)), noted])
    case .attribute(let object, _, _):
      if assigned == nil { _ = value(object) }
      if !scope.kind.isFunctionLike { evaluateAnnotation(annotation) }
    case .subscript(let object, let index, _):
      if assigned == nil {
        _ = value(object)
        _ = value(index)
      }
      if !scope.kind.isFunctionLike { evaluateAnnotation(annotation) }
    default: preconditionFailure("lowering: annotation of what is no target")
    }
  }

  /// An annotation that is not kept is evaluated all the same, unless annotations are text.
  private func evaluateAnnotation(_ annotation: Expression) {
    if !module.bound.hasLazyAnnotations { _ = value(annotation) }
  }

  func annotationValue(_ annotation: Expression) -> ValueID {
    if module.bound.hasLazyAnnotations { return text(unparse(annotation)) }
    if case .starred(let inner, _) = annotation.kind {
      // `*args: *Ts` is the one item of unpacking.
      let unpacked = append(
        Instruction(.unpack, [value(inner)], attributes: [.integer(1)], position: position))
      return append(Instruction(.unpackItem, [unpacked], attributes: [.integer(0)]))
    }
    return value(annotation)
  }
}

extension BinaryOperator {
  var primitive: PrimitiveID {
    switch self {
    case .add: .add
    case .sub: .sub
    case .mult: .mul
    case .matMult: .matmul
    case .div: .truediv
    case .mod: .mod
    case .pow: .pow
    case .lShift: .lshift
    case .rShift: .rshift
    case .bitOr: .or
    case .bitXor: .xor
    case .bitAnd: .and
    case .floorDiv: .floordiv
    }
  }

  var inPlacePrimitive: PrimitiveID {
    switch self {
    case .add: .iadd
    case .sub: .isub
    case .mult: .imul
    case .matMult: .imatmul
    case .div: .itruediv
    case .mod: .imod
    case .pow: .ipow
    case .lShift: .ilshift
    case .rShift: .irshift
    case .bitOr: .ior
    case .bitXor: .ixor
    case .bitAnd: .iand
    case .floorDiv: .ifloordiv
    }
  }
}
