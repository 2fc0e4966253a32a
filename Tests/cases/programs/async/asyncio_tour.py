# asyncio: queues, cancellation, groups, contexts, iteration, synchronisation.
import asyncio, contextlib, contextvars, sys, traceback, functools, time
log = []
async def worker(n, q, results):
    while True:
        item = await q.get()
        try:
            if item is None: return
            await asyncio.sleep(0.001 * n)
            results.append((n, item * item))
        finally: q.task_done()
async def queue_demo():
    q, results = asyncio.Queue(maxsize=2), []
    ws = [asyncio.create_task(worker(i, q, results), name=f"w{i}") for i in range(3)]
    for i in range(6): await q.put(i)
    for _ in ws: await q.put(None)
    await q.join(); await asyncio.gather(*ws)
    print(sorted(x for _, x in results), [w.get_name() for w in ws], all(w.done() for w in ws))
async def cancel_demo():
    async def inner():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError as e: print("cancelled", e.args); raise
        finally: print("fin")
    t = asyncio.create_task(inner()); await asyncio.sleep(0); t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print("outer", e.args, t.cancelled())
    try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError as e: print("timeout", type(e) is TimeoutError)
    async def stubborn():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError: return "kept"
    t = asyncio.create_task(stubborn()); await asyncio.sleep(0); t.cancel(); print(await t, t.cancelled(), t.cancelling())
    s = asyncio.shield(asyncio.sleep(0.01, "sh")); print(await s)
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(1)
    except TimeoutError as e: print("timeout cm", repr(e.__cause__))
    async with asyncio.timeout(None) as tm: print(tm.when(), tm.expired())
async def group_demo():
    async def ok(x): await asyncio.sleep(0); return x
    async def bad(x): await asyncio.sleep(0.001 * x); raise ValueError(x)
    async with asyncio.TaskGroup() as tg: ts = [tg.create_task(ok(i)) for i in range(3)]
    print([t.result() for t in ts])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(0)); tg.create_task(bad(0)); tg.create_task(ok(1)); u = tg.create_task(asyncio.sleep(5))
    except* ValueError as eg: print(eg, [e.args for e in eg.exceptions], u.cancelled())
    print(await asyncio.gather(ok(1), bad(0), ok(2), return_exceptions=True))
    try: await asyncio.gather(ok(1), bad(1))
    except ValueError as e: print("gather", e)
    d, p = await asyncio.wait([asyncio.create_task(ok(1)), asyncio.create_task(asyncio.sleep(5))], return_when=asyncio.FIRST_COMPLETED)
    print(len(d), len(p)); [x.cancel() for x in p]
    for f in asyncio.as_completed([asyncio.sleep(0.01, "b"), asyncio.sleep(0.001, "a")]): print(await f)
var = contextvars.ContextVar("var", default="dflt")
async def ctx_demo():
    async def child(v): var.set(v); await asyncio.sleep(0); return var.get()
    print(await asyncio.gather(child(1), child(2)), var.get())
    tok = var.set("x"); print(var.get(), tok.old_value is contextvars.Token.MISSING); var.reset(tok); print(var.get())
    print(contextvars.copy_context().run(lambda: (var.set(9) is None, var.get())), var.get())
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1; await asyncio.sleep(0); return self.n
async def agen(n):
    try:
        for i in range(n): x = yield i; log.append(x)
    finally: await asyncio.sleep(0); log.append("closed")
@contextlib.asynccontextmanager
async def acm(x):
    print("enter", x)
    try: yield x
    except ValueError as e: print("caught", e)
    finally: print("exit", x)
async def iter_demo():
    print([i async for i in AIter(3)], {i: j async for i in AIter(2) for j in "ab"}, [x async for x in agen(3) if x], [await asyncio.sleep(0, i) for i in range(3)])
    async for i in AIter(2): print(i)
    else: print("else")
    g = agen(5); print(await g.__anext__(), await g.asend("s"), await anext(g)); await g.aclose(); print(log)
    try: await g.asend(1)
    except StopAsyncIteration: print("SAI")
    print(await anext(AIter(0), "dflt"))
    async with acm(1) as a, acm(2): raise ValueError("v")
    async with contextlib.AsyncExitStack() as st:
        print(await st.enter_async_context(acm(3))); st.push_async_callback(asyncio.sleep, 0); st.callback(print, "cb")
    ge = (i * 2 async for i in AIter(3)); print(type(ge).__name__, [x async for x in ge])
    g = agen(3); await anext(g)
    try: await g.athrow(KeyError("k"))
    except KeyError as e: print("athrow", e, log[-1])
async def sync_demo():
    lock, ev, sem, cond = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), asyncio.Condition()
    order = []
    async def crit(n):
        async with lock: order.append(n); await asyncio.sleep(0); order.append(n)
    await asyncio.gather(*(crit(i) for i in range(3))); print(order, lock.locked())
    async def waiter(): await ev.wait(); return "set"
    t = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); print(await t, ev.is_set())
    async def s(n):
        async with sem: order.append(sem._value); await asyncio.sleep(0)
    await asyncio.gather(*(s(i) for i in range(4)))
    async def consumer():
        async with cond: await cond.wait_for(lambda: len(order) > 100); return "ready"
    t = asyncio.create_task(consumer()); await asyncio.sleep(0)
    async with cond: order.extend(range(100)); cond.notify_all()
    print(await t)
    b = asyncio.Barrier(2); print(sorted(await asyncio.gather(b.wait(), b.wait())))
    loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_soon(f.set_result, 5); print(await f)
    res = []; loop.call_later(0.2, res.append, 2); loop.call_later(0.001, res.append, 1); loop.call_soon(res.append, 0); await asyncio.sleep(0.4); print(res)
    print(await loop.run_in_executor(None, lambda: "exec"), await asyncio.to_thread(sum, [1, 2]))
    f = loop.create_future(); f.set_exception(OSError("fe"))
    try: await f
    except OSError as e: print(e)
    pq = asyncio.PriorityQueue(); [pq.put_nowait(x) for x in (3, 1, 2)]; print([pq.get_nowait() for _ in range(3)], pq.empty())
    try: pq.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
async def main():
    for d in (queue_demo, cancel_demo, group_demo, ctx_demo, iter_demo, sync_demo): await d()
    return "done"
print(asyncio.run(main()))
try: asyncio.run(5)
except ValueError as e: print(e)
async def nested():
    try: asyncio.run(main())
    except RuntimeError as e: print(e)
    c = main(); c.close()
asyncio.run(nested())
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
with asyncio.Runner() as r: print(r.run(asyncio.sleep(0, "rr")))
async def fails():
    async with acm("z"): await deep(2)
async def deep(n):
    if n: await deep(n - 1)
    raise LookupError("deep") 
asyncio.run(fails())
