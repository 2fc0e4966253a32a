from collections import ChainMap, UserDict, UserList, deque
from collections.abc import Mapping, Sequence
class M(Mapping):
    def __getitem__(self, k): return 1
    def __len__(self): return 1
    def __iter__(self): return iter("a")
class S(Sequence):
    def __getitem__(self, k): return [1][k]
    def __len__(self): return 1
class R: pass
Sequence.register(R)
for v in (ChainMap({"k": 2}), UserDict(k=1), UserList([1]), M(), S(), deque([1]), R()):
    match v:
        case {}: print("map")
        case [*_]: print("seq")
        case _: print("other")
