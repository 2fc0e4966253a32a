"""Get useful information from live Python objects: what they are, their signatures, documentation and members."""
import builtins
import functools
import sys
import types
from collections import namedtuple

from _signatures import (BoundArguments, Parameter, Signature, _empty, _ParameterKind, _signature_of, _unwrap, _void,
                         formatannotation, get_annotations, signature)

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20


# ---- what something is -----------------------------------------------------------------------------------------------

def ismodule(object):
    """Return true if the object is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Return true if the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Return true if the object is an instance method."""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """Return true if the object is a user-defined function."""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    """Return true if the object is a built-in function or method."""
    return isinstance(object, types.BuiltinFunctionType)


def isgenerator(object):
    """Return true if the object is a generator."""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Return true if the object is a coroutine."""
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    """Return true if the object is an asynchronous generator."""
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Return true if object can be passed to an ``await`` expression."""
    return (isinstance(object, types.CoroutineType)
            or isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or hasattr(type(object), "__await__"))


def istraceback(object):
    """Return true if the object is a traceback."""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Return true if the object is a frame object."""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Return true if the object is a code object."""
    return isinstance(object, types.CodeType)


def ismethodwrapper(object):
    """Return true if the object is a method wrapper."""
    return isinstance(object, types.MethodWrapperType)


def isgetsetdescriptor(object):
    """Return true if the object is a getset descriptor."""
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    """Return true if the object is a member descriptor."""
    return isinstance(object, types.MemberDescriptorType)


def ismethoddescriptor(object):
    """Return true if the object is a method descriptor, but not a method, class, function or data descriptor."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__")


def isdatadescriptor(object):
    """Return true if the object is a data descriptor."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def isroutine(object):
    """Return true if the object is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or ismethodwrapper(object))


def isabstract(object):
    """Return true if the object is an abstract base class (ABC)."""
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None)) and "__abstractmethods__" in _mro_names(object)


def _mro_names(cls):
    return {name for base in cls.__mro__ for name in vars(base)}


def _has_code_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    if not isfunction(function):
        return False
    return bool(function.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Return true if the object is a user-defined generator function."""
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Return true if the object is a coroutine function."""
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    """Return true if the object is an asynchronous generator function."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


# ---- members ---------------------------------------------------------------------------------------------------------

def getmro(cls):
    """Return tuple of base classes (including cls) in method resolution order."""
    return cls.__mro__


def getmembers(object, predicate=None):
    """Return all members of an object as (name, value) pairs sorted by name.
    Optionally, only return members that satisfy a given predicate."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """Return all members of an object as (name, value) pairs sorted by name without triggering dynamic lookup."""
    return _members(object, predicate, getattr_static)


def _members(object, predicate, getter):
    bases = (object,) + getmro(object) if isclass(object) else ()
    names = dir(object)
    for base in getattr(object, "__bases__", ()) if isclass(object) else ():
        for key, value in vars(base).items():
            if isinstance(value, types.DynamicClassAttribute):
                names.append(key)
    results, seen = [], set()
    for key in names:
        try:
            value = getter(object, key)
            if key in seen:
                raise AttributeError
        except AttributeError:
            for base in bases:
                if key in vars(base):
                    value = vars(base)[key]
                    break
            else:
                continue
        if not predicate or predicate(value):
            results.append((key, value))
        seen.add(key)
    results.sort(key=lambda pair: pair[0])
    return results


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """Return list of attribute-descriptor tuples: (name, kind, class which defined it, object)."""
    result = []
    for name in dir(cls):
        home, value = None, None
        for base in cls.__mro__ + tuple(type(cls).__mro__):
            if name in vars(base):
                home, value = base, vars(base)[name]
                break
        if home is None:
            if not hasattr(cls, name):
                continue
            value = getattr(cls, name)
        if isinstance(value, (staticmethod, types.BuiltinMethodType)):
            kind = "static method"
        elif isinstance(value, (classmethod, types.ClassMethodDescriptorType)):
            kind = "class method"
        elif isinstance(value, property):
            kind = "property"
        elif isroutine(value):
            kind = "method"
        else:
            kind = "data"
        result.append(Attribute(name, kind, home, value))
    return result


_absent = object()


def getattr_static(obj, attr, default=_absent):
    """Retrieve attributes without triggering dynamic lookup via the descriptor protocol, __getattr__ or
    __getattribute__."""
    found = _absent
    if not isinstance(obj, type):
        cls = type(obj)
        try:
            own = object.__getattribute__(obj, "__dict__")
        except AttributeError:
            own = {}
        found = dict.get(own, attr, _absent) if isinstance(own, dict) else _absent
    else:
        cls = obj
    inherited = _absent
    for base in type.__dict__["__mro__"].__get__(cls):
        if attr in vars(base):
            inherited = vars(base)[attr]
            break
    if found is not _absent and inherited is not _absent:
        kind = type(inherited)
        if hasattr(kind, "__get__") and (hasattr(kind, "__set__") or hasattr(kind, "__delete__")):
            return inherited
    if found is not _absent:
        return found
    if inherited is not _absent:
        return inherited
    if cls is obj:
        for base in type(cls).__mro__:
            if attr in vars(base):
                return vars(base)[attr]
    if default is not _absent:
        return default
    raise AttributeError(attr)


unwrap = _unwrap


# ---- documentation and sources ----------------------------------------------------------------------------------------

def indentsize(line):
    """Return the indent size, in spaces, at the start of a line of text."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _own_doc(obj):
    try:
        doc = obj.__doc__
    except AttributeError:
        return None
    return doc


