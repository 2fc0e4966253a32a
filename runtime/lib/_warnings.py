"""The functions and state of warnings, under the name that they have in CPython's C module."""
from warnings import _defaultaction, _filters_mutated, _onceregistry, filters, warn, warn_explicit
