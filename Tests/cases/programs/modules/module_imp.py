# The old module for importing; it says when it is imported that it is going.
import warnings
warnings.simplefilter("ignore")
import imp
print(imp.is_builtin("sys"), imp.lock_held(), sorted(n for n in dir(imp) if n[0] != "_")[:6], imp.new_module("m").__name__)
