// _coroutines: generator functions whose generators `await` accepts. Such a function gets a code object of its own, a copy
// that carries both flags.
#include "natives.h"

// Only in programs with the evaluator.
__attribute__((weak)) nx_value nx_interpret(nx_function *self, const nx_value *args);

nx_value nx_coroutines_make_awaitable(nx_value v) {
    nx_function *function = NX_PTR(nx_function, v);
    if (!nx_is_exact(v, &nx_function_type))
        return NX_FALSE;
    if (function->code->flags & NX_CODE_COROUTINE)
        return NX_TRUE;
    if (!(function->code->flags & NX_CODE_GENERATOR))
        return NX_FALSE;
    if (function->code->entry == nx_interpret) { // such a code object is part of a larger one
        ((nx_code *)(uintptr_t)function->code)->flags |= NX_CODE_COROUTINE;
        return NX_TRUE;
    }
    nx_code *code = nx_alloc_words(sizeof *code / sizeof(nx_value));
    if (!code)
        return NX_ERROR;
    *code = *function->code;
    code->flags |= NX_CODE_COROUTINE;
    function->code = code;
    return NX_TRUE;
}

#include "_coroutines.inc"

const nx_module_def nx_module__coroutines = {.name = "_coroutines", .functions = nx_coroutines_functions};
