// A compiled module as a C library (library.h). Threads of the program take turns as threads of Python do: a function of
// the library takes the turn when it is entered and gives it away when it returns, and around calls that wait.
#define _GNU_SOURCE
#include "library.h"
#include "../core/alloc.h"
#include "../core/error.h"
#include "../core/host.h"
#include "../core/import.h"
#include "../core/startup.h"
#include "../core/thread.h"
#include "../types/containers.h"
#include "../core/system.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// In a ring that the collector follows.
struct nx_handle { nx_value value; size_t count; nx_handle *before, *after; };
static nx_handle ring = {.before = &ring, .after = &ring};

// ---- threads ---------------------------------------------------------------------------------------------------------------

typedef struct {
    nx_thread *thread;    // NULL: not known to the collector
    int depth;            // of calls that have not returned: a callback may call again
    char *error;          // of the last call, as text
    nx_handle *exception;
} caller;

static _Thread_local caller self;
static pthread_key_t at_thread_end;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_t first_thread;
static bool started, failed;
static char start_error[512];

static void forget_error(void) {
    free(self.error);
    self.error = NULL;
    if (self.exception) nx_library_release(self.exception);
    self.exception = NULL;
}

void nx_library_detach(void) {
    if (!self.thread) return;
    if (self.exception) nx_library_release(self.exception);
    free(self.error);
    nx_thread_end_caller(self.thread);
    nx_gc_unregister_thread();
    self = (caller){0};
    pthread_setspecific(at_thread_end, NULL);
}

static void thread_ends(void *unused) { nx_library_detach(); }

// ---- start and end -----------------------------------------------------------------------------------------------------------

static const char *describe(nx_value exception) { // never NULL
    nx_value name = nx_type_name(nx_type_of(exception)), text = name ? nx_to_str(exception) : 0;
    nx_value whole = !text ? 0 : NX_PTR(nx_str, text)->length ? nx_str_format("%U: %U", name, text) : name;
    nx_error_clear();
    return whole ? nx_str_utf8_lossy(whole, NULL) : "an exception whose text cannot be had";
}

static void start(void) {
    first_thread = pthread_self();
    pthread_key_create(&at_thread_end, thread_ends);
    bool ok = nx_start_hosted(false);
    nx_find_stack_limit();
    if (ok) {
        nx_value name = nx_str_from_c(nx_library_module);
        ok = name && nx_import_module(NX_PTR(nx_str, nx_str_intern(name)));
    }
    if (!ok) {
        nx_value exception = nx_error_take();
        snprintf(start_error, sizeof start_error, "%s", exception ? describe(exception) : "the runtime did not start");
        failed = true;
    }
    started = true;
    atexit(nx_library_finish);
    nx_thread_start_callers();
}

bool nx_library_init(void) {
    pthread_once(&once, start);
    return !failed;
}

void nx_library_finish(void) {
    if (!started || failed || !nx_library_enter()) return;
    nx_run_atexit();
    nx_io_finish();
    nx_library_leave();
}

bool nx_library_enter(void) {
    pthread_once(&once, start);
    if (self.depth++ > 0) return true;
    if (!self.thread) {
        bool is_first = pthread_equal(first_thread, pthread_self());
        if (!is_first) nx_gc_register_thread();
        self.thread = nx_thread_begin_caller(is_first);
        if (!is_first || gettid() != getpid()) pthread_setspecific(at_thread_end, self.thread);
        if (!is_first) nx_find_stack_limit();
    } else {
        nx_thread_take_turn();
    }
    forget_error();
    if (!failed) return true;
    nx_raisef(&nx_ImportError, "%s", start_error);
    nx_library_leave();
    return false;
}

void nx_library_leave(void) {
    if (self.depth > 1 && nx_pending()) { // a callback of the library's own: its error is the outer call's
        self.depth--;
        return;
    }
    nx_value exception = nx_pending() ? nx_error_take() : 0;
    if (exception) {
        self.exception = nx_library_to_handle(exception);
        self.error = strdup(failed ? start_error : describe(exception));
    }
    if (--self.depth == 0) nx_thread_give_turn();
}

const char *nx_library_error(void) { return self.error; }

nx_handle *nx_library_exception(void) { return self.exception ? nx_library_retain(self.exception) : NULL; }

