"""Reads and writes values in the format of CPython's compiled files: numbers, texts, bytes, containers; no code objects."""
import struct

version = 4

_REF = 0x80
_DEPTH = 2000


def dump(value, file, version=version, /):
    """Write the value on the open file."""
    file.write(dumps(value, version))


def dumps(value, version=version, /):
    """Return the bytes object that would be written to a file by dump(value, file)."""
    writer = _Writer(version)
    if version >= 3:
        writer.count(value, 0)
    writer.write(value, 0)
    return bytes(writer.out)


class _Writer:
    def __init__(self, version):
        self.version = version
        self.out = bytearray()
        self.seen = {}   # id -> how often a value occurs
        self.places = {}  # id -> number of a value that occurs again

    def count(self, value, depth):
        """Notes which values occur several times: they are written once."""
        kind = type(value)
        if value is None or value is ... or value is StopIteration or kind is bool:
            return
        key = id(value)
        self.seen[key] = self.seen.get(key, 0) + 1
        if self.seen[key] > 1:
            return
        if depth > _DEPTH:
            raise ValueError("object too deeply nested to marshal")
        if kind in (tuple, list, set, frozenset):
            for item in value:
                self.count(item, depth + 1)
        elif kind is dict:
            for name, item in value.items():
                self.count(name, depth + 1)
                self.count(item, depth + 1)

    def head(self, code, value):
        key = id(value)
        if self.seen.get(key, 0) > 1:
            self.places[key] = len(self.places)
            self.out.append(ord(code) | _REF)
        else:
            self.out.append(ord(code))

    def size(self, number):
        self.out += struct.pack("<i", number)

    def items(self, values, depth):
        for item in values:
            self.write(item, depth + 1)

    def write(self, value, depth):
        if depth > _DEPTH:
            raise ValueError("object too deeply nested to marshal")
        for single, code in ((None, "N"), (True, "T"), (False, "F"), (..., "."), (StopIteration, "S")):
            if value is single:
                self.out.append(ord(code))
                return
        place = self.places.get(id(value))
        if place is not None:
            self.out.append(ord("r"))
            self.size(place)
            return
        kind = type(value)
        if kind is int:
            self.integer(value)
        elif kind is float:
            if self.version > 1:
                self.head("g", value)
                self.out += struct.pack("<d", value)
            else:
                self.head("f", value)
                self.short_text(repr(value))
        elif kind is complex:
            if self.version > 1:
                self.head("y", value)
                self.out += struct.pack("<dd", value.real, value.imag)
            else:
                self.head("x", value)
                self.short_text(repr(value.real))
                self.short_text(repr(value.imag))
        elif kind is str:
            self.text(value)
        elif kind is tuple:
            if self.version >= 4 and len(value) < 256:
                self.head(")", value)
                self.out.append(len(value))
            else:
                self.head("(", value)
                self.size(len(value))
            self.items(value, depth)
        elif kind is list:
            self.head("[", value)
            self.size(len(value))
            self.items(value, depth)
        elif kind is dict:
            self.head("{", value)
            for name, item in value.items():
                self.write(name, depth + 1)
                self.write(item, depth + 1)
            self.out.append(ord("0"))
        elif kind in (set, frozenset):
            self.head("<" if kind is set else ">", value)
            self.size(len(value))
            self.items(sorted(value, key=lambda item: dumps(item, self.version)), depth)
        else:
            try:
                data = memoryview(value).tobytes()
            except TypeError:
                raise ValueError("unmarshallable object") from None
            self.head("s", value)
            self.size(len(data))
            self.out += data

    def short_text(self, text):
        self.out.append(len(text))
        self.out += text.encode("ascii")

    def integer(self, value):
        if -1 << 31 <= value < 1 << 31:
            self.head("i", value)
            self.size(value)
            return
        self.head("l", value)
        left, digits = abs(value), []
        while left:
            digits.append(left & 0x7fff)
            left >>= 15
        self.size(len(digits) if value > 0 else -len(digits))
        self.out += struct.pack(f"<{len(digits)}H", *digits)

    def text(self, value):
        if self.version >= 4 and value.isascii():
            if len(value) < 256:
                self.head("z", value)
                self.out.append(len(value))
            else:
                self.head("a", value)
                self.size(len(value))
            self.out += value.encode("ascii")
            return
        data = value.encode("utf-8", "surrogatepass")
        self.head("u", value)
        self.size(len(data))
        self.out += data


