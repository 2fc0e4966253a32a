from unittest import mock
import patched


def show():
    return (patched.total(10), patched.greet(), patched.span([3, 4, 9]), patched.spans(4), patched.uses_long(7), patched.price(3),
            patched.Price(4).doubled, patched.fib(12), patched.even(7), patched.load("a"), patched.with_closure(5)(1),
            patched.sorted_by([3, 1, 2]))


print(show())
for name, value in [("helper", lambda x: 100 - x), ("SCALE", 2.5), ("RATE", 4), ("LABEL", "mocked"), ("TABLE", (0,)),
                    ("name", lambda: "nobody"), ("ends", lambda items: (0, 50)), ("ends", lambda items: [2, 5]),
                    ("long_one", lambda n: n * 0.25), ("fetch", lambda address, timeout: (address, timeout))]:
    with mock.patch.object(patched, name, value):
        print(name, show())
    print(show())

with mock.patch.object(patched, "ends", lambda items: (1, 2, 3)):
    for call in lambda: patched.span([1]), lambda: patched.spans(2):
        try:
            call()
        except ValueError as error:
            print(error)

with mock.patch("patched.fetch", side_effect=OSError("mocked")) as fetch:
    print(patched.load("b"), fetch.call_args)
with mock.patch("patched.name", return_value="somebody") as replaced:
    print(patched.greet(), replaced.call_count)
with mock.patch("patched.helper", wraps=patched.helper) as spy:
    print(patched.total(4), patched.price(1), [call.args for call in spy.call_args_list])
with mock.patch("patched.helper", autospec=True) as spec:
    spec.return_value = 5
    print(patched.total(3), spec.call_count)

# A function that calls itself, watched.
calls = []
original = patched.fib


def watched(n):
    calls.append(n)
    return original(n)


patched.fib = watched
print(patched.fib(5), calls)
patched.fib = original
print(patched.fib(5), len(calls))

original_odd = patched.odd
patched.odd = lambda n: "odd" if n == 3 else original_odd(n)
print(patched.even(4), patched.even(6))
patched.odd = original_odd
print(patched.even(6))


class Other:
    def __init__(self, value):
        self.value = value

    def shown(self):
        return "other", self.value


with mock.patch.object(patched, "Price", Other):
    print(patched.price(8))
print(patched.price(8))
with mock.patch.object(patched.Price, "shown", lambda self: "patched"):
    print(patched.price(8))
print(patched.price(8))

print(patched.later(lambda: setattr(patched, "name", lambda: "changed"), 3))
print(patched.greet())
del patched.name
try:
    patched.greet()
except NameError as error:
    print(error)
patched.name = lambda: "back"
print(patched.greet())

# Two functions change places.
patched.helper, patched.fib = patched.fib, patched.helper
print(patched.total(5), patched.price(9))
patched.helper, patched.fib = patched.fib, patched.helper
print(patched.total(5), patched.price(9))

# Methods and values of classes.
print(patched.run(20), patched.Base(3).loop(4))
for c in "Base", "Derived":
    for name, value in [("cost", lambda self: 1000), ("RATE", 7), ("LIMIT", 3), ("twice", property(lambda self: 9)),
                        ("fixed", staticmethod(lambda x: 3)), ("__add__", lambda a, b: a),
                        ("of", classmethod(lambda cls, v: cls(1, 2) if cls.__name__ == "Derived" else cls(0))),
                        ("__init__", lambda self, v, w=5: self.__dict__.update(v=v + 100, w=1))]:
        with mock.patch.object(getattr(patched, c), name, value):
            print(c, name, patched.run(20), patched.Base(3).loop(4), patched.Derived(1, 2).loop(2))
            with mock.patch.object(getattr(patched, c), name, value):
                pass
            print(patched.run(3))
        print(c, name, patched.run(20), patched.Base(3).loop(4), patched.Derived(1, 2).loop(2))
with mock.patch.object(patched.Base, "v", 5, create=True):
    print(patched.Base.v, patched.run(2))
print(hasattr(patched.Base, "v"), patched.run(2))
