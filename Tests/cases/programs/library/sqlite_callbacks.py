# sqlite3: functions, aggregates, hooks, cursors, adapters and converters, backups.
import sqlite3
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, type(e).__mro__[1].__name__, getattr(e,'sqlite_errorname',None))
db = sqlite3.connect(":memory:")
# window, aggregates
class W:
    def __init__(self): self.c=0
    def step(self,x): self.c+=x
    def inverse(self,x): self.c-=x
    def value(self): return self.c
    def finalize(self): return self.c
db.create_window_function("sumint",1,W)
db.execute("create table n(x)"); db.executemany("insert into n values(?)",[(i,) for i in range(5)])
t(lambda: db.execute("select x, sumint(x) over (order by x rows between 1 preceding and 1 following) from n").fetchall())
class B1:
    def __init__(self): 1/0
class B2:
    def step(self,x): 1/0
    def finalize(self): return 1
class B3:
    def step(self,x): pass
    def finalize(self): return 1/0
class B4:
    def step(self,x): pass
class B5:
    def finalize(self): return 7
class B6(W):
    def value(self): 1/0
class B7(W):
    def inverse(self,x): 1/0
class B8:
    def step(self,x): pass
    def finalize(self): return object()
for i,c in enumerate([B1,B2,B3,B4,B5,B8]):
    db.create_aggregate("b%d"%i,1,c); t(lambda: db.execute("select b%d(x) from n"%i).fetchall())
for i,c in enumerate([B6,B7]):
    db.create_window_function("w%d"%i,1,c); t(lambda: db.execute("select w%d(x) over (order by x rows between 1 preceding and 1 following) from n"%i).fetchall())
t(lambda: db.create_window_function("sumint",1,None)); t(lambda: db.execute("select sumint(x) over () from n").fetchall())
db.create_function("f",-1,lambda *a: a[0] if a else None)
for v in (1,1.5,"s",b"b",None,2**63,-2**63): t(lambda: db.execute("select f(?)",(v,)).fetchone())
db.create_function("g",0,lambda: 2**63); t(lambda: db.execute("select g()").fetchone())
db.create_function("g",0,lambda: object()); t(lambda: db.execute("select g()").fetchone())
db.create_function("g",0,lambda: bytearray(b'xx')); t(lambda: db.execute("select g()").fetchone())
db.create_function("g",0,lambda: True); t(lambda: db.execute("select g()").fetchone())
def mem(): raise MemoryError
db.create_function("g",0,mem); t(lambda: db.execute("select g()").fetchone())
db.create_function("g",0,None); t(lambda: db.execute("select g()").fetchone())
db.set_authorizer(lambda *a: sqlite3.SQLITE_DENY if a[1]=='n' else sqlite3.SQLITE_OK); t(lambda: db.execute("select * from n")); 
db.set_authorizer(lambda *a: 1/0); t(lambda: db.execute("select * from n")); db.set_authorizer(lambda *a: "x"); t(lambda: db.execute("select * from n")); db.set_authorizer(None)
seen=[]; db.set_authorizer(lambda *a: seen.append(a) or 0); db.execute("select x from n").fetchall(); print(seen); db.set_authorizer(None)
db.set_progress_handler(lambda: 1, 1); t(lambda: db.execute("select * from n a, n b, n c").fetchall()); db.set_progress_handler(lambda: 1/0, 1); t(lambda: db.execute("select * from n a, n b, n c").fetchall()); db.set_progress_handler(None, 1)
tr=[]; db.set_trace_callback(tr.append); db.execute("insert into n values(?)",(77,)); db.commit(); db.execute("select ?",("it's",)).fetchall(); db.executescript("create table zz(a);insert into zz values(1);"); db.rollback(); print(tr); db.set_trace_callback(None)
db.create_collation("bad",lambda a,b: 1/0); t(lambda: db.execute("select x from n order by cast(x as text) collate bad").fetchall()); db.create_collation("bad",lambda a,b: "z"); t(lambda: db.execute("select x from n order by cast(x as text) collate bad").fetchall()); db.create_collation("bad",None); t(lambda: db.execute("select x from n order by cast(x as text) collate bad").fetchall())
cur=db.cursor(); t(lambda: cur.execute("select x, 1.5 as 'y [int]' from n").description); t(lambda: cur.rowcount); t(lambda: cur.execute("update n set x=x+1").rowcount); t(lambda: cur.description); t(lambda: cur.lastrowid); t(lambda: cur.execute("delete from n where x>3").rowcount); t(lambda: cur.executemany("insert into n values(:a)",({"a":i} for i in range(3))).rowcount); t(lambda: cur.lastrowid); t(lambda: db.in_transaction); t(lambda: cur.execute("insert into n values(100) returning x").fetchall()); t(lambda: cur.rowcount)
t(lambda: cur.executemany("insert into n values(?)",5)); t(lambda: cur.executemany("insert into n values(?)",[5])); t(lambda: cur.executemany("insert into n values(?)",[(1,),(1,2)])); t(lambda: cur.rowcount); t(lambda: cur.arraysize); cur.arraysize=2; t(lambda: cur.execute("select x from n order by x").fetchmany()); t(lambda: cur.fetchmany(size=1)); t(lambda: cur.fetchmany(-1)); t(lambda: cur.fetchmany("a")); t(lambda: cur.setinputsizes(5)); t(lambda: cur.setoutputsize(5)); t(lambda: cur.setoutputsize(5,6))
def gen():
    cur.execute("select 1"); yield (1,)
