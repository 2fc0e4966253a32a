"""Type hints at run time: special forms, generic aliases, type variables, Protocol, NamedTuple, TypedDict.

Hints are data here; nothing is checked. Reprs, `__origin__`, `__args__` and equality are those of CPython 3.11.
"""
import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types
from _containers import caller_module as _caller_module
from _hints import is_no_expression as _is_no_expression
from abc import ABCMeta, abstractmethod
from types import GenericAlias

TYPE_CHECKING = False


# ---- the same hint asked for twice is the same object ----------------------------------------------------

_cleanups = []  # what empties the memory of each function that has one


def _cached(function=None, /, *, typed=False):
    def decorate(function):
        remembering = functools.lru_cache(typed=typed)(function)
        _cleanups.append(remembering.cache_clear)

        @functools.wraps(function)
        def inner(*args, **kwds):
            try:
                return remembering(*args, **kwds)
            except TypeError:
                return function(*args, **kwds)  # of arguments without a hash, or wrong ones: it tells which

        return inner

    return decorate if function is None else decorate(function)


# ---- how a hint is shown ----------------------------------------------------------------------------------

def _type_repr(obj):
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _convert(arg, module=None, is_class=False):
    """None is NoneType, a string a forward reference."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=is_class)
    return arg


def _check(arg, message, allow_special_forms=False, module=None, is_argument=True):
    """The argument as a hint."""
    arg = _convert(arg, module, allow_special_forms)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if origin in (Generic, Protocol) or not allow_special_forms and (
                origin is ClassVar or is_argument and origin is Final):
            raise TypeError(f"{arg} is not valid as type argument")
    elif isinstance(arg, _SpecialForm):
        bare = (NoReturn, Never, Self, LiteralString, TypeAlias)
        if arg not in bare and not (allow_special_forms and arg in (ClassVar, Final)):
            raise TypeError(f"Plain {arg} is not valid as type argument")
    elif arg is Generic or arg is Protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    elif type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _collect_parameters(args):
    """The type variables in arguments, each once, in the order in which they come."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            inner = _collect_parameters(arg)
        elif hasattr(arg, "__typing_subst__"):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _spread(args):
    """Arguments, with those of *tuple[...] of known length one by one."""
    result = []
    for arg in args:
        inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            result.extend(inner)
        else:
            result.append(arg)
    return tuple(result)


def _prepared(alias, parameters, args):
    """One argument for each of the parameters: a TypeVarTuple's is a tuple."""
    for parameter in parameters:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare is not None:
            args = prepare(alias, args)
    _check_count(alias, args, len(parameters))
    return args


def _check_count(alias, args, expected):
    if not expected:
        raise TypeError(f"{alias} is not a generic class")
    if len(args) != expected:
        word = "many" if len(args) > expected else "few"
        raise TypeError(f"Too {word} arguments for {alias}; actual {len(args)}, expected {expected}")


class _Final:
    """Classes that may not be subclassed."""
    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")


# ---- special forms -------------------------------------------------------------------------------------------

class _NotIterable:
    """Aliases have __getitem__ and are no iterables for that."""
    __slots__ = ()
    __iter__ = None


