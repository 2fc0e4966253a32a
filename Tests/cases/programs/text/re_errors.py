# Errors of patterns: message, position, line and column.
import re, warnings
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(ascii(r))
    except re.error as e:
        print("re.error", ascii(str(e)), e.msg, e.pattern, e.pos, e.lineno, e.colno, e.args)
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
warnings.simplefilter("error")
PATTERNS = [
    '(', ')', 'a**', '*a', '[', '[a', 'a{2,1}', '(?P<n>a)(?P<n>b)', '(?P<1>a)', '(?P=x)', '\\1', '(\\1)',
    '(?<=a*)', '\\q', '\\', '[z-a]', '[\\d-z]', '(?i', '(?z)', 'a(?i)', '(?-a:x)', '(?au:x)', '(?L)', '(?P<n',
    '(?P', '(?<', '(?<x', '(?(1)a|b|c)', '(?(2)a)', '(?(x)a)', '(?(0)a)', '\\x1', '\\u12', '\\U0011ffff',
    '\\400', '[\\400]', '(?#', '(?:', 'a\\8', 'a\nb(', '[[a]', '[a--b]', '[a&&b]', '[a~~b]', '[a||b]',
    'x{99999999999}', 'x{4294967295}', '(?P<é>x)', '(?P<a b>x)', '(?i-i:x)', '(?ix-:x)', '(?i-x', '(?i-',
    '(?-', '(?', '(?P>', '(?P<>x)', '(?()x)', '(?(١)x)', '(x)(?(1_0)y)', '(?t:a)', '(?t)a', '\\N', '[^', '[]',
    '[]a', '(?<!a+)', '(?<=(a)\\1)', '(a)(?<=\\1)', '(?<=(?(1)a|b))(x)', '(?>a', 'a++*', 'a?+', 'a{2}{3}',
    'a{,3}b{3,}c{,}', '\\b*', '^*', '(?:^)*', '$?', '(?m:^a$)',
]
for p in PATTERNS:
    t(re.compile, p)
for p in [b"(?u)a", b"(?P<\xe9>x)", b"\\u1234", b"\\N{x}", b"(?L)a", b"(?La)x", b"\\x1", b"("]:
    t(re.compile, p)
t(re.compile, "a", re.L); t(re.compile, "a", re.A | re.U); t(re.compile, b"a", re.U); t(re.compile, b"a", re.L | re.A)
t(re.compile, [1]); t(re.compile, 5); t(re.compile, None); t(re.compile, bytearray(b"x")); t(re.compile, "a", "b")
