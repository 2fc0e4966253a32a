// _thread: locks and the start of threads. A lock is a semaphore in pointer-free memory; a thread that has to wait for it
// gives its turn away meanwhile (core/thread.h).
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <time.h>
#include "../core/error.h"
#include "../core/signals.h"
#include "../core/system.h"
#include "../core/thread.h"
#include "../types/containers.h"
#include "../types/structseq.h"
#include "../types/weakref.h"
#include "natives.h"

typedef struct { nx_header header; sem_t free; } nx_lock;
typedef struct { nx_header header; sem_t free; uint64_t owner; int64_t count; } nx_rlock; // owner: number + 1

nx_type nx_lock_type, nx_rlock_type;

static const double longest = 9223372036.0;

// Takes the semaphore: 1 taken, 0 not within the time, -1 error. wait < 0: for ever.
static int take(sem_t *semaphore, double wait) {
    if (sem_trywait(semaphore) == 0)
        return 1;
    if (wait == 0)
        return 0;
    struct timespec until;
    if (wait > 0) {
        clock_gettime(CLOCK_MONOTONIC, &until);
        int64_t end = until.tv_nsec + (int64_t)ceil((wait - floor(wait)) * 1e9);
        until.tv_sec += (time_t)floor(wait) + end / 1000000000;
        until.tv_nsec = end % 1000000000;
    }
    for (;;) {
        nx_wait_begin();
        int outcome = wait < 0 ? sem_wait(semaphore) : sem_clockwait(semaphore, CLOCK_MONOTONIC, &until);
        nx_wait_end();
        if (outcome == 0)
            return 1;
        if (errno == ETIMEDOUT)
            return 0;
        if (errno != EINTR) {
            nx_raise_os_error(errno, 0);
            return -1;
        }
        if (!nx_signals_run())
            return -1;
    }
}

// The arguments of acquire() as the time to wait.
static bool time_from(nx_value blocking, nx_value timeout, double *wait) {
    int blocks = nx_truth(blocking);
    if (blocks < 0 || !nx_to_double(timeout, wait))
        return false;
    if (isnan(*wait))
        return nx_failf(&nx_ValueError, "Invalid value NaN (not a number)");
    if (!blocks && *wait != -1)
        return nx_failf(&nx_ValueError, "can't specify a timeout for a non-blocking call");
    if (*wait < 0 && *wait != -1)
        return nx_failf(&nx_ValueError, "timeout value must be positive");
    if (*wait > (double)INT64_MAX / 1e9)
        return nx_failf(&nx_OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (*wait > longest)
        return nx_failf(&nx_OverflowError, "timeout value is too large");
    if (!blocks)
        *wait = 0;
    return true;
}

static nx_value acquired(int outcome) { return outcome < 0 ? NX_ERROR : nx_from_bool(outcome); }

// ---- lock ------------------------------------------------------------------------------------------------------------------------

static nx_lock *lock_of(nx_value self) { return NX_PTR(nx_lock, self); }

static bool is_free(sem_t *semaphore) {
    int value = 0;
    sem_getvalue(semaphore, &value);
    return value > 0;
}

nx_value nx_thread_allocate_lock(void) {
    nx_lock *self = nx_new_object(nx_lock, nx_lock_type);
    if (self)
        sem_init(&self->free, 0, 1);
    return NX_OBJ(self);
}

nx_value nx_thread_lock_acquire(nx_value self, nx_value blocking, nx_value timeout) {
    double wait;
    return time_from(blocking, timeout, &wait) ? acquired(take(&lock_of(self)->free, wait)) : NX_ERROR;
}

nx_value nx_thread_lock_enter(nx_value self) { return acquired(take(&lock_of(self)->free, -1)); }

nx_value nx_thread_lock_release(nx_value self) {
    if (is_free(&lock_of(self)->free))
        return nx_raisef(&nx_RuntimeError, "release unlocked lock");
    sem_post(&lock_of(self)->free);
    return NX_NONE;
}

nx_value nx_thread_lock_exit(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    return nx_thread_lock_release(self);
}

nx_value nx_thread_lock_locked(nx_value self) { return nx_from_bool(!is_free(&lock_of(self)->free)); }

nx_value nx_thread_lock__at_fork_reinit(nx_value self) {
    sem_init(&lock_of(self)->free, 0, 1);
    return NX_NONE;
}

static nx_value lock_repr(nx_value self) {
    char address[24];
    snprintf(address, sizeof address, "%p", NX_PTR(void, self));
    return nx_str_format("<%s %T object at %s>", is_free(&lock_of(self)->free) ? "unlocked" : "locked", self, address);
}

// ---- RLock -----------------------------------------------------------------------------------------------------------------------

static nx_rlock *rlock_of(nx_value self) { return NX_PTR(nx_rlock, self); }
static uint64_t me(void) { return nx_thread_current->number + 1; }
static bool is_mine(const nx_rlock *self) { return self->count > 0 && self->owner == me(); }

static nx_value rlock_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_rlock *self = nx_new_instance(cls, 0);
    if (self)
        sem_init(&self->free, 0, 1);
    return NX_OBJ(self);
}

