import warnings
warnings.simplefilter("always")
import io, sys
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    import imghdr, uu, xdrlib, asyncore, asynchat, cgi, sndhdr, pipes, telnetlib, mailcap, chunk, aifc, sunau
print(sorted(str(x.message) for x in w), {x.category.__name__ for x in w})
warnings.simplefilter("ignore")
p = xdrlib.Packer(); p.pack_int(5); p.pack_string(b"hey"); p.pack_double(1.5); u = xdrlib.Unpacker(p.get_buffer()); print(u.unpack_int(), u.unpack_string(), u.unpack_double())
print(imghdr.what(None, b"\x89PNG\r\n\x1a\n" + b"0" * 20), imghdr.what(None, b"GIF89a" + b"0" * 30))
o = io.BytesIO(); uu.encode(io.BytesIO(b"some text here"), o, "name", 0o644); print(o.getvalue()); o.seek(0); o2 = io.BytesIO(); uu.decode(o, o2); print(o2.getvalue())
print(cgi.parse_header('text/html; charset="utf-8"; q=1'))
