# compile() with PyCF_TYPE_COMMENTS: which comments tell types, and of what.
import ast

SOURCE = '''x = 1  # type: int
y = "# type: no"  # type:   str  
z = [1,
     2]  # type: list  # more
s = """
# type: ignore
"""  # type: ignore[attr]
for i in x:  # type: int
    a = b = i  # no type: here
with x as y:  # type: str
    pass
def f(a,  # type: int
      b):
    # type: (...) -> None
    return 'it\\'s # type: ignore'  # type: ignore
class C:
    def g(self):  # type: () -> int
        q = 5 # type: ignored
        if q: w = 1 # type:ignore
        else: w = 2   #  type: float
# type: ignore # why
try: r = 0 # type: complex
except E: r = 1 # type: Any
'''


def show(tree):
    for node in ast.walk(tree):
        if getattr(node, "type_comment", None) is not None:
            print(type(node).__name__, node.lineno, repr(node.type_comment))
    print([(ignore.lineno, ignore.tag) for ignore in tree.type_ignores])


show(ast.parse(SOURCE, type_comments=True))
show(ast.parse(SOURCE))
show(ast.parse("x: int # type: ignore", type_comments=True))
print(ast.dump(ast.parse("x = 1 # type: int", type_comments=True), indent=1))
