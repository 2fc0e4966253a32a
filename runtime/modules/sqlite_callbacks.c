// What SQLite calls back: functions, aggregates, collations, the authorizer, progress and traces. Each has its turn while
// Python code runs; a Python object that SQLite refers to is kept alive by the database's dict of callbacks.
#include <stdio.h>

#include "../core/alloc.h"
#include "sqlite.h"

bool nx_sqlite_prints_errors;

typedef struct {
    nx_header header;
    nx_sqlite_database *database;
    nx_value function;
} callback;

static nx_type callback_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &callback_type},
    .c_name = "_sqlite.Callback",
    .base = &nx_object_type,
    .basic_size = sizeof(callback),
};

static nx_sqlite_database *of(nx_value self) { return NX_PTR(nx_sqlite_database, self); }

// A callback in the place of the one of the same purpose; NULL: an exception is pending.
static callback *keep(nx_value self, nx_value function, const char *purpose, nx_value name, nx_value count) {
    callback *result = nx_new_object(callback, callback_type);
    nx_value key = result ? nx_tuple_from(3, (nx_value[]){nx_str_from_c(purpose), name, count}) : NX_ERROR;
    if (!key)
        return NULL;
    result->database = of(self);
    result->function = function;
    return nx_dict_set(NX_PTR(nx_dict, of(self)->callbacks), key, NX_OBJ(result)) ? result : NULL;
}

static void forget_error(nx_value function) {
    if (nx_sqlite_prints_errors)
        nx_print_unraisable(NULL, function);
    else
        nx_error_clear();
}

// ---- functions --------------------------------------------------------------------------------------------------------------

static nx_value argument(sqlite3_value *v) {
    const void *data;
    switch (sqlite3_value_type(v)) {
    case SQLITE_INTEGER: return nx_from_i64(sqlite3_value_int64(v));
    case SQLITE_FLOAT: return nx_from_double(sqlite3_value_double(v));
    case SQLITE_TEXT:
        data = sqlite3_value_text(v);
        return data ? nx_sqlite_text(data, sqlite3_value_bytes(v)) : nx_raise_no_memory();
    case SQLITE_BLOB:
        data = sqlite3_value_blob(v);
        return nx_bytes_new(data ? data : "", sqlite3_value_bytes(v));
    default: return NX_NONE;
    }
}

static nx_value call_with(nx_value function, int count, sqlite3_value **values) {
    nx_value args[count + 1];
    for (int i = 0; i < count; i++)
        if (!(args[i] = argument(values[i])))
            return NX_ERROR;
    return nx_call(function, (size_t)count, args, 0);
}

// Gives SQLite the value; false: it has no such type, or an exception is pending.
static bool give(sqlite3_context *context, nx_value v) {
    nx_sqlite_value value;
    if (!nx_sqlite_value_from(v, &value))
        return false;
    switch (value.kind) {
    case SQLITE_NULL: sqlite3_result_null(context); return true;
    case SQLITE_INTEGER: sqlite3_result_int64(context, value.integer); return true;
    case SQLITE_FLOAT: sqlite3_result_double(context, value.real); return true;
    case SQLITE_TEXT:
        sqlite3_result_text64(context, value.data, (sqlite3_uint64)value.length, SQLITE_TRANSIENT, SQLITE_UTF8);
        return true;
    case SQLITE_BLOB:
        sqlite3_result_blob64(context, value.data, (sqlite3_uint64)value.length, SQLITE_TRANSIENT);
        nx_buffer_release(&value.view);
        return true;
    default: return false;
    }
}

// The pending exception becomes SQLite's error.
static void refuse(sqlite3_context *context, nx_value function, const char *message) {
    bool no_memory = nx_pending() && nx_error_matches(&nx_MemoryError), too_large = nx_pending() && nx_error_matches(&nx_OverflowError);
    if (nx_pending())
        forget_error(function);
    if (no_memory)
        sqlite3_result_error_nomem(context);
    else if (too_large)
        sqlite3_result_error_toobig(context);
    else
        sqlite3_result_error(context, message, -1);
}

static void on_function(sqlite3_context *context, int count, sqlite3_value **values) {
    const callback *self = sqlite3_user_data(context);
    nx_wait_end();
    nx_value result = call_with(self->function, count, values);
    if (!result || !give(context, result))
        refuse(context, self->function, "user-defined function raised exception");
    nx_wait_begin();
}

static nx_value finished(nx_value self, int status, const char *doing) {
    return status == SQLITE_OK ? NX_NONE : nx_raisef(&nx_sqlite_OperationalError, "Error creating %s", doing);
}

