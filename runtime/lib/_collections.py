"""What CPython keeps in C of collections; here it stands in _containers."""

from _containers import OrderedDict, _count_elements, _tuplegetter, defaultdict, deque

_deque_iterator = type(iter(deque()))
_deque_reverse_iterator = type(reversed(deque()))
