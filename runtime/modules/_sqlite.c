// _sqlite: databases, prepared statements and blobs of SQLite. Connections, cursors and rows are Python (_sqlite3.py).
// While SQLite works, other threads have a turn; what it calls back takes it (sqlite_callbacks.c).
#include "sqlite.h"

#include "../core/alloc.h"
#include "../types/containers.h"
#include "../types/text.h"

typedef struct {
    nx_header header;
    sqlite3_stmt *handle; // NULL: finalized
    nx_sqlite_database *owner;
    bool is_change;       // INSERT, UPDATE, DELETE or REPLACE
} statement;

typedef struct {
    nx_header header;
    sqlite3_blob *handle;
    nx_sqlite_database *owner;
} storage;

static nx_type database_type, statement_type, storage_type;

static nx_sqlite_database *database_of(nx_value self) { return NX_PTR(nx_sqlite_database, self); }
static statement *statement_of(nx_value self) { return NX_PTR(statement, self); }
static storage *storage_of(nx_value self) { return NX_PTR(storage, self); }

// ---- errors -----------------------------------------------------------------------------------------------------------------

static nx_type *error_for(int code) {
    switch (code & 0xff) {
    case SQLITE_INTERNAL:
    case SQLITE_NOTFOUND: return &nx_sqlite_InternalError;
    case SQLITE_NOMEM: return &nx_MemoryError;
    case SQLITE_ERROR: case SQLITE_PERM: case SQLITE_ABORT: case SQLITE_BUSY: case SQLITE_LOCKED: case SQLITE_READONLY:
    case SQLITE_INTERRUPT: case SQLITE_IOERR: case SQLITE_FULL: case SQLITE_CANTOPEN: case SQLITE_PROTOCOL:
    case SQLITE_EMPTY: case SQLITE_SCHEMA: return &nx_sqlite_OperationalError;
    case SQLITE_TOOBIG: return &nx_sqlite_DataError;
    case SQLITE_CONSTRAINT: case SQLITE_MISMATCH: return &nx_sqlite_IntegrityError;
    case SQLITE_MISUSE: case SQLITE_RANGE: return &nx_sqlite_InterfaceError;
    default: return &nx_sqlite_DatabaseError;
    }
}

nx_value nx_sqlite_fail(sqlite3 *handle) {
    int code = sqlite3_errcode(handle);
    nx_type *type = error_for(code);
    if (type == &nx_MemoryError)
        return nx_raise_no_memory();
    int extended = sqlite3_extended_errcode(handle);
    const char *name = nx_sqlite_code_name(extended);
    nx_value error = nx_exception_new(type, nx_str_from_c(sqlite3_errmsg(handle)));
    if (!error || !nx_setattr(error, nx_str_intern_c("sqlite_errorcode"), NX_INT(extended)) ||
        !nx_setattr(error, nx_str_intern_c("sqlite_errorname"), nx_str_from_c(name ? name : "unknown")))
        return NX_ERROR;
    return nx_raise_value(error);
}

// What a callback raised comes before the error that SQLite makes of it.
static nx_value fail(nx_sqlite_database *db) {
    if (db->callback_error) {
        nx_error_restore(db->callback_error);
        db->callback_error = 0;
        return NX_ERROR;
    }
    return nx_sqlite_fail(db->handle);
}

static nx_value done(nx_sqlite_database *db, int status) {
    return status == SQLITE_OK ? NX_NONE : fail(db);
}

// ---- values -----------------------------------------------------------------------------------------------------------------

bool nx_sqlite_value_from(nx_value v, nx_sqlite_value *out) {
    *out = (nx_sqlite_value){0};
    if (v == NX_NONE)
        out->kind = SQLITE_NULL;
    else if (nx_is_int(v)) {
        if (!nx_int_try_i64(v, &out->integer))
            return nx_failf(&nx_OverflowError, "Python int too large to convert to SQLite INTEGER");
        out->kind = SQLITE_INTEGER;
    } else if (nx_is_float(v)) {
        out->real = nx_float_value(v);
        out->kind = SQLITE_FLOAT;
    } else if (nx_is_str(v)) {
        size_t length;
        out->data = nx_str_utf8(v, &length);
        out->length = (int64_t)length;
        out->kind = SQLITE_TEXT;
        return out->data != NULL;
    } else if (nx_type_of(v)->buffer) {
        if (!nx_buffer_get(v, &out->view))
            return false;
        out->data = out->view.length ? out->view.data : "";
        out->length = out->view.length;
        out->kind = SQLITE_BLOB;
    }
    return true;
}

