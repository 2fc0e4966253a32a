import collections.abc
import copy
import inspect
import pickle
import typing
from abc import ABC, ABCMeta

import abstract_bases as m

m.inside()
cells = m.make(4)
cells.append(9)
cells[0] = 7
print(list(cells), cells.total(), cells.writes, isinstance(cells, collections.abc.MutableSequence), m.sizes([cells, [1], 5, m.Numbers(2)]))
print(issubclass(m.Cells, collections.abc.Sequence), isinstance(m.Cells, ABCMeta), collections.abc.MutableSequence in m.Cells.__mro__)
print(m.Cells.__doc__, m.Cells.__module__, m.Cells.__abstractmethods__, inspect.isabstract(m.Unfinished), sorted(m.Unfinished.__abstractmethods__))
for cls in m.Unfinished, m.Shape:
    try:
        cls()
    except TypeError as error:
        print(error)
print(issubclass(m.Shape, ABC), issubclass(m.Square, m.Shape), m.Square(4).describe(), isinstance(m.Square(1), m.Shape))


@m.Shape.register
class Other:
    pass


class Circle(m.Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return 3 * self.r


class Half(m.Shape):
    pass


class More(m.Cells):
    def __init__(self, items):
        super().__init__(items)
        self.extra = 1

    def __getitem__(self, i):
        return super().__getitem__(i) + 100


print(isinstance(Other(), m.Shape), isinstance(3, m.Shape), isinstance(2j, m.Shape), Circle(2).describe(), isinstance(Circle(1), m.Shape))
try:
    Half()
except TypeError as error:
    print(error)
more = More([1, 2, 3])
more.append(4)
print(list(more), more.total(), more.extra, more.writes, isinstance(more, m.Cells), m.sizes([more]), 104 in more)
print(typing.get_type_hints(m.Box.get), typing.get_type_hints(m.Entry), m.Box.__parameters__, m.Labelled[int, str], m.Box[int](3).item)
print(typing.get_args(m.Labelled[int, str]), typing.get_origin(m.Box[int]) is m.Box, m.Numbers.__orig_bases__, m.Labelled.__parameters__)
try:
    m.Numbers[int]
except TypeError as error:
    print(error)
print(m.Entry("n", 2), copy.copy(m.Entry("n", [1])), pickle.loads(pickle.dumps(m.Entry("p", 3, ["t"]))), m.Point(1, 2) == m.Point(1, 2), m.Point.__slots__)
kept = pickle.loads(pickle.dumps(m.Cells([1, 2])))
print(list(kept), kept.writes, list(copy.deepcopy(cells)), vars(kept))
html = m.Html()
print(html.twice("y"), html.count, m.Html.output, isinstance(m.Door(), m.Closes), isinstance(html, m.Closes))
door = m.Door()
door.close()
print(door.open, m.Html._is_protocol, m.Renders._is_protocol, m.Closes._is_protocol)


class Also:
    def close(self):
        pass


print(isinstance(Also(), m.Closes), issubclass(Also, m.Closes))
for test in lambda: isinstance(html, m.Renders), lambda: m.Renders(), lambda: m.Box(), lambda: m.Cells.missing, lambda: cells.missing:
    try:
        print(test())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
options = m.Options(html=1)
options["b"] = 2
print(dict(options), dict(**options), options.html, {**options}, options == {"html": 1, "b": 2}, options.keys() & {"b"})
print(sorted(m.Pool("xy") | {"z"}), isinstance(m.Pool(), collections.abc.Set), list(m.Countdown(3)), {m.Word("ab"), m.Word("ab")}.__len__())
print([c.__name__ for c in m.Box.__subclasses__()], m.Cells in collections.abc.MutableSequence.__subclasses__())


class Draws:
    def draw(self):
        pass


print(isinstance(Draws(), m.Drawn), isinstance(3, m.Drawn), issubclass(Draws, m.Drawn))
m.Cells.first = property(lambda self: self[0])
print(cells.first, m.make(1).first)
m.Cells.__len__ = lambda self: 77
print(len(cells), m.sizes([cells]))
