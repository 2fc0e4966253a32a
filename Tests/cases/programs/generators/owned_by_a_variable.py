# A generator that only a variable refers to is closed when the variable is assigned again or deleted.
def lines(name):
    try:
        yield name + " 1"
        yield name + " 2"
    finally:
        print("closed", name)


g = lines("first")
print(next(g))
g = lines("second")
print(next(g))
for number in range(3):
    g = lines(f"loop {number}")
    print(next(g))
del g
print("deleted")


def local():
    t = lines("local a")
    next(t)
    t = lines("local b")
    print(next(t))
    try:
        t.throw(KeyError("thrown"))
    except KeyError as error:
        print(repr(error))
    t = lines("local c")
    next(t)
    del t
    print("end of local")


local()

kept = []
h = lines("kept")
kept.append(h)
print(next(h))
h = lines("other")
print(next(kept[0]), next(h))
kept[0].close()
h.close()
u = lines("unstarted")
u = lines("replacement")
print(next(u))
u.close()
