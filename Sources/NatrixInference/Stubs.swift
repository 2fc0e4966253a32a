/// What the stubs of the runtime's modules say of results: a table that the driver makes from their annotations.

package struct Stubs: Sendable {
  /// By dotted name (`math.sqrt`, `array.array.append`).
  var functions: [String: TypeExpression] = [:]
  var constants: [String: TypeExpression] = [:]

  package init() {}
}