class _SpecialForm(_Final, _NotIterable, _root=True):
    __slots__ = ("_name", "__doc__", "_function")

    def __init__(self, function):
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._function(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """A value of any type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls, *args, **kwargs)


def _plain(name):
    def function(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    function.__name__ = name
    return _SpecialForm(function)


NoReturn = _plain("NoReturn")
Never = _plain("Never")
Self = _plain("Self")
LiteralString = _plain("LiteralString")
TypeAlias = _plain("TypeAlias")


def _wrapping(name):
    @_cached
    def function(self, parameters):
        message = f"{self} accepts only single type."
        return _GenericAlias(self, (_check(parameters, message, name in ("Required", "NotRequired")),))
    function.__name__ = name
    return _SpecialForm(function)


ClassVar = _wrapping("ClassVar")
Final = _wrapping("Final")
TypeGuard = _wrapping("TypeGuard")
Required = _wrapping("Required")
NotRequired = _wrapping("NotRequired")


def _flatten_union(parameters):
    result = []
    for p in parameters:
        members = p.__args__ if isinstance(p, (_UnionAlias, types.UnionType)) else (p,)
        for member in members:
            if member not in result:
                result.append(member)
    return tuple(result)


@_SpecialForm
@_cached
def Union(self, parameters):
    """Union[X, Y]: either X or Y."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    members = _flatten_union(_check(p, "Union[arg, ...]: each arg must be a type.") for p in parameters)
    if len(members) == 1:
        return members[0]
    return _UnionAlias(self, members)


@_SpecialForm
@_cached
def Optional(self, parameters):
    """Optional[X]: X or None."""
    return Union[_check(parameters, f"{self} requires a single type."), type(None)]


@_cached(typed=True)
def _literal(self, *parameters):
    flat = []
    for p in parameters:
        flat.extend(p.__args__ if isinstance(p, _LiteralAlias) else (p,))
    try:
        flat = [member for member, _ in dict.fromkeys((member, type(member)) for member in flat)]
    except TypeError:
        pass  # some have no hash: they stay as they are
    return _LiteralAlias(self, tuple(flat))


@_SpecialForm
def Literal(self, parameters):
    """Literal[a, b]: one of these values."""
    return _literal(self, *parameters) if isinstance(parameters, tuple) else _literal(self, parameters)


@_SpecialForm
@_cached
def Concatenate(self, parameters):
    """Concatenate[X, P]: the parameters P after an X."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(self, (*(_check(p, message) for p in parameters[:-1]), parameters[-1]))


@_SpecialForm
@_cached
def Unpack(self, parameters):
    """Unpack[X]: the types of a tuple type or TypeVarTuple one by one."""
    return _UnpackAlias(self, (_check(parameters, f"{self} accepts only single type."),))


class ForwardRef(_Final, _root=True):
    """A hint given as a string."""
    __slots__ = ("__forward_arg__", "__forward_module__", "__forward_is_argument__", "__forward_is_class__",
                 "__forward_evaluated__", "__forward_value__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        if _is_no_expression(arg):
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_evaluated__ = False
        self.__forward_value__ = None

    def _evaluate(self, globalns, localns, recursive_guard=frozenset()):
        arg = self.__forward_arg__
        if arg in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
            globalns = globalns if globalns is not None else localns or {}
            localns = localns if localns is not None else globalns
            import builtins
            value = _check(_HintReader(arg, [localns, globalns, vars(builtins)]).read(),
                           "Forward references must evaluate to types.", self.__forward_is_class__,
                           is_argument=self.__forward_is_argument__)
            self.__forward_value__ = _resolve(value, globalns, localns, recursive_guard | {arg})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_arg__ == other.__forward_arg__ and self.__forward_value__ == other.__forward_value__
        return self.__forward_arg__ == other.__forward_arg__ and self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


# ---- aliases ------------------------------------------------------------------------------------------------------

class _BaseAlias(_Final, _root=True):
    def __init__(self, origin, name=None):
        self.__origin__ = origin
        self._name = name

    def __call__(self, *args, **kwargs):
        if not self._instantiable:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    _instantiable = True

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        behind = bases[bases.index(self) + 1:]
        if self._name is None:
            if self.__origin__ is not Generic:
                return (self.__origin__,)
            later = any(isinstance(base, _BaseAlias) and base is not self for base in behind)
            return () if Protocol in bases or later else (Generic,)
        result = [] if self.__origin__ in bases else [self.__origin__]
        if not any(isinstance(base, _BaseAlias) or isinstance(base, type) and issubclass(base, Generic) for base in behind):
            result.append(Generic)
        return tuple(result)

    def __getattr__(self, name):
        if name in ("__origin__", "__args__"):
            raise AttributeError(name)
        if "__origin__" in self.__dict__ and not (name.startswith("__") and name.endswith("__")):
            return getattr(self.__origin__, name)
        if name in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        raise AttributeError(name)

    def __setattr__(self, name, value):
        own = ("_name", "_instantiable", "_count", "_parameters_given")
        if name in own or name.startswith("__") and name.endswith("__"):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __dir__(self):
        names = {name for name in dir(self.__origin__) if not (name.startswith("__") and name.endswith("__"))}
        return sorted({*super().__dir__(), *names})

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _GenericAlias(_BaseAlias, _root=True):
    def __init__(self, origin, args, *, name=None, instantiable=True):
        super().__init__(origin, name)
        self._instantiable = instantiable
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if name is None:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_cached
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = _prepared(self, self.__parameters__, _spread(map(_convert, args)))
        return self._copy(self._replaced(self.__args__, dict(zip(self.__parameters__, args))))

    def _replaced(self, args, mapping):
        """Arguments with what stands for the type variables in them."""
        result = []
        for arg in args:
            if isinstance(arg, type):
                result.append(arg)
                continue
            substitute = getattr(arg, "__typing_subst__", None)
            if substitute:
                new = substitute(mapping[arg])
            else:
                inner = []
                for parameter in getattr(arg, "__parameters__", ()):
                    value = mapping[parameter]
                    inner.extend(value) if isinstance(parameter, TypeVarTuple) else inner.append(value)
                new = arg[tuple(inner)] if inner or getattr(arg, "__parameters__", ()) else arg
            if self.__origin__ is collections.abc.Callable and isinstance(new, tuple):
                result.extend(new)  # parameters, where a ParamSpec was
            elif getattr(arg, "__typing_is_unpacked_typevartuple__", False):
                result.extend(new)
            elif isinstance(arg, tuple):
                result.append(tuple(self._replaced(arg, mapping)))
            else:
                result.append(new)
        return tuple(result)

    def _copy(self, args):
        return self.__class__(self.__origin__, args, name=self._name, instantiable=self._instantiable)

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(map(_type_repr, self.__args__)) if self.__args__ else "()"
        return f"{name}[{args}]"

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __iter__(self):
        yield Unpack[self]


class _UnpackAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return "*" + repr(self.__args__[0])

    def __getitem__(self, args):
        return args if self.__typing_is_unpacked_typevartuple__ else super().__getitem__(args)

    def __reduce__(self):
        return operator.getitem, (Unpack, self.__args__[0])

    @property
    def __typing_unpacked_tuple_args__(self):
        arg = self.__args__[0]
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def _copy(self, args):
        last = args[-1]
        if isinstance(last, (list, tuple)):
            return (*args[:-1], *last)
        if isinstance(last, _ConcatenateGenericAlias):
            args = (*args[:-1], *last.__args__)
        return super()._copy(args)


class _UnionAlias(_NotIterable, _GenericAlias, _root=True):
    def __init__(self, origin, args, *, name=None, instantiable=True):
        super().__init__(origin, args, name="Optional" if len(args) == 2 and type(None) in args else None)
        self.__module__ = "typing"

    def _copy(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is type(None):
                return f"typing.Optional[{_type_repr(args[1])}]"
            if args[1] is type(None):
                return f"typing.Optional[{_type_repr(args[0])}]"
        return f"typing.Union[{', '.join(map(_type_repr, args))}]"

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return self._pairs() == other._pairs()

    def __hash__(self):
        return hash(frozenset(self._pairs()))

    def _pairs(self):
        return {(type(a), a) for a in self.__args__}


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,))
        self.__metadata__ = metadata

    def _copy(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __getattr__(self, name):
        return "Annotated" if name in ("__name__", "__qualname__") else super().__getattr__(name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class Annotated:
    __slots__ = ()

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    @_cached
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        if getattr(params[0], "__typing_is_unpacked_typevartuple__", False):
            raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
        return _AnnotatedAlias(_check(params[0], "Annotated[t, ...]: t must be a type.", True), tuple(params[1:]))


def _stands_for_parameters(arg):
    """Whether an argument may stand for the parameters of a Callable, or for a ParamSpec."""
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


class _CallableAlias(_NotIterable, _GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _stands_for_parameters(args[0]):
            return super().__repr__()
        return f"typing.Callable[[{', '.join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _stands_for_parameters(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _SpecialAlias(_NotIterable, _BaseAlias, _root=True):
    """typing.List and the like: a builtin or abstract class under an old name."""

    def __init__(self, origin, count, name, instantiable=False):
        super().__init__(origin, name)
        self._instantiable = instantiable
        self._count = count
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_check(p, "Parameters to generic types must be types.") for p in params)
        _check_count(self, params, self._count)
        return _GenericAlias(self.__origin__, params, name=self._name, instantiable=self._instantiable)

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialAlias):
            cls = cls.__origin__
        return issubclass(cls, self.__origin__)


class _TupleType(_SpecialAlias, _root=True):
    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            checked = tuple(_check(p, "Tuple[t, ...]: t must be a type.") for p in params[:-1]) + (...,)
        else:
            checked = tuple(_check(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params)
        return _GenericAlias(tuple, checked, name="Tuple", instantiable=False)


class _CallableType(_SpecialAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        return self._of(tuple(args) if isinstance(args, list) else args, result)

    @_cached
    def _of(self, args, result):
        result = _check(result, "Callable[args, result]: result must be a type.")
        if not isinstance(args, tuple):  # one type alone stands for a list of it
            args = (args,)
        return _CallableAlias(self.__origin__, (*map(_convert, args), result), name="Callable", instantiable=False)


Tuple = _TupleType(tuple, -1, "Tuple")
Callable = _CallableType(collections.abc.Callable, 2, "Callable")
List = _SpecialAlias(list, 1, "List")
Dict = _SpecialAlias(dict, 2, "Dict")
Set = _SpecialAlias(set, 1, "Set")
FrozenSet = _SpecialAlias(frozenset, 1, "FrozenSet")
Type = _SpecialAlias(type, 1, "Type")
DefaultDict = _SpecialAlias(collections.defaultdict, 2, "DefaultDict", True)
OrderedDict = _SpecialAlias(collections.OrderedDict, 2, "OrderedDict", True)
Counter = _SpecialAlias(collections.Counter, 1, "Counter", True)
ChainMap = _SpecialAlias(collections.ChainMap, 2, "ChainMap", True)
Deque = _SpecialAlias(collections.deque, 1, "Deque", True)
Hashable = _SpecialAlias(collections.abc.Hashable, 0, "Hashable")
Awaitable = _SpecialAlias(collections.abc.Awaitable, 1, "Awaitable")
Coroutine = _SpecialAlias(collections.abc.Coroutine, 3, "Coroutine")
AsyncIterable = _SpecialAlias(collections.abc.AsyncIterable, 1, "AsyncIterable")
AsyncIterator = _SpecialAlias(collections.abc.AsyncIterator, 1, "AsyncIterator")
Iterable = _SpecialAlias(collections.abc.Iterable, 1, "Iterable")
Iterator = _SpecialAlias(collections.abc.Iterator, 1, "Iterator")
Reversible = _SpecialAlias(collections.abc.Reversible, 1, "Reversible")
Sized = _SpecialAlias(collections.abc.Sized, 0, "Sized")
Container = _SpecialAlias(collections.abc.Container, 1, "Container")
Collection = _SpecialAlias(collections.abc.Collection, 1, "Collection")
AbstractSet = _SpecialAlias(collections.abc.Set, 1, "AbstractSet")
MutableSet = _SpecialAlias(collections.abc.MutableSet, 1, "MutableSet")
Mapping = _SpecialAlias(collections.abc.Mapping, 2, "Mapping")
MutableMapping = _SpecialAlias(collections.abc.MutableMapping, 2, "MutableMapping")
Sequence = _SpecialAlias(collections.abc.Sequence, 1, "Sequence")
MutableSequence = _SpecialAlias(collections.abc.MutableSequence, 1, "MutableSequence")
ByteString = _SpecialAlias(collections.abc.ByteString, 0, "ByteString")
MappingView = _SpecialAlias(collections.abc.MappingView, 1, "MappingView")
KeysView = _SpecialAlias(collections.abc.KeysView, 1, "KeysView")
ItemsView = _SpecialAlias(collections.abc.ItemsView, 2, "ItemsView")
ValuesView = _SpecialAlias(collections.abc.ValuesView, 1, "ValuesView")
ContextManager = _SpecialAlias(contextlib.AbstractContextManager, 1, "ContextManager")
AsyncContextManager = _SpecialAlias(contextlib.AbstractAsyncContextManager, 1, "AsyncContextManager")
Generator = _SpecialAlias(collections.abc.Generator, 3, "Generator")
AsyncGenerator = _SpecialAlias(collections.abc.AsyncGenerator, 2, "AsyncGenerator")
Text = str


# ---- type variables ------------------------------------------------------------------------------------------------

class _Variable(_Final, _root=True):
    """What the kinds of type variables share."""

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__name__

    def _set_variance(self, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")


class TypeVar(_Variable, _root=True):
    """A type variable."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self._set_variance(bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = tuple(_check(t, "TypeVar(name, constraint, ...): constraints must be types.")
                                     for t in constraints)
        self.__module__ = _caller_module()

    def __typing_subst__(self, arg):
        arg = _check(arg, "Parameters to generic types must be types.")
        if isinstance(arg, _UnpackAlias) or getattr(arg, "__unpacked__", False):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class TypeVarTuple(_Variable, _root=True):
    """A variable for any number of types."""

    def __init__(self, name):
        self.__name__ = name
        self.__module__ = _caller_module()

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        place = parameters.index(self)
        behind = len(parameters) - place - 1
        if any(isinstance(p, TypeVarTuple) for p in parameters[place + 1:]):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        endless = [k for k, arg in enumerate(args) if not isinstance(arg, type)
                   and (getattr(arg, "__typing_unpacked_tuple_args__", None) or (None,))[-1] is ...]
        left, right, filler = place, behind, None
        if len(endless) > 1:
            raise TypeError("More than one unpacked arbitrary-length tuple argument")
        if endless:  # tuple[X, ...] gives the variables before and behind an X too
            filler = args[endless[0]].__typing_unpacked_tuple_args__[0]
            left = min(left, endless[0])
            right = min(right, len(args) - endless[0] - 1)
        elif left + right > len(args):
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, "
                            f"expected at least {len(parameters) - 1}")
        return (*args[:left], *[filler] * (place - left), tuple(args[left:len(args) - right]),
                *[filler] * (behind - right), *args[len(args) - right:])


