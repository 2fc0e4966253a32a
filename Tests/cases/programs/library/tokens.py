import tokenize, io, token, keyword
src = 'def f(a, *b):\n    """doc"""\n    x = 0x1f + 1_000.5e-3j  # comment\n    if a >= 1:\n        return f"{a!r}" ; y := 2\n\n@dec\nasync def g(): await x\nr = (1,\n     2) -> 3 ... $ ?\ns = \'\'\'a\nb\'\'\'\n'
for t in tokenize.generate_tokens(io.StringIO(src).readline):
    print(token.tok_name[t.type], token.tok_name[t.exact_type], repr(t.string), t.start, t.end)
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO(src).readline)) == src)
print(tokenize.detect_encoding(io.BytesIO(b"# -*- coding: latin-1 -*-\n").readline))
for bad in ("(1,\n", "'''abc\n", "if x:\n    a\n  b\n"):
    try: list(tokenize.generate_tokens(io.StringIO(bad).readline))
    except Exception as e: print(type(e).__name__, e)
print(next(tokenize.tokenize(io.BytesIO("é = 1\n".encode()).readline)))
