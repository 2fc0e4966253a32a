import threading

import threads as m

results = []


def fail():
    raise ValueError("host")


def work(n):
    for i in range(100):
        results.append(m.fib(8) + m.take([i, m.call(lambda x: x * n, 2)]) + len(m.give_list(i)))
        if m.catch(fail) != ("host",):
            print("wrong")


for _ in range(4):
    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    boxes = [m.Box(i) for i in range(20000)]
    print(all(type(b) is m.Box and b.v == i for i, b in enumerate(boxes)), m.churn(20000))
print(len(results), sum(results))
