"""What the host keeps of a call that is under way stays the same on both sides; texts of subclasses, a print that was replaced."""
class W:
    def __init__(self, s): self.s = s
def join(xs): return "".join(xs), "-".join(["a", *xs])
def say(x): print("say", x)
def keep(h, n):
    xs = list(range(n)); d = {i: i for i in range(n)}; s = {1, 2, 3}
    h.xs = xs; h.d = d; h.s = s
    out = []
    for i in range(5):
        xs.append(i); d[i] = -i; s.add(100 + i)
        out.append((h.xs[-1], h.d[i], len(h.s)))
        h.xs.append("h%d" % i); h.d["k"] = i; h.d[i] = i * 2; h.s.discard(1)
        out.append((xs[-1], d["k"], d[i], len(s)))
        xs[0] = "first"
        out.append(h.xs[0]); h.xs[0] = "host"; out.append(xs[0])
    return out


def ask(question): return input(question), open is open, open.__name__


own_print, own_input = print, input


def wrapped_print(*args, **kwargs):
    own_print("wrapped", *args, **kwargs)


def wrapped_input(question):
    return "wrapped " + (question if question == "own" else own_input("own"))


def wrap():
    import builtins
    builtins.print, builtins.input = wrapped_print, wrapped_input
    try:
        print("text", end=".\n")
        say(5)
        return input("own")
    finally:
        builtins.print, builtins.input = own_print, own_input
