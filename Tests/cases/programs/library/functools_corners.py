# functools beyond the everyday: dispatch by annotations, unions and abstract classes; states of partial; derived orderings.
import collections.abc
import functools
import pickle
from typing import Union


@functools.singledispatch
def kind(value):
    return "object"


@kind.register
def _(value: "int | str"):
    return "int or str"


@kind.register
def _(value: Union[bytes, bytearray]):
    return "bytes"


@kind.register
def _(value: "collections.abc.Sequence"):
    return "sequence"


kind.register(collections.abc.Mapping, lambda value: "mapping")
for value in (1, "a", b"", bytearray(), [1], (), {}, 1.5, range(3), collections.OrderedDict()):
    print(type(value).__name__, kind(value))


class Late:
    pass


print(kind(Late()))
collections.abc.Mapping.register(Late)
print(kind(Late()))
for annotation in ("list[int]", 5, Union[int, "list[str]"]):
    try:
        function = lambda value: None
        function.__annotations__ = {"value": annotation}
        kind.register(function)
    except (TypeError, NameError) as error:
        print(type(error).__name__, str(error)[:60])

part = functools.partial(print)
part.__setstate__((part, (), {}, {}))
print(part)
part.__setstate__((sorted, (), None, {"note": 1}))
print(part([3, 1, 2]), part.note, part.args, part.keywords)
for state in ((print, (), {}), (1, (), {}, {}), (print, [], {}, {}), None):
    try:
        part.__setstate__(state)
    except TypeError as error:
        print(error)


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number if isinstance(other, Version) else NotImplemented


print(Version(1) <= Version(1), Version(2) > Version(1), Version.__ge__.__name__, Version.__ge__.__qualname__)
print(pickle.loads(pickle.dumps(Version.__ge__)) is Version.__ge__)
try:
    Version(1) >= 3
except TypeError as error:
    print(error)


class Lazy:
    @functools.cached_property
    def value(self):
        print("computing")
        return 42


lazy = Lazy()
print(lazy.value, lazy.value)
try:
    class Twice:
        a = b = functools.cached_property(lambda self: 1)
except RuntimeError as error:
    print(error.__cause__, error.__context__ is error.__cause__)
key = functools.cmp_to_key(lambda a, b: b - a)
print(sorted([1, 3, 2], key=key), isinstance(key(1), collections.abc.Hashable), key(1) > key(2))


# Keys of recursive calls are looked up one behind the other, at the same depth of the stack.
@functools.lru_cache(maxsize=None)
def ways(n, k):
    if n == 0:
        return 1
    if n < 0 or k == 0:
        return 0
    return ways(n - k, k) + ways(n, k - 1)


@functools.lru_cache(maxsize=30)
def paths(x, y):
    return 1 if x == 0 or y == 0 else paths(x - 1, y) + paths(x, y - 1)


print(ways(5, 5), ways(60, 60), ways.cache_info(), paths(12, 9), paths.cache_info())