// ---- calls -----------------------------------------------------------------------------------------------------------------------

static nx_value find(const char *qualname) {
    nx_value name = nx_str_from_c(nx_library_module), v = name ? nx_import_module(NX_PTR(nx_str, nx_str_intern(name))) : 0;
    while (v && *qualname) {
        size_t length = strcspn(qualname, ".");
        nx_value part = nx_str_from_utf8(qualname, length);
        v = part ? nx_getattr(v, NX_PTR(nx_str, nx_str_intern(part))) : 0;
        qualname += length + (qualname[length] == '.');
    }
    return v;
}

nx_value nx_library_call(const char *qualname, size_t count, const nx_value *arguments, size_t named, const char *const *names) {
    for (size_t i = 0; i < count + named; i++)
        if (!arguments[i]) return 0;
    nx_value function = find(qualname), keywords = 0;
    if (!function) return 0;
    if (named) {
        nx_tuple *tuple = nx_tuple_new((int64_t)named);
        for (size_t i = 0; tuple && i < named; i++)
            if (!(tuple->items[i] = NX_OBJ(nx_str_intern_c(names[i])))) return 0;
        if (!(keywords = tuple ? NX_OBJ(tuple) : 0)) return 0;
    }
    return nx_call(function, count, arguments, keywords);
}

// ---- from C ------------------------------------------------------------------------------------------------------------------------

nx_value nx_library_str(const char *utf8) {
    if (!utf8) return NX_NONE;
    nx_value text = nx_str_from_utf8(utf8, strlen(utf8));
    return text || nx_pending() ? text : nx_raisef(&nx_ValueError, "a text is not UTF-8");
}

nx_value nx_library_bytes(const void *data, size_t length) { return nx_bytes_new(data, (int64_t)length); }

#define LIST(name, type, convert) \
    nx_value nx_library_##name(type items, size_t count) { \
        nx_list *list = nx_list_new((int64_t)count); \
        for (size_t i = 0; list && i < count; i++) { \
            nx_value item = convert(items[i]); \
            if (!item || !nx_list_push(list, item)) return 0; \
        } \
        return list ? NX_OBJ(list) : 0; \
    }
LIST(ints, const int64_t *, nx_from_i64)
LIST(doubles, const double *, nx_from_double)
LIST(bools, const bool *, nx_from_bool)
LIST(strs, const char *const *, nx_library_str)

nx_value nx_library_object(nx_handle *handle) { return handle ? handle->value : NX_NONE; }

// ---- to C ----------------------------------------------------------------------------------------------------------------------------

static bool wrong(const char *expected, nx_value v) { return nx_failf(&nx_TypeError, "the result is no %s but of type '%T'", expected, v); }

int64_t nx_library_to_int(nx_value v) {
    int64_t n = 0;
    nx_value index = v ? nx_index(v) : 0;
    return index && nx_int_to_i64(index, &n) ? n : 0;
}

double nx_library_to_double(nx_value v) {
    double d;
    return v && nx_to_double(v, &d) ? d : __builtin_nan("");
}

bool nx_library_to_bool(nx_value v) { return v && nx_truth(v) > 0; }

char *nx_library_to_str(nx_value v, bool optional) {
    if (!v || (optional && v == NX_NONE)) return NULL;
    if (!nx_is_str(v)) {
        wrong("str", v);
        return NULL;
    }
    size_t length;
    const char *utf8 = nx_str_utf8_lossy(v, &length);
    if (memchr(utf8, 0, length)) {
        nx_failf(&nx_ValueError, "the text has a null character");
        return NULL;
    }
    char *copy = malloc(length + 1);
    if (!copy) return NULL;
    memcpy(copy, utf8, length);
    copy[length] = 0;
    return copy;
}

uint8_t *nx_library_to_bytes(nx_value v, size_t *length) {
    *length = 0;
    if (!v) return NULL;
    bool is_array = nx_is_exact(v, &nx_bytearray_type);
    if (!is_array && !nx_has_flag(v, NX_TYPE_BYTES)) {
        wrong("bytes", v);
        return NULL;
    }
    int64_t size = is_array ? NX_PTR(nx_bytearray, v)->length : NX_PTR(nx_bytes, v)->length;
    uint8_t *copy = malloc((size_t)size + 1);
    if (!copy) return NULL;
    memcpy(copy, is_array ? NX_PTR(nx_bytearray, v)->data : NX_PTR(nx_bytes, v)->data, (size_t)size);
    *length = (size_t)size;
    return copy;
}

