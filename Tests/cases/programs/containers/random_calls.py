import random, sys
r = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
class Idx:
    def __index__(self): return 2
    def __repr__(self): return "Idx()"
class BadIdx:
    def __index__(self): return "x"
    def __repr__(self): return "BadIdx()"
class Flt:
    def __float__(self): return 1.5
    def __repr__(self): return "Flt()"
class SubStr(str): pass
class SubInt(int): pass
class SubList(list): pass
def pool():
    return [0, 1, -1, 2, 5, 100, -7, 2**70, True, None, 1.5, float("inf"), "", "a", "ab", "l", "é", "😀", " ", ",", b"", b"a", b"l,", bytearray(b"x"), [], [1, 2], ["a", "b"], (), (1,), ("a", "b"), {}, {"a": 1}, {1, 2}, frozenset("a"), slice(1, 3), range(3), Idx(), BadIdx(), Flt(), SubStr("sub"), SubInt(4), SubList([1]), memoryview(b"mv"), int, str, len, 1j, ..., NotImplemented, iter([1, 2]), lambda *a: 1]
def subjects():
    return ["hello, wörld", "", "aXbX", "12.5", "😀é", SubStr("Sub Str"), b"hello, l", b"", bytearray(b"abc,l"), 5, -3, 2**70, True, 1.5, -0.0, 1j, [3, 1, 2], ["b", "a"], [], (1, 2, 1), (), {"a": 1, 2: "x"}, {}, {1, "a", 2.5}, frozenset([1, 2]), range(10), range(0), slice(1, 5, 2), memoryview(b"abcd"), None, ..., NotImplemented, SubList([1, 2]), SubInt(9)]
NAMES = {'str': ['capitalize', 'casefold', 'center', 'count', 'encode', 'endswith', 'expandtabs', 'find', 'format', 'format_map', 'index', 'isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper', 'join', 'ljust', 'lower', 'lstrip', 'maketrans', 'partition', 'removeprefix', 'removesuffix', 'replace', 'rfind', 'rindex', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'split', 'splitlines', 'startswith', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill'], 'bytes': ['capitalize', 'center', 'count', 'decode', 'endswith', 'expandtabs', 'find', 'fromhex', 'hex', 'index', 'isalnum', 'isalpha', 'isascii', 'isdigit', 'islower', 'isspace', 'istitle', 'isupper', 'join', 'ljust', 'lower', 'lstrip', 'maketrans', 'partition', 'removeprefix', 'removesuffix', 'replace', 'rfind', 'rindex', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'split', 'splitlines', 'startswith', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill'], 'bytearray': ['append', 'capitalize', 'center', 'clear', 'copy', 'count', 'decode', 'endswith', 'expandtabs', 'extend', 'find', 'fromhex', 'hex', 'index', 'insert', 'isalnum', 'isalpha', 'isascii', 'isdigit', 'islower', 'isspace', 'istitle', 'isupper', 'join', 'ljust', 'lower', 'lstrip', 'maketrans', 'partition', 'pop', 'remove', 'removeprefix', 'removesuffix', 'replace', 'reverse', 'rfind', 'rindex', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'split', 'splitlines', 'startswith', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill'], 'int': ['as_integer_ratio', 'bit_count', 'bit_length', 'conjugate', 'denominator', 'from_bytes', 'imag', 'numerator', 'real', 'to_bytes'], 'bool': ['as_integer_ratio', 'bit_count', 'bit_length', 'conjugate', 'denominator', 'from_bytes', 'imag', 'numerator', 'real', 'to_bytes'], 'float': ['as_integer_ratio', 'conjugate', 'fromhex', 'hex', 'imag', 'is_integer', 'real'], 'complex': ['conjugate', 'imag', 'real'], 'list': ['append', 'clear', 'copy', 'count', 'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort'], 'tuple': ['count', 'index'], 'dict': ['clear', 'copy', 'fromkeys', 'get', 'items', 'keys', 'pop', 'popitem', 'setdefault', 'update', 'values'], 'set': ['add', 'clear', 'copy', 'difference', 'difference_update', 'discard', 'intersection', 'intersection_update', 'isdisjoint', 'issubset', 'issuperset', 'pop', 'remove', 'symmetric_difference', 'symmetric_difference_update', 'union', 'update'], 'frozenset': ['copy', 'difference', 'intersection', 'isdisjoint', 'issubset', 'issuperset', 'symmetric_difference', 'union'], 'range': ['count', 'index', 'start', 'step', 'stop'], 'slice': ['indices', 'start', 'step', 'stop'], 'memoryview': ['c_contiguous', 'cast', 'contiguous', 'f_contiguous', 'format', 'hex', 'itemsize', 'nbytes', 'ndim', 'obj', 'readonly', 'release', 'shape', 'strides', 'suboffsets', 'tobytes', 'tolist', 'toreadonly'], 'NoneType': [], 'ellipsis': [], 'NotImplementedType': [], 'SubStr': ['capitalize', 'casefold', 'center', 'count', 'encode', 'endswith', 'expandtabs', 'find', 'format', 'format_map', 'index', 'isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper', 'join', 'ljust', 'lower', 'lstrip', 'maketrans', 'partition', 'removeprefix', 'removesuffix', 'replace', 'rfind', 'rindex', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'split', 'splitlines', 'startswith', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill'], 'SubInt': ['as_integer_ratio', 'bit_count', 'bit_length', 'conjugate', 'denominator', 'from_bytes', 'imag', 'numerator', 'real', 'to_bytes'], 'SubList': ['append', 'clear', 'copy', 'count', 'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort']}
skip = {"__class__", "__init_subclass__", "__subclasshook__", "__new__", "__reduce__", "__reduce_ex__", "__dir__", "__sizeof__", "__hash__", "__repr__", "__str__", "__doc__", "__getstate__", "__setattr__", "__delattr__", "__getattribute__", "__init__", "__iter__", "__reversed__", "__class_getitem__", "__weakref__", "__dict__", "__module__"}
def show(v):
    s = ascii(v)
    if " at 0x" in s: s = type(v).__name__ + " object"
    if isinstance(v, (set, frozenset)) : s = type(v).__name__ + str(sorted(map(ascii, v)))
    return s if len(s) < 200 else s[:200]
