# Elements of ElementTree: parsing, walking, searching, changing and writing trees.
import io
import weakref
import xml.etree.ElementTree as ET

root = ET.Element("root", {"a": "1"})
for i in range(3):
    child = ET.SubElement(root, "child", n=str(i))
    child.text = "t%d" % i
    child.tail = "\n"
    ET.SubElement(child, "{uri}leaf").text = "é<&>"
print(ET.tostring(root), len(root), [c.get("n") for c in root], list(root.iter("child"))[1].attrib)
print(root.find("child").attrib, root.find("nothing"), root.findtext("child"), repr(root.findtext("child/{uri}leaf")))
print([e.tag for e in root.findall("child")], [e.tag for e in root.findall(".//{uri}leaf")], len(root.findall("child[@n='1']")), root.findtext("none", "default"))
print(list(root.itertext()), [e.tag for e in root.iter()], [e.tag for e in root.iter("*")])
root[1:2] = [ET.Element("new1"), ET.Element("new2")]
print([e.tag for e in root], root[-1].tag, [e.tag for e in root[::2]], root[1] in list(root))
del root[0]
root.remove(root[0])
root.insert(0, ET.Element("first"))
root.insert(-100, ET.Element("before"))
root.extend([ET.Comment("note"), ET.PI("target", "data")])
print(ET.tostring(root, encoding="unicode"))
ET.indent(root)
print(ET.tostring(root, encoding="unicode", short_empty_elements=False))
text = "<doc xmlns='u' xmlns:p='v'><p:a k='1' p:k='2'>x<b/>tail</p:a><!-- c --><c>é&amp;</c></doc>"
tree = ET.ElementTree(ET.fromstring(text))
for e in tree.getroot().iter():
    print(e.tag, e.attrib, repr(e.text), repr(e.tail))
print([(event, e.tag) for event, e in ET.iterparse(io.StringIO(text), ("start", "end"))])
print(ET.canonicalize(text))
out = io.BytesIO()
tree.write(out, xml_declaration=True, encoding="utf-8")
print(out.getvalue())
reference = weakref.ref(child)
print(reference() is child, isinstance(root, ET.Element), ET.iselement(root), ET.iselement(5))
deep = node = ET.Element("d")
for i in range(3000):
    node = ET.SubElement(node, "d")
print(sum(1 for e in deep.iter("d")), len(list(deep.itertext())))
walk = root.iter()
next(walk)
root.clear()
print(list(walk), root.keys(), root.items(), iter(root).__class__.__name__, type(walk).__name__)
for f in (lambda: root.remove(ET.Element("q")), lambda: delattr(root, "tag"), lambda: setattr(root, "attrib", 1), lambda: setattr(root, "other", 1),
          lambda: root["x"], lambda: root[0], lambda: ET.fromstring("<a><b></a>"), lambda: ET.Element("a", 5), lambda: root.append("x")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
