import sys, types
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# frames
def outer():
    def inner(): return sys._getframe(1).f_code.co_name, sys._getframe().f_back.f_back.f_code.co_name, sys._getframe().f_globals is globals()
    return inner()
print(outer())
class K:
    def m(self):
        f = sys._getframe()
        return f.f_code.co_name, f.f_lineno, type(f).__name__, f.f_back.f_lineno
print(K().m())
def depth(n): return n and depth(n - 1) or len(list(iter_frames()))
def iter_frames():
    f = sys._getframe()
    while f: yield f; f = f.f_back
print(depth(3))
def tb():
    try: 1 / 0
    except ZeroDivisionError as e:
        tb = e.__traceback__
        return tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_next
print(tb())
import inspect
def who(): return inspect.stack()[1].function, inspect.currentframe().f_code.co_name, inspect.getframeinfo(inspect.currentframe()).function
def caller(): return who()
print(caller())
def gen():
    yield sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name
def use(): return next(gen())
print(use())
import traceback
def st(): return [(f.name, f.lineno, f.line) for f in traceback.extract_stack()]
print(st()); print("".join(traceback.format_stack(limit=1)).split("line")[1])
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("msg", DeprecationWarning); warnings.warn("two")
    def lib(): warnings.warn("deep", stacklevel=2)
    lib()
print([(x.category.__name__, str(x.message), x.lineno) for x in w])
