// _socket: the class that socket.socket extends. A socket with a timeout does not block in the kernel: each operation waits
// with poll() until it can go on. While an operation waits other threads have their turn.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#include "../core/error.h"
#include "../core/signals.h"
#include "../core/thread.h"
#include "../types/containers.h"
#include "natives.h"
#include "socket.h"

nx_type nx_socket_type;
double nx_socket_default_timeout = -1;

static nx_socket *socket_of(nx_value v) { return NX_PTR(nx_socket, v); }

nx_value nx_socket_errno(void) { return nx_raise_os_error(errno, 0); }

bool nx_socket_int(nx_value v, int *out) {
    int64_t n;
    nx_value index = nx_index(v);
    if (!index || !nx_int_to_i64(index, &n))
        return false;
    if (n < INT32_MIN || n > INT32_MAX)
        return nx_failf(&nx_OverflowError, n < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum");
    *out = (int)n;
    return true;
}

// ---- waiting -----------------------------------------------------------------------------------------------------------------------

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// Until the socket is ready: 1, 0 when the time is up, -1 on error.
static int wait_ready(const nx_socket *self, short events, double until) {
    for (;;) {
        double left = until - now();
        struct pollfd poller = {self->fd, events, 0};
        nx_wait_begin();
        int ready = poll(&poller, 1, until < 0 ? -1 : left <= 0 ? 0 : (int)ceil(left * 1000));
        nx_wait_end();
        if (ready > 0)
            return 1;
        if (ready == 0)
            return 0;
        if (errno != EINTR) {
            nx_socket_errno();
            return -1;
        }
        if (!nx_signals_run())
            return -1;
    }
}

typedef enum { ACCEPT, RECEIVE, SEND, RECEIVE_MESSAGE, SEND_MESSAGE } operation;
typedef struct {
    operation what;
    void *data;
    size_t length;
    int flags;
    nx_address *address; // of the peer: filled in by ACCEPT and RECEIVE, used by SEND; may be NULL
    struct msghdr *message;
} request;

static ssize_t attempt(const nx_socket *self, const request *r) {
    struct sockaddr *peer = r->address ? (struct sockaddr *)&r->address->storage : NULL;
    switch (r->what) {
    case ACCEPT:
        r->address->length = sizeof r->address->storage;
        return accept4(self->fd, peer, &r->address->length, SOCK_CLOEXEC);
    case RECEIVE:
        if (!peer)
            return recv(self->fd, r->data, r->length, r->flags);
        r->address->length = sizeof r->address->storage;
        return recvfrom(self->fd, r->data, r->length, r->flags, peer, &r->address->length);
    case SEND:
        return peer ? sendto(self->fd, r->data, r->length, r->flags, peer, r->address->length)
                    : send(self->fd, r->data, r->length, r->flags);
    case RECEIVE_MESSAGE:
        return recvmsg(self->fd, r->message, r->flags | MSG_CMSG_CLOEXEC);
    case SEND_MESSAGE:
        return sendmsg(self->fd, r->message, r->flags);
    }
    return -1;
}

// The operation, within the socket's timeout or until `until`; -1: an exception is pending. Runs signal handlers.
static ssize_t perform_until(const nx_socket *self, const request *r, double until) {
    short events = r->what == SEND || r->what == SEND_MESSAGE ? POLLOUT : POLLIN;
    for (;;) {
        if (self->timeout > 0) {
            int ready = wait_ready(self, events, until);
            if (ready <= 0) {
                if (ready == 0)
                    nx_raisef(&nx_TimeoutError, "timed out");
                return -1;
            }
        }
        nx_wait_begin();
        ssize_t outcome = attempt(self, r);
        nx_wait_end();
        if (outcome >= 0)
            return outcome;
        if (errno == EINTR) {
            if (!nx_signals_run())
                return -1;
        } else if (!(self->timeout > 0 && (errno == EAGAIN || errno == EWOULDBLOCK))) {
            nx_socket_errno();
            return -1;
        }
    }
}

static double deadline(const nx_socket *self) { return self->timeout > 0 ? now() + self->timeout : -1; }
static ssize_t perform(const nx_socket *self, const request *r) { return perform_until(self, r, deadline(self)); }

// ---- making ------------------------------------------------------------------------------------------------------------------------

static bool set_blocking(int fd, bool blocks) {
    int off = !blocks;
    return ioctl(fd, FIONBIO, &off) == 0;
}

static nx_value socket_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_socket *self = nx_new_instance(cls, 0);
    if (self) {
        self->fd = -1;
        self->timeout = nx_socket_default_timeout;
    }
    return NX_OBJ(self);
}

