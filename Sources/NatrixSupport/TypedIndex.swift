/// Indices that cannot be mixed up: a `BlockID` is no `ValueID`.

package protocol TypedIndex: Hashable, Comparable, Sendable {
  var index: Int { get }
  init(_ index: Int)
}

extension TypedIndex {
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// An array whose elements are named by a typed index.
package struct IndexedArray<Index: TypedIndex, Element> {
  package var elements: [Element] = []
  package init() {}
  package var count: Int { elements.count }
  package var indices: [Index] { elements.indices.map { Index($0) } }
  package subscript(index: Index) -> Element {
    get { elements[index.index] }
    _modify { yield &elements[index.index] }
  }
  /// Adds an element and returns its index.
  @discardableResult package mutating func append(_ element: Element) -> Index {
    elements.append(element)
    return Index(elements.count - 1)
  }
}
