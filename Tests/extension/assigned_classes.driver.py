import assigned_classes as m


class K(m.A):
    def name(self):
        return "K" + super().name()


class L(m.A):
    def name(self):
        return "L" + super().name()


def show(x):
    print(x.name(), type(x).__name__, x.v, isinstance(x, m.B), m.names([x, m.A()]))


x = m.A()
show(x)
x.__class__ = m.B
show(x)
m.assign(x, m.A)
show(x)
y = m.B()
y.more = 5
m.assign(y, m.A)
show(y)
print(y.more, vars(y))
k = K()
k.own = 3
k.__class__ = L
show(k)
m.assign(k, K)
show(k)
print(k.own)
for value in 5, int, m.Slotted:
    for do in (lambda: setattr(x, "__class__", value)), (lambda: m.assign(x, value)):
        try:
            do()
        except TypeError as error:
            print(type(error).__name__)
show(x)
try:
    del x.__class__
except TypeError as error:
    print(error)
