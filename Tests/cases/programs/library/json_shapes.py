# json.loads of objects and arrays of every size, repeated and equal keys, all characters, errors; floats as text.
import json
import random

r = random.Random(3)
for n in (0, 1, 2, 7, 8, 9, 31, 32, 33, 64, 65, 200):
    d = {f"key{i}": i for i in range(n)}
    text = json.dumps(d)
    back = json.loads(text)
    assert back == d and list(back) == list(d)
    l = list(range(n))
    assert json.loads(json.dumps(l)) == l
    assert json.loads(json.dumps([d, l, {"x": l}])) == [d, l, {"x": l}]
    pairs = json.loads(text, object_pairs_hook=list)
    assert pairs == list(d.items())
print(json.loads('{"a": 1, "b": 2, "a": 3}'), json.loads('{"": 1, "\\u0041": 2, "A": 3}'))
many = "{" + ", ".join(f'"{i % 40}": {i}' for i in range(100)) + "}"
print(json.loads(many) == {str(i % 40): max(j for j in range(100) if j % 40 == i % 40) for i in range(40)}, list(json.loads(many))[:3])
for text in ('"caf\u00e9"', '"\u4e2d\\n\u6587"', '"\U0001f600\\ud83d\\ude00"', '["\\"", "\\\\", "\\/", "a\\tb"]', ' [ 1 , 2 ] ', '{ "a" : [ ] , "\u4e2d" : { } }', '-0', '-0.0', '1e5', '1E-5', '[1.5, -2.25e10, 123456789012345678901234567890]', 'NaN', '-Infinity', 'true'):
    print(ascii(json.loads(text)))
for text in ('', '{', '[', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '[1,', '[1,]', '[1 2]', '"abc', '"a\\', '"a\\x"', '"a\\u12"', '"a\nb"', '"\u4e2d\nb"', '{1: 2}', 'nul', '01', '1.', '-', '{"a" 1}', '"\u00e9'):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(e)
h = 0
for i in range(20000):
    x = r.random() * 10 ** r.randint(-320, 308) if i % 2 else r.uniform(-1e6, 1e6)
    s = repr(x)
    y = float(s)
    assert x == y, s
    short = "%.*e" % (r.randint(0, 19), x)
    h = (h * 31 + hash(float(short))) % 1000000007
    digits = str(r.randint(0, 10 ** r.randint(1, 22))) + "." + str(r.randint(0, 10 ** r.randint(1, 18))) + "e" + str(r.randint(-40, 40))
    h = (h * 31 + hash(float(digits))) % 1000000007
print(h, float("9007199254740993"), float("9007199254740992.5"), float("0.1e-5"), float("18446744073709551615"), 1e22, 1e23, 8.5e-10, 1e-7, 5e-324, 1.7976931348623157e308)
