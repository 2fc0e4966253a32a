# What failures of codecs that are called by name tell, and their causes.
import codecs
for f in (lambda: codecs.encode("x","hex"), lambda: codecs.decode(b"zz","hex"), lambda: codecs.decode(b"z","hex"), lambda: codecs.decode("zz","hex"), lambda: codecs.lookup(5), lambda: codecs.encode('x', 5), lambda: codecs.decode("é","hex"), lambda: codecs.decode(5,"hex"),lambda: codecs.decode("5","base64"), lambda:codecs.encode("3","zlib"), lambda: codecs.encode("é", "ascii"), lambda: codecs.encode("x","no"), lambda: codecs.encode(b"ab", "hex"), lambda: codecs.decode("6162", "hex"), lambda: codecs.encode("Hi", "rot13"), lambda: b"aa".decode("hex"), lambda: codecs.decode(b"ab","utf8",5)):
    try: print(f())
    except BaseException as e: print(type(e), e, repr(e.__cause__))