def _find_class(function):
    cls = sys.modules.get(function.__module__)
    if cls is None:
        return None
    for name in function.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name, None)
    return cls if isclass(cls) else None


def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and vars(base).get("__doc__") is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        cls = owner if isclass(owner) else type(owner)
    elif isfunction(obj):
        name, cls = obj.__name__, _find_class(obj)
        if cls is None or getattr(cls, name, None) is not obj:
            return None
    elif isinstance(obj, property):
        function = obj.fget
        if function is None:
            return None
        name, cls = function.__name__, _find_class(function)
        if cls is None or getattr(cls, name, None) is not obj:
            return None
    elif ismemberdescriptor(obj):
        name, cls = obj.__name__, obj.__objclass__
        if getattr(cls, name, None) is not obj:
            return None
        slots = getattr(cls, "__slots__", None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    else:
        return None
    for base in cls.__mro__:
        doc = _own_doc(getattr(base, name, None)) if name in vars(base) else None
        if doc is not None:
            return doc
    return None


def getdoc(object):
    """Get the documentation string for an object.

    All tabs are expanded to spaces.  To clean up docstrings that are
    indented to line up with blocks of code, any whitespace than can be
    uniformly removed from the second line onwards is removed."""
    doc = _own_doc(object)
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """Clean up indentation from docstrings.

    Any whitespace that can be uniformly removed from the second line
    onwards is removed."""
    lines = doc.expandtabs().split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()]
    margin = min(indents, default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getmodule(object, _filename=None):
    """Return the module an object was defined in, or None if not found."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    if isframe(object):
        return sys.modules.get(object.f_globals.get("__name__"))
    return None


def getfile(object):
    """Work out which source or compiled file an object was defined in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got {}".format(
        type(object).__name__))


def getsourcefile(object):
    """Return the filename that can be used to locate an object's source, or None."""
    return getfile(object)


def getabsfile(object, _filename=None):
    """Return an absolute path to the source or compiled file for an object."""
    import os
    return os.path.normcase(os.path.abspath(_filename or getfile(object)))


def getmodulename(path):
    """Return the module name for a given file, or None."""
    name = path.rpartition("/")[2]
    for suffix in (".abi3.so", ".so", ".pyc", ".py"):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def _program_lines(filename):
    from _traceback import source_line
    lines = []
    while True:
        line = source_line(filename, len(lines) + 1)
        if line is None:
            return lines
        lines.append(line + "\n")


def findsource(object):
    """Return the entire source file and starting line number for an object."""
    lines = _program_lines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        words = object.__qualname__.split(".")
        name = words[-1]
        for number, line in enumerate(lines):
            text = line.lstrip()
            if text.startswith("class " + name) and not text[6 + len(name):7 + len(name)].isidentifier():
                while number and lines[number - 1].lstrip().startswith("@"):
                    number -= 1
                return lines, number
        raise OSError("could not find class definition")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        number = object.co_firstlineno - 1
        if number >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, number
    raise OSError("could not find code object")


