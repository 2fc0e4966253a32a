import sys, importlib, types, importlib.abc, importlib.machinery, importlib.util
class F(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.startswith("virt"):
            print("find", name, path)
            return importlib.machinery.ModuleSpec(name, self, is_package=(name=="virt"))
    def create_module(self, spec): return None
    def exec_module(self, m): m.value = len(m.__name__); print("exec", m.__name__)
sys.meta_path.insert(0, F())
import virt
print(virt.value, virt.__spec__.name, virt.__path__, virt.__package__)
from virt import sub
print(sub.value, sub.__package__, virt.sub is sub)
import virt.deep
