# Module objects, attributes of modules, imports of every form.
import sys, types, importlib, importlib.util, inspect, os
m = types.ModuleType("dyn", "doc"); m.x = 1; sys.modules["dyn"] = m
import dyn; print(dyn.x, dyn.__doc__, dyn, dyn.__name__, dyn.__spec__, dyn.__loader__, dyn.__package__)
from dyn import x as y; print(y)
try: from dyn import nope
except ImportError as e: print(e, e.name, e.path)
try: dyn.nope
except AttributeError as e: print(e)
dyn.__getattr__ = lambda n: n.upper(); print(dyn.foo)
from dyn import anything; print(anything)
dyn.__dir__ = lambda: ["b", "a"]; print(dir(dyn))
sys.modules["gone"] = None
try: import gone
except ImportError as e: print(type(e).__name__, e)
try: import os.nope
except ImportError as e: print(type(e).__name__, e)
try: import dyn.sub
except ImportError as e: print(type(e).__name__, e)
print(importlib.import_module("json").__name__, importlib.import_module(".decoder", "json").__name__, __import__("os.path").__name__, __import__("os.path", fromlist=["join"]).__name__ in ("posixpath",))
print(importlib.util.find_spec("nonexistent_zz"), importlib.util.find_spec("json").name)
class M(types.ModuleType):
    @property
    def p(self): return "prop"
    def __setattr__(self, n, v): print("set", n); super().__setattr__(n, v)
mm = M("mm"); mm.a = 5; print(mm.p, mm.a, vars(mm)["a"], isinstance(mm, types.ModuleType), mm)
m.__class__ = M; dyn.z = 1; print(dyn.p)
del m.x
try: del m.x
except AttributeError as e: print(e)
print(__name__, __spec__, __package__, __builtins__.__name__, sys.modules["__main__"].y, globals() is vars(sys.modules["__main__"]))
import collections.abc as cabc, os.path as osp; print(cabc.__name__, osp.__name__)
def f():
    import math as mth
    from math import pi as p, e
    return mth.floor(p + e), sorted(locals())
print(f())
globals()["dynvar"] = 9; print(dynvar); del dynvar
try: print(dynvar)
except NameError as e: print(e, e.name)
print(sorted(k for k in vars() if not k.startswith("_")))
import __main__; __main__.injected = 3; print(injected)
try: importlib.reload(dyn)
except Exception as e: print(type(e).__name__, e)
try: __import__("")
except ValueError as e: print(e)
try: importlib.import_module("..x", "a")
except (ImportError, ValueError) as e: print(type(e).__name__, e)
try: exec("from . import x")
except ImportError as e: print(e)
try: exec("from __future__ import nope")
except SyntaxError as e: print(e.msg)
exec("import json as j2; print(j2.dumps([1]))")
from os import *; print("getcwd" in globals())
raise ImportError("cannot go on", name="zz")
