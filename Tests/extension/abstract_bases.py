"""Classes beside abstract classes, generic ones and protocols of the library: their instances are compiled code's own."""
import collections.abc
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Iterator, Mapping, MutableMapping, MutableSequence, Sequence, Sized, Callable, Hashable, MutableSet
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")
K = TypeVar("K")


class Cells(MutableSequence):
    """A sequence."""

    def __init__(self, items=()):
        self.items = list(items)
        self.writes = 0

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.writes += 1
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def __len__(self):
        return len(self.items)

    def insert(self, index, value):
        self.writes += 1
        self.items.insert(index, value)

    def total(self):
        s = 0
        for i in range(len(self.items)):
            s += self.items[i]
        return s


class Twice(Cells):
    def __getitem__(self, index):
        return 2 * super().__getitem__(index)


class Options(MutableMapping):
    def __init__(self, **given):
        self._given = given

    def __getitem__(self, key):
        return self._given[key]

    def __setitem__(self, key, value):
        self._given[key] = value

    def __delitem__(self, key):
        del self._given[key]

    def __iter__(self):
        return iter(self._given)

    def __len__(self):
        return len(self._given)

    @property
    def html(self):
        return self._given["html"]


class Countdown(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Pool(MutableSet):
    def __init__(self, items=()):
        self.kept = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self.kept

    def __iter__(self):
        return iter(self.kept)

    def __len__(self):
        return len(self.kept)

    def add(self, item):
        self.kept[item] = None

    def discard(self, item):
        self.kept.pop(item, None)


class Unfinished(Sequence):
    def __len__(self):
        return 3


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    def describe(self):
        return f"{type(self).__name__} of {self.area()}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


class Drawn(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        return True if hasattr(other, "draw") else NotImplemented


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item
        self.opened = 0

    def get(self) -> T:
        self.opened += 1
        return self.item


class Labelled(Box[T], Generic[T, K]):
    def __init__(self, item: T, label: K):
        super().__init__(item)
        self.label = label


class Numbers(Box[int], Sized):
    def __len__(self):
        return self.item


@dataclass
class Entry(Generic[T]):
    name: str
    value: T
    tags: list = field(default_factory=list)


@dataclass(slots=True)
class Point(Generic[T]):
    x: T
    y: T


class Renders(Protocol):
    output: str

    def render(self, text: str) -> str: ...

    def twice(self, text):
        return self.render(text) * 2


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class Html(Renders):
    output = "html"

    def __init__(self):
        self.count = 0

    def render(self, text):
        self.count += 1
        return f"<p>{text}</p>"


class Door(Closes):
    def __init__(self):
        self.open = True

    def close(self):
        self.open = False


class Word(Hashable):
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return len(self.text)

    def __eq__(self, other):
        return isinstance(other, Word) and self.text == other.text


def inside():
    cells = Cells([1, 2, 3])
    cells.append(4)
    cells.extend([5, 6])
    cells += [7]
    print(list(cells), cells.pop(), cells.index(3), cells.count(2), 5 in cells, list(reversed(cells)), cells.total(), cells.writes)
    print(isinstance(cells, MutableSequence), isinstance(cells, Sequence), isinstance(cells, Mapping), issubclass(Cells, Sequence))
    print(isinstance(cells, collections.abc.Sized), isinstance(cells, Callable), isinstance(3, Cells), isinstance([], Cells))
    print(Twice([1, 2])[1], list(Twice([3])), [c.__name__ for c in Twice.__mro__], Cells.__bases__ == (MutableSequence,), type(Cells) is ABCMeta)
    options = Options(html=True, breaks=False)
    options.update(breaks=True, more=1)
    print(dict(options), options.html, options.get("none", 5), options == {"html": True, "breaks": True, "more": 1}, list(options.items()))
    print(options.pop("more"), options.setdefault("x", 9), len(options), "html" in options)
    print(list(Countdown(4)), sum(Countdown(5)), isinstance(Countdown(1), Iterator))
    print(sorted(Pool("abc") | Pool("cd")), sorted(Pool("abc") & {"a"}), Pool("ab") <= Pool("abc"))
    for cls in Unfinished, Shape:
        try:
            cls()
        except TypeError as error:
            print(error)
    print(Square(3).describe(), isinstance(Square(2), Shape), issubclass(int, Shape))
    Shape.register(complex)
    print(issubclass(complex, Shape), isinstance(2j, Shape), isinstance(2.5, Shape), isinstance(3, Drawn), isinstance(Square(1), (int, Shape)))
    box = Labelled(5, "five")
    print(box.get(), box.opened, box.label, Box[int](7).get(), Labelled.__parameters__, Numbers.__orig_bases__, len(Numbers(4)), Numbers(4).get())
    print(Entry("a", 1), Entry("a", 1) == Entry("a", 1), Point(1, 2), Point.__slots__, Entry[int]("b", 2).value)
    html = Html()
    print(html.twice("x"), html.count, html.output, isinstance(html, Html))
    try:
        print(isinstance(html, Renders))
    except TypeError as error:
        print(error)
    print(isinstance(html, Closes), isinstance(Door(), Closes), issubclass(Html, Closes))
    try:
        Renders()
    except TypeError as error:
        print(error)
    print({Word("ab"): 1}[Word("ab")], Word("a") == Word("b"), isinstance(Word("c"), Hashable))
    match cells:
        case [first, *_]:
            print("a sequence from", first)
    match options:
        case {"html": value}:
            print("a mapping with", value)

    class Local(Sequence):
        def __len__(self):
            return 2

        def __getitem__(self, i):
            if i > 1:
                raise IndexError(i)
            return i

    print(list(Local()), Local().index(1), 1 in Local())


def make(n):
    return Cells(range(n))


def sizes(things):
    return [len(thing) for thing in things if isinstance(thing, Sized)]
