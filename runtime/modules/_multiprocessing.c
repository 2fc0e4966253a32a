// _multiprocessing: named semaphores of the system, shared by processes, as locks that know their owner.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <semaphore.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "../core/signals.h"
#include "../core/thread.h"
#include "../types/containers.h"
#include "natives.h"
#include "posix.h"

enum { RECURSIVE_MUTEX, SEMAPHORE };

typedef struct {
    nx_header header;
    sem_t *semaphore;
    pthread_t owner; // who took it last
    int count;       // how often this process's owner holds it
    int64_t maxvalue;
    int kind;
    nx_value name;   // str or None
} semlock;

static nx_type semlock_type;

static semlock *of(nx_value self) { return NX_PTR(semlock, self); }
static bool is_mine(const semlock *s) { return s->count > 0 && pthread_equal(s->owner, pthread_self()); }

static nx_value make(nx_type *cls, sem_t *semaphore, int64_t kind, int64_t maxvalue, nx_value name) {
    semlock *self = nx_new_instance(cls, 0);
    if (!self) {
        sem_close(semaphore);
        return NX_ERROR;
    }
    self->semaphore = semaphore;
    self->kind = (int)kind;
    self->maxvalue = maxvalue;
    self->name = name;
    return NX_OBJ(self);
}

static nx_value semlock_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"kind", "value", "maxvalue", "name", "unlink"};
    nx_value given[5];
    int64_t kind, value, maxvalue;
    if (!nx_take_arguments("SemLock", names, 5, 5, 0, nargs, args, kwnames, given) || !nx_to_size(given[0], &kind) ||
        !nx_to_size(given[1], &value) || !nx_to_size(given[2], &maxvalue))
        return NX_ERROR;
    if (kind != RECURSIVE_MUTEX && kind != SEMAPHORE)
        return nx_raise(&nx_ValueError, "unrecognized kind");
    const char *name = nx_is_str(given[3]) ? nx_str_utf8(given[3], &(size_t){0}) : NULL;
    int unlink = nx_truth(given[4]);
    if (!name || unlink < 0)
        return nx_pending() ? NX_ERROR : nx_raisef(&nx_TypeError, "SemLock() argument 'name' must be str, not %Y", given[3]);
    sem_t *semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, (unsigned)value);
    if (semaphore == SEM_FAILED)
        return nx_raise_os_error(errno, 0);
    if (unlink && sem_unlink(name) < 0) {
        int error = errno;
        sem_close(semaphore);
        return nx_raise_os_error(error, 0);
    }
    return make(cls, semaphore, kind, maxvalue, unlink ? NX_NONE : given[3]);
}

nx_value nx_multiprocessing_SemLock__rebuild(nx_value cls, nx_value handle, nx_value kind, nx_value maxvalue, nx_value name) {
    int64_t address, which, most;
    if (!nx_to_size(handle, &address) || !nx_to_size(kind, &which) || !nx_to_size(maxvalue, &most))
        return NX_ERROR;
    sem_t *semaphore = (sem_t *)(uintptr_t)address;
    if (name != NX_NONE) {
        const char *text = nx_is_str(name) ? nx_str_utf8(name, &(size_t){0}) : NULL;
        if (!text)
            return nx_pending() ? NX_ERROR : nx_raisef(&nx_TypeError, "_rebuild() argument 4 must be str or None, not %Y", name);
        semaphore = sem_open(text, 0);
        if (semaphore == SEM_FAILED)
            return nx_raise_os_error(errno, 0);
    }
    return make(NX_PTR(nx_type, cls), semaphore, which, most, name);
}

static void finalize(nx_value self) {
    if (of(self)->semaphore)
        sem_close(of(self)->semaphore);
    of(self)->semaphore = NULL;
}

// false: it was not to be had in time, or an exception is pending.
static bool wait_for(sem_t *semaphore, const struct timespec *until) {
    for (;;) {
        nx_wait_begin();
        int failed = until ? sem_timedwait(semaphore, until) : sem_wait(semaphore);
        int error = errno;
        nx_wait_end();
        if (!failed)
            return true;
        if (error == ETIMEDOUT || error == EAGAIN)
            return false;
        if (error != EINTR) {
            nx_raise_os_error(error, 0);
            return false;
        }
        if (!nx_signals_run())
            return false;
    }
}

nx_value nx_multiprocessing_SemLock_acquire(nx_value self, nx_value block, nx_value timeout) {
    semlock *s = of(self);
    struct timespec until;
    double seconds = 0;
    int blocks = nx_truth(block);
    if (blocks < 0 || (timeout != NX_NONE && !nx_to_double(timeout, &seconds)))
        return NX_ERROR;
    if (s->kind == RECURSIVE_MUTEX && is_mine(s)) {
        s->count++;
        return NX_TRUE;
    }
    if (timeout != NX_NONE) {
        seconds = seconds < 0 ? 0 : seconds;
        clock_gettime(CLOCK_REALTIME, &until);
        int64_t nanoseconds = until.tv_nsec + (int64_t)((seconds - floor(seconds)) * 1e9);
        until.tv_sec += (time_t)floor(seconds) + nanoseconds / 1000000000;
        until.tv_nsec = nanoseconds % 1000000000;
    }
    bool taken = sem_trywait(s->semaphore) == 0;
    if (!taken && errno != EAGAIN && errno != EINTR)
        return nx_raise_os_error(errno, 0);
    if (!taken && blocks)
        taken = wait_for(s->semaphore, timeout == NX_NONE ? NULL : &until);
    if (nx_pending())
        return NX_ERROR;
    if (taken) {
        s->count++;
        s->owner = pthread_self();
    }
    return nx_from_bool(taken);
}