static bool socket_init(nx_value v, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"family", "type", "proto", "fileno"};
    nx_value out[4];
    if (!nx_take_arguments("socket", names, 4, 0, 0, nargs, args, kwnames, out))
        return false;
    nx_socket *self = socket_of(v);
    int family = -1, type = -1, protocol = -1, fd = -1;
    if ((out[0] && !nx_socket_int(out[0], &family)) || (out[1] && !nx_socket_int(out[1], &type)) ||
        (out[2] && !nx_socket_int(out[2], &protocol)))
        return false;
    if (out[3] && out[3] != NX_NONE) {
        if (nx_is_float(out[3]))
            return nx_failf(&nx_TypeError, "integer argument expected, got float");
        if (!nx_socket_int(out[3], &fd))
            return false;
        if (fd < 0)
            return nx_failf(&nx_ValueError, "negative file descriptor");
        struct sockaddr_storage address;
        socklen_t length = sizeof address;
        if (getsockname(fd, (struct sockaddr *)&address, &length) == 0)
            family = family < 0 ? address.ss_family : family;
        else if (family < 0 || errno == EBADF || errno == ENOTSOCK)
            return nx_socket_errno() != 0;
        length = sizeof type;
        if (type < 0 && getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length))
            return nx_socket_errno() != 0;
        length = sizeof protocol;
        if (protocol < 0 && getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &length))
            return nx_socket_errno() != 0;
    } else {
        family = family == -1 ? AF_INET : family;
        type = type == -1 ? SOCK_STREAM : type;
        protocol = protocol == -1 ? 0 : protocol;
        fd = socket(family, type | SOCK_CLOEXEC, protocol);
        if (fd < 0)
            return nx_socket_errno() != 0;
    }
    self->fd = fd;
    self->family = family;
    self->type = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
    self->protocol = protocol;
    self->timeout = type & SOCK_NONBLOCK ? 0 : nx_socket_default_timeout;
    return self->timeout < 0 || set_blocking(fd, false) || nx_socket_errno() != 0;
}

nx_value nx_socket_new(int fd, int family, int type, int protocol) {
    nx_socket *self = nx_new_instance(&nx_socket_type, 0);
    if (!self)
        return NX_ERROR;
    self->fd = fd;
    self->family = family;
    self->type = type;
    self->protocol = protocol;
    self->timeout = nx_socket_default_timeout;
    if (self->timeout >= 0 && !set_blocking(fd, false))
        return nx_socket_errno();
    return NX_OBJ(self);
}

static void socket_finalize(nx_value self) {
    if (socket_of(self)->fd >= 0) {
        nx_warn(&nx_ResourceWarning, "unclosed %R", self);
        close(socket_of(self)->fd);
        socket_of(self)->fd = -1;
    }
    nx_error_clear();
}

static nx_value socket_repr(nx_value v) {
    const nx_socket *self = socket_of(v);
    return nx_str_format("<socket object, fd=%d, family=%d, type=%d, proto=%d>", self->fd, self->family, self->type,
                         self->protocol);
}

// ---- connecting --------------------------------------------------------------------------------------------------------------------

nx_value nx_socket_socket__accept(nx_value v) {
    nx_socket *self = socket_of(v);
    nx_address address = {.length = 0};
    ssize_t fd = perform(self, &(request){.what = ACCEPT, .address = &address});
    if (fd < 0)
        return NX_ERROR;
    nx_value peer = nx_address_value(&address, self->protocol);
    return peer ? nx_tuple_from(2, (nx_value[]){nx_from_i64(fd), peer}) : NX_ERROR;
}

nx_value nx_socket_socket_bind(nx_value v, nx_value address) {
    nx_address where;
    if (!nx_address_from(address, socket_of(v)->family, socket_of(v)->protocol, "bind", &where))
        return NX_ERROR;
    return bind(socket_of(v)->fd, (struct sockaddr *)&where.storage, where.length) ? nx_socket_errno() : NX_NONE;
}