def _depth_after(line, depth, quote):
    """The bracket depth and the open triple quote after a line."""
    index = 0
    while index < len(line):
        if quote:
            end = line.find(quote, index)
            if end < 0:
                return depth, quote
            index, quote = end + 3, ""
            continue
        char = line[index]
        if char == "#":
            break
        if char in "\"'":
            if line[index:index + 3] == char * 3:
                quote = char * 3
                index += 3
                continue
            index += 1
            while index < len(line) and line[index] != char:
                index += 2 if line[index] == "\\" else 1
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        index += 1
    return depth, quote


def getblock(lines):
    """Extract the block of code at the top of the given list of lines."""
    indent = indentsize(lines[0])
    depth, quote, last, in_body = 0, "", 0, False
    for number, line in enumerate(lines):
        outside = depth == 0 and not quote
        if outside and in_body and line.strip() and not line.lstrip().startswith("#") and indentsize(line) <= indent:
            break
        is_code = not outside or bool(line.strip()) and not (line.lstrip().startswith("#") and indentsize(line) <= indent)
        if is_code:
            last = number
        depth, quote = _depth_after(line, depth, quote)
        if depth == 0 and not quote and not line.lstrip().startswith("@") and not in_body and line.strip():
            in_body = True
            if not line.split("#")[0].rstrip().endswith(":"):
                break
    return lines[:last + 1]


def getsourcelines(object):
    """Return a list of source lines and starting line number for an object."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """Return the text of the source code for an object."""
    return "".join(getsourcelines(object)[0])


def getcomments(object):
    """Get lines of comments immediately preceding an object's source code."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    comments = []
    for line in reversed(lines[:number]):
        text = line.expandtabs().lstrip()
        if not text.startswith("#"):
            break
        comments.insert(0, text)
    return "".join(comments) or None


def getclasstree(classes, unique=False):
    """Arrange the given list of classes into a hierarchy of nested lists."""
    children, roots = {}, []
    for cls in classes:
        if cls.__bases__:
            for parent in cls.__bases__:
                known = children.setdefault(parent, [])
                if cls not in known:
                    known.append(cls)
                if unique and parent in classes:
                    break
        elif cls not in roots:
            roots.append(cls)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


def walktree(classes, children, parent):
    """Recursive helper function for getclasstree()."""
    results = []
    classes.sort(key=lambda cls: (cls.__module__, cls.__name__))
    for cls in classes:
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


# ---- frames, generators -------------------------------------------------------------------------------------------------

Traceback = namedtuple("Traceback", "filename lineno function code_context index")
FrameInfo = namedtuple("FrameInfo", "frame filename lineno function code_context index")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")


def currentframe():
    """Return the frame of the caller or None if this is not possible."""
    return sys._getframe(1) if hasattr(sys, "_getframe") else None


def getlineno(frame):
    """Get the line number from a frame object, allowing for optimization."""
    return frame.f_lineno


