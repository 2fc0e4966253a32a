# pwd, grp, fcntl, resource: what they find, and their errors.
import pwd, grp, fcntl, resource, os, pathlib
p = pwd.getpwuid(0)
print(p, p.pw_name, pwd.getpwnam("root") == p, len(pwd.getpwall()) > 3)
g = grp.getgrgid(0)
print(g, grp.getgrnam("root") == g, len(grp.getgrall()) > 3)
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: pwd.getpwuid(99999)); t(lambda: pwd.getpwnam("nobodyatall")); t(lambda: pwd.getpwuid("x")); t(lambda: pwd.getpwnam(1)); t(lambda: grp.getgrgid(99999)); t(lambda: grp.getgrnam("zz")); t(lambda: pwd.getpwuid(2**70)); t(lambda: pwd.getpwuid(-1)); t(lambda: pwd.getpwnam("a\0"))
f = open("/dev/null", "w")
print(fcntl.flock(f, fcntl.LOCK_EX), fcntl.flock(f, fcntl.LOCK_UN), fcntl.fcntl(f, fcntl.F_GETFD), fcntl.fcntl(f, fcntl.F_SETFD, 0), fcntl.fcntl(f, fcntl.F_GETFD))
t(lambda: fcntl.fcntl(9999, fcntl.F_GETFL)); t(lambda: fcntl.flock("x", 1)); t(lambda: fcntl.lockf(f, 77))
print(resource.getrlimit(resource.RLIMIT_CORE) == resource.getrlimit(resource.RLIMIT_CORE), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0, resource.getpagesize())
t(lambda: resource.getrlimit(99)); t(lambda: resource.setrlimit(resource.RLIMIT_CORE, (1,))); t(lambda: resource.getrusage(5))
print(pathlib.Path("/etc/passwd").owner(), pathlib.Path("/etc/passwd").group(), os.path.expanduser("~root"), os.path.expanduser("~nope"))