// 0, an error number, or -1 with an exception pending.
static int connect_to(nx_socket *self, const nx_address *where) {
    nx_wait_begin();
    int outcome = connect(self->fd, (const struct sockaddr *)&where->storage, where->length);
    nx_wait_end();
    if (outcome == 0)
        return 0;
    int number = errno;
    bool wait = number == EINTR ? self->timeout != 0 : number == EINPROGRESS && self->timeout > 0;
    if (number == EINTR && !nx_signals_run())
        return -1;
    if (!wait)
        return number;
    int ready = wait_ready(self, POLLOUT, deadline(self));
    if (ready < 0)
        return -1;
    if (ready == 0)
        return self->timeout > 0 ? EWOULDBLOCK : EINTR;
    socklen_t length = sizeof number;
    return getsockopt(self->fd, SOL_SOCKET, SO_ERROR, &number, &length) ? errno : number;
}

nx_value nx_socket_socket_connect(nx_value v, nx_value address) {
    nx_socket *self = socket_of(v);
    nx_address where;
    if (!nx_address_from(address, self->family, self->protocol, "connect", &where))
        return NX_ERROR;
    int number = connect_to(self, &where);
    if (number > 0 && number == EWOULDBLOCK && self->timeout > 0)
        return nx_raisef(&nx_TimeoutError, "timed out");
    return number < 0 ? NX_ERROR : number ? nx_raise_os_error(number, 0) : NX_NONE;
}

nx_value nx_socket_socket_connect_ex(nx_value v, nx_value address) {
    nx_socket *self = socket_of(v);
    nx_address where;
    if (!nx_address_from(address, self->family, self->protocol, "connect_ex", &where))
        return NX_ERROR;
    int number = connect_to(self, &where);
    return number < 0 ? NX_ERROR : nx_from_small_int(number);
}

nx_value nx_socket_socket_listen(nx_value v, nx_value backlog) {
    int waiting = 128;
    if (backlog && !nx_socket_int(backlog, &waiting))
        return NX_ERROR;
    return listen(socket_of(v)->fd, waiting < 0 ? 0 : waiting) ? nx_socket_errno() : NX_NONE;
}

nx_value nx_socket_socket_shutdown(nx_value v, nx_value how) {
    int side;
    return !nx_socket_int(how, &side) ? NX_ERROR : shutdown(socket_of(v)->fd, side) ? nx_socket_errno() : NX_NONE;
}

nx_value nx_socket_socket_close(nx_value v) {
    int fd = socket_of(v)->fd;
    socket_of(v)->fd = -1;
    return fd >= 0 && close(fd) && errno != ECONNRESET ? nx_socket_errno() : NX_NONE;
}

nx_value nx_socket_socket_detach(nx_value v) {
    int fd = socket_of(v)->fd;
    socket_of(v)->fd = -1;
    return nx_from_small_int(fd);
}

nx_value nx_socket_socket_fileno(nx_value v) { return nx_from_small_int(socket_of(v)->fd); }

nx_value nx_socket_socket_getpeername(nx_value v) {
    nx_address peer = {.length = sizeof peer.storage};
    return getpeername(socket_of(v)->fd, (struct sockaddr *)&peer.storage, &peer.length)
               ? nx_socket_errno()
               : nx_address_value(&peer, socket_of(v)->protocol);
}

nx_value nx_socket_socket_getsockname(nx_value v) {
    nx_address name = {.length = sizeof name.storage};
    return getsockname(socket_of(v)->fd, (struct sockaddr *)&name.storage, &name.length)
               ? nx_socket_errno()
               : nx_address_value(&name, socket_of(v)->protocol);
}

// ---- options -----------------------------------------------------------------------------------------------------------------------

