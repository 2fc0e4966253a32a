// select: waiting for file descriptors with select(), poll() and epoll. Interrupted waits run signal handlers and go on
// with the time that is left.
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>
#include "../core/error.h"
#include "../core/signals.h"
#include "../core/thread.h"
#include "../types/containers.h"
#include "natives.h"

static nx_value os_error(void) { return nx_raise_os_error(errno, 0); }

// The descriptor: an int or what has fileno().
static bool descriptor(nx_value v, int *out) {
    nx_value number = v;
    if (!nx_is_int(v)) {
        nx_value method = nx_getattr_optional(v, nx_str_intern_c("fileno"));
        if (!method)
            return !nx_pending() && nx_failf(&nx_TypeError, "argument must be an int, or have a fileno() method.");
        if (!(number = nx_call0(method)))
            return false;
        if (!nx_is_int(number))
            return nx_failf(&nx_TypeError, "fileno() returned a non-integer");
    }
    int64_t fd;
    if (!nx_int_to_i64(number, &fd))
        return false;
    if (fd < 0)
        return nx_failf(&nx_ValueError, "file descriptor cannot be a negative integer (%lld)", (long long)fd);
    if (fd > INT32_MAX)
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C int");
    *out = (int)fd;
    return true;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// After a wait that ended with an error: whether to go on, for as long as is left; else an exception is pending.
static bool wait_again(double until, double *seconds) {
    if (errno != EINTR) {
        os_error();
        return false;
    }
    if (!nx_signals_run())
        return false;
    if (*seconds >= 0 && (*seconds = until - now()) < 0)
        *seconds = 0;
    return true;
}

// Milliseconds for poll() and epoll_wait(): rounded up, so that a wait is never too short.
static int milliseconds(double seconds) {
    double ms = ceil(seconds * 1000);
    return ms < 0 ? 0 : ms > INT32_MAX ? INT32_MAX : (int)ms;
}

// ---- select --------------------------------------------------------------------------------------------------------------------------

static bool fill(nx_value sequence, fd_set *set, nx_value *items, int *highest) {
    FD_ZERO(set);
    if (!(*items = nx_tuple_of(sequence)))
        return nx_error_matches(&nx_TypeError) && (nx_error_clear(), nx_failf(&nx_TypeError, "arguments 1-3 must be sequences"));
    for (int64_t i = 0; i < NX_PTR(nx_tuple, *items)->length; i++) {
        int fd;
        if (!descriptor(NX_PTR(nx_tuple, *items)->items[i], &fd))
            return false;
        if (fd >= FD_SETSIZE)
            return nx_failf(&nx_ValueError, "filedescriptor out of range in select()");
        FD_SET(fd, set);
        *highest = fd > *highest ? fd : *highest;
    }
    return true;
}

static nx_value chosen(nx_value items, const fd_set *set) {
    nx_list *list = nx_list_new(0);
    for (int64_t i = 0; list && i < NX_PTR(nx_tuple, items)->length; i++) {
        nx_value item = NX_PTR(nx_tuple, items)->items[i];
        int fd;
        if (!descriptor(item, &fd) || (FD_ISSET(fd, set) && !nx_list_push(list, item)))
            return NX_ERROR;
    }
    return NX_OBJ(list);
}

nx_value nx_select_select(nx_value rlist, nx_value wlist, nx_value xlist, nx_value timeout) {
    double seconds = -1, until = 0;
    if (timeout != NX_NONE) {
        if (!nx_has_flag(timeout, NX_TYPE_FLOAT) && !nx_is_float(timeout) && !nx_is_int(timeout))
            return nx_raisef(&nx_TypeError, "timeout must be a float or None");
        if (!nx_to_double(timeout, &seconds))
            return NX_ERROR;
        if (seconds < 0)
            return nx_raisef(&nx_ValueError, "timeout must be non-negative");
        until = now() + seconds;
    }
    fd_set sets[3], ready[3];
    nx_value items[3];
    int highest = -1;
    if (!fill(rlist, &sets[0], &items[0], &highest) || !fill(wlist, &sets[1], &items[1], &highest) ||
        !fill(xlist, &sets[2], &items[2], &highest))
        return NX_ERROR;
    for (;;) {
        memcpy(ready, sets, sizeof sets);
        struct timeval left = {(time_t)floor(seconds), 0};
        if (seconds >= 0)
            left.tv_usec = (suseconds_t)((seconds - floor(seconds)) * 1e6);
        nx_wait_begin();
        int count = select(highest + 1, &ready[0], &ready[1], &ready[2], seconds < 0 ? NULL : &left);
        nx_wait_end();
        if (count >= 0)
            break;
        if (!wait_again(until, &seconds))
            return NX_ERROR;
    }
    nx_value r = chosen(items[0], &ready[0]), w = r ? chosen(items[1], &ready[1]) : 0, x = w ? chosen(items[2], &ready[2]) : 0;
    return x ? nx_tuple_from(3, (nx_value[]){r, w, x}) : NX_ERROR;
}

// ---- poll ----------------------------------------------------------------------------------------------------------------------------

typedef struct { nx_header header; nx_dict *masks; } nx_poll; // masks: descriptor -> events
static nx_type poll_type;

static nx_dict *masks_of(nx_value self) { return NX_PTR(nx_poll, self)->masks; }

nx_value nx_select_poll_object(void) {
    nx_poll *self = nx_new_object(nx_poll, poll_type);
    return self && (self->masks = nx_dict_new(4)) ? NX_OBJ(self) : NX_ERROR;
}

static bool mask_from(nx_value v, int64_t fallback, nx_value *out) {
    int64_t mask = fallback;
    if (v && !nx_int_to_i64(v, &mask))
        return false;
    if (mask < 0 || mask > 0xffff)
        return nx_failf(&nx_OverflowError, mask < 0 ? "can't convert negative value to C unsigned short" // as an unsigned short
                                                    : "Python int too large for C unsigned short");
    *out = nx_from_small_int(mask);
    return true;
}

nx_value nx_select_poll_object_register(nx_value self, nx_value v, nx_value eventmask) {
    int fd;
    nx_value mask;
    return descriptor(v, &fd) && mask_from(eventmask, POLLIN | POLLPRI | POLLOUT, &mask) &&
                   nx_dict_set(masks_of(self), nx_from_small_int(fd), mask)
               ? NX_NONE
               : NX_ERROR;
}

nx_value nx_select_poll_object_modify(nx_value self, nx_value v, nx_value eventmask) {
    int fd;
    nx_value mask;
    if (!descriptor(v, &fd) || !mask_from(eventmask, 0, &mask))
        return NX_ERROR;
    if (!nx_dict_get_value(masks_of(self), nx_from_small_int(fd)))
        return nx_raise_os_error(ENOENT, 0);
    return nx_dict_set(masks_of(self), nx_from_small_int(fd), mask) ? NX_NONE : NX_ERROR;
}

nx_value nx_select_poll_object_unregister(nx_value self, nx_value v) {
    int fd;
    if (!descriptor(v, &fd))
        return NX_ERROR;
    int deleted = nx_dict_delete(masks_of(self), nx_from_small_int(fd));
    return deleted > 0 ? NX_NONE : deleted == 0 ? nx_raise_key_error(nx_from_small_int(fd)) : NX_ERROR;
}

nx_value nx_select_poll_object_poll(nx_value self, nx_value timeout) {
    double ms = -1, until = 0;
    if (timeout != NX_NONE) {
        if (!nx_to_double(timeout, &ms))
            return NX_ERROR;
        if (ms < 0)
            ms = -1;
        else
            until = now() + ms / 1000;
    }
    int64_t count, position = 0;
    nx_value key, mask;
    if (!nx_length(NX_OBJ(masks_of(self)), &count))
        return NX_ERROR;
    struct pollfd *polled = nx_alloc_bytes((size_t)(count + 1) * sizeof *polled);
    if (!polled)
        return NX_ERROR;
    for (int64_t i = 0; i < count && nx_dict_next(masks_of(self), &position, &key, &mask); i++)
        polled[i] = (struct pollfd){(int)nx_small_int(key), (short)nx_small_int(mask), 0};
    for (;;) {
        nx_wait_begin();
        int ready = poll(polled, (nfds_t)count, ms < 0 ? -1 : milliseconds(ms / 1000));
        nx_wait_end();
        if (ready >= 0)
            break;
        if (errno != EINTR)
            return os_error();
        if (!nx_signals_run())
            return NX_ERROR;
        if (ms >= 0 && (ms = (until - now()) * 1000) < 0)
            ms = 0;
    }
    nx_list *list = nx_list_new(0);
    for (int64_t i = 0; list && i < count; i++) {
        if (!polled[i].revents)
            continue;
        nx_value pair = nx_tuple_from(2, (nx_value[]){nx_from_small_int(polled[i].fd), nx_from_small_int(polled[i].revents & 0xffff)});
        if (!pair || !nx_list_push(list, pair))
            return NX_ERROR;
    }
    return NX_OBJ(list);
}

// ---- epoll ---------------------------------------------------------------------------------------------------------------------------

typedef struct { nx_header header; int fd; } nx_epoll;
static nx_type epoll_type;

static int fd_of(nx_value self) { return NX_PTR(nx_epoll, self)->fd; }

static bool is_open(nx_value self) {
    return fd_of(self) >= 0 || nx_failf(&nx_ValueError, "I/O operation on closed epoll object");
}

static nx_value epoll_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"sizehint", "flags"};
    nx_value out[2] = {0, 0};
    int64_t hint = -1, flags = 0;
    if (!nx_take_arguments("epoll", names, 2, 0, 0, nargs, args, kwnames, out) || (out[0] && !nx_int_to_i64(out[0], &hint)) ||
        (out[1] && !nx_int_to_i64(out[1], &flags)))
        return NX_ERROR;
    if (hint < -1 || hint == 0)
        return nx_raisef(&nx_ValueError, "negative sizehint");
    if (flags && flags != EPOLL_CLOEXEC)
        return nx_raisef(&nx_OSError, "invalid flags");
    nx_epoll *self = nx_new_instance(cls, 0);
    if (!self)
        return NX_ERROR;
    self->fd = epoll_create1(EPOLL_CLOEXEC);
    return self->fd < 0 ? os_error() : NX_OBJ(self);
}

