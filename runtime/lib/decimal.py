"""Decimal fixed point and floating point arithmetic.

This is an implementation of decimal floating point arithmetic based on
the General Decimal Arithmetic Specification."""

import _program
import _pydecimal
from _pydecimal import *
from _pydecimal import __libmpdec_version__, __version__

__all__ = _pydecimal.__all__

# Messages name these classes as those of CPython's native module.
_program.name_in_messages(Decimal, "decimal.Decimal")
_program.name_in_messages(Context, "decimal.Context")