nx_value nx_sqlite_text(const char *text, int length) {
    return nx_decode_utf8((const uint8_t *)text, length, "strict", 0);
}

static nx_value text_of_column(sqlite3_stmt *handle, int i, nx_value factory) {
    const char *text = (const char *)sqlite3_column_text(handle, i);
    int length = sqlite3_column_bytes(handle, i);
    if (!text)
        return nx_raise_no_memory();
    if (factory != NX_OBJ(&nx_str_type)) {
        nx_value bytes = nx_bytes_new((const uint8_t *)text, length);
        return !bytes || factory == NX_OBJ(&nx_bytes_type) ? bytes : nx_call1(factory, bytes);
    }
    nx_value result = nx_sqlite_text(text, length);
    if (!result && nx_error_matches(&nx_UnicodeDecodeError)) {
        nx_error_clear();
        nx_value shown = nx_decode_utf8((const uint8_t *)text, (int64_t)strlen(text), "replace", 0);
        return shown ? nx_raisef(&nx_sqlite_OperationalError, "Could not decode to UTF-8 column '%s' with text '%U'",
                                 sqlite3_column_name(handle, i), shown)
                     : NX_ERROR;
    }
    return result;
}

static nx_value bytes_of_column(sqlite3_stmt *handle, int i) {
    const void *data = sqlite3_column_blob(handle, i);
    return nx_bytes_new(data ? data : "", sqlite3_column_bytes(handle, i));
}

static nx_value value_of_column(sqlite3_stmt *handle, int i, nx_value factory, nx_value converter) {
    int kind = sqlite3_column_type(handle, i);
    if (converter != NX_NONE) {
        nx_value bytes = kind == SQLITE_NULL ? NX_NONE : bytes_of_column(handle, i);
        return !bytes || bytes == NX_NONE ? bytes : nx_call1(converter, bytes);
    }
    switch (kind) {
    case SQLITE_NULL: return NX_NONE;
    case SQLITE_INTEGER: return nx_from_i64(sqlite3_column_int64(handle, i));
    case SQLITE_FLOAT: return nx_from_double(sqlite3_column_double(handle, i));
    case SQLITE_TEXT: return text_of_column(handle, i, factory);
    default: return bytes_of_column(handle, i);
    }
}

// ---- waiting for others -----------------------------------------------------------------------------------------------------
// A cursor that the program has forgotten may still lock a table: it goes with a collection, and what it kept from
// happening is tried again.

static int on_busy(void *data, int count) {
    nx_sqlite_database *self = data;
    if (count == 0) {
        nx_wait_end();
        nx_gc_collect();
        nx_wait_begin();
        self->waited = 0;
        return 1;
    }
    int pause = count < 8 ? 1 << count : 100;
    if (self->waited >= self->patience)
        return 0;
    if (pause > self->patience - self->waited)
        pause = self->patience - self->waited;
    sqlite3_sleep(pause);
    self->waited += pause;
    return 1;
}

static int step(statement *self) {
    nx_wait_begin();
    int status = sqlite3_step(self->handle);
    if (status == SQLITE_LOCKED) {
        nx_wait_end();
        nx_gc_collect();
        nx_wait_begin();
        sqlite3_reset(self->handle);
        status = sqlite3_step(self->handle);
    }
    nx_wait_end();
    return status;
}

// ---- databases --------------------------------------------------------------------------------------------------------------

nx_value nx_sqlite_open(nx_value path, nx_value uri, nx_value timeout) {
    nx_sqlite_database *self = nx_new_object(nx_sqlite_database, database_type);
    int64_t milliseconds;
    if (!self || !nx_to_index(timeout, &milliseconds, true))
        return NX_ERROR;
    self->callbacks = NX_OBJ(nx_dict_new(0));
    self->aggregates = NX_OBJ(nx_dict_new(0));
    const char *name = (const char *)NX_PTR(nx_bytes, path)->data;
    nx_wait_begin();
    int status = sqlite3_open_v2(name, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | (uri == NX_TRUE ? SQLITE_OPEN_URI : 0), NULL);
    nx_wait_end();
    if (!self->handle)
        return nx_raise_no_memory();
    if (status != SQLITE_OK)
        return fail(self);
    self->patience = milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds;
    sqlite3_busy_handler(self->handle, on_busy, self);
    return NX_OBJ(self);
}

