# Hashes of nested tuples: kept where nothing but C decides, asked again where a class does.
import collections, gc
P=collections.namedtuple("P","a b c d e")
class H:
    n=0
    def __hash__(self):
        H.n+=1
        return H.n
    def __eq__(self,o): return True
h=H()
t=(1,2,3,4,h)
print(hash(t)==hash(t), H.n, hash((t,5))==hash((t,5)), H.n)
d={}
for i in range(20000):
    k=(i%7,(P(i%11,2,3,"x",4.5),(i%3,"y",(1,2,3,i%5))),0)
    d[k]=d.get(k,0)+1
    if i%5000==0: gc.collect()
print(len(d), sum(d.values()))
k=(1,2,3,4,5,6,7); print(hash(k), hash(k), hash((1,2,3,4,5,6,7)))
print(hash((2**70,1.5,b"ab",None,True))==hash((2**70,1.5,b"ab",None,True)))
try: hash((1,2,[3],4))
except TypeError as e: print(e)
try: hash((1,2,(3,[4]),4))
except TypeError as e: print(e)
s=set()
for i in range(3000):
    s.add(tuple(range(i%50))+("a",))
print(len(s))
for i in range(200000):
    t=(i,i+1,i+2,i+3)
    if t not in s and i%50000==0: s.add(t)
print(len(s), (0,1,2,3) in s, (50000,50001,50002,50003) in s)