// A list of what an iterable gives; NULL: failed.
static nx_list *list_of(nx_value v, size_t *count) {
    *count = 0;
    nx_value list = v ? nx_call1(NX_OBJ(&nx_list_type), v) : 0;
    if (!list) return NULL;
    *count = (size_t)NX_PTR(nx_list, list)->length;
    return NX_PTR(nx_list, list);
}

#define ARRAY(name, type, convert) \
    type *nx_library_to_##name(nx_value v, size_t *count) { \
        nx_list *list = list_of(v, count); \
        type *items = list ? malloc((*count + 1) * sizeof *items) : NULL; \
        for (size_t i = 0; items && i < *count; i++) { \
            items[i] = convert(list->items[i]); \
            if (nx_pending()) { \
                free(items); \
                items = NULL; \
            } \
        } \
        if (!items) *count = 0; \
        return items; \
    }
ARRAY(ints, int64_t, nx_library_to_int)
ARRAY(doubles, double, nx_library_to_double)
ARRAY(bools, bool, nx_library_to_bool)

char **nx_library_to_strs(nx_value v, size_t *count) {
    nx_list *list = list_of(v, count);
    size_t bytes = (*count + 1) * sizeof(char *), length;
    for (size_t i = 0; list && i < *count; i++) {
        if (!nx_is_str(list->items[i])) {
            wrong("str", list->items[i]);
            list = NULL;
            break;
        }
        nx_str_utf8_lossy(list->items[i], &length);
        bytes += length + 1;
    }
    char **items = list ? malloc(bytes) : NULL;
    if (!items) {
        *count = 0;
        return NULL;
    }
    char *at = (char *)(items + *count + 1);
    for (size_t i = 0; i < *count; i++) {
        const char *utf8 = nx_str_utf8_lossy(list->items[i], &length);
        memcpy(at, utf8, length);
        at[length] = 0;
        items[i] = at;
        at += length + 1;
    }
    items[*count] = NULL;
    return items;
}

// ---- handles --------------------------------------------------------------------------------------------------------------------------

nx_handle *nx_library_to_handle(nx_value v) {
    if (!v) return NULL;
    nx_handle *handle = nx_alloc_words(sizeof *handle / sizeof(nx_value));
    if (!handle) return NULL;
    *handle = (nx_handle){.value = v, .count = 1, .before = &ring, .after = ring.after};
    ring.after->before = handle;
    ring.after = handle;
    return handle;
}

nx_handle *nx_library_retain(nx_handle *handle) {
    if (handle) __atomic_add_fetch(&handle->count, 1, __ATOMIC_RELAXED);
    return handle;
}

void nx_library_release(nx_handle *handle) {
    if (!handle || __atomic_sub_fetch(&handle->count, 1, __ATOMIC_ACQ_REL) > 0) return;
    bool outside = self.depth == 0;
    if (outside && !nx_library_enter()) return;
    handle->before->after = handle->after;
    handle->after->before = handle->before;
    *handle = (nx_handle){0};
    if (outside) nx_library_leave();
}

nx_handle *nx_library_getattr(nx_handle *handle, const char *name) {
    nx_handle *result = NULL;
    if (!nx_library_enter()) return NULL;
    nx_value v = nx_getattr(nx_library_object(handle), nx_str_intern_c(name));
    result = nx_library_to_handle(v);
    nx_library_leave();
    return result;
}

nx_handle *nx_library_call_method(nx_handle *handle, const char *name, size_t count, nx_handle *const *arguments) {
    nx_handle *result = NULL;
    if (!nx_library_enter()) return NULL;
    nx_value values[count + 1];
    for (size_t i = 0; i < count; i++) values[i] = nx_library_object(arguments[i]);
    nx_value function = name ? nx_getattr(nx_library_object(handle), nx_str_intern_c(name)) : nx_library_object(handle);
    nx_value v = function ? nx_call(function, count, values, 0) : 0;
    result = nx_library_to_handle(v);
    nx_library_leave();
    return result;
}
