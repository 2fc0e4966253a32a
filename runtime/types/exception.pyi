class BaseException:
    """Common base class for all exceptions"""
    def with_traceback(self, tb, /):
        """Exception.with_traceback(tb) --
set self.__traceback__ to tb and return self."""
    def add_note(self, note, /):
        """Exception.add_note(note) --
add a note to the exception"""
    def __reduce__(self): ...
    def __setstate__(self, state, /): ...
    @property
    def __dict__(self): ...
    @__dict__.setter
    def __dict__(self, value): ...
    @property
    def args(self) -> tuple: ...
    @args.setter
    def args(self, value): ...
    @property
    def __cause__(self):
        """exception cause"""
    @__cause__.setter
    def __cause__(self, value): ...
    @property
    def __context__(self):
        """exception context"""
    @__context__.setter
    def __context__(self, value): ...
    @property
    def __traceback__(self): ...
    @__traceback__.setter
    def __traceback__(self, value): ...
    @property
    def __suppress_context__(self) -> bool: ...
    @__suppress_context__.setter
    def __suppress_context__(self, value): ...

class StopIteration:
    """Signal the end from iterator.__next__()."""
    @property
    def value(self):
        """generator return value"""
    @value.setter
    def value(self, value): ...

class SystemExit:
    """Request to exit from the interpreter."""
    @property
    def code(self):
        """exception code"""
    @code.setter
    def code(self, value): ...

class ImportError:
    """Import can't find module, or can't find name in module."""
    def __reduce__(self): ...
    @property
    def msg(self):
        """exception message"""
    @msg.setter
    def msg(self, value): ...
    @property
    def name(self):
        """module name"""
    @name.setter
    def name(self, value): ...
    @property
    def path(self):
        """module path"""
    @path.setter
    def path(self, value): ...

class NameError:
    """Name not found globally."""
    @property
    def name(self):
        """name"""
    @name.setter
    def name(self, value): ...

class AttributeError:
    """Attribute not found."""
    @property
    def name(self):
        """attribute name"""
    @name.setter
    def name(self, value): ...
    @property
    def obj(self):
        """object"""
    @obj.setter
    def obj(self, value): ...

class OSError:
    """Base class for I/O related errors."""
    def __reduce__(self): ...
    @property
    def errno(self):
        """POSIX exception code"""
    @errno.setter
    def errno(self, value): ...
    @property
    def strerror(self):
        """exception strerror"""
    @strerror.setter
    def strerror(self, value): ...
    @property
    def filename(self):
        """exception filename"""
    @filename.setter
    def filename(self, value): ...
    @property
    def filename2(self):
        """second exception filename"""
    @filename2.setter
    def filename2(self, value): ...
    @property
    def characters_written(self): ...
    @characters_written.setter
    def characters_written(self, value): ...

class SyntaxError:
    """Invalid syntax."""
    @property
    def msg(self):
        """exception msg"""
    @msg.setter
    def msg(self, value): ...
    @property
    def filename(self):
        """exception filename"""
    @filename.setter
    def filename(self, value): ...
    @property
    def lineno(self):
        """exception lineno"""
    @lineno.setter
    def lineno(self, value): ...
    @property
    def offset(self):
        """exception offset"""
    @offset.setter
    def offset(self, value): ...
    @property
    def text(self):
        """exception text"""
    @text.setter
    def text(self, value): ...
    @property
    def end_lineno(self):
        """exception end lineno"""
    @end_lineno.setter
    def end_lineno(self, value): ...
    @property
    def end_offset(self):
        """exception end offset"""
    @end_offset.setter
    def end_offset(self, value): ...
    @property
    def print_file_and_line(self):
        """exception print_file_and_line"""
    @print_file_and_line.setter
    def print_file_and_line(self, value): ...

class UnicodeError:
    """Unicode related error."""
    @property
    def encoding(self):
        """exception encoding"""
    @encoding.setter
    def encoding(self, value): ...
    @property
    def object(self):
        """exception object"""
    @object.setter
    def object(self, value): ...
    @property
    def start(self):
        """exception start"""
    @start.setter
    def start(self, value): ...
    @property
    def end(self):
        """exception end"""
    @end.setter
    def end(self, value): ...
    @property
    def reason(self):
        """exception reason"""
    @reason.setter
    def reason(self, value): ...

class BaseExceptionGroup:
    """A combination of multiple unrelated exceptions."""
    def derive(self, exceptions, /): ...
    def split(self, condition, /): ...
    def subgroup(self, condition, /): ...
    @classmethod
    def __class_getitem__(cls, item, /): ...
    @member
    def message(self):
        """exception message"""
    @member
    def exceptions(self) -> tuple:
        """nested exceptions"""
