"""Enumerations: classes whose attributes are their only instances."""
import sys
from _containers import caller_module as _caller_module
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS",
           "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]

_property = property  # the builtin; this module's own follows
Enum = Flag = EJECT = _stdlib_enums = ReprEnum = None


class nonmember:
    """Keeps its value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes its value a member."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1:2] != "_" and name[-2:-1] != "_"


def _is_private(cls_name, name):
    pattern = f"_{cls_name}__"
    return len(name) > len(pattern) and name.startswith(pattern) and (name[-1] != "_" or name[-2] != "_")


def _is_single_bit(number):
    return number > 0 and number & (number - 1) == 0


def _bits(number):
    """The single bits of a number, lowest first."""
    if number < 0:
        raise ValueError(f"{number} is not a positive integer")
    while number:
        bit = number & (~number + 1)
        yield bit
        number ^= bit


_iter_bits_lsb = _bits


def show_flag_values(value):
    return list(_bits(value))


def bin(number, max_bits=None):
    """Like the builtin, but negative numbers in two's complement, with a space after the sign bit."""
    ceiling = 2 ** number.bit_length()
    if number >= 0:
        text = format(number + ceiling, "#b").replace("1", "0", 1)
    else:
        text = format(~number ^ (ceiling - 1) + ceiling, "#b")
    sign, digits = text[:3], text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f"{sign} {digits}"


class auto:
    """Stands for the value that _generate_next_value_ gives."""

    _unset = object()

    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(DynamicClassAttribute):
    """An attribute of members that leaves the name free for a member of the class."""

    member = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is not None:
            return self.fget(instance)
        try:
            return instance.__dict__[self.name]
        except KeyError:
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}") from None

    def __set__(self, instance, value):
        if self.fset is None:
            if self.fget is None:
                instance.__dict__[self.name] = value
                return
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class EnumDict(dict):
    """The namespace of a class body: notes members in order, resolves auto()."""

    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = None
        self._generate = None

    def __setitem__(self, key, value):
        if Enum is None or self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if Flag is not None and key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
                           "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_",
                           "_add_value_alias_", "_boundary_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value, counted = self._resolve(key, value)
            self._member_names[key] = None
            if not counted:
                self._last_values.append(value)
        super().__setitem__(key, value)

    def _next(self, key, marker):
        if marker.value is auto._unset:
            marker.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(marker.value)
        return marker.value

    def _resolve(self, key, value):
        """The value with those of auto() in it, and whether these have been counted among the last ones."""
        if isinstance(value, auto):
            return self._next(key, value), True
        if type(value) is tuple and any(isinstance(item, auto) for item in value):
            return tuple(self._next(key, item) if isinstance(item, auto) else item for item in value), True
        return value, False

    def update(self, members, **more):
        items = members.items() if hasattr(members, "keys") else members
        for key, value in items:
            self[key] = value
        for key, value in more.items():
            self[key] = value


_EnumDict = EnumDict


