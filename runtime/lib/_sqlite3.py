"""Connections, cursors and rows over SQLite, for the package sqlite3 (PEP 249)."""
import _sqlite
import operator
import os
from _sqlite import (DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError,
                     OperationalError, ProgrammingError, Warning)
from _thread import get_ident
from _weakref import ref

version = "2.6.0"
sqlite_version = _sqlite.sqlite_version
threadsafety = {0: 0, 1: 3, 2: 1}[_sqlite.threadsafe]
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
converters = {}
adapters = {}
_missing = object()
_BASIC = (int, float, str, bytearray)
_basic_adapted = False  # an adapter for one of these has been registered

for _name in [name for name in vars(_sqlite) if name.startswith("SQLITE_")]:
    globals()[_name] = getattr(_sqlite, _name)
del _name


def _require_str(function, number, value):
    if not isinstance(value, str):
        raise TypeError(f"{function}() argument {number} must be str, not {_type_name(value)}")


def _type_name(value):
    return "None" if value is None else type(value).__name__


# ---- adaption ---------------------------------------------------------------------------------------------------------

class PrepareProtocol:
    """PEP 246 style object adaption protocol type."""
    __module__ = "sqlite3"


def register_adapter(type, adapter, /):
    """Register a function to adapt Python objects to SQLite values."""
    global _basic_adapted
    if type in _BASIC:
        _basic_adapted = True
    adapters[(type, PrepareProtocol)] = adapter


def register_converter(typename, converter, /):
    """Register a function to convert SQLite values to Python objects."""
    _require_str("register_converter", 1, typename)
    converters[typename.upper()] = converter


def adapt(obj, proto=PrepareProtocol, alt=_missing, /):
    """Adapt given object to given protocol."""
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return adapter(obj)
    for owner, method, other in ((proto, "__adapt__", obj), (obj, "__conform__", proto)):
        bound = getattr(owner, method, None)
        if bound is None:
            continue
        try:
            adapted = bound(other)
        except TypeError:
            continue
        if adapted is not None:
            return adapted
    if alt is _missing:
        raise ProgrammingError("can't adapt")
    return alt


def _adapted(value):
    return adapt(value, PrepareProtocol, value)


def complete_statement(statement):
    """Checks if a string contains a complete SQL statement."""
    if not isinstance(statement, str):
        raise TypeError(f"complete_statement() argument 'statement' must be str, not {_type_name(statement)}")
    return _sqlite.complete(statement)


def enable_callback_tracebacks(enable, /):
    """Enable or disable callback functions throwing errors to stderr."""
    _sqlite.print_callback_errors(bool(operator.index(enable)))


def enable_shared_cache(do_enable):
    """Enable or disable shared cache mode for the calling thread."""
    _sqlite.share_cache(bool(operator.index(do_enable)))


# ---- rows -------------------------------------------------------------------------------------------------------------

class Row:
    __slots__ = ("_values", "_description")
    __module__ = "sqlite3"

    def __new__(cls, cursor, data, /):
        if not isinstance(cursor, Cursor):
            raise TypeError(f"Row() argument 1 must be sqlite3.Cursor, not {_type_name(cursor)}")
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {_type_name(data)}")
        self = object.__new__(cls)
        self._values = data
        self._description = cursor.description
        return self

    def keys(self):
        """Returns the keys of the row."""
        return [column[0] for column in self._description]

    def __getitem__(self, key):
        if isinstance(key, str):
            wanted = _folded(key)
            for number, column in enumerate(self._description or ()):
                if column[0] == key or _folded(column[0]) == wanted:
                    return self._values[number]
            raise IndexError("No item with that key")
        if isinstance(key, (int, slice)):
            return self._values[key]
        raise IndexError("Index must be int or string")

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __hash__(self):
        return hash(self._description) ^ hash(self._values)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._description == other._description and self._values == other._values


def _folded(name):
    """The name with its ASCII letters in lower case."""
    return name.lower() if name.isascii() else "".join(c.lower() if c.isascii() else c for c in name)


# ---- blobs ------------------------------------------------------------------------------------------------------------

