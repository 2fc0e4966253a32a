"""Heap queues: the smallest item of a list in its first place. The single steps are native (_heapq)."""

from _heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace)

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """Merge several sorted inputs into one sorted output, without reading them all at once."""
    # An entry is [key, order, value, next]: order makes entries differ, and decides among equal keys.
    direction = -1 if reverse else 1
    make_heap = _heapify_max if reverse else heapify
    replace = _heapreplace_max if reverse else heapreplace
    drop = _heappop_max if reverse else heappop
    heap = []
    for order, iterator in enumerate(map(iter, iterables)):
        step = iterator.__next__
        try:
            value = step()
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), order * direction, value, step])
    make_heap(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                value = entry[2]
                yield value
                value = entry[3]()
                entry[2] = value
                entry[0] = value if key is None else key(value)
                replace(heap, entry)
        except StopIteration:
            drop(heap)
    if heap:
        _, _, value, step = heap[0]
        yield value
        yield from step.__self__


def _select(n, iterable, key, reverse):
    """The n first items of sorted(iterable, key=key, reverse=reverse), keeping a heap of the best n so far."""
    iterator = iter(iterable)
    sign = 1 if reverse else -1
    heap = [(value if key is None else key(value), sign * -i, value) for i, value in zip(range(n), iterator)]
    if not heap:
        return []
    replace = heapreplace if reverse else _heapreplace_max
    (heapify if reverse else _heapify_max)(heap)
    worst = heap[0][0]
    for i, value in enumerate(iterator, n):
        k = value if key is None else key(value)
        if worst < k if reverse else k < worst:
            replace(heap, (k, sign * -i, value))
            worst = heap[0][0]
    heap.sort(reverse=reverse)
    return [entry[2] for entry in heap]


def nsmallest(n, iterable, key=None):
    """The n smallest items, like sorted(iterable, key=key)[:n]."""
    if n == 1:
        missing = object()
        best = min(iterable, default=missing, key=key)
        return [] if best is missing else [best]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    return _select(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items, like sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        missing = object()
        best = max(iterable, default=missing, key=key)
        return [] if best is missing else [best]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    return _select(n, iterable, key, True)
