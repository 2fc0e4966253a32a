import gc
import os
import resource
import sys
import weakref

import crossings as m


class Thing:
    def __init__(self):
        self.value = 0


def host_fail():
    raise ValueError("host")


thing = Thing()
cases = {
    "number": lambda: m.number(10**6), "float": lambda: m.number(1.5), "big": lambda: m.number(10**30), "text": lambda: m.text("abc"),
    "foreign": lambda: m.nothing(Thing()), "list": lambda: m.give_list(1), "dict": lambda: m.give_dict(5),
    "take": lambda: m.take([1, 2, 3]), "attribute": lambda: m.attribute(thing), "call": lambda: m.call(len, "abc"),
    "callback": lambda: m.call(lambda x: x, (1,)), "box": lambda: m.box(1).get(), "boxes": lambda: m.unbox(m.Box(Thing())),
    "callback list": lambda: m.call(len, m.give_list(2)), "error": lambda: m.catch(host_fail), "own error": lambda: m.catch(m.fail),
    "generator": lambda: list(m.gen(3)), "kept": lambda: m.call(list, [1, [2]]),
}


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


COUNT = 4000
for name, case in cases.items():
    for _ in range(COUNT):
        case()
    before = resident()
    for _ in range(4 * COUNT):
        case()
    grown = resident() - before
    print(name, "ok" if grown < 6 << 20 else "grows by %d KB" % (grown >> 10))

thing_refs = sys.getrefcount(thing)
for _ in range(1000):
    m.attribute(thing)
print(sys.getrefcount(thing) - thing_refs <= 1)
dead = []
for i in range(3000):
    t = Thing()
    weakref.finalize(t, dead.append, i)
    m.nothing(t)
    del t
for _ in range(20):
    m.give_list(1)
    for _ in range(20000):
        m.box(m.give_list(2))
print(len(dead) > 2000)

pid = os.fork()
if pid == 0:
    ok = m.fib(15) == 610 and m.call(len, [1]) == 1 and [m.box(i).get() for i in range(50000)][-1] == 49999
    os._exit(0 if ok else 1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

import signal
import time

signal.setitimer(signal.ITIMER_REAL, 0.2)


def alarm(*a):
    raise InterruptedError


signal.signal(signal.SIGALRM, alarm)
try:
    while True:
        m.fib(10)
except InterruptedError:
    print("interrupted")