nx_value nx_select_epoll_fromfd(nx_value cls, nx_value v) {
    int64_t fd;
    nx_epoll *self = nx_int_to_i64(v, &fd) ? nx_new_instance(NX_PTR(nx_type, cls), 0) : NULL;
    if (self)
        self->fd = (int)fd;
    return NX_OBJ(self);
}

static void epoll_finalize(nx_value self) {
    if (fd_of(self) >= 0)
        close(fd_of(self));
    NX_PTR(nx_epoll, self)->fd = -1;
}

nx_value nx_select_epoll_close(nx_value self) {
    int fd = fd_of(self);
    NX_PTR(nx_epoll, self)->fd = -1;
    return fd >= 0 && close(fd) ? os_error() : NX_NONE;
}

nx_value nx_select_epoll_get_closed(nx_value self) { return nx_from_bool(fd_of(self) < 0); }
nx_value nx_select_epoll_fileno(nx_value self) { return is_open(self) ? nx_from_small_int(fd_of(self)) : NX_ERROR; }

static nx_value control(nx_value self, int operation, nx_value v, nx_value eventmask) {
    int fd;
    int64_t mask = EPOLLIN | EPOLLPRI | EPOLLOUT;
    if (!is_open(self) || !descriptor(v, &fd) || (eventmask && !nx_int_to_i64(eventmask, &mask)))
        return NX_ERROR;
    struct epoll_event event = {.events = (uint32_t)mask, .data.fd = fd};
    return epoll_ctl(fd_of(self), operation, fd, &event) ? os_error() : NX_NONE;
}

