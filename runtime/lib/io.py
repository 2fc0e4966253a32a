"""Streams: the classes of the native module _io under their public names."""

import _io
import abc
from builtins import open
from _io import (open_code, text_encoding, FileIO, BytesIO, StringIO, BufferedReader, BufferedWriter,
                 BufferedRandom, TextIOWrapper, UnsupportedOperation, BlockingIOError, DEFAULT_BUFFER_SIZE)

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
           "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase",
           "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE",
           "IncrementalNewlineDecoder"]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


# The abstract classes that programs derive from or register with; the native classes stand beside them.
class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    """The abstract base class of all streams."""


class RawIOBase(_io._RawIOBase, IOBase):
    """Base class of streams of bytes without a buffer."""


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    """Base class of streams of bytes with a buffer."""


class TextIOBase(_io._TextIOBase, IOBase):
    """Base class of streams of text."""


class BufferedRWPair(_io._BufferedIOBase):
    """A buffered reader and a buffered writer over two raw streams that cannot seek."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        if not reader.readable():
            raise UnsupportedOperation('"reader" argument must be readable.')
        if not writer.writable():
            raise UnsupportedOperation('"writer" argument must be writable.')
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1):
        return self.reader.read(size)

    def read1(self, size=-1):
        return self.reader.read1(size)

    def readinto(self, buffer):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer):
        return self.reader.readinto1(buffer)

    def peek(self, size=0):
        return self.reader.peek(size)

    def write(self, buffer):
        return self.writer.write(buffer)

    def flush(self):
        return self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    def close(self):
        self.writer.close()
        self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


class IncrementalNewlineDecoder:
    """Translates line ends in decoded text that comes piece by piece."""

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self.pending = False
        self._seen = set()

    def decode(self, input, final=False):
        output = input if self.decoder is None else self.decoder.decode(input, final)
        if self.pending and (output or final):
            output = "\r" + output
            self.pending = False
        if output.endswith("\r") and not final:
            output = output[:-1]
            self.pending = True
        pairs = output.count("\r\n")
        if pairs:
            self._seen.add("\r\n")
        if output.count("\r") > pairs:
            self._seen.add("\r")
        if output.count("\n") > pairs:
            self._seen.add("\n")
        if self.translate:
            output = output.replace("\r\n", "\n").replace("\r", "\n")
        return output

    def getstate(self):
        buffer, flag = (b"", 0) if self.decoder is None else self.decoder.getstate()
        return buffer, flag << 1 | self.pending

    def setstate(self, state):
        buffer, flag = state
        self.pending = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((buffer, flag >> 1))

    def reset(self):
        self._seen = set()
        self.pending = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        found = tuple(n for n in ("\r", "\n", "\r\n") if n in self._seen)
        return None if not found else found[0] if len(found) == 1 else found


BufferedRWPair.__module__ = IncrementalNewlineDecoder.__module__ = "_io"
for _kind, _classes in ((RawIOBase, (FileIO,)), (TextIOBase, (StringIO, TextIOWrapper)),
                        (BufferedIOBase, (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair))):
    for _class in _classes:
        _kind.register(_class)
del _kind, _classes, _class
