# What methods and operators of strings and sets give back unchanged is the operand itself, which is not used again.
import sys

def noop(n):
    out = []
    for i in range(n):
        for pad in ("", "x" * 70):
            b = "text" + str(i) + pad
            out.append((b + "!").strip("?")); out.append((b + "a").lstrip("?")); out.append((b + "b").rstrip()); out.append((b + "c").lower())
            out.append(("ABC" + str(i)).upper()); out.append((b + "d").casefold()); out.append(("Abc" + str(i)).capitalize()); out.append(("Abc" + str(i)).title())
            out.append(("1" + str(i)).swapcase()); out.append((b + "e").replace("??", "!")); out.append((b + "e2").replace("e2", "e2")); out.append((b + "e3").replace("", "")); out.append((b + "f").ljust(2)); out.append((b + "g").rjust(2))
            out.append((b + "h").center(2)); out.append((b + "i").zfill(2)); out.append((b + "j").removeprefix("?")); out.append((b + "k").removesuffix("?"))
            out.append("".join([b + "l"])); out.append(",".join((b + "m",))); out.append((b + "n")[0:]); out.append((b + "o")[:500]); out.append((b + "p")[0:500:1])
            out.append("%s" % (b + "q")); out.append("%s" % ((b + "r"),)); out.append(f"{b + 's'}"); out.append(f"{b + 't':s}"); out.append(f"{b + 'u':2}"); out.append(format(b + "v")); out.append("{}".format(b + "w"))
            out.append("" + (b + "x")); out.append((b + "y") + ""); out.append(str(b + "z")); e = ""; e += b + "A"; out.append(e); w = b + "B"; w += ""; out.append(w)
            out.append((b + "C").expandtabs()); out.append((b + "D").translate({})); out.append((b + "E") * 1); out.append((b + "F").split("?")[0]); out.append((b + "G").partition("?")[0]); out.append((b + "H").rsplit("?", 1)[0]); out.append((b + "I").splitlines()[0])
            out.append(min(b + "J", "zzz")); out.append(max(["", b + "K"])); out.append((b + "L") or "q"); out.append("q" and (b + "M")); out.append((b + "N") if i >= 0 else ""); x = y = b + "O"; out.append(y)
            d = {}; d[b + "P"] = 1; out.append(next(iter(d))); s = set(); s.add(b + "Q"); out.append(s.pop()); l = [b + "R"]; out.append(l.pop()); t = (b + "S", 1); out.append(t[0]); u, v = b + "T", 2; out.append(u)
            out.append(sys.intern(b + "U")); out.append((lambda q: q)(b + "V")); out.append(list({b + "W": 0})[0]); out.append(sorted([b + "X", b + "Y"])[0]); a, *r = [b + "Z", b + "0"]; out.append(r)
            out.append((b + "1").format()); out.append((b + "2").encode()); out.append(repr(b + "3")); out.append((b + "4").join(["only" + str(i)])); out.append(str.strip(b + "5")); out.append(dict.fromkeys([b + "6"])); out.append(dict(k=b + "7")); out.append({**{b + "8": 1}}); out.append([*(b + "9")][:2]); out.append(tuple(b)[:1]); out.append(frozenset([b]) | set()); out.append(set([b]) - {1}); k = {b + "aa"}; k |= set(); out.append(k); m = {b} & {b, "c"}; out.append(m); out.append({i} ^ set()); z = frozenset({i}) ; out.append(z | z)
    return out
def junk(n): return ["junk" * 3 + str(i) for i in range(n)] + [["z" * 80 + str(i)] for i in range(n)] + [{i} for i in range(n)]
r = noop(4); j = junk(3000); print(len(r))
for q in r: print(q)
