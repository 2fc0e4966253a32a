# Exceptions that are kept, and looked at when what they are about is long gone.
def f(n):
    kept = []
    for i in range(n):
        t = "zz" + str(i)
        try:
            int(t)
        except ValueError as e:
            kept.append(e)
        try:
            float("ff" + str(i))
        except ValueError as e:
            kept.append(e)
        try:
            [1].index(i + 5)
        except ValueError as e:
            kept.append(e)
        try:
            {}["kk" + str(i)]
        except KeyError as e:
            kept.append(e)
        try:
            set().remove("rr" + str(i))
        except KeyError as e:
            kept.append(e)
        try:
            int("q" * i + "é")
        except (ValueError, TypeError) as e:
            kept.append(e)
        try:
            ("a" + str(i)).index("b" + str(i))
        except ValueError as e:
            kept.append(e)
        try:
            getattr(3, "at" + str(i))
        except AttributeError as e:
            kept.append(e)
        try:
            raise LookupError("le" + str(i))
        except LookupError as e:
            kept.append(e)
        try:
            raise LookupError(["le" + str(i)], {i} | {2})
        except LookupError as e:
            kept.append(e)
        try:
            ("x" + str(i)) + i
        except TypeError as e:
            kept.append(e)
        try:
            a, b = ("p" + str(i)).split("p" * 9)
        except ValueError as e:
            kept.append(e)
        try:
            (lambda q: int(q))("la" + str(i))
        except ValueError as e:
            kept.append(e)
    return kept
def helper(s): return int(s)
def g(n):
    kept = []
    for i in range(n):
        try:
            helper("he" + str(i))
        except ValueError as e:
            kept.append(e)
        s = "w" + str(i)
        try:
            helper(s)
        except ValueError as e:
            kept.append(e)
        u = s.upper()
    return kept
junk = None
a = f(6); b = g(6)
junk = ["junk%d" % i for i in range(3000)] + [{i} for i in range(1000)]
for e in a + b: print(type(e).__name__, e.args, e)
try: int("x" * 300)
except ValueError as e: print(len(str(e)), e)
