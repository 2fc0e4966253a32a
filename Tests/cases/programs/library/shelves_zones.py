# Databases and zones: modules that the library finds by computed names.
import os
import shelve
import tempfile
import zoneinfo
from xml.dom import getDOMImplementation

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "shelf")
    with shelve.open(path) as shelf:
        shelf["k"] = [1, 2]
        shelf["other"] = {"a": 1.5}
    with shelve.open(path, flag="r") as shelf:
        print(shelf["k"], sorted(shelf), "x" in shelf)

zone = zoneinfo.ZoneInfo("Europe/Berlin")
print(repr(zone), str(zone))


class Zone(zoneinfo.ZoneInfo):
    pass


print(repr(Zone("UTC")))
with open("/usr/share/zoneinfo/UTC", "rb") as file:
    unnamed = zoneinfo.ZoneInfo.from_file(file)
print(repr(unnamed).split(" ")[0], unnamed.key)
print(getDOMImplementation("minidom").createDocument(None, "a", None).documentElement.tagName)
