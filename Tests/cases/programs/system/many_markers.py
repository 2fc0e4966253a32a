"""A heap that several threads mark: children, threads, signals and weak references beside it."""
import gc
import os
import signal
import threading
import weakref


class Node:
    def __init__(self, left, right, text):
        self.left = left
        self.right = right
        self.text = text


def tree(depth, number):
    if depth == 0:
        return None
    return Node(tree(depth - 1, 2 * number), tree(depth - 1, 2 * number + 1), "node %d" % number)


def total(node):
    if node is None:
        return 0
    return len(node.text) + total(node.left) + total(node.right)


def churn(rounds):
    kept = []
    for i in range(rounds):
        kept.append([str(j) for j in range(i, i + 200)])
        if len(kept) > 60:
            del kept[:30]
    return sum(len(row) for row in kept)


def child_does(work):
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main():
    forest = [tree(17, 1), {i: (i, str(i)) for i in range(120000)}]
    for i in range(4):
        gc.collect()
    expected = total(forest[0])
    print(expected, churn(1500))

    def work():
        gc.collect()
        more = [tree(14, i) for i in range(4)]
        gc.collect()
        same = total(forest[0]) == expected and sum(map(total, more)) > 0
        grandchild = child_does(lambda: 7 if churn(300) and total(forest[0]) == expected else 8)
        return grandchild if same else 9
    print("children", [child_does(work) for _ in range(2)])

    seen = []
    signal.signal(signal.SIGALRM, lambda number, frame: seen.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
    results = []
    threads = [threading.Thread(target=lambda: results.append(churn(600))) for _ in range(3)]
    for thread in threads:
        thread.start()
    while not seen:
        churn(20)
    for thread in threads:
        thread.join()
    signal.setitimer(signal.ITIMER_REAL, 0)
    print("threads", results, set(seen) == {signal.SIGALRM})

    died = []
    watched = [weakref.ref(node, died.append) for node in [Node(None, None, str(i)) for i in range(200)]]
    node = None
    gc.collect()
    gc.collect()
    print("dead", len(died) >= 190, sum(r() is None for r in watched) >= 190)
    print("same", total(forest[0]) == expected, len(forest[1]), forest[1][119999])
    print(child_does(work))


main()