static int take_again(nx_rlock *self, double wait) {
    if (is_mine(self)) {
        self->count++;
        return 1;
    }
    int outcome = take(&self->free, wait);
    if (outcome == 1) {
        self->owner = me();
        self->count = 1;
    }
    return outcome;
}

nx_value nx_thread_RLock_acquire(nx_value self, nx_value blocking, nx_value timeout) {
    double wait;
    return time_from(blocking, timeout, &wait) ? acquired(take_again(rlock_of(self), wait)) : NX_ERROR;
}

nx_value nx_thread_RLock_enter(nx_value self) { return acquired(take_again(rlock_of(self), -1)); }

nx_value nx_thread_RLock_release(nx_value v) {
    nx_rlock *self = rlock_of(v);
    if (!is_mine(self))
        return nx_raisef(&nx_RuntimeError, "cannot release un-acquired lock");
    if (--self->count == 0) {
        self->owner = 0;
        sem_post(&self->free);
    }
    return NX_NONE;
}

nx_value nx_thread_RLock_exit(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    return nx_thread_RLock_release(self);
}

nx_value nx_thread_RLock__is_owned(nx_value self) { return nx_from_bool(is_mine(rlock_of(self))); }
nx_value nx_thread_RLock__recursion_count(nx_value self) {
    return nx_from_i64(is_mine(rlock_of(self)) ? rlock_of(self)->count : 0);
}

nx_value nx_thread_RLock__release_save(nx_value v) {
    nx_rlock *self = rlock_of(v);
    if (self->count == 0)
        return nx_raisef(&nx_RuntimeError, "cannot release un-acquired lock");
    nx_value saved[] = {nx_from_i64(self->count), nx_from_i64((int64_t)self->owner)};
    nx_value state = nx_tuple_from(2, saved);
    if (state) {
        self->count = 0;
        self->owner = 0;
        sem_post(&self->free);
    }
    return state;
}

nx_value nx_thread_RLock__acquire_restore(nx_value v, nx_value state) {
    int64_t count, owner;
    if (!nx_is_tuple(state) || NX_PTR(nx_tuple, state)->length != 2)
        return nx_raisef(&nx_TypeError, "_acquire_restore() argument 1 must be a tuple of two numbers");
    if (!nx_int_to_i64(NX_PTR(nx_tuple, state)->items[0], &count) ||
        !nx_int_to_i64(NX_PTR(nx_tuple, state)->items[1], &owner) || take(&rlock_of(v)->free, -1) < 0)
        return NX_ERROR;
    rlock_of(v)->count = count;
    rlock_of(v)->owner = (uint64_t)owner;
    return NX_NONE;
}

nx_value nx_thread_RLock__at_fork_reinit(nx_value self) {
    sem_init(&rlock_of(self)->free, 0, 1);
    rlock_of(self)->count = 0;
    rlock_of(self)->owner = 0;
    return NX_NONE;
}

static int64_t ident_of(uint64_t number);

