# _csv: dialects, readers and writers, and every error of theirs.
import _csv, io
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e)
D=_csv.Dialect
t(lambda: D(bogus=1)); t(lambda: D(delimiter=1)); t(lambda: D(delimiter='')); t(lambda: D(delimiter='ab')); t(lambda: D(delimiter=None))
t(lambda: D(quotechar=1)); t(lambda: D(quotechar='ab')); t(lambda: D(quotechar='')); t(lambda: D(quotechar=None).quoting)
t(lambda: D(quotechar=None,quoting=1)); t(lambda: D(quoting=9)); t(lambda: D(quoting='x')); t(lambda: D(quoting=True)); t(lambda: D(lineterminator=1)); t(lambda: D(lineterminator=None))
t(lambda: D(escapechar='')); t(lambda: D(escapechar=1)); t(lambda: D(strict=[]).strict); t(lambda: D(doublequote='x').doublequote)
t(lambda: D('nope')); t(lambda: D('excel')); t(lambda: D(None,1,2,3,4,5,6,7,8,9,10,11))
d=D(); print(d.delimiter,d.quotechar,d.escapechar,repr(d.lineterminator),d.quoting,d.skipinitialspace,d.strict)
def setit(): d.delimiter='x'
t(setit)
def setit(): d.quoting=1
t(setit)
def setit(): del d.quoting
t(setit)
t(lambda: _csv.register_dialect(1)); t(lambda: _csv.register_dialect()); t(lambda: _csv.unregister_dialect('n')); t(lambda: _csv.get_dialect('n')); t(lambda: _csv.get_dialect())
t(lambda: _csv.register_dialect('a', 1)); t(lambda: _csv.register_dialect('a', 1, 2)); 
t(lambda: _csv.list_dialects()); t(lambda: _csv.field_size_limit('a')); t(lambda: _csv.field_size_limit(1,2)); t(lambda: _csv.field_size_limit())
t(lambda: _csv.reader()); t(lambda: _csv.reader(1)); t(lambda: _csv.writer(1)); t(lambda: _csv.writer()); t(lambda: _csv.writer(io.StringIO(), foo=1))
t(lambda: next(_csv.reader([1]))); t(lambda: next(_csv.reader([b'a'])));t(lambda: next(_csv.reader(['a\rb'])));t(lambda: next(_csv.reader(['"a"b'],strict=True)));t(lambda: next(_csv.reader(['"a'],strict=True)))
t(lambda: next(_csv.reader(['a'],escapechar='\\')));t(lambda: list(_csv.reader(['"a','b"c','d'])))
w=_csv.writer(io.StringIO())
def ww(*a,**k):
    s=io.StringIO(newline=''); w=_csv.writer(s,**k); 
    for x in a: w.writerow(x)
    return s.getvalue()
t(lambda: ww(['a\\b','"',',','\n','\r', None, 1.5, 3, '']), ); t(lambda: ww(['a\\b','"',',','\n','\r'],escapechar='\\')); t(lambda: ww(['a\\b','"',','],escapechar='\\',quoting=3)); t(lambda: ww(['a\\b','"',','],escapechar='\\',doublequote=False)); t(lambda: ww(['"'],doublequote=False)); t(lambda: ww([''],[None],[])) ; t(lambda: ww([' a',1,'x',True,1j],quoting=2)); t(lambda: ww(['a\nb','a\rb','!'],lineterminator='!'))
t(lambda: next(_csv.reader(['a,1'],quoting=2))); t(lambda: next(_csv.reader(['"a",1, 2'],quoting=2,skipinitialspace=True)));
t(lambda: next(_csv.reader(['a\0b,c'])))
_csv.field_size_limit(3); t(lambda: next(_csv.reader(['abcd'])))
class E: delimiter=';'; quoting=None
t(lambda: D(E))
class E: delimiter=';'; lineterminator=None
t(lambda: D(E))
import pickle,copy
t(lambda: pickle.dumps(d)); t(lambda: copy.copy(d))

