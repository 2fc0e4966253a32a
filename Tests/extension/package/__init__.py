"""A package."""
from .first import VALUE, one
from . import second
__all__ = ["one", "VALUE", "second"]
__version__ = "1.0"
