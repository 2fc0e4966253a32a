// The interpreter of the generic IR: registers in an array, one case for each primitive and operation.
//
// An operation is a row of words: its number, the result's register, the word that an error goes to, the position that
// tracebacks show, the operands. A generator's registers are its frame, so that suspending it moves nothing.
#include "evaluator.h"
#include "../core/import.h"
#include "../types/dict.h"

#define NX_NUMBERS
#include "interpreter.inc"
#undef NX_NUMBERS
// Behind the primitives, in the order of `Operation` in FunctionEncoder.swift.
enum {
    OP_JUMP = NX_PRIMITIVE_COUNT, OP_BRANCH, OP_RETURN, OP_FAIL, OP_TRACEBACK, OP_SUSPEND, OP_RESUMED, OP_MOVE, OP_LOAD_METHOD,
    OP_UNPACK, OP_UNPACK_STAR, OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL, OP_UNREACHABLE, OP_FORGET
};

// ---- names: code that eval and exec run may have any dict as its globals, with builtins of its own ---------------------

// Entry of a dict by an interned name; NULL when there is none.
static nx_dict_entry *find(nx_dict *dict, nx_str *name) {
    int64_t position = nx_dict_find(dict, NX_OBJ(name), name->hash ? name->hash : nx_str_hash(name));
    return position >= 0 && dict->entries[position].value ? &dict->entries[position] : NULL;
}

static nx_value load_global_slow(nx_dict *globals, nx_str *name, nx_cache *cache) {
    nx_dict_entry *entry = find(globals, name);
    if (entry) {
        // The caches are scanned by the collector, so the dict stays as long as the code that looks into it: another dict
        // never gets the address that is compared with.
        cache->shape = (nx_shape *)globals;
        cache->version = globals->version;
        cache->slot = (int32_t)(entry - globals->entries);
        cache->kind = 2;
        return entry->value;
    }
    nx_dict *builtins = nx_pending() ? NULL : nx_builtins_of(globals);
    entry = builtins ? find(builtins, name) : NULL;
    if (entry) {
        if (builtins == nx_builtins) {
            cache->shape = (nx_shape *)globals;
            cache->version = (uint64_t)builtins->version << 32 | globals->version;
            cache->slot = (int32_t)(entry - builtins->entries);
            cache->kind = 3;
        }
        return entry->value;
    }
    if (nx_pending()) return 0;
    nx_raise_name_error(&nx_NameError, name, "name '%U' is not defined", NX_OBJ(name));
    return 0;
}

static inline nx_value load_global(nx_dict *globals, nx_str *name, nx_cache *cache) {
    if (NX_LIKELY(cache->shape == (nx_shape *)globals)) {
        nx_value value = 0;
        if (cache->kind == 2 && cache->version == globals->version)
            value = globals->entries[cache->slot].value;
        else if (cache->kind == 3 && cache->version == ((uint64_t)nx_builtins->version << 32 | globals->version))
            value = nx_builtins->entries[cache->slot].value;
        if (NX_LIKELY(value != 0)) return value;
    }
    return load_global_slow(globals, name, cache);
}

static nx_value load_scoped(nx_value scope, nx_dict *globals, nx_str *name) {
    if (scope != NX_OBJ(globals) || !nx_is_exact(scope, &nx_dict_type)) {
        nx_value value;
        if (nx_is_exact(scope, &nx_dict_type)) {
            value = nx_dict_get_str(NX_PTR(nx_dict, scope), name);
        } else {
            value = nx_getitem(scope, NX_OBJ(name));
            if (!value && nx_error_matches(&nx_KeyError)) nx_error_clear();
        }
        if (value || nx_pending()) return value;
    }
    return load_global_slow(globals, name, &(nx_cache){0});
}

static bool delete_global(nx_dict *globals, nx_str *name) {
    int deleted = nx_dict_delete(globals, NX_OBJ(name));
    if (deleted == 0) nx_raise_name_error(&nx_NameError, name, "name '%U' is not defined", NX_OBJ(name));
    return deleted > 0;
}

// ---- running ------------------------------------------------------------------------------------------------------------

#define R(n) registers[at[n]]
#define V(n) (at[n] >= 0 ? registers[at[n]] : constants[~at[n]])
#define NAME(n) (names[at[n]])
#define CACHE(n) (&caches[at[n]])
#define CODE(n) (&self->functions[at[n]]->code)
// Who looks at the call stack finds the operation's place.
#define HERE() \
    do { \
        if (at[3] >= 0) nx_here.position = (uint32_t)at[3]; \
    } while (0)
#define LIST(n) \
    for (int32_t i = 0; i < at[n]; i++) { \
        int32_t operand = at[(n) + 1 + i]; \
        items[i] = operand >= 0 ? registers[operand] : constants[~operand]; \
    }

