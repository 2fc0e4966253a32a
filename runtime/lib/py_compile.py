"""Byte code files: programs that are compiled to machine code neither read nor write any, so none can be made."""

import enum

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]


class PyCompileError(Exception):
    """A file that could not be compiled: the type and the value of the error, and the file's name."""

    def __init__(self, exc_type, exc_value, file, msg=""):
        self.exc_type_name = exc_type.__name__
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or f"Sorry: {self.exc_type_name}: {exc_value}"
        super().__init__(self.msg, self.exc_type_name, exc_value, file)

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """How a byte code file would be found to be stale."""

    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """There is no byte code: an error."""
    raise NotImplementedError("py_compile.compile() is not supported: the program is compiled ahead of time")


def main():
    compile(None)
