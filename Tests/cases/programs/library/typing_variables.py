# Type variables of all kinds in generics: substitution, unpacking, caching, hints given as strings, pickling.
import copy
import pickle
import typing
from collections.abc import Callable as AbstractCallable
from typing import (Annotated, Callable, ClassVar, Concatenate, Generic, List, Literal, NamedTuple, NewType, Optional,
                    ParamSpec, Protocol, Tuple, TypedDict, TypeVar, TypeVarTuple, Union, Unpack, get_args, get_origin,
                    get_type_hints)

T, K = TypeVar("T"), TypeVar("K")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")


def attempt(function):
    try:
        print(function())
    except (TypeError, NameError, SyntaxError) as error:
        print(type(error).__name__, error)


class Box(Generic[T]): pass
class Pair(Generic[T, K]): pass
class Job(Generic[T, P]): pass
class Row(Generic[T, Unpack[Ts]]): pass


print(Box[int], Pair[T, int][str], Pair[Box[T], K][int, str], Job[int, [str, bytes]], Job[int, ...], Row[int], Row[int, str, float])
print(Row[T, Unpack[Ts]][int, str], Tuple[Unpack[Ts]][()], Tuple[Unpack[Tuple[int, ...]]], tuple[*Ts][int, str], list[T][int])
print(Callable[P, T][[int, str], bool], Callable[Concatenate[int, P], T][[str], int], AbstractCallable[P, T][[int], str])
print(Callable[[T], K][int, str], Callable[..., T][int], Callable[[], None], Union[T, K, int][int, str], Optional[T][None])
for wrong in (lambda: Box[int, str], lambda: Pair[int], lambda: Row[()], lambda: Box[int][str], lambda: List[int, str],
              lambda: Generic[int], lambda: Generic[T, T], lambda: Generic[()], lambda: Callable[int], lambda: Union[()],
              lambda: Concatenate[int], lambda: Annotated[int], lambda: Box[ClassVar[int]], lambda: list[int][str],
              lambda: Ts.__typing_subst__(int), lambda: T.__typing_subst__(Unpack[Ts])):
    attempt(wrong)
print(Union[int, str] is Union[int, str], List[int] is List[int], Literal[1] is Literal[True], Literal[1, 1, True, "a"], Literal[[], []])
print(Union[int, str] == Union[str, int], hash(List[T]) == hash(List[T]), {List[int]: 1}[List[int]], Literal[int], Literal[None])
for hint in (List[int], Union[int, None], Callable[[int], str], Tuple[()], Annotated[int, "m"], Literal["x"], list[int], dict[str, List[int]],
             tuple[*tuple[int, str]], Optional[str], typing.Any, typing.Type[int]):
    again = pickle.loads(pickle.dumps(hint))
    print(hint, again == hint, copy.copy(hint) == hint, get_origin(hint), get_args(hint))


class Node:
    left: "Optional[Node]"
    items: "list[Node]" = []
    both: 'Union["Node", int]'
    kind: "ClassVar[int]" = 0
    call: "Callable[[Node, int], dict[str, Node]]"
    shown: "Annotated[int, 'meta']"
    alt: "Node | None"


for name, hint in get_type_hints(Node).items():
    print(name, hint)
print(get_type_hints(Node, include_extras=True)["shown"])


def function(a: "int", *args: "str", b: List["Node"] = (), **kw: None) -> "Missing": ...


attempt(lambda: get_type_hints(function))
print(get_type_hints(function, globals() | {"Missing": bytes}))
attempt(lambda: typing.ForwardRef("a["))
print(typing.ForwardRef("a") == typing.ForwardRef("a"), typing.ForwardRef("a", module="m"), get_type_hints(len))


class Point(NamedTuple, Generic[T]):
    x: T
    y: int = 0


print(Point[int](1), Point.__orig_bases__[1:], Point.__mro__, Point.__annotations__)
class Movie(TypedDict, Generic[T]): name: "str"; rate: T
print(Movie[int], Movie.__orig_bases__[1:], Movie.__bases__, get_type_hints(Movie), Movie(name="a", rate=1))
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__, UserId | None)
def subclass():
    class Other(UserId): pass
attempt(subclass)
for base in (T, List, Union, Callable[..., int], ClassVar[int], Optional[int], type(T), type(Union), type(List[int]), P, Ts, Box[int], List[int], Tuple, Annotated[int, 3], typing.NamedTuple, typing.Any):
    def make():
        class Sub(base): pass
        return Sub.__mro__, Sub.__bases__, getattr(Sub, '__parameters__', None)
    attempt(make)


class Shape(Protocol):
    sides: int
    def area(self) -> float: ...


class Square(Shape):
    def __init__(self, n): self.n = n
    def area(self): return self.n ** 2


class Plain(Shape): pass


print(Square(3).area(), type(Plain()).__name__)
attempt(lambda: Shape())
