"""Data classes: the decorator that writes special methods from annotated fields.

CPython's module writes source text and executes it; this one makes `__init__` from a field list (`_dataclasses.make_init`
binds arguments as a `def` with those parameters would) and the other methods as closures.
"""
import _dataclass_markers
import _dataclasses
import abc
import copy
import sys
import types

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
           "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]

from _dataclass_markers import (FrozenInstanceError, InitVar, Field, MISSING, _FIELD, _FIELD_CLASSVAR as _CLASSVAR,
                                _FIELD_INITVAR as _INITVAR, field)

try:
    from _dataclass_markers import KW_ONLY
except ImportError:  # an extension module in CPython 3.9: its fields say nothing of this either
    KW_ONLY = object()


class _FactoryDefault:
    def __repr__(self):
        return "<factory>"


_FACTORY = _FactoryDefault()
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
# Where the marks are CPython's, so are the classes that it has made: what has such a base is a data class of its own.
_dataclass_of_host = getattr(_dataclass_markers, "dataclass", None)


class _Params:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        parts = [f"{name}={getattr(self, name)!r}" for name in _Params.__slots__]
        return "_DataclassParams(" + ",".join(parts) + ")"


def _word(text):
    """The name at the beginning of a text, and what follows it."""
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end], text[end:].lstrip()


def _names_marker(annotation, cls, home, is_marker):
    """Whether a string annotation begins with what is a marker in the class's module, or in `home` by that one's name."""
    module = sys.modules.get(cls.__module__)
    if module is None:
        return False
    name, rest = _word(annotation.lstrip())
    names = module.__dict__
    if rest[:1] == ".":
        inner = _word(rest[1:].lstrip())[0]
        if inner:
            if names.get(name) is not home:
                return False
            name, names = inner, home.__dict__
    return is_marker(names.get(name))


def _is_classvar(annotation, cls):
    typing = sys.modules.get("typing")
    if typing is None:
        return False

    def is_marker(found):
        return found is typing.ClassVar or getattr(found, "__origin__", None) is typing.ClassVar

    return is_marker(annotation) or isinstance(annotation, str) and _names_marker(annotation, cls, typing, is_marker)


def _is_initvar(annotation, cls):
    def is_marker(found):
        return found is InitVar or type(found) is InitVar

    return is_marker(annotation) or isinstance(annotation, str) and _names_marker(
        annotation, cls, sys.modules[__name__], is_marker)


def _is_keyword(f):
    return bool(getattr(f, "kw_only", False))


def _is_kw_only(annotation, cls):
    return annotation is KW_ONLY or isinstance(annotation, str) and _names_marker(
        annotation, cls, sys.modules[__name__], lambda found: found is KW_ONLY)


def _read_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        result = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        result = field(default=default)
    result.name = name
    result.type = annotation
    result._field_type = _FIELD
    if _is_classvar(annotation, cls):
        result._field_type = _CLASSVAR
    elif _is_initvar(annotation, cls):
        result._field_type = _INITVAR
    if result._field_type is not _FIELD and result.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if result._field_type is _CLASSVAR:
        if getattr(result, "kw_only", MISSING) is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif getattr(result, "kw_only", None) is MISSING:
        result.kw_only = kw_only
    if result._field_type is _FIELD and result.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(result.default)} for field {name} is not allowed: "
                         "use default_factory")
    return result


def _set_new(cls, name, value):
    """Sets an attribute unless the class defines it; true if it does."""
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _method(cls, function, name):
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    return function


