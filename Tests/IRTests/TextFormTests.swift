/// The text form: what the printer writes the reader takes back, and the verifier finds what is broken.

import NatrixIR
import TestSupport
import Testing

@Test(arguments: CaseFile.load("passes") + CaseFile.load("emit"))
func roundTrip(_ golden: GoldenCase) throws {
  let text = golden.section("ir") ?? ""
  let first = try Reader.read(text)
  let printed = Printer.print(first)
  let second = try Reader.read(printed)
  #expect(Printer.print(second) == printed)
}

@Test func constantsRoundTrip() throws {
  let text = """
    function f()
    b0:
      t = build_list None, True, ..., <NotImplemented>, 12345678901234567890, -1, 1.5, \
    <float 7ff8000000000000>, <complex 0 3ff0000000000000>, "a\\"b\\n\\{e9}", b"x", (1, (2,),), {3,}
      return t

    """
  #expect(Printer.print(try Reader.read(text)) == text)
}

@Test(arguments: [
  ("  x = add a, 1\n  return x", "'a' is not defined"),
  ("  x = frobnicate 1\n  return x", "no opcode or primitive 'frobnicate'"),
  ("  x = add 1, 2\n  x = add 1, 2\n  return x", "'x' is defined twice"),
])
func readerErrors(_ body: String, _ message: String) {
  #expect(throws: ReaderError.self) { try Reader.read("function f()\nb0:\n" + body) }
  do { _ = try Reader.read("function f()\nb0:\n" + body) } catch { #expect(error.message == message) }
}

@Test(arguments: [
  ("b0:\n  x = add 1, 2", "b0: does not end in a terminator"),
  ("b0:\n  x = add 1\n  return x", "b0: x (add) has 1 inputs instead of 2"),
  ("b0:\n  x = load_attr 1\n  return x", "b0: x (load_attr) has other attributes than its row says"),
  ("b0:\n  branch 1 -> b1, b2\nb1: from b0\n  return 1\nb2: from b0\n  return 2",
   "b0: branch on 1, which is no condition"),
  ("b0:\n  jump -> b1\nb1:\n  return 1", "b1: predecessors are [], edges come from [0]"),
])
func verifierFinds(_ body: String, _ message: String) throws {
  let function = try Reader.read("function f()\n" + body)
  #expect(Verifier.verify(function, hasErrorEdges: false) == [message])
}

@Test func verifierFindsUndominatedUse() throws {
  let function = try Reader.read(
    """
    function f(a)
    b0:
      a = parameter #0
      b0.t1 = truth_of a
      branch b0.t1 -> b1, b2
    b1: from b0
      x = add a, 1
      jump -> b2
    b2: from b0, b1
      return x
    """)
  #expect(
    Verifier.verify(function, hasErrorEdges: false)
      == ["b2: %5 uses x, which is not defined on every path to it"])
}

@Test func verifierKnowsTheHandlerRule() throws {
  let function = try Reader.read(
    """
    function f(a)
    b0: handler b1
      a = parameter #0
      x = add a, 1
      y = add x, 1
      return y
    b1: from b0
      x.2 = phi x
      return x.2
    """)
  #expect(
    Verifier.verify(function, hasErrorEdges: false)
      == ["b1: x.2 takes x, which is not there where b0 may first raise"])
}
