import handed_over as t2
for n, at in ("walkd", "d"), ("walki", "d"), ("walkl", "l"), ("walks", "s"):
    a = t2.A()
    it = getattr(a, n)()
    got = [next(it)]
    getattr(a, at)
    try:
        got += list(it)
    except Exception as e: print(repr(e))
    print(n, got)
print(t2.alias.__annotations__, t2.alias(3))
for n in "walkv", "walkr", "walkz", "walkj", "walkrd", "walke", "walkt", "walkc", "walkd":
  for grow in False, True:
    a = t2.B()
    it = getattr(a, n)()
    got = [next(it)]
    a.l; a.d; a.s
    if grow: a.l.append(9); a.s.add(77); a.d["z"] = 0
    try:
        got += list(it)
    except Exception as e: print(repr(e))
    print(n, got)
a = t2.B()
its = a.iters()
print([next(i) for i in its])
a.l, a.d, a.s
print([list(i) for i in its])
s = t2.S()
it = s.walk()
got = [next(it), next(it)]
s.s
got += list(it)
print(sorted(got))
