// The primitives of `with` and `async with`.
#include "generator.h"

// The special method `name` of the value's type, bound to it; 0 when there is none (then without an exception) or on error.
static nx_value bound_special(nx_value v, nx_str *name) {
    nx_type *type = nx_type_of(v);
    nx_value method = nx_type_lookup(type, name);
    if (!method)
        return 0;
    nx_type *kind = nx_type_of(method);
    return kind->descr_get ? kind->descr_get(method, v, NX_OBJ(type)) : method;
}

static nx_value find_exit(nx_value manager, nx_str *enter, nx_str *exit, const char *protocol) {
    nx_type *type = nx_type_of(manager);
    if (NX_UNLIKELY(type->flags & NX_TYPE_FOREIGN)) {
        nx_value bound = nx_getattr_optional(manager, enter) ? nx_getattr_optional(manager, exit) : 0;
        if (bound || nx_pending()) return bound;
        return nx_raisef(&nx_TypeError, "'%T' object does not support the %s protocol", manager, protocol);
    }
    if (!nx_type_lookup(type, enter))
        return nx_raisef(&nx_TypeError, "'%T' object does not support the %s protocol", manager, protocol);
    nx_value bound = bound_special(manager, exit);
    if (!bound && !nx_pending())
        return nx_raisef(&nx_TypeError, "'%T' object does not support the %s protocol (missed %U method)", manager,
                         protocol, NX_OBJ(exit));
    return bound;
}

// What __aexit__() gives must be awaitable, and the error says where it came from: the bound method in a callable of its own.
typedef struct { nx_header header; nx_value method; } nx_async_exit;

static nx_value async_exit_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value awaitable = nx_call(NX_PTR(nx_async_exit, self)->method, nargs, args, kwnames);
    if (awaitable && !nx_is_awaitable(awaitable))
        return nx_raisef(&nx_TypeError,
                         "'async with' received an object from __aexit__ that does not implement __await__: %T", awaitable);
    return awaitable;
}

static nx_type async_exit_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &async_exit_type},
    .c_name = "async_exit",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_async_exit),
    .call = async_exit_call,
};

nx_value nx_context_exit(nx_value manager) {
    return find_exit(manager, &nx_s___enter__, &nx_s___exit__, "context manager");
}

nx_value nx_context_enter(nx_value manager) { return nx_call_special(manager, &nx_s___enter__, 0, NULL); }

static nx_value leave(nx_value exit, nx_value exception) {
    nx_value args[] = {NX_NONE, NX_NONE, NX_NONE};
    if (exception && exception != NX_NONE) {
        NX_PTR(nx_exception, exception)->owned = 0;
        args[0] = NX_OBJ(nx_type_of(exception));
        args[1] = exception;
        args[2] = NX_EXCEPTION(exception)->traceback ? NX_EXCEPTION(exception)->traceback : NX_NONE;
    }
    return nx_call(exit, 3, args, 0);
}

nx_value nx_context_leave(nx_value exit, nx_value exception) { return leave(exit, exception); }

nx_value nx_async_context_exit(nx_value manager) {
    nx_value method = find_exit(manager, &nx_s___aenter__, &nx_s___aexit__, "asynchronous context manager");
    nx_async_exit *self = method && nx_type_ready(&async_exit_type) ? nx_new_object(nx_async_exit, async_exit_type) : NULL;
    if (self)
        self->method = method;
    return NX_OBJ(self);
}

nx_value nx_async_context_enter(nx_value manager) {
    nx_value awaitable = nx_call_special(manager, &nx_s___aenter__, 0, NULL);
    if (awaitable && !nx_is_awaitable(awaitable))
        return nx_raisef(&nx_TypeError,
                         "'async with' received an object from __aenter__ that does not implement __await__: %T", awaitable);
    return awaitable;
}
