# The iterators that builtins make: enumerate, zip, map, filter, reversed, iter(callable, sentinel), and over __getitem__.

class enumerate:
    """Return an enumerate object.

  iterable
    an object supporting iteration

The enumerate object yields pairs containing a count (from start, which
defaults to zero) and a value yielded by the iterable argument.

enumerate is useful for obtaining an indexed list:
    (0, seq[0]), (1, seq[1]), (2, seq[2]), ..."""
    def __reduce__(self, /): ...
    @classmethod
    @native("nx_class_getitem")
    def __class_getitem__(cls, item, /): ...

class zip:
    """zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.

   >>> list(zip('abcdefg', range(3), range(4)))
   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]

The zip object yields n-length tuples, where n is the number of iterables
passed as positional arguments to zip().  The i-th element in every tuple
comes from the i-th iterable argument to zip().  This continues until the
shortest argument is exhausted.

If strict is true and one of the arguments is exhausted before the others,
raise a ValueError."""
    def __reduce__(self, /): ...
    def __setstate__(self, state, /): ...

class map:
    """map(func, *iterables) --> map object

Make an iterator that computes the function using arguments from
each of the iterables.  Stops when the shortest iterable is exhausted."""
    def __reduce__(self, /): ...

class filter:
    """filter(function or None, iterable) --> filter object

Return an iterator yielding those items of iterable for which function(item)
is true. If function is None, return the items that are true."""
    def __reduce__(self, /): ...

class reversed:
    """Return a reverse iterator over the values of the given sequence."""
    def __length_hint__(self, /): ...
    @native("nx_position_iterator_reduce")
    def __reduce__(self, /): ...
    @native("nx_position_iterator_setstate")
    def __setstate__(self, state, /): ...

class callable_iterator:
    def __reduce__(self, /): ...

class sequence_iterator:
    def __length_hint__(self, /): ...
    @native("nx_position_iterator_reduce")
    def __reduce__(self, /): ...
    @native("nx_position_iterator_setstate")
    def __setstate__(self, state, /): ...
