src = '''
"module doc"
def f():
    """doc"""
    assert False, "no"
    return __debug__
class C:
    "class doc"
if __debug__: d = 1
else: d = 2
'''
for level in (-1, 0, 1, 2):
    ns = {}
    exec(compile(src, "<o>", "exec", optimize=level), ns)
    try: r = ns["f"]()
    except AssertionError as e: r = repr(e)
    print(level, r, ns["f"].__doc__, ns["C"].__doc__, ns.get("__doc__"), ns["d"])
for bad in (-2, 3, 1 << 40):
    try: compile("1", "", "eval", optimize=bad)
    except (ValueError, OverflowError) as e: print(type(e).__name__)
try: compile("1", "", "eval", 1 << 35)
except (ValueError, OverflowError) as e: print(type(e).__name__)
