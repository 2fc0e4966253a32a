// Reads what the front end makes of a text (Sources/NatrixEvaluator/Image.swift) into code objects, or its error.
#include "../core/error.h"
#include "evaluator.h"

// The front end; linked into programs that can reach eval, exec or compile.
long natrix_compile(const uint8_t *text, long length, const char *path, int mode, int flags, int32_t **words);
void natrix_free(int32_t *words);

typedef struct reader {
    const int32_t *at;
    nx_source *source;
    bool failed; // an exception is pending
} reader;

static int32_t word(reader *r) { return *r->at++; }
static uint64_t wide(reader *r) {
    uint64_t low = (uint32_t)word(r);
    return low | (uint64_t)(uint32_t)word(r) << 32;
}

// A piece of bytes; valid as long as the image.
static const char *piece(reader *r, size_t *length) {
    *length = (size_t)word(r);
    const char *text = (const char *)r->at;
    r->at += (*length + 3) / 4;
    return text;
}

static void *allocated(reader *r, void *memory) {
    if (!memory) r->failed = true;
    return memory;
}

static nx_str *name(reader *r) {
    size_t length;
    const char *text = piece(r, &length);
    nx_value string = nx_str_from_utf8(text, length);
    string = string ? nx_str_intern(string) : 0;
    return allocated(r, string ? NX_PTR(nx_str, string) : NULL);
}

static nx_str **names(reader *r, uint16_t *count) {
    int32_t n = word(r);
    *count = (uint16_t)n;
    nx_str **list = allocated(r, nx_alloc_words((size_t)n + 1));
    for (int32_t i = 0; i < n; i++) {
        nx_str *one = name(r);
        if (list) list[i] = one;
    }
    return list;
}

