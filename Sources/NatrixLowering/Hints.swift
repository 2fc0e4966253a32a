/// Annotations as text, for guesses about what callers of extension modules give: `float`, `list[float]`,
/// `npt.NDArray[np.float64]`. Nothing else follows from them.

import NatrixSyntax

extension Expression {
  /// Of names, attributes, subscripts and texts; nil for anything else.
  var hint: String? {
    switch kind {
    case .name(let name, _): return name
    case .attribute(let value, let name, _): return value.hint.map { $0 + "." + name }
    case .subscript(let value, let slice, _):
      guard let outer = value.hint, let inner = slice.hint else { return nil }
      return "\(outer)[\(inner)]"
    case .tuple(let items, _):
      let hints = items.compactMap(\.hint)
      return hints.count == items.count ? hints.joined(separator: ", ") : nil
    case .constant(.string(let points), _):
      return String(String.UnicodeScalarView(points.compactMap { Unicode.Scalar($0) }))
    case .constant(.ellipsis, _): return "..."
    case .constant(.none, _): return "None"
    default: return nil
    }
  }
}