class ParamSpecArgs(_Final, _root=True):
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented

    __hash__ = None

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecArgs")

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs(_Final, _root=True):
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented

    __hash__ = None

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecKwargs")

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(_Variable, _root=True):
    """A variable for the parameters of a function."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self._set_variance(bound, covariant, contravariant)
        self.__module__ = _caller_module()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_check(a, "Expected a type.") for a in arg)
        if not _stands_for_parameters(arg):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        place = parameters.index(self)
        if place >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        if len(parameters) == 1 and not _stands_for_parameters(args[0]):
            return (args,)
        if isinstance(args[place], list):
            return (*args[:place], tuple(args[place]), *args[place + 1:])
        return args


T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
for _variable in (T, KT, VT, T_co, T_contra):
    _variable.__module__ = __name__  # not the one that imports this
del _variable


# ---- Generic and Protocol ---------------------------------------------------------------------------------------------

class Generic:
    """Base of generic classes: class C(Generic[T])."""
    __slots__ = ()

    @_cached
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = _spread(map(_convert, params))
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(hasattr(p, "__typing_subst__") and not isinstance(p, TypeVarTuple)
                       or getattr(p, "__typing_is_unpacked_typevartuple__", False) for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                "or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        else:
            expected = getattr(cls, "__parameters__", ())
            args = []
            for parameter, arg in zip(expected, _prepared(cls, expected, params)):
                args.extend(arg) if isinstance(parameter, TypeVarTuple) else args.append(arg)
            params = tuple(args)
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if bases is None:
            if Generic in cls.__bases__ and cls.__name__ != "Protocol" and type(cls) is not _TypedDictMeta:
                raise TypeError("Cannot inherit from plain Generic")
            cls.__parameters__ = ()
            return
        found = _collect_parameters(bases)
        declared = None
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                if declared is not None and base.__origin__ is Generic:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                declared = base.__parameters__
        if declared is not None:
            missing = [p for p in found if p not in declared]
            if missing:
                names = ", ".join(str(p) for p in missing)
                raise TypeError(f"Some type variables ({names}) are not listed in "
                                f"Generic[{', '.join(str(p) for p in declared)}]")
            found = declared
        cls.__parameters__ = tuple(found)


_PROTOCOL_INTERNALS = frozenset("""__parameters__ __orig_bases__ __orig_class__ _is_protocol _is_runtime_protocol
__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ __weakref__
__class_getitem__ __init_subclass__ _abc_impl _abc_registry _abc_yes _abc_no _abc_no_version __qualname__
__firstlineno__ __match_args__""".split())


def _annotations_of(cls):
    """A class's own annotations; builtin classes have a descriptor of that name."""
    annotations = cls.__dict__.get("__annotations__", {})
    return {} if isinstance(annotations, types.GetSetDescriptorType) else annotations