static double as_double(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static nx_value constant(reader *r);

static nx_value sequence(reader *r, bool is_set) {
    int32_t count = word(r);
    nx_tuple *tuple = nx_tuple_new(count);
    for (int32_t i = 0; i < count; i++) {
        nx_value item = constant(r);
        if (tuple) tuple->items[i] = item;
    }
    return !tuple || r->failed ? 0 : is_set ? nx_frozenset_of(NX_OBJ(tuple)) : NX_OBJ(tuple);
}

// A text constant; what could be an identifier is interned, as in CPython.
static nx_value text_constant(reader *r) {
    int32_t length = word(r);
    const uint32_t *characters = (const uint32_t *)r->at;
    r->at += length;
    nx_value string = nx_str_from_chars(characters, length);
    bool is_word = string && length > 0;
    for (int32_t i = 0; is_word && i < length; i++) {
        uint32_t c = characters[i];
        is_word = c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    }
    return is_word ? nx_str_intern(string) : string;
}

static nx_value constant_of(reader *r, int32_t kind) {
    size_t length;
    const char *text;
    switch (kind) {
    case 0: return NX_NONE;
    case 1: return NX_TRUE;
    case 2: return NX_FALSE;
    case 3: return NX_ELLIPSIS;
    case 4: return NX_NOTIMPLEMENTED;
    case 6: {
        text = piece(r, &length);
        bool negative = length && *text == '-';
        nx_value number = nx_int_from_text(text + negative, length - negative, 10);
        return number && negative ? nx_negative(number) : number;
    }
    case 7: return nx_from_double(as_double(wide(r)));
    case 8: {
        double real = as_double(wide(r));
        return nx_complex_new(real, as_double(wide(r)));
    }
    case 9: return text_constant(r);
    case 10:
        text = piece(r, &length);
        return nx_bytes_new((const uint8_t *)text, (int64_t)length);
    case 11: return sequence(r, false);
    case 12: return sequence(r, true);
    default: return nx_raisef(&nx_SystemError, "unknown constant %d", kind);
    }
}

static nx_value constant(reader *r) {
    int32_t kind = word(r);
    if (kind == 5) return NX_ABSENT;
    nx_value value = constant_of(r, kind);
    if (!value) r->failed = true;
    return value;
}

static const nx_position *positions(reader *r) {
    int32_t count = word(r);
    nx_position *list = allocated(r, nx_alloc_bytes(((size_t)count + 1) * sizeof *list));
    for (int32_t i = 0; i < count; i++) {
        nx_position one = {.line = (uint32_t)word(r)};
        one.end_line = (uint32_t)word(r);
        one.column = (uint16_t)word(r);
        one.end_column = (uint16_t)word(r);
        one.anchor_start = (uint16_t)word(r);
        one.anchor_end = (uint16_t)word(r);
        if (list) list[i] = one;
    }
    return list;
}

static void read_function(reader *r, nx_interpreted *self, nx_interpreted **all) {
    nx_code *code = &self->code;
    uint16_t count;
    code->name = name(r);
    code->qualname = name(r);
    code->source = r->source;
    code->entry = nx_interpret;
    code->first_line = (uint32_t)word(r);
    code->flags = (uint16_t)word(r);
    code->positional_only = (uint16_t)word(r);
    code->positional = (uint16_t)word(r);
    code->keyword_only = (uint16_t)word(r);
    code->parameters = (const nx_str *const *)names(r, &count);
    code->locals = (const nx_str *const *)names(r, &code->local_count);
    code->free_names = (const nx_str *const *)names(r, &code->free_count);
    code->cell_names = (const nx_str *const *)names(r, &code->cell_count);
    code->doc = constant(r);
    self->registers = (uint32_t)word(r);
    code->frame_slots = self->registers <= UINT16_MAX ? (uint16_t)self->registers : 0;
    self->longest_list = (uint32_t)word(r);
    self->caches = allocated(r, nx_alloc_scanned(((size_t)word(r) + 1) * sizeof(nx_cache)));
    int32_t constants = word(r);
    self->constants = allocated(r, nx_alloc_words((size_t)constants + 1));
    for (int32_t i = 0; i < constants; i++) {
        nx_value value = constant(r);
        if (self->constants) self->constants[i] = value;
    }
    self->names = names(r, &code->name_count);
    code->names = (const nx_str *const *)self->names;
    int32_t functions = word(r);
    self->functions = allocated(r, nx_alloc_words((size_t)functions + 1));
    for (int32_t i = 0; i < functions; i++) {
        int32_t number = word(r);
        if (self->functions) self->functions[i] = all[number];
    }
    code->positions = positions(r);
    size_t length = (size_t)word(r);
    int32_t *words = allocated(r, nx_alloc_bytes((length + 1) * sizeof *words));
    if (words) memcpy(words, r->at, length * sizeof *words);
    self->words = words;
    r->at += length;
}

static nx_source *make_source(const char *path, const char *text, size_t length, bool shown) {
    size_t path_length = strlen(path);
    nx_source *source = (nx_source *)nx_alloc_words(sizeof *source / sizeof(nx_value) + 1);
    char *name = nx_alloc_bytes(path_length + 1), *copy = shown ? nx_alloc_bytes(length + 1) : NULL;
    if (!source || !name || (shown && !copy)) return NULL;
    memcpy(name, path, path_length + 1);
    source->path = name;
    if (shown) {
        memcpy(copy, text, length);
        source->text = copy;
        source->length = length;
    }
    return source;
}

static nx_interpreted *read_image(const int32_t *words, nx_source *source) {
    reader r = {words, source, false};
    int32_t count = word(&r);
    nx_interpreted **all = nx_alloc_words((size_t)count);
    for (int32_t i = 0; all && i < count; i++) {
        all[i] = nx_alloc_object(&nx_code_type, sizeof(nx_interpreted));
        if (!all[i]) return NULL;
    }
    for (int32_t i = 0; all && i < count && !r.failed; i++) read_function(&r, all[i], all);
    return all && !r.failed ? all[0] : NULL;
}

// What is not known of an error's place is None.
static nx_value place_of(int32_t known, int32_t number) { return known ? NX_INT(number) : NX_NONE; }

// `is_empty`: of a text without any characters the place is known as line 0.
static void raise_error(const int32_t *words, const char *path, bool is_empty) {
    reader r = {words, NULL, false};
    size_t kind_length, message_length, text_length;
    const char *kind = piece(&r, &kind_length), *message_text = piece(&r, &message_length);
    nx_value message = nx_str_from_utf8(message_text, message_length);
    bool bare = word(&r);
    int32_t line = word(&r), offset = word(&r), end_line = word(&r), end_offset = word(&r), has_text = word(&r);
    if (is_empty) line = offset = end_line = end_offset = 0;
    int32_t known = line || is_empty;
    const char *text = piece(&r, &text_length);
    static nx_type *const types[] = {&nx_SyntaxError, &nx_IndentationError, &nx_TabError, &nx_ValueError, &nx_RecursionError,
                                     &nx_MemoryError, &nx_OverflowError};
    nx_type *type = &nx_SyntaxError;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strlen(types[i]->c_name) == kind_length && memcmp(types[i]->c_name, kind, kind_length) == 0) type = types[i];
    if (!message) return;
    if (!nx_is_subtype(type, &nx_SyntaxError)) {
        nx_raisef(type, "%U", message);
        return;
    }
    nx_value shown = has_text ? nx_str_from_utf8(text, text_length) : NX_NONE, file = nx_str_from_c(path);
    nx_value place = shown && file ? nx_tuple_from(6, (nx_value[]){file, place_of(known, line), place_of(known, offset), shown,
                                                                   place_of(known, end_line), place_of(known, end_offset)})
                                   : 0;
    nx_value exception = place ? nx_call2(NX_OBJ(type), message, place) : 0;
    if (exception && bare) NX_EXCEPTION(exception)->args = nx_tuple_from(1, &message);
    if (exception) nx_raise_value(exception);
}

