l = list(range(10)); t = tuple(l); s = "abcdefghij"; bb = bytes(l); ba = bytearray(l)
class I:
    def __index__(self): return 3
for o in (l, t, s, bb, ba):
    print(o[2:5], o[:3], o[-3:], o[5:2], o[:], o[I():], o[:I()], o[True:4], o[-100:100], o[2**70:], o[:2**70], o[-2**70:1])
class G:
    def __getitem__(self, k): return k
print(G()[1:2], G()[:], G()["a":"b"])
for bad in (("a", None), (None, 1.5), ([], {})):
    try: print(s[bad[0]:bad[1]])
    except TypeError as e: print(e)
five = 5
try: print(five[1:2])
except TypeError as e: print(e)
print(range(20)[3:7], memoryview(bb)[2:4].tolist())
