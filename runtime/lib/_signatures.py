"""Signatures of callables, for inspect."""
import builtins
import enum
import functools
import sys
import types
from collections import OrderedDict

CO_VARARGS, CO_VARKEYWORDS = 4, 8


def _unwrap(func, *, stop=None):
    """Get the object wrapped by *func*.

    Follows the chain of :attr:`__wrapped__` attributes returning the last
    object in the chain.
    """
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen[id(func)] = func
    return func


class _void:
    """A private marker - used in Parameter & Signature."""


class _empty:
    """Marker object for Signature.empty and Parameter.empty."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """Represents a parameter in a function signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError("{} parameters cannot have default values".format(self._kind.description))
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a {}".format(type(name).__name__))
        if name[:1] == "." and name[1:].isdigit():  # the iterator of a comprehension
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, not {}".format(
                    self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = "implicit{}".format(name[1:])
        if _is_keyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError("{!r} is not a valid parameter name".format(name))
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """Creates a customized copy of the Parameter."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = "{}: {}".format(text, formatannotation(self._annotation))
        if self._default is not _empty:
            text += " = " if self._annotation is not _empty else "="
            text += repr(self._default)
        if self._kind == _VAR_POSITIONAL:
            text = "*" + text
        elif self._kind == _VAR_KEYWORD:
            text = "**" + text
        return text

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def __hash__(self):
        return hash((self.name, self.kind, self.annotation, self.default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


def _is_keyword(name):
    return name in _keywords


_keywords = frozenset("""False None True and as assert async await break class continue def del elif else except finally
for from global if import in is lambda nonlocal not or pass raise return try while with yield""".split())


class BoundArguments:
    """Result of `Signature.bind` call. Holds the mapping of arguments to the function's parameters."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            value = self.arguments[name]
            if parameter.kind == _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, parameter in self._signature.parameters.items():
            if not started:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            value = self.arguments[name]
            if parameter.kind == _VAR_KEYWORD:
                kwargs.update(value)
            else:
                kwargs[name] = value
        return kwargs

    def apply_defaults(self):
        """Set default values for missing arguments."""
        arguments = []
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                arguments.append((name, self.arguments[name]))
            elif parameter.default is not _empty:
                arguments.append((name, parameter.default))
            elif parameter.kind is _VAR_POSITIONAL:
                arguments.append((name, ()))
            elif parameter.kind is _VAR_KEYWORD:
                arguments.append((name, {}))
        self.arguments = dict(arguments)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        return "<{} ({})>".format(self.__class__.__name__,
                                  ", ".join("{}={!r}".format(name, value) for name, value in self.arguments.items()))


