# description: `compile()` of a syntax tree goes by way of `ast.unparse`: lines and columns in tracebacks are those of that text.
# cause: The front end compiles text.
# workaround: Compile the text itself where positions matter.
import ast

tree = ast.parse("\n\n1 / 0")
try:
    exec(compile(tree, "<tree>", "exec"))
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_lineno)
