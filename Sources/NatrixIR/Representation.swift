/// How a value is held in a C variable.

package enum Representation: String, Sendable, CaseIterable {
  /// A tagged `nx_value`.
  case object
  /// `int64_t`, `double`, `bool`: machine values of fast code and of conditions.
  case i64, f64, bool
  /// The instruction has no result.
  case none
}
