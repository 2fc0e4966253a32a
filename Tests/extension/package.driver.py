import pickle
import sys
import types

with open("host_module.py", "w") as f:
    f.write("NAME = 'host'\n")
import package

print(package.__name__, package.__doc__, package.__version__, package.one(), package.VALUE, package.second.two())
import package.first
from package.inner import deep
from package.first import Thing

print(deep.where(), package.second.late(), package.inner.deep is deep, sys.modules["package.first"] is package.first)
print(pickle.loads(pickle.dumps(Thing())).__class__ is Thing, Thing.__module__, isinstance(package, types.ModuleType))
names = {}
exec("from package import *", names)
print(sorted(k for k in names if k != "__builtins__"), [n for n in dir(package) if not n.startswith("__")])
try:
    import package.nothing
except ImportError as e:
    print(type(e).__name__, e)
try:
    from package.first import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split("(")[0])
