# Attributes of classes whose metaclass has __getattr__: found first, the fallback only for what is not there.
from enum import Enum


class Meta(type):
    def __getattr__(cls, name):
        if name.startswith("missing"):
            return (cls.__name__, name)
        raise AttributeError(name)

    @property
    def described(cls):
        return "by the metaclass"


class Base(metaclass=Meta):
    limit = 1
    described = "hidden by the metaclass"

    @classmethod
    def name_of(cls):
        return cls.__name__

    @staticmethod
    def twice(x):
        return 2 * x

    def method(self):
        return self.limit


class Derived(Base):
    pass


class Strict(type):
    def __getattribute__(cls, name):
        if name == "secret":
            return "guarded"
        return super().__getattribute__(name)


class Vault(metaclass=Strict):
    secret = "open"


class Color(Enum):
    RED = 1
    GREEN = 2

    def shout(self):
        return self.name + "!"


def look(cls):
    return cls.limit, cls.missing_one, cls.described, cls.name_of(), cls.twice(4), cls.method.__name__


def main():
    for cls in (Base, Derived, Base, Derived):
        print(look(cls))
    Derived.limit = 2
    print(look(Base)[0], look(Derived)[0])
    del Derived.limit
    Base.limit = 3
    print(look(Base)[0], look(Derived)[0])
    Derived.missing_one = "there"
    print(look(Base)[1], look(Derived)[1])
    del Derived.missing_one
    print(look(Derived)[1])
    for _ in range(3):
        print(Vault.secret, end=" ")
    print()
    for _ in range(3):
        print(Color.RED.shout(), Color.GREEN is Color.RED, Color.shout(Color.GREEN), end=" ")
        try:
            Color.BLUE
        except AttributeError as error:
            print(error)
    for _ in range(2):
        print(int.__repr__ is int.__repr__, list.append is list.append, int.__add__(3, 4), str.upper("x"))
        try:
            Base.other
        except AttributeError as error:
            print("no", error)


main()
