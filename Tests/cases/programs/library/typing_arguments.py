# What typing takes as arguments: parameters of Callable, special forms, values that are no types.
import typing as t
from typing import Callable

for h in (
    lambda: Callable[int,str],
    lambda: Callable["X", int],
    lambda: Callable[5, int],
    lambda: Callable[[5], int],
    lambda: Callable[None, int],
    lambda: Callable[(int,str),str],
    lambda: Callable[..., 5],
    lambda: Callable[t.Optional[int], str],
    lambda: Callable[t.List[int], str],
    lambda: Callable[t.ParamSpec("P"), int],
    lambda: Callable[t.TypeVar("T"), int],
    lambda:Callable[int],
    lambda: Callable[[], None],
    lambda: Callable[t.Concatenate[int, t.ParamSpec("P")], int],
    lambda: t.Literal[()],
    lambda: t.Literal[()].__args__,
    lambda: t.Literal[(), 1],
    lambda: t.Literal[t.Literal[()], 2],
    lambda: t.List[5],
    lambda: t.Optional[5],
    lambda: t.Union[5, int],
    lambda: t.ClassVar[5],
    lambda: t.List[[int]],
    lambda: t.List[t.ClassVar[int]],
    lambda: t.List[t.Generic],
    lambda: t.List[t.Protocol],
    lambda: t.List[t.Any],
    lambda: t.List[t.NoReturn],
    lambda: t.List[t.ClassVar],
    lambda: t.List[t.Union],
    lambda: t.List[(1,2)],
    lambda: t.Dict[(1,2), int],
    lambda: t.List[t.Final[int]],
    lambda: t.List[t.Literal],
    lambda: t.List[1.5],
    lambda: t.get_args(t.Callable[t.Concatenate[int, t.ParamSpec("P")], int]),
    lambda: t.Optional[(1,2)],
    lambda: t.List[t.Self],
    lambda: t.cast(5, 6),
    lambda: t.Type[3],
    lambda: t.Tuple[3, 4],
    lambda: t.Tuple[[1], ...],
    lambda: t.Optional[t.Optional],
    lambda: t.List[t.TypeAlias],
    lambda: t.Union[t.Final, int],
):
    try:
        r = h()
        print(r, getattr(r, "__args__", None))
    except Exception as e:
        print(type(e).__name__, e)
