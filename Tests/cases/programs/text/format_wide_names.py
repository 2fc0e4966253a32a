# Names of fields in a format string that has wide characters, and reversed() of what has no length.
print(ascii("{0:\u20ac>6} {1!r} {k[0]}".format("a", "b", k=[64])))
print(ascii("{k}\u20ac{k.real}\U0001f600{name}".format(k=5, name="n")))
try:
    "{k}\u20ac".format(j=1)
except KeyError as error:
    print(repr(error))
print(ascii("{\u20ac}".format(**{"\u20ac": 1})), ascii("\u20ac{a}".format_map({"a": 2})))


class Indexed:
    def __getitem__(self, key):
        return key


class Sized:
    def __len__(self):
        return 2


for value in (Indexed(), Sized(), {1}, 5, iter([])):
    try:
        print(list(reversed(value)))
    except TypeError as error:
        print(error)
