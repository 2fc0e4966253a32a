"""A package."""
from .first import VALUE, one
from . import second
__all__ = ["one", "VALUE", "second"]
__version__ = "1.0"

from .first import Moved, MovedToo

Moved.__module__ = MovedToo.__module__ = __name__
Moved.code = 4
