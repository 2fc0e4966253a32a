"""What CPython keeps in C of bisect; here the whole module is native."""

from bisect import bisect_left, bisect_right, insort_left, insort_right