static void database_finalize(nx_value self) {
    if (database_of(self)->handle)
        sqlite3_close_v2(database_of(self)->handle); // its statements may go later
    database_of(self)->handle = NULL;
}

nx_value nx_sqlite_Database_close(nx_value self) {
    sqlite3 *handle = database_of(self)->handle;
    sqlite3_trace_v2(handle, 0, NULL, NULL);
    database_of(self)->handle = NULL;
    nx_wait_begin();
    sqlite3_close_v2(handle);
    nx_wait_end();
    database_of(self)->callbacks = database_of(self)->aggregates = 0;
    return NX_NONE;
}

nx_value nx_sqlite_Database_interrupt(nx_value self) {
    sqlite3_interrupt(database_of(self)->handle);
    return NX_NONE;
}

nx_value nx_sqlite_Database_get_autocommit(nx_value self) { return nx_from_bool(sqlite3_get_autocommit(database_of(self)->handle)); }
nx_value nx_sqlite_Database_get_changes(nx_value self) { return nx_from_i64(sqlite3_changes64(database_of(self)->handle)); }
nx_value nx_sqlite_Database_get_total_changes(nx_value self) { return nx_from_i64(sqlite3_total_changes64(database_of(self)->handle)); }
nx_value nx_sqlite_Database_get_last_row(nx_value self) { return nx_from_i64(sqlite3_last_insert_rowid(database_of(self)->handle)); }

static bool int_from(nx_value v, int *out) {
    int64_t n;
    *out = 0;
    if (!nx_to_size(v, &n))
        return false;
    if (n != (int)n)
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C int");
    *out = (int)n;
    return true;
}

nx_value nx_sqlite_Database_limit(nx_value self, nx_value category, nx_value value) {
    int which, limit;
    if (!int_from(category, &which) || !int_from(value, &limit))
        return NX_ERROR;
    int before = sqlite3_limit(database_of(self)->handle, which, limit);
    return before < 0 ? nx_raise(&nx_sqlite_ProgrammingError, "'category' is out of bounds") : NX_INT(before);
}

nx_value nx_sqlite_Database_enable_extensions(nx_value self, nx_value enable) {
    int status = sqlite3_enable_load_extension(database_of(self)->handle, enable == NX_TRUE);
    return status == SQLITE_OK ? NX_NONE : nx_raise(&nx_sqlite_OperationalError, "Error enabling load extension");
}

nx_value nx_sqlite_Database_load_extension(nx_value self, nx_value path) {
    const char *name = nx_str_utf8(path, &(size_t){0});
    char *message = NULL;
    if (!name)
        return NX_ERROR;
    if (sqlite3_load_extension(database_of(self)->handle, name, NULL, &message) == SQLITE_OK)
        return NX_NONE;
    nx_raisef(&nx_sqlite_OperationalError, "%s", message ? message : "not authorized");
    sqlite3_free(message);
    return NX_ERROR;
}

nx_value nx_sqlite_Database_serialize(nx_value self, nx_value name) {
    const char *schema = nx_str_utf8(name, &(size_t){0});
    if (!schema)
        return NX_ERROR;
    sqlite3_int64 size;
    bool isOwn = true;
    nx_wait_begin();
    uint8_t *data = sqlite3_serialize(database_of(self)->handle, schema, &size, SQLITE_SERIALIZE_NOCOPY);
    if (!data) {
        isOwn = false;
        data = sqlite3_serialize(database_of(self)->handle, schema, &size, 0);
    }
    nx_wait_end();
    if (!data)
        return nx_raisef(&nx_sqlite_OperationalError, "unable to serialize '%U'", name);
    nx_value result = nx_bytes_new(data, size);
    if (!isOwn)
        sqlite3_free(data);
    return result;
}