nx_value nx_socket_socket_getsockopt(nx_value v, nx_value level, nx_value option, nx_value buflen) {
    int where, what, size;
    if (!nx_socket_int(level, &where) || !nx_socket_int(option, &what) || !nx_socket_int(buflen, &size))
        return NX_ERROR;
    if (size < 0 || size > 1024)
        return nx_raisef(&nx_OSError, "getsockopt buflen out of range");
    int flag = 0;
    uint8_t bytes[1024];
    socklen_t length = size ? (socklen_t)size : sizeof flag;
    if (getsockopt(socket_of(v)->fd, where, what, size ? (void *)bytes : (void *)&flag, &length))
        return nx_socket_errno();
    return size ? nx_bytes_new(bytes, (int64_t)length) : nx_from_small_int(flag);
}

nx_value nx_socket_socket_setsockopt(nx_value v, size_t nargs, const nx_value *args, nx_value kwnames) {
    int level, option, flag, outcome;
    if (nargs != 3 && nargs != 4)
        return nx_raisef(&nx_TypeError, "socket.setsockopt() takes 3 or 4 arguments (%zu given)", nargs);
    if (!nx_socket_int(args[0], &level) || !nx_socket_int(args[1], &option))
        return NX_ERROR;
    if (nargs == 4) {
        if (args[2] != NX_NONE)
            return nx_raisef(&nx_TypeError, "socket.setsockopt() argument 3 must be None when optlen is given");
        if (!nx_socket_int(args[3], &flag))
            return NX_ERROR;
        outcome = setsockopt(socket_of(v)->fd, level, option, NULL, (socklen_t)flag);
    } else if (nx_is_int(args[2])) {
        if (!nx_socket_int(args[2], &flag))
            return NX_ERROR;
        outcome = setsockopt(socket_of(v)->fd, level, option, &flag, sizeof flag);
    } else {
        nx_buffer view;
        if (!nx_buffer_get(args[2], &view))
            return NX_ERROR;
        outcome = setsockopt(socket_of(v)->fd, level, option, view.data, (socklen_t)view.length);
        nx_buffer_release(&view);
    }
    return outcome ? nx_socket_errno() : NX_NONE;
}

static nx_value set_timeout(nx_socket *self, double timeout) {
    self->timeout = timeout;
    return set_blocking(self->fd, timeout < 0) ? NX_NONE : nx_socket_errno();
}

nx_value nx_socket_socket_setblocking(nx_value v, nx_value flag) {
    int blocks = nx_truth(flag);
    return blocks < 0 ? NX_ERROR : set_timeout(socket_of(v), blocks ? -1 : 0);
}

nx_value nx_socket_socket_getblocking(nx_value v) { return nx_from_bool(socket_of(v)->timeout != 0); }

static bool timeout_from(nx_value v, double *out) {
    *out = -1;
    if (v == NX_NONE)
        return true;
    if (!nx_to_double(v, out))
        return false;
    if (isnan(*out))
        return nx_failf(&nx_ValueError, "Invalid value NaN (not a number)");
    return *out >= 0 || nx_failf(&nx_ValueError, "Timeout value out of range");
}

nx_value nx_socket_socket_settimeout(nx_value v, nx_value timeout) {
    double seconds;
    return timeout_from(timeout, &seconds) ? set_timeout(socket_of(v), seconds) : NX_ERROR;
}

static nx_value timeout_value(double seconds) { return seconds < 0 ? NX_NONE : nx_from_double(seconds); }
nx_value nx_socket_socket_gettimeout(nx_value v) { return timeout_value(socket_of(v)->timeout); }
nx_value nx_socket_getdefaulttimeout(void) { return timeout_value(nx_socket_default_timeout); }
nx_value nx_socket_setdefaulttimeout(nx_value timeout) {
    double seconds;
    if (!timeout_from(timeout, &seconds))
        return NX_ERROR;
    nx_socket_default_timeout = seconds;
    return NX_NONE;
}

nx_value nx_socket_socket_get_family(nx_value v) { return nx_from_small_int(socket_of(v)->family); }
nx_value nx_socket_socket_get_type(nx_value v) { return nx_from_small_int(socket_of(v)->type); }
nx_value nx_socket_socket_get_proto(nx_value v) { return nx_from_small_int(socket_of(v)->protocol); }
nx_value nx_socket_socket_get_timeout(nx_value v) { return timeout_value(socket_of(v)->timeout); }

// ---- receiving ---------------------------------------------------------------------------------------------------------------------

