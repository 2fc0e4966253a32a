import sys, collections, typing, enum
def f():
    fr = sys._getframe()
    print(fr.f_code.co_name, fr.f_lineno, fr.f_back.f_code.co_name, fr.f_back.f_lineno)
    return fr
def g():
    x = f()
    return x
x = g()
print(x.f_lineno, x.f_back.f_code.co_name)
try: sys._getframe(50)
except ValueError as e: print(e)
P = collections.namedtuple('P','a b')
print(P.__module__)
class C(typing.NamedTuple):
    a: int
    b: str = 'x'
print(C(1), C.__module__, typing.TypeVar('T').__module__, enum.Enum('E','A B').__module__)
import traceback
def h():
    print(traceback.extract_stack()[-1].lineno, traceback.extract_stack()[-1].line, [f.name for f in traceback.extract_stack()])
h()
def gen():
    print(sys._getframe().f_back.f_code.co_name)
    yield 1
def user():
    return list(gen())
user()
print([sys._getframe().f_code.co_name for _ in (1,)])
class K:
    print(sys._getframe().f_code.co_name)
    def m(self): return sys._getframe(1).f_lineno
print(K().m(),
  K().m())