class Signature:
    """A Signature object represents the overall signature of a function."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        known = OrderedDict()
        top, has_default = _POSITIONAL_ONLY, False
        for parameter in parameters or ():
            if __validate_parameters__:
                kind = parameter.kind
                if kind < top:
                    raise ValueError("wrong parameter order: {} parameter before {} parameter".format(
                        top.description, kind.description))
                if kind > top:
                    top = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if parameter.default is not _empty:
                        has_default = True
                    elif has_default:
                        raise ValueError("non-default argument follows default argument")
                if parameter.name in known:
                    raise ValueError("duplicate parameter name: {!r}".format(parameter.name))
            known[parameter.name] = parameter
        self._parameters = types.MappingProxyType(known)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """Constructs Signature for the given callable object."""
        return _signature_of(obj, cls, follow_wrapped, eval_str)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """Creates a customized copy of the Signature."""
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    def _comparable(self):
        positional = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        return positional, {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}, self.return_annotation

    def __hash__(self):
        positional, keywords, result = self._comparable()
        return hash((positional, frozenset(keywords.values()), result))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._comparable() == other._comparable()

    def _bind(self, args, kwargs, partial):
        arguments = {}
        parameters = iter(self.parameters.values())
        held = []  # a parameter that was looked at too early
        values = iter(args)

        def next_parameter():
            return held.pop() if held else next(parameters, None)

        while True:
            value = next(values, _empty)
            if value is _empty:
                parameter = next_parameter()
                if parameter is None or parameter.kind == _VAR_POSITIONAL:
                    break
                if parameter.name in kwargs:
                    if parameter.kind == _POSITIONAL_ONLY:
                        raise TypeError("{arg!r} parameter is positional only, but was passed as a keyword".format(
                            arg=parameter.name)) from None
                    held.append(parameter)
                    break
                if parameter.kind == _VAR_KEYWORD or parameter.default is not _empty:
                    held.append(parameter)
                    break
                if partial:
                    held.append(parameter)
                    break
                kind = " keyword-only" if parameter.kind == _KEYWORD_ONLY else ""
                raise TypeError("missing a required{} argument: {!r}".format(kind, parameter.name)
                                if kind and sys.version_info >= (3, 12) else
                                "missing a required argument: {!r}".format(parameter.name)) from None
            parameter = next_parameter()
            if parameter is None or parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments") from None
            if parameter.kind == _VAR_POSITIONAL:
                arguments[parameter.name] = (value, *values)
                break
            if parameter.name in kwargs and parameter.kind != _POSITIONAL_ONLY:
                raise TypeError("multiple values for argument {arg!r}".format(arg=parameter.name)) from None
            arguments[parameter.name] = value
        rest = None
        while True:
            parameter = next_parameter()
            if parameter is None:
                break
            if parameter.kind == _VAR_KEYWORD:
                rest = parameter
                continue
            if parameter.kind == _VAR_POSITIONAL:
                continue
            name = parameter.name
            if name not in kwargs:
                if not partial and parameter.default is _empty:
                    raise TypeError("missing a required argument: {arg!r}".format(arg=name)) from None
                continue
            if parameter.kind == _POSITIONAL_ONLY:
                raise TypeError("{arg!r} parameter is positional only, but was passed as a keyword".format(arg=name))
            arguments[name] = kwargs.pop(name)
        if kwargs:
            if rest is None:
                raise TypeError("got an unexpected keyword argument {arg!r}".format(arg=next(iter(kwargs))))
            arguments[rest.name] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """Get a BoundArguments object, that maps the passed `args` and `kwargs` to the function's signature."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """Get a BoundArguments object, that partially maps the passed `args` and `kwargs`."""
        return self._bind(args, kwargs, True)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return "<{} {}>".format(self.__class__.__name__, self)

    def __str__(self):
        result = []
        slash_due, star_due = False, True
        for parameter in self.parameters.values():
            kind = parameter.kind
            if kind == _POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                result.append("/")
                slash_due = False
            if kind == _VAR_POSITIONAL:
                star_due = False
            elif kind == _KEYWORD_ONLY and star_due:
                result.append("*")
                star_due = False
            result.append(str(parameter))
        if slash_due:
            result.append("/")
        text = "({})".format(", ".join(result))
        if self.return_annotation is not _empty:
            text += " -> {}".format(formatannotation(self.return_annotation))
        return text


# ---- signatures of callables -------------------------------------------------------------------------------------------------

_native_callables = (types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType,
                     types.BuiltinFunctionType)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """Compute the annotations dict for an object."""
    if isinstance(obj, type):
        found = vars(obj).get("__annotations__")
    elif isinstance(obj, types.ModuleType) or callable(obj):
        found = getattr(obj, "__annotations__", None)
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not eval_str:
        return dict(found)
    if globals is None:
        globals = getattr(obj, "__globals__", None) or vars(sys.modules.get(getattr(obj, "__module__", None), builtins))
    return {key: eval(value, globals, locals) if isinstance(value, str) else value for key, value in found.items()}


