import enum
import python_metaclasses as meta

class Color(meta.Base, enum.Enum):
    A = 1
    B = 2
class M(type):
    def __iter__(cls): return iter([1, 2, 3])
    def __len__(cls): return 3
    def __getitem__(cls, k): return cls.table[k]
    def __call__(cls, *a):
        o = super().__call__(*a); o.made = True; return o
    def __contains__(cls, k): return k == 7
    @property
    def prop(cls): return cls.__name__ + "!"
class C(meta.Base, metaclass=M):
    table = {"k": 5}
    name = "c"
def t(f, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
t(meta.loop, Color); t(meta.item, Color, "A"); t(meta.call, Color, 2); t(meta.contains, Color, Color.A)
t(meta.call, Color, 5); t(meta.item, Color, "Z")
t(list, C); t(meta.contains, C, 7); t(lambda: meta.make(C).made); t(lambda: meta.make(C).describe()); t(lambda: meta.make(Color, 1))
t(lambda: isinstance(meta.make(C), meta.Base)); t(lambda: type(C).__name__)
class D(C):
    pass
class Flags(meta.Base, enum.Flag):
    R = 4
    W = 2
t(meta.contains, D, 7), t(lambda: meta.make(D).made), t(lambda: [m.describe() for m in Flags]), t(meta.call, Flags, 4), t(meta.item, Flags, "W"), t(meta.loop, Flags)
t(meta.loop, 5), t(meta.loop, meta.Base), t(meta.item, meta.Base, 1), t(lambda: (type(D) is M, D.prop, isinstance(D(), C), issubclass(D, meta.Base)))
