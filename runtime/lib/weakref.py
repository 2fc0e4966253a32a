"""Weak references and the containers that hold their items weakly."""
import itertools
import operator
from _weakref import ReferenceType, _settle, getweakrefcount, getweakrefs, ref
from collections.abc import Mapping, MutableMapping, MutableSet
from types import GenericAlias

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]


class ProxyType:
    """Stands for an object as long as that lives."""

    __slots__ = ("_reference",)

    def __init__(self, reference):
        object.__setattr__(self, "_reference", reference)

    def __getattribute__(self, name):
        return getattr(_referent(self), name)

    def __setattr__(self, name, value):
        setattr(_referent(self), name, value)

    def __delattr__(self, name):
        delattr(_referent(self), name)

    def __repr__(self):
        return repr(_referent(self))

    def __str__(self):
        return str(_referent(self))

    def __bool__(self):
        return bool(_referent(self))

    def __eq__(self, other):
        return _referent(self) == _unwrap(other)

    def __ne__(self, other):
        return _referent(self) != _unwrap(other)

    def __lt__(self, other):
        return _referent(self) < _unwrap(other)

    def __le__(self, other):
        return _referent(self) <= _unwrap(other)

    def __gt__(self, other):
        return _referent(self) > _unwrap(other)

    def __ge__(self, other):
        return _referent(self) >= _unwrap(other)

    __hash__ = None

    def __len__(self):
        return len(_referent(self))

    def __iter__(self):
        return iter(_referent(self))

    def __next__(self):
        obj = _referent(self)
        if not hasattr(type(obj), "__next__"):
            raise TypeError(f"Weakref proxy referenced a non-iterator {type(obj).__name__!r} object")
        return next(obj)

    def __reversed__(self):
        return reversed(_referent(self))

    def __contains__(self, item):
        return item in _referent(self)

    def __getitem__(self, key):
        return _referent(self)[key]

    def __setitem__(self, key, value):
        _referent(self)[key] = value

    def __delitem__(self, key):
        del _referent(self)[key]

    def __bytes__(self):
        return _referent(self).__bytes__()

    def __enter__(self):
        return _referent(self).__enter__()

    def __exit__(self, *details):
        return _referent(self).__exit__(*details)


def _operators():
    """The operators of proxies: those of what they stand for."""
    def plain(operation):
        return lambda self, *others: operation(_referent(self), *[_unwrap(other) for other in others])

    def reflected(operation):
        return lambda self, other: operation(_unwrap(other), _referent(self))

    for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "lshift", "rshift", "and_", "xor", "or_"):
        word = name.rstrip("_")
        setattr(ProxyType, f"__{word}__", plain(getattr(operator, name)))
        setattr(ProxyType, f"__r{word}__", reflected(getattr(operator, name)))
        setattr(ProxyType, f"__i{word}__", plain(getattr(operator, "i" + word)))
    for name, operation in (("divmod", divmod), ("pow", pow)):
        setattr(ProxyType, f"__{name}__", plain(operation))
        setattr(ProxyType, f"__r{name}__", reflected(operation))
    ProxyType.__ipow__ = plain(operator.ipow)
    for name in ("neg", "pos", "abs", "invert", "index"):
        setattr(ProxyType, f"__{name}__", plain(getattr(operator, name)))
    ProxyType.__int__ = plain(int)
    ProxyType.__float__ = plain(float)


