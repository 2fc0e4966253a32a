import json
D = {"a": [1, 2.5, None, True, False, "é\u2028\"\\\n\x01", -0.0, 1e100, float("inf")], "b": {"c": {}, "d": []}, "k": "v", 1: 2, None: 3, True: 4, 1.5: 6}
print(json.dumps(D)); print(json.dumps(D, indent=2, sort_keys=False)); print(json.dumps(D["a"], ensure_ascii=False, separators=(",", ":")))
print(json.dumps({"z": 1, "a": 2}, sort_keys=True, indent="\t"), json.dumps((1, 2)), json.dumps("\ud83d\ude00\U0001f600"), json.dumps([], indent=1), json.dumps({}, indent=1))
class E(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {3, 1, 2}}, cls=E))
for f in (lambda: json.dumps(object), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), lambda: json.dumps(float("nan"), allow_nan=False)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
l = []; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
for s in ('{"a": [1, 2.0, -3e2, null, true, false, "x\\u00e9\\n\\ud83d\\ude00"]}', "[]", " 12 ", '"\\u12"', '{"a" 1}', "[1,]", "{", "", "nul", '"abc', '"a\\x"', "[1 2]", '{"a":1,}', "1 2", "NaN", "-Infinity", "[1.5e+3, 1E5, 0.1]", "\ufeff1", '{"a":1,"a":2}', "12345678901234567890123", "-", "01", '["\t"]'):
    try: print(repr(json.loads(s)))
    except json.JSONDecodeError as e: print("error", e, e.pos, e.lineno, e.colno)
print(json.loads('{"x": 1.10, "y": [2]}', parse_float=str, parse_int=lambda s: s + "!", object_pairs_hook=list), json.loads(b'{"a": "\xc3\xa9"}'), json.loads('{"a":{"b":1}}', object_hook=lambda d: sorted(d)), json.loads("NaN", parse_constant=lambda c: c * 2))
print(json.JSONDecoder().raw_decode('{"a":1} tail'), json.loads(json.dumps(D, default=str)) is not None)
import io
f = io.StringIO(); json.dump([1, {"a": 2}], f, indent=1); print(f.getvalue(), json.load(io.StringIO("[1]")))
print("".join(json.JSONEncoder(indent=1).iterencode({"a": [1, 2]})))
from json import decoder, encoder, scanner
print(decoder.scanstring('a\\u00e9"x', 0), encoder.encode_basestring_ascii("é\x7f\x80\U0001f600\ud800"), encoder.encode_basestring("é\x7f\n\x1f"))
for s in ('"\\ud800"', '"\\ud800\\u0041"', '"\\ud83d\\ude0"', '"\\ud83d\\udexx"', '"\\u00g0"', '"abc\\', '"\\u123', '[1,2', '{"a"', '{"a":', '{"a":1', '{"a":1 "b"}', '[', '[1,', '{"a": x}', '-Inf', 'tru', '1.', '1.e5', '1e', '1e+', '--1', '-0', '-0.0', '0123', '[[[[', '\n\n {"a":\n 1,\n b}'):
    try: print(ascii(json.loads(s)))
    except json.JSONDecodeError as e: print(e, e.pos)
for s in ("x", "-1"):
    try: print(scanner.c_make_scanner(json.JSONDecoder())(s, 0))
    except StopIteration as e: print("stop", e.value)
class I(int):
    def __repr__(self): return "I!"
class F(float):
    def __repr__(self): return "F!"
class S(str): pass
class L(list): pass
class DD(dict):
    def items(self): return [("x", 1)]
print(json.dumps([I(3), F(2.5), S("a\n"), L([1]), DD(a=2), (1,), True, 10**30, -0.0, 1e16, 1e-7]), json.dumps({I(3): 1, F(2.5): 2, S("k"): 3}), json.dumps({"b": 1, "a": [{"d": 1, "c": 2}]}, sort_keys=True))
for f in (lambda: json.dumps({"a": 1, 2: 3}, sort_keys=True), lambda: json.dumps([1j]), lambda: json.dumps({b"x": 1}), lambda: json.loads(5), lambda: json.loads(b"\xff\xfe[\x001\x00]\x00")):
    try: print(f())
    except (Exception, RecursionError) as e: print(type(e).__name__, str(e)[:60])