nx_value nx_sqlite_Database_deserialize(nx_value self, nx_value data, nx_value name) {
    nx_buffer view;
    const char *schema = nx_str_utf8(name, &(size_t){0});
    if (!schema || !nx_buffer_get(data, &view))
        return NX_ERROR;
    uint8_t *copy = sqlite3_malloc64((sqlite3_uint64)view.length + 1);
    int64_t size = view.length;
    if (copy)
        memcpy(copy, view.data, (size_t)size);
    nx_buffer_release(&view);
    if (!copy)
        return nx_raise_no_memory();
    return done(database_of(self), sqlite3_deserialize(database_of(self)->handle, schema, copy, size, size,
                                                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE));
}

static bool tell_progress(nx_value progress, int status, sqlite3_backup *backup) {
    if (progress == NX_NONE)
        return true;
    return nx_call3(progress, NX_INT(status), NX_INT(sqlite3_backup_remaining(backup)), NX_INT(sqlite3_backup_pagecount(backup))) != 0;
}

nx_value nx_sqlite_Database_backup(nx_value self, nx_value target, nx_value pages, nx_value progress, nx_value name, nx_value pause) {
    int step, milliseconds;
    const char *schema = nx_str_utf8(name, &(size_t){0});
    if (!schema || !int_from(pages, &step) || !int_from(pause, &milliseconds))
        return NX_ERROR;
    sqlite3 *to = database_of(target)->handle;
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", database_of(self)->handle, schema);
    if (!backup)
        return fail(database_of(target));
    int status;
    do {
        nx_wait_begin();
        status = sqlite3_backup_step(backup, step == 0 ? -1 : step);
        nx_wait_end();
        if (!tell_progress(progress, status, backup))
            break;
        if (status == SQLITE_BUSY || status == SQLITE_LOCKED) {
            nx_wait_begin();
            sqlite3_sleep(milliseconds);
            nx_wait_end();
        }
    } while (status == SQLITE_OK || status == SQLITE_BUSY || status == SQLITE_LOCKED);
    int end = sqlite3_backup_finish(backup);
    if (nx_pending())
        return NX_ERROR;
    return done(database_of(target), end);
}

// ---- statements -------------------------------------------------------------------------------------------------------------

// Behind white space and comments.
static const char *skip_to_statement(const char *at) {
    for (;;) {
        while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r' || *at == '\f')
            at++;
        if (at[0] == '-' && at[1] == '-')
            while (*at && *at != '\n')
                at++;
        else if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");
            at = end ? end + 2 : at + strlen(at);
        } else
            return at;
    }
}

static bool changes_rows(const char *sql) {
    const char *start = skip_to_statement(sql);
    return sqlite3_strnicmp(start, "insert", 6) == 0 || sqlite3_strnicmp(start, "update", 6) == 0 ||
           sqlite3_strnicmp(start, "delete", 6) == 0 || sqlite3_strnicmp(start, "replace", 7) == 0;
}

nx_value nx_sqlite_Database_prepare(nx_value self, nx_value sql) {
    sqlite3 *handle = database_of(self)->handle;
    size_t length;
    const char *text = nx_str_utf8(sql, &length), *tail;
    if (!text)
        return NX_ERROR;
    if ((int64_t)length > sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, -1))
        return nx_raise(&nx_sqlite_DataError, "query string is too large");
    if (strlen(text) != length)
        return nx_raise(&nx_sqlite_ProgrammingError, "the query contains a null character");
    statement *result = nx_new_object(statement, statement_type);
    if (!result)
        return NX_ERROR;
    nx_wait_begin();
    int status = sqlite3_prepare_v2(handle, text, (int)length + 1, &result->handle, &tail);
    nx_wait_end();
    if (status != SQLITE_OK)
        return fail(database_of(self));
    if (*skip_to_statement(tail)) {
        sqlite3_finalize(result->handle);
        result->handle = NULL;
        return nx_raise(&nx_sqlite_ProgrammingError, "You can only execute one statement at a time.");
    }
    result->owner = database_of(self);
    result->is_change = changes_rows(text);
    return NX_OBJ(result);
}

