import importlib
import os
import sys

import places

folder = os.path.dirname(os.path.abspath(__file__))
print(os.path.dirname(places.__file__) == folder, os.path.isfile(places.__file__), places.path == places.__file__, places.here == folder)
file, name, origin, loaded, own, package = places.told()
print(file == places.__file__, name, origin == file, loaded, own, repr(package))
print(places.__spec__.origin == file, places.__loader__ is places.__spec__.loader, places.__spec__.has_location, vars(places)["__file__"] == file)
print(importlib.util.find_spec("places").origin == file, hasattr(places, "__path__"))
places.__file__ = "elsewhere"
print(places.__file__)

# A reload of a library does nothing, as CPython says of extension modules; of a source it runs the body once more.
is_compiled = file.endswith(".so")
print(places.bump(), places.bump())
before = places.Thing
print(importlib.reload(places) is places, (places.count == 2) == is_compiled, (places.Thing is before) == is_compiled)
places.count = 0
print(places.bump(), isinstance(places.Thing(), places.Thing))
# Imported anew, it starts from the beginning.
del sys.modules["places"]
import places as again
print(again is places, again.count, again.Thing is before, os.path.dirname(again.__file__) == folder)
