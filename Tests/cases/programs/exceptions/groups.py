# Exception groups: splitting, derive, except* with handlers that raise.
def leaves(e):
    return [repr(x) if not isinstance(x, BaseExceptionGroup) else [x.message, leaves(x)] for x in e.exceptions]


g = ExceptionGroup("top", [ValueError(1), ExceptionGroup("sub", [TypeError(2), ValueError(3)]), OSError(4)])
match, rest = g.split(ValueError)
print(leaves(match), leaves(rest))
print(g.subgroup(lambda e: e.args == (3,)) and leaves(g.subgroup(lambda e: e.args == (3,))))
print(g.split(KeyError)[0], g.split((ValueError, TypeError, OSError))[1])


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine(self.message + "'", excs)


print(repr(Mine("m", [ValueError(1), TypeError(2)]).subgroup(TypeError)))


def run(make):
    try:
        try:
            raise make()
        except* ValueError as e:
            print("values", type(e).__name__, leaves(e))
        except* TypeError as e:
            print("types", leaves(e))
            raise KeyError("from handler")
    except BaseException as e:
        print("out", repr(e), leaves(e) if isinstance(e, BaseExceptionGroup) else "")
    else:
        print("nothing left")


run(lambda: g)
run(lambda: ExceptionGroup("only values", [ValueError(5)]))
run(lambda: ValueError("plain"))
run(lambda: TypeError("plain"))
run(lambda: ExceptionGroup("mixed", [ValueError(1), OSError(2)]))
run(lambda: OSError("no group"))
for args in (("x", []), ("x", [1]), (1, [ValueError()]), ("x", 5)):
    try:
        ExceptionGroup(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
e = ValueError("noted")
e.add_note("one")
e.add_note("two")
print(e.__notes__, e)