static nx_value receive(nx_value v, nx_value bufsize, nx_value flags, const char *function, nx_address *peer) {
    int64_t size;
    int how;
    if (!nx_to_size(bufsize, &size) || !nx_socket_int(flags, &how))
        return NX_ERROR;
    if (size < 0)
        return nx_raisef(&nx_ValueError, "negative buffersize in %s", function);
    uint8_t *data = nx_alloc_bytes((size_t)size + 1);
    ssize_t got = data ? perform(socket_of(v), &(request){.what = RECEIVE, .data = data, .length = (size_t)size, .flags = how,
                                                          .address = peer})
                       : -1;
    return got < 0 ? NX_ERROR : nx_bytes_new(data, got);
}

static nx_value with_peer(nx_value v, nx_value first, const nx_address *peer) {
    nx_value from = first ? nx_address_value(peer, socket_of(v)->protocol) : NX_ERROR;
    return from ? nx_tuple_from(2, (nx_value[]){first, from}) : NX_ERROR;
}

nx_value nx_socket_socket_recv(nx_value v, nx_value bufsize, nx_value flags) {
    return receive(v, bufsize, flags, "recv", NULL);
}

nx_value nx_socket_socket_recvfrom(nx_value v, nx_value bufsize, nx_value flags) {
    nx_address peer = {.length = 0};
    return with_peer(v, receive(v, bufsize, flags, "recvfrom", &peer), &peer);
}

static nx_value receive_into(nx_value v, nx_value buffer, nx_value nbytes, nx_value flags, const char *function,
                             nx_address *peer) {
    int64_t size;
    int how;
    nx_buffer view;
    if (!nx_to_size(nbytes, &size) || !nx_socket_int(flags, &how) || !nx_buffer_get(buffer, &view))
        return NX_ERROR;
    nx_value result = NX_ERROR;
    if (view.readonly) {
        nx_raisef(&nx_TypeError, "%s() argument 1 must be read-write bytes-like object, not %T", function, buffer);
    } else if (size < 0) {
        nx_raisef(&nx_ValueError, "negative buffersize in %s", function);
    } else if (size > view.length) {
        nx_raisef(&nx_ValueError, "buffer too small for requested bytes");
    } else {
        ssize_t got = perform(socket_of(v), &(request){.what = RECEIVE, .data = view.data, .flags = how, .address = peer,
                                                       .length = (size_t)(size ? size : view.length)});
        if (got >= 0)
            result = nx_from_i64(got);
    }
    nx_buffer_release(&view);
    return result;
}

nx_value nx_socket_socket_recv_into(nx_value v, nx_value buffer, nx_value nbytes, nx_value flags) {
    return receive_into(v, buffer, nbytes, flags, "recv_into", NULL);
}

nx_value nx_socket_socket_recvfrom_into(nx_value v, nx_value buffer, nx_value nbytes, nx_value flags) {
    nx_address peer = {.length = 0};
    return with_peer(v, receive_into(v, buffer, nbytes, flags, "recvfrom_into", &peer), &peer);
}

nx_value nx_socket_socket_recvmsg(nx_value v, nx_value bufsize, nx_value ancbufsize, nx_value flags) {
    int64_t size, extra;
    int how;
    if (!nx_to_size(bufsize, &size) || !nx_to_size(ancbufsize, &extra) || !nx_socket_int(flags, &how))
        return NX_ERROR;
    if (size < 0 || extra < 0)
        return nx_raisef(&nx_ValueError, size < 0 ? "negative buffer size in recvmsg()" : "invalid ancillary data buffer length");
    uint8_t *data = nx_alloc_bytes((size_t)size + 1), *control = nx_alloc_bytes((size_t)extra + 1);
    nx_address peer = {.length = 0};
    struct iovec part = {data, (size_t)size};
    struct msghdr message = {.msg_name = &peer.storage, .msg_namelen = sizeof peer.storage, .msg_iov = &part, .msg_iovlen = 1,
                             .msg_control = extra ? control : NULL, .msg_controllen = (size_t)extra};
    ssize_t got = data && control ? perform(socket_of(v), &(request){.what = RECEIVE_MESSAGE, .flags = how, .message = &message}) : -1;
    if (got < 0)
        return NX_ERROR;
    nx_list *ancillary = nx_list_new(2);
    for (struct cmsghdr *c = extra ? CMSG_FIRSTHDR(&message) : NULL; ancillary && c; c = CMSG_NXTHDR(&message, c)) {
        nx_value bytes = nx_bytes_new(CMSG_DATA(c), (int64_t)(c->cmsg_len - CMSG_LEN(0)));
        nx_value item = bytes ? nx_tuple_from(3, (nx_value[]){nx_from_small_int(c->cmsg_level), nx_from_small_int(c->cmsg_type), bytes}) : 0;
        if (!item || !nx_list_push(ancillary, item))
            return NX_ERROR;
    }
    peer.length = message.msg_namelen;
    nx_value bytes = nx_bytes_new(data, got), from = nx_address_value(&peer, socket_of(v)->protocol);
    if (!ancillary || !bytes || !from)
        return NX_ERROR;
    return nx_tuple_from(4, (nx_value[]){bytes, NX_OBJ(ancillary), nx_from_small_int(message.msg_flags), from});
}

