"""A package of which one module is compiled."""
from .slow import total
__version__ = "1.2"


def main():
    print("total", total(10))