for i in range(1500):
    ss = subjects(); k = r.randrange(len(ss)); s = ss[k]
    names = [n for n in NAMES[type(s).__name__] if callable(getattr(s, n))]
    if not names: continue
    n = r.choice(names)
    ps = pool()
    idx = [r.randrange(len(ps)) for _ in range(r.choice((0, 1, 1, 1, 2, 2, 3)))]
    args = [ps[j] for j in idx]
    if n in ("__mul__", "__rmul__", "__imul__", "__pow__", "__rpow__", "__lshift__", "__rlshift__", "zfill", "center", "ljust", "rjust", "expandtabs", "to_bytes", "__imul__", "__format__"):
        if any(isinstance(a, int) and abs(a) > 1000 for a in args) or (isinstance(s, int) and abs(s) > 1000) : continue
    label = f"{i} {show(s) if not isinstance(s, memoryview) else 'mv'}.{n}({', '.join(show(a) for a in args)})"
    try: res = getattr(s, n)(*args); print(label, "->", show(res), "|", show(s))
    except BaseException as e: print(label, "!", type(e).__name__, ascii(str(e))[:250] if " at 0x" not in str(e) else "addr")
ops = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@", "<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "[]", "divmod", "and"]
import operator as o
f = {"+": o.add, "-": o.sub, "*": o.mul, "/": o.truediv, "//": o.floordiv, "%": o.mod, "**": o.pow, "<<": o.lshift, ">>": o.rshift, "&": o.and_, "|": o.or_, "^": o.xor, "@": o.matmul, "<": o.lt, "<=": o.le, "==": o.eq, "!=": o.ne, ">": o.gt, ">=": o.ge, "in": lambda a, b: a in b, "not in": lambda a, b: a not in b, "is": lambda a, b: a is b, "[]": lambda a, b: a[b], "divmod": divmod, "and": lambda a, b: a and b}
fi = {"+": o.iadd, "-": o.isub, "*": o.imul, "/": o.itruediv, "//": o.ifloordiv, "%": o.imod, "**": o.ipow, "<<": o.ilshift, ">>": o.irshift, "&": o.iand, "|": o.ior, "^": o.ixor, "@": o.imatmul}
for i in range(1500):
    a = r.choice(pool() + subjects()); b = r.choice(pool() + subjects()); op = r.choice(ops)
    if op in ("*", "**", "<<") and any(isinstance(x, int) and abs(x) > 300 for x in (a, b)): continue
    if op == "is": continue
    la = f"{i} {show(a) if not isinstance(a, memoryview) else 'mv'} {op} {show(b) if not isinstance(b, memoryview) else 'mv'}"
    fn = f[op]
    if op in fi and r.random() < 0.3: fn = fi[op]; la += " inplace"
    try: print(la, "->", show(fn(a, b)))
    except BaseException as e: print(la, "!", type(e).__name__, ascii(str(e))[:250] if " at 0x" not in str(e) else "addr")
fns = [abs, all, any, ascii, bin, bool, bytearray, bytes, callable, chr, complex, dict, divmod, enumerate, filter, float, format, frozenset, hex, int, isinstance, issubclass, iter, len, list, map, max, min, next, oct, ord, pow, range, repr, reversed, round, set, slice, sorted, str, sum, tuple, type, zip, getattr, hasattr, hash, memoryview]
for i in range(1500):
    fn = r.choice(fns)
    if fn is type or fn is hash: continue
    args = [r.choice(pool()) for _ in range(r.choice((0, 1, 1, 1, 2, 2, 3)))]
    if fn is iter and len(args) == 2: continue
    if fn in (bytes, bytearray, range, pow, sum) and any(isinstance(x, int) and abs(x) > 1000 for x in args): continue
    label = f"{i} {fn.__name__}({', '.join(show(a) if not isinstance(a, memoryview) else 'mv' for a in args)})"
    try:
        res = fn(*args)
        if hasattr(res, "__next__"): res = list(res)[:20]
        print(label, "->", show(res))
    except BaseException as e: print(label, "!", type(e).__name__, ascii(str(e))[:250] if " at 0x" not in str(e) else "addr")
