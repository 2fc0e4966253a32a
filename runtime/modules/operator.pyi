# operator: the operators as functions. Every operator also has its special method's name.

@native("nx_operator_add")
def add(a, b, /):
    """Same as a + b."""
@native("nx_operator_add")
def __add__(a, b, /):
    """Same as a + b."""
@native("nx_operator_sub")
def sub(a, b, /):
    """Same as a - b."""
@native("nx_operator_sub")
def __sub__(a, b, /):
    """Same as a - b."""
@native("nx_operator_mul")
def mul(a, b, /):
    """Same as a * b."""
@native("nx_operator_mul")
def __mul__(a, b, /):
    """Same as a * b."""
@native("nx_operator_matmul")
def matmul(a, b, /):
    """Same as a @ b."""
@native("nx_operator_matmul")
def __matmul__(a, b, /):
    """Same as a @ b."""
@native("nx_operator_truediv")
def truediv(a, b, /):
    """Same as a / b."""
@native("nx_operator_truediv")
def __truediv__(a, b, /):
    """Same as a / b."""
@native("nx_operator_floordiv")
def floordiv(a, b, /):
    """Same as a // b."""
@native("nx_operator_floordiv")
def __floordiv__(a, b, /):
    """Same as a // b."""
@native("nx_operator_mod")
def mod(a, b, /):
    """Same as a % b."""
@native("nx_operator_mod")
def __mod__(a, b, /):
    """Same as a % b."""
@native("nx_operator_pow")
def pow(a, b, /):
    """Same as a ** b."""
@native("nx_operator_pow")
def __pow__(a, b, /):
    """Same as a ** b."""
@native("nx_operator_lshift")
def lshift(a, b, /):
    """Same as a << b."""
@native("nx_operator_lshift")
def __lshift__(a, b, /):
    """Same as a << b."""
@native("nx_operator_rshift")
def rshift(a, b, /):
    """Same as a >> b."""
@native("nx_operator_rshift")
def __rshift__(a, b, /):
    """Same as a >> b."""
@native("nx_operator_and_")
def and_(a, b, /):
    """Same as a & b."""
@native("nx_operator_and_")
def __and__(a, b, /):
    """Same as a & b."""
@native("nx_operator_xor")
def xor(a, b, /):
    """Same as a ^ b."""
@native("nx_operator_xor")
def __xor__(a, b, /):
    """Same as a ^ b."""
@native("nx_operator_or_")
def or_(a, b, /):
    """Same as a | b."""
@native("nx_operator_or_")
def __or__(a, b, /):
    """Same as a | b."""
@native("nx_operator_iadd")
def iadd(a, b, /):
    """Same as a += b."""
@native("nx_operator_iadd")
def __iadd__(a, b, /):
    """Same as a += b."""
@native("nx_operator_isub")
def isub(a, b, /):
    """Same as a -= b."""
@native("nx_operator_isub")
def __isub__(a, b, /):
    """Same as a -= b."""
@native("nx_operator_imul")
def imul(a, b, /):
    """Same as a *= b."""
@native("nx_operator_imul")
def __imul__(a, b, /):
    """Same as a *= b."""
@native("nx_operator_imatmul")
def imatmul(a, b, /):
    """Same as a @= b."""
@native("nx_operator_imatmul")
def __imatmul__(a, b, /):
    """Same as a @= b."""
@native("nx_operator_itruediv")
def itruediv(a, b, /):
    """Same as a /= b."""
@native("nx_operator_itruediv")
def __itruediv__(a, b, /):
    """Same as a /= b."""
@native("nx_operator_ifloordiv")
def ifloordiv(a, b, /):
    """Same as a //= b."""
@native("nx_operator_ifloordiv")
def __ifloordiv__(a, b, /):
    """Same as a //= b."""
@native("nx_operator_imod")
def imod(a, b, /):
    """Same as a %= b."""
@native("nx_operator_imod")
def __imod__(a, b, /):
    """Same as a %= b."""
@native("nx_operator_ipow")
def ipow(a, b, /):
    """Same as a **= b."""
@native("nx_operator_ipow")
def __ipow__(a, b, /):
    """Same as a **= b."""
@native("nx_operator_ilshift")
def ilshift(a, b, /):
    """Same as a <<= b."""
@native("nx_operator_ilshift")
def __ilshift__(a, b, /):
    """Same as a <<= b."""
@native("nx_operator_irshift")
def irshift(a, b, /):
    """Same as a >>= b."""
@native("nx_operator_irshift")
def __irshift__(a, b, /):
    """Same as a >>= b."""
@native("nx_operator_iand")
def iand(a, b, /):
    """Same as a &= b."""
@native("nx_operator_iand")
def __iand__(a, b, /):
    """Same as a &= b."""
@native("nx_operator_ixor")
def ixor(a, b, /):
    """Same as a ^= b."""
@native("nx_operator_ixor")
def __ixor__(a, b, /):
    """Same as a ^= b."""
@native("nx_operator_ior")
def ior(a, b, /):
    """Same as a |= b."""
@native("nx_operator_ior")
def __ior__(a, b, /):
    """Same as a |= b."""
