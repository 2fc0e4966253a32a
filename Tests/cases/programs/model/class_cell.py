# The cell behind __class__ and super(): starred bases, metaclasses that call methods early, drop the cell or give another.
bases = (int,)


class Starred(*bases, **{}):
    pass


print(Starred.__mro__)


class Orders(type):
    def mro(cls):
        print("mro:", cls.__dict__["who"]())
        return super().mro()


class Ordered(metaclass=Orders):
    def who():
        return __class__.__name__


class Drops(type):
    def __new__(meta, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(meta, name, bases, namespace)


class NoCellNeeded(metaclass=Drops):
    pass


try:
    class Dropped(metaclass=Drops):
        def f(self):
            return __class__
except RuntimeError as error:
    print(str(error).split(" defining")[0], "Was __classcell__" in str(error))


class Gives(type):
    def __new__(meta, name, bases, namespace, other=None):
        made = super().__new__(meta, name, bases, namespace)
        if other is not None:
            type("Other", (), {"__classcell__": namespace["__classcell__"]} if other else {})
        return made


class Right(metaclass=Gives):
    def f(self):
        return __class__


print(Right().f() is Right)
try:
    class Wrong(metaclass=Gives, other=True):
        def f(self):
            return __class__
except (TypeError, KeyError) as error:
    print(type(error).__name__)


class Outer:
    def method(self):
        class Inner:
            found = __class__

            def own(self):
                return __class__
        return Inner.found, Inner().own()


found, own = Outer().method()
print(found is Outer, own.__qualname__)
