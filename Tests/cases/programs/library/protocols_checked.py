# typing: isinstance and issubclass of protocols that are checked at run time.
from typing import Protocol, runtime_checkable
@runtime_checkable
class HasX(Protocol):
    x: int
@runtime_checkable
class Close(Protocol):
    def close(self): ...
class A:
    x = 1
class B:
    def __init__(self): self.x = 2
class N(HasX): pass
class C:
    def close(self): pass
class D:
    close = None
print([isinstance(o, HasX) for o in (A(), B(), N(), C(), 5)], [isinstance(o, Close) for o in (A(), C(), D(), open)])
print(issubclass(C, Close), issubclass(A, Close))
for f in (lambda: issubclass(A, HasX), lambda: isinstance(5, Protocol)):
    try: print(f())
    except TypeError as e: print(e)
