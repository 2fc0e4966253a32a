# The heap operations of heapq; merge, nlargest and nsmallest are in lib/heapq.py.

def heappush(heap, item, /):
    """Push item onto heap, maintaining the heap invariant."""
def heappop(heap, /):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
def heapreplace(heap, item, /):
    """Pop and return the current smallest value, and add the new item.

This is more efficient than heappop() followed by heappush(), and can be
more appropriate when using a fixed-size heap.  Note that the value
returned may be larger than item!"""
def heappushpop(heap, item, /):
    """Push item on the heap, then pop and return the smallest item from the heap.

The combined action runs more efficiently than heappush() followed by
a separate call to heappop()."""
def heapify(heap, /):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
def _heappop_max(heap, /):
    """Maxheap variant of heappop."""
def _heapreplace_max(heap, item, /):
    """Maxheap variant of heapreplace."""
def _heapify_max(heap, /):
    """Maxheap variant of heapify."""
