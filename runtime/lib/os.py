"""OS routines for POSIX."""
import sys
import stat as st
import abc
import posix
import posixpath as path
from posix import *
from posix import _exit
from _collections_abc import GenericAlias, MutableMapping

sys.modules["os.path"] = path

from posixpath import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

name = "posix"
linesep = "\n"
error = OSError

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
P_NOWAIT = P_NOWAITO = 1
P_WAIT = 0

supports_bytes_environ = True
supports_dir_fd = {access, chmod, chown, link, lstat, mkdir, mkfifo, open, readlink, rename, rmdir, stat, symlink, unlink, utime}
supports_effective_ids = {access}
supports_fd = {chdir, chmod, chown, listdir, scandir, stat, truncate, utime}
supports_follow_symlinks = {access, chown, link, stat, utime}


# ---- names and paths ----

def fsencode(filename):
    """Encode filename (an os.PathLike, bytes, or str) to the filesystem encoding."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """Decode filename (an os.PathLike, bytes, or str) from the filesystem encoding."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


class PathLike(abc.ABC):
    """Abstract base class for implementing the file system path protocol."""

    @abc.abstractmethod
    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            for base in subclass.__mro__:
                if "__fspath__" in base.__dict__:
                    return NotImplemented if base.__dict__["__fspath__"] is None else True
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


PathLike.register(DirEntry)


# ---- the environment ----

class _Environ(MutableMapping):
    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ", ".join(f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}" for key, value in self._data.items())
        return f"environ({{{items}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = dict(other)
        new.update(self)
        return new