static nx_value rlock_repr(nx_value v) {
    const nx_rlock *self = rlock_of(v);
    char text[96];
    snprintf(text, sizeof text, "owner=%lld count=%lld at %p", self->count ? (long long)ident_of(self->owner - 1) : 0LL,
             (long long)self->count, (const void *)self);
    return nx_str_format("<%s %T object %s>", self->count ? "locked" : "unlocked", v, text);
}

// ---- thread-local data -------------------------------------------------------------------------------------------------------------

// `dicts` holds the attributes by thread number. A thread that comes to the object first runs __init__ with the arguments
// that made it.
typedef struct { nx_header header; nx_dict *dicts; nx_value args, kwargs; } nx_local;
nx_type nx_local_type;

static nx_dict *local_dict(nx_value v) {
    nx_local *self = NX_PTR(nx_local, v);
    nx_value key = nx_from_i64((int64_t)nx_thread_current->number);
    nx_value found = nx_dict_get_value(self->dicts, key);
    if (found)
        return NX_PTR(nx_dict, found);
    nx_dict *dict = nx_dict_new(4);
    if (!dict || !nx_dict_set(self->dicts, key, NX_OBJ(dict)))
        return NULL;
    if (!nx_thread_current->locals && !(nx_thread_current->locals = NX_OBJ(nx_list_new(4))))
        return NULL;
    if (!nx_thread_current->is_main && !nx_list_push(NX_PTR(nx_list, nx_thread_current->locals), v))
        return NULL;
    nx_value init = nx_type_lookup(nx_type_of(v), &nx_s___init__);
    if (init && nx_type_of(v)->init != nx_object_type.init) {
        nx_tuple *args = nx_tuple_new(NX_PTR(nx_tuple, self->args)->length + 1);
        if (!args)
            return NULL;
        args->items[0] = v;
        for (int64_t i = 1; i < args->length; i++)
            args->items[i] = NX_PTR(nx_tuple, self->args)->items[i - 1];
        if (!nx_call_tuple(init, NX_OBJ(args), self->kwargs)) {
            nx_value error = nx_error_take();
            nx_dict_delete(self->dicts, key);
            nx_error_restore(error);
            return NULL;
        }
    }
    return dict;
}

static nx_value local_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    if (cls->init == nx_object_type.init && (nargs || keywords))
        return nx_raisef(&nx_TypeError, "Initialization arguments are not supported");
    nx_local *self = nx_new_instance(cls, 0);
    if (!self || !(self->dicts = nx_dict_new(2)) || !(self->args = nx_tuple_from((int64_t)nargs, args)))
        return NX_ERROR;
    if (keywords) {
        nx_dict *dict = nx_dict_new(4);
        for (size_t i = 0; dict && i < keywords; i++)
            if (!nx_dict_set(dict, NX_PTR(nx_tuple, kwnames)->items[i], args[nargs + i]))
                return NX_ERROR;
        if (!dict)
            return NX_ERROR;
        self->kwargs = NX_OBJ(dict);
    }
    nx_dict *own = nx_dict_new(4); // __init__ comes next by itself
    return own && nx_dict_set(self->dicts, nx_from_i64((int64_t)nx_thread_current->number), NX_OBJ(own)) &&
                   (nx_thread_current->is_main || nx_thread_current->locals ||
                    (nx_thread_current->locals = NX_OBJ(nx_list_new(4)))) &&
                   (nx_thread_current->is_main || nx_list_push(NX_PTR(nx_list, nx_thread_current->locals), NX_OBJ(self)))
               ? NX_OBJ(self)
               : NX_ERROR;
}

