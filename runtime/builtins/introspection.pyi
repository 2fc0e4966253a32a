# Builtin functions about objects, attributes and namespaces.

def id(obj, /) -> int:
    """Return the identity of an object.

This is guaranteed to be unique among simultaneously existing objects."""
def callable(obj, /) -> bool:
    """Return whether the object is callable (i.e., some kind of function)."""
def isinstance(obj, class_or_tuple, /) -> bool:
    """Return whether an object is an instance of a class or of a subclass thereof."""
def issubclass(cls, class_or_tuple, /) -> bool:
    """Return whether 'cls' is derived from another class or is the same class."""
@vector
def getattr(*args):
    """getattr(object, name[, default]) -> value

Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y.
When a default argument is given, it is returned when the attribute doesn't
exist; without it, an exception is raised in that case."""
def hasattr(obj, name, /) -> bool:
    """Return whether the object has an attribute with the given name."""
def setattr(obj, name, value, /) -> None:
    """Sets the named attribute on the given object to the specified value."""
def delattr(obj, name, /) -> None:
    """Deletes the named attribute from the given object."""
@vector
def vars(*args):
    """vars([object]) -> dictionary

Without arguments, equivalent to locals().
With an argument, equivalent to object.__dict__."""
@vector
def dir(*args):
    """Show attributes of an object."""
def globals() -> dict:
    """Return the dictionary containing the current scope's global variables."""
def locals() -> dict:
    """Return a dictionary containing the current scope's local variables."""
@vector
def breakpoint(*args, **kws):
    """breakpoint(*args, **kws)

Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept
whatever arguments are passed."""
@vector
def __build_class__(*args, **kwds):
    """__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class

Internal helper function used by the class statement."""
def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """Import a module."""
