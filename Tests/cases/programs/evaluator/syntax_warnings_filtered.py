import warnings, ast
def t(src, mode="exec"):
    try: compile(src, "<x>", mode); print("fine")
    except SyntaxError as e: print(repr(e), e.args, e.text)
for action in ("error", "always", "ignore", "default", "once", "module"):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter(action)
        for i in range(2):
            t("x = '\\d'\nx is 5\n"); t("x is 5"); t("1if x else 2"); t("\n  \nassert (x,\n 1)")
            t("é = 'é'; é is 'a'"); t("'\\d'", "eval")
            try: eval("'\\d' is 1")
            except SyntaxError as e: print(e)
            try: ast.parse("'\\d' is 1"); ast.literal_eval("'\\q'")
            except SyntaxError as e: print(e)
        for i in w: print(action, i.category.__name__, i.lineno, i.message, i.filename)
with warnings.catch_warnings():
    warnings.filterwarnings("error", module="foo")
    try: compile("'\\d'", "foo.py", "exec")
    except SyntaxError as e: print(repr(e))
    compile("'\\d'", "bar.py", "exec")
