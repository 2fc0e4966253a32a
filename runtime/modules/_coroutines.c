// _coroutines: generator functions whose generators `await` accepts. Such a function gets a code object of its own, a copy
// that carries both flags.
#include "../core/evaluation.h"
#include "natives.h"

nx_value nx_coroutines_make_awaitable(nx_value v) {
    nx_function *function = NX_PTR(nx_function, v);
    if (!nx_is_exact(v, &nx_function_type))
        return NX_FALSE;
    if (function->code->flags & NX_CODE_COROUTINE)
        return NX_TRUE;
    if (!(function->code->flags & NX_CODE_GENERATOR))
        return NX_FALSE;
    size_t size = nx_code_size(function->code);
    nx_code *code = nx_alloc_words(size / sizeof(nx_value));
    if (!code)
        return NX_ERROR;
    memcpy(code, function->code, size);
    code->flags |= NX_CODE_COROUTINE;
    function->code = code;
    return NX_TRUE;
}

#include "_coroutines.inc"

const nx_module_def nx_module__coroutines = {.name = "_coroutines", .functions = nx_coroutines_functions};
