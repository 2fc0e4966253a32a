# sum, join, split, gcd, hypot, comb, from_bytes and their kin: the quick ways and what leaves them.
import itertools
import math
print(math.gcd(), math.gcd(12), math.gcd(12,-18), math.gcd(0,5), math.gcd(2**70,2**65), math.gcd(2**63,6), math.gcd(7,0,21))
print(math.lcm(), math.lcm(4,6), math.lcm(0,3), math.lcm(2**40,3**20))
for f in (lambda: math.gcd(1.5), lambda: math.gcd(a=1), lambda: math.hypot("a"), lambda: math.hypot(x=1), lambda: math.lcm(a=1)):
    try: print(f())
    except TypeError as e: print(e)
print(math.hypot(), math.hypot(3,4), math.hypot(1e308,1e308), math.hypot(5e-324,5e-324), math.hypot(float("inf"),float("nan")), math.hypot(float("nan"),1), math.hypot(1,2,3,4,5,6,7,8,9,10))
for n in range(0,70,7):
    print([math.comb(n,k) for k in range(0,n+2,3)])
print(math.comb(10**18,2), math.comb(10**6,3), math.comb(2**61,1), math.comb(100,50))
print((1+2j)*(3-1j), (1+2j)*2, 2.5*(1j), 3-(1+1j), True+1j)
try: (1j)+"a"
except TypeError as e: print(e)
for s,c in [("a,b,,c",","),("",","),(",",","),("abcdefghijklmnopqrstuvwxyz,x"*3,","),("é,ü",","),("aéb","é"),("aéb","b"),("xx","\u1234"),("a\u1234b","\u1234"),("a\u1234,b",",")]:
    print(s.split(c), s.split(c,1), s.split(c,0), s.rsplit(c,1))
for s in ["a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k","abc","","\n","a\r\n","a\x0b\x0c\n","\r\r\n"]:
    print(s.splitlines(), s.splitlines(True))
for s in ["hello world","HELLO wORLD x1y","they're bill's","a","é à","","1a b_c d-e"]:
    print(repr(s.title()), repr(s.capitalize()))
print(sum([1,2,3]), sum([]), sum([1.5,2,True]), sum([2**62,2**62,5]), sum([2**61]*9), sum([0.1]*10), sum((1,2.5,3)), sum(x for x in range(5)), sum([[1],[2]],[]), sum({1,2,3}), sum({1:2,3:4}), sum({1:2}.values()), sum(range(10**6)), sum([1,2],0.5), sum([1e308,1e308]), sum([float("nan"),1]), sum([2**62-1,1,-3]), sum([True,False,True]), sum([1,1j]), sum([-2**63,2**63]))
for a in ([1,"a"],["a"]):
    try: print(sum(a))
    except TypeError as e: print(e)
try: sum(5)
except TypeError as e: print(e)
try: sum([],"")
except TypeError as e: print(e)
print(b",".join([b"a",b"b"]), b"".join([]), b"".join([b""]), b"-".join((b"a",bytearray(b"c"))), bytearray(b",").join([b"a",b"b"]), b"".join(iter([b"x",b"y"])))
try: b"".join([b"a","c"])
except TypeError as e: print(e)
for o in ("big","little"):
    print(int.from_bytes(b"\x01\x02",o), int.from_bytes(b"\xff\x02",o,signed=True), int.from_bytes(b"\xff"*8,o), int.from_bytes(b"\xff"*8,o,signed=True), int.from_bytes(b"\x80"+b"\0"*7,o,signed=True), int.from_bytes(b"",o), int.from_bytes(b"\xfe"*9,o,signed=True), (258).to_bytes(3,o), (-2).to_bytes(4,o,signed=True), int.from_bytes([1,2,3],o), int.from_bytes(bytearray(b"\x7f"),o,signed=True))
try: int.from_bytes(b"a","foo")
except ValueError as e: print(e)
print(list(itertools.accumulate([1,2,3])), list(itertools.accumulate([2**61,2**61,2**61])), list(itertools.accumulate("abc")), list(itertools.accumulate([1,2.5,3],initial=4)), list(itertools.accumulate(range(5),lambda a,b:a*b)))
print(dict.fromkeys([1,2,1,3],0), dict.fromkeys("abc"), dict.fromkeys([]), dict.fromkeys(range(3),[]))
print(set([1,2,3]*20), set(range(50)), {3,1,2}|{9,200,5}, set(range(0,1000,37)) & set(range(0,1000,74)), sorted(set("hello")), set(range(100))-set(range(3,97)))


# A linear congruential generator: norms of many magnitudes.
state, total = 12345, 0
for i in range(20000):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    a = (state >> 11) / 2**53 * 10.0 ** (state % 601 - 300)
    b = ((state * 7919) % 2**53) / 2**53 * a
    total = (total * 31 + hash(math.hypot(a, b)) + hash(math.hypot(a, b, 1.5))) & 0xFFFFFFFFFFFF
print(total)
m = memoryview(b"hello")
part = m[1:4]
m.release()
print(bytes(part))