def load(file, /):
    """Read one value from the open file and return it."""
    data = file.read()
    if not isinstance(data, bytes):
        raise TypeError(f"file.read() returned not bytes but {type(data).__name__}")
    reader = _Reader(data)
    value = reader.value(0)
    if reader.at < len(data):
        file.seek(reader.at - len(data), 1)
    return value


def loads(bytes, /):
    """Convert the bytes-like object to a value."""
    return _Reader(memoryview(bytes).tobytes()).value(0)


_END = object()


class _Reader:
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.kept = []

    def take(self, count):
        if self.at + count > len(self.data):
            raise EOFError("marshal data too short")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self):
        return struct.unpack("<i", self.take(4))[0]

    def length(self, what):
        count = self.number()
        if count < 0:
            raise ValueError(f"bad marshal data ({what} size out of range)")
        return count

    def value(self, depth, what="object"):
        found = self.next(depth)
        if found is _END:
            raise TypeError(f"NULL object in marshal data for {what}")
        return found

    def next(self, depth):
        if depth > _DEPTH:
            raise ValueError("recursion limit exceeded")
        if self.at >= len(self.data):
            raise EOFError("EOF read where object expected" if depth == 0 else "marshal data too short")
        byte = self.data[self.at]
        self.at += 1
        code, keep = chr(byte & ~_REF), byte & _REF
        if code in _SINGLE:
            return _SINGLE[code]
        if code == "0":
            return _END
        if code == "r":
            place = self.number()
            if not 0 <= place < len(self.kept) or self.kept[place] is _END:
                raise ValueError("bad marshal data (invalid reference)")
            return self.kept[place]
        place = len(self.kept)
        if keep:
            self.kept.append(_END)
        if code in "[{<":
            return self.container(code, depth, place if keep else None)
        found = self.plain(code, depth)
        if keep:
            self.kept[place] = found
        return found

    def container(self, code, depth, place):
        made = [] if code == "[" else {} if code == "{" else set()
        if place is not None:
            self.kept[place] = made
        if code == "{":
            while True:
                key = self.next(depth + 1)
                if key is _END:
                    return made
                made[key] = self.value(depth + 1)
        what = "list" if code == "[" else "set"
        for _ in range(self.length(what)):
            item = self.value(depth + 1, what)
            made.append(item) if code == "[" else made.add(item)
        return made

    def plain(self, code, depth):
        if code == "i":
            return self.number()
        if code == "l":
            return self.integer()
        if code == "g":
            return struct.unpack("<d", self.take(8))[0]
        if code == "f":
            return float(self.take(self.take(1)[0]))
        if code == "y":
            return complex(*struct.unpack("<dd", self.take(16)))
        if code == "x":
            real = float(self.take(self.take(1)[0]))
            return complex(real, float(self.take(self.take(1)[0])))
        if code == "s":
            return self.take(self.length("bytes object"))
        if code in "ut":
            return self.take(self.length("string")).decode("utf-8", "surrogatepass")
        if code in "aA":
            return self.take(self.length("string")).decode("latin-1")
        if code in "zZ":
            return self.take(self.take(1)[0]).decode("latin-1")
        if code in "()>":
            what = "set" if code == ">" else "tuple"
            count = self.take(1)[0] if code == ")" else self.length(what)
            items = [self.value(depth + 1, what) for _ in range(count)]
            return frozenset(items) if code == ">" else tuple(items)
        raise ValueError("bad marshal data (unknown type code)")

    def integer(self):
        count = self.number()
        total = 0
        for place, digit in enumerate(struct.unpack(f"<{abs(count)}H", self.take(2 * abs(count)))):
            if digit > 0x7fff:
                raise ValueError("bad marshal data (digit out of range in long)")
            total |= digit << 15 * place
        if count and not digit:
            raise ValueError("bad marshal data (unnormalized long data)")
        return total if count >= 0 else -total


_SINGLE = {"N": None, "T": True, "F": False, ".": ..., "S": StopIteration}
