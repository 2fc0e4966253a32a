"""What types.coroutine() builds on."""
def make_awaitable(function, /) -> bool:
    """Makes the generators of a generator function awaitable; False: it is no such function and no coroutine function."""