static nx_value local_getattr(nx_value self, nx_value name) {
    nx_dict *dict = local_dict(self);
    if (!dict)
        return NX_ERROR;
    nx_type *type = nx_type_of(self);
    if (nx_str_equal(NX_PTR(nx_str, name), &nx_s___dict__))
        return NX_OBJ(dict);
    nx_value found = nx_type_lookup(type, NX_PTR(nx_str, nx_str_intern(name)));
    nx_type *kind = found ? nx_type_of(found) : NULL;
    if (found && kind->descr_set && kind->descr_get)
        return kind->descr_get(found, self, NX_OBJ(type));
    nx_value value = nx_dict_get_value(dict, name);
    if (value || nx_pending())
        return value;
    if (!found)
        return nx_raise_attribute_error(self, NX_PTR(nx_str, name), "'%T' object has no attribute '%U'", self, name);
    return kind->descr_get ? kind->descr_get(found, self, NX_OBJ(type)) : found;
}

static bool local_setattr(nx_value self, nx_value name, nx_value value) {
    nx_dict *dict = local_dict(self);
    if (!dict)
        return false;
    if (nx_str_equal(NX_PTR(nx_str, name), &nx_s___dict__))
        return nx_failf(&nx_AttributeError, "'%T' object attribute '__dict__' is read-only", self);
    nx_value found = nx_type_lookup(nx_type_of(self), NX_PTR(nx_str, nx_str_intern(name)));
    if (found && nx_type_of(found)->descr_set)
        return nx_type_of(found)->descr_set(found, self, value);
    if (value)
        return nx_dict_set(dict, name, value);
    int deleted = nx_dict_delete(dict, name);
    if (deleted == 0)
        nx_raise_attribute_error(self, NX_PTR(nx_str, name), "'%T' object has no attribute '%U'", self, name);
    return deleted > 0;
}

static void forget_locals(void) {
    nx_thread *self = nx_thread_current;
    if (!self->locals)
        return;
    const nx_list *list = NX_PTR(nx_list, self->locals);
    for (int64_t i = 0; i < list->length; i++)
        nx_dict_delete(NX_PTR(nx_local, list->items[i])->dicts, nx_from_i64((int64_t)self->number));
    nx_error_clear();
}

// ---- threads -------------------------------------------------------------------------------------------------------------------------

static size_t wanted_stack;

static void run_thread(nx_value call) {
    nx_value *parts = NX_PTR(nx_tuple, call)->items;
    nx_value result = nx_call_tuple(parts[0], parts[1], parts[2] == NX_NONE ? 0 : parts[2]);
    if (!result) {
        if (nx_error_matches(&nx_SystemExit))
            nx_error_clear();
        else
            nx_print_unraisable("Exception ignored in thread started by: ", parts[0]);
    }
    forget_locals();
    if (nx_thread_current->sentinel) {
        nx_value sentinel = nx_weakref_object(nx_thread_current->sentinel);
        if (sentinel && !is_free(&lock_of(sentinel)->free))
            sem_post(&lock_of(sentinel)->free);
    }
}

nx_value nx_thread_start_new_thread(nx_value function, nx_value args, nx_value kwargs) {
    if (!nx_is_callable(function))
        return nx_raisef(&nx_TypeError, "first arg must be callable");
    if (!nx_is_tuple(args))
        return nx_raisef(&nx_TypeError, "2nd arg must be a tuple");
    if (kwargs && !nx_is_dict(kwargs))
        return nx_raisef(&nx_TypeError, "optional 3rd arg must be a dictionary");
    nx_value parts[] = {function, args, kwargs ? kwargs : NX_NONE};
    nx_value call = nx_tuple_from(3, parts);
    uint64_t ident = 0;
    if (!call || !nx_thread_start(run_thread, call, wanted_stack, &ident))
        return NX_ERROR;
    return nx_int_from_u64(ident);
}

nx_value nx_thread_exit(void) { return nx_raise_value(NX_OBJ(&nx_SystemExit)); }

nx_value nx_thread_interrupt_main(nx_value signum) {
    int64_t number;
    if (!nx_int_to_i64(signum, &number))
        return NX_ERROR;
    if (number < 1 || number >= NX_SIGNALS)
        return nx_raisef(&nx_ValueError, "signal number out of range");
    nx_signal_simulate((int)number);
    return NX_NONE;
}

