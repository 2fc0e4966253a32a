"""Texts of tracebacks, for the traceback module."""
def entries(traceback, /) -> str:
    """the entries, without the heading"""
def source_line(filename, lineno, /):
    """a line of one of the program's modules, which carries their texts, or None"""
