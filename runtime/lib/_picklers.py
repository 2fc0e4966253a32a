"""The picklers programs use: those of pickle.py, with the reading and the complaints of CPython's C versions."""

import _plain_pickle
import io
import sys
from types import FunctionType

from _compat_pickle import IMPORT_MAPPING, NAME_MAPPING
from pickle import (PickleError, PicklingError, UnpicklingError, _getattribute, _Pickler, _Stop, _Unpickler,
                    whichmodule)


class _Reader:
    """Reads a pickle from a file: whole pieces or an error; frames are read ahead at once."""

    def __init__(self, read, readline):
        self._read = read
        self._readline = readline
        self._buffer = b""
        self._position = 0

    def load_frame(self, size):
        """Read ahead the next size bytes."""
        buffered = self._buffer[self._position:]
        if len(buffered) < size:
            buffered += self._read(size - len(buffered))
            if len(buffered) < size:
                raise UnpicklingError("pickle data was truncated")
        self._buffer = buffered
        self._position = 0

    def opcode(self):
        """The next byte as an int, or None at the end of the file."""
        position = self._position
        if position < len(self._buffer):
            self._position = position + 1
            return self._buffer[position]
        byte = self._read(1)
        return byte[0] if byte else None

    def read(self, size):
        start = self._position
        end = start + size
        if end <= len(self._buffer):
            self._position = end
            return self._buffer[start:end]
        data = self._buffer[start:]
        self._buffer = b""
        self._position = 0
        missing = size - len(data)
        rest = self._read(missing)
        if len(rest) < missing:
            raise UnpicklingError("pickle data was truncated")
        return data + rest if data else rest

    def readinto(self, target):
        target[:] = self.read(len(target))
        return len(target)

    def readline(self):
        start = self._position
        end = self._buffer.find(b"\n", start) + 1
        if end:
            self._position = end
            return self._buffer[start:end]
        line = self._buffer[start:] + self._readline()
        self._buffer = b""
        self._position = 0
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line


class Pickler(_Pickler):
    """Writes objects as a pickle data stream into a binary file."""
    __module__ = "_pickle"

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
        if "<locals>" in name.split("."):
            raise AttributeError(f"Can't pickle local object {name!r}")
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
        except (ImportError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        try:
            _getattribute(module, name)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed") from None
        _Pickler.save_global(self, obj, name)

    dispatch = {**_Pickler.dispatch, FunctionType: save_global}


class Unpickler(_Unpickler):
    """Reads objects from a pickle data stream in a binary file."""
    __module__ = "_pickle"

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not hasattr(file, "read") or not hasattr(file, "readline"):
            raise TypeError("file must have 'read' and 'readline' attributes")
        super().__init__(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)

    def load(self):
        """Read the next object of the file."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError("Unpickler.__init__() was not called by "
                                  f"{self.__class__.__name__}.__init__()")
        self._unframer = reader = _Reader(self._file_read, self._file_readline)
        self.read = reader.read
        self.readinto = reader.readinto
        self.readline = reader.readline
        self.metastack = []
        self.stack = []
        self.append = self.stack.append
        self.proto = 0
        operations = self.dispatch
        try:
            while True:
                opcode = reader.opcode()
                if opcode is None:
                    raise EOFError("Ran out of input")
                operation = operations.get(opcode)
                if operation is None:
                    key = chr(opcode) if 32 <= opcode < 127 and opcode not in b"'\\" else f"\\x{opcode:02x}"
                    raise UnpicklingError(f"invalid load key, '{key}'.")
                operation(self)
        except _Stop as stop:
            return stop.value

    def pop_mark(self):
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        return super().pop_mark()

    def load_stop(self):
        if not self.stack:
            raise UnpicklingError("unexpected MARK found" if self.metastack else "unpickling stack underflow")
        raise _Stop(self.stack.pop())

    dispatch = {**_Unpickler.dispatch, ord("."): load_stop}

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered,\n"
                              "but no persistent_load function was specified.")

    def find_class(self, module_name, global_name, /):
        """What a pickle names: an attribute of a module."""
        sys.audit("pickle.find_class", module_name, global_name)
        if self.proto < 3 and self.fix_imports:
            if (module_name, global_name) in NAME_MAPPING:
                module_name, global_name = NAME_MAPPING[module_name, global_name]
            else:
                module_name = IMPORT_MAPPING.get(module_name, module_name)
        __import__(module_name, level=0)
        found = module = sys.modules[module_name]
        for name in global_name.split(".") if self.proto >= 4 else (global_name,):
            if name == "<locals>":
                raise AttributeError(f"Can't get local attribute {global_name!r} on {module!r}")
            try:
                found = getattr(found, name)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {global_name!r} on {module!r}") from None
        return found


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickled representation of obj to the open file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickled representation of obj as bytes."""
    if buffer_callback is None and (protocol is None or type(protocol) is int and 4 <= protocol <= 5):
        plain = _plain_pickle.dumps(obj, 4 if protocol is None else protocol)
        if plain is not None:
            return plain
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read the next object of the open file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Return the object that the bytes represent."""
    plain = _plain_pickle.loads(data)
    if plain is not NotImplemented:
        return plain
    return load(io.BytesIO(data), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)
