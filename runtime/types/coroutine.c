// Coroutines, the iterators that their __await__ gives, and the primitives of `async for` and `async with`.
#include "generator.h"

static nx_value coroutine_await(nx_value self) {
    nx_coroutine_wrapper *wrapper = nx_new_object(nx_coroutine_wrapper, nx_coroutine_wrapper_type);
    if (wrapper)
        wrapper->coroutine = NX_PTR(nx_generator, self);
    return NX_OBJ(wrapper);
}

static nx_value wrapped(nx_value self) { return NX_OBJ(NX_PTR(nx_coroutine_wrapper, self)->coroutine); }

nx_value nx_coroutine_wrapper_send(nx_value self, nx_value value) { return nx_generator_send(wrapped(self), value); }

nx_value nx_coroutine_wrapper_throw(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    return nx_generator_throw(wrapped(self), type, value, traceback);
}

nx_value nx_coroutine_wrapper_close(nx_value self) { return nx_generator_close(wrapped(self)); }

static nx_value wrapper_next(nx_value self) {
    nx_value result = nx_generator_send(wrapped(self), NX_NONE);
    return result || !nx_error_take_stop_iteration(NULL) ? result : NX_STOP;
}

static nx_value itself(nx_value self) { return self; }

// ---- async for, async with ------------------------------------------------------------------------------------------------------

nx_value nx_async_iter(nx_value iterable) {
    const nx_type *type = nx_type_of(iterable);
    if (!type->aiter)
        return nx_raisef(&nx_TypeError, "'async for' requires an object with __aiter__ method, got %T", iterable);
    nx_value iterator = type->aiter(iterable);
    if (iterator && !nx_type_of(iterator)->anext)
        return nx_raisef(&nx_TypeError,
                         "'async for' received an object from __aiter__ that does not implement __anext__: %T", iterator);
    return iterator;
}

bool nx_is_awaitable(nx_value v) {
    return nx_is_exact(v, &nx_coroutine_type) || nx_type_of(v)->await ||
           (nx_is_exact(v, &nx_generator_type) && (NX_PTR(nx_generator, v)->code->flags & NX_CODE_COROUTINE));
}

nx_value nx_async_next(nx_value iterator) {
    if (NX_LIKELY(nx_is_exact(iterator, &nx_async_generator_type)))
        return nx_async_generator_round(iterator);
    const nx_type *type = nx_type_of(iterator);
    if (!type->anext)
        return nx_raisef(&nx_TypeError, "'async for' requires an object with __anext__ method, got %T", iterator);
    nx_value awaitable = type->anext(iterator);
    if (!awaitable)
        return NX_ERROR;
    nx_value inner = nx_await_iter(awaitable);
    if (inner)
        return inner;
    nx_value cause = nx_error_take();
    nx_raisef(&nx_TypeError, "'async for' received an invalid object from __anext__: %T", awaitable);
    nx_error_set_cause(cause);
    return NX_ERROR;
}

bool nx_is_async_stop(nx_value exception) {
    return nx_is_subtype(nx_type_of(exception), &nx_StopAsyncIteration);
}

// ---- anext(iterator, default) ------------------------------------------------------------------------------------------------------

// An iterator around that of the awaitable which __anext__() gave.
typedef struct { nx_header header; nx_value awaitable, fallback; } nx_anext_awaitable;
static nx_type nx_anext_awaitable_type;

nx_value nx_anext_awaitable_new(nx_value awaitable, nx_value fallback) {
    nx_anext_awaitable *self = nx_type_ready(&nx_anext_awaitable_type) ? nx_new_object(nx_anext_awaitable, nx_anext_awaitable_type) : NULL;
    if (self) {
        self->awaitable = awaitable;
        self->fallback = fallback;
    }
    return NX_OBJ(self);
}

// The iterator of the awaitable that is awaited, as an object with send, throw and close.
static nx_value inner(nx_value self) {
    nx_value awaitable = NX_PTR(nx_anext_awaitable, self)->awaitable;
    nx_value iterator = nx_await_iter(awaitable);
    return iterator && nx_is_exact(iterator, &nx_coroutine_type) ? nx_type_of(iterator)->await(iterator) : iterator;
}

// The end of the async iterator is the default, as the value that the await returns.
static nx_value outcome(nx_value self, nx_value result) {
    if (!result && nx_error_matches(&nx_StopAsyncIteration)) {
        nx_error_clear();
        nx_raise_stop_iteration(NX_PTR(nx_anext_awaitable, self)->fallback);
    }
    return result;
}

static nx_value anext_next(nx_value self) {
    nx_value iterator = inner(self);
    return iterator ? outcome(self, nx_next_raising(iterator)) : NX_ERROR;
}

static nx_value proxy(nx_value self, nx_str *name, size_t nargs, const nx_value *args) {
    nx_value iterator = inner(self);
    return iterator ? outcome(self, nx_call_method(iterator, name, nargs, args, 0)) : NX_ERROR;
}

nx_value nx_anext_awaitable_send(nx_value self, nx_value value) { return proxy(self, &nx_s_send, 1, &value); }

nx_value nx_anext_awaitable_throw(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return proxy(self, &nx_s_throw, nargs, args);
}

nx_value nx_anext_awaitable_close(nx_value self) { return proxy(self, &nx_s_close, 0, NULL); }

#include "coroutine.inc"

nx_type nx_coroutine_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_coroutine_type},
    .c_name = "coroutine",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_generator),
    .methods = nx_coroutine_methods,
    .getsets = nx_coroutine_getsets,
    .repr = nx_generator_repr,
    .await = coroutine_await,
};

nx_type nx_coroutine_wrapper_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_coroutine_wrapper_type},
    .c_name = "coroutine_wrapper",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_coroutine_wrapper),
    .methods = nx_coroutine_wrapper_methods,
    .iter = itself,
    .next = wrapper_next,
};

static nx_type nx_anext_awaitable_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_anext_awaitable_type},
    .c_name = "anext_awaitable",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_anext_awaitable),
    .methods = nx_anext_awaitable_methods,
    .iter = itself,
    .await = itself,
    .next = anext_next,
};