@native("nx_operator_lt")
def lt(a, b, /):
    """Same as a < b."""
@native("nx_operator_lt")
def __lt__(a, b, /):
    """Same as a < b."""
@native("nx_operator_le")
def le(a, b, /):
    """Same as a <= b."""
@native("nx_operator_le")
def __le__(a, b, /):
    """Same as a <= b."""
@native("nx_operator_eq")
def eq(a, b, /):
    """Same as a == b."""
@native("nx_operator_eq")
def __eq__(a, b, /):
    """Same as a == b."""
@native("nx_operator_ne")
def ne(a, b, /):
    """Same as a != b."""
@native("nx_operator_ne")
def __ne__(a, b, /):
    """Same as a != b."""
@native("nx_operator_gt")
def gt(a, b, /):
    """Same as a > b."""
@native("nx_operator_gt")
def __gt__(a, b, /):
    """Same as a > b."""
@native("nx_operator_ge")
def ge(a, b, /):
    """Same as a >= b."""
@native("nx_operator_ge")
def __ge__(a, b, /):
    """Same as a >= b."""
@native("nx_operator_neg")
def neg(a, /):
    """Same as -a."""
@native("nx_operator_neg")
def __neg__(a, /):
    """Same as -a."""
@native("nx_operator_pos")
def pos(a, /):
    """Same as +a."""
@native("nx_operator_pos")
def __pos__(a, /):
    """Same as +a."""
@native("nx_operator_invert")
def invert(a, /):
    """Same as ~a."""
@native("nx_operator_invert")
def __invert__(a, /):
    """Same as ~a."""
@native("nx_operator_abs")
def abs(a, /):
    """Same as abs(a)."""
@native("nx_operator_abs")
def __abs__(a, /):
    """Same as abs(a)."""
@native("nx_operator_invert")
def inv(a, /):
    """Same as ~a."""
@native("nx_operator_invert")
def __inv__(a, /):
    """Same as ~a."""
@native("nx_operator_not_")
def not_(a, /) -> bool:
    """Same as not a."""
@native("nx_operator_not_")
def __not__(a, /) -> bool:
    """Same as not a."""
@native("nx_operator_index")
def index(a, /):
    """Same as a.__index__()."""
@native("nx_operator_index")
def __index__(a, /):
    """Same as a.__index__()."""
@native("nx_operator_concat")
def concat(a, b, /):
    """Same as a + b, for a and b sequences."""
@native("nx_operator_concat")
def __concat__(a, b, /):
    """Same as a + b, for a and b sequences."""
@native("nx_operator_iconcat")
def iconcat(a, b, /):
    """Same as a += b, for a and b sequences."""
@native("nx_operator_iconcat")
def __iconcat__(a, b, /):
    """Same as a += b, for a and b sequences."""
@native("nx_operator_contains")
def contains(a, b, /) -> bool:
    """Same as b in a (note reversed operands)."""
@native("nx_operator_contains")
def __contains__(a, b, /) -> bool:
    """Same as b in a (note reversed operands)."""
@native("nx_operator_getitem")
def getitem(a, b, /):
    """Same as a[b]."""
@native("nx_operator_getitem")
def __getitem__(a, b, /):
    """Same as a[b]."""
@native("nx_operator_setitem")
def setitem(a, b, c, /):
    """Same as a[b] = c."""
@native("nx_operator_setitem")
def __setitem__(a, b, c, /):
    """Same as a[b] = c."""
@native("nx_operator_delitem")
def delitem(a, b, /):
    """Same as del a[b]."""
@native("nx_operator_delitem")
def __delitem__(a, b, /):
    """Same as del a[b]."""
def truth(a, /) -> bool:
    """Return True if a is true, False otherwise."""
def is_(a, b, /) -> bool:
    """Same as a is b."""
def is_not(a, b, /) -> bool:
    """Same as a is not b."""
def countOf(a, b, /) -> int:
    """Return the number of items in a which are, or which equal, b."""
def indexOf(a, b, /) -> int:
    """Return the first index of b in a."""
def length_hint(obj, default=0, /) -> int:
    """Return an estimate of the number of items in obj."""
@vector
def call(*args, **kwargs):
    """Same as obj(*args, **kwargs)."""
@vector
@native("nx_operator_call")
def __call__(*args, **kwargs):
    """Same as obj(*args, **kwargs)."""

class itemgetter:
    """Return a callable object that fetches the given item(s) from its operand.
After f = itemgetter(2), the call f(r) returns r[2].
After g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])"""
    def __reduce__(self, /): ...

class attrgetter:
    """Return a callable object that fetches the given attribute(s) from its operand.
After f = attrgetter('name'), the call f(r) returns r.name.
After g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).
After h = attrgetter('name.first', 'name.last'), the call h(r) returns
(r.name.first, r.name.last)."""
    def __reduce__(self, /): ...

class methodcaller:
    """Return a callable object that calls the given method on its operand.
After f = methodcaller('name'), the call f(r) returns r.name().
After g = methodcaller('name', 'date', foo=1), the call g(r) returns
r.name('date', foo=1)."""
    def __reduce__(self, /): ...