nx_value nx_select_epoll_register(nx_value self, nx_value fd, nx_value mask) { return control(self, EPOLL_CTL_ADD, fd, mask); }
nx_value nx_select_epoll_modify(nx_value self, nx_value fd, nx_value mask) { return control(self, EPOLL_CTL_MOD, fd, mask); }
nx_value nx_select_epoll_unregister(nx_value self, nx_value fd) { return control(self, EPOLL_CTL_DEL, fd, NX_INT(0)); }

nx_value nx_select_epoll_poll(nx_value self, nx_value timeout, nx_value maxevents) {
    double seconds = -1, until = 0;
    int64_t most;
    if (!is_open(self) || !nx_int_to_i64(maxevents, &most))
        return NX_ERROR;
    if (timeout != NX_NONE) {
        if (!nx_to_double(timeout, &seconds))
            return NX_ERROR;
        if (seconds < 0)
            seconds = -1;
        else
            until = seconds > 0 ? now() + seconds : 0;
    }
    if (most == -1)
        most = FD_SETSIZE - 1;
    else if (most < 1)
        return nx_raisef(&nx_ValueError, "maxevents must be greater than 0, got %lld", (long long)most);
    struct epoll_event few[FD_SETSIZE], *events = few;
    if (most > FD_SETSIZE && !(events = nx_alloc_bytes((size_t)most * sizeof *events)))
        return NX_ERROR;
    int count;
    for (;;) {
        nx_wait_begin();
        count = epoll_wait(fd_of(self), events, (int)most, seconds < 0 ? -1 : milliseconds(seconds));
        nx_wait_end();
        if (count >= 0)
            break;
        if (!wait_again(until, &seconds))
            return NX_ERROR;
    }
    nx_list *list = nx_list_new(count);
    for (int i = 0; list && i < count; i++) {
        nx_value pair = nx_tuple_from(2, (nx_value[]){nx_from_small_int(events[i].data.fd), nx_from_i64(events[i].events)});
        if (!pair || !nx_list_push(list, pair))
            return NX_ERROR;
    }
    return NX_OBJ(list);
}

