"""The elements of xml.etree.ElementTree, as its native part has them: the Python ones of that module, with checks.

ElementTree replaces its own Element and SubElement by these; its TreeBuilder and XMLParser stay."""

from operator import index as _index

import _program

__all__ = ["Element", "SubElement"]


def _attributes(function, number, attrib):
    if not isinstance(attrib, dict):
        raise TypeError(f"{function}() argument {number} must be dict, not {type(attrib).__name__}")
    return attrib


def _element(function, element):
    if not isinstance(element, Element):
        shown = "None" if element is None else type(element).__name__
        raise TypeError(f"{function} must be xml.etree.ElementTree.Element, not {shown}")
    return element


class Element:
    __slots__ = ("tag", "_attrib", "text", "tail", "_children", "__weakref__")
    __module__ = "xml.etree.ElementTree"

    def __new__(cls, *args, **extra):
        self = object.__new__(cls)
        self.tag = self.text = self.tail = None
        self._attrib = {}
        self._children = []
        return self

    def __init__(self, *args, **extra):
        if not args:
            raise TypeError("Element() takes at least 1 argument (0 given)")
        if len(args) > 2:
            raise TypeError(f"Element() takes at most 2 positional arguments ({len(args)} given)")
        given = args[1] if len(args) > 1 else extra.pop("attrib", {})
        if len(args) < 2 and not isinstance(given, dict):
            raise TypeError(f"attrib must be dict, not {type(given).__name__}")
        self._attrib = {**_attributes("Element", 2, given), **extra}
        self.tag = args[0]

    @property
    def attrib(self):
        return self._attrib

    @attrib.setter
    def attrib(self, value):
        if not isinstance(value, dict):
            raise TypeError(f"attrib must be dict, not {type(value).__name__}")
        self._attrib = value

    def __repr__(self):
        return f"<Element {self.tag!r} at {id(self):#x}>"

    def makeelement(self, tag, attrib, /):
        return Element(tag, _attributes("makeelement", 2, attrib))

    def __copy__(self):
        made = Element(self.tag, self._attrib)
        made.text = self.text
        made.tail = self.tail
        made._children = self._children[:]
        return made

    def __deepcopy__(self, memo, /):
        from copy import deepcopy
        made = Element(deepcopy(self.tag, memo), deepcopy(self._attrib, memo))
        memo[id(self)] = made
        made.text = deepcopy(self.text, memo)
        made.tail = deepcopy(self.tail, memo)
        made._children = [deepcopy(child, memo) for child in self._children]
        return made

    def __getstate__(self):
        return {"tag": self.tag, "_children": self._children[:], "attrib": self._attrib, "text": self.text,
                "tail": self.tail}

    def __setstate__(self, state, /):
        self.tag = state.get("tag")
        self.attrib = state.get("attrib") or {}
        self.text = state.get("text")
        self.tail = state.get("tail")
        self._children = [_element("child", child) for child in state.get("_children") or ()]

    def __reduce_ex__(self, protocol, /):
        import copyreg
        return copyreg.__newobj__, (type(self),), self.__getstate__()

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        return len(self._children) != 0

    def _position(self, at, doing):
        at = _index(at)
        if at < 0:
            at += len(self._children)
        if not 0 <= at < len(self._children):
            raise IndexError(f"child {doing} out of range")
        return at

    def __getitem__(self, at, /):
        if isinstance(at, slice):
            return self._children[at]
        if not hasattr(at, "__index__"):
            raise TypeError("element indices must be integers")
        return self._children[self._position(at, "index")]

    def __setitem__(self, at, value, /):
        if isinstance(at, slice):
            value = list(value)
            for child in value:
                self._listed(child)
            self._children[at] = value
            return
        if not hasattr(at, "__index__"):
            raise TypeError("element indices must be integers")
        at = self._position(at, "assignment index")
        self._listed(value)
        self._children[at] = value

    def __delitem__(self, at, /):
        if isinstance(at, slice):
            del self._children[at]
            return
        if not hasattr(at, "__index__"):
            raise TypeError("element indices must be integers")
        del self._children[self._position(at, "assignment index")]

    @staticmethod
    def _listed(child):
        if not isinstance(child, Element):
            raise TypeError(f'expected an Element, not "{type(child).__name__}"')

    def append(self, subelement, /):
        self._children.append(_element("append() argument", subelement))

    def extend(self, elements, /):
        try:
            elements = list(elements)
        except TypeError:
            raise TypeError(f'expected sequence, not "{type(elements).__name__}"') from None
        for child in elements:
            self._listed(child)
            self._children.append(child)

    def insert(self, index, subelement, /):
        self._children.insert(_index(index), _element("insert() argument 2", subelement))

    def remove(self, subelement, /):
        self._children.remove(_element("remove() argument", subelement))

    def find(self, path, namespaces=None):
        from xml.etree import ElementPath
        return ElementPath.find(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        from xml.etree import ElementPath
        return ElementPath.findtext(self, path, default, namespaces)

    def findall(self, path, namespaces=None):
        from xml.etree import ElementPath
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        from xml.etree import ElementPath
        return ElementPath.iterfind(self, path, namespaces)

    def clear(self):
        self._attrib = {}
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self._attrib.get(key, default)

    def set(self, key, value, /):
        self._attrib[key] = value

    def keys(self):
        return list(self._attrib)

    def items(self):
        return list(self._attrib.items())

    def iter(self, tag=None):
        return _walk(self, None if tag == "*" else tag)

    def itertext(self):
        return _texts(self)


_program.name_in_messages(Element, "xml.etree.ElementTree.Element")


def _walk(element, tag):
    if tag is None or element.tag == tag:
        yield element
    for child in element._children:
        yield from _walk(child, tag)


def _texts(element):
    tag = element.tag
    if not isinstance(tag, str) and tag is not None:
        return
    if element.text:
        yield element.text
    for child in element._children:
        yield from _texts(child)
        if child.tail:
            yield child.tail


def SubElement(*args, **extra):
    if len(args) < 2:
        raise TypeError(f"SubElement() takes at least 2 arguments ({len(args)} given)")
    if len(args) > 3:
        raise TypeError(f"SubElement() takes at most 3 positional arguments ({len(args)} given)")
    parent = _element("SubElement() argument 1", args[0])
    if len(args) > 2:
        _attributes("SubElement", 3, args[2])
    child = Element(*args[1:], **extra)
    parent._children.append(child)
    return child


def _set_factories(comment, instruction):
    """Which functions make comments and instructions: TreeBuilder knows already, this tells nothing new."""
