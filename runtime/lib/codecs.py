"""Encodings: looking them up, encoding and decoding piece by piece, registering codecs and error handlers."""

import _codecs
import builtins
from _codecs import register, unregister, register_error, lookup_error

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE",
           "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader",
           "StreamWriter", "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder", "getincrementalencoder",
           "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode",
           "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE
BOM32_LE, BOM32_BE = BOM_UTF16_LE, BOM_UTF16_BE
BOM64_LE, BOM64_BE = BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """What lookup() returns: the four functions of a codec, and more as attributes."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (
            self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))


class Codec:
    """The interface of stateless codecs."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An incremental encoder that may keep some of its input for later."""

    def __init__(self, errors="strict"):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        IncrementalEncoder.reset(self)
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return (b"", 0)

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """An incremental decoder that keeps incomplete sequences for the next piece."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        IncrementalDecoder.reset(self)
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    """Writes encoded text to a binary stream."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, consumed = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReader(Codec):
    """Reads and decodes what a binary stream gives."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b""
        self.charbuffer = ""

    def _more(self, size):
        """Decodes another piece; False at the end of the stream."""
        data = self.stream.read() if size < 0 else self.stream.read(size)
        pending = self.bytebuffer + data
        text, consumed = self.decode(pending, self.errors)
        self.bytebuffer = pending[consumed:]
        self.charbuffer += text
        return bool(data)

    def read(self, size=-1, chars=-1, firstline=False):
        if chars >= 0:
            while len(self.charbuffer) < chars and self._more(72):
                pass
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
            return result
        if size < 0:
            self._more(-1)
        else:
            while not self.charbuffer and self._more(size):
                pass
        result, self.charbuffer = self.charbuffer, ""
        return result

    def readline(self, size=None, keepends=True):
        while True:
            lines = self.charbuffer.splitlines(True)
            if len(lines) > 1 or (lines and lines[0] != lines[0].splitlines()[0] and not lines[0].endswith("\r")):
                line = lines[0]
                break
            if not self._more(72):
                line = lines[0] if lines else ""
                break
        self.charbuffer = self.charbuffer[len(line):]
        return line if keepends or not line else line.splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b""
        self.charbuffer = ""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReaderWriter:
    """A reader and a writer over one stream."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamRecoder:
    """Recodes between two encodings."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        return self.encode(self.reader.readline(size), self.errors)[0]

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def __iter__(self):
        return self

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


# What lookup() gives for the runtime's own encodings.

_infos = {}
_marks = {"utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4), "utf-8-sig": ("utf-8", 3)}


def _make_info(name):
    def encode(input, errors="strict"):
        return _codecs.encode_text(input, name, errors or "strict"), len(input)

    def decode(input, errors="strict"):
        return _codecs.decode_bytes(input, name, errors or "strict", True)

    class IncrementalEncoder_(IncrementalEncoder):
        def __init__(self, errors="strict"):
            IncrementalEncoder.__init__(self, errors)
            self.started = False

        def encode(self, input, final=False):
            now = _marks[name][0] if self.started and name in _marks else name
            if input or final:
                self.started = True
            return _codecs.encode_text(input, now, self.errors)

        def reset(self):
            self.started = False

    class IncrementalDecoder_(BufferedIncrementalDecoder):
        def __init__(self, errors="strict"):
            BufferedIncrementalDecoder.__init__(self, errors)
            self.settled = None

        def _buffer_decode(self, input, errors, final):
            if self.settled is None:
                if name in _marks:
                    if len(input) < _marks[name][1] and not final:
                        return "", 0
                    self.settled = _marks[name][0]
                    if input[:2] == b"\xfe\xff" and name == "utf-16":
                        self.settled = "utf-16-be"
                    if input[:4] == b"\x00\x00\xfe\xff" and name == "utf-32":
                        self.settled = "utf-32-be"
                    return _codecs.decode_bytes(input, name, errors, final)
                self.settled = name
            return _codecs.decode_bytes(input, self.settled, errors, final)

        def reset(self):
            BufferedIncrementalDecoder.reset(self)
            self.settled = None

    class Writer(StreamWriter):
        def encode(self, input, errors="strict"):
            return _codecs.encode_text(input, name, errors), len(input)

    class Reader(StreamReader):
        def decode(self, input, errors="strict"):
            return _codecs.decode_bytes(input, name, errors, False)

    shown = "iso8859-1" if name == "latin-1" else name.replace("_", "-") if name.startswith("iso") else name
    return CodecInfo(encode, decode, Reader, Writer, IncrementalEncoder_, IncrementalDecoder_,
                     name=shown.replace("_", "-") if "escape" in name else shown)


def _rot13(text, errors="strict"):
    a, z = ord("a"), ord("A")
    table = {}
    for i in range(26):
        table[a + i] = a + (i + 13) % 26
        table[z + i] = z + (i + 13) % 26
    return text.translate(table), len(text)


def _hex_encode(data, errors="strict"):
    from binascii import b2a_hex
    return b2a_hex(data), len(data)


def _hex_decode(data, errors="strict"):
    from binascii import a2b_hex
    return a2b_hex(data), len(data)


def _others(name):
    if name in ("rot13", "rot_13"):
        return CodecInfo(_rot13, _rot13, name="rot13", _is_text_encoding=False)
    if name in ("hex", "hex_codec"):
        return CodecInfo(_hex_encode, _hex_decode, name="hex", _is_text_encoding=False)
    return None


register(_others)


# Codecs by table, for the modules of `encodings`.

def charmap_build(table):
    return {ord(character): byte for byte, character in enumerate(table) if character != "\ufffe"}


def _charmap_byte(mapping, character):
    """The bytes for a character; None: there are none."""
    try:
        value = mapping[ord(character)]
    except LookupError:
        return None
    if value is None:
        return None
    if isinstance(value, int):
        if not 0 <= value < 256:
            raise TypeError("character mapping must be in range(256)")
        return bytes((value,))
    if isinstance(value, bytes):
        return value
    raise TypeError("character mapping must return integer, bytes or None, not " + type(value).__name__)


def charmap_encode(input, errors="strict", mapping=None):
    if mapping is None:
        return input.encode("latin-1", errors or "strict"), len(input)
    result = []
    position = 0
    while position < len(input):
        piece = _charmap_byte(mapping, input[position])
        if piece is not None:
            result.append(piece)
            position += 1
            continue
        end = position + 1
        while end < len(input) and _charmap_byte(mapping, input[end]) is None:
            end += 1
        problem = UnicodeEncodeError("charmap", input, position, end, "character maps to <undefined>")
        replacement, position = lookup_error(errors or "strict")(problem)
        if position < 0:
            position += len(input)
        if isinstance(replacement, bytes):
            result.append(replacement)
            continue
        for character in replacement:
            piece = _charmap_byte(mapping, character)
            if piece is None:
                raise problem
            result.append(piece)
    return b"".join(result), len(input)


def charmap_decode(input, errors="strict", mapping=None):
    if mapping is None:
        return bytes(input).decode("latin-1"), len(input)
    data = bytes(input)
    result = []
    position = 0
    while position < len(data):
        try:
            value = mapping[data[position]]
        except LookupError:
            value = None
        if isinstance(value, int):
            value = chr(value)
        if value is not None and value != "\ufffe":
            result.append(value)
            position += 1
            continue
        problem = UnicodeDecodeError("charmap", data, position, position + 1, "character maps to <undefined>")
        replacement, position = lookup_error(errors or "strict")(problem)
        if position < 0:
            position += len(data)
        result.append(replacement)
    return "".join(result), len(data)


def lookup(encoding):
    """The CodecInfo of an encoding; LookupError for an unknown one."""
    name = _codecs.encoding_name(encoding)
    if name is None:
        info = _codecs.search(encoding)
        if info is None:
            raise LookupError("unknown encoding: " + encoding)
        return info
    info = _infos.get(name)
    if info is None:
        info = _infos[name] = _make_info(name)
    return info


def _text_arguments(function, encoding, errors):
    for name, value in ("encoding", encoding), ("errors", errors):
        if not isinstance(value, str):
            raise TypeError(f"{function}() argument '{name}' must be str, not {type(value).__name__}")


def encode(obj, encoding="utf-8", errors="strict"):
    _text_arguments("encode", encoding, errors)
    return _codecs.apply(lookup(encoding).encode, obj, errors, encoding, False)


def decode(obj, encoding="utf-8", errors="strict"):
    _text_arguments("decode", encoding, errors)
    return _codecs.apply(lookup(encoding).decode, obj, errors, encoding, True)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = encoder.encode(input)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = decoder.decode(input)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Opens a file whose text is encoded; without an encoding as the builtin open() does."""
    if encoding is not None and "b" not in mode:
        mode = mode + "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        stream.encoding = encoding
        return stream
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    data_info = lookup(data_encoding)
    file_info = lookup(file_encoding or data_encoding)
    recoder = StreamRecoder(file, data_info.encode, data_info.decode, file_info.streamreader, file_info.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = file_encoding or data_encoding
    return recoder


def make_encoding_map(decoding_map):
    """The map for encoding that belongs to one for decoding: None where several bytes mean the same character."""
    result = {}
    for byte, character in decoding_map.items():
        result[character] = None if character in result else byte
    return result


def make_identity_dict(rng):
    return {i: i for i in rng}


# The built-in error handlers as functions.

def strict_errors(exception):
    if isinstance(exception, BaseException):
        raise exception
    raise TypeError("codec must pass exception instance")


def _check(exception):
    if not isinstance(exception, UnicodeError):
        raise TypeError("don't know how to handle %s in error callback" % type(exception).__name__)


def ignore_errors(exception):
    _check(exception)
    return "", exception.end


def replace_errors(exception):
    _check(exception)
    if isinstance(exception, UnicodeDecodeError):
        return "\ufffd", exception.end
    mark = "?" if isinstance(exception, UnicodeEncodeError) else "\ufffd"
    return mark * (exception.end - exception.start), exception.end


def xmlcharrefreplace_errors(exception):
    if not isinstance(exception, UnicodeEncodeError):
        raise TypeError("don't know how to handle %s in error callback" % type(exception).__name__)
    return "".join("&#%d;" % ord(c) for c in exception.object[exception.start:exception.end]), exception.end


def _escaped(c):
    return "\\x%02x" % c if c < 0x100 else "\\u%04x" % c if c < 0x10000 else "\\U%08x" % c


def backslashreplace_errors(exception):
    _check(exception)
    wrong = exception.object[exception.start:exception.end]
    if isinstance(exception, UnicodeDecodeError):
        return "".join("\\x%02x" % b for b in wrong), exception.end
    return "".join(_escaped(ord(c)) for c in wrong), exception.end


def namereplace_errors(exception):
    if not isinstance(exception, UnicodeEncodeError):
        raise TypeError("don't know how to handle %s in error callback" % type(exception).__name__)
    text = exception.object[exception.start:exception.end].encode("ascii", "namereplace").decode("ascii")
    return text, exception.end


for _name, _handler in (("strict", strict_errors), ("ignore", ignore_errors), ("replace", replace_errors),
                        ("xmlcharrefreplace", xmlcharrefreplace_errors), ("backslashreplace", backslashreplace_errors),
                        ("namereplace", namereplace_errors)):
    register_error(_name, _handler)
del _name, _handler


# ---- what the encodings consist of: text and how much of the input it took -------------------------------------------

def _stateless(name, final_by_default):
    def encode(str, errors=None, /):
        return _codecs.encode_text(str, name, errors or "strict"), len(str)

    def decode(data, errors=None, final=final_by_default, /):
        if isinstance(data, builtins.str) and name.endswith("escape"):
            data = data.encode()
        return _codecs.decode_bytes(data, name, errors or "strict", bool(final))
    return encode, decode


for _name in ("ascii", "latin-1", "utf-7", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
              "unicode_escape", "raw_unicode_escape"):
    _stem = _name.replace("-", "_")
    _functions = _stateless(_name, "utf" not in _name)
    globals().setdefault(_stem + "_encode", _functions[0])
    globals().setdefault(_stem + "_decode", _functions[1])
del _name, _stem, _functions


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """Decodes UTF-16; the third result is the byte order that was found: -1 little, 1 big, 0 none yet."""
    skipped = 0
    if byteorder == 0 and len(data) >= 2:
        byteorder = -1 if bytes(data[:2]) == BOM_UTF16_LE else 1 if bytes(data[:2]) == BOM_UTF16_BE else 0
        skipped = 2 if byteorder else 0
    text, count = _codecs.decode_bytes(data[skipped:], "utf-16-be" if byteorder == 1 else "utf-16-le", errors or "strict", bool(final))
    return text, skipped + count, byteorder


def readbuffer_encode(data, errors=None, /):
    """The bytes of a buffer, of text in UTF-8."""
    result = data.encode() if isinstance(data, str) else bytes(memoryview(data))
    return result, len(result)


def escape_encode(data, errors=None, /):
    """Bytes as they stand in a bytes literal between single quotes."""
    if not isinstance(data, bytes):
        raise TypeError(f"escape_encode() argument 1 must be bytes, not {type(data).__name__}")
    shown = {9: "\\t", 10: "\\n", 13: "\\r", 39: "\\'", 92: "\\\\"}
    text = "".join([shown.get(b) or (chr(b) if 32 <= b < 127 else f"\\x{b:02x}") for b in data])
    return text.encode("ascii"), len(data)


_SIMPLE_ESCAPES = {ord(letter): byte for letter, byte in zip("\\'\"abfnrtv", b"\\'\"\a\b\f\n\r\t\v")}


def escape_decode(data, errors=None, /):
    """What a bytes literal with this text means."""
    data = data.encode() if isinstance(data, str) else bytes(data)
    result = bytearray()
    at, warned = 0, False
    while at < len(data):
        c = data[at]
        at += 1
        if c != 92:
            result.append(c)
            continue
        if at == len(data):
            raise ValueError("Trailing \\ in string")
        c = data[at]
        at += 1
        if c == 10:
            continue
        if c in _SIMPLE_ESCAPES:
            result.append(_SIMPLE_ESCAPES[c])
        elif 48 <= c < 56:
            end = at
            while end < len(data) and end < at + 2 and 48 <= data[end] < 56:
                end += 1
            value = int(data[at - 1:end], 8)
            if value > 255 and not warned:
                _warn_escape(f"invalid octal escape sequence '\\{data[at - 1:end].decode()}'")
                warned = True
            result.append(value & 255)
            at = end
        elif c == 120:
            digits = data[at:at + 2]
            if len(digits) == 2 and all(digit in b"0123456789abcdefABCDEF" for digit in digits):
                result.append(int(digits, 16))
                at += 2
                continue
            if errors == "replace":
                result += b"?"
            elif errors != "ignore" and errors not in (None, "strict"):
                raise ValueError(f"decoding error; unknown error handling code: {errors}")
            elif errors != "ignore":
                raise ValueError(f"invalid \\x escape at position {at - 2}")
            if digits and digits[:1] in b"0123456789abcdefABCDEF":
                at += 1
        else:
            if not warned:
                _warn_escape(f"invalid escape sequence '\\{chr(c)}'")
                warned = True
            result += bytes((92, c))
    return bytes(result), len(data)


def _warn_escape(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)
