from heapq import heapify, heappop


def order(values):
    waiting = list(values)
    heapify(waiting)
    total = 0
    while waiting:
        least = heappop(waiting)
        total = (total * 3 + least) % 1000003
    return total


print(order([i * 7919 % 10007 for i in range(10000)]))
