"""The parsing of format strings, as string.Formatter uses it."""

from string import Formatter as _Formatter

_parser = _Formatter()


def formatter_parser(format_string, /):
    """The parts of a format string: (literal text, field name, format specification, conversion)."""
    if not isinstance(format_string, str):
        raise TypeError(f"expected str, got {type(format_string).__name__}")
    return iter(_parser.parse(format_string))


def _steps(rest):
    while rest:
        if rest[0] == "[":
            name, bracket, rest = rest[1:].partition("]")
            if not bracket:
                raise ValueError("Missing ']' in format string")
            if not name:
                raise ValueError("Empty attribute in format string")
            yield False, int(name) if name.isdecimal() else name
            continue
        if rest[0] != ".":
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        end = min([len(rest)] + [at for at in (rest.find(".", 1), rest.find("[", 1)) if at > 0])
        if end == 1:
            raise ValueError("Empty attribute in format string")
        yield True, rest[1:end]
        rest = rest[end:]


def formatter_field_name_split(field_name, /):
    """The first part of a field's name and an iterator over the steps from there: (whether an attribute, its name or key)."""
    if not isinstance(field_name, str):
        raise TypeError(f"expected str, got {type(field_name).__name__}")
    end = min([len(field_name)] + [at for at in (field_name.find("."), field_name.find("[")) if at >= 0])
    first = field_name[:end]
    return int(first) if first.isdecimal() else first, _steps(field_name[end:])
