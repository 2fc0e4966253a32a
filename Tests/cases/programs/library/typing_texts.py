import typing, collections
from typing import *
for text in ("1 +", "List[", "a b", "int", "list[int]", "Dict[str, 'X']", "a.b.c", "x if y else z", "f(1)(2)", "lambda: 0", "{'a': 1}", "1.5", "-3", "a | None", "'str'", "'a' 'b'", "'open", "x]", "(a, b)", "[a for a in b]", "a and", "not a", "...", "Tuple[int, ...]", "x y z", "Literal['a b']", "f'{x}'", "a == b", "a != b", "x[1:2]", "a;b", "a,", "if"):
    try:
        print(repr(ForwardRef(text)))
    except SyntaxError as e:
        print("SyntaxError", e)
class Node:
    left: "Node"
    right: "Optional[Node]"
    pairs: "dict[str, list[Node]]"
    one: "tuple[int,]"
    u: "int | None"
    c: "Callable[[int], str]"
print(get_type_hints(Node))
print(List["Node"], Optional["int"], Union["a", "b"])