def _encode(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode("utf-8", "surrogateescape")


def _decode(value):
    return value.decode("utf-8", "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(posix.environ, _encode, _decode, _encode, _decode)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)


def getenv(key, default=None):
    """Get an environment variable, return None if it doesn't exist."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """Get an environment variable, return None if it doesn't exist."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """Returns the sequence of directories that will be searched for the named executable."""
    search = (environ if env is None else env).get("PATH")
    return (defpath if search is None else search).split(pathsep)


# ---- folders ----

def makedirs(name, mode=0o777, exist_ok=False):
    """Super-mkdir: creates a leaf directory and all intermediate ones."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass  # somebody else was faster
        if tail == (curdir if isinstance(tail, str) else b"."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Super-rmdir: removes a leaf directory and all empty intermediate ones."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Super-rename: creates the folders that are needed and removes those that become empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Directory tree generator: yields (dirpath, dirnames, filenames) for each folder."""
    top = fspath(top)
    folders = []
    files = []
    try:
        with scandir(top) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir()
                except OSError:
                    is_folder = False
                (folders if is_folder else files).append(entry.name)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    if topdown:
        yield top, folders, files
    for folder in folders:
        inner = path.join(top, folder)
        if followlinks or not path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


# ---- files and processes ----

def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """As walk, with the descriptor of each folder as a fourth item."""
    try:
        before = None if follow_symlinks or dir_fd is not None else stat(top, follow_symlinks=False)
        fd = open(top, O_RDONLY | O_NONBLOCK, dir_fd=dir_fd)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    try:
        if follow_symlinks or before is None and not st.S_ISLNK(stat(top, dir_fd=dir_fd, follow_symlinks=False).st_mode) or (
                before is not None and st.S_ISDIR(before.st_mode) and path.samestat(before, stat(fd))):
            yield from _fwalk(fd, fspath(top), isinstance(top, bytes), topdown, onerror, follow_symlinks)
    finally:
        close(fd)


def _fwalk(top_fd, top, is_bytes, topdown, onerror, follow_symlinks):
    folders, others = [], []
    for entry in scandir(top_fd):
        name = fsencode(entry.name) if is_bytes else entry.name
        try:
            (folders if entry.is_dir() else others).append(name)
        except OSError:
            others.append(name)
    if topdown:
        yield top, folders, others, top_fd
    for name in folders:
        try:
            before = None if follow_symlinks else stat(name, dir_fd=top_fd, follow_symlinks=False)
            fd = open(name, O_RDONLY | O_NONBLOCK, dir_fd=top_fd)
        except OSError as problem:
            if onerror is not None:
                onerror(problem)
            continue
        try:
            if follow_symlinks or path.samestat(before, stat(fd)):
                yield from _fwalk(fd, path.join(top, name), is_bytes, topdown, onerror, follow_symlinks)
        finally:
            close(fd)
    if not topdown:
        yield top, folders, others, top_fd


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """Make a file object from a file descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def execl(file, *args):
    """Execute the file with argument list args, replacing the current process."""
    execv(file, args)


def execle(file, *args):
    """As execl, with the environment as last argument."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """As execl, the file searched for along $PATH."""
    execvp(file, args)


def execvp(file, args):
    """As execv, the file searched for along $PATH."""
    execvpe(file, args, environ)


def execvpe(file, args, env):
    """As execve, the file searched for along $PATH."""
    if path.dirname(file):
        execve(file, args, env)
    saved = None
    for folder in get_exec_path(env):
        try:
            execve(path.join(folder, file), args, env)
        except (FileNotFoundError, NotADirectoryError) as problem:
            last = problem
        except OSError as problem:
            last = problem
            saved = saved or problem
    raise saved or last


def execlpe(file, *args):
    """As execlp, with the environment as last argument."""
    execvpe(file, args[:-1], args[-1])


# ---- other processes ----

_before_fork, _after_in_parent, _after_in_child = [], [], []


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    """Register callables to be called when forking a new process."""
    if before is None and after_in_child is None and after_in_parent is None:
        raise TypeError("At least one argument is required.")
    for name, hook, hooks in (("before", before, _before_fork), ("after_in_child", after_in_child, _after_in_child),
                              ("after_in_parent", after_in_parent, _after_in_parent)):
        if hook is not None:
            if not callable(hook):
                raise TypeError(f"'{name}' must be callable, not {type(hook).__name__}")
            hooks.append(hook)


def _call_hooks(hooks):
    for hook in hooks:
        try:
            hook()
        except BaseException as error:
            sys.unraisablehook(_unraisable(type(error), error, error.__traceback__, None, hook))


def _unraisable(*fields):
    from types import SimpleNamespace
    return SimpleNamespace(**dict(zip(("exc_type", "exc_value", "exc_traceback", "err_msg", "object"), fields)))


def _forking(system_call):
    """The result of fork or forkpty, the registered hooks called around it."""
    _call_hooks(reversed(_before_fork))
    child = -1
    try:
        result = system_call()
        child = result if isinstance(result, int) else result[0]
    finally:
        _call_hooks(_after_in_child if child == 0 else _after_in_parent)
    return result


def fork():
    """Fork a child process: 0 in the child, its number in the parent."""
    return _forking(posix.fork)


def forkpty():
    """Fork a child process with a new pseudo-terminal as its controlling terminal."""
    return _forking(posix.forkpty)


def _spawn(mode, file, args, env, execute):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    pid = fork()
    if not pid:
        try:
            execute(file, args) if env is None else execute(file, args, env)
        except BaseException:
            _exit(127)
    if mode == P_NOWAIT:
        return pid
    while True:
        status = waitpid(pid, 0)[1]
        if not WIFSTOPPED(status):
            return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    """Execute file with arguments from args in a subprocess; its exit code with P_WAIT, else its number."""
    return _spawn(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """As spawnv, with an environment."""
    return _spawn(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """As spawnv, the file searched for along $PATH."""
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """As spawnve, the file searched for along $PATH."""
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """As spawnv, the arguments given one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """As spawnl, with the environment as last argument."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """As spawnl, the file searched for along $PATH."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """As spawnlp, with the environment as last argument."""
    return spawnvpe(mode, file, args[:-1], args[-1])


def device_encoding(fd):
    """Return a string describing the encoding of a terminal's file descriptor, else None."""
    return "UTF-8" if isatty(fd) else None


def get_handle_inheritable(handle):
    return get_inheritable(handle)


def _get_exports_list(module):
    """The names that `from module import *` takes."""
    try:
        return list(module.__all__)
    except AttributeError:
        return [name for name in dir(module) if name[0] != '_']


class _ProcessStream:
    """The pipe of popen(): closing it waits for the command and gives its wait status, or None for success."""

    def __init__(self, stream, process):
        self._stream = stream
        self._process = process

    def close(self):
        self._stream.close()
        status = self._process.wait()
        if status == 0:
            return None
        return -status if status < 0 else status << 8

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode="r", buffering=-1):
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _ProcessStream(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _ProcessStream(process.stdin, process)
