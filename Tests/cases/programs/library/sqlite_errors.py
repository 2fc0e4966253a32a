# sqlite3: blobs, rows, and what wrong use of connections and cursors raises.
import sqlite3
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, type(e).__mro__[1].__name__, getattr(e,'sqlite_errorname',None))
db=sqlite3.connect(":memory:")
cur=db.cursor()
db.execute("create table t(a blob)"); db.execute("insert into t values(zeroblob(10))")
t(lambda: db.serialize()[:16]);t(lambda: db.blobopen("x","y",1)); t(lambda: db.blobopen("t","a","z")); 
b=db.blobopen("t","a",1)
t(lambda: len(b)); t(lambda: b.read()); t(lambda: b.write(b"x"*11)); t(lambda: b.seek(3)); t(lambda: b.seek(30)); t(lambda: b.seek(-30)); t(lambda: b.seek(0,5)); t(lambda: b.write(b"abc")); t(lambda: b[:]); t(lambda: b[0]); t(lambda: b[-1]); t(lambda: b[99]); t(lambda: b["x"]); t(lambda: b[::2]); t(lambda: b.__setitem__(0,300)); t(lambda: b.__setitem__(0,"x")); t(lambda: b.__setitem__(slice(0,2),b"xyz")); t(lambda: b.__setitem__(slice(0,2),b"xy"));t(lambda: b.__delitem__(0)); t(lambda: b.__delitem__(slice(0,1))); t(lambda: b[0:4]); t(lambda: b.tell()); t(lambda: b.close()); t(lambda: b.read()); t(lambda: sqlite3.Blob()); 
t(lambda: db.blobopen("t","a",99)); t(lambda: db.blobopen("t","zz",1)); bb=db.blobopen("t","a",1,readonly=True); t(lambda: bb.write(b"1")); t(lambda: bb.__enter__() is bb); t(lambda: bb.__exit__(None,None,None))
t(lambda: sqlite3.Row(5,())); t(lambda: sqlite3.Row(cur,5));  r=sqlite3.Row(cur,(1,));  t(lambda: r["a"]); t(lambda: r[1.5]); t(lambda: r[3]); t(lambda: r[2**70]);  t(lambda: hash(r)==hash(sqlite3.Row(cur,(1,)))); t(lambda: r==(1,))
t(lambda: sqlite3.Cursor(5));  t(lambda: next(cur)); t(lambda: cur.fetchmany(2)); t(lambda: cur.close()); t(lambda: cur.fetchone()); t(lambda: cur.execute("x")); t(lambda: cur.close()); t(lambda: db.close()); t(lambda: db.close()); t(lambda: db.total_changes); t(lambda: db.in_transaction);t(lambda: db.cursor()); t(lambda: db.commit()); t(lambda: db.isolation_level); t(lambda: db.interrupt()); t(lambda: db.iterdump()); t(lambda: list(db.iterdump())); t(lambda: db.__enter__()); t(lambda: db.create_function("a",1,len)); t(lambda: db.row_factory); t(lambda: db.text_factory)
class C(sqlite3.Connection):
    def __init__(self): pass
t(lambda: C().execute("x")); 
class K(sqlite3.Cursor):
    def __init__(self,c): pass
db=sqlite3.connect(":memory:"); t(lambda: K(db).execute("x")); 
t(lambda: sqlite3.adapt(5)); t(lambda: sqlite3.adapt(5,int)); t(lambda: sqlite3.adapt(object())); t(lambda: sqlite3.adapt(object(),sqlite3.PrepareProtocol,"alt")); t(lambda: sqlite3.register_adapter(5,len)); t(lambda: sqlite3.register_converter(5,len)); t(lambda: sqlite3.register_converter("x",5)); t(lambda: sqlite3.complete_statement(5)); t(lambda: sqlite3.enable_callback_tracebacks(5)); t(lambda: sqlite3.converters.keys()); t(lambda: sqlite3.adapters.keys())
sqlite3.enable_callback_tracebacks(0)
t(lambda: db.execute("select 'a' union select 1 order by 3")); t(lambda: db.execute("select abs(-9223372036854775808)").fetchall());
t(lambda: repr(db)[:20]); t(lambda: sqlite3.connect(database=":memory:", cached_statements=-1).isolation_level); t(lambda: sqlite3.connect(":memory:",factory=dict)); t(lambda: sqlite3.connect("file::memory:?cache=x", uri=True)); t(lambda: sqlite3.connect(b":memory:").execute("select 1").fetchall())
import threading
res=[]
def w():
    try: db.execute("select 1")
    except Exception as e: res.append((type(e).__name__, str(e)[:80]))
th=threading.Thread(target=w); th.start(); th.join(); print(res)
