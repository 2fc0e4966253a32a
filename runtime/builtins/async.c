// aiter, anext.
#include "../types/containers.h"
#include "../types/generator.h"

nx_value nx_builtin_aiter(nx_value async_iterable) {
    const nx_type *type = nx_type_of(async_iterable);
    if (!type->aiter)
        return nx_raisef(&nx_TypeError, "'%T' object is not an async iterable", async_iterable);
    nx_value iterator = type->aiter(async_iterable);
    if (iterator && !nx_type_of(iterator)->anext)
        return nx_raisef(&nx_TypeError, "aiter() returned not an async iterator of type '%T'", iterator);
    return iterator;
}

nx_value nx_builtin_anext(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("anext", kwnames) || !nx_take_positional("anext", nargs, 1, 2))
        return NX_ERROR;
    const nx_type *type = nx_type_of(args[0]);
    if (!type->anext)
        return nx_raisef(&nx_TypeError, "'%T' object is not an async iterator", args[0]);
    nx_value awaitable = type->anext(args[0]);
    if (!awaitable || nargs == 1)
        return awaitable;
    return nx_anext_awaitable_new(awaitable, args[1]);
}

#include "async.inc"
