/// What a program never does: `ProgramFacts`.

import NatrixIR
import NatrixInference
import Testing

private func facts(_ text: String) throws -> ProgramFacts { try infer(program(text, name: "m.py").0).facts }

@Test func namesBoundOnce() throws {
  let facts = try facts(
    """
    import sys
    def once(): pass
    def twice(): pass
    def twice(): pass
    def assigned(): pass
    class C: pass
    for i in range(3):
        looped = i
    def f():
        global assigned
        assigned = 1
    if sys:
        maybe = 1
    """)
  #expect(facts.bindOnce[0].isSuperset(of: ["sys", "once", "C", "f", "maybe"]))
  #expect(facts.bindOnce[0].isDisjoint(with: ["twice", "assigned", "looped", "i"]))
  #expect(facts.builtins[0] == ["range"])
}

@Test func attributesOfOtherObjectsRebindNames() throws {
  let facts = try facts(
    """
    class A:
        def __init__(self):
            self.own = 1
            self.run = None
        def run(self): pass
        def walk(self): pass
    def patch(x):
        x.helper = 1
        print(x)
    def helper(): pass
    """)
  #expect(facts.reboundNames == ["helper", "run"])
  #expect(!facts.bindOnce[0].contains("helper"))
  #expect(facts.bindOnce[0].contains("patch"))
  #expect(!facts.reboundAny && !facts.changesClass)
}

@Test(arguments: [
  "globals()['x'] = 1", "exec('x = 1')", "import m\nm.__dict__['x'] = 1", "def f(o, n):\n  setattr(o, n, 1)",
  "def f():\n  f.__globals__['x'] = 1", "vars()['x'] = 1",
])
func namespacesAsDicts(_ text: String) throws {
  #expect(try facts("def g(): pass\n" + text).bindOnce[0].isEmpty, "\(text)")
}

@Test func setattrOfInstances() throws {
  let facts = try facts(
    """
    class A:
        def __init__(self, **settings):
            for name, value in settings.items():
                setattr(self, name, value)
        def run(self): pass
    class B:
        def walk(self): pass
    A(a=1)
    """)
  #expect(!facts.reboundAny)
  #expect(facts.reboundNames.contains("run") && !facts.reboundNames.contains("walk"))
  #expect(facts.bindOnce[0] == ["A", "B"])
}

@Test func classesOfInstances() throws {
  #expect(try facts("class A: pass\na = A()\na.__class__ = A").changesClass)
  #expect(try facts("class A: pass\na = A()\na.__dict__['x'] = 1").changesClass)
  #expect(try !facts("class A: pass\na = A()\nprint(sorted(a.__dict__))").changesClass)
}
