"""Where a compiled module says that it lies, and reloading."""
import os

path = __file__
here = os.path.dirname(os.path.abspath(__file__))
count = 0


def told():
    return __file__, __spec__.name, __spec__.origin, __loader__ is __spec__.loader, __name__, __package__


def bump():
    global count
    count += 1
    return count


class Thing:
    pass
