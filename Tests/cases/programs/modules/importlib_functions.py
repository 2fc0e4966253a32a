import sys, types, collections, importlib, importlib.util, math, string
print(math.__spec__.name, string.__spec__.name, string.__spec__.parent, string.__name__, __spec__, __name__, __package__)
print(math.__loader__, type(string.__loader__).__name__, __loader__ is None)
print(importlib.util.find_spec("nope"), importlib.util.find_spec("math").origin, importlib.util.find_spec("collections.abc").name)
try: importlib.util.find_spec("nope.x")
except ModuleNotFoundError as e: print(e)
m = types.ModuleType("mm"); print(m.__spec__, m.__loader__, m.__package__, m.__doc__, m)
print(importlib.import_module("collections.abc").__name__)
try: importlib.import_module("string.nope")
except ModuleNotFoundError as e: print(e, e.name, e.path)
try: importlib.import_module("")
except ValueError as e: print(e)
try: importlib.import_module("math.x")
except ModuleNotFoundError as e: print(e, e.name)
try: importlib.reload(5)
except TypeError as e: print(e)
try: importlib.reload(m)
except ImportError as e: print(e)
print(importlib.reload(string) is string)
print(importlib.util.resolve_name(".x","a.b"), importlib.util.resolve_name("..x","a.b"))
for a in ((".x",""),("...x","a.b")):
    try: print(importlib.util.resolve_name(*a))
    except Exception as e: print(type(e).__name__, e)
s = importlib.util.spec_from_loader("zz", loader=None); print(s)
mod = importlib.util.module_from_spec(importlib.util.spec_from_loader("zz", loader=None)); print(mod)
sys.modules["foo"] = None
try: import foo
except ImportError as e: print(type(e).__name__, e)
print("string" in sys.modules, sys.modules["string"] is string, sys.modules[__name__].__name__)
sys.modules["fake"] = types.SimpleNamespace(x=5)
import fake; print(fake.x)
from fake import x
try: from fake import y
except ImportError as e: print(e)
