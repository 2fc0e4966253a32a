"""Abstract base classes: ABCMeta with registration, and the abstract method decorators."""
import _abc


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


_registrations = 0  # counts every register(): a negative answer is remembered only until the next one


def get_cache_token():
    return _registrations


def _abstract_names(cls):
    names = {name for name, value in cls.__dict__.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_registry = []
        cls._abc_yes = set()
        cls._abc_no = set()
        cls._abc_no_version = _registrations
        kind = namespace.get("__abc_tpflags__")
        if kind is not None:
            _abc.mark_collection(cls, kind)
            del cls.__abc_tpflags__
        return cls

    def register(cls, subclass):
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        _abc.mark_as(subclass, cls)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        subtype = type(instance)
        if subtype in cls._abc_yes:
            return True
        subclass = instance.__class__
        if subtype is subclass:
            if cls._abc_no_version == _registrations and subclass in cls._abc_no:
                return False
            return cls.__subclasscheck__(subclass)
        return any(cls.__subclasscheck__(c) for c in (subclass, subtype))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if subclass in cls._abc_yes:
            return True
        if cls._abc_no_version != _registrations:
            cls._abc_no = set()
            cls._abc_no_version = _registrations
        elif subclass in cls._abc_no:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = (cls in getattr(subclass, "__mro__", ())
                      or any(issubclass(subclass, registered) for registered in cls._abc_registry)
                      or any(issubclass(subclass, derived) for derived in cls.__subclasses__()))
        (cls._abc_yes if answer else cls._abc_no).add(subclass)
        return answer

    def _abc_registry_clear(cls):
        cls._abc_registry.clear()

    def _abc_caches_clear(cls):
        cls._abc_yes.clear()
        cls._abc_no.clear()


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using inheritance."""
    __slots__ = ()


def update_abstractmethods(cls):
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls)
    return cls
