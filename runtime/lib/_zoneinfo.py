"""Time zones as CPython's compiled module shows them; else they are those of the library's own module."""

from zoneinfo._zoneinfo import ZoneInfo


def _shown(zone):
    kind = type(zone)
    name = "zoneinfo.ZoneInfo" if kind is ZoneInfo else kind.__name__
    return f"{name}.from_file({zone._file_repr})" if zone.key is None else f"{name}(key={zone.key!r})"


ZoneInfo.__repr__ = _shown
