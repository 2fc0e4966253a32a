# loads libraries
"""This module provides access to the Unix password database.
It is available on all Unix versions."""

def getpwuid(uid, /):
    """Return the password database entry for the given numeric user ID.

See `help(pwd)` for more on password database entries."""
def getpwnam(name, /):
    """Return the password database entry for the given user name.

See `help(pwd)` for more on password database entries."""
def getpwall() -> list:
    """Return a list of all available password database entries, in arbitrary order."""
