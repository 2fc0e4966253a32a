# itertools. The combinatoric iterators are in itertools_combinations.c.

@vector
def tee(*args):
    """Returns a tuple of n independent iterators."""

class chain:
    """Return a chain object whose .__next__() method returns elements from the
first iterable until it is exhausted, then elements from the next
iterable, until all of the iterables are exhausted."""
    def __reduce__(self, /): ...
    def __setstate__(self, state, /): ...
    @classmethod
    def from_iterable(cls, iterable, /): ...
    @classmethod
    @native("nx_class_getitem")
    def __class_getitem__(cls, item, /): ...

class count:
    """Return a count object whose .__next__() method returns consecutive values."""
    def __reduce__(self, /): ...

class repeat:
    """Create an iterator which returns the object for the specified number of times."""
    def __length_hint__(self, /) -> int: ...
    def __reduce__(self, /): ...

class tee_iterator:
    """Iterator wrapped to make it copyable."""
    def __copy__(self, /): ...