nx_value nx_sqlite_Database_run_script(nx_value self, nx_value script) {
    sqlite3 *handle = database_of(self)->handle;
    size_t length;
    const char *at = nx_str_utf8(script, &length);
    if (!at)
        return NX_ERROR;
    if ((int64_t)length > sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, -1))
        return nx_raise(&nx_sqlite_DataError, "query string is too large");
    const char *end = at + length;
    while (at < end && *at) {
        sqlite3_stmt *one;
        const char *tail;
        nx_wait_begin();
        int status = sqlite3_prepare_v2(handle, at, (int)(end - at) + 1, &one, &tail);
        if (status == SQLITE_OK) {
            do
                status = one ? sqlite3_step(one) : SQLITE_DONE;
            while (status == SQLITE_ROW);
            sqlite3_finalize(one); // tells the step's failure
        }
        nx_wait_end();
        if (status != SQLITE_DONE)
            return fail(database_of(self));
        at = tail;
    }
    return NX_NONE;
}

static void statement_finalize(nx_value self) {
    sqlite3_finalize(statement_of(self)->handle);
    statement_of(self)->handle = NULL;
}

nx_value nx_sqlite_Statement_finalize(nx_value self) {
    statement_finalize(self);
    return NX_NONE;
}

nx_value nx_sqlite_Statement_reset(nx_value self) {
    sqlite3_reset(statement_of(self)->handle);
    return NX_NONE;
}

nx_value nx_sqlite_Statement_get_is_change(nx_value self) { return nx_from_bool(statement_of(self)->is_change); }
nx_value nx_sqlite_Statement_get_is_readonly(nx_value self) { return nx_from_bool(sqlite3_stmt_readonly(statement_of(self)->handle)); }
nx_value nx_sqlite_Statement_get_has_columns(nx_value self) { return nx_from_bool(sqlite3_column_count(statement_of(self)->handle) > 0); }

static bool is_plain(nx_value v) {
    return nx_is_exact_int(v) || nx_is_tagged_float(v) || nx_is_exact_str(v) || nx_is_exact(v, &nx_bytearray_type) ||
           nx_is_exact(v, &nx_float_type);
}

// Binds a value, adapted unless `adapt` is None or it is of a plain type. `name`: of the parameter, or NULL.
static bool bind_one(statement *self, int number, const char *name, nx_value given, nx_value adapt) {
    sqlite3_stmt *handle = self->handle;
    nx_sqlite_value value;
    nx_value v = adapt == NX_NONE || is_plain(given) ? given : nx_call1(adapt, given);
    if (!v || !nx_sqlite_value_from(v, &value))
        return false;
    int status = SQLITE_OK;
    switch (value.kind) {
    case SQLITE_NULL: status = sqlite3_bind_null(handle, number); break;
    case SQLITE_INTEGER: status = sqlite3_bind_int64(handle, number, value.integer); break;
    case SQLITE_FLOAT: status = sqlite3_bind_double(handle, number, value.real); break;
    case SQLITE_TEXT: status = sqlite3_bind_text64(handle, number, value.data, (sqlite3_uint64)value.length, SQLITE_TRANSIENT, SQLITE_UTF8); break;
    case SQLITE_BLOB:
        status = sqlite3_bind_blob64(handle, number, value.data, (sqlite3_uint64)value.length, SQLITE_TRANSIENT);
        nx_buffer_release(&value.view);
        break;
    default:
        if (name)
            return nx_failf(&nx_sqlite_ProgrammingError, "Error binding parameter ':%s': type '%T' is not supported", name, v);
        return nx_failf(&nx_sqlite_ProgrammingError, "Error binding parameter %d: type '%T' is not supported", number, v);
    }
    return status == SQLITE_OK || nx_sqlite_fail(self->owner->handle);
}

nx_value nx_sqlite_Statement_bind(nx_value self, nx_value values, nx_value adapt) {
    sqlite3_stmt *handle = statement_of(self)->handle;
    int needed = sqlite3_bind_parameter_count(handle);
    int64_t count;
    if (!nx_length(values, &count))
        return NX_ERROR;
    if (count != needed)
        return nx_raisef(&nx_sqlite_ProgrammingError, "Incorrect number of bindings supplied. The current statement uses %d, and there are %lld supplied.",
                         needed, (long long)count);
    bool direct = nx_is_exact(values, &nx_tuple_type) || nx_is_exact(values, &nx_list_type);
    for (int i = 0; i < needed; i++) {
        int64_t length = 0;
        const nx_value *items = direct ? nx_fast_items(values, &length) : NULL;
        nx_value item = direct && i < length ? items[i] : nx_getitem(values, NX_INT(i));
        if (!item || !bind_one(statement_of(self), i + 1, NULL, item, adapt))
            return NX_ERROR;
    }
    return NX_NONE;
}

