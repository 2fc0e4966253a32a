"""Context variables. A context's values are a dict that copies share until one of them changes."""

__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')


class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


_MISSING = _Missing()
_NO_DEFAULT = object()


class Context:
    """The values of context variables; a mapping. run() calls a function with this context as the current one."""

    __slots__ = ('_values', '_shared', '_previous', '__weakref__')

    def __init__(self):
        self._values = {}
        self._shared = False
        self._previous = None

    def run(self, callable, *args, **kwargs):
        global _current
        if self._previous is not None:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        self._previous = _current
        _current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = self._previous
            self._previous = None

    def copy(self):
        new = Context()
        new._values = self._values
        new._shared = self._shared = True
        return new

    def _set(self, variable, value):
        if self._shared:
            self._values = self._values.copy()
            self._shared = False
        if value is _MISSING:
            self._values.pop(variable, None)
        else:
            self._values[variable] = value

    def __getitem__(self, key):
        return self._values[_checked(key)]

    def __contains__(self, key):
        return _checked(key) in self._values

    def get(self, key, default=None):
        return self._values.get(_checked(key), default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None

    def __repr__(self):
        return f'<_contextvars.Context object at {id(self):#x}>'


def _checked(key):
    if not isinstance(key, ContextVar):
        raise TypeError(f'a ContextVar key was expected, got {key!r}')
    return key


class Token:
    """What ContextVar.set() returns, for ContextVar.reset()."""

    __slots__ = ('_context', '_var', '_old_value', '_used')
    MISSING = _MISSING

    def __init__(self, context, var, old_value):
        self._context = context
        self._var = var
        self._old_value = old_value
        self._used = False

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old_value

    def __repr__(self):
        used = ' used' if self._used else ''
        return f'<Token{used} var={self._var!r} at {id(self):#x}>'

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class ContextVar:
    """A variable with a value of its own in each context."""

    __slots__ = ('_name', '_default', '__weakref__')

    def __init__(self, name, *, default=_NO_DEFAULT):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_NO_DEFAULT, /):
        value = _current._values.get(self, _MISSING)
        if value is not _MISSING:
            return value
        if default is not _NO_DEFAULT:
            return default
        if self._default is not _NO_DEFAULT:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        token = Token(_current, self, _current._values.get(self, _MISSING))
        _current._set(self, value)
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        if token._context is not _current:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        _current._set(self, token._old_value)

    def __repr__(self):
        default = '' if self._default is _NO_DEFAULT else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


_current = Context()


def copy_context():
    """A copy of the current context."""
    return _current.copy()
