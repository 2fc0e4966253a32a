"""What CPython keeps in C of functools; here functools itself is where these are."""

from functools import cmp_to_key, lru_cache, partial, reduce

_lru_cache_wrapper = type(lru_cache(len))
del lru_cache