def _get_protocol_attrs(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in list(base.__dict__) + list(_annotations_of(base)):
            if name not in _PROTOCOL_INTERNALS:
                names.add(name)
    return names


_protocol_details = {}  # protocol: its members, and whether all of them are methods
_instance_checks = 0    # that look at protocols with other members: issubclass() then answers instead of refusing


def _details(cls):
    found = _protocol_details.get(cls)
    if found is None:
        members = _get_protocol_attrs(cls)
        found = _protocol_details[cls] = members, all(callable(getattr(cls, name, None)) for name in members)
    return found


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        global _instance_checks
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        members, only_methods = _details(cls)
        if cls in type(instance).__mro__ or (only_methods and super().__instancecheck__(instance)):
            return True
        for name in members:
            if not hasattr(instance, name) or (callable(getattr(cls, name, None)) and getattr(instance, name) is None):
                break
        else:
            return True
        if only_methods:
            return False
        _instance_checks += 1
        try:
            return super().__instancecheck__(instance)
        finally:
            _instance_checks -= 1


    def register(cls, subclass):
        """A virtual subclass, of protocols with data members too."""
        global _instance_checks
        _instance_checks += 1
        try:
            return super().register(subclass)
        finally:
            _instance_checks -= 1


def _refuse_protocol_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _refuse_protocol_init:
        return  # called by super()
    # The first time that an own class is instantiated: its real __init__ takes this one's place.
    for base in cls.__mro__:
        own = base.__dict__.get("__init__", _refuse_protocol_init)
        if own is not _refuse_protocol_init:
            cls.__init__ = own
            break
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of structural types."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            def hook(other):
                if not cls.__dict__.get("_is_protocol", False):
                    return NotImplemented
                if not cls._is_runtime_protocol:
                    raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
                members, only_methods = _details(cls)
                if not only_methods:
                    if _instance_checks:
                        return NotImplemented
                    raise TypeError("Protocols with non-method members don't support issubclass()")
                for name in members:
                    for base in other.__mro__:
                        if name in base.__dict__:
                            if base.__dict__[name] is None:
                                return NotImplemented
                            break
                        if name in _annotations_of(base) and getattr(other, "_is_protocol", False):
                            break
                    else:
                        return NotImplemented
                return True
            cls.__subclasshook__ = hook
        if cls._is_protocol:
            for base in cls.__bases__:
                if not (base in (object, Generic) or getattr(base, "_is_protocol", False)
                        or base.__module__ in ("collections.abc", "contextlib")):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
            if cls.__init__ is object.__init__ or cls.__init__ is Protocol.__init__:
                cls.__init__ = _refuse_protocol_init


def runtime_checkable(cls):
    if not (isinstance(cls, type) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


AnyStr = TypeVar("AnyStr", bytes, str)


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self): ...


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self): ...


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self): ...


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self): ...


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self): ...


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self): ...


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits=0): ...


