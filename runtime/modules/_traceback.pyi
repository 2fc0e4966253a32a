"""Texts of exceptions, for the traceback module."""
@native("nx_traceback_text_")
def text(exception, chain=True, /) -> str:
    """all that is printed of an uncaught exception"""
def entries(traceback, /) -> str:
    """the entries, without the heading"""
def source_line(filename, lineno, /):
    """a line of one of the program's modules, which carries their texts, or None"""
def head(exception, /) -> str:
    """the lines with type, text and notes"""
