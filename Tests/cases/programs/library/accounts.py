import pwd, grp, os, select
print(pwd.getpwuid(0).pw_name, grp.getgrgid(0).gr_name, pwd.getpwnam("root").pw_dir, grp.getgrnam("root").gr_gid, len(pwd.getpwall()) > 3, len(grp.getgrall()) > 3)
for f in (lambda: pwd.getpwuid("x"), lambda: pwd.getpwuid(2**40), lambda: pwd.getpwuid(99999), lambda: pwd.getpwnam(5), lambda: pwd.getpwnam("nobody-x"), lambda: pwd.getpwnam("a\0"), lambda: grp.getgrgid(1.5), lambda: grp.getgrgid(-5), lambda: grp.getgrnam(b"x"), lambda: grp.getgrnam("zz")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for s in (0, 256, 9, 0x137f, 0xffff, 139): print([g(s) for g in (os.WIFEXITED, os.WEXITSTATUS, os.WIFSIGNALED, os.WTERMSIG, os.WIFSTOPPED, os.WSTOPSIG, os.WIFCONTINUED, os.WCOREDUMP)])