_operators()


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _referent(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _referent(proxy):
    result = object.__getattribute__(proxy, "_reference")()
    if result is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return result


def _unwrap(value):
    return _referent(value) if type(value) in ProxyTypes else value


class _ProxyRef(ref):
    """What a proxy holds; proxies without a callback are shared."""

    __slots__ = ("made",)


def proxy(object, callback=None, /):
    kind = CallableProxyType if callable(object) else ProxyType
    if callback is None:
        for known in getweakrefs(object):
            if type(known) is _ProxyRef and known.made is not None:
                return known.made
    reference = _ProxyRef(object, callback)
    made = kind(reference)
    reference.made = made if callback is None else None
    return made


class WeakMethod(ref):
    """A weak reference to a bound method, which lives as long as its object and function do."""

    __slots__ = ("_func_ref", "_meth_type", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self = ref.__new__(cls, obj) if callback is None else ref.__new__(cls, obj, callback)
        self._func_ref = ref(func)
        self._meth_type = type(meth)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return self() == other()

    __hash__ = ref.__hash__


class WeakSet(MutableSet):
    _room = 64  # references, dead ones among them, until those are looked for

    def __init__(self, data=None):
        self.data = set()
        if data is not None:
            for item in data:
                self.add(item)

    def _live(self):
        if self.data:
            _settle()
        dead = [r for r in self.data if r() is None]
        self.data.difference_update(dead)
        return [item for item in (r() for r in self.data) if item is not None]

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        data = self.data
        data.add(ref(item))
        if len(data) > self._room:
            data.difference_update([r for r in data if r() is None])
            self._room = 2 * len(data) + 64

    def discard(self, item):
        self.data.discard(ref(item))

    def copy(self):
        return self.__class__(self)


    def __reduce__(self):
        return self.__class__, (list(self),), getattr(self, "__dict__", None) and {
            name: value for name, value in self.__dict__.items() if name not in ("data", "_room")}

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        self.data.remove(ref(item))

    def update(self, other):
        for item in list(other):
            self.add(item)

    def _refs(self, other):
        return {ref(item) for item in other}

    def _made(self, items):
        return self.__class__(items)

    def union(self, other):
        result = self.copy()
        result.update(other)
        return result

    def difference(self, other):
        others = self._refs(other)
        return self._made(item for item in self if ref(item) not in others)

    def intersection(self, other):
        return self._made(item for item in other if item in self)

    def symmetric_difference(self, other):
        others = list(other)
        result = self.difference(others)
        result.update(item for item in others if item not in self)
        return result

    def difference_update(self, other):
        self.data.difference_update(self._refs(other))

    def intersection_update(self, other):
        self.data.intersection_update(self._refs(other))

    def symmetric_difference_update(self, other):
        self.data.symmetric_difference_update(self._refs(other))

    def issubset(self, other):
        return self.data.issubset(self._refs(other))

    def issuperset(self, other):
        return self.data.issuperset(self._refs(other))

    def isdisjoint(self, other):
        return not self.intersection(other)

    __or__ = union
    __sub__ = difference
    __and__ = intersection
    __xor__ = symmetric_difference
    __le__ = issubset
    __ge__ = issuperset

    def __lt__(self, other):
        return self.data < self._refs(other)

    def __gt__(self, other):
        return self.data > self._refs(other)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == self._refs(other)

    def __ior__(self, other):
        self.update(other)
        return self

    def __isub__(self, other):
        self.difference_update(list(other))
        return self

    def __iand__(self, other):
        self.intersection_update(list(other))
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(list(other))
        return self

    def __repr__(self):
        return repr(self.data)

    __class_getitem__ = classmethod(GenericAlias)


class _KeyedRef(ref):
    __slots__ = ("key",)

    def __new__(cls, value, key):
        self = super().__new__(cls, value)
        self.key = key
        return self


class _WeakMapping(MutableMapping):
    """The operators that weak dictionaries have beyond those of mappings."""

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        result = self.__class__()
        result.update(other)
        result.update(self)
        return result


class WeakValueDictionary(_WeakMapping):
    """A dictionary whose entries go when their values do."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            del self.data[key]
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = _KeyedRef(value, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        found = self.data.get(key)
        return found is not None and found() is not None

    def _purge(self):
        if self.data:
            _settle()
        for key in [key for key, value in self.data.items() if value() is None]:
            del self.data[key]

    def __len__(self):
        self._purge()
        return len(self.data)

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        for key, value in self.items():
            result[deepcopy(key, memo)] = value
        return result

    def keys(self):
        self._purge()
        for key in list(self.data):
            yield key

    __iter__ = keys

    def values(self):
        for reference in list(self.data.values()):
            value = reference()
            if value is not None:
                yield value

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def pop(self, key, *default):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def setdefault(self, key, default=None):
        found = self.get(key)
        if found is not None:
            return found
        self[key] = default
        return default

    def clear(self):
        self.data.clear()

    def itervaluerefs(self):
        """The weak references to the values, which may be dead."""
        yield from list(self.data.values())

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(_WeakMapping):
    """A dictionary whose entries go when their keys do."""

    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def _live(self):
        if self.data:
            _settle()
        for reference in [r for r in self.data if r() is None]:
            self.data.pop(reference, None)
        return [key for key in (r() for r in self.data) if key is not None]

    def __len__(self):
        return len(self._live())

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        for key, value in self.items():
            result[key] = deepcopy(value, memo)
        return result

    def keys(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    __iter__ = keys

    def values(self):
        for reference, value in list(self.data.items()):
            if reference() is not None:
                yield value

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def pop(self, key, *default):
        return self.data.pop(ref(key), *default)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key), default)

    def clear(self):
        self.data.clear()

    def keyrefs(self):
        """The weak references to the keys, which may be dead."""
        return list(self.data)


class finalize:
    """Calls a function when an object goes away, or at exit."""

    __slots__ = ("_key", "__weakref__")
    _registry = {}
    _numbers = itertools.count()

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "number")

    def __init__(self, obj, func, /, *args, **kwargs):
        info = self._Info()
        info.weakref = ref(obj, lambda _: self())
        info.func = func
        info.args = args
        info.kwargs = kwargs
        info.atexit = True
        info.number = next(self._numbers)
        self._key = info.number
        if not finalize._registry:
            import atexit
            atexit.register(finalize._run_at_exit)
        finalize._registry[self._key] = info

    def __call__(self, _=None):
        info = self._registry.pop(self._key, None)
        if info:
            return info.func(*info.args, **info.kwargs)

    def _parts(self, take):
        info = self._registry.get(self._key)
        obj = info and info.weakref()
        if obj is None:
            return None
        if take:
            del self._registry[self._key]
        return obj, info.func, info.args, info.kwargs or {}

    def detach(self):
        return self._parts(True)

    def peek(self):
        return self._parts(False)

    @property
    def alive(self):
        return self._key in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self._key)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self._key)
        if info:
            info.atexit = bool(value)

    @classmethod
    def _run_at_exit(cls):
        for key in sorted(cls._registry, reverse=True):
            info = cls._registry.pop(key, None)
            if info and info.atexit:
                info.func(*info.args, **info.kwargs)
