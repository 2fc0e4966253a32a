"""Python values, frames and tracebacks in gdb, for programs built with `natrix build -g` (-O0 keeps all variables).

    gdb -x $(natrix gdb-script) ./app
    (gdb) break app.py:12           a line
    (gdb) py-break Stack.push       a Python function, by its qualified name
    (gdb) py-bt                     the Python calls, as a traceback shows them
    (gdb) py-suspended              where the tasks of asyncio wait, each with the coroutines that wait for one another
    (gdb) py-suspended NAME         where the generator, coroutine or task of that name stands
    (gdb) py-locals                 the variables of the innermost
    (gdb) py-list                   the source around its line
    (gdb) py-print NAME             one variable
    (gdb) print value               values are shown as Python shows them
"""

import gdb
import re
import struct

MOST_ITEMS = 20     # of a container that are shown
MOST_DEPTH = 4
MOST_TEXT = 200     # characters of a string
SINGLETONS = {0: "False", 1: "True", 2: "None", 3: "Ellipsis", 4: "NotImplemented", 5: "<stop>", 6: "<removed>"}


def word(value):
    return int(value) & 0xFFFFFFFFFFFFFFFF


def pointer(type_name, address):
    return gdb.Value(address).cast(gdb.lookup_type(type_name).pointer()).dereference()


def read(address, size):
    return gdb.selected_inferior().read_memory(address, size).tobytes()


class Unreadable(Exception):
    pass


# ---- values ------------------------------------------------------------------------------------------------------------

def text_of(address):
    """The characters of the nx_str at an address."""
    string = pointer("nx_str", address)
    length, kind = int(string["length"]), int(string["kind"])
    if kind not in (1, 2, 4) or length < 0:
        raise Unreadable
    shown = min(length, MOST_TEXT)
    data = read(int(string["data"]), shown * kind) if shown else b""
    encoding = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[kind]
    return data.decode(encoding, "surrogatepass") + ("…" if shown < length else "")


def type_of(address):
    """The nx_type of the object at an address."""
    shape = pointer("nx_header", address)["shape"]
    return shape.dereference()["type"].dereference()


def type_name(type_object):
    qualname = word(type_object["qualname"])
    return text_of(qualname) if qualname else type_object["c_name"].string()


def show(value, depth=0):
    """The text of a value, as repr() would write it; never fails."""
    value = word(value)
    tag = value & 7
    if value == 0:
        return "<unbound>"
    if value & 3 == 1:
        return str((value >> 2) - (1 << 62 if value >> 63 else 0))
    if tag in (3, 4):
        bits = (value >> 4 | value << 60) & 0xFFFFFFFFFFFFFFFF
        return repr(struct.unpack("<d", struct.pack("<Q", bits))[0])
    if tag == 2:
        return SINGLETONS.get(value >> 3, "<singleton %d>" % (value >> 3))
    try:
        return show_object(value, depth)
    except (gdb.error, gdb.MemoryError, Unreadable, UnicodeDecodeError, OverflowError):
        return "<object at 0x%x>" % value


def words(address, count):
    return struct.unpack("<%dQ" % count, read(address, 8 * count)) if count else ()


def joined(items, length, opening, closing):
    more = ["…"] if length > MOST_ITEMS else []
    return opening + ", ".join(items + more) + closing


def show_object(address, depth):
    type_object = type_of(address)
    name = type_name(type_object)
    kinds = {"str": show_str, "int": show_int, "float": show_float, "bytes": show_bytes, "type": show_type,
             "function": show_function, "list": show_list, "tuple": show_tuple, "dict": show_dict, "set": show_set,
             "frozenset": show_frozenset, "module": show_module, "complex": show_complex, "range": show_range,
             "bytearray": show_bytearray, "generator": show_generator}
    shower = kinds.get(name)
    if shower in (show_list, show_tuple, show_dict, show_set) and depth >= MOST_DEPTH:
        return "<%s>" % name
    if shower:
        return shower(address, depth)
    if int(type_object["flags"]) & 1 << 17:  # NX_TYPE_EXCEPTION
        return show_exception(address, name, depth)
    return show_instance(address, type_object, name, depth)


def show_str(address, depth):
    return repr(text_of(address))


