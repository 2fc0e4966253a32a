# Elements of ElementTree: what they check, how they are copied, and what their methods give.
import copy
import pickle
import xml.etree.ElementTree as ET

root = ET.Element("r", {"a": "1"}, b="2")
child = ET.SubElement(root, "x", {"k": "v"}, z="1")
child.text = "inside"
child.tail = "after"
print(root.keys(), root.items(), child.attrib, root.get("a"), root.get("q", "none"))
print([e.tag for e in root.iter()], [e.tag for e in root.iter("x")], list(root.itertext()))
for copied in (copy.copy(root), copy.deepcopy(root), pickle.loads(pickle.dumps(root))):
    print(ET.tostring(copied), copied[0] is child)
for f in (lambda: ET.Element("a", "b"), lambda: ET.Element("a", attrib="b"), lambda: ET.Element(),
          lambda: root.append(5), lambda: root.insert(0, 5), lambda: root.remove(5),
          lambda: root.remove(ET.Element("q")), lambda: root[9], lambda: root["x"], lambda: root.__setitem__(0, 5),
          lambda: root.__setitem__(5, ET.Element("x")), lambda: root.__delitem__(7), lambda: root.extend([1]),
          lambda: root.extend(5), lambda: ET.SubElement(None, "x"), lambda: ET.SubElement(root),
          lambda: setattr(root, "attrib", 5), lambda: root.makeelement("a", 5)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


class Titled(ET.Element):
    pass


titled = Titled("t")
titled.title = "own"
root[1:] = [titled]
print(titled.title, ET.tostring(root), type(titled.makeelement("a", {})).__name__, bool(root), bool(titled))
del root[0]
root.clear()
print(len(root), root.attrib, root.text, ET.fromstring("<p><q a='1'/></p>")[0].keys())