# ---- named tuples, typed dictionaries, new types -----------------------------------------------------------------------

_NAMED_TUPLE_RESERVED = frozenset({"__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                                   "_field_types", "_make", "_replace", "_asdict", "_source"})


def _make_named_tuple(name, fields, defaults, module):
    result = collections.namedtuple(name, [n for n, _ in fields], defaults=defaults, module=module)
    hints = {n: _check(t, f"field {n} annotation must be a type") for n, t in fields}
    result.__annotations__ = result.__new__.__annotations__ = hints
    return result


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        hints = namespace.get("__annotations__", {})
        defaults = []
        default_names = []
        for field in hints:
            if field in namespace:
                default_names.append(field)
                defaults.append(namespace[field])
            elif default_names:
                plural = "s" if len(default_names) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{plural} "
                                f"{', '.join(default_names)}")
        result = _make_named_tuple(typename, list(hints.items()), defaults, namespace["__module__"])
        if len(bases) > 1:
            result.__bases__ = tuple(tuple if base is _NamedTuple else base for base in bases)
            result.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in namespace.items():
            if key in _NAMED_TUPLE_RESERVED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__qualname__", "__annotations__") \
                    and key not in result._fields:
                setattr(result, key, value)
        result.__qualname__ = namespace.get("__qualname__", typename)
        if "__doc__" in namespace:
            result.__doc__ = namespace["__doc__"]
        if Generic in bases:
            result.__init_subclass__()
        return result


def NamedTuple(typename, fields=None, /, **kwargs):
    """class Point(NamedTuple): x: int = 0 — a tuple with named, annotated fields."""
    if fields is None:
        fields = list(kwargs.items())
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _make_named_tuple(typename, list(fields), (), _caller_module())


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        result = type.__new__(_TypedDictMeta, name, (*generic, dict), namespace)
        hints = {}
        required = set()
        optional = set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        for key, hint in namespace.get("__annotations__", {}).items():
            hint = _check(hint, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", True, result.__module__)
            hints[key] = hint
            origin = get_origin(hint)
            if origin is Required or total and origin is not NotRequired:
                required.add(key)
            else:
                optional.add(key)
        result.__annotations__ = hints
        result.__required_keys__ = frozenset(required)
        result.__optional_keys__ = frozenset(optional)
        result.__total__ = total
        return result

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """class Movie(TypedDict): name: str — a dict with known keys."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    if kwargs:
        import warnings
        warnings.warn("The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, "
                      "will be removed in Python 3.13, and may not be understood by third-party type checkers.",
                      DeprecationWarning, stacklevel=2)
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields), "__module__": _caller_module()}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def _idfunc(_, value):
    return value


class NewType:
    """UserId = NewType("UserId", int): a distinct name for a type; at run time the identity."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = _caller_module()

    __call__ = _idfunc

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        wanted = self.__name__

        class Refusing:
            def __init_subclass__(cls):
                raise TypeError("Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {wanted})`")

        return (Refusing,)


# ---- functions ---------------------------------------------------------------------------------------------------------

def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    text = repr(arg)
    if len(text) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        text = text[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    """Decorator: annotations are not type hints; of a class, those of its own methods and inner classes neither."""
    if isinstance(arg, type):
        for name in dir(arg):
            obj = getattr(arg, name)
            if (getattr(obj, "__qualname__", None) != f"{arg.__qualname__}.{getattr(obj, '__name__', None)}"
                    or getattr(obj, "__module__", None) != arg.__module__):
                continue  # something of another class
            if isinstance(obj, types.MethodType):
                obj = obj.__func__
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            elif isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator


# module -> qualified name -> line -> the overload that stands there
_overload_registry = collections.defaultdict(functools.partial(collections.defaultdict, dict))


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. "
                              "A series of @overload-decorated functions "
                              "outside a stub module should always be followed "
                              "by an implementation that is not @overload-ed.")


def overload(func):
    f = getattr(func, "__func__", func)
    try:
        _overload_registry[f.__module__][f.__qualname__][f.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    f = getattr(func, "__func__", func)
    names = _overload_registry.get(f.__module__, {})
    return list(names.get(f.__qualname__, {}).values())


def clear_overloads():
    _overload_registry.clear()


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        result = tp.__args__
        if get_origin(tp) is collections.abc.Callable and not (
                len(result) == 2 and _stands_for_parameters(result[0])):
            result = (list(result[:-1]), result[-1])
        return result
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def _resolve(hint, globalns, localns, guard=frozenset()):
    """Replaces the forward references in a hint; `guard`: those that are being looked at."""
    if isinstance(hint, ForwardRef):
        return hint._evaluate(globalns, localns, guard)
    if not isinstance(hint, (_GenericAlias, GenericAlias, types.UnionType)):
        return hint
    if isinstance(hint, GenericAlias):
        args = tuple(ForwardRef(a) if isinstance(a, str) else a for a in hint.__args__)
        starred = hint.__unpacked__
        if hint.__origin__ is collections.abc.Callable and not (len(args) == 2 and _stands_for_parameters(args[0])):
            hint = hint.__origin__[list(args[:-1]), args[-1]]
        elif starred or args != hint.__args__:
            hint = hint.__origin__[args]
        if starred:
            hint = Unpack[hint]
    args = tuple(_resolve(a, globalns, localns, guard) for a in hint.__args__)
    if args == hint.__args__:
        return hint
    if isinstance(hint, GenericAlias):
        return GenericAlias(hint.__origin__, args)
    if isinstance(hint, types.UnionType):
        return functools.reduce(operator.or_, args)
    return hint._copy(args)


class _HintReader:
    """Reads a hint from a string: what stands for it where strings cannot be evaluated."""

    def __init__(self, text, namespaces):
        self.text = text
        self.namespaces = namespaces
        self.tokens = self._tokens(text)
        self.position = 0

    @staticmethod
    def _tokens(text):
        result = []
        i = 0
        while i < len(text):
            c = text[i]
            if c.isspace():
                i += 1
            elif c in "'\"":
                end = text.index(c, i + 1)
                result.append(text[i:end + 1])
                i = end + 1
            elif text.startswith("...", i):
                result.append("...")
                i += 3
            elif c.isalnum() or c == "_":
                start = i
                while i < len(text) and (text[i].isalnum() or text[i] == "_"):
                    i += 1
                result.append(text[start:i])
            elif c in "[],|.()-*":
                result.append(c)
                i += 1
            else:
                raise SyntaxError(f"Forward reference must be an expression -- got {text!r}")
        return result

    def _peek(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _next(self):
        token = self._peek()
        self.position += 1
        return token

    def read(self):
        if self._peek() == "*":
            self._next()
            result, = self._union()
        else:
            result = self._union()
        if self.position != len(self.tokens):
            raise SyntaxError(f"Forward reference must be an expression -- got {self.text!r}")
        return type(None) if result is None else result

    def _union(self):
        result = self._postfix()
        while self._peek() == "|":
            self._next()
            result = result | self._postfix()
        return result

    def _postfix(self):
        result = self._atom()
        while True:
            if self._peek() == ".":
                self._next()
                result = getattr(result, self._next())
            elif self._peek() == "[":
                self._next()
                items = self._items("]")
                result = result[items[0] if len(items) == 1 and not self._comma else tuple(items)]
            else:
                return result

    def _items(self, close):
        items = []
        self._comma = False
        while self._peek() != close:
            if not self._peek():
                raise SyntaxError(f"Forward reference must be an expression -- got {self.text!r}")
            items.append(self._union())
            if self._peek() == ",":
                self._next()
                comma = True
            else:
                comma = False
        self._next()
        self._comma = len(items) != 1
        return items

    def _atom(self):
        token = self._next()
        if token == "[":
            return self._items("]")
        if token == "(":
            items = self._items(")")
            return items[0] if len(items) == 1 else tuple(items)
        if token == "...":
            return ...
        if token == "-":
            return -int(self._next())
        if token[:1] in ("'", '"'):
            return token[1:-1]
        if token[:1].isdigit():
            return int(token)
        constants = {"None": None, "True": True, "False": False}
        if token in constants:
            return constants[token]
        for namespace in self.namespaces:
            if token in namespace:
                return namespace[token]
        raise NameError(f"name {token!r} is not defined", name=token)


def _strip_annotations(hint):
    if isinstance(hint, _AnnotatedAlias):
        return _strip_annotations(hint.__origin__)
    if not isinstance(hint, (_GenericAlias, GenericAlias, types.UnionType)) or isinstance(hint, _LiteralAlias):
        return hint
    if hint.__args__ and isinstance(hint, _GenericAlias) and hint.__origin__ in (Required, NotRequired):
        return _strip_annotations(hint.__args__[0])
    args = tuple(_strip_annotations(a) for a in hint.__args__)
    if args == hint.__args__:
        return hint
    if isinstance(hint, GenericAlias):
        return GenericAlias(hint.__origin__, args)
    if isinstance(hint, types.UnionType):
        return functools.reduce(operator.or_, args)
    return hint._copy(args)


_WITHOUT_HINTS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                  types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class with those of its bases, a function or a module, strings evaluated."""
    if getattr(obj, "__no_type_check__", False):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            outer = getattr(sys.modules.get(base.__module__), "__dict__", {}) if globalns is None else globalns
            inner = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:  # the module's names before the class's
                outer, inner = inner, outer
            for name, hint in _annotations_of(base).items():
                if isinstance(hint, str):
                    hint = ForwardRef(hint, is_argument=False, is_class=True)
                hints[name] = _resolve(type(None) if hint is None else hint, outer, inner)
    else:
        if globalns is None:
            if isinstance(obj, types.ModuleType):
                globalns = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                globalns = getattr(inner, "__globals__", {})
        if localns is None:
            localns = globalns
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, _WITHOUT_HINTS):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, hint in annotations.items():
            if isinstance(hint, str):
                hint = ForwardRef(hint, is_argument=not isinstance(obj, types.ModuleType))
            hints[name] = _resolve(type(None) if hint is None else hint, globalns, localns)
    return hints if include_extras else {name: _strip_annotations(hint) for name, hint in hints.items()}


# ---- files -----------------------------------------------------------------------------------------------------------------

class IO(Generic[AnyStr]):
    """Base of the types of file objects."""
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


__all__ = [name for name in list(globals()) if name[0].isupper() and name not in ("T", "KT", "VT", "T_co", "T_contra",
                                                                                  "ABCMeta", "GenericAlias")]
__all__ += ["assert_never", "assert_type", "cast", "clear_overloads", "dataclass_transform", "final", "get_args",
            "get_origin", "get_overloads", "get_type_hints", "is_typeddict", "no_type_check", "no_type_check_decorator",
            "overload", "reveal_type", "runtime_checkable", "Match", "Pattern"]


def __getattr__(name):
    """Pattern and Match: made when asked for, so that other programs do not link regular expressions."""
    if name not in ("Pattern", "Match"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "re"  # not a literal in the call: only a program that imports re itself has it
    try:
        origin = getattr(__import__(module), name)
    except ImportError:
        origin = type(name, (), {"__module__": module})
    alias = globals()[name] = _SpecialAlias(origin, 1, name)
    return alias
