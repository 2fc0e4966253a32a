# description: `sys.getrefcount` does not exist.
# cause: Objects have no reference counts.
# workaround: None; `gc.get_objects` and weak references can tell whether something is alive.
import sys

print(hasattr(sys, "getrefcount"))
