import kept_meanwhile as t6, builtins
from unittest.mock import patch
class S(str):
    def __str__(self): return "wrong"
print(t6.join([S("x"), "y", S("z")]))
with patch("builtins.print") as p: t6.say(3)
print(p.call_args_list)
t6.say(4)
class H: pass
h = H()
print(t6.keep(h, 3), h.xs, h.d, h.s)
with patch("builtins.input", lambda question: "answer to " + question):
    print(t6.ask("what?"))
print(t6.wrap())
t6.say(6)
