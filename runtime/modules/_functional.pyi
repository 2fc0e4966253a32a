# The native part of functools.

@vector
def reduce(*args):
    """reduce(function, iterable[, initial]) -> value

Apply a function of two arguments cumulatively to the items of a sequence
or iterable, from left to right, so as to reduce the iterable to a single
value.  For example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5]) calculates
((((1+2)+3)+4)+5).  If initial is present, it is placed before the items
of the iterable in the calculation, and serves as a default when the
iterable is empty."""
def cmp_to_key(mycmp):
    """Convert a cmp= function into a key= function."""
def make_cache(function, maxsize, typed, cache_info, /):
    """The wrapper that lru_cache gives a function."""

class partial:
    """partial(func, *args, **keywords) - new function with partial application
    of the given arguments and keywords."""
    def __reduce__(self, /): ...
    def __setstate__(self, state, /): ...
    @classmethod
    @native("nx_class_getitem")
    def __class_getitem__(cls, item, /): ...
    @property
    def func(self): ...
    @property
    def args(self): ...
    @property
    def keywords(self): ...

class lru_cache_wrapper:
    def cache_info(self, /): ...
    def cache_clear(self, /): ...
    def __copy__(self, /): ...
    def __deepcopy__(self, memo, /): ...
    def __reduce__(self, /): ...

class key_wrapper:
    @property
    def obj(self): ...
