"""Extract, format and print information about exceptions and the call stack."""
import sys
from _traceback import entries as _entries, source_line as _source_line

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

class _Missing:
    def __repr__(self):
        return "<implicit>"


_missing = _Missing()


def _safe_string(value, what, func=str):
    """The text of a value; a description when making it fails."""
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


def _line_of_file(filename, lineno):
    """A source line, with its line end, of one of the program's modules, of what linecache knows, or of a file."""
    if lineno is None or filename is None:
        return None
    line = _source_line(filename, lineno)
    if line is not None:
        return line + "\n"
    linecache = sys.modules.get("linecache")
    if linecache is not None:
        return linecache.getline(filename, lineno)
    if filename[:1] == "<" or lineno < 1:
        return ""
    try:
        with open(filename, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line if line.endswith("\n") else line + "\n"
    except OSError:
        pass
    return ""


class FrameSummary:
    """Information about a single entry of a traceback."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals", "_text")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self._text = None
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        if lookup_line:
            self.line
        self.locals = None if locals is None else {k: _safe_string(v, "local", func=repr) for k, v in locals.items()}

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = _line_of_file(self.filename, self.lineno)
        return self._line.strip()


def _frame_of(tb, lookup_line=True, capture_locals=False):
    code = tb.tb_frame.f_code
    position = getattr(tb, "_position", None)  # what only looks like an entry has its line
    text = getattr(tb, "_source_line", None)
    line, end_line, column, end_column = (position or (tb.tb_lineno, None, None, None))[:4]
    frame = FrameSummary(code.co_filename, line, code.co_name, lookup_line=lookup_line, end_lineno=end_line, colno=column,
                         end_colno=end_column, line=text,
                         locals=tb.tb_frame.f_locals if capture_locals else None)
    if text is not None:
        following, tb.tb_next = tb.tb_next, None
        try:
            frame._text = _entries(tb)
        finally:
            tb.tb_next = following
    return frame


def _characters(line, offset):
    """The number of characters in the first bytes of a line."""
    return len(line.encode("utf-8")[:offset].decode("utf-8", errors="replace"))


class StackSummary(list):
    """A list of FrameSummary objects, outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        result = klass()
        for frame, lineno in frame_gen:
            code = frame.f_code
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None))
        result = _limited(result, limit, klass)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        result = klass()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary):
        if frame_summary._text is not None:
            rows = [frame_summary._text]
        else:
            rows = [f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n']
            if frame_summary.line:
                rows.append(f"    {frame_summary.line.strip()}\n")
                rows.extend(_marks(frame_summary))
        if frame_summary.locals:
            rows.extend(f"    {name} = {value}\n" for name, value in sorted(frame_summary.locals.items()))
        return "".join(rows)

    def format(self):
        result = []
        last, count = None, 0
        for frame in self:
            formatted = self.format_frame_summary(frame)
            if formatted is None:
                continue
            key = (frame.filename, frame.lineno, frame.name)
            if None in key or key != last:
                if count > 3:
                    result.append(_repeated(count - 3))
                last, count = key, 0
            count += 1
            if count <= 3:
                result.append(formatted)
        if count > 3:
            result.append(_repeated(count - 3))
        return result


def _marks(frame):
    """The line of marks under a source line, unless they would mark all of it."""
    if frame.colno is None or frame.end_colno is None:
        return
    line, shown = frame._original_line, frame.line.strip()
    stripped = len(line) - len(line.lstrip())
    start = _characters(line, frame.colno) + 1
    if frame.lineno == frame.end_lineno:
        end = _characters(line, frame.end_colno) + 1
    else:
        end = stripped + len(shown) + 1
    if end - start < len(shown):
        yield "    " + " " * (start - stripped - 1) + "^" * (end - start) + "\n"


def _repeated(count):
    return f"  [Previous line repeated {count} more time{'s' if count > 1 else ''}]\n"


def _limited(stack, limit, klass=StackSummary):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return stack
    return klass(stack[:limit] if limit >= 0 else stack[limit:])


def walk_tb(tb):
    """Walk a traceback yielding the frame and line number for each entry."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    """Walk a stack yielding the frame and line number for each frame."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    """Return a StackSummary object of the entries of a traceback."""
    return _extract(tb, limit)


def _extract(tb, limit, lookup_lines=True, capture_locals=False):
    stack = StackSummary()
    while tb is not None:
        stack.append(_frame_of(tb, lookup_lines, capture_locals))
        tb = tb.tb_next
    return _limited(stack, limit)


def extract_stack(f=None, limit=None):
    """Extract the raw traceback from the current stack frame."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    """Format a list of tuples or FrameSummary objects for printing."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print the list of tuples as returned by extract_tb() or extract_stack()."""
    for item in format_list(extracted_list):
        print(item, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    """A shorthand for 'format_list(extract_tb(tb, limit))'."""
    return extract_tb(tb, limit=limit).format()


def print_tb(tb, limit=None, file=None):
    """Print up to 'limit' entries from the traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit), file=file)


def _arguments(exc, value, tb):
    """The exception of format_exception(exc) or format_exception(type, value, tb)."""
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is _missing:
        if exc is None:
            return None, None
        if not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc, exc.__traceback__
    return value, tb


class _Writer:
    """Inside groups every line is indented and begins with a margin."""

    def __init__(self):
        self.depth = 0
        self.close_box = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, text, margin=None):
        prefix = self.indent() + (f"{margin or '|'} " if self.depth else "")
        for part in [text] if isinstance(text, str) else text:
            yield "".join(prefix + line for line in part.splitlines(True)) if prefix else part


_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class TracebackException:
    """An exception made ready for being printed later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        outermost = _seen is None
        seen = set() if outermost else _seen
        seen.add(id(exc_value))
        options = {"limit": limit, "lookup_lines": lookup_lines, "capture_locals": capture_locals,
                   "max_group_width": max_group_width, "max_group_depth": max_group_depth, "_seen": seen}
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = _extract(exc_traceback, limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = _safe_string(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = self.exceptions = None
        # Chains may be long: not by recursion.
        waiting = [(self, exc_value)] if outermost else []
        if not outermost:
            return
        while waiting:
            made, value = waiting.pop()
            if value is None:
                continue
            cause, context = value.__cause__, value.__context__
            if cause is not None and id(cause) not in seen:
                made.__cause__ = type(self)(type(cause), cause, cause.__traceback__, **options)
                waiting.append((made.__cause__, cause))
            if compact and (made.__cause__ is not None or value.__suppress_context__):
                context = None
            if context is not None and id(context) not in seen:
                made.__context__ = type(self)(type(context), context, context.__traceback__, **options)
                waiting.append((made.__context__, context))
            if isinstance(value, BaseExceptionGroup):
                made.exceptions = []
                for member in value.exceptions:
                    inner = type(self)(type(member), member, member.__traceback__, **options)
                    made.exceptions.append(inner)
                    waiting.append((inner, member))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Create a TracebackException from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _load_lines(self):
        for frame in self.stack:
            frame.line

    def __str__(self):
        return self._str

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def format_exception_only(self):
        """Format the exception part of the traceback, line by line."""
        if self.exc_type is None:
            yield _final_line(None, self._str)
            return
        title = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            title = f"{module if isinstance(module, str) else '<unknown>'}.{title}"
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(title)
        else:
            yield _final_line(title, self._str)
        notes = self.__notes__
        if isinstance(notes, (list, tuple)) or hasattr(notes, "__getitem__") and not isinstance(notes, dict):
            for note in notes:
                yield from [line + "\n" for line in _safe_string(note, "note").split("\n")]
        elif notes is not None:
            yield _safe_string(notes, "__notes__", func=repr)

    def _format_syntax_error(self, title):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if self.text is not None:
            shown = self.text.rstrip("\n").lstrip(" \n\f")
            stripped = len(self.text.rstrip("\n")) - len(shown)
            yield f"    {shown}\n"
            if self.offset is not None:
                offset = self.offset
                end = self.end_offset if self.end_offset not in (None, 0) else offset
                if offset == end or end == -1:
                    end = offset + 1
                start, stop = offset - 1 - stripped, end - 1 - stripped
                if start >= 0:
                    space = "".join(c if c.isspace() else " " for c in shown[:start])
                    yield f"    {space}{'^' * (stop - start)}\n"
        yield f"{title}: {self.msg or '<no detail available>'}{suffix}\n"

    def format(self, *, chain=True, _ctx=None):
        """Format the exception, its causes and contexts."""
        writer = _Writer() if _ctx is None else _ctx
        order = []
        exc = self
        if chain:
            while exc:
                if exc.__cause__ is not None:
                    message, following = _CAUSE, exc.__cause__
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    message, following = _CONTEXT, exc.__context__
                else:
                    message = following = None
                order.append((message, exc))
                exc = following
        else:
            order.append((None, exc))
        for message, exc in reversed(order):
            if message is not None:
                yield from writer.emit(message)
            if exc.exceptions is None:
                if exc.stack:
                    yield from writer.emit("Traceback (most recent call last):\n")
                    yield from writer.emit(exc.stack.format())
                yield from writer.emit(exc.format_exception_only())
            elif writer.depth > self.max_group_depth:
                yield from writer.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from self._format_group(exc, writer, chain)

    def _format_group(self, exc, writer, chain):
        outermost = writer.depth == 0
        if outermost:
            writer.depth = 1
        if exc.stack:
            yield from writer.emit("Exception Group Traceback (most recent call last):\n", "+" if outermost else None)
            yield from writer.emit(exc.stack.format())
        yield from writer.emit(exc.format_exception_only())
        shown = min(len(exc.exceptions), self.max_group_width + 1)
        writer.close_box = False
        for i in range(shown):
            last, truncated = i == shown - 1, i >= self.max_group_width
            if last:
                writer.close_box = True
            title = "..." if truncated else f"{i + 1}"
            yield f"{writer.indent()}{'  ' if i else '+-'}+---------------- {title} ----------------\n"
            writer.depth += 1
            if truncated:
                left = len(exc.exceptions) - self.max_group_width
                yield from writer.emit(f"and {left} more exception{'s' if left > 1 else ''}\n")
            else:
                yield from exc.exceptions[i].format(chain=chain, _ctx=writer)
            if last and writer.close_box:
                yield writer.indent() + "+------------------------------------\n"
                writer.close_box = False
            writer.depth -= 1
        if outermost:
            writer.depth = 0

    def print(self, *, file=None, chain=True):
        """Print the result of self.format(chain=chain) to 'file'."""
        for line in self.format(chain=chain):
            print(line, file=sys.stderr if file is None else file, end="")


def _final_line(title, text):
    return f"{title}: {text}\n" if text else f"{title}\n"


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    """Format a stack trace and the exception information, as a list of strings."""
    value, tb = _arguments(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_missing):
    """Format the exception part of a traceback."""
    if value is _missing:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    """Print exception up to 'limit' stack trace entries from 'tb' to 'file'."""
    value, tb = _arguments(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def print_exc(limit=None, file=None, chain=True):
    """Shorthand for 'print_exception(*sys.exc_info(), limit, file)'."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """Like print_exc() but return a string."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """This is a shorthand for 'print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file)'."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def clear_frames(tb):
    """Frames of compiled functions keep no variables: there is nothing to clear."""