nx_value nx_sqlite_Database_create_function(nx_value self, nx_value name, nx_value count, nx_value deterministic, nx_value function) {
    const char *text = nx_str_utf8(name, &(size_t){0});
    callback *data = text ? keep(self, function, "function", name, count) : NULL;
    if (!data)
        return NX_ERROR;
    int flags = SQLITE_UTF8 | (deterministic == NX_TRUE ? SQLITE_DETERMINISTIC : 0);
    int status = sqlite3_create_function_v2(of(self)->handle, text, (int)nx_small_int(count), flags, data, on_function, NULL, NULL, NULL);
    return finished(self, status, "function");
}

// ---- aggregates ---------------------------------------------------------------------------------------------------------------
// SQLite keeps the number of the instance that collects; the instance is in the database's dict.

static void complain(sqlite3_context *context, const callback *self, const char *method, const char *how) {
    char message[80];
    snprintf(message, sizeof message, "user-defined aggregate's '%s' method %s", method, how);
    refuse(context, self->function, message);
}

static nx_value instance(sqlite3_context *context, const callback *self, int64_t **number) {
    *number = sqlite3_aggregate_context(context, sizeof(int64_t));
    if (!*number)
        return nx_raise_no_memory();
    nx_dict *all = NX_PTR(nx_dict, self->database->aggregates);
    if (**number)
        return nx_dict_get_value(all, NX_INT(**number));
    nx_value made = nx_call0(self->function);
    if (!made) {
        complain(context, self, "__init__", "raised error");
        return NX_ERROR;
    }
    int64_t next = ++self->database->aggregate_count;
    if (!nx_dict_set(all, NX_INT(next), made))
        return NX_ERROR;
    **number = next;
    return made;
}

// The method, or 0: SQLite has been told that there is none.
static nx_value method_of(sqlite3_context *context, const callback *self, nx_value object, const char *name) {
    nx_value method = nx_getattr(object, nx_str_intern_c(name));
    if (!method)
        complain(context, self, name, nx_error_matches(&nx_AttributeError) ? "not defined" : "raised error");
    return method;
}

static void feed(sqlite3_context *context, int count, sqlite3_value **values, const char *name) {
    const callback *self = sqlite3_user_data(context);
    int64_t *number;
    nx_wait_end();
    nx_value object = instance(context, self, &number);
    nx_value method = object ? method_of(context, self, object, name) : NX_ERROR;
    if (method && !call_with(method, count, values))
        complain(context, self, name, "raised error");
    nx_wait_begin();
}

static void on_step(sqlite3_context *context, int count, sqlite3_value **values) { feed(context, count, values, "step"); }
static void on_inverse(sqlite3_context *context, int count, sqlite3_value **values) { feed(context, count, values, "inverse"); }

static void tell(sqlite3_context *context, const callback *self, nx_value object, const char *name) {
    nx_value method = method_of(context, self, object, name);
    nx_value result = method ? nx_call0(method) : NX_ERROR;
    if (method && (!result || !give(context, result)))
        complain(context, self, name, "raised error");
}

static void on_value(sqlite3_context *context) {
    const callback *self = sqlite3_user_data(context);
    int64_t *number;
    nx_wait_end();
    nx_value object = instance(context, self, &number);
    if (object)
        tell(context, self, object, "value");
    nx_wait_begin();
}

static void on_final(sqlite3_context *context) {
    const callback *self = sqlite3_user_data(context);
    int64_t *number = sqlite3_aggregate_context(context, 0);
    nx_wait_end();
    if (!number || !*number) { // no row came: it is made just for this
        nx_value object = instance(context, self, &number);
        if (object)
            tell(context, self, object, "finalize");
    } else {
        nx_value object = nx_dict_get_value(NX_PTR(nx_dict, self->database->aggregates), NX_INT(*number));
        if (object)
            tell(context, self, object, "finalize");
    }
    if (number && *number && nx_dict_delete(NX_PTR(nx_dict, self->database->aggregates), NX_INT(*number)) < 0)
        nx_error_clear();
    nx_wait_begin();
}

nx_value nx_sqlite_Database_create_aggregate(nx_value self, nx_value name, nx_value count, nx_value factory) {
    const char *text = nx_str_utf8(name, &(size_t){0});
    callback *data = text ? keep(self, factory, "function", name, count) : NULL;
    if (!data)
        return NX_ERROR;
    int status = sqlite3_create_function_v2(of(self)->handle, text, (int)nx_small_int(count), SQLITE_UTF8, data, NULL, on_step,
                                            on_final, NULL);
    return finished(self, status, "aggregate");
}

nx_value nx_sqlite_Database_create_window_function(nx_value self, nx_value name, nx_value count, nx_value factory) {
    const char *text = nx_str_utf8(name, &(size_t){0});
    callback *data = text ? keep(self, factory, "function", name, count) : NULL;
    if (!data)
        return NX_ERROR;
    bool gone = factory == NX_NONE;
    int status = sqlite3_create_window_function(of(self)->handle, text, (int)nx_small_int(count), SQLITE_UTF8, gone ? NULL : data,
                                                gone ? NULL : on_step, gone ? NULL : on_final, gone ? NULL : on_value,
                                                gone ? NULL : on_inverse, NULL);
    return status == SQLITE_OK ? NX_NONE : nx_raisef(&nx_sqlite_ProgrammingError, "%s", sqlite3_errstr(status));
}