def show_int(address, depth):
    number = pointer("nx_int", address)
    size = int(number["size"])
    first = int(number["limbs"].address)
    if abs(size) > 10000:
        raise Unreadable
    magnitude = sum(limb << 64 * i for i, limb in enumerate(words(first, abs(size))))
    return str(-magnitude if size < 0 else magnitude)


def show_float(address, depth):
    return repr(float(pointer("nx_float", address)["value"]))


def show_bytes(address, depth):
    return show_buffer(pointer("nx_bytes", address))


def show_buffer(value):
    length = int(value["length"])
    return repr(read(int(value["data"]), min(length, MOST_TEXT))) + ("…" if length > MOST_TEXT else "")


def show_type(address, depth):
    return "<class '%s'>" % type_name(pointer("nx_type", address))


def show_function(address, depth):
    code = pointer("nx_function", address)["code"].dereference()
    return "<function %s>" % text_of(int(code["qualname"]))


def show_list(address, depth):
    value = pointer("nx_list", address)
    length = int(value["length"])
    items = words(int(value["items"]), min(length, MOST_ITEMS))
    return joined([show(item, depth + 1) for item in items], length, "[", "]")


def show_tuple(address, depth):
    value = pointer("nx_tuple", address)
    length = int(value["length"])
    items = words(int(value["items"].address), min(length, MOST_ITEMS))
    return joined([show(item, depth + 1) for item in items], length, "(", ",)" if length == 1 else ")")


def show_dict(address, depth):
    value = pointer("nx_dict", address)
    pairs = words(int(value["entries"]), 2 * min(int(value["used"]), 4 * MOST_ITEMS))
    shown = []
    for key, item in zip(pairs[::2], pairs[1::2]):
        if key and item and len(shown) < MOST_ITEMS:
            shown.append(show(key, depth + 1) + ": " + show(item, depth + 1))
    return joined(shown, int(value["live"]), "{", "}")


def show_set(address, depth):
    value = pointer("nx_set", address)
    keys = words(int(value["keys"]), min(int(value["mask"]) + 1, 1 << 12))
    live = [show(key, depth + 1) for key in keys if key and key != (6 << 3 | 2)]
    if not live:
        return "set()"
    return joined(live[:MOST_ITEMS], int(value["used"]), "{", "}")


def show_frozenset(address, depth):
    text = show_set(address, depth)
    return "frozenset(%s)" % ("" if text == "set()" else text)


def show_module(address, depth):
    definition = pointer("nx_module", address)["def"]
    return "<module '%s'>" % definition["name"].string() if int(definition) else "<module>"


def show_complex(address, depth):
    value = pointer("nx_complex", address)
    return repr(complex(float(value["real"]), float(value["imag"])))


def show_range(address, depth):
    value = pointer("nx_range", address)
    start, stop, step = (show(value[part], depth) for part in ("start", "stop", "step"))
    return "range(%s, %s%s)" % (start, stop, "" if step == "1" else ", " + step)


def show_bytearray(address, depth):
    return "bytearray(%s)" % show_buffer(pointer("nx_bytearray", address))


def show_generator(address, depth):
    value = pointer("nx_generator", address)
    name = int(value["qualname"]) or int(value["function"]["code"]["qualname"])
    return "<generator %s>" % text_of(name)


def show_exception(address, name, depth):
    if depth >= MOST_DEPTH:
        return "<%s>" % name
    items = show(pointer("struct nx_exception", address)["args"], depth + 1)
    return name + (items[:-2] + ")" if items.endswith(",)") else items)


def show_instance(address, type_object, name, depth):
    plain = "<%s at 0x%x>" % (name, address)
    has_attributes = int(type_object["flags"]) & 1 << 3
    shape = pointer("nx_header", address)["shape"].dereference()
    if not has_attributes or depth >= MOST_DEPTH or int(type_object["item_size"]):
        return plain
    first = address + int(type_object["basic_size"])
    if bool(shape["dict_mode"]):
        table = words(first, 1)[0]
        return plain[:-1] + " " + show_dict(table, depth + 1) + ">" if table else plain
    attributes = []
    while int(shape["parent"]):
        slot = int(shape["slot"])
        attributes.append(text_of(int(shape["name"])) + "=" + show(words(first + 8 * slot, 1)[0], depth + 1))
        shape = shape["parent"].dereference()
    return "<%s %s>" % (name, " ".join(reversed(attributes))) if attributes else plain


