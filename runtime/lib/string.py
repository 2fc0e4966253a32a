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


def _is_ascii_identifier(text):
    return text.isascii() and text.isidentifier()


class Template:
    """Text with $names that are substituted."""

    delimiter = "$"
    idpattern = None

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Yields (kind, text, position): "text", "name", "braced", "escaped" or "invalid"."""
        template, delimiter = self.template, self.delimiter
        size = len(delimiter)
        at = 0
        while True:
            found = template.find(delimiter, at)
            if found < 0:
                yield "text", template[at:], at
                return
            if found > at:
                yield "text", template[at:found], at
            start = found + size
            if template.startswith(delimiter, start):
                yield "escaped", delimiter, found
                at = start + size
                continue
            braced = template.startswith("{", start)
            first = end = start + braced
            while end < len(template) and (template[end].isalnum() or template[end] == "_") and template[end].isascii():
                end += 1
            name = template[first:end]
            if _is_ascii_identifier(name) and (not braced or template.startswith("}", end)):
                yield ("braced" if braced else "name"), name, found
                at = end + braced
            else:
                yield "invalid", delimiter, found
                at = start

    def _invalid(self, position):
        before = self.template[:position]
        lines = before.splitlines(keepends=True)
        if not lines:
            column, number = 1, 1
        else:
            column = position - len("".join(lines[:-1])) + 1
            number = len(lines)
            if lines[-1] != lines[-1].splitlines()[0]:
                column, number = 1, number + 1
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (number, column))

    def _mapping(self, mapping, kws):
        if mapping is None:
            return kws
        return _Chain(kws, mapping) if kws else mapping

    def substitute(self, mapping=None, /, **kws):
        values = self._mapping(mapping, kws)
        out = []
        for kind, text, position in self._pieces():
            if kind == "invalid":
                self._invalid(position)
            out.append(str(values[text]) if kind in ("name", "braced") else text)
        return "".join(out)

    def safe_substitute(self, mapping=None, /, **kws):
        values = self._mapping(mapping, kws)
        out = []
        for kind, text, position in self._pieces():
            if kind in ("name", "braced"):
                try:
                    out.append(str(values[text]))
                except KeyError:
                    out.append(self.delimiter + (text if kind == "name" else "{" + text + "}"))
            else:
                out.append(text)
        return "".join(out)

    def is_valid(self):
        return all(kind != "invalid" for kind, text, position in self._pieces())

    def get_identifiers(self):
        names = []
        for kind, text, position in self._pieces():
            if kind in ("name", "braced") and text not in names:
                names.append(text)
        return names


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
