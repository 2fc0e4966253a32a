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
    const nx_type *type = nx_type_of(iterator);
    if (!type->anext)
        return nx_raisef(&nx_TypeError, "'async for' requires an object with __anext__ method, got %T", iterator);
    nx_value awaitable = type->anext(iterator);
    if (awaitable && !nx_is_awaitable(awaitable))
        return nx_raisef(&nx_TypeError, "'async for' received an invalid object from __anext__: %T", awaitable);
    return awaitable;
}

bool nx_is_async_stop(nx_value exception) {
    return nx_is_subtype(nx_type_of(exception), &nx_StopAsyncIteration);
}

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
