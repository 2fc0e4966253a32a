# contextvars: values by context, tokens, errors.
from contextvars import Context, ContextVar, Token, copy_context

v = ContextVar('v', default=3)
w = ContextVar('w')


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, str(e)[:20])


print(v.name, v.get(), v.get(7))
token = v.set(5)
print(v.get(), token.var is v, token.old_value, Token.MISSING)
v.reset(token)
print(v.get())
attempt(v.reset, token)
attempt(w.get)
print(w.get(1))
w.set(1)
c = copy_context()
print(len(c), list(c) == [w], c[w], w in c, v in c, c.get(v), c.get(v, 8), [value for _, value in c.items()], list(c.values()))


def change():
    token = w.set(9)
    return w.get(), token.old_value


print(c.run(change), w.get(), c[w], c == copy_context(), c.copy() == c)
attempt(c.run, c.run, print)
attempt(ContextVar, 1)
attempt(lambda: c[1])
attempt(lambda: c[ContextVar('z')])
token = w.set(4)
attempt(c.run, w.reset, token)
attempt(v.reset, token)
attempt(v.reset, 1)
w.reset(token)
print(w.get(), len(Context()), Context().run(w.get, 'none'))
