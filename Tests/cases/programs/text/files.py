# Text and binary files: writing, reading by line, positions, modes, errors.
import os

path = "files_test.tmp"
with open(path, "w", encoding="utf-8") as f:
    print(f.write("first\nsecond é\r\nthird €"), f.closed)
print(f.closed, os.path.getsize(path))
with open(path, encoding="utf-8") as f:
    print(list(f))
with open(path, encoding="utf-8", newline="") as f:
    print(f.readlines())
with open(path, "rb") as f:
    print(f.readline(), f.tell(), f.read(4), f.seek(0), f.read())
with open(path, "a") as f:
    f.writelines(["\n", "fourth\n"])
with open(path) as f:
    print(repr(f.readline()), f.tell())
    at = f.tell()
    print(repr(f.read(4)), repr(f.readline()))
    f.seek(at)
    print(repr(f.read()))
with open(path, "r+b") as f:
    f.seek(2)
    f.write(b"XX")
    f.seek(0)
    print(f.readline())
for arguments in ((path, "q"), (path, "rw"), (path, "tb"), ("missing/none.txt",), (path, "x")):
    try:
        open(*arguments)
    except (ValueError, OSError) as error:
        print(type(error).__name__, error)
try:
    f.read()
except ValueError as error:
    print(error)
with open(path, "w") as f:
    try:
        f.write(1)
    except TypeError as error:
        print(error)
    try:
        f.read()
    except OSError as error:
        print(type(error).__name__, error)
    print("printed", 1, sep="-", end="!\n", file=f)
print(open(path).read(), end="")
os.remove(path)
