# loads libraries
"""Access to the Unix group database."""

def getgrgid(id):
    """Return the group database entry for the given numeric group ID.

If id is not valid, raise KeyError."""
def getgrnam(name):
    """Return the group database entry for the given group name.

If name is not valid, raise KeyError."""
def getgrall() -> list:
    """Return a list of all available group entries, in arbitrary order."""