t(lambda: cur.executemany("insert into n values(?)",gen()))
db.text_factory=bytes; t(lambda: db.execute("select 'é'").fetchone()); db.text_factory=bytearray; t(lambda: db.execute("select 'é'").fetchone()); db.text_factory=lambda b: b.decode()[::-1]; t(lambda: db.execute("select 'éa'").fetchone()); db.text_factory=str
t(lambda: db.execute("select cast(x'ff41' as text) as q").fetchone()); 
d2=sqlite3.connect(":memory:",detect_types=3); sqlite3.register_converter("boom",lambda b:1/0); sqlite3.register_converter("up",lambda b:b.upper()); d2.execute("create table t(a up, b boom, c up(10), d 'up x')"); d2.execute("insert into t values('a','b','c','d')"); t(lambda: d2.execute("select a,c,d from t").fetchall()); t(lambda: d2.execute("select b from t").fetchall()); t(lambda: d2.execute("select 1 as 'z [up]', null as 'n [up]', 'k' as 'k [UP]'").fetchall()); t(lambda: d2.execute("select 1 as 'z [up]'").description)
class P:
    def __conform__(self,proto): return "conf" if proto is sqlite3.PrepareProtocol else None
class P2:
    def __conform__(self,proto): raise TypeError("x")
class P3:
    def __conform__(self,proto): 1/0
for p in (P(),P2(),P3()): t(lambda: d2.execute("select ?",(p,)).fetchone())
class I(int): pass
class S(str): pass
t(lambda: d2.execute("select ?,?,?,?,?",(I(5),S("s"),memoryview(b"mm"),bytearray(b"ba"),True)).fetchone())
t(lambda: d2.execute("select :a, @b, $c, :a",{"a":1,"b":2,"c":3}).fetchone())
class M(dict):
    def __missing__(self,k): return k*2
t(lambda: d2.execute("select :a",M()).fetchone()); t(lambda: d2.execute("select :a",(1,)).fetchone())
with d2: d2.execute("insert into t(a) values('w')")
print(d2.in_transaction)
try:
    with d2: d2.execute("insert into t(a) values('w')"); raise KeyError("k")
except KeyError as e: print(e, d2.in_transaction)
src=sqlite3.connect(":memory:"); src.executescript("create table q(a,b); insert into q values(1,'x');"); log=[]; src.backup(d2,pages=1,progress=lambda *a: log.append(a)); print(log, d2.execute("select * from q").fetchall()); t(lambda: src.backup(d2,name="nope")); t(lambda: src.backup(d2,progress=lambda *a:1/0,pages=1))
data=src.serialize(); d3=sqlite3.connect(":memory:"); d3.deserialize(data); print(d3.execute("select * from q").fetchall())
t(lambda: src.execute("insert into q values(?,?)",("\0a","b\0")).rowcount); print(src.execute("select * from q").fetchall())
t(lambda: list(src.iterdump())); t(lambda: sqlite3.connect("/nonexistent/x.db")); t(lambda: src.load_extension("x")); t(lambda: src.enable_load_extension(True)); t(lambda: src.load_extension("x"))
t(lambda: src.execute("/* c */ -- d\n insert into q values(3,4)").rowcount); t(lambda: src.in_transaction); t(lambda: src.commit()); t(lambda: src.execute("replace into q values(3,4)").rowcount); t(lambda:src.in_transaction); t(lambda: src.execute("with a as (select 1) insert into q select 1,2").rowcount); t(lambda: sqlite3.sqlite_version_info>(3,)); t(lambda: (sqlite3.version, sqlite3.threadsafety)); t(lambda: src.execute("begin")); t(lambda: src.execute("vacuum"))
t(lambda: sqlite3.Connection.__name__+sqlite3.Connection.__module__+str(sqlite3.Cursor)+str(sqlite3.Row)+str(sqlite3.Error)); t(lambda: src.Error is sqlite3.Error); t(lambda: sqlite3.IntegrityError.__mro__)