// ---- sending -----------------------------------------------------------------------------------------------------------------------

static nx_value send_bytes(nx_value v, nx_value data, nx_value flags, nx_address *peer) {
    int how;
    nx_buffer view;
    if (!nx_socket_int(flags, &how) || !nx_buffer_get(data, &view))
        return NX_ERROR;
    ssize_t sent = perform(socket_of(v), &(request){.what = SEND, .data = view.data, .length = (size_t)view.length, .flags = how,
                                                    .address = peer});
    nx_buffer_release(&view);
    return sent < 0 ? NX_ERROR : nx_from_i64(sent);
}

nx_value nx_socket_socket_send(nx_value v, nx_value data, nx_value flags) { return send_bytes(v, data, flags, NULL); }

nx_value nx_socket_socket_sendall(nx_value v, nx_value data, nx_value flags) {
    int how;
    nx_buffer view;
    if (!nx_socket_int(flags, &how) || !nx_buffer_get(data, &view))
        return NX_ERROR;
    double until = deadline(socket_of(v));
    int64_t done = 0;
    ssize_t sent = 0;
    while (done < view.length && sent >= 0) {
        sent = perform_until(socket_of(v), &(request){.what = SEND, .data = (uint8_t *)view.data + done, .flags = how,
                                                      .length = (size_t)(view.length - done)}, until);
        done += sent;
        if (sent >= 0 && !nx_signals_run())
            sent = -1;
    }
    nx_buffer_release(&view);
    return sent < 0 ? NX_ERROR : NX_NONE;
}

nx_value nx_socket_socket_sendto(nx_value v, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_address peer;
    if (nargs < 2 || nargs > 3)
        return nx_raisef(&nx_TypeError, "sendto() takes 2 or 3 arguments (%zu given)", nargs);
    if (!nx_address_from(args[nargs - 1], socket_of(v)->family, socket_of(v)->protocol, "sendto", &peer))
        return NX_ERROR;
    return send_bytes(v, args[0], nargs == 3 ? args[1] : NX_INT(0), &peer);
}

static bool add_ancillary(struct msghdr *message, nx_value ancdata) {
    nx_value items = nx_tuple_of(ancdata);
    if (!items)
        return false;
    const nx_tuple *all = NX_PTR(nx_tuple, items);
    size_t room = 0;
    for (int pass = 0; pass < 2; pass++) {
        struct cmsghdr *c = NULL;
        if (pass == 1) {
            if (!(message->msg_control = nx_alloc_bytes(room + 1)))
                return false;
            memset(message->msg_control, 0, room + 1);
            message->msg_controllen = room;
            c = CMSG_FIRSTHDR(message);
        }
        for (int64_t i = 0; i < all->length; i++) {
            nx_value parts[3];
            int level, type;
            nx_buffer view;
            if (!nx_unpack(all->items[i], 3, parts) || !nx_socket_int(parts[0], &level) || !nx_socket_int(parts[1], &type) ||
                !nx_buffer_get(parts[2], &view))
                return false;
            if (pass == 0) {
                room += CMSG_SPACE((size_t)view.length);
            } else {
                c->cmsg_level = level;
                c->cmsg_type = type;
                c->cmsg_len = CMSG_LEN((size_t)view.length);
                memcpy(CMSG_DATA(c), view.data, (size_t)view.length);
                c = CMSG_NXTHDR(message, c);
            }
            nx_buffer_release(&view);
        }
    }
    return true;
}

