// Functions of C libraries as functions of Python: what `@natrix.extern` makes (runtime/lib/_natrix_extern.py).
//
// A function's arguments are integers and addresses on the one hand, floating point numbers on the other; both calling
// conventions that are served pass the two kinds in registers of their own, whatever their order. So one C type calls any
// function with up to six of the one and eight of the other: registers that a function does not read do no harm.
#include <dlfcn.h>
#include <stdio.h>
#include "../core/type.h"
#include "../types/containers.h"
#include "natives.h"

enum { MOST_WORDS = 6, MOST_FLOATS = 8, MOST_PARAMETERS = MOST_WORDS + MOST_FLOATS };

typedef struct {
    void *function;
    uint32_t count, words, floats;
    char result;
    char codes[MOST_PARAMETERS]; // of the parameters: see `ranges` for numbers; f d floats, ? bool, s str, y bytes, p address
} binding;

static const struct { char code; const char *type; int64_t least; uint64_t most; } ranges[] = {
    {'b', "int8_t", INT8_MIN, INT8_MAX}, {'B', "uint8_t", 0, UINT8_MAX}, {'h', "int16_t", INT16_MIN, INT16_MAX}, {'H', "uint16_t", 0, UINT16_MAX},
    {'i', "int32_t", INT32_MIN, INT32_MAX}, {'I', "uint32_t", 0, UINT32_MAX}, {'q', "int64_t", INT64_MIN, INT64_MAX}, {'Q', "uint64_t", 0, UINT64_MAX},
};

// ---- arguments -----------------------------------------------------------------------------------------------------------------

static bool wrong(const nx_function *self, uint32_t index, const char *format, const char *type, nx_value given) {
    nx_value text = given ? nx_str_format("%U(): argument '%U' must be %s, not %T", NX_OBJ(self->code->name), NX_OBJ(self->code->parameters[index]), type, given)
                          : nx_str_format(format, NX_OBJ(self->code->name), NX_OBJ(self->code->parameters[index]), type);
    if (text) nx_raisef(given ? &nx_TypeError : &nx_OverflowError, "%U", text);
    return false;
}

static bool to_word(const nx_function *self, uint32_t index, char code, nx_value v, uint64_t *word) {
    nx_value number = nx_index(v);
    if (!number) return false;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (ranges[i].code != code) continue;
        int64_t n;
        if (nx_int_try_i64(number, &n)) {
            *word = (uint64_t)n;
            if (n >= ranges[i].least && (n < 0 || (uint64_t)n <= ranges[i].most)) return true;
        } else if (code == 'Q') { // between 2**63 and 2**64
            nx_value rest = nx_binary(NX_SUB, number, nx_int_from_i64(INT64_MAX));
            if (!rest) return false;
            if (nx_int_try_i64(rest, &n) && n > 0 && (uint64_t)n <= (uint64_t)INT64_MAX + 1) {
                *word = (uint64_t)INT64_MAX + (uint64_t)n;
                return true;
            }
        }
        return wrong(self, index, "%U(): argument '%U' does not fit %s", ranges[i].type, 0);
    }
    return false;
}

static bool has_null(const char *text, size_t length) { return memchr(text, 0, length) != NULL; }

// What has to be given back after the call.
typedef struct { nx_buffer views[MOST_WORDS]; uint32_t count; } held;

static bool to_address(const nx_function *self, uint32_t index, char code, nx_value v, uint64_t *word, held *held) {
    *word = 0;
    if (v == NX_NONE) return true;
    if (code == 's') {
        if (!nx_is_str(v)) return wrong(self, index, "", "str or None", v);
        size_t length;
        const char *utf8 = nx_str_utf8_lossy(v, &length);
        *word = (uintptr_t)utf8;
        return !has_null(utf8, length) || nx_failf(&nx_ValueError, "embedded null character");
    }
    if (code == 'y') {
        if (!nx_has_flag(v, NX_TYPE_BYTES)) return wrong(self, index, "", "bytes or None", v);
        *word = (uintptr_t)NX_PTR(nx_bytes, v)->data;
        return true;
    }
    if (nx_type_of(v)->index && (nx_is_int(v) || !nx_has_flag(v, NX_TYPE_FOREIGN))) return to_word(self, index, 'Q', v, word);
    if (!nx_buffer_get(v, &held->views[held->count])) return false;
    *word = (uintptr_t)held->views[held->count++].data;
    return true;
}

// ---- calls -----------------------------------------------------------------------------------------------------------------------

#define WORDS w[0], w[1], w[2], w[3], w[4], w[5]
#define FLOATS d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]
typedef uint64_t (*of_words)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);
#define BOTH uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, double, double, double, double, double, double, double, double
typedef uint64_t (*to_words)(BOTH);
typedef double (*to_double)(BOTH);
typedef float (*to_float)(BOTH);

static nx_value from_word(char code, uint64_t word) {
    switch (code) {
    case 'b': return nx_from_i64((int8_t)word);
    case 'B': return nx_from_i64((uint8_t)word);
    case 'h': return nx_from_i64((int16_t)word);
    case 'H': return nx_from_i64((uint16_t)word);
    case 'i': return nx_from_i64((int32_t)word);
    case 'I': return nx_from_i64((uint32_t)word);
    case 'q': return nx_from_i64((int64_t)word);
    case '?': return nx_from_bool((word & 0xff) != 0);
    case 's': return word ? nx_str_from_utf8((const char *)word, strlen((const char *)word)) : NX_NONE;
    case 'y': return word ? nx_bytes_new((const uint8_t *)word, (int64_t)strlen((const char *)word)) : NX_NONE;
    case 'v': return NX_NONE;
    }
    if (word <= INT64_MAX) return nx_from_i64((int64_t)word); // Q, p
    nx_value half = nx_int_from_i64((int64_t)(word >> 1)), whole = half ? nx_binary(NX_ADD, half, half) : 0;
    return whole && word & 1 ? nx_binary(NX_ADD, whole, NX_INT(1)) : whole;
}