nx_value nx_sqlite_Statement_bind_named(nx_value self, nx_value values, nx_value adapt) {
    sqlite3_stmt *handle = statement_of(self)->handle;
    int needed = sqlite3_bind_parameter_count(handle);
    for (int i = 1; i <= needed; i++) {
        const char *name = sqlite3_bind_parameter_name(handle, i);
        if (!name)
            return nx_raisef(&nx_sqlite_ProgrammingError, "Binding %d has no name, but you supplied a dictionary (which has only names).", i);
        nx_value key = nx_str_from_c(name + 1), value = key ? nx_getitem(values, key) : NX_ERROR;
        if (!value && nx_error_matches(&nx_LookupError)) {
            nx_error_clear();
            return nx_raisef(&nx_sqlite_ProgrammingError, "You did not supply a value for binding parameter :%s.", name + 1);
        }
        if (!value || !bind_one(statement_of(self), i, name + 1, value, adapt))
            return NX_ERROR;
    }
    return NX_NONE;
}

// Whether there is a row.
nx_value nx_sqlite_Statement_step(nx_value self) {
    statement *s = statement_of(self);
    if (!s->handle)
        return NX_FALSE;
    int status = step(s);
    if (s->owner->callback_error || (status != SQLITE_ROW && status != SQLITE_DONE))
        return fail(s->owner);
    return nx_from_bool(status == SQLITE_ROW);
}

nx_value nx_sqlite_Statement_fetch(nx_value self, nx_value text_factory, nx_value converters) {
    sqlite3_stmt *handle = statement_of(self)->handle;
    int count = sqlite3_data_count(handle);
    nx_tuple *row = nx_tuple_new(count);
    for (int i = 0; row && i < count; i++) {
        nx_value converter = converters == NX_NONE ? NX_NONE : NX_PTR(nx_list, converters)->items[i];
        nx_value item = value_of_column(handle, i, text_factory, converter);
        if (!item)
            return NX_ERROR;
        row->items[i] = item;
    }
    return NX_OBJ(row);
}

static nx_value list_of_columns(nx_value self, const char *(*get)(sqlite3_stmt *, int)) {
    sqlite3_stmt *handle = statement_of(self)->handle;
    int count = sqlite3_column_count(handle);
    nx_list *list = nx_list_new(count);
    for (int i = 0; list && i < count; i++) {
        const char *text = get(handle, i);
        if (!nx_list_push(list, text ? nx_str_from_c(text) : NX_NONE))
            return NX_ERROR;
    }
    return NX_OBJ(list);
}

nx_value nx_sqlite_Statement_names(nx_value self) { return list_of_columns(self, sqlite3_column_name); }
nx_value nx_sqlite_Statement_declared(nx_value self) { return list_of_columns(self, sqlite3_column_decltype); }

// ---- blobs ------------------------------------------------------------------------------------------------------------------

nx_value nx_sqlite_Database_open_blob(nx_value self, nx_value table, nx_value column, nx_value row, nx_value readonly, nx_value name) {
    const char *texts[3];
    const nx_value given[3] = {name, table, column};
    int64_t number;
    for (int i = 0; i < 3; i++)
        if (!(texts[i] = nx_str_utf8(given[i], &(size_t){0})))
            return NX_ERROR;
    storage *result = nx_to_index(row, &number, false) ? nx_new_object(storage, storage_type) : NULL;
    if (!result)
        return NX_ERROR;
    result->owner = database_of(self);
    nx_wait_begin();
    int status = sqlite3_blob_open(database_of(self)->handle, texts[0], texts[1], texts[2], number, readonly != NX_TRUE, &result->handle);
    nx_wait_end();
    if (status == SQLITE_MISUSE)
        return nx_raisef(&nx_sqlite_InterfaceError, "%s", sqlite3_errstr(status));
    return status == SQLITE_OK ? NX_OBJ(result) : fail(database_of(self));
}

static void storage_finalize(nx_value self) {
    sqlite3_blob_close(storage_of(self)->handle);
    storage_of(self)->handle = NULL;
}

nx_value nx_sqlite_Storage_close(nx_value self) {
    storage_finalize(self);
    return NX_NONE;
}

