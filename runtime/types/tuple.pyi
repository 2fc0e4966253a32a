# tuple and its iterator.

class tuple:
    """Built-in immutable sequence.

If no argument is given, the constructor returns an empty tuple.
If iterable is specified the tuple is initialized from iterable's items.

If the argument is a tuple, the return value is the same object."""
    def count(self, value, /) -> int: ...
    def index(self, value, start=..., stop=..., /) -> int: ...
    def __getnewargs__(self, /): ...
    @classmethod
    @native("nx_class_getitem")
    def __class_getitem__(cls, item, /): ...

class tuple_iterator:
    def __length_hint__(self, /) -> int: ...