nx_value nx_socket_socket_sendmsg(nx_value v, nx_value buffers, nx_value ancdata, nx_value flags, nx_value address) {
    int how;
    nx_address peer;
    struct msghdr message = {0};
    nx_value items = nx_tuple_of(buffers);
    if (!items || !nx_socket_int(flags, &how) || (ancdata && !add_ancillary(&message, ancdata)))
        return NX_ERROR;
    if (address && address != NX_NONE) {
        if (!nx_address_from(address, socket_of(v)->family, socket_of(v)->protocol, "sendmsg", &peer))
            return NX_ERROR;
        message.msg_name = &peer.storage;
        message.msg_namelen = peer.length;
    }
    int64_t count = NX_PTR(nx_tuple, items)->length, held = 0;
    nx_buffer *views = (nx_buffer *)nx_alloc_words((size_t)(count + 1) * (sizeof *views / sizeof(nx_value)));
    struct iovec *parts = nx_alloc_words((size_t)(count + 1) * (sizeof *parts / sizeof(nx_value)));
    nx_value result = NX_ERROR;
    while (views && parts && held < count && nx_buffer_get(NX_PTR(nx_tuple, items)->items[held], &views[held])) {
        parts[held] = (struct iovec){views[held].data, (size_t)views[held].length};
        held++;
    }
    if (held == count && parts) {
        message.msg_iov = parts;
        message.msg_iovlen = (size_t)count;
        ssize_t sent = perform(socket_of(v), &(request){.what = SEND_MESSAGE, .flags = how, .message = &message});
        result = sent < 0 ? NX_ERROR : nx_from_i64(sent);
    }
    while (held > 0)
        nx_buffer_release(&views[--held]);
    return result;
}

// ---- functions ---------------------------------------------------------------------------------------------------------------------

nx_value nx_socket_socketpair(nx_value family, nx_value type, nx_value proto) {
    int pair[2], domain = AF_UNIX, kind, protocol;
    if ((family && !nx_socket_int(family, &domain)) || !nx_socket_int(type, &kind) || !nx_socket_int(proto, &protocol))
        return NX_ERROR;
    if (socketpair(domain, kind | SOCK_CLOEXEC, protocol, pair))
        return nx_socket_errno();
    nx_value first = nx_socket_new(pair[0], domain, kind, protocol), second = nx_socket_new(pair[1], domain, kind, protocol);
    return first && second ? nx_tuple_from(2, (nx_value[]){first, second}) : NX_ERROR;
}

nx_value nx_socket_close(nx_value v) {
    int fd;
    return !nx_socket_int(v, &fd) ? NX_ERROR : close(fd) && errno != ECONNRESET ? nx_socket_errno() : NX_NONE;
}

nx_value nx_socket_dup(nx_value v) {
    int fd, copy;
    if (!nx_socket_int(v, &fd))
        return NX_ERROR;
    return (copy = fcntl(fd, F_DUPFD_CLOEXEC, 0)) < 0 ? nx_socket_errno() : nx_from_small_int(copy);
}

#include "_socket.inc"

nx_type nx_socket_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_socket_type},
    .c_name = "_socket.socket",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_socket),
    .methods = nx_socket_socket_methods,
    .getsets = nx_socket_socket_getsets,
    .repr = socket_repr,
    .new_ = socket_make,
    .init = socket_init,
    .finalize = socket_finalize,
};

static bool init(nx_module *self) {
    return nx_dict_set_str(self->dict, nx_str_intern_c("error"), NX_OBJ(&nx_OSError)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("timeout"), NX_OBJ(&nx_TimeoutError)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("SocketType"), NX_OBJ(&nx_socket_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("has_ipv6"), NX_TRUE) && nx_socket_constants(self->dict);
}

static nx_type *const types[] = {&nx_socket_type, NULL};

const nx_module_def nx_module__socket = {
    .name = "_socket", .functions = nx_socket_functions, .types = types, .init = init};
