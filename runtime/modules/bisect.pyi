# bisect.

def bisect_right(a, x, lo=0, hi=None, *, key=None) -> int:
    """Return the index where to insert item x in list a, assuming a is sorted.

The return value i is such that all e in a[:i] have e <= x, and all e in
a[i:] have e > x.  So if x already appears in the list, i points just
beyond the rightmost x already there."""
@native("nx_bisect_bisect_right")
def bisect(a, x, lo=0, hi=None, *, key=None) -> int:
    """Alias of bisect_right."""
def bisect_left(a, x, lo=0, hi=None, *, key=None) -> int:
    """Return the index where to insert item x in list a, assuming a is sorted.

The return value i is such that all e in a[:i] have e < x, and all e in
a[i:] have e >= x.  So if x already appears in the list, i points just
before the leftmost x already there."""
def insort_right(a, x, lo=0, hi=None, *, key=None) -> None:
    """Insert item x in list a, and keep it sorted assuming a is sorted.

If x is already in a, insert it to the right of the rightmost x."""
@native("nx_bisect_insort_right")
def insort(a, x, lo=0, hi=None, *, key=None) -> None:
    """Alias of insort_right."""
def insort_left(a, x, lo=0, hi=None, *, key=None) -> None:
    """Insert item x in list a, and keep it sorted assuming a is sorted.

If x is already in a, insert it to the left of the leftmost x."""