class Blob:
    __module__ = "sqlite3"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'sqlite3.Blob' instances")

    def _open(self):
        self._connection._check()
        if self._storage is None:
            raise ProgrammingError("Cannot operate on a closed blob.")
        return self._storage

    def close(self):
        """Close the blob."""
        self._connection._check()
        self._release()

    def _release(self):
        if self._storage is not None:
            self._storage.close()
            self._storage = None

    def read(self, length=-1, /):
        """Read data at the current offset position."""
        storage = self._open()
        left = storage.size - self._offset
        count = left if length < 0 else min(operator.index(length), left)
        if count == 0:
            return b""
        data = storage.read(self._offset, count)
        self._offset += count
        return data

    def write(self, data, /):
        """Write data at the current offset."""
        storage = self._open()
        self._write_at(storage, self._offset, data)
        self._offset += memoryview(data).nbytes

    def _write_at(self, storage, offset, data):
        if memoryview(data).nbytes > storage.size - offset:
            raise ValueError("data longer than blob length")
        storage.write(offset, data)

    def seek(self, offset, origin=0, /):
        """Set the current access position to offset."""
        storage = self._open()
        if origin not in (0, 1, 2):
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        position = offset + (0, self._offset, storage.size)[origin]
        if not 0 <= position <= storage.size:
            raise ValueError("offset out of blob range")
        self._offset = position

    def tell(self):
        """Return the current access position for the blob."""
        self._open()
        return self._offset

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, type, val, tb, /):
        self._open()
        self._release()
        return False

    def __len__(self):
        return self._open().size

    def _index(self, key):
        size = self._open().size
        index = operator.index(key)
        if index < 0:
            index += size
        if not 0 <= index < size:
            raise IndexError("Blob index out of range")
        return index

    def __getitem__(self, key):
        storage = self._open()
        if isinstance(key, slice):
            start, stop, step = key.indices(storage.size)
            chosen = range(start, stop, step)
            if not chosen:
                return b""
            return storage.read(start, len(chosen)) if step == 1 else storage.read(0, storage.size)[key]
        if not hasattr(type(key), "__index__"):
            raise TypeError("Blob indices must be integers")
        return storage.read(self._index(key), 1)[0]

    def __setitem__(self, key, value):
        storage = self._open()
        if isinstance(key, slice):
            start, stop, step = key.indices(storage.size)
            chosen = range(start, stop, step)
            data = memoryview(value).tobytes()
            if len(data) != len(chosen):
                raise IndexError("Blob slice assignment is wrong size")
            if step == 1:
                storage.write(start, data)
            elif data:
                whole = bytearray(storage.read(0, storage.size))
                whole[key] = data
                storage.write(0, whole)
            return
        if not hasattr(type(key), "__index__"):
            raise TypeError("Blob indices must be integers")
        index = self._index(key)
        byte = operator.index(value)
        if not 0 <= byte < 256:
            raise ValueError("byte must be in range(0, 256)")
        storage.write(index, bytes([byte]))

    def __delitem__(self, key):
        self._open()
        raise TypeError("Blob doesn't support %s deletion" % ("slice" if isinstance(key, slice) else "item"))

    __iter__ = None


# ---- cursors ----------------------------------------------------------------------------------------------------------

def _read_only(name, doc=None):
    def refuse(self, value):
        raise AttributeError("readonly attribute")

    return property(operator.attrgetter(name), refuse, refuse, doc)


