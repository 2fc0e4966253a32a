"""Constants of characters, capwords, Template and Formatter."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalizes the words of s, which sep separates (None: runs of whitespace, which become one space)."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class _Chain:
    """A mapping that looks into keyword arguments first, then into another mapping."""

    def __init__(self, first, second):
        self.first = first
        self.second = second

    def __getitem__(self, key):
        if key in self.first:
            return self.first[key]
        return self.second[key]


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2  # re.IGNORECASE

    def __init__(self, template):
        self.template = template

    @classmethod
    @property
    def pattern(cls):
        return _placeholders(cls)

    def _matches(self):
        """The places that may be placeholders. re is imported by programs that substitute only."""
        return _placeholders(type(self)).finditer(self.template)

    def _invalid(self, match):
        at = match.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) if lines else 1
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (max(len(lines), 1), column))

    def _mapping(self, mapping, kws):
        if mapping is None:
            return kws
        return _Chain(kws, mapping) if kws else mapping

    def _replaced(self, mapping, safe):
        text, out, at = self.template, [], 0
        for match in self._matches():
            out.append(text[at:match.start()])
            at = match.end()
            name = match.group("named") or match.group("braced")
            if name is not None:
                try:
                    out.append(str(mapping[name]))
                except KeyError:
                    if not safe:
                        raise
                    out.append(match.group())
            elif match.group("escaped") is not None:
                out.append(self.delimiter)
            elif match.group("invalid") is None:
                raise ValueError("Unrecognized named group in pattern", match.re)
            elif safe:
                out.append(match.group())
            else:
                self._invalid(match)
        out.append(text[at:])
        return "".join(out)

    def substitute(self, mapping=None, /, **kws):
        return self._replaced(self._mapping(mapping, kws), False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._replaced(self._mapping(mapping, kws), True)

    def is_valid(self):
        for match in self._matches():
            if match.group("invalid") is not None:
                return False
            if match.group("named") is None and match.group("braced") is None and match.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", match.re)
        return True

    def get_identifiers(self):
        names = []
        for match in self._matches():
            name = match.group("named") or match.group("braced")
            if name is not None:
                if name not in names:
                    names.append(name)
            elif match.group("invalid") is None and match.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", match.re)
        return names


_compiled = {}


def _placeholders(cls):
    """The regular expression of a class of templates: its own `pattern`, or one made of its delimiter and identifiers."""
    import re
    delimiter = re.escape(cls.delimiter)
    for base in cls.__mro__:
        if "pattern" in base.__dict__:
            pattern = base.__dict__["pattern"]
            break
    if base is Template:
        braced = cls.braceidpattern or cls.idpattern
        pattern = (delimiter + "(?:(?P<escaped>" + delimiter + ")|(?P<named>" + cls.idpattern + ")|{(?P<braced>" + braced
                   + ")}|(?P<invalid>))")
    key = pattern, cls.flags
    found = _compiled.get(key)
    if found is None:
        found = _compiled[key] = re.compile(pattern, cls.flags | re.VERBOSE)
    return found


def _field_end(text, at):
    """Where the field that begins at `at` ends: the index of its closing brace."""
    depth = 1
    while at < len(text):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def _split_field(field):
    """Splits what stands between braces into name, spec and conversion."""
    depth = 0
    for i, c in enumerate(field):
        if c == "[":
            depth += 1
        elif c == "]" and depth:
            depth -= 1
        elif c == "{" and not depth:
            raise ValueError("unexpected '{' in field name")
        elif c in ":!" and not depth:
            if c == ":":
                return field[:i], field[i + 1:], None
            if i + 1 >= len(field):
                raise ValueError("end of string while looking for conversion specifier")
            rest = field[i + 2:]
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
            return field[:i], rest[1:], field[i + 1]
    return field, "", None


class Formatter:
    """The machinery of str.format, open to subclasses."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            if field_name == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field_name = str(auto_arg_index)
                auto_arg_index += 1
            elif field_name.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        """Yields (literal text, field name, format spec, conversion); a field name of None: no field follows."""
        text, at = [], 0
        while at < len(format_string):
            c = format_string[at]
            if c in "{}" and format_string.startswith(c, at + 1):
                yield "".join(text) + c, None, None, None
                text, at = [], at + 2
                continue
            if c == "}":
                raise ValueError("Single '}' encountered in format string")
            if c != "{":
                text.append(c)
                at += 1
                continue
            if at + 1 == len(format_string):
                raise ValueError("Single '{' encountered in format string")
            end = _field_end(format_string, at + 1)
            name, spec, conversion = _split_field(format_string[at + 1:end])
            yield "".join(text), name, spec, conversion
            text, at = [], end + 1
        if text:
            yield "".join(text), None, None, None

    def get_field(self, field_name, args, kwargs):
        end = 0
        while end < len(field_name) and field_name[end] not in ".[":
            end += 1
        first, rest = field_name[:end], field_name[end:]
        if first.isdigit():
            first = int(first)
        obj = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = 1
                while end < len(rest) and rest[end] not in ".[":
                    end += 1
                obj = getattr(obj, rest[1:end])
            elif rest[0] == "[":
                end = rest.find("]")
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                key = rest[1:end]
                obj = obj[int(key) if key.isdigit() else key]
                end += 1
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
            rest = rest[end:]
        return obj, first
