"""The native part of xml.etree.ElementTree: its elements are those of _elements; what they rarely need is here.

ElementTree replaces its own Element and SubElement by these; its TreeBuilder and XMLParser stay."""

import _elements
from _elements import Element, SubElement

__all__ = ["Element", "SubElement"]


def _find(element, path, namespaces):
    from xml.etree import ElementPath
    return ElementPath.find(element, path, namespaces)


def _findtext(element, path, default, namespaces):
    from xml.etree import ElementPath
    return ElementPath.findtext(element, path, default, namespaces)


def _findall(element, path, namespaces):
    from xml.etree import ElementPath
    return ElementPath.findall(element, path, namespaces)


def _iterfind(element, path, namespaces):
    from xml.etree import ElementPath
    return ElementPath.iterfind(element, path, namespaces)


def _deepcopy(element, memo):
    from copy import deepcopy
    made = Element(deepcopy(element.tag, memo), deepcopy(element.attrib, memo))
    memo[id(element)] = made
    made.text = deepcopy(element.text, memo)
    made.tail = deepcopy(element.tail, memo)
    for child in element:
        made.append(deepcopy(child, memo))
    return made


def _reduce(element):
    import copyreg
    return copyreg.__newobj__, (type(element),), element.__getstate__()


_elements._start(_find, _findtext, _findall, _iterfind, _deepcopy, _reduce)


def _set_factories(comment, instruction):
    """Which functions make comments and instructions: TreeBuilder knows already, this tells nothing new."""
