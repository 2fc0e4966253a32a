"""Tests narrow what follows on each branch."""


class Base:
    pass


class Leaf(Base):
    def __init__(self, value):
        self.value = value


class Inner(Base):
    def __init__(self, left, right):
        self.left = left
        self.right = right


def total(tree):
    if isinstance(tree, Leaf):
        reveal_type(tree)  # revealed: Leaf
        return tree.value
    reveal_type(tree)  # revealed: Inner
    return total(tree.left) + total(tree.right)


def kind(x):
    if x is None:
        reveal_type(x)  # revealed: None
        return "none"
    reveal_type(x)  # revealed: float | int | list[int] | str
    if isinstance(x, (int, float)):
        reveal_type(x)  # revealed: float | int
    elif type(x) is str:
        reveal_type(x)  # revealed: str
    else:
        reveal_type(x)  # revealed: list[int]
    return "some"


def find(items, wanted):
    for item in items:
        if item == wanted:
            return item
    return None


def matched(subject):
    match subject:
        case Leaf(value=value):
            reveal_type(value)  # revealed: int
        case [first, *rest]:
            reveal_type(first)  # revealed: float
        case str():
            reveal_type(subject)  # revealed: str


def main():
    reveal_type(total(Inner(Leaf(1), Inner(Leaf(2), Leaf(3)))))  # revealed: int
    kind(None)
    kind(1)
    kind(2.5)
    kind("s")
    kind([1])
    found = find([1, 2], 2)
    reveal_type(found)  # revealed: int | None
    if found:
        reveal_type(found)  # revealed: int
    if not found:
        return
    reveal_type(found)  # revealed: int
    matched(Leaf(1))
    matched([1.5])
    matched("s")


main()