class Cursor:
    """SQLite database cursor class."""
    __module__ = "sqlite3"
    _connection = _statement = _description = _converters = _lastrowid = None
    _initialized = _closed = _locked = False
    _rowcount = -1
    arraysize = 1
    row_factory = None

    def __init__(self, connection, /):
        if not isinstance(connection, Connection):
            raise TypeError(f"Cursor() argument 1 must be sqlite3.Connection, not {_type_name(connection)}")
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        self._connection = connection
        self._statement = self._description = self._converters = self._lastrowid = self.row_factory = None
        self._closed = False
        self._rowcount = -1
        self.arraysize = 1
        connection._check_thread()
        self._initialized = True

    connection = _read_only("_connection")
    description = _read_only("_description")
    lastrowid = _read_only("_lastrowid")
    rowcount = _read_only("_rowcount")

    def _check(self):
        if not self._initialized:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        self._connection._check()

    def _drop_statement(self):
        statement = self._statement
        if statement is not None:
            self._statement = None
            self._connection._give_back(self._sql, statement)

    def _release(self):
        if self._statement is not None:
            self._statement.finalize()
            self._statement = None

    def execute(self, sql, parameters=(), /):
        """Executes an SQL statement."""
        _require_str("execute", 1, sql)
        self._check()
        self._run(sql, parameters, None)
        return self

    def executemany(self, sql, seq_of_parameters, /):
        """Repeatedly executes an SQL statement."""
        _require_str("executemany", 1, sql)
        self._check()
        self._run(sql, None, iter(seq_of_parameters))
        return self

    def _run(self, sql, parameters, many):
        connection = self._connection
        database = connection._database
        self._locked = True
        try:
            self._drop_statement()
            self._description = None
            self._rowcount = -1
            statement = connection._statement_for(sql)
            self._statement, self._sql = statement, sql
            is_change = statement.is_change
            if many is not None and statement.is_readonly:
                raise ProgrammingError("executemany() can only execute DML statements.")
            if is_change and connection._begin is not None and database.autocommit:
                connection._do(connection._begin)
            changed = 0
            if many is None:
                _bind(statement, parameters)
                has_row = statement.step()
                self._describe(statement)
                if is_change:
                    changed = database.changes if not has_row else 0
                self._lastrowid = database.last_row
                if not has_row:
                    self._drop_statement()
            else:
                for parameters in many:
                    _bind(statement, parameters)
                    has_row = statement.step()
                    self._describe(statement)
                    if is_change:
                        changed += database.changes
                    statement.reset()
                self._drop_statement()
            if is_change:
                self._rowcount = changed
        except BaseException:
            self._rowcount = -1
            self._drop_statement()
            raise
        finally:
            self._locked = False

    def _describe(self, statement):
        if self._description is not None or not statement.has_columns:
            return
        names = statement.names()
        detect = self._connection._detect_types
        self._converters = _converters_of(statement, names, detect) if detect else None
        if detect & PARSE_COLNAMES:
            names = [_without_type(name) for name in names]
        self._description = tuple([(name, None, None, None, None, None, None) for name in names])

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        if not isinstance(sql_script, str):
            raise TypeError(f"executescript() argument must be str, not {_type_name(sql_script)}")
        if "\0" in sql_script:
            raise ValueError("embedded null character")
        self._check()
        database = self._connection._database
        if not database.autocommit:
            self._connection._do("COMMIT")
        database.run_script(sql_script)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self._check()
        statement = self._statement
        if statement is None:
            raise StopIteration
        self._locked = True
        try:
            row = statement.fetch(self._connection.text_factory, self._converters)
            if not statement.step():
                if statement.is_change:
                    self._rowcount = self._connection._database.changes
                self._drop_statement()
        except BaseException:
            self._drop_statement()
            raise
        finally:
            self._locked = False
        return row if self.row_factory is None else self.row_factory(self, row)

    def fetchone(self):
        """Fetches one row from the resultset."""
        return next(self, None)

    def fetchmany(self, size=_missing):
        """Fetches several rows from the resultset."""
        size = self.arraysize if size is _missing else operator.index(size)
        rows = []
        for row in self:
            rows.append(row)
            if len(rows) == size:
                break
        return rows

    def fetchall(self):
        """Fetches all rows from the resultset."""
        return list(self)

    def setinputsizes(self, sizes, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def setoutputsize(self, size, column=None, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def close(self):
        """Closes the cursor."""
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        if self._connection is None:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        self._connection._check()
        self._drop_statement()
        self._closed = True


def _bind(statement, parameters):
    adapting = _adapted
    is_named = isinstance(parameters, dict)
    if not is_named and not hasattr(type(parameters), "__getitem__"):
        raise ProgrammingError("parameters are of unsupported type")
    if _basic_adapted:
        adapting = None
        if is_named:
            parameters = {name: _adapted(value) for name, value in parameters.items()}
        else:
            parameters = [_adapted(value) for value in parameters]
    if is_named:
        statement.bind_named(parameters, adapting)
    else:
        statement.bind(parameters, adapting)


def _without_type(name):
    start = name.find(" [")
    return name if start < 0 else name[:start]


def _converters_of(statement, names, detect):
    """For each column the converter that its name or its declaration asks for, or None."""
    result = []
    for name, declared in zip(names, statement.declared()):
        converter = None
        if detect & PARSE_COLNAMES:
            start = name.find("[")
            end = name.find("]", start + 1)
            if 0 <= start < end:
                converter = converters.get(name[start + 1:end].upper())
        if converter is None and detect & PARSE_DECLTYPES and declared is not None:
            end = 0
            while end < len(declared) and declared[end] not in " (":
                end += 1
            converter = converters.get(declared[:end].upper())
        result.append(converter)
    return result if any(converter is not None for converter in result) else None


# ---- connections ------------------------------------------------------------------------------------------------------

_LEVELS = ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")


def _checked_level(level):
    if level is None:
        return None
    if not isinstance(level, str):
        raise TypeError("isolation_level must be str or None")
    if level.upper() not in _LEVELS:
        raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
    return level.upper()


def _not_writable(name):
    def refuse(self, value):
        raise AttributeError(f"attribute '{name}' of 'sqlite3.Connection' objects is not writable")
    return refuse


class Connection:
    """SQLite database connection object."""
    __module__ = "sqlite3"
    _initialized = False
    _database = None
    row_factory = None
    text_factory = str
    Warning, Error, InterfaceError, DatabaseError, DataError = Warning, Error, InterfaceError, DatabaseError, DataError
    OperationalError, IntegrityError, InternalError = OperationalError, IntegrityError, InternalError
    ProgrammingError, NotSupportedError = ProgrammingError, NotSupportedError

    def __init__(self, database, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True, factory=None,
                 cached_statements=128, uri=False):
        if self._initialized:
            self._initialized = False
            self._shut()
        path = os.fsencode(database)
        if b"\0" in path:
            raise ValueError("embedded null byte")
        if not hasattr(type(timeout), "__float__") and not hasattr(type(timeout), "__index__"):
            raise TypeError(f"must be real number, not {_type_name(timeout)}")
        detect_types = operator.index(detect_types)
        level = _checked_level(isolation_level)
        cached_statements = operator.index(cached_statements)
        self._database = _sqlite.open(path, bool(uri), int(float(timeout) * 1000))
        self._detect_types = detect_types
        self._level = level
        self._begin = None if level is None else "BEGIN " + level
        self._thread = get_ident() if check_same_thread else None
        self._statements = {}  # by text, those that no cursor uses; the latest last
        self._capacity = cached_statements
        self._users, self._users_limit = [], 200
        self.row_factory = None
        self.text_factory = str
        self._initialized = True

    # -- what the methods have in common

    def _check_thread(self):
        if not self._initialized:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._thread is not None and self._thread != get_ident():
            raise ProgrammingError("SQLite objects created in a thread can only be used in that same thread. The object was created "
                                   f"in thread id {self._thread} and this is thread id {get_ident()}.")

    def _check(self):
        self._check_thread()
        if self._database is None:
            raise ProgrammingError("Cannot operate on a closed database.")
        return self._database

    def _statement_for(self, sql):
        """A prepared statement that no cursor uses."""
        return self._statements.pop(sql, None) or self._database.prepare(sql)

    def _give_back(self, sql, statement):
        if self._database is None or self._capacity <= 0:
            statement.finalize()
            return
        statement.reset()
        self._statements[sql] = statement
        if len(self._statements) > self._capacity:  # the one unused for longest
            self._statements.pop(next(iter(self._statements))).finalize()

    def _do(self, sql):
        statement = self._database.prepare(sql)
        try:
            statement.step()
        finally:
            statement.finalize()

    def _note(self, user):
        """Remembers a cursor or blob, to let go of what it holds when the connection is closed."""
        users = self._users
        if len(users) >= self._users_limit:
            self._users = users = [other for other in users if other() is not None]
            self._users_limit = max(200, 2 * len(users))
        users.append(ref(user))

    def _shut(self):
        for user in self._users:
            user = user()
            if user is not None:
                user._release()
        for statement in self._statements.values():
            statement.finalize()
        self._users, self._statements = [], {}
        if self._database is not None:
            database, self._database = self._database, None
            database.close()

    # -- transactions

    @property
    def isolation_level(self):
        self._check()
        return self._level

    @isolation_level.setter
    def isolation_level(self, level):
        level = _checked_level(level)
        if level is None:
            self._level = self._begin = None
            self.commit()
        else:
            self._level, self._begin = level, "BEGIN " + level

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError("cannot delete attribute")

    @property
    def in_transaction(self):
        return not self._check().autocommit

    in_transaction = in_transaction.setter(_not_writable("in_transaction"))

    @property
    def total_changes(self):
        return self._check().total_changes

    total_changes = total_changes.setter(_not_writable("total_changes"))

    def commit(self):
        """Commit any pending transaction to the database."""
        if not self._check().autocommit:
            self._do("COMMIT")

    def rollback(self):
        """Roll back to the start of any pending transaction."""
        if not self._check().autocommit:
            self._do("ROLLBACK")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback, /):
        if type is None and value is None and traceback is None:
            try:
                self.commit()
            except BaseException:
                self.rollback()
                raise
        else:
            self.rollback()
        return False

    def close(self):
        """Close the database connection."""
        self._check_thread()
        self._shut()

    # -- statements

    def cursor(self, factory=Cursor):
        """Return a cursor for the connection."""
        self._check()
        cursor = factory(self)
        if not isinstance(cursor, Cursor):
            raise TypeError(f"factory must return a cursor, not {_type_name(cursor)}")
        self._note(cursor)
        if self.row_factory is not None:
            cursor.row_factory = self.row_factory
        return cursor

    def execute(self, sql, parameters=_missing, /):
        """Executes an SQL statement."""
        if parameters is _missing:
            return self.cursor().execute(sql)
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Repeatedly executes an SQL statement."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        return self.cursor().executescript(sql_script)

    def __call__(self, sql, /):
        self._check()
        _require_str("Connection", 1, sql)
        return self._database.prepare(sql)

    def interrupt(self):
        """Abort any pending database operation."""
        if self._database is None:
            raise ProgrammingError("Cannot operate on a closed database.")
        self._database.interrupt()

    def iterdump(self):
        """Returns iterator to the dump of the database in an SQL text format."""
        self._check()
        from sqlite3.dump import _iterdump
        return _iterdump(self)

    # -- what SQLite calls

    def create_function(self, name, narg, func, *, deterministic=False):
        """Creates a new function."""
        self._check().create_function(_named("create_function", name), operator.index(narg), bool(deterministic), func)

    def create_aggregate(self, name, n_arg, aggregate_class):
        """Creates a new aggregate."""
        self._check().create_aggregate(_named("create_aggregate", name), operator.index(n_arg), aggregate_class)

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Creates or redefines an aggregate window function."""
        _require_str("create_window_function", 1, name)
        self._check().create_window_function(name, operator.index(num_params), aggregate_class)

    def create_collation(self, name, callback, /):
        """Creates a collation function."""
        _require_str("create_collation", 1, name)
        database = self._check()
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        database.create_collation(name, callback)

    def set_authorizer(self, authorizer_callback):
        """Sets authorizer callback."""
        self._check().set_authorizer(authorizer_callback)

    def set_progress_handler(self, progress_handler, n):
        """Sets progress handler callback."""
        self._check().set_progress_handler(progress_handler, operator.index(n))

    def set_trace_callback(self, trace_callback):
        """Sets a trace callback called for each SQL statement (passed as unicode)."""
        self._check().set_trace(trace_callback)

    # -- the whole database

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.250):
        """Makes a backup of the database."""
        database = self._check()
        if not isinstance(target, Connection):
            raise TypeError(f"backup() argument 'target' must be sqlite3.Connection, not {_type_name(target)}")
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        if progress is not None and not callable(progress):
            raise TypeError("progress argument must be a callable")
        database.backup(target._check(), operator.index(pages), progress, name, int(sleep * 1000))

    def serialize(self, *, name="main"):
        """Serialize a database into a byte string."""
        return self._check().serialize(name)

    def deserialize(self, data, /, *, name="main"):
        """Load a serialized database."""
        self._check().deserialize(data.encode() if isinstance(data, str) else data, name)

    def blobopen(self, table, column, row, /, *, readonly=False, name="main"):
        """Open and return a BLOB object."""
        blob = object.__new__(Blob)
        blob._storage = self._check().open_blob(table, column, operator.index(row), bool(readonly), name)
        blob._connection = self
        blob._offset = 0
        self._note(blob)
        return blob

    def getlimit(self, category, /):
        """Get connection run-time limits."""
        return self._check().limit(category, -1)

    def setlimit(self, category, limit, /):
        """Set connection run-time limits."""
        return self._check().limit(category, limit)

    def enable_load_extension(self, enable, /):
        """Enable dynamic loading of SQLite extension modules."""
        self._check().enable_extensions(bool(operator.index(enable)))

    def load_extension(self, name, /):
        """Load SQLite extension module."""
        _require_str("load_extension", 1, name)
        self._check().load_extension(name)


def _named(function, name):
    if not isinstance(name, str):
        raise TypeError(f"{function}() argument 'name' must be str, not {_type_name(name)}")
    return name


def connect(*args, **kwargs):
    """Opens a connection to the SQLite database file database.

You can use ":memory:" to open a database connection to a database that resides
in RAM instead of on disk."""
    factory = kwargs.get("factory", args[5] if len(args) > 5 else Connection)
    return factory(*args, **kwargs)
