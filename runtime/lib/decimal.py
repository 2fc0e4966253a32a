"""Decimal fixed point and floating point arithmetic.

This is an implementation of decimal floating point arithmetic based on
the General Decimal Arithmetic Specification."""

import _program
import _pydecimal
from _pydecimal import *
from _pydecimal import ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext
from _pydecimal import __libmpdec_version__, __version__

__all__ = _pydecimal.__all__

# Messages name these classes as those of CPython's native module.
_program.name_in_messages(Decimal, "decimal.Decimal")
_program.name_in_messages(Context, "decimal.Context")


# What the native module does otherwise than the Python one: the order of the signals, flags that are bools, exceptions
# that hold the list of their conditions, and texts.

_pydecimal._signals[:] = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact,
                          Rounded, Clamped]
_valid_signals = ("valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                  "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]")
_valid_roundings = ("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                    "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
_valid_numbers = {
    "prec": "valid range for prec is [1, MAX_PREC]",
    "Emin": "valid range for Emin is [MIN_EMIN, 0]",
    "Emax": "valid range for Emax is [0, MAX_EMAX]",
    "capitals": "valid values for capitals are 0 or 1",
    "clamp": "valid values for clamp are 0 or 1",
}
# Places of the conditions when a context is shown; InvalidOperation stands at the first of its own.
_places = {Clamped: 0, ConversionSyntax: 1, DivisionByZero: 2, DivisionImpossible: 3, DivisionUndefined: 4, Inexact: 6,
           InvalidContext: 7, InvalidOperation: 8, FloatOperation: 10, Overflow: 11, Rounded: 12, Subnormal: 13,
           Underflow: 14}


class SignalDict(dict):
    """Which signals are set: always all of them, as bools."""

    def __init__(self, values):
        dict.__init__(self, ((signal, bool(values[signal])) for signal in _pydecimal._signals))
        self._invalid_place = _places[ConversionSyntax] if self[InvalidOperation] else len(_places)

    def __missing__(self, signal):
        raise KeyError(_valid_signals)

    def __setitem__(self, signal, value):
        if signal not in self:
            raise KeyError(_valid_signals)
        if signal is InvalidOperation:
            self._invalid_place = _places[ConversionSyntax]
        dict.__setitem__(self, signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __repr__(self):
        return "{" + ", ".join(f"{signal!r}:{value!r}" for signal, value in self.items()) + "}"

    def copy(self):
        return dict(self)

    def _note(self, signal, condition):
        if signal is InvalidOperation:
            place = _places.get(condition, _places[InvalidOperation])
            self._invalid_place = min(self._invalid_place, place) if self[signal] else place
        dict.__setitem__(self, signal, True)

    def _shown(self):
        names = [(self._invalid_place if signal is InvalidOperation else _places[signal], signal.__name__)
                 for signal, value in self.items() if value]
        return "[" + ", ".join(name for place, name in sorted(names)) + "]"


SignalDict.__module__ = "abc"


def _set_signal_dict(self, name, signals):
    if not isinstance(signals, dict):
        raise TypeError("argument must be a signal dict")
    if not isinstance(signals, SignalDict):
        if len(signals) != len(_pydecimal._signals) or any(signal not in signals for signal in _pydecimal._signals):
            raise KeyError("invalid signal dict")
        signals = SignalDict(signals)
    object.__setattr__(self, name, signals)


def _set_integer_check(self, name, value, least, most):
    if not isinstance(value, int):
        raise TypeError("an integer is required")
    if least != "-inf" and value < least or most != "inf" and value > most:
        raise ValueError(_valid_numbers[name])
    object.__setattr__(self, name, value)


_set_other = Context.__setattr__


def _set_attribute(self, name, value):
    if name == "rounding" and value not in _pydecimal._rounding_modes:
        raise TypeError(_valid_roundings)
    _set_other(self, name, value)


def _delete_attribute(self, name):
    raise AttributeError("context attributes cannot be deleted")


def _raise_error(self, condition, explanation=None, *args):
    signal = _pydecimal._condition_map.get(condition, condition)
    if signal in self._ignored_flags:
        return signal().handle(self, *args)
    self.flags._note(signal, condition)
    if not self.traps[signal]:
        return condition().handle(self, *args)
    raise signal([condition])


def _show_context(self):
    return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags={self.flags._shown()}, traps={self.traps._shown()})")


Context._set_signal_dict = _set_signal_dict
Context._set_integer_check = _set_integer_check
Context.__setattr__ = _set_attribute
Context.__delattr__ = _delete_attribute
Context._raise_error = _raise_error
Context.__repr__ = _show_context
for _context in DefaultContext, BasicContext, ExtendedContext, getcontext():
    _context.flags = _context.flags
    _context.traps = _context.traps
del _context


def _tuple_fault(value):
    """What is wrong with a tuple that no number can be made of."""
    if len(value) != 3:
        return "argument must be a sequence of length 3"
    sign, digits, exponent = value
    if not isinstance(sign, int) or sign not in (0, 1):
        return "sign must be an integer with the value 0 or 1"
    if isinstance(exponent, str):
        if exponent not in ("F", "n", "N"):
            return "string argument in the third position must be 'F', 'n' or 'N'"
    elif not isinstance(exponent, int):
        return "exponent must be an integer"
    return "coefficient must be a tuple of digits"


_new, _from_float, _int, _round = Decimal.__new__, Decimal.from_float.__func__, Decimal.__int__, Decimal.__round__
_floor, _ceil, _hash, _format = Decimal.__floor__, Decimal.__ceil__, Decimal.__hash__, Decimal.__format__


def _make(cls, value="0", context=None):
    if context is not None and not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    try:
        return _new(cls, value, context)
    except (TypeError, ValueError) as error:
        if isinstance(error, ArithmeticError):
            raise
        if isinstance(value, (tuple, list)):
            raise ValueError(_tuple_fault(value)) from None
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported") from None


def _make_from_float(cls, f):
    if not isinstance(f, (int, float)):
        raise TypeError("argument must be int or float")
    return _from_float(cls, f)


def _check_integral(number):
    if number.is_nan():
        raise ValueError("cannot convert NaN to integer")
    if number.is_infinite():
        raise OverflowError("cannot convert Infinity to integer")


def _to_int(self):
    _check_integral(self)
    return _int(self)


def _rounded(self, n=None):
    if n is None:
        _check_integral(self)
    elif not isinstance(n, int):
        raise TypeError("optional arg must be an integer")
    return _round(self, n)


def _to_floor(self):
    _check_integral(self)
    return _floor(self)


def _to_ceil(self):
    _check_integral(self)
    return _ceil(self)


def _hashed(self):
    if self.is_snan():
        raise TypeError("Cannot hash a signaling NaN value")
    return _hash(self)


def _formatted(self, specifier, context=None, _localeconv=None):
    try:
        return _format(self, specifier, context, _localeconv)
    except ValueError as error:
        if isinstance(error, ArithmeticError):
            raise
    raise ValueError("invalid format string")


Decimal.__new__ = _make
Decimal.from_float = classmethod(_make_from_float)
Decimal.__int__ = Decimal.__trunc__ = _to_int
Decimal.__round__ = _rounded
Decimal.__floor__ = _to_floor
Decimal.__ceil__ = _to_ceil
Decimal.__hash__ = _hashed
Decimal.__format__ = _formatted
