class Aw:
    def __init__(s, v): s.v = v
    def __await__(s):
        r = yield s.v
        return r
async def inner(x):
    r = await Aw(x)
    return r * 2
async def ag():
    for i in range(3):
        got = yield i
        print("ag got", got)
async def main():
    print(await inner(1))
    async for x in ag(): print("x", x)
    print([x async for x in ag()])
    g = ag()
    print(await g.__anext__(), await g.asend("v"))
    await g.aclose()
    return "end"
c = main()
v = c.send(None)
while True:
    try: print("yielded", v); v = c.send(21)
    except StopIteration as e: print("ret", e.value); break
try: c.send(None)
except RuntimeError as e: print(e)
class CM:
    async def __aenter__(s): print("enter"); return 5
    async def __aexit__(s, *a): print("exit", a[0]); return True
async def w():
    async with CM() as x:
        print(x); raise ValueError
try: w().send(None)
except StopIteration: print("done")