class EnumType(type):
    """Metaclass for Enum"""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_bases(cls, bases)
        namespace = EnumDict()
        namespace._cls_name = cls
        member_type, first = metacls._base_types(cls, bases)
        if first is not None:
            namespace._generate = first._generate_next_value_
            dict.__setitem__(namespace, "_generate_next_value_", first.__dict__.get(
                "_generate_next_value_", staticmethod(first._generate_next_value_)))
        return namespace

    def __new__(metacls, name, bases, namespace, *, boundary=None, _simple=False, **kwds):
        if Enum is None:  # the class statement of Enum itself
            return super().__new__(metacls, name, bases, dict(namespace), **kwds)
        names = list(namespace._member_names)
        ignore = namespace._ignore
        body = {key: value for key, value in namespace.items() if key not in ignore and key != "_ignore_"}
        for key in ("mro", ""):
            if key in names:
                raise ValueError(f"invalid enum member name(s) {','.join(repr(n) for n in names if n in ('mro', ''))}")
        values = {key: body.pop(key) for key in names}
        member_type, first = metacls._base_types(name, bases)
        new_method, save_new, use_args = metacls._find_new(body, member_type, first)
        generate = body.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            body["_generate_next_value_"] = staticmethod(generate)
        order = body.pop("_order_", None)
        own_boundary = body.pop("_boundary_", None)
        body["_new_member_"] = new_method
        body["_use_args_"] = use_args
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        body["_member_type_"] = member_type
        body["_value_repr_"] = metacls._find_data_repr(name, bases)
        is_flag = Flag is not None and issubclass(first, Flag)
        if is_flag or Flag is None and name == "Flag":
            body["_boundary_"] = boundary or own_boundary or getattr(first, "_boundary_", None)
            body["_flag_mask_"] = 0
            body["_singles_mask_"] = 0
            body["_all_bits_"] = 0
            body["_inverted_"] = None
        cls = super().__new__(metacls, name, bases, body, **{})
        for key in names:
            metacls._add_member(cls, key, values[key], member_type, new_method, use_args, is_flag)
        metacls._choose_methods(cls, body, member_type)
        if is_flag:
            metacls._finish_flag(cls)
        if save_new:
            cls.__new_member__ = new_method
        cls.__new__ = Enum.__new__
        if order is not None:
            metacls._check_order(cls, order)
        hook = super(cls, cls).__init_subclass__
        hook(**kwds)
        return cls

    def __init__(cls, *args, **kwds):
        pass

    @staticmethod
    def _check_bases(name, bases):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")

    @classmethod
    def _base_types(metacls, name, bases):
        """The type that members' values have besides being members, and the first enumeration among the bases."""
        if not bases or Enum is None:
            return object, Enum
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError("new enumerations should be created as "
                            "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
        metacls._check_bases(name, bases)
        data_types = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        if base._member_type_ not in data_types:
                            data_types.append(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__init__" in base.__dict__:
                    found = candidate or base
                    if found not in data_types:
                        data_types.append(found)
                    break
                else:
                    candidate = candidate or base
        if len(data_types) > 1:
            raise TypeError(f"too many data types for {name!r}: {set(data_types)!r}")
        return data_types[0] if data_types else object, first

    @classmethod
    def _find_data_repr(metacls, name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    return base.__dict__["__repr__"]
        return None

    @staticmethod
    def _find_new(body, member_type, first):
        new_method = body.get("__new__")
        if isinstance(new_method, staticmethod):
            new_method = new_method.__func__
        save_new = first is not None and new_method is not None
        if new_method is None:
            for name in ("__new_member__", "__new__"):
                for possible in (member_type, first):
                    target = getattr(possible, name, None)
                    if target not in (None, None.__new__, object.__new__, Enum.__new__):
                        new_method = target
                        break
                if new_method is not None:
                    break
            else:
                new_method = object.__new__
        use_args = first is not None and new_method is not object.__new__
        return new_method, save_new, use_args

    @staticmethod
    def _add_member(cls, name, value, member_type, new_method, use_args, is_flag):
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        if use_args:
            new = new_method(cls, *args)
        else:
            new = new_method(cls)
        if not hasattr(new, "_value_"):
            if member_type is object:
                new._value_ = value
            else:
                try:
                    new._value_ = member_type(*args)
                except Exception as error:
                    problem = TypeError("_value_ not set in __new__, unable to create it")
                    problem.__cause__ = error
                    raise problem
        value = new._value_
        new._name_ = name
        new.__objclass__ = cls
        new.__init__(*args)
        new._sort_order_ = len(cls._member_names_)
        existing = None
        try:
            existing = cls._value2member_map_.get(value)
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    existing = other
        if existing is None and not (is_flag and isinstance(value, int) and not _is_single_bit(value)):
            cls._member_names_.append(name)
        if existing is not None:
            new = existing
        # A member hides what the class inherits under its name, except where a property shares the name.
        inherited = None
        for base in cls.__mro__[1:]:
            inherited = base.__dict__.get(name)
            if inherited is not None:
                break
        if isinstance(inherited, property) or isinstance(inherited, DynamicClassAttribute):
            redirect = property()
            redirect.member = new
            redirect.fget = getattr(inherited, "fget", None)
            redirect.fset = getattr(inherited, "fset", None)
            redirect.fdel = getattr(inherited, "fdel", None)
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        else:
            type.__setattr__(cls, name, new)
        cls._member_map_[name] = new
        try:
            cls._value2member_map_.setdefault(value, new)
        except TypeError:
            cls._unhashable_values_.append(value)
        if is_flag and isinstance(value, int):
            type.__setattr__(cls, "_flag_mask_", cls._flag_mask_ | value)
            if _is_single_bit(value):
                type.__setattr__(cls, "_singles_mask_", cls._singles_mask_ | value)
            type.__setattr__(cls, "_all_bits_", 2 ** cls._flag_mask_.bit_length() - 1)

    @staticmethod
    def _choose_methods(cls, body, member_type):
        """Members of mixed classes pickle, show and format as the enumeration does, unless the class says otherwise."""
        if "__reduce_ex__" not in body and member_type is not object:
            if not any(m in member_type.__dict__ for m in ("__getnewargs_ex__", "__getnewargs__", "__reduce_ex__",
                                                           "__reduce__")) and "__reduce__" not in body:
                type.__setattr__(cls, "__reduce_ex__", Enum.__reduce_ex__)
        enum_base = cls.__mro__[1] if len(cls.__mro__) > 1 else None
        first = next((b for b in cls.__bases__[::-1] if isinstance(b, EnumType)), None)
        if ReprEnum is not None and ReprEnum in cls.__bases__:
            if member_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in body:
                type.__setattr__(cls, "__format__", member_type.__format__)
            if "__str__" not in body:
                own = member_type.__str__
                type.__setattr__(cls, "__str__", member_type.__repr__ if own is object.__str__ else own)
        if ReprEnum is None or not issubclass(cls, ReprEnum):
            names = ("__repr__", "__str__", "__format__", "__reduce_ex__")
        else:
            names = ("__repr__",)
        for name in names:
            if name in body:
                continue
            class_method = getattr(cls, name)
            object_method = getattr(member_type, name, None)
            enum_method = getattr(first, name, None)
            if object_method is not None and object_method is class_method and object_method is not getattr(object, name):
                type.__setattr__(cls, name, enum_method)
            elif member_type is not object and class_method is object_method:
                type.__setattr__(cls, name, enum_method)
        if Flag is not None and issubclass(cls, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in body:
                    method = getattr(Flag, name)
                    if getattr(cls, name) is not method and not (IntFlag is not None and issubclass(cls, IntFlag)):
                        type.__setattr__(cls, name, method)

    @staticmethod
    def _finish_flag(cls):
        values = [m._value_ for m in cls if isinstance(m._value_, int)]
        if values != sorted(values):
            type.__setattr__(cls, "_iter_member_", cls._iter_member_by_def_)
        if cls._boundary_ is not KEEP:
            missed = [m._value_ for m in cls._member_map_.values()
                      if isinstance(m._value_, int) and m._value_ > 0 and m._value_ & ~cls._singles_mask_
                      and not _is_single_bit(m._value_)]
            if missed and cls._boundary_ is not None:
                pass

    @staticmethod
    def _check_order(cls, order):
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        aliases = set(cls._member_map_) - set(cls._member_names_)
        wanted = [name for name in order
                  if name not in aliases or name in cls._member_map_ and cls._member_map_[name]._name_ == name]
        if wanted != cls._member_names_:
            raise TypeError(f"member order does not match _order_:\n  {wanted!r}\n  {cls._member_names_!r}")

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for count, name in enumerate(names):
                value = namespace._generate(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        if module is None:
            module = _caller_module() or "__main__"
        namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Makes an enumeration of the constants of a module that the filter accepts, and puts it and them there."""
        target = sys.modules[module].__dict__
        found = [(key, value) for key, value in (source.__dict__ if source else target).items() if filter(key)]
        try:
            found.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            found.sort(key=lambda pair: pair[0])
        made = cls(name, found, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            made.__reduce_ex__ = pickle_by_global_name
        target.update(made.__members__)
        target[name] = made
        return made

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and "
                            f"'{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        interesting = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                       "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            interesting.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            interesting.add("__init_subclass__")
        if cls._member_type_ is object:
            return sorted(interesting)
        return sorted(set(dir(cls._member_type_)) | interesting)

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """A set of named constants."""

    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _unhashable_values_ = []
    _member_type_ = object
    _value_repr_ = None
    _use_args_ = False
    _new_member_ = object.__new__

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        problem = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            problem = error
            result = None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            error = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            if result is None and problem is None:
                raise error
            if problem is None:
                problem = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
            if not isinstance(problem, ValueError):
                problem.__context__ = error
            raise problem
        finally:
            problem = error = None

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            for last in reversed(last_values):
                try:
                    return last + 1
                except TypeError:
                    pass
            return start
        try:
            return last + 1
        except TypeError:
            for last in reversed(last_values):
                try:
                    return last + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        cls = self.__class__
        names = set() if cls._member_type_ is object else set(object.__dir__(self))
        names.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_")
        for base in cls.__mro__:
            for name, thing in base.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(thing, property) and thing.fget is None and name in cls._member_map_:
                    names.discard(name)  # a member, not an attribute of members
                else:
                    names.add(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__"} | names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


class ReprEnum(Enum):
    """Only repr() is the enumeration's; str() and format() are the mixed-in type's."""


class IntEnum(int, ReprEnum):
    """Enum where members are also (and must be) ints."""

    __str__ = int.__repr__


class StrEnum(str, ReprEnum):
    """Enum where members are also (and must be) strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        value = str(*values)
        new = str.__new__(cls, value)
        new._value_ = value
        return new

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    __str__ = str.__str__
    __format__ = str.__format__


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What a flag class does with bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=CONFORM):
    """Support for flags"""

    _numeric_repr_ = repr
    _flag_mask_ = 0
    _singles_mask_ = 0
    _all_bits_ = 0
    _inverted_ = None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            high = last.bit_length() - 1
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None
        return 2 ** (high + 1)

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            found = cls._value2member_map_.get(bit)
            if found is not None:
                yield found

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        all_bits = cls._all_bits_
        negative = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {bin(value, width)}\n"
                                 f"  allowed {bin(mask, width)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(all_bits + 1, 2 ** value.bit_length()) + value
        if value < 0:
            negative = value
            value = all_bits + 1 + value
        unknown = value & ~mask
        aliases = value & ~cls._singles_mask_
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]")
        if cls._member_type_ is object:
            pseudo = object.__new__(cls)
        else:
            pseudo = cls._member_type_.__new__(cls, value)
        if not hasattr(pseudo, "_value_"):
            pseudo._value_ = value
        names = []
        covered = 0
        if value:
            for found in cls._iter_member_(value):
                names.append(found._name_)
                covered |= found._value_
        rest = value & ~covered
        if names and not rest:
            pseudo._name_ = "|".join(names)
        elif names:
            pseudo._name_ = "|".join(names) + "|" + cls._numeric_repr_(rest)
        else:
            pseudo._name_ = None
        known = cls._value2member_map_.setdefault(value, pseudo)
        if negative is not None:
            cls._value2member_map_[negative] = known
        return known

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return f"<{name}: {show(self._value_)}>"
        return f"<{name}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"{name}({self._value_!r})"
        return f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _number(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else self.__class__(self._value_ | number)

    def __and__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else self.__class__(self._value_ & number)

    def __xor__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else self.__class__(self._value_ ^ number)

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


IntFlag = None


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Support for integer-based Flags"""

    __str__ = int.__repr__


def unique(enumeration):
    """Class decorator for enumerations ensuring unique member values."""
    duplicates = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Checks an enumeration for the given properties."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        is_flag = issubclass(enumeration, Flag)
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(alias, found.name) for alias, found in enumeration.__members__.items() if alias != found.name]
                if aliases:
                    details = ", ".join(f"{alias} -> {original}" for alias, original in aliases)
                    raise ValueError(f"aliases found in {enumeration!r}: {details}")
            elif check is CONTINUOUS:
                values = {found.value for found in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    missing = [2 ** i for i in range(low.bit_length(), high.bit_length()) if 2 ** i not in values]
                else:
                    missing = [i for i in range(low + 1, high) if i not in values]
                if missing:
                    kind = "flag" if is_flag else "enum"
                    raise ValueError(f"invalid {kind} {name!r}: missing values {', '.join(map(str, missing))}")
            elif check is NAMED_FLAGS:
                self._check_named(enumeration, name)
        return enumeration

    @staticmethod
    def _check_named(enumeration, name):
        known = [m._value_ for m in enumeration._member_map_.values() if _is_single_bit(m._value_)]
        missing_names = []
        missing_value = 0
        for alias, found in enumeration._member_map_.items():
            if found._value_ < 0 or _is_single_bit(found._value_):
                continue
            missed = [v for v in _bits(found._value_) if v not in known]
            if missed:
                missing_names.append(alias)
                for value in missed:
                    missing_value |= value
        if missing_names:
            if len(missing_names) == 1:
                subject = f"alias {missing_names[0]} is missing"
            else:
                subject = f"aliases {', '.join(missing_names[:-1])} and {missing_names[-1]} are missing"
            if _is_single_bit(missing_value):
                value = f"value 0x{missing_value:x}"
            else:
                value = f"combined values of 0x{missing_value:x}"
            raise ValueError(f"invalid Flag {name!r}: {subject} {value} [use enum.show_flag_values(value) for details]")


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Makes an enumeration of a plain class."""
    def convert(cls):
        bases = etype,
        metacls = type(etype)
        keywords = {} if boundary is None else {"boundary": boundary}
        namespace = metacls.__prepare__(cls.__name__, bases, **keywords)
        for key, value in cls.__dict__.items():
            if key not in ("__dict__", "__weakref__"):
                namespace[key] = value
        namespace["__qualname__"] = cls.__qualname__
        return metacls(cls.__name__, bases, namespace, **keywords)
    return convert


def _test_simple_enum(checked_enum, simple_enum):
    """Complains about what an enumeration made by _simple_enum has otherwise than one of a class statement."""
    differences = []
    checked, simple = checked_enum.__dict__, simple_enum.__dict__
    for name in sorted(set(checked_enum._member_names_) ^ set(simple_enum._member_names_)):
        differences.append(f"missing member: {name!r}")
    for name in checked_enum._member_names_:
        if name in simple_enum._member_map_ and checked_enum[name]._value_ != simple_enum[name]._value_:
            differences.append(f"member {name!r} has different values")
    for name in sorted(set(checked) ^ set(simple)):
        if name not in ("__module__", "__doc__", "__qualname__", "__weakref__", "__dict__", "__static_attributes__"):
            differences.append(f"missing key: {name!r}")
    if differences:
        raise TypeError("enum mismatch:\n   " + "\n   ".join(differences))


def _module_of(cls):
    return cls.__module__.split(".")[-1]


def global_enum_repr(self):
    return f"{_module_of(self.__class__)}.{self._name_}"


def global_flag_repr(self):
    module = _module_of(self.__class__)
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    if _is_single_bit(self._value_):
        return f"{module}.{self._name_}"
    return "|".join(name if name[0].isdigit() else f"{module}.{name}" for name in self._name_.split("|"))


def global_str(self):
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """Shows members by their module, and makes them names of the module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
