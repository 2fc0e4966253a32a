import io, abc
print(type(io.IOBase), io.IOBase.__mro__, io.RawIOBase.__mro__, io.BufferedIOBase.__mro__, io.TextIOBase.__mro__)
print(io.IOBase.__module__, io.IOBase.__doc__ is not None, io.RawIOBase.__abstractmethods__)
class Duck:
    def read(self, n=-1): return b""
io.RawIOBase.register(Duck)
print(isinstance(Duck(), io.RawIOBase), isinstance(Duck(), io.IOBase), isinstance(Duck(), io.TextIOBase), issubclass(Duck, io.IOBase))
for kind in (io.FileIO, io.BytesIO, io.StringIO, io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.BufferedRWPair, io.TextIOWrapper):
    print(kind.__name__, kind.__module__, [b.__name__ for b in kind.__mro__], [issubclass(kind, b) for b in (io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase)])
class R(io.RawIOBase):
    def readable(self): return True
    def readinto(self, b):
        b[:3] = b"abc"; return 3
print(R().read(3), isinstance(R(), io.IOBase), R.__mro__[1:], io.BufferedReader(R(), 10).read(5))
class T(io.TextIOBase):
    def __init__(self, text): self.text = text
    def readline(self): return self.text
    def write(self, s): return len(s)
print(isinstance(T("x"), io.TextIOBase), T("y").readline(), print("hi", file=T("")))
class M(io.RawIOBase, metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def extra(self): ...
try: M()
except TypeError as e: print(e)
with open("f.txt", "w") as f: print(isinstance(f, io.TextIOBase), isinstance(f, io.IOBase), isinstance(f.buffer, io.BufferedIOBase), isinstance(f.buffer.raw, io.RawIOBase))
with R() as r: print(r.closed)
print(r.closed)
for m in (lambda: io.RawIOBase().read(), lambda: io.IOBase().seek(0), lambda: io.TextIOBase().read(), lambda: io.BufferedIOBase().detach(), lambda: io.IOBase().fileno(), lambda: io.TextIOBase().encoding, lambda: r.readinto(bytearray(1))):
    try: print(m())
    except Exception as e: print(type(e), type(e).__name__, e)
class W(io.IOBase):
    def __iter__(self): return iter([b"x"])
print(list(W()), W().readable(), W().isatty(), W().seekable(), W().writable())
print(io.UnsupportedOperation.__mro__)