def _make_init(cls, all_fields, frozen, slots):
    parameters = [f for f in all_fields if f.init and not _is_keyword(f)]
    seen_default = False
    for f in parameters:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    keyword_only = [f for f in all_fields if f.init and _is_keyword(f)]
    order = parameters + keyword_only
    position = {f.name: i + 1 for i, f in enumerate(order)}

    def default_of(f):
        return _FACTORY if f.default_factory is not MISSING else f.default

    def has_default(f):
        return f.default is not MISSING or f.default_factory is not MISSING

    defaults = tuple(default_of(f) for f in parameters if has_default(f))
    keyword_defaults = {f.name: default_of(f) for f in keyword_only if has_default(f)}
    # One row a stored field: name, parameter number or 0, factory or None
    rows = []
    for f in all_fields:
        if f._field_type is not _FIELD:
            continue
        factory = None if f.default_factory is MISSING else f.default_factory
        if f.init:
            rows.append((f.name, position[f.name], factory))
        elif factory is not None:
            rows.append((f.name, 0, factory))
        elif slots and f.default is not MISSING:  # there is no class attribute that has it
            rows.append((f.name, 0, lambda value=f.default: value))
    post = hasattr(cls, "__post_init__")
    init_variables = tuple(position[f.name] for f in all_fields if f._field_type is _INITVAR) if post else ()
    self_name = "__dataclass_self__" if "self" in position else "self"
    init = _dataclasses.make_init((self_name, *[f.name for f in order]), len(parameters) + 1, defaults,
                                  keyword_defaults or None, tuple(rows), _FACTORY, init_variables, post, frozen)
    _method(cls, init, "__init__")
    init.__annotations__ = {f.name: f.type for f in order}
    init.__annotations__["return"] = None
    return init


def _make_repr(names):
    """pprint knows the function by what it wraps and where that was made."""
    running = set()

    def __create_fn__():
        def __repr__(self):
            parts = [f"{name}={getattr(self, name)!r}" for name in names]
            return f"{self.__class__.__qualname__}({', '.join(parts)})"

        return __repr__

    shown = __create_fn__()
    shown.__qualname__ = "__create_fn__.<locals>.__repr__"

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return shown(self)
        finally:
            running.discard(key)

    __repr__.__wrapped__ = shown
    return __repr__


def _make_frozen(cls, names):
    make = _dataclasses.make_frozen
    return (make("__setattr__", ("self", "name", "value"), cls, names, FrozenInstanceError),
            make("__delattr__", ("self", "name"), cls, names, FrozenInstanceError))


def _refuse_hash(cls, names):
    raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")


