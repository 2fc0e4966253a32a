"""The classes of abstract syntax trees. Reference: the library reference's page on the module ast (abstract grammar)."""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000


class AST:
    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, /, *args, **kwargs):
        fields = type(self)._fields
        if len(args) > len(fields):
            s = "" if len(fields) == 1 else "s"
            raise TypeError(f"{type(self).__name__} constructor takes at most {len(fields)} positional argument{s}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name in fields[:len(args)]:
                raise TypeError(f"{type(self).__name__} got multiple values for argument {name!r}")
            setattr(self, name, value)

    def __reduce_ex__(self, protocol):
        return type(self), (), self.__dict__

    def __reduce__(self):
        return type(self), (), self.__dict__


AST.__module__ = "ast"

_PLACE = "lineno col_offset end_lineno? end_col_offset?"

# kind: its attributes, then its nodes with their fields. ?: may be None, *: a list.
_GRAMMAR = {
    "mod": ("", """
        Module body* type_ignores*; Interactive body*; Expression body; FunctionType argtypes* returns"""),
    "stmt": (_PLACE, """
        FunctionDef name args body* decorator_list* returns? type_comment?
        ; AsyncFunctionDef name args body* decorator_list* returns? type_comment?
        ; ClassDef name bases* keywords* body* decorator_list*; Return value?; Delete targets*
        ; Assign targets* value type_comment?; AugAssign target op value; AnnAssign target annotation value? simple
        ; For target iter body* orelse* type_comment?; AsyncFor target iter body* orelse* type_comment?
        ; While test body* orelse*; If test body* orelse*; With items* body* type_comment?
        ; AsyncWith items* body* type_comment?; Match subject cases*; Raise exc? cause?
        ; Try body* handlers* orelse* finalbody*; TryStar body* handlers* orelse* finalbody*; Assert test msg?
        ; Import names*; ImportFrom module? names* level?; Global names*; Nonlocal names*; Expr value; Pass; Break
        ; Continue"""),
    "expr": (_PLACE, """
        BoolOp op values*; NamedExpr target value; BinOp left op right; UnaryOp op operand; Lambda args body
        ; IfExp test body orelse; Dict keys* values*; Set elts*; ListComp elt generators*; SetComp elt generators*
        ; DictComp key value generators*; GeneratorExp elt generators*; Await value; Yield value?; YieldFrom value
        ; Compare left ops* comparators*; Call func args* keywords*; FormattedValue value conversion format_spec?
        ; JoinedStr values*; Constant value kind?; Attribute value attr ctx; Subscript value slice ctx
        ; Starred value ctx; Name id ctx; List elts* ctx; Tuple elts* ctx; Slice lower? upper? step?"""),
    "expr_context": ("", "Load; Store; Del"),
    "boolop": ("", "And; Or"),
    "operator": ("", """
        Add; Sub; Mult; MatMult; Div; Mod; Pow; LShift; RShift; BitOr; BitXor; BitAnd; FloorDiv"""),
    "unaryop": ("", "Invert; Not; UAdd; USub"),
    "cmpop": ("", "Eq; NotEq; Lt; LtE; Gt; GtE; Is; IsNot; In; NotIn"),
    "excepthandler": (_PLACE, "ExceptHandler type? name? body*"),
    "pattern": ("lineno col_offset end_lineno end_col_offset", """
        MatchValue value; MatchSingleton value; MatchSequence patterns*; MatchMapping keys* patterns* rest?
        ; MatchClass cls patterns* kwd_attrs* kwd_patterns*; MatchStar name?; MatchAs pattern? name?; MatchOr patterns*"""),
    "type_ignore": ("", "TypeIgnore lineno tag"),
}
_SINGLE = {
    "comprehension": ("", "target iter ifs* is_async"),
    "arguments": ("", "posonlyargs* args* vararg? kwonlyargs* kw_defaults* kwarg? defaults*"),
    "arg": (_PLACE, "arg annotation? type_comment?"),
    "keyword": (_PLACE, "arg? value"),
    "alias": (_PLACE, "name asname?"),
    "withitem": ("", "context_expr optional_vars?"),
    "match_case": ("", "pattern guard? body*"),
}


def _define(name, base, fields, attributes):
    """Makes one class; what may be None is None until it is set."""
    namespace = {"__module__": "ast"}
    names = tuple(x.rstrip("*?") for x in fields.split())
    namespace["_fields"] = namespace["__match_args__"] = names
    if attributes is not None:
        namespace["_attributes"] = tuple(x.rstrip("?") for x in attributes.split())
    for field in fields.split() + (attributes or "").split():
        if field.endswith("?"):
            namespace[field[:-1]] = None
    made = globals()[name] = type(name, (base,), namespace)
    _forms[made] = fields.split()
    return made


_forms = {}  # the fields of each class, with their marks


for _kind, (_attributes, _nodes) in _GRAMMAR.items():
    _base = _define(_kind, AST, "", _attributes)
    for _node in _nodes.split(";"):
        _name, _, _fields = _node.strip().partition(" ")
        _define(_name, _base, _fields, None)
for _kind, (_attributes, _fields) in _SINGLE.items():
    _define(_kind, AST, _fields, _attributes)
del _kind, _attributes, _nodes, _base, _node, _name, _fields


# ---- what compile() wants of a tree -----------------------------------------------------------------------------------

# Fields that hold no nodes.
_PLAIN = frozenset("name id attr arg asname module rest type_comment kind level conversion simple names kwd_attrs tag lineno "
                   "is_async".split())
_SORTS = {"op": operator, "ctx": expr_context, "args": arguments}


def _check_tree(tree, mode):
    """Raises what CPython does for a tree that cannot be compiled in this mode, or lacks something."""
    wanted = {"exec": Module, "eval": Expression, "single": Interactive}[mode]
    if not isinstance(tree, wanted):
        raise TypeError(f"expected {wanted.__name__} node, got {type(tree).__name__}")
    _check_node(tree)


def _form(node):
    for cls in type(node).__mro__:
        if cls in _forms and (_forms[cls] or cls.__base__ is not AST or cls.__subclasses__() == []):
            return cls.__name__, _forms[cls]
    return type(node).__name__, []


def _check_node(node):
    for base in (stmt, expr, excepthandler, pattern, arg, keyword, alias):
        if isinstance(node, base):
            for place in ("lineno", "col_offset"):
                if not hasattr(node, place):
                    raise TypeError(f'required field "{place}" missing from {base.__name__}')
                if not isinstance(getattr(node, place), int):
                    raise ValueError(f"invalid integer value: {getattr(node, place)!r}")
    name, fields = _form(node)
    for field in fields:
        key = field.rstrip("*?")
        is_value = key == "value" and isinstance(node, (Constant, MatchSingleton))
        value = getattr(node, key, _forms)
        if value is _forms:
            if not field.endswith("?"):
                raise TypeError(f'required field "{key}" missing from {name}')
        elif field.endswith("*"):
            if not isinstance(value, list):
                raise TypeError(f'{name} field "{key}" must be a list, not a {type(value).__name__}')
            if key not in _PLAIN or isinstance(node, (Import, ImportFrom)):
                for item in value:
                    _check_item(item, stmt if key in ("body", "orelse", "finalbody") else None)
        elif value is None:
            if not field.endswith("?") and not is_value and not isinstance(node, MatchSingleton):
                raise ValueError(f"field '{key}' is required for {name}")
        elif key not in _PLAIN and not is_value:
            _check_item(value, _SORTS.get(key, expr) if isinstance(node, (stmt, expr)) else None)


def _check_item(item, sort):
    if isinstance(item, AST):
        _check_node(item)
    elif item is not None:
        sort = sort or expr
        raise TypeError('required field "lineno" missing from ' + sort.__name__ if sort in (stmt, expr)
                        else f"expected some sort of {sort.__name__}, but got {item!r}")


# ---- comments that tell types --------------------------------------------------------------------------------------------------

def _comments(text):
    """Line numbers and texts of a program's comments; the program is right."""
    at, line, end = 0, 1, len(text)
    while at < end:
        c = text[at]
        if c == "#":
            stop = text.find("\n", at)
            stop = end if stop < 0 else stop
            yield line, text[at:stop]
            at = stop
            continue
        at += 1
        if c == "\n":
            line += 1
        elif c in "\"'":
            quote = c * 3 if text.startswith(c * 2, at) else c
            at += len(quote) - 1
            while at < end and not text.startswith(quote, at):
                if text[at] == "\\":
                    at += 1
                line += text.startswith("\n", at)
                at += 1
            at += len(quote)


def _add_type_comments(tree, source):
    """Puts `# type: …` where compile() does with PyCF_TYPE_COMMENTS. Returns the tree."""
    text = source if isinstance(source, str) else bytes(source).decode("utf-8", "replace")
    told = {}
    for line, comment in _comments(text.replace("\r\n", "\n").replace("\r", "\n")):
        comment = comment[1:].lstrip(" \t")
        if not comment.startswith("type:"):
            continue
        comment = comment[5:].lstrip(" \t")
        rest = comment[6:]
        if comment.startswith("ignore") and not (rest[:1] > "\x7f" or rest[:1].isalnum()):
            if isinstance(tree, Module):
                tree.type_ignores.append(TypeIgnore(line, rest))
        else:
            told[line] = comment
    waiting = [tree] if told else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Assign):
            node.type_comment = told.get(node.end_lineno)
        elif isinstance(node, (For, AsyncFor, With, AsyncWith, FunctionDef, AsyncFunctionDef)):
            first = node.body[0].lineno
            start = node.lineno
            if isinstance(node, (FunctionDef, AsyncFunctionDef)):
                start = _tell_arguments(node.args, told, start)
            lines = range(start, first) if first > start else (first,)
            node.type_comment = next((told[line] for line in lines if line in told), None)
        for body in ("body", "orelse", "finalbody", "handlers", "cases"):
            if isinstance(inner := getattr(node, body, None), list):
                waiting.extend(inner)
    return tree


def _tell_arguments(args, told, start):
    """Comments behind arguments that are not in the last line of these, where that of the function may be."""
    every = args.posonlyargs + args.args + args.kwonlyargs + [a for a in (args.vararg, args.kwarg) if a]
    last = max([start, *(argument.end_lineno for argument in every)])
    for argument in sorted(every, key=lambda a: (a.lineno, a.col_offset)):
        if argument.end_lineno < last and argument.end_lineno in told:
            argument.type_comment = told[argument.end_lineno]
    return last
