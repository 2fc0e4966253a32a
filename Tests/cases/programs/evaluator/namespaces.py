# eval and exec with every combination of namespaces, from modules, functions and classes.
x = 5
print(eval("x * 2"), eval(" \t x"), eval(b"x + 1"))
exec("y = x + 1\nprint(y)")
print(y)


def local(a):
    b = 2
    print(eval("a + b + x"))
    print(eval("[a * i for i in range(3)]", {"a": 4}))
    names = {}
    exec("c = a * b\ndef g(n):\n    return n + 1\nprint(g(3))", {"a": a, "b": b}, names)
    print(sorted(names))
    exec("b = 100")
    print(b)
    print(eval("locals()") == {"a": a, "b": b, "names": names})


local(7)


class Body:
    attribute = 3
    exec("other = attribute + 1")
    print(other)


print(Body.other)


class Mapping:
    def __init__(self):
        self.log = []

    def __getitem__(self, key):
        self.log.append(key)
        if key == "print":
            raise KeyError(key)
        return len(key)

    def __setitem__(self, key, value):
        self.log.append((key, value))


mapping = Mapping()
exec("value = abc + de\nprint(value)", {}, mapping)
print(mapping.log)
print(eval("len('abc')", {"__builtins__": {"len": lambda text: "mine"}}))
for globals_ in ({"__builtins__": {}}, {}):
    try:
        print(eval("len('abc')", globals_))
    except NameError as error:
        print(error)
    print(sorted(globals_))
namespace = {}
exec("global z\nz = 1\nw = 2\ndef f():\n    return z, w\n", namespace)
print(namespace["f"](), "z" in globals())
for arguments in (("1", []), ("1", {}, 3), (3,), ("1", Mapping())):
    for function in (eval, exec):
        try:
            print(function(*arguments))
        except TypeError as error:
            print(error)
print(list(map(eval, ["1", "2 + 3"])))
exec("del y")
print("y" in globals())
try:
    exec("del missing")
except NameError as error:
    print(error)


def kept():
    a = 1
    exec("a = 2; made = 3")
    names = locals()
    print(a, sorted(names), eval("made"), names is locals())
    del a
    print(sorted(locals()))
    for b in range(2):
        locals()
    print(sorted(names))


kept()