def _of_function(function, cls, eval_str=False):
    code = function.__code__
    names = code.co_varnames
    annotations = get_annotations(function, eval_str=eval_str)
    positional = code.co_argcount
    defaults = function.__defaults__ or ()
    without = positional - len(defaults)
    keyword_defaults = function.__kwdefaults__ or {}
    make = cls._parameter_cls
    parameters = []
    for index, name in enumerate(names[:positional]):
        kind = _POSITIONAL_ONLY if index < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        parameters.append(make(name, kind, annotation=annotations.get(name, _empty),
                               default=defaults[index - without] if index >= without else _empty))
    keywords = names[positional:positional + code.co_kwonlyargcount]
    rest = positional + len(keywords)
    if code.co_flags & CO_VARARGS:
        name = names[rest]
        rest += 1
        parameters.append(make(name, _VAR_POSITIONAL, annotation=annotations.get(name, _empty)))
    for name in keywords:
        parameters.append(make(name, _KEYWORD_ONLY, annotation=annotations.get(name, _empty),
                               default=keyword_defaults.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        name = names[rest]
        parameters.append(make(name, _VAR_KEYWORD, annotation=annotations.get(name, _empty)))
    return cls(parameters, return_annotation=annotations.get("return", _empty),
               __validate_parameters__=len(defaults) > positional)


def _split_parameters(text):
    parts, depth, quote, part = [], 0, "", ""
    for char in text:
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(part.strip())
            part = ""
            continue
        part += char
    if part.strip():
        parts.append(part.strip())
    return parts


def _literal(text):
    """The value of a default as text signatures spell it."""
    simple = {"None": None, "True": True, "False": False, "...": ..., "()": (), "[]": [], "{}": {}, "''": "", '""': ""}
    if text in simple:
        return simple[text]
    if text[:1] in "\"'" and text[-1:] == text[:1]:
        return text[1:-1].encode("latin-1", "backslashreplace").decode("unicode_escape")
    for kind in (lambda word: int(word, 0), float):
        try:
            return kind(text)
        except ValueError:
            pass
    value = sys.modules.get(text.split(".")[0])
    for name in text.split(".")[1:]:
        value = getattr(value, name, _empty)
    if value is None or value is _empty:
        raise ValueError(text)
    return value


def _of_text(obj, text, cls, skip_first=True):
    words = _split_parameters(text.strip()[1:-1])
    make = cls._parameter_cls
    parameters = []
    kind = _POSITIONAL_OR_KEYWORD
    first = True
    try:
        for word in words:
            if word == "/":
                parameters = [p.replace(kind=_POSITIONAL_ONLY) for p in parameters]
            elif word == "*":
                kind = _KEYWORD_ONLY
            elif word.startswith("**"):
                parameters.append(make(word[2:], _VAR_KEYWORD))
            elif word.startswith("*"):
                parameters.append(make(word[1:], _VAR_POSITIONAL))
                kind = _KEYWORD_ONLY
            elif first and word.startswith("$"):
                owner = getattr(obj, "__self__", None)
                if owner is None or not skip_first and not isinstance(owner, types.ModuleType):
                    parameters.append(make(word[1:], _POSITIONAL_ONLY))
            else:
                name, equals, default = word.partition("=")
                parameters.append(make(name.strip(), kind, default=_literal(default.strip()) if equals else _empty))
            first = False
    except ValueError:
        raise ValueError("{!r} builtin has invalid signature".format(obj)) from None
    return cls(parameters)


def _without_first(sig):
    parameters = tuple(sig.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        parameters = parameters[1:]
    elif parameters[0].kind is not _VAR_POSITIONAL:
        raise ValueError("invalid argument type")
    return sig.replace(parameters=parameters)


def _of_partial(wrapped, partial, extra=()):
    """The signature with the arguments of a functools.partial filled in."""
    parameters = OrderedDict(wrapped.parameters.items())
    args, keywords = partial.args or (), partial.keywords or {}
    if extra:
        args = extra + args
    try:
        bound = wrapped.bind_partial(*args, **keywords)
    except TypeError as ex:
        raise ValueError("partial object {!r} has incorrect arguments".format(partial)) from ex
    to_keyword_only = False
    for name, parameter in wrapped.parameters.items():
        if name in bound.arguments:
            value = bound.arguments[name]
            if parameter.kind is _POSITIONAL_ONLY:
                parameters.pop(name)
                continue
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                if name not in keywords:
                    parameters.pop(name)
                    continue
                to_keyword_only = True
                parameters[name] = parameter.replace(default=value)
            if parameter.kind is _KEYWORD_ONLY:
                parameters[name] = parameter.replace(default=value)
        if to_keyword_only:
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                parameters[name] = parameters[name].replace(kind=_KEYWORD_ONLY)
                parameters.move_to_end(name)
            elif parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                parameters.move_to_end(name)
            elif parameter.kind is _VAR_POSITIONAL:
                parameters.pop(name)
    return wrapped.replace(parameters=parameters.values())


def _user_method(cls, name):
    method = getattr(cls, name, None)
    return None if method is None or isinstance(method, _native_callables) else method


def _of_class(obj, cls, of):
    """The signature of a class, or None for one whose methods are all native and that has no text."""
    call = _user_method(type(obj), "__call__")
    if call is not None:
        return of(call)
    new, init = _user_method(obj, "__new__"), _user_method(obj, "__init__")
    for base in obj.__mro__:
        if new is not None and "__new__" in vars(base):
            return of(new)
        if init is not None and "__init__" in vars(base):
            return of(init)
    return None


def _signature_of(obj, cls, follow_wrapped=True, eval_str=False, skip_bound_arg=True):
    def of(callable):
        return _signature_of(callable, cls, follow_wrapped, eval_str, skip_bound_arg)

    if not callable(obj):
        raise TypeError("{!r} is not a callable object".format(obj))
    if isinstance(obj, types.MethodType):
        sig = of(obj.__func__)
        return _without_first(sig) if skip_bound_arg else sig
    if follow_wrapped:
        obj = _unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return of(obj)
    sig = getattr(obj, "__signature__", None)
    if sig is not None:
        if not isinstance(sig, Signature):
            raise TypeError("unexpected object {!r} in __signature__ attribute".format(sig))
        return sig
    method = getattr(obj, "_partialmethod", None)
    if isinstance(method, functools.partialmethod):
        wrapped = of(method.func)
        sig = _of_partial(wrapped, method, (None,))
        first = tuple(wrapped.parameters.values())[0]
        if first.kind is _VAR_POSITIONAL:
            return sig
        return sig.replace(parameters=(first,) + tuple(sig.parameters.values()))
    if isinstance(obj, types.FunctionType):
        return _of_function(obj, cls, eval_str)
    if isinstance(obj, (types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType,
                        types.MethodWrapperType, types.ClassMethodDescriptorType)):
        text = getattr(obj, "__text_signature__", None)
        if not text:
            raise ValueError("no signature found for builtin {!r}".format(obj))
        return _of_text(obj, text, cls, skip_bound_arg)
    if isinstance(obj, functools.partial):
        return _of_partial(of(obj.func), obj)
    sig = None
    if isinstance(obj, type):
        sig = _of_class(obj, cls, of)
        if sig is None:
            for base in obj.__mro__[:-1]:
                text = getattr(base, "__text_signature__", None)
                if text:
                    return _of_text(obj, text, cls)
            if type not in obj.__mro__:
                if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
                    return cls([])
                raise ValueError("no signature found for builtin type {!r}".format(obj))
    elif not isinstance(obj, _native_callables):
        call = _user_method(type(obj), "__call__")
        if call is not None:
            try:
                sig = of(call)
            except ValueError as ex:
                raise ValueError("no signature found for {!r}".format(obj)) from ex
    if sig is not None:
        return _without_first(sig) if skip_bound_arg else sig
    raise ValueError("callable {!r} is not supported by signature".format(obj))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """Get a signature object for the passed callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)


for _part in (_unwrap, _void, _empty, _ParameterKind, formatannotation, Parameter, BoundArguments, Signature, get_annotations,
              signature):
    _part.__module__ = "inspect"  # where everybody finds them
_unwrap.__name__ = _unwrap.__qualname__ = "unwrap"