// Runs code from a word on. `frame`: of a resumable function; `sent`: what it is resumed with.
static nx_value run(nx_interpreted *self, nx_function *function, nx_value *registers, int32_t start, nx_generator *frame,
                    nx_value sent) {
    nx_dict *globals = NX_PTR(nx_dict, function->globals);
    const nx_value *constants = self->constants;
    nx_str **names = self->names;
    nx_cache *caches = self->caches;
    nx_value items[self->longest_list];
    NX_FRAME(self->code, *globals);
    const int32_t *at = self->words + start;
    for (;;) {
        switch (at[0]) {
#define nx_load_name load_scoped
#include "interpreter.inc"
#undef nx_load_name
        case OP_JUMP:
            at = self->words + at[1];
            break;
        case OP_BRANCH:
            at = self->words + ((int)V(1) != 0 ? at[2] : at[3]);
            break;
        case OP_RETURN:
            HERE();
            if (frame) frame->state = NX_GENERATOR_DONE;
            return V(1);
        case OP_FAIL:
            if (frame) frame->state = NX_GENERATOR_DONE;
            return at[1] < 0 ? NX_ERROR : nx_fail_at(&self->code, (uint32_t)at[1], globals);
        case OP_TRACEBACK:
            nx_traceback_here(&self->code, (uint32_t)at[1], NX_OBJ(globals));
            at += 2;
            break;
        case OP_SUSPEND:
            frame->state = at[2];
            frame->position = (uint32_t)at[3];
            return V(1);
        case OP_RESUMED:
            if (NX_UNLIKELY(!sent)) goto failed;
            R(1) = sent;
            at += 4;
            break;
        case OP_MOVE:
            R(1) = V(2);
            at += 3;
            break;
        case OP_LOAD_METHOD: {
            HERE();
            nx_value own = 0, method = nx_load_method(V(5), NAME(6), CACHE(7), &own);
            if (NX_UNLIKELY(!method)) goto failed;
            R(4) = own;
            R(1) = method;
            at += 8;
            break;
        }
        case OP_UNPACK:
        case OP_UNPACK_STAR: {
            int32_t count = at[5] + (at[6] >= 0 ? 1 + at[6] : 0);
            bool done = at[6] >= 0 ? nx_unpack_star(V(4), at[5], at[6], items) : nx_unpack(V(4), count, items);
            if (NX_UNLIKELY(!done)) goto failed;
            for (int32_t i = 0; i < count; i++) registers[at[7 + i]] = items[i];
            at += 7 + count;
            break;
        }
        case OP_LOAD_GLOBAL: {
            nx_value value = load_global(globals, NAME(4), CACHE(5));
            if (NX_UNLIKELY(!value)) goto failed;
            R(1) = value;
            at += 6;
            break;
        }
        case OP_STORE_GLOBAL:
            if (NX_UNLIKELY(!nx_dict_set_str(globals, NAME(5), V(4)))) goto failed;
            at += 6;
            break;
        case OP_DELETE_GLOBAL:
            if (NX_UNLIKELY(!delete_global(globals, NAME(4)))) goto failed;
            at += 5;
            break;
        case OP_FORGET:
            for (int32_t i = 0; i < at[1]; i++) R(2 + i) = NX_ABSENT;
            at += 2 + at[1];
            memset(items, 0, sizeof items);
            nx_clean_stack();
            break;
        default:
            nx_raisef(&nx_SystemError, "unknown operation %d", (int)at[0]);
            return NX_ERROR;
        }
        continue;
    failed:
        at = self->words + at[2];
    }
}

static nx_value resume(nx_generator *frame, nx_value sent) {
    if (frame->state == 0 && !sent) {
        frame->state = NX_GENERATOR_DONE;
        return NX_ERROR;
    }
    NX_COUNT_DEPTH;
    if (NX_IS_TOO_DEEP && nx_program_counts_recursion) {
        frame->state = NX_GENERATOR_DONE;
        return nx_raise_depth();
    }
    return run((nx_interpreted *)frame->code, frame->function, frame->frame, frame->state, frame, sent);
}

static nx_value make_generator(nx_interpreted *self, nx_function *function, const nx_value *args, size_t count) {
    // (What types.coroutine has marked is a generator with both flags.)
    nx_type *type = self->code.flags & NX_CODE_GENERATOR         ? &nx_generator_type
                    : self->code.flags & NX_CODE_ASYNC_GENERATOR ? &nx_async_generator_type
                                                                 : &nx_coroutine_type;
    nx_generator *frame = nx_generator_new(function, resume, self->registers, type);
    if (!frame) return NX_ERROR;
    if (count) memcpy(frame->frame + 1, args, count * sizeof *args);
    return NX_OBJ(frame);
}

nx_value nx_interpret(nx_function *function, const nx_value *args) {
    nx_interpreted *self = (nx_interpreted *)function->code;
    uint16_t flags = self->code.flags;
    size_t count = (size_t)self->code.positional + self->code.keyword_only + ((flags & NX_CODE_VARARGS) != 0) +
                   ((flags & NX_CODE_KWARGS) != 0);
    if (flags & (NX_CODE_GENERATOR | NX_CODE_COROUTINE | NX_CODE_ASYNC_GENERATOR))
        return make_generator(self, function, args, count);
    if (nx_check_stack()) return NX_ERROR;
    NX_COUNT_DEPTH;
    if (NX_IS_TOO_DEEP && nx_program_counts_recursion) return nx_raise_depth();
    nx_value registers[self->registers];
    if (count) memcpy(registers + 1, args, count * sizeof *args);
    return run(self, function, registers, 0, NULL, 0);
}

nx_value nx_run_code(nx_interpreted *code, nx_dict *globals, nx_value scope) {
    nx_value function = nx_make_function(&code->code, globals, NX_ABSENT, NX_ABSENT, NX_ABSENT, 0, NULL);
    return function ? nx_interpret(NX_PTR(nx_function, function), &scope) : NX_ERROR;
}