def _set_hash(cls, all_fields, unsafe_hash, eq, frozen):
    own = cls.__dict__.get("__hash__", MISSING)
    explicit = not (own is MISSING or (own is None and "__eq__" in cls.__dict__))
    names = [f.name for f in all_fields
             if f._field_type is _FIELD and (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if explicit:
            _refuse_hash(cls, names)
    elif not eq or explicit:
        return
    elif not frozen:
        cls.__hash__ = None
        return
    cls.__hash__ = _method(cls, _dataclasses.make_hash(tuple(names)), "__hash__")


def _add_slots(cls, frozen, weakref_slot, field_names):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        if not isinstance(slots, str) and (hasattr(slots, "__next__") or not hasattr(slots, "__iter__")):
            raise TypeError(f"Slots of '{base.__name__}' cannot be determined")
        inherited.update((slots,) if isinstance(slots, str) else slots)
    slots = [name for name in field_names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in field_names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    result = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        result.__qualname__ = qualname
    if frozen:
        def __getstate__(self):
            return [getattr(self, f.name) for f in fields(self)]

        def __setstate__(self, state):
            for f, value in zip(fields(self), state):
                object.__setattr__(self, f.name, value)

        if "__getstate__" not in namespace:
            result.__getstate__ = _method(result, __getstate__, "__getstate__")
        if "__setstate__" not in namespace:
            result.__setstate__ = _method(result, __setstate__, "__setstate__")
        names = tuple(f.name for f in getattr(result, _FIELDS).values() if f._field_type is _FIELD)
        setter, deleter = _make_frozen(result, names)
        result.__setattr__ = _method(result, setter, "__setattr__")
        result.__delattr__ = _method(result, deleter, "__delattr__")
    return result


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    every = {}
    frozen_base = False
    any_base = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            any_base = True
            for f in inherited.values():
                every[f.name] = f
            if getattr(base, _PARAMS).frozen:
                frozen_base = True
    own = []
    seen_kw_only = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if _is_kw_only(annotation, cls):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = True
            kw_only = True
        else:
            own.append(_read_field(cls, name, annotation, kw_only))
    for f in own:
        every[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if any_base:
        if frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not frozen_base and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _PARAMS, _Params(init, repr, eq, order, unsafe_hash, frozen))
    setattr(cls, _FIELDS, every)
    arguments = [f for f in every.values() if f._field_type is not _CLASSVAR]
    stored = [f for f in every.values() if f._field_type is _FIELD]
    if init:
        _set_new(cls, "__init__", _make_init(cls, arguments, frozen, slots))
    if repr:
        shown = [f.name for f in stored if f.repr]
        _set_new(cls, "__repr__", _method(cls, _make_repr(shown), "__repr__"))
    compared = tuple(f.name for f in stored if f.compare)
    if eq:
        _set_new(cls, "__eq__", _method(cls, _dataclasses.make_compare("__eq__", compared), "__eq__"))
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if _set_new(cls, name, _method(cls, _dataclasses.make_compare(name, compared), name)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
    if frozen:
        setter, deleter = _make_frozen(cls, tuple(f.name for f in stored))
        for name, function in (("__setattr__", setter), ("__delattr__", deleter)):
            if _set_new(cls, name, _method(cls, function, name)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    _set_hash(cls, every.values(), unsafe_hash, eq, frozen)
    if not getattr(cls, "__doc__", None):
        cls.__doc__ = cls.__name__ + _text_signature(arguments if init else [])
    if match_args:
        _set_new(cls, "__match_args__", tuple(f.name for f in arguments if f.init and not _is_keyword(f)))
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot, [f.name for f in stored])
    elif weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    if hasattr(cls, "__abstractmethods__") and hasattr(abc, "update_abstractmethods"):  # CPython 3.9 has none
        abc.update_abstractmethods(cls)
    return cls


def _text_signature(arguments):
    parts = []
    star = False
    for f in sorted((f for f in arguments if f.init), key=lambda f: _is_keyword(f)):
        if _is_keyword(f) and not star:
            parts.append("*")
            star = True
        kind = f.type
        if isinstance(kind, type) and not isinstance(kind, types.GenericAlias):
            kind = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        elif isinstance(kind, str):
            kind = repr(kind)
        else:
            kind = repr(kind).removeprefix("typing.")
        text = f"{f.name}: {kind}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        parts.append(text)
    return "(" + ", ".join(parts) + ")"


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        if _dataclass_of_host and _dataclasses.is_foreign(cls):
            given = dict(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
            if sys.version_info >= (3, 10):
                given.update(match_args=match_args, kw_only=kw_only, slots=slots)
            if weakref_slot:
                given["weakref_slot"] = True
            return _dataclass_of_host(**given)(cls)
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        every = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in every.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def _convert(obj, whole):
    """Copies a value deeply; `whole` turns a dataclass instance's (name, value) pairs into the result."""
    if _is_instance(obj):
        return whole([(f.name, _convert(getattr(obj, f.name), whole)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_convert(item, whole) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_convert(item, whole) for item in obj)
    if isinstance(obj, dict):
        pairs = ((_convert(k, whole), _convert(v, whole)) for k, v in obj.items())
        if hasattr(type(obj), "default_factory"):
            result = type(obj)(getattr(obj, "default_factory"))
            for key, value in pairs:
                result[key] = value
            return result
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False):
    namespace = {} if namespace is None else dict(namespace)
    seen = set()
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, namespace[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = kind
    namespace["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda scope: scope.update(namespace))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


_KEYWORDS = frozenset("""False None True and as assert async await break class continue def del elif else except
finally for from global if import in is lambda nonlocal not or pass raise return try while with yield""".split())


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
