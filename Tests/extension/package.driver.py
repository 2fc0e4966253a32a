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

# Data beside a module is found from where the module says that it lies.
import importlib
import importlib.resources
import os

folder = os.path.dirname(os.path.abspath(__file__))
os.makedirs(os.path.join("package", "inner"), exist_ok=True)
with open(os.path.join("package", "inner", "data.txt"), "w") as f:
    f.write("beside it")


def parts(module):
    at = os.path.relpath(module.__file__, folder).partition(".")[0]
    return at, [os.path.relpath(p, folder) for p in getattr(module, "__path__", [])], module.__spec__.origin == module.__file__


print(parts(package.first), parts(package.inner), parts(deep), os.path.dirname(package.__path__[0]) == folder)
print(deep.place() == (deep.__file__, package.inner.__path__), deep.__package__, deep.__spec__.parent, package.inner.__spec__.name)
print(importlib.resources.files("package.inner").joinpath("data.txt").read_text(), package.__spec__.origin == package.__file__)
print(importlib.reload(deep) is deep, importlib.reload(package) is package)

import package
print(package.Moved.__module__, package.MovedToo.__module__, package.Moved.code, repr(package.Moved(1)))

# Data of the package itself, and modules as programs.
import pkgutil
import runpy

with open(os.path.join("package", "data.txt"), "w") as f:
    f.write("in the package")
print(parts(package), importlib.resources.files("package").joinpath("data.txt").read_text(), pkgutil.get_data("package", "data.txt"))
sys_modules_before = package.inner.deep
import warnings
warnings.simplefilter("ignore")
scope = runpy.run_module("package.inner.deep", run_name="__main__", alter_sys=True)
print(scope["__name__"], scope["__package__"], scope["__spec__"].name, scope["deep_name"], package.inner.deep is sys_modules_before)
print(package.inner.deep.deep_name, package.inner.deep.__name__)
import pkgutil
print([(m.name, m.ispkg) for m in pkgutil.iter_modules(package.__path__)], [m.name for m in pkgutil.walk_packages(package.__path__, "package.")])
