"""Operations on POSIX path names; os.path."""
import posix
import sys
import stat as _stat

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
    "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
    "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat",
    "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
    "supports_unicode_filenames", "relpath", "commonpath",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

_fspath = posix.fspath


def _like(path, text):
    """The text as bytes when path is bytes."""
    return text.encode("ascii") if isinstance(path, bytes) else text


def _check_types(function, *paths):
    has_str = has_bytes = False
    for path in paths:
        if isinstance(path, str):
            has_str = True
        elif isinstance(path, bytes):
            has_bytes = True
        else:
            raise TypeError(
                f"{function}() argument must be str, bytes, or os.PathLike object, not {path.__class__.__name__!r}"
            ) from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    """Normalize case of pathname.  Has no effect under Posix"""
    return _fspath(s)


def isabs(s):
    """Test whether a path is absolute"""
    s = _fspath(s)
    return s.startswith(_like(s, "/"))


def join(a, *p):
    """Join two or more pathname components, inserting '/' as needed."""
    a = _fspath(a)
    slash = _like(a, "/")
    path = a
    try:
        if not p:
            path[:0] + slash
        for part in map(_fspath, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError, BytesWarning):
        _check_types("join", a, *p)
        raise
    return path


def split(p):
    """Split a pathname.  Returns tuple "(head, tail)" where "tail" is everything after the final slash."""
    p = _fspath(p)
    slash = _like(p, "/")
    cut = p.rfind(slash) + 1
    head, tail = p[:cut], p[cut:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """Split the extension from a pathname: everything from the last dot on, leading dots ignored."""
    p = _fspath(p)
    dot = _like(p, ".")
    start = p.rfind(_like(p, "/")) + 1
    cut = p.rfind(dot)
    if cut >= start:
        at = start
        while at < cut:
            if p[at:at + 1] != dot:
                return p[:cut], p[cut:]
            at += 1
    return p, p[:0]


def splitdrive(p):
    """Split a pathname into drive and path. On Posix, drive is always empty."""
    p = _fspath(p)
    return p[:0], p


def basename(p):
    """Returns the final component of a pathname"""
    p = _fspath(p)
    return p[p.rfind(_like(p, "/")) + 1:]


def dirname(p):
    """Returns the directory component of a pathname"""
    return split(p)[0]


def commonprefix(m):
    """Given a list of pathnames, returns the longest common leading component"""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_fspath, m))
    low, high = min(m), max(m)
    for i, item in enumerate(low):
        if item != high[i]:
            return low[:i]
    return low


def getsize(filename):
    """Return the size of a file, reported by os.stat()."""
    return posix.stat(filename).st_size


def getmtime(filename):
    """Return the last modification time of a file, reported by os.stat()."""
    return posix.stat(filename).st_mtime


def getatime(filename):
    """Return the last access time of a file, reported by os.stat()."""
    return posix.stat(filename).st_atime


def getctime(filename):
    """Return the metadata change time of a file, reported by os.stat()."""
    return posix.stat(filename).st_ctime


def _mode(path, look):
    try:
        return look(path).st_mode
    except (OSError, ValueError):
        return None


def exists(path):
    """Test whether a path exists.  Returns False for broken symbolic links"""
    return _mode(path, posix.stat) is not None


def lexists(path):
    """Test whether a path exists.  Returns True for broken symbolic links"""
    return _mode(path, posix.lstat) is not None


def isfile(path):
    """Test whether a path is a regular file"""
    mode = _mode(path, posix.stat)
    return mode is not None and _stat.S_ISREG(mode)


def isdir(s):
    """Return true if the pathname refers to an existing directory."""
    mode = _mode(s, posix.stat)
    return mode is not None and _stat.S_ISDIR(mode)


def islink(path):
    """Test whether a path is a symbolic link"""
    try:
        mode = posix.lstat(path).st_mode
    except (OSError, ValueError, AttributeError):
        return False
    return _stat.S_ISLNK(mode)


def samestat(s1, s2):
    """Test whether two stat buffers reference the same file"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Test whether two pathnames reference the same actual file or directory"""
    return samestat(posix.stat(f1), posix.stat(f2))


def sameopenfile(fp1, fp2):
    """Test whether two open file objects reference the same file"""
    return samestat(posix.fstat(fp1), posix.fstat(fp2))


def ismount(path):
    """Test whether a path is a mount point"""
    try:
        here = posix.lstat(path)
    except (OSError, ValueError):
        return False
    if _stat.S_ISLNK(here.st_mode):
        return False
    path = _fspath(path)
    try:
        above = posix.lstat(realpath(join(path, _like(path, ".."))))
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def _variable(path, name):
    """Value of an environment variable as text of path's kind, or None."""
    import os
    if isinstance(path, bytes):
        return os.environb.get(name)
    return os.environ.get(name)