nx_value nx_sqlite_Storage_get_size(nx_value self) { return NX_INT(sqlite3_blob_bytes(storage_of(self)->handle)); }

static nx_value storage_failed(nx_value self, int status) {
    if (status == SQLITE_ABORT) // the row has changed: the database's message tells nothing
        return nx_raise(&nx_sqlite_OperationalError, "Cannot operate on an expired blob.");
    return fail(storage_of(self)->owner);
}

nx_value nx_sqlite_Storage_read(nx_value self, nx_value offset, nx_value length) {
    int from, count;
    if (!int_from(offset, &from) || !int_from(length, &count))
        return NX_ERROR;
    nx_value result = nx_bytes_new(NULL, count);
    if (!result)
        return NX_ERROR;
    nx_wait_begin();
    int status = sqlite3_blob_read(storage_of(self)->handle, NX_PTR(nx_bytes, result)->data, count, from);
    nx_wait_end();
    return status == SQLITE_OK ? result : storage_failed(self, status);
}

nx_value nx_sqlite_Storage_write(nx_value self, nx_value offset, nx_value data) {
    int from;
    nx_buffer view;
    if (!int_from(offset, &from) || !nx_buffer_get(data, &view))
        return NX_ERROR;
    int status = sqlite3_blob_write(storage_of(self)->handle, view.data, (int)view.length, from);
    nx_buffer_release(&view);
    return status == SQLITE_OK ? NX_NONE : storage_failed(self, status);
}

// ---- the module -------------------------------------------------------------------------------------------------------------

nx_value nx_sqlite_complete(nx_value text) {
    const char *sql = nx_str_utf8(text, &(size_t){0});
    return sql ? nx_from_bool(sqlite3_complete(sql)) : NX_ERROR;
}

nx_value nx_sqlite_share_cache(nx_value enable) {
    if (sqlite3_enable_shared_cache(enable == NX_TRUE) != SQLITE_OK)
        return nx_raise(&nx_sqlite_OperationalError, "Changing the shared_cache flag failed");
    return NX_NONE;
}

nx_value nx_sqlite_print_callback_errors(nx_value enable) {
    nx_sqlite_prints_errors = enable == NX_TRUE;
    return NX_NONE;
}

#include "_sqlite.inc"

static nx_type database_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &database_type},
    .c_name = "_sqlite.Database",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_sqlite_database),
    .methods = nx_sqlite_Database_methods,
    .getsets = nx_sqlite_Database_getsets,
    .finalize = database_finalize,
};

static nx_type statement_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &statement_type},
    .c_name = "sqlite3.Statement",
    .base = &nx_object_type,
    .basic_size = sizeof(statement),
    .methods = nx_sqlite_Statement_methods,
    .getsets = nx_sqlite_Statement_getsets,
    .finalize = statement_finalize,
};

static nx_type storage_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &storage_type},
    .c_name = "_sqlite.Storage",
    .base = &nx_object_type,
    .basic_size = sizeof(storage),
    .methods = nx_sqlite_Storage_methods,
    .getsets = nx_sqlite_Storage_getsets,
    .finalize = storage_finalize,
};

#define nx_sqlite_Exception nx_Exception
#define ERROR_TYPE(name, base_)                                                                                              \
    nx_type nx_sqlite_##name = {                                                                                             \
        .header = {&nx_type_type.root},                                                                                      \
        .root = {.type = &nx_sqlite_##name},                                                                                 \
        .c_name = "sqlite3." #name,                                                                                          \
        .base = &nx_sqlite_##base_,                                                                                          \
        .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,                               \
        .basic_size = sizeof(nx_exception),                                                                                  \
    };
NX_SQLITE_ERRORS(ERROR_TYPE)

static bool init(nx_module *self) {
    return nx_type_ready(&database_type) && nx_type_ready(&statement_type) && nx_type_ready(&storage_type) &&
           nx_sqlite_add_constants(self->dict) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("sqlite_version"), nx_str_from_c(sqlite3_libversion())) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("threadsafe"), NX_INT(sqlite3_threadsafe()));
}

#define TYPE_ROW(name, base_) &nx_sqlite_##name,
static nx_type *const types[] = {NX_SQLITE_ERRORS(TYPE_ROW) NULL};
const nx_module_def nx_module__sqlite = {.name = "_sqlite", .functions = nx_sqlite_functions, .types = types, .init = init};
