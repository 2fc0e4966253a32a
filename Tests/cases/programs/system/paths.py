# os.path and the file functions of os.
import os
import os.path

for p in ("", "/", "a/b.txt", "/a//b/../c", "./x/.hidden", "a.tar.gz", "..", "//a"):
    print(repr(p), os.path.normpath(p), os.path.split(p), os.path.splitext(p), os.path.basename(p), os.path.isabs(p))
print(os.path.join("a", "b", "/c", "d"), os.path.join("a/", "b"), os.path.relpath("/a/b/c", "/a/d"))
print(os.path.commonpath(["/usr/lib", "/usr/local"]), os.path.commonprefix(["abc", "abd"]))
os.environ["NATRIX_TEST"] = "value"
print(os.environ["NATRIX_TEST"], os.getenv("NATRIX_TEST"), os.getenv("NATRIX_NONE", 7), os.path.expandvars("$NATRIX_TEST/x"))
del os.environ["NATRIX_TEST"]
try:
    os.environ["NATRIX_TEST"]
except KeyError as e:
    print("KeyError", e)
base = "natrix_paths_%d" % os.getpid()
os.makedirs(os.path.join(base, "one", "two"))
os.makedirs(os.path.join(base, "one"), exist_ok=True)
with open(os.path.join(base, "one", "f.txt"), "w") as f:
    f.write("hello")
print(sorted(os.listdir(os.path.join(base, "one"))), os.path.getsize(os.path.join(base, "one", "f.txt")))
print(os.path.isdir(base), os.path.isfile(base), os.path.exists(base + "/none"))
for folder, folders, files in os.walk(base):
    print(folder.replace(base, "BASE"), sorted(folders), sorted(files))
os.rename(base + "/one/f.txt", base + "/g.txt")
print(os.stat(base + "/g.txt").st_size, sorted(e.name for e in os.scandir(base) if e.is_file()))
for bad in (lambda: os.mkdir(base), lambda: os.remove(base + "/none"), lambda: os.listdir(base + "/none")):
    try:
        bad()
    except OSError as e:
        print(type(e).__name__, e.errno, e.strerror)
os.remove(base + "/g.txt")
os.removedirs(base + "/one/two")
print(os.path.exists(base))
try:
    os.stat(1.5)
except TypeError as e:
    print(e)