class ValuePrinter:
    """nx_value, as Python shows it."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return show(self.value)


class ObjectPrinter:
    """A pointer to one of the runtime's objects."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        address = int(self.value)
        return show(address) if address else "NULL"


OBJECTS = {"nx_str", "nx_list", "nx_dict", "nx_tuple", "nx_set", "nx_type", "nx_function", "nx_int", "nx_float", "nx_bytes"}


def printer(value):
    kind = value.type
    if kind.code == gdb.TYPE_CODE_TYPEDEF and kind.name == "nx_value":
        return ValuePrinter(value)
    if kind.code == gdb.TYPE_CODE_PTR:
        target = kind.target().unqualified()
        name = target.name or target.strip_typedefs().tag
        if name in OBJECTS or (name and name.startswith("nx_") and name[3:] in ("instance", "exception", "generator")):
            return ObjectPrinter(value)
    return None


# ---- frames ------------------------------------------------------------------------------------------------------------

def code_named(base):
    """The code object of a compiled function, by the function's name in C."""
    symbol = gdb.lookup_static_symbol(base + "_code") or gdb.lookup_global_symbol(base + "_code")
    return symbol.value() if symbol else None


def python_function(name):
    """(name in C, what it is for it, code object) of a C function that was made of a Python function."""
    if not name or not name.startswith("py_"):
        return None
    name = name.split(".")[0]
    stem, kind = name, "body"
    for ending, meaning in (("__generic", "generic"), ("_resume", "body"), ("_entry", "wrapper")):
        if name.endswith(ending) and code_named(name[:-len(ending)]):
            stem, kind = name[:-len(ending)], meaning
    without = name.rstrip("0123456789")
    if without.endswith("__fast") and code_named(without[:-6]):
        stem, kind = without[:-6], "fast"
    code = code_named(stem)
    if code is None:
        return None
    if kind == "body" and stem == name and gdb.lookup_static_symbol(stem + "__generic"):
        kind = "wrapper"
    return stem, kind, code


class PythonCode:
    """Where a Python function stands, in a call or suspended."""

    def __init__(self, code, line):
        self.name = text_of(int(code["qualname"]))
        self.short = text_of(int(code["name"]))
        self.code = code
        source = code["source"].dereference()
        self.path = source["path"].string()
        self.line = line if line else int(code["first_line"])

    def text(self):
        start, length = int(self.code["source"]["text"]), int(self.code["source"]["length"])
        return read(start, length).decode("utf-8", "replace").split("\n") if start else []

    def source_line(self):
        lines = self.text()
        return lines[self.line - 1].strip() if 0 < self.line <= len(lines) else ""

    def names(self):
        """Of its parameters and other variables."""
        found = set()
        for array, count in (("parameters", int(self.code["positional"]) + int(self.code["keyword_only"])), ("locals", int(self.code["local_count"]))):
            for address in words(int(self.code[array]), count):
                found.add(text_of(address))
        return found

    def print(self):
        print('  File "%s", line %d, in %s' % (self.path, self.line, self.short))
        line = self.source_line()
        if line:
            print("    " + line)


class PythonFrame(PythonCode):
    """One call of a Python function."""

    def __init__(self, frame, stem, kind, code):
        super().__init__(code, frame.find_sal().line)
        self.frame, self.stem, self.kind = frame, stem, kind


# ---- generators, coroutines and tasks -------------------------------------------------------------------------------------

MOST_WAITING = 1000  # in a chain; as many tasks
RESUMABLE = ("generator", "coroutine", "async_generator")


def kind_of(value):
    """The name of the type of an object, "" of what is none."""
    if value == 0 or value & 7:
        return ""
    try:
        return type_name(type_of(value)).split(".")[-1]
    except (gdb.error, gdb.MemoryError, Unreadable, UnicodeDecodeError):
        return ""


def inner_of(value, kind):
    """What an object that waits has asked to go on, or 0."""
    if kind in RESUMABLE:
        return word(pointer("nx_generator", value)["delegate"])
    if kind.startswith("async_generator_"):
        return word(pointer("nx_async_awaitable", value)["generator"])
    if kind == "coroutine_wrapper":
        return words(value + 8, 1)[0]
    return 0


