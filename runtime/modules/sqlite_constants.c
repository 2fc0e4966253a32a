// The numbers of SQLite that Python knows by name: result codes first, by which errors are named, then the others.
#include "sqlite.h"

#define CODES(X)                                                                                                             \
    X(ABORT) X(AUTH) X(BUSY) X(CANTOPEN) X(CONSTRAINT) X(CORRUPT) X(DONE) X(EMPTY) X(ERROR) X(FORMAT) X(FULL)                \
    X(INTERNAL) X(INTERRUPT) X(IOERR) X(LOCKED) X(MISMATCH) X(MISUSE) X(NOLFS) X(NOMEM) X(NOTADB) X(NOTFOUND)                \
    X(OK) X(PERM) X(PROTOCOL) X(RANGE) X(READONLY) X(ROW) X(SCHEMA) X(TOOBIG) X(NOTICE) X(WARNING)                           \
    X(ABORT_ROLLBACK) X(BUSY_RECOVERY) X(CANTOPEN_FULLPATH) X(CANTOPEN_ISDIR) X(CANTOPEN_NOTEMPDIR)                          \
    X(CORRUPT_VTAB) X(IOERR_ACCESS) X(IOERR_BLOCKED) X(IOERR_CHECKRESERVEDLOCK) X(IOERR_CLOSE) X(IOERR_DELETE)               \
    X(IOERR_DELETE_NOENT) X(IOERR_DIR_CLOSE) X(IOERR_DIR_FSYNC) X(IOERR_FSTAT) X(IOERR_FSYNC) X(IOERR_LOCK)                  \
    X(IOERR_NOMEM) X(IOERR_RDLOCK) X(IOERR_READ) X(IOERR_SEEK) X(IOERR_SHMLOCK) X(IOERR_SHMMAP) X(IOERR_SHMOPEN)             \
    X(IOERR_SHMSIZE) X(IOERR_SHORT_READ) X(IOERR_TRUNCATE) X(IOERR_UNLOCK) X(IOERR_WRITE) X(LOCKED_SHAREDCACHE)              \
    X(READONLY_CANTLOCK) X(READONLY_RECOVERY) X(CONSTRAINT_CHECK) X(CONSTRAINT_COMMITHOOK)                                   \
    X(CONSTRAINT_FOREIGNKEY) X(CONSTRAINT_FUNCTION) X(CONSTRAINT_NOTNULL) X(CONSTRAINT_PRIMARYKEY)                           \
    X(CONSTRAINT_TRIGGER) X(CONSTRAINT_UNIQUE) X(CONSTRAINT_VTAB) X(READONLY_ROLLBACK) X(IOERR_MMAP)                         \
    X(NOTICE_RECOVER_ROLLBACK) X(NOTICE_RECOVER_WAL) X(BUSY_SNAPSHOT) X(IOERR_GETTEMPPATH) X(WARNING_AUTOINDEX)              \
    X(CANTOPEN_CONVPATH) X(IOERR_CONVPATH) X(CONSTRAINT_ROWID) X(READONLY_DBMOVED) X(AUTH_USER) X(IOERR_VNODE)               \
    X(IOERR_AUTH) X(OK_LOAD_PERMANENTLY) X(IOERR_BEGIN_ATOMIC) X(IOERR_COMMIT_ATOMIC) X(IOERR_ROLLBACK_ATOMIC)               \
    X(ERROR_MISSING_COLLSEQ) X(ERROR_RETRY) X(READONLY_CANTINIT) X(READONLY_DIRECTORY) X(CORRUPT_SEQUENCE)                   \
    X(LOCKED_VTAB) X(CANTOPEN_DIRTYWAL) X(ERROR_SNAPSHOT) X(CANTOPEN_SYMLINK) X(CONSTRAINT_PINNED) X(OK_SYMLINK)             \
    X(BUSY_TIMEOUT) X(CORRUPT_INDEX) X(IOERR_DATA) X(IOERR_CORRUPTFS)

#define OTHERS(X)                                                                                                            \
    X(DENY) X(IGNORE) X(CREATE_INDEX) X(CREATE_TABLE) X(CREATE_TEMP_INDEX) X(CREATE_TEMP_TABLE)                              \
    X(CREATE_TEMP_TRIGGER) X(CREATE_TEMP_VIEW) X(CREATE_TRIGGER) X(CREATE_VIEW) X(DELETE) X(DROP_INDEX)                      \
    X(DROP_TABLE) X(DROP_TEMP_INDEX) X(DROP_TEMP_TABLE) X(DROP_TEMP_TRIGGER) X(DROP_TEMP_VIEW) X(DROP_TRIGGER)               \
    X(DROP_VIEW) X(INSERT) X(PRAGMA) X(READ) X(SELECT) X(TRANSACTION) X(UPDATE) X(ATTACH) X(DETACH) X(ALTER_TABLE)           \
    X(REINDEX) X(ANALYZE) X(CREATE_VTABLE) X(DROP_VTABLE) X(FUNCTION) X(SAVEPOINT) X(RECURSIVE) X(LIMIT_LENGTH)              \
    X(LIMIT_SQL_LENGTH) X(LIMIT_COLUMN) X(LIMIT_EXPR_DEPTH) X(LIMIT_COMPOUND_SELECT) X(LIMIT_VDBE_OP)                        \
    X(LIMIT_FUNCTION_ARG) X(LIMIT_ATTACHED) X(LIMIT_LIKE_PATTERN_LENGTH) X(LIMIT_VARIABLE_NUMBER)                            \
    X(LIMIT_TRIGGER_DEPTH) X(LIMIT_WORKER_THREADS)

typedef struct { const char *name; int value; } constant;
#define ROW(name) {"SQLITE_" #name, SQLITE_##name},
static const constant codes[] = {CODES(ROW)}, others[] = {OTHERS(ROW)};

static bool add(nx_dict *dict, const constant *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!nx_dict_set_str(dict, nx_str_intern_c(rows[i].name), NX_INT(rows[i].value)))
            return false;
    return true;
}

bool nx_sqlite_add_constants(nx_dict *dict) {
    return add(dict, codes, sizeof codes / sizeof *codes) && add(dict, others, sizeof others / sizeof *others);
}

const char *nx_sqlite_code_name(int code) {
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].value == code)
            return codes[i].name;
    return NULL;
}