def expanduser(path):
    """Expand ~ and ~user constructions.  If user or $HOME is unknown, do nothing."""
    path = _fspath(path)
    tilde = _like(path, "~")
    if not path.startswith(tilde):
        return path
    slash = _like(path, "/")
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end == 1:
        home = _variable(path, _like(path, "HOME"))
        if home is None:
            home = _home_of_uid(posix.getuid())
    else:
        name = path[1:end]
        home = _home_of_name(name.decode() if isinstance(name, bytes) else name)
    if home is None:
        return path
    if isinstance(path, bytes) and isinstance(home, str):
        home = home.encode()
    return (home.rstrip(slash) + path[end:]) or slash


def _accounts():
    try:
        with open("/etc/passwd", encoding="utf-8", errors="surrogateescape") as file:
            return [line.rstrip("\n").split(":") for line in file]
    except OSError:
        return []


def _home_of_uid(uid):
    for fields in _accounts():
        if len(fields) >= 7 and fields[2] == str(uid):
            return fields[5]
    return None


def _home_of_name(name):
    for fields in _accounts():
        if len(fields) >= 7 and fields[0] == name:
            return fields[5]
    return None


_name_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"


def expandvars(path):
    """Expand shell variables of form $var and ${var}.  Unknown variables are left unchanged."""
    path = _fspath(path)
    dollar, opening, closing = _like(path, "$"), _like(path, "{"), _like(path, "}")
    allowed = _like(path, _name_characters)
    result = path[:0]
    at = 0
    while at < len(path):
        if path[at:at + 1] != dollar:
            result += path[at:at + 1]
            at += 1
            continue
        if path[at + 1:at + 2] == opening:
            end = path.find(closing, at + 2)
            name = path[at + 2:end] if end >= 0 else path[:0]
            after = end + 1
        else:
            after = at + 1
            while path[after:after + 1] and path[after:after + 1] in allowed:
                after += 1
            name = path[at + 1:after]
        value = _variable(path, name) if name else None
        if value is None:
            result += path[at:at + 1]
            at += 1
        else:
            result += value
            at = after
    return result


def normpath(path):
    """Normalize path, eliminating double slashes, etc."""
    path = _fspath(path)
    slash, empty = _like(path, "/"), path[:0]
    dot, dotdot = _like(path, "."), _like(path, "..")
    if path == empty:
        return dot
    leading = 0
    if path.startswith(slash):
        leading = 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else 1
    kept = []
    for part in path.split(slash):
        if part == empty or part == dot:
            continue
        if part != dotdot or (not leading and not kept) or (kept and kept[-1] == dotdot):
            kept.append(part)
        elif kept:
            kept.pop()
    return slash * leading + slash.join(kept) or dot


def abspath(path):
    """Return an absolute path."""
    path = _fspath(path)
    if not isabs(path):
        path = join(posix.getcwdb() if isinstance(path, bytes) else posix.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """Return the canonical path of the specified filename, eliminating any symbolic links."""
    filename = _fspath(filename)
    slash, dot, dotdot = _like(filename, "/"), _like(filename, "."), _like(filename, "..")
    # Below the folder at hand: errors name files as they were given.
    path = slash if isabs(filename) else _like(filename, "")
    rest = [part for part in reversed(filename.split(slash))]
    links = {}
    while rest:
        part = rest.pop()
        if part is None:  # the link below it on the stack is resolved
            links[rest.pop()] = path
            continue
        if not part or part == dot:
            continue
        if part == dotdot:
            if path and basename(path) != dotdot:
                path = dirname(path)
            else:
                path = join(path, dotdot)
            continue
        step = join(path, part)
        try:
            is_link = _stat.S_ISLNK(posix.lstat(step).st_mode)
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = step
            continue
        if step in links:
            if links[step] is not None:
                path = links[step]
                continue
            if strict:
                posix.stat(step)
            path = step  # a loop
            continue
        links[step] = None
        target = posix.readlink(step)
        rest.append(step)
        rest.append(None)
        if target.startswith(slash):
            path = slash
        rest.extend(reversed(target.split(slash)))
    return abspath(path)


def relpath(path, start=None):
    """Return a relative version of a path"""
    if not path:
        raise ValueError("no path specified")
    path = _fspath(path)
    slash, dotdot = _like(path, "/"), _like(path, "..")
    start = _like(path, ".") if start is None else _fspath(start)
    try:
        source = [part for part in abspath(start).split(slash) if part]
        target = [part for part in abspath(path).split(slash) if part]
        common = len(commonprefix([source, target]))
        parts = [dotdot] * (len(source) - common) + target[common:]
        return join(*parts) if parts else _like(path, ".")
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        _check_types("relpath", path, start)
        raise


def commonpath(paths):
    """Given a sequence of path names, returns the longest common sub-path."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(_fspath, paths))
    slash, dot = _like(paths[0], "/"), _like(paths[0], ".")
    try:
        split_paths = [path.split(slash) for path in paths]
        absolute = {path[:1] == slash for path in paths}
        if len(absolute) != 1:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[part for part in parts if part and part != dot] for parts in split_paths]
        low, high = min(split_paths), max(split_paths)
        common = low
        for i, part in enumerate(low):
            if part != high[i]:
                common = low[:i]
                break
        return (slash if absolute.pop() else slash[:0]) + slash.join(common)
    except (TypeError, AttributeError):
        _check_types("commonpath", *paths)
        raise