class Suspended(PythonCode):
    """A generator or coroutine at its yield or await."""

    def __init__(self, address):
        generator = pointer("nx_generator", address)
        code, state = generator["code"].dereference(), int(generator["state"])
        line = int(code["positions"][int(generator["position"])]["line"]) if state > 0 else 0
        super().__init__(code, line)
        self.note = "has ended" if state < 0 else "has not begun" if state == 0 else "is running" if generator["running"] else ""


def waiting(value):
    """The chain from a generator, coroutine or task to what it waits for in the end: (frames, what that is)."""
    found = []
    for _ in range(MOST_WAITING):
        kind = kind_of(value)
        if kind in RESUMABLE:
            found.append(Suspended(value))
        inner = inner_of(value, kind)
        if not inner:
            return found, "" if kind in RESUMABLE else awaited(value, kind)
        value = inner
    return found, "…"


def awaited(value, kind):
    if kind == "FutureIter":
        value = words(value + 8, 1)[0]
        kind = kind_of(value)
    if kind == "Task":
        return "waits for task %s" % task_name(pointer("nx_task", value))
    return "waits for %s" % (("a " + kind) if kind == "Future" else show(value)) if value else ""


def task_name(task):
    name = word(task["name"])
    return "'Task-%s'" % show(name) if name & 3 == 1 else show(name)  # a number until somebody asks for it


def print_waiting(value):
    frames, rest = waiting(value)
    for made in frames:
        made.print()
        if made.note:
            print("      (%s)" % made.note)
    if rest:
        print("  " + rest)


def delegating(frame, running):
    """Of a frame of the runtime that resumes the innermost of generators that delegate to one another (deep_step in
    types/generator.c): the others, the innermost first; they are not on the stack."""
    try:
        outer = frame.read_var("outer")
        value, found = word(frame.read_var("path")[0] if outer.is_optimized_out else outer), []
        while value != running and len(found) < MOST_WAITING:
            if kind_of(value) != "generator":
                return []
            found.append(Suspended(value))
            value = inner_of(value, "generator")
        return found[::-1]
    except (gdb.error, gdb.MemoryError, ValueError):
        return []


def generator_of(frame):
    """The generator whose code a frame executes, or 0."""
    try:
        return word(frame.read_var("frame"))
    except (gdb.error, ValueError):
        return 0


def python_frames():
    """The calls, the innermost first."""
    return [made for made in python_stack() if isinstance(made, PythonFrame)]


def python_stack():
    """The same with generators that others delegate to in between."""
    found = []
    last = None  # of the frame just before, which is further in
    running = 0  # the generator of the last frame of one
    frame = gdb.newest_frame()
    while frame is not None and frame.is_valid():
        made = python_function(frame.name())
        if made:
            stem, kind, code = made
            same = last is not None and last[0] == stem and (kind == "wrapper" or (kind == "fast" and last[1] == "generic"))
            if not same:
                found.append(PythonFrame(frame, stem, kind, code))
            last = (stem, kind)
            if frame.name().split(".")[0].endswith("_resume"):
                running = generator_of(frame)
        else:
            last = None
            if running and (frame.name() or "").split(".")[0] == "deep_step":
                found += delegating(frame, running)
        frame = frame.older()
    return found


def innermost():
    """The Python call that is selected, or around what is selected."""
    frames = python_frames()
    if not frames:
        raise gdb.GdbError("no Python function is running (is the program built with -g?)")
    selected = gdb.selected_frame()
    for made in frames:
        if made.frame.level() >= selected.level():
            return made
    return frames[-1]


def variables(made):
    """(name, text) of each variable of a call that is known here."""
    frame, names, seen, known = made.frame, [], set(), made.names()
    locals_of = {"function", "args", "frame", "sent"}
    block = frame.block()
    while block is not None:
        for symbol in block:
            name = symbol.print_name
            if not (symbol.is_variable or symbol.is_argument) or name in seen or name in locals_of:
                continue
            if name.startswith("nx_") or (name[:1] == "t" and name[1:].isdigit()):
                continue
            seen.add(name)
            # What C has a meaning for ends with an underscore there.
            name = name[:-1] if name not in known and name.endswith("_") and name[:-1] in known else name
            value = symbol.value(frame)
            if value.is_optimized_out:
                names.append((name, "<optimized out>"))
            elif value.type.strip_typedefs().code == gdb.TYPE_CODE_FLT:
                names.append((name, repr(float(value))))
            elif str(value.type) == "nx_value" or str(value.type) == "volatile nx_value":
                names.append((name, show(value)))
            elif value.type.strip_typedefs().code in (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_BOOL):
                names.append((name, str(int(value))))
        if block.function is not None:
            break
        block = block.superblock
    return names


