// eval, exec and compile: arguments and what they take from their caller. The work is done by the evaluator, in programs
// that have it (core/evaluation.h).
#include "natives.h"
#include "../core/evaluation.h"
#include "../core/import.h"
#include "../core/native.h"
#include "natrix.h"

static NX_COLD nx_value not_linked(const char *name) {
    return nx_raisef(&nx_NotImplementedError,
                     "%s() is not part of this executable, because nothing in the program seemed to call it; build it with --eval", name);
}

typedef struct caller { nx_dict *globals; nx_value locals; } caller;

// The namespaces of who called through another name, or from C: known when functions keep entries of the call stack.
static caller innermost_caller(void) {
    if (nx_frames) return (caller){nx_frames->globals, NX_OBJ(nx_frames->globals)};
    nx_value main = nx_dict_get_str(nx_sys_modules, &nx_s___main__);
    nx_dict *globals = main && nx_has_flag(main, NX_TYPE_MODULE) ? NX_PTR(nx_module, main)->dict : nx_dict_new(0);
    return (caller){globals, globals ? NX_OBJ(globals) : 0};
}

static bool is_mapping(nx_value v) { return nx_is_dict(v) || nx_type_of(v)->getitem != NULL; }

static bool check(nx_value globals, nx_value locals, bool is_eval) {
    if (globals != NX_NONE && !nx_is_dict(globals)) {
        if (!is_eval) return nx_failf(&nx_TypeError, "exec() globals must be a dict, not %T", globals);
        return nx_failf(&nx_TypeError, is_mapping(globals) ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                                           : "globals must be a dict");
    }
    if (locals != NX_NONE && !is_mapping(locals)) {
        if (is_eval) return nx_failf(&nx_TypeError, "locals must be a mapping");
        return nx_failf(&nx_TypeError, "locals must be a mapping or None, not %T", locals);
    }
    return true;
}

// `from`: the caller's namespaces, or NULL to look for them when they are needed.
static nx_value evaluate(nx_value source, nx_value globals, nx_value locals, const caller *from, bool is_eval) {
    if (!nx_program_evaluator) return not_linked(is_eval ? "eval" : "exec");
    if (!check(globals, locals, is_eval)) return 0;
    nx_dict *dict = globals == NX_NONE ? NULL : NX_PTR(nx_dict, globals);
    if (!dict) {
        caller found = from ? *from : innermost_caller();
        if (!found.globals) return 0;
        dict = found.globals;
        if (locals == NX_NONE) locals = found.locals;
    } else if (locals == NX_NONE) {
        locals = globals;
    }
    return nx_program_evaluator->run(source, dict, locals, is_eval);
}

nx_value nx_builtin_eval(nx_value source, nx_value globals, nx_value locals) {
    return evaluate(source, globals, locals, NULL, true);
}

nx_value nx_builtin_exec(nx_value source, nx_value globals, nx_value locals, nx_value closure) {
    if (closure && closure != NX_NONE) {
        bool is_code = nx_is_exact(source, &nx_code_type);
        if (!is_code) return nx_raisef(&nx_TypeError, "closure can only be used when source is a code object");
        if (!NX_PTR(nx_code, source)->free_count)
            return nx_raisef(&nx_TypeError, "cannot use a closure with this code object");
        const nx_code *code = NX_PTR(nx_code, source);
        if (!nx_is_exact(closure, &nx_tuple_type) || NX_PTR(nx_tuple, closure)->length != code->free_count)
            return nx_raisef(&nx_TypeError, "code object requires a closure of exactly length %d", (int)code->free_count);
        caller from = innermost_caller();
        nx_dict *dict = globals == NX_NONE ? from.globals : NX_PTR(nx_dict, globals);
        nx_value function = nx_make_function(code, dict, NX_ABSENT, NX_ABSENT, NX_ABSENT, code->free_count,
                                             NX_PTR(nx_tuple, closure)->items);
        return function && nx_call0(function) ? NX_NONE : 0;
    }
    return evaluate(source, globals, locals, NULL, false);
}

nx_value nx_call_evaluator(nx_value callee, nx_value locals, nx_dict *globals, NX_ITEMS) {
    bool is_eval = nx_is_builtin_named(callee, "eval");
    if (!is_eval && !nx_is_builtin_named(callee, "exec")) return nx_call_values(callee, count, items);
    caller from = {globals, locals};
    return evaluate(items[0], count > 1 ? items[1] : NX_NONE, count > 2 ? items[2] : NX_NONE, &from, is_eval);
}

nx_value nx_builtin_compile(nx_value source, nx_value filename, nx_value mode, nx_value flags, nx_value dont_inherit,
                            nx_value optimize, nx_value feature_version) {
    int64_t bits, level;
    if (!nx_program_evaluator) return not_linked("compile");
    if (!nx_is_str(mode)) return nx_raisef(&nx_TypeError, "compile() argument 'mode' must be str, not %T", mode);
    if (!nx_to_index(flags, &bits, false) || !nx_to_index(optimize, &level, false)) return 0;
    if (bits != (int32_t)bits || level != (int32_t)level)
        return nx_raisef(&nx_OverflowError, "Python int too large to convert to C int");
    if (level < -1 || level > 2) return nx_raisef(&nx_ValueError, "compile(): invalid optimize value");
    return nx_program_evaluator->compile(source, filename, mode, (bits & 0xffffffff) | (level > 0 ? level << 32 : 0));
}

#include "evaluation.inc"
