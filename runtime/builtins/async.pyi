def aiter(async_iterable, /):
    """Return an AsyncIterator for an AsyncIterable object."""
@vector
def anext(aiterator, default=..., /):
    """async anext(aiterator[, default])

Return the next item from the async iterator.  If default is given and the async
iterator is exhausted, it is returned instead of raising StopAsyncIteration."""
