import copy, dataclasses, inspect, json, pickle
import dataclass_fields as dc
from dataclass_fields import *

p = dc.Point(3, 4)
print(p, p == dc.Point(3, 4), p != dc.Point(3), p.norm())
print(dataclasses.is_dataclass(p), dataclasses.is_dataclass(dc.Point), dataclasses.asdict(p), dataclasses.astuple(p))
print([(f.name, f.type, repr(f.default).split(" at ")[0]) for f in dataclasses.fields(dc.Point)])
print(dataclasses.fields(dc.Version)[1].default, [f.name for f in dataclasses.fields(dc.Version)])
print(dataclasses.replace(p, y=9), dc.change(p, x=1))
p.x = 10
print(p, vars(p))
v = dc.Version(1, 2)
print(v, hash(v) == hash(dc.Version(1, 2)), v < dc.Version(1, 3), sorted([dc.Version(2), dc.Version(1, 1)]), dc.Version.count)
for action in (lambda: setattr(v, "major", 2), lambda: delattr(v, "major"), lambda: setattr(v, "other", 2)):
    try:
        action()
    except dataclasses.FrozenInstanceError as e:
        print("frozen:", e)
print(dc.freeze(v))
print(dc.dump(v), dc.dump(dc.Derived("d", [1])))
s = dc.Slotted(1)
s.b.append(5)
print(s, s.b, hasattr(s, "__dict__"), dc.Slotted.__slots__)
try:
    s.other = 1
except AttributeError as e:
    print("slots:", type(e).__name__)
fs = dc.FrozenSlotted(1)
print(fs, fs == dc.FrozenSlotted(1), {fs: 1}[dc.FrozenSlotted(1)])
d = dc.Derived("abc")
print(d, d.hidden, isinstance(d, dc.Base), dataclasses.asdict(d))
d2 = copy.deepcopy(d)
d2.parts.append(1)
print(d == d2, d.parts, d2.parts)
print(pickle.loads(pickle.dumps(d)) == d, pickle.loads(pickle.dumps(v)) == v, pickle.loads(pickle.dumps(fs)) == fs)
print(dc.WithInit(4), dc.WithInit(4, 3, flag=True))
try:
    dc.WithInit(4, 3, True)
except TypeError as e:
    print(e)
try:
    dc.Point()
except TypeError as e:
    print(e)
print(inspect.signature(dc.Point), inspect.signature(dc.WithInit))
print(dc.Point.__match_args__, dc.Point.__doc__, dc.Derived.__doc__)
match p:
    case dc.Point(10, y):
        print("matched", y)
print(json.dumps(dataclasses.asdict(dc.Derived("j", [1, {"a": 2}], dc.Base("k")))))
a = dc.ByIdentity(1)
print(a == a, a == dc.ByIdentity(1), hash(a) == hash(a))


@dataclasses.dataclass
class Here(dc.Point):
    z: int = 7


h = Here(1, 2)
print(h, h.norm(), dataclasses.asdict(h), [f.name for f in dataclasses.fields(Here)], dc.dump(h))
print(dc.total([dc.Point(1, 1), h]), dc.total(dc.make(4)))
print([type(f).__name__ for f in dataclasses.fields(d)], dataclasses.fields(d)[2].name, d.__dataclass_params__.frozen)


@dataclasses.dataclass
class Foreign:
    a: int
    b: object = None


print(dc.dump(Foreign(1, p)), dc.change(Foreign(1), b=2))