# ---- commands ----------------------------------------------------------------------------------------------------------

class Backtrace(gdb.Command):
    """py-bt: the Python calls, as a traceback shows them."""

    def __init__(self):
        super().__init__("py-bt", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        frames = python_stack()
        if not frames:
            raise gdb.GdbError("no Python function is running (is the program built with -g?)")
        print("Traceback (most recent call last):")
        for made in reversed(frames):
            made.print()


class SuspendedCommand(gdb.Command):
    """py-suspended [NAME]: where a generator, coroutine or task stands, and what it waits for; without a name: all tasks of asyncio."""

    def __init__(self):
        super().__init__("py-suspended", gdb.COMMAND_STACK, gdb.COMPLETE_SYMBOL)

    def invoke(self, argument, from_tty):
        name = argument.strip()
        if not name:
            return self.tasks()
        value = self.named(name)
        kind = kind_of(value)
        if kind == "Task":
            value = word(pointer("nx_task", value)["coroutine"])
        elif kind not in RESUMABLE:
            raise gdb.GdbError("'%s' is no generator, coroutine or task: it is %s" % (name, show(value)))
        print_waiting(value)

    def named(self, name):
        """A variable of the Python call that is selected, or what C means by an expression."""
        try:
            return word(innermost().frame.read_var(name))
        except (gdb.error, ValueError):
            return word(gdb.parse_and_eval(name))

    def tasks(self):
        symbol = gdb.lookup_global_symbol("nx_tasks")
        task = word(symbol.value()) if symbol else 0
        if not task:
            print("no task is waiting")
        for _ in range(MOST_WAITING):
            if not task:
                break
            made = pointer("nx_task", task)
            print("task %s" % task_name(made))
            print_waiting(word(made["coroutine"]))
            task = word(made["next"])


class Locals(gdb.Command):
    """py-locals: the variables of the Python call that is selected."""

    def __init__(self):
        super().__init__("py-locals", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        for name, text in variables(innermost()):
            print("%s = %s" % (name, text))


class Print(gdb.Command):
    """py-print NAME: a variable of the Python call that is selected."""

    def __init__(self):
        super().__init__("py-print", gdb.COMMAND_DATA, gdb.COMPLETE_SYMBOL)

    def invoke(self, argument, from_tty):
        for name, text in variables(innermost()):
            if name == argument.strip():
                print(text)
                return
        raise gdb.GdbError("no variable '%s' here" % argument.strip())


class List(gdb.Command):
    """py-list: the source around the line of the Python call that is selected."""

    def __init__(self):
        super().__init__("py-list", gdb.COMMAND_FILES)

    def invoke(self, argument, from_tty):
        made = innermost()
        lines = made.text()
        for number in range(max(1, made.line - 5), min(len(lines), made.line + 5) + 1):
            print("%s%4d  %s" % (">" if number == made.line else " ", number, lines[number - 1]))


class Break(gdb.Command):
    """py-break QUALIFIED.NAME: stops in a Python function, in all its versions."""

    def __init__(self):
        super().__init__("py-break", gdb.COMMAND_BREAKPOINTS)

    def invoke(self, argument, from_tty):
        parts = [re.sub(r"\W", "_", part.strip("<>")) for part in argument.strip().split(".") if part != "<locals>"]
        stem = "__".join(parts)
        listed = gdb.execute("info functions -q __%s" % stem, to_string=True)
        found = set(re.findall(r"\b(py_\w+__%s(?:__generic|__fast[0-9]*|_resume)?)\(" % stem, listed))
        bodies = {name for name in found if python_function(name) and python_function(name)[1] != "wrapper"}
        if not bodies:
            raise gdb.GdbError("no function '%s' in the program (is it built with -g?)" % argument.strip())
        for name in sorted(bodies):
            gdb.Breakpoint(name)


gdb.pretty_printers.append(printer)
for command in (Backtrace, SuspendedCommand, Locals, Print, List, Break):
    command()