// ---- the others ---------------------------------------------------------------------------------------------------------------

static int on_compare(void *data, int left_length, const void *left, int right_length, const void *right) {
    const callback *self = data;
    int64_t order = 0;
    nx_wait_end();
    if (!self->database->callback_error) {
        nx_value a = nx_sqlite_text(left, left_length), b = a ? nx_sqlite_text(right, right_length) : NX_ERROR;
        nx_value result = b ? nx_call2(self->function, a, b) : NX_ERROR;
        if (result && !nx_is_int(result))
            result = NX_INT(0);
        if (!result || !nx_int_to_i64(result, &order))
            self->database->callback_error = nx_error_take();
    }
    nx_wait_begin();
    return order < 0 ? -1 : order > 0;
}

nx_value nx_sqlite_Database_create_collation(nx_value self, nx_value name, nx_value function) {
    const char *text = nx_str_utf8(name, &(size_t){0});
    callback *data = text ? keep(self, function, "collation", name, NX_NONE) : NULL;
    if (!data)
        return NX_ERROR;
    int status = SQLITE_BUSY;
    for (int attempt = 0; status == SQLITE_BUSY && attempt < 2; attempt++) { // a forgotten cursor may use the old one
        if (attempt)
            nx_gc_collect();
        status = sqlite3_create_collation_v2(of(self)->handle, text, SQLITE_UTF8, data, function == NX_NONE ? NULL : on_compare, NULL);
    }
    return status == SQLITE_OK ? NX_NONE : nx_sqlite_fail(of(self)->handle);
}

static nx_value text_or_none(const char *text) { return text ? nx_str_from_c(text) : NX_NONE; }

static int on_authorize(void *data, int action, const char *first, const char *second, const char *name, const char *inner) {
    const callback *self = data;
    int64_t answer = SQLITE_DENY;
    nx_wait_end();
    const nx_value args[5] = {NX_INT(action), text_or_none(first), text_or_none(second), text_or_none(name), text_or_none(inner)};
    nx_value result = nx_call(self->function, 5, args, 0);
    if (!result)
        forget_error(self->function);
    else if (nx_is_int(result) && !nx_int_to_i64(result, &answer)) {
        answer = SQLITE_DENY;
        forget_error(self->function);
    }
    nx_wait_begin();
    return (int)answer;
}

nx_value nx_sqlite_Database_set_authorizer(nx_value self, nx_value function) {
    callback *data = keep(self, function, "authorizer", NX_NONE, NX_NONE);
    if (!data)
        return NX_ERROR;
    if (sqlite3_set_authorizer(of(self)->handle, function == NX_NONE ? NULL : on_authorize, data) != SQLITE_OK)
        return nx_raise(&nx_sqlite_OperationalError, "Error setting authorizer callback");
    return NX_NONE;
}

static int on_progress(void *data) {
    const callback *self = data;
    nx_wait_end();
    nx_value result = nx_call0(self->function);
    int stop = result ? nx_truth(result) : -1;
    if (stop < 0)
        forget_error(self->function);
    nx_wait_begin();
    return stop != 0;
}

nx_value nx_sqlite_Database_set_progress_handler(nx_value self, nx_value function, nx_value steps) {
    callback *data = keep(self, function, "progress", NX_NONE, NX_NONE);
    int64_t count;
    if (!data || !nx_to_index(steps, &count, true))
        return NX_ERROR;
    sqlite3_progress_handler(of(self)->handle, (int)count, function == NX_NONE ? NULL : on_progress, data);
    return NX_NONE;
}

static int on_trace(unsigned kind, void *data, void *handle, void *sql) {
    const callback *self = data;
    if (kind != SQLITE_TRACE_STMT)
        return 0;
    nx_wait_end();
    char *expanded = sqlite3_expanded_sql(handle);
    nx_value text = nx_str_from_c(expanded ? expanded : sqlite3_sql(handle));
    sqlite3_free(expanded);
    if (!text || !nx_call1(self->function, text))
        forget_error(self->function);
    nx_wait_begin();
    return 0;
}

nx_value nx_sqlite_Database_set_trace(nx_value self, nx_value function) {
    callback *data = keep(self, function, "trace", NX_NONE, NX_NONE);
    if (!data)
        return NX_ERROR;
    sqlite3_trace_v2(of(self)->handle, function == NX_NONE ? 0 : SQLITE_TRACE_STMT, function == NX_NONE ? NULL : on_trace, data);
    return NX_NONE;
}