// ---- syntax trees ---------------------------------------------------------------------------------------------------

// The tree that Sources/NatrixEvaluator/Tree.swift wrote. Calls Python (constructors of nodes).
static nx_value tree(reader *r, nx_value classes) {
    if (nx_check_stack()) return NX_ERROR;
    switch (word(r)) {
    case 0: {
        nx_str *class_name = name(r);
        nx_value cls = class_name ? nx_getattr(classes, class_name) : 0, node = cls ? nx_call0(cls) : 0;
        for (int32_t count = word(r); node && count > 0; count--) {
            nx_str *field = name(r);
            nx_value value = field ? tree(r, classes) : 0;
            if (!value || !nx_setattr(node, field, value)) return NX_ERROR;
        }
        return node;
    }
    case 1: {
        int32_t count = word(r);
        nx_list *list = nx_list_new(count);
        while (list && count-- > 0) {
            nx_value item = tree(r, classes);
            if (!item || !nx_list_push(list, item)) return NX_ERROR;
        }
        return list ? NX_OBJ(list) : NX_ERROR;
    }
    case 2: return NX_NONE;
    case 3: return nx_from_i64(word(r));
    default: return constant(r);
    }
}

// What the front end warns of; false when a filter made an error of it. Calls Python (`warnings`).
static bool give_warnings(reader *r, const nx_source *source, bool *warned) {
    int32_t count = word(r);
    if (warned) *warned = count > 0;
    while (count-- > 0) {
        nx_syntax_warning warning = {.is_deprecation = word(r)};
        size_t length, text_length;
        const char *message = piece(r, &length);
        char *copy = nx_alloc_bytes(length + 1);
        if (!copy) return false;
        memcpy(copy, message, length);
        copy[length] = 0;
        warning.message = copy;
        warning.line = (uint32_t)word(r);
        warning.offset = (uint32_t)word(r);
        warning.end_line = (uint32_t)word(r);
        warning.end_offset = (uint32_t)word(r);
        bool has_text = word(r);
        const char *text = piece(r, &text_length);
        nx_value line = has_text ? nx_str_from_utf8(text, text_length) : NX_NONE;
        if (!line || !nx_warn_of_syntax(source, &warning, line)) return false;
    }
    return true;
}

nx_value nx_parse_text(const char *text, size_t length, const char *path, int mode, int flags) {
    nx_value classes = nx_import_module(nx_str_intern_c("_ast")), result = 0;
    if (!classes) return NX_ERROR;
    int32_t *words = NULL;
    natrix_compile((const uint8_t *)text, (long)length, path, mode, flags | NX_ONLY_TREE, &words);
    if (words[0] == 1) {
        raise_error(words + 1, path, length == 0);
    } else {
        reader r = {words + 1, NULL, false};
        nx_source source = {.path = path};
        result = give_warnings(&r, &source, NULL) ? tree(&r, classes) : NX_ERROR;
    }
    natrix_free(words);
    return result;
}

nx_interpreted *nx_compile_text(const char *text, size_t length, const char *path, int mode, int flags, bool *warned) {
    int32_t *words = NULL;
    natrix_compile((const uint8_t *)text, (long)length, path, mode, flags, &words);
    nx_interpreted *code = NULL;
    if (words[0] != 0) {
        raise_error(words + 1, path, length == 0);
    } else {
        nx_source *source = make_source(path, text, length, flags & NX_TEXT_SHOWN);
        reader r = {words + 1, NULL, false};
        if (source && give_warnings(&r, source, warned)) code = read_image(r.at, source);
    }
    natrix_free(words);
    return code;
}
