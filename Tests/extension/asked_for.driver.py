import functools
import inspect
import pickle

import asked_for as m

print(inspect.signature(m.base), m.base.__kwdefaults__, m.base(1), m.base(1, c=9), m.base(*[1], **{"d": 0}))
m.base.__kwdefaults__["c"] = 33
print(m.base(1))
m.base.__kwdefaults__ = {"c": 1, "d": 2}
print(m.base(0), m.base.__kwdefaults__, m.base(0))
del m.base.__kwdefaults__["c"]
try:
    m.base(0)
except TypeError as error:
    print(error)
m.base.__kwdefaults__ = {"c": 1, "d": 2}
m.base.__defaults__ = (7,)
print(m.base(0))
print(m.part.keywords, m.part.args, m.part.func is m.base, m.part(), m.part(8), functools.partial(m.part, d=0)())
print(isinstance(m.part, functools.partial), pickle.loads(pickle.dumps(m.part))(), inspect.signature(m.part), m.part is m.part)
print(m.wrapped.tags, sorted(m.wrapped.__dict__), m.wrapped(1), m.wrapped.__wrapped__.__kwdefaults__, m.wrapped(2), inspect.signature(m.wrapped))
print(m.add_note(m.error, "x"), m.error.__notes__, m.add_note(m.error, "y"), m.error.__notes__)
m.error.add_note("z")
print(m.add_note(m.error, "last"), m.error.__notes__)
print(m.Meta("X", (), {"q": 1}).made)
cached = m.Cached()
print(cached.value is cached.value, cached.__dict__, cached.method(3) is cached.method(3), m.Cached.method.cache_info())
print(m.fibonacci(30), pickle.loads(pickle.dumps(m.fibonacci)) is m.fibonacci, pickle.loads(pickle.dumps(m.Cached.method)) is m.Cached.method)
m.kind.register(str, lambda x: "text")
print(m.kind(1), m.kind("a"), m.kind(None), m.kind.dispatch(int)(3))
print(m.default(1), m.default.__defaults__, m.default(2), m.default.__defaults__[0] is m.default(3))
add = m.accumulator()
seen = add(1)
seen.append(2)
print(add(3) is seen, seen)
