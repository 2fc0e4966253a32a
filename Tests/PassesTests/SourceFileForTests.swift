import NatrixSupport

enum SourceFileForTests {
  static let empty = SourceFile(path: "m.py", text: [])
}