nx_value nx_thread_get_ident(void) { return nx_int_from_u64((uint64_t)pthread_self()); }
nx_value nx_thread_get_native_id(void) { return nx_from_i64(syscall(SYS_gettid)); }
nx_value nx_thread__count(void) { return nx_from_i64(nx_thread_count()); }
static int64_t ident_of(uint64_t number) { return (int64_t)nx_thread_ident(number); }

nx_value nx_thread_stack_size(nx_value size) {
    int64_t bytes;
    if (!nx_int_to_i64(size, &bytes))
        return NX_ERROR;
    if (bytes < 0)
        return nx_raisef(&nx_ValueError, "size must be 0 or a positive value");
    if (bytes > 0 && bytes < 32768)
        return nx_raisef(&nx_ValueError, "size not valid: %lld bytes", (long long)bytes);
    size_t old = wanted_stack;
    wanted_stack = bytes && bytes < (1 << 20) ? 1 << 20 : (size_t)bytes;
    return nx_from_i64((int64_t)old);
}

nx_value nx_thread__set_sentinel(void) {
    nx_value lock = nx_thread_allocate_lock();
    nx_value reference = lock ? nx_weakref_new(&nx_weakref_type, lock, 0) : 0;
    if (!reference)
        return NX_ERROR;
    nx_thread_current->sentinel = reference;
    return lock;
}

// ---- what threading.excepthook does --------------------------------------------------------------------------------------------------

NX_STRUCTSEQ(except_hook_args, "_thread._ExceptHookArgs", "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.", 4,
             false, "exc_type", "exc_value", "exc_traceback", "thread")

nx_value nx_thread__excepthook(nx_value args) {
    if (nx_type_of(args) != &nx_except_hook_args_type)
        return nx_raisef(&nx_TypeError, "_thread.excepthook argument type must be ExceptHookArgs");
    const nx_value *items = NX_PTR(nx_tuple, args)->items;
    if (items[0] == NX_OBJ(&nx_SystemExit))
        return NX_NONE;
    nx_value name = items[3] == NX_NONE ? 0 : nx_getattr_optional(items[3], nx_str_intern_c("name"));
    if (!name && nx_pending())
        nx_error_clear();
    nx_value text = name ? nx_str_format("Exception in thread %S:\n", name)
                         : nx_str_format("Exception in thread %S:\n", nx_thread_get_ident());
    if (!text)
        return NX_ERROR;
    nx_write_stderr(text);
    if (nx_is_exception(items[1]))
        nx_print_exception_now(items[1]);
    return NX_NONE;
}

#include "_thread.inc"

nx_type nx_lock_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_lock_type},
    .c_name = "_thread.lock",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE | NX_TYPE_ATOMIC,
    .basic_size = sizeof(nx_lock),
    .doc = nx_thread_lock_doc,
    .methods = nx_thread_lock_methods,
    .repr = lock_repr,
};

nx_type nx_rlock_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_rlock_type},
    .c_name = "_thread.RLock",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE | NX_TYPE_BASE,
    .basic_size = sizeof(nx_rlock),
    .methods = nx_thread_RLock_methods,
    .repr = rlock_repr,
    .new_ = rlock_new,
};

nx_type nx_local_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_local_type},
    .c_name = "_thread._local",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE | NX_TYPE_BASE | NX_TYPE_CUSTOM_GETATTR | NX_TYPE_CUSTOM_SETATTR,
    .basic_size = sizeof(nx_local),
    .doc = "Thread-local data",
    .new_ = local_new,
    .getattr = local_getattr,
    .setattr = local_setattr,
};

static bool init(nx_module *self) {
    return nx_structseq_ready(&nx_except_hook_args_structseq) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("_ExceptHookArgs"), NX_OBJ(&nx_except_hook_args_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("LockType"), NX_OBJ(&nx_lock_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("error"), NX_OBJ(&nx_RuntimeError)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("TIMEOUT_MAX"), nx_from_double(longest));
}

static nx_type *const types[] = {&nx_lock_type, &nx_rlock_type, &nx_local_type, NULL};

const nx_module_def nx_module__thread = {
    .name = "_thread", .functions = nx_thread_functions, .types = types, .init = init};
