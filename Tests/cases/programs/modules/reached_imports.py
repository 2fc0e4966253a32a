# Imports inside functions that are reached without a plain call of their name.
registry = []


def register(function):
    registry.append(function)
    return function


@register
def decorated():
    import keyword
    return keyword.iskeyword("for")


def visit_number(text):
    import numbers
    return isinstance(int(text), numbers.Integral)


def shape_area():
    import cmath
    return cmath.sqrt(-1)


def fetch_by_format():
    import bisect
    return bisect.bisect([1, 2, 3], 2)


def table_entry():
    import heapq
    return heapq.nsmallest(2, [3, 1, 2])


class Plugin:
    def __len__(self):
        import colorsys
        return len(colorsys.__all__)

    @property
    def first(self):
        import stat
        return stat.S_ISDIR(0o040755)

    def run(self):
        def nested():
            import copy
            return copy.copy([1])
        return nested()


def never_called():
    import this_module_does_not_exist
    return this_module_does_not_exist


print([function() for function in registry])
kind = "number"
print(globals()["visit_" + kind]("12"))
suffix = "area"
print(globals()[f"shape_{suffix}"]())
print(globals()["fetch_by_%s" % "format"]())
print({"entry": "table_entry"}["entry"], globals()[{"entry": "table_entry"}["entry"]]())
print(len(Plugin()), Plugin().first, Plugin().run())
