"""The `re` of extension modules: functions and objects are the runtime's, flags and errors the host's.

A pattern that crosses becomes `re.compile(pattern, flags)` of the host, a match is found again there; what only the host can do
(its own patterns, subjects of its own, patterns that the runtime refuses) _re asks it for.
"""
import _host_re as _host
import _re
from _host_re import __all__, error, escape, purge as _purge, RegexFlag
from _re import Match, Pattern

A = ASCII = _host.ASCII
I = IGNORECASE = _host.IGNORECASE
L = LOCALE = _host.LOCALE
M = MULTILINE = _host.MULTILINE
S = DOTALL = _host.DOTALL
U = UNICODE = _host.UNICODE
X = VERBOSE = _host.VERBOSE
DEBUG = _host.DEBUG


def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning
    a Match object, or None if no match was found."""
    return _re.match(pattern, string, flags)


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning
    a Match object, or None if no match was found."""
    return _re.fullmatch(pattern, string, flags)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning
    a Match object, or None if no match was found."""
    return _re.search(pattern, string, flags)


def sub(pattern, repl, string, count=0, flags=0):
    """Return the string obtained by replacing the leftmost
    non-overlapping occurrences of the pattern in string by the
    replacement repl."""
    return _re.sub(pattern, repl, string, count, flags)


def subn(pattern, repl, string, count=0, flags=0):
    """Return a 2-tuple containing (new_string, number)."""
    return _re.subn(pattern, repl, string, count, flags)


def split(pattern, string, maxsplit=0, flags=0):
    """Split the source string by the occurrences of the pattern,
    returning a list containing the resulting substrings."""
    return _re.split(pattern, string, maxsplit, flags)


def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string."""
    return _re.findall(pattern, string, flags)


def finditer(pattern, string, flags=0):
    """Return an iterator over all non-overlapping matches in the
    string.  For each match, the iterator returns a Match object."""
    return _re.finditer(pattern, string, flags)


def compile(pattern, flags=0):
    """Compile a regular expression pattern, returning a Pattern object."""
    return _re.compile(pattern, flags)


def purge():
    """Clear the regular expression caches"""
    _re.purge()
    _purge()


def _compile(pattern, flags):
    return _re.compile(pattern, flags)


def __getattr__(name):
    return getattr(_host, name)