def getframeinfo(frame, context=1):
    """Get information about a frame or traceback object."""
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        lineno = frame.f_lineno
    if not isframe(frame):
        raise TypeError("{!r} is not a frame or traceback object".format(frame))
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        every = _program_lines(filename)
        if every:
            start = max(0, min(lineno - 1 - context // 2, len(every) - context))
            lines, index = every[start:start + context], lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    """Get a list of records for a frame and all higher (calling) frames."""
    records = []
    while frame:
        records.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return records


def getinnerframes(tb, context=1):
    """Get a list of records for a traceback's frame and all lower frames."""
    records = []
    while tb:
        records.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return records


def stack(context=1):
    """Return a list of records for the stack above the caller's frame."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Return a list of records for the stack below the current exception."""
    exception = sys.exc_info()[1]
    return getinnerframes(exception.__traceback__ if exception else None, context)


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"


def getgeneratorstate(generator):
    """Get current state of a generator-iterator."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    """Get current state of a coroutine object."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getgeneratorlocals(generator):
    """Get the mapping of generator local variables to their current values."""
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    return {} if generator.gi_frame is None else generator.gi_frame.f_locals


def getcoroutinelocals(coroutine):
    """Get the mapping of coroutine local variables to their current values."""
    return {} if coroutine.cr_frame is None else coroutine.cr_frame.f_locals


ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    """Get the mapping of free variables to their current values."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    code = func.__code__
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    found, known, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in func.__globals__:
            found[name] = func.__globals__[name]
        elif hasattr(builtins, name):
            known[name] = getattr(builtins, name)
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found, known, unbound)


# ---- older views of signatures ---------------------------------------------------------------------------------------------

FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")
Arguments = namedtuple("Arguments", "args, varargs, varkw")


def getfullargspec(func):
    """Get the names and default values of a callable object's parameters."""
    try:
        sig = _signature_of(func, Signature, follow_wrapped=False, skip_bound_arg=False)
    except Exception as ex:
        raise TypeError("unsupported callable") from ex
    args, keywords, defaults, keyword_defaults, annotations = [], [], (), {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        annotations["return"] = sig.return_annotation
    for parameter in sig.parameters.values():
        kind, name = parameter.kind, parameter.name
        if kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not _empty:
                defaults += (parameter.default,)
        elif kind is Parameter.VAR_POSITIONAL:
            varargs = name
        elif kind is Parameter.KEYWORD_ONLY:
            keywords.append(name)
            if parameter.default is not _empty:
                keyword_defaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, keywords, keyword_defaults or None, annotations)


def getargs(co):
    """Get information about the arguments accepted by a code object."""
    if not iscode(co):
        raise TypeError("{!r} is not a code object".format(co))
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    args, varargs, varkw = list(names[:count]), None, None
    if co.co_flags & CO_VARARGS:
        varargs = names[count]
        count += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[count]
    return Arguments(args, varargs, varkw)


def getargvalues(frame):
    """Get information about arguments passed into a particular frame."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def _listed(names):
    """The quoted names, with `and` before the last."""
    quoted = [repr(name) for name in names]
    return ", ".join(quoted[:-2] + [" and ".join(quoted[-2:])])


def _require(function, names, kind, values):
    missing = [name for name in names if name not in values]
    if missing:
        plural = "" if len(missing) == 1 else "s"
        raise TypeError(f"{function}() missing {len(missing)} required {kind} argument{plural}: {_listed(missing)}")


def _too_many(function, spec, given, values):
    """The error of a call with more positional arguments than the function takes."""
    count, optional = len(spec.args), len(spec.defaults or ())
    takes = f"from {count - optional} to {count}" if optional else str(count)
    plural = "s" if optional or count != 1 else ""
    named = sum(name in values for name in spec.kwonlyargs)
    besides = ""
    if named:
        besides = (f" positional argument{'s' if given != 1 else ''}"
                   f" (and {named} keyword-only argument{'s' if named != 1 else ''})")
    verb = "was" if given == 1 and not named else "were"
    return TypeError(f"{function}() takes {takes} positional argument{plural} but {given}{besides} {verb} given")


def getcallargs(func, /, *positional, **named):
    """Get the mapping of arguments to values."""
    if ismethod(func):
        positional = (func.__self__,) + positional
        func = func.__func__
    spec = getfullargspec(func)
    function = func.__name__
    values = dict(zip(spec.args, positional))
    if spec.varargs:
        values[spec.varargs] = positional[len(spec.args):]
    if spec.varkw:
        values[spec.varkw] = {}
    for name, value in named.items():
        if name not in spec.args and name not in spec.kwonlyargs:
            if not spec.varkw:
                raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
            values[spec.varkw][name] = value
        elif name in values:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
        else:
            values[name] = value
    if len(positional) > len(spec.args) and not spec.varargs:
        raise _too_many(function, spec, len(positional), values)
    defaults = spec.defaults or ()
    required = len(spec.args) - len(defaults)
    _require(function, spec.args[:required], "positional", values)
    for name, value in zip(spec.args[required:], defaults):
        values.setdefault(name, value)
    for name in spec.kwonlyargs:
        if name not in values and name in (spec.kwonlydefaults or ()):
            values[name] = spec.kwonlydefaults[name]
    _require(function, spec.kwonlyargs, "keyword-only", values)
    return values