static nx_value extern_entry(nx_function *self, const nx_value *args) {
    const binding *b = NX_PTR(binding, self->cells[0]);
    uint64_t w[MOST_WORDS] = {0};
    double d[MOST_FLOATS] = {0};
    held held = {.count = 0};
    uint32_t words = 0, floats = 0;
    nx_value result = 0;
    for (uint32_t i = 0; i < b->count; i++) {
        char code = b->codes[i];
        bool ok = true;
        double number;
        if (code == 'd' || code == 'f') {
            ok = nx_to_double(args[i], &number);
            if (ok && code == 'f') {
                float narrow = (float)number;
                memcpy(&d[floats], &narrow, sizeof narrow);
            } else if (ok) {
                d[floats] = number;
            }
            floats++;
        } else if (code == '?') {
            int truth = nx_truth(args[i]);
            ok = truth >= 0;
            w[words++] = (uint64_t)truth;
        } else if (code == 's' || code == 'y' || code == 'p') {
            ok = to_address(self, i, code, args[i], &w[words++], &held);
        } else {
            ok = to_word(self, i, code, args[i], &w[words++]);
        }
        if (NX_UNLIKELY(!ok)) goto done;
    }
    if (b->result == 'd') result = nx_from_double(((to_double)b->function)(WORDS, FLOATS));
    else if (b->result == 'f') result = nx_from_double((double)((to_float)b->function)(WORDS, FLOATS));
    else result = from_word(b->result, b->floats ? ((to_words)b->function)(WORDS, FLOATS) : ((of_words)b->function)(WORDS));
done:
    while (held.count) nx_buffer_release(&held.views[--held.count]);
    return result;
}

// ---- binding ------------------------------------------------------------------------------------------------------------------------

// "libm": libm.so if that is a library, else its lowest numbered version. "": the program itself.
static void *open_library(const char *name) {
    if (!*name) return dlopen(NULL, RTLD_NOW);
    void *found = dlopen(name, RTLD_NOW);
    char path[256];
    for (int version = -1; !found && !strchr(name, '/') && version < 100; version++) {
        if (version < 0) snprintf(path, sizeof path, "%s.so", name);
        else snprintf(path, sizeof path, "%s.so.%d", name, version);
        found = dlopen(path, RTLD_NOW);
    }
    return found;
}

nx_value nx_natrix_bind(nx_value library, nx_value symbol, nx_value name, nx_value parameters, nx_value codes, nx_value defaults,
                        nx_value annotations, nx_value doc, nx_value module) {
#if !defined __x86_64__ && !defined __aarch64__
    return nx_raisef(&nx_NotImplementedError, "natrix.extern: not for this processor");
#endif
    static const nx_source synthetic = {"<natrix>", NULL, 0};
    static const nx_position nowhere = {1, 1, 0, 0, 0, 0};
    size_t count;
    const char *letters = nx_str_utf8_lossy(codes, &count);
    binding *b = nx_alloc_bytes(sizeof *b);
    if (!b) return 0;
    *b = (binding){.count = (uint32_t)count - 1, .result = letters[count - 1]};
    for (uint32_t i = 0; i < b->count; i++) {
        bool is_float = letters[i] == 'f' || letters[i] == 'd';
        b->floats += is_float;
        b->words += !is_float;
        if (b->words > MOST_WORDS || b->floats > MOST_FLOATS)
            return nx_raisef(&nx_NotImplementedError, "%U(): natrix.extern has room for %d numbers and addresses and %d floating point numbers", name,
                             MOST_WORDS, MOST_FLOATS);
        b->codes[i] = letters[i];
    }
    void *handle = open_library(nx_str_utf8_lossy(library, NULL));
    if (!handle) return nx_raisef(&nx_OSError, "natrix.extern: there is no library '%U'", library);
    b->function = dlsym(handle, nx_str_utf8_lossy(symbol, NULL));
    if (!b->function) return nx_raisef(&nx_AttributeError, "natrix.extern: the library '%U' has no function '%U'", library, symbol);
    nx_tuple *names = NX_PTR(nx_tuple, parameters);
    nx_code *code = nx_new_object(nx_code, nx_code_type);
    const nx_str **list = nx_alloc_words((size_t)names->length + 1);
    nx_function *function = nx_alloc_object(&nx_function_type, sizeof *function + sizeof(nx_value));
    nx_dict *globals = nx_dict_new(0);
    if (!code || !list || !function || !globals) return 0;
    for (int64_t i = 0; i < names->length; i++) list[i] = NX_PTR(nx_str, names->items[i]);
    code->name = code->qualname = NX_PTR(nx_str, name);
    code->source = &synthetic;
    code->positions = &nowhere;
    code->parameters = code->locals = list;
    code->local_count = code->positional = (uint16_t)names->length;
    code->entry = extern_entry;
    code->first_line = 1;
    code->flags = NX_CODE_SIMPLE;
    code->doc = doc;
    function->code = code;
    function->globals = NX_OBJ(globals);
    function->defaults = defaults;
    function->keyword_defaults = NX_NONE;
    function->name = function->qualname = name;
    function->module = module;
    function->doc = doc;
    function->cell_count = 1;
    function->cells[0] = NX_OBJ(b);
    return nx_setattr(NX_OBJ(function), nx_str_intern_c("__annotations__"), annotations) ? NX_OBJ(function) : 0;
}

#include "_natrix.inc"
const nx_module_def nx_module__natrix = {.name = "_natrix", .functions = nx_natrix_functions};
