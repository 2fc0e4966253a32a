"""Classes of Python with a metaclass of Python, derived from compiled ones."""
class Base:
    def describe(self):
        return "<" + self.name + ">"
    def twice(self):
        return self.value * 2
def loop(E):
    return [m.name for m in E], len(E), "A" in E.__members__
def item(E, k):
    return E[k].describe(), E[k].twice()
def call(E, v):
    return E(v).describe()
def contains(E, m):
    return m in E
def make(C, *a):
    return C(*a)