nx_value nx_select_epoll_enter(nx_value self) { return is_open(self) ? self : NX_ERROR; }
nx_value nx_select_epoll_exit(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    return nx_select_epoll_close(self);
}

#include "select.inc"

static nx_type epoll_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &epoll_type},
    .c_name = "select.epoll",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_epoll),
    .methods = nx_select_epoll_methods,
    .getsets = nx_select_epoll_getsets,
    .new_ = epoll_make,
    .finalize = epoll_finalize,
    .finalizes_quietly = true,
};

static nx_type poll_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &poll_type},
    .c_name = "select.poll",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_poll),
    .methods = nx_select_poll_object_methods,
};

static bool init(nx_module *self) {
    static const struct { const char *name; int64_t value; } constants[] = {
#define C(name) {#name, name},
        C(POLLIN) C(POLLPRI) C(POLLOUT) C(POLLERR) C(POLLHUP) C(POLLNVAL) C(POLLRDNORM) C(POLLRDBAND) C(POLLWRNORM)
        C(POLLWRBAND) C(POLLMSG) C(POLLRDHUP) C(EPOLLIN) C(EPOLLOUT) C(EPOLLPRI) C(EPOLLERR) C(EPOLLHUP) C(EPOLLRDHUP)
        {"EPOLLET", 0x80000000}, C(EPOLLONESHOT) C(EPOLLEXCLUSIVE) C(EPOLLRDNORM) C(EPOLLRDBAND) C(EPOLLWRNORM)
        C(EPOLLWRBAND) C(EPOLLMSG) C(EPOLL_CLOEXEC) {"PIPE_BUF", 4096},
#undef C
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), nx_from_i64(constants[i].value)))
            return false;
    return nx_type_ready(&poll_type) && nx_dict_set_str(self->dict, nx_str_intern_c("error"), NX_OBJ(&nx_OSError));
}

static nx_type *const types[] = {&epoll_type, NULL};

const nx_module_def nx_module_select = {.name = "select", .functions = nx_select_functions, .types = types, .init = init};
