"""Pickles of plain data, for _picklers.py."""

def dumps(obj, protocol, /):
    """The pickle by protocol 4 or 5, or None when something in it is not plain."""
def loads(data, /):
    """The object, or NotImplemented when the pickle is not of plain data."""
