"""A package that is compiled as a whole."""
from .first import double

__all__ = ["double", "data"]


def data():
    import os
    with open(os.path.join(os.path.dirname(__file__), "data.txt")) as file:
        return file.read().strip()
