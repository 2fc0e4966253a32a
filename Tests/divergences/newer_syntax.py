# description: Syntax of Python 3.12 to 3.14 is accepted: type parameters, `type` statements, nested quotes in f-strings, …
# cause: The grammar is that of Python 3.14; behaviour and texts are those of CPython 3.11.
# workaround: None needed; programs for 3.11 mean the same.
type Pair[T] = tuple[T, T]


def first[T](pair: Pair[T]) -> T:
    return pair[0]


print(first((f"{"nested"}", 2)))