nx_value nx_multiprocessing_SemLock_release(nx_value self) {
    semlock *s = of(self);
    int value;
    if (s->kind == RECURSIVE_MUTEX) {
        if (!is_mine(s))
            return nx_raise(&nx_AssertionError, "attempt to release recursive lock not owned by thread");
        if (s->count > 1) {
            s->count--;
            return NX_NONE;
        }
    } else {
        if (sem_getvalue(s->semaphore, &value) < 0)
            return nx_raise_os_error(errno, 0);
        if (value >= s->maxvalue)
            return nx_raise(&nx_ValueError, "semaphore or lock released too many times");
    }
    if (sem_post(s->semaphore) < 0)
        return nx_raise_os_error(errno, 0);
    s->count--;
    return NX_NONE;
}

nx_value nx_multiprocessing_SemLock_enter(nx_value self) { return nx_multiprocessing_SemLock_acquire(self, NX_TRUE, NX_NONE); }
nx_value nx_multiprocessing_SemLock_exit(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    return nx_multiprocessing_SemLock_release(self);
}

nx_value nx_multiprocessing_SemLock__count(nx_value self) { return NX_INT(of(self)->count); }
nx_value nx_multiprocessing_SemLock__is_mine(nx_value self) { return nx_from_bool(is_mine(of(self))); }

nx_value nx_multiprocessing_SemLock__get_value(nx_value self) {
    int value;
    return sem_getvalue(of(self)->semaphore, &value) < 0 ? nx_raise_os_error(errno, 0) : NX_INT(value < 0 ? 0 : value);
}

nx_value nx_multiprocessing_SemLock__is_zero(nx_value self) {
    int value;
    return sem_getvalue(of(self)->semaphore, &value) < 0 ? nx_raise_os_error(errno, 0) : nx_from_bool(value <= 0);
}

nx_value nx_multiprocessing_SemLock__after_fork(nx_value self) {
    of(self)->count = 0;
    return NX_NONE;
}

nx_value nx_multiprocessing_SemLock_get_handle(nx_value self) { return nx_from_i64((int64_t)(uintptr_t)of(self)->semaphore); }
nx_value nx_multiprocessing_SemLock_get_kind(nx_value self) { return NX_INT(of(self)->kind); }
nx_value nx_multiprocessing_SemLock_get_maxvalue(nx_value self) { return nx_from_i64(of(self)->maxvalue); }
nx_value nx_multiprocessing_SemLock_get_name(nx_value self) { return of(self)->name; }

nx_value nx_multiprocessing_sem_unlink(nx_value name) {
    const char *text = nx_is_str(name) ? nx_str_utf8(name, &(size_t){0}) : NULL;
    if (!text)
        return nx_pending() ? NX_ERROR : nx_raisef(&nx_TypeError, "sem_unlink() argument must be str, not %Y", name);
    return sem_unlink(text) < 0 ? nx_raise_os_error(errno, 0) : NX_NONE;
}

#include "_multiprocessing.inc"

static nx_type semlock_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &semlock_type},
    .c_name = "_multiprocessing.SemLock",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(semlock),
    .doc = nx_multiprocessing_SemLock_doc,
    .methods = nx_multiprocessing_SemLock_methods,
    .getsets = nx_multiprocessing_SemLock_getsets,
    .new_ = semlock_new,
    .finalize = finalize,
    .finalizes_quietly = true,
};

static bool init(nx_module *self) {
    static const struct { const char *name; int value; } known[] = {
        {"HAVE_SEM_OPEN", 1}, {"HAVE_SEM_TIMEDWAIT", 1}, {"HAVE_FD_TRANSFER", 1}, {"HAVE_BROKEN_SEM_GETVALUE", 0}};
    nx_dict *flags = nx_dict_new(4);
    for (size_t i = 0; flags && i < sizeof known / sizeof *known; i++)
        if (known[i].value && !nx_dict_set(flags, nx_str_from_c(known[i].name), NX_INT(known[i].value)))
            return false;
    return flags && nx_dict_set_str(self->dict, nx_str_intern_c("flags"), NX_OBJ(flags)) && nx_type_ready(&semlock_type) &&
           nx_dict_set_str(NX_PTR(nx_dict, NX_OBJ(semlock_type.dict)), nx_str_intern_c("SEM_VALUE_MAX"), NX_INT(SEM_VALUE_MAX));
}

static nx_type *const types[] = {&semlock_type, NULL};
const nx_module_def nx_module__multiprocessing = {.name = "_multiprocessing", .functions = nx_multiprocessing_functions, .types = types, .init = init};
