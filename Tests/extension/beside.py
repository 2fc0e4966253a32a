"""Classes that Python puts beside builtin ones."""

class Registry:
    """A registry."""
    kind = "registry"
    def __init__(self, name="r", **more):
        super().__init__(**more)
        self.name = name
        self.calls = 0
    def note(self, n=1):
        self.calls += n
        return self.name, self.calls
    @property
    def shout(self):
        return self.name.upper() + self.kind
    @classmethod
    def make(cls, name):
        return cls(name)
    @staticmethod
    def three():
        return 3
class Plain:
    def __init__(self, v):
        self.v = v
    def double(self):
        return self.v * 2
    def __repr__(self):
        return f"{type(self).__name__}({self.v})"
class Slotted:
    __slots__ = ("a",)
    def both(self): return self.a, self
class Mixin:
    def hello(self): return f"hello {self}"
    def describe(self): return self.hello() + "!"
class Custom:
    def __getattr__(self, name):
        if name.startswith("x"): return name * 2
        raise AttributeError(name)
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
def use(o):
    return o.note(), isinstance(o, Registry), o.shout, type(o).__name__, o.kind
def is_plain(o): return isinstance(o, Plain)
def attempt(f):
    try: f()
    except Exception as e: return "exc", e, isinstance(e, Plain)
