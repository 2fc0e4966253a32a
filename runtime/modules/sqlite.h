// What the files of _sqlite share.
#ifndef NX_SQLITE_H
#define NX_SQLITE_H

#include <sqlite3.h>

#include "../core/thread.h"
#include "natives.h"

typedef struct {
    nx_header header;
    sqlite3 *handle;            // NULL: closed
    nx_value callbacks;         // a dict that keeps what SQLite calls alive, by purpose
    nx_value aggregates;        // a dict of the instances that collect at the moment, by number
    int64_t aggregate_count;
    int patience, waited;       // milliseconds, for other connections
    nx_value callback_error;    // of a collation: raised when the statement comes back
} nx_sqlite_database;

#define NX_SQLITE_ERRORS(X) \
    X(Warning, Exception) X(Error, Exception) X(InterfaceError, Error) X(DatabaseError, Error) X(DataError, DatabaseError) \
    X(OperationalError, DatabaseError) X(IntegrityError, DatabaseError) X(InternalError, DatabaseError) \
    X(ProgrammingError, DatabaseError) X(NotSupportedError, DatabaseError)
#define NX_DECLARE_ERROR(name, base) extern nx_type nx_sqlite_##name;
NX_SQLITE_ERRORS(NX_DECLARE_ERROR)

// Raises what the database's last call failed with; always 0.
nx_value nx_sqlite_fail(sqlite3 *handle);

// A Python value as one of SQLite. `kind` 0: it has no such type (no exception is pending).
typedef struct {
    int kind;          // SQLITE_INTEGER …
    int64_t integer, length;
    double real;
    const void *data;
    nx_buffer view;    // of SQLITE_BLOB; to be released
} nx_sqlite_value;
bool nx_sqlite_value_from(nx_value v, nx_sqlite_value *out);

// A value of a column or of a function's argument, `text` decides about texts.
nx_value nx_sqlite_text(const char *text, int length);

bool nx_sqlite_add_constants(nx_dict *dict);
const char *nx_sqlite_code_name(int code); // NULL: unknown
extern bool nx_sqlite_prints_errors;

#endif
