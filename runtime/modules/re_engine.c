// Running patterns with PCRE2. A pattern is compiled for a width and a kind of anchoring when it is first used so, by the
// JIT once it is used again. A match that takes long is begun anew with a code that stops at every step to look for
// signals, so that Ctrl-C works.
#include <stdlib.h>
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>
#include "re.h"
#include "../core/signals.h"

// ---- tables for characters up to 255 -------------------------------------------------------------------------------------------

// PCRE2's tables: lower case, other case, ten bitmaps of classes, class bits of each character.
enum { LOWER = 0, OTHER = 256, BITMAPS = 512, BITMAP_COUNT = 10, CLASSES = BITMAPS + BITMAP_COUNT * 32, TABLE_SIZE = CLASSES + 256 };

static uint8_t *ascii_tables, *latin_tables;

// The character is classified as `model` is.
static void classify(uint8_t *tables, uint32_t c, uint32_t model) {
    tables[CLASSES + c] = tables[CLASSES + model];
    for (int i = 0; i < BITMAP_COUNT; i++) {
        uint8_t *bitmap = tables + BITMAPS + i * 32;
        bool set = bitmap[model / 8] & (1u << model % 8);
        bitmap[c / 8] = (uint8_t)((bitmap[c / 8] & ~(1u << c % 8)) | (uint8_t)(set ? 1u << c % 8 : 0));
    }
}

// Latin-1 as str.isalnum, str.isspace and the case mappings see it.
static void extend_to_latin1(uint8_t *tables) {
    for (uint32_t c = 28; c < 256; c++) {
        uint32_t flags = nx_unicode_flags(c);
        if (c >= 32 && c < 128)
            continue;
        if (flags & UNICODE_SPACE)
            classify(tables, c, ' ');
        else if (flags & UNICODE_ALPHA)
            classify(tables, c, flags & UNICODE_UPPER ? 'Z' : 'z');
        else if (flags & (UNICODE_DIGIT | UNICODE_NUMERIC))
            classify(tables, c, '_');
        if (c >= 0xC0 && c <= 0xDE && c != 0xD7) {
            tables[LOWER + c] = tables[OTHER + c] = (uint8_t)(c + 32);
            tables[OTHER + c + 32] = (uint8_t)c;
        }
    }
}

static uint8_t *copy_tables(const uint8_t *tables) {
    uint8_t *copy = tables ? malloc(TABLE_SIZE) : NULL;
    if (copy)
        memcpy(copy, tables, TABLE_SIZE);
    return copy;
}

// ---- the three libraries under one interface --------------------------------------------------------------------------------------

typedef struct {
    void *context, *match_context, *careful_context; // compile context with the tables for str, match contexts
    void *ascii_context;
    void *stack;                                     // of the JIT
    void *match_data;
    uint32_t pairs;                                  // that match_data has room for
} engine;

static engine engines[3];

#define QUICK_LIMIT 20000000u // steps before a match counts as long: about a second
#define JIT_STACK (1u << 20)           // usual limit; a match that needs more gets a stack of its own,
#define JIT_STACK_LARGEST (256u << 20) // and one that needs still more goes to PCRE2's interpreter, which uses the heap

typedef struct { uint32_t steps; bool interrupted; } careful_state;

static int look_for_signals(void *block, void *data) {
    careful_state *state = data;
    if ((++state->steps & 0xFFFF) || !nx_state.pending_signal || nx_signals_run())
        return 0;
    state->interrupted = true;
    return PCRE2_ERROR_CALLOUT;
}

#define W 8
#define UNIT uint8_t
#include "re_engine.inc"
#undef W
#undef UNIT
#define W 16
#define UNIT uint16_t
#include "re_engine.inc"
#undef W
#undef UNIT
#define W 32
#define UNIT uint32_t
#include "re_engine.inc"
#undef W
#undef UNIT

static int engine_of(int bytes) {
    return bytes >> 1;
}

static bool start_engine(int bytes) {
    if (engines[engine_of(bytes)].context)
        return true;
    if (!ascii_tables) {
        uint8_t *made = (uint8_t *)pcre2_maketables_8(NULL);
        ascii_tables = copy_tables(made);
        latin_tables = copy_tables(made);
        free(made);
        if (!ascii_tables || !latin_tables)
            return nx_raise_no_memory();
        extend_to_latin1(latin_tables);
    }
    bool started = bytes == 1 ? start_8() : bytes == 2 ? start_16() : start_32();
    return started || nx_raise_no_memory();
}

#define TOO_LARGE 120 // pcre2_compile: "regular expression is too large"

typedef enum { COMPILED, COMPILE_TOO_LARGE, COMPILE_ERROR } compile_result;

// Whether an attempt may begin with a lookahead. PCRE2 (10.42) takes the character it asserts for the first one of the match
// and looks for another one the pattern requires behind it, where the match may end.
static bool begins_with_lookahead(const re_node *node) {
    switch (node->kind) {
    case RE_NODE_ASSERT: return !node->negative && !node->behind;
    case RE_NODE_SEQUENCE:
        for (const re_node *child = node->first; child; child = child->next) {
            if (begins_with_lookahead(child))
                return true;
            if (child->min_width > 0)
                return false;
        }
        return false;
    case RE_NODE_BRANCH: case RE_NODE_GROUP: case RE_NODE_ATOMIC: case RE_NODE_REPEAT: case RE_NODE_CONDITIONAL:
        for (const re_node *child = node->first; child; child = child->next)
            if (begins_with_lookahead(child))
                return true;
    }
    return false;
}

static compile_result compile_code(re_pattern *pattern, int bytes, int mode, bool careful, void **out) {
    const re_program *program = pattern->program;
    uint32_t options = PCRE2_ALT_CIRCUMFLEX | PCRE2_DOTALL | PCRE2_MULTILINE;
    if (bytes > 1 && !program->ascii)
        options |= PCRE2_UCP;
    if (begins_with_lookahead(program->root))
        options |= PCRE2_NO_START_OPTIMIZE;
    if (mode != RE_SEARCH)
        options |= PCRE2_ANCHORED;
    if (mode == RE_FULLMATCH)
        options |= PCRE2_ENDANCHORED;
    if (careful)
        options |= PCRE2_AUTO_CALLOUT;
    size_t length;
    void *units = nx_regex_translate(program, bytes, &length);
    if (!units)
        return COMPILE_ERROR;
    int error = 0;
    char message[256];
    *out = bytes == 1   ? compile_8(units, length, options, program->ascii, &error, message)
           : bytes == 2 ? compile_16(units, length, options, program->ascii, &error, message)
                        : compile_32(units, length, options, program->ascii, &error, message);
    free(units);
    if (*out)
        return COMPILED;
    if (error == TOO_LARGE && bytes < 4)
        return COMPILE_TOO_LARGE;
    nx_regex_fail(pattern->pattern, -1, "%s", message);
    return COMPILE_ERROR;
}

void nx_regex_free_codes(re_program *program) {
    for (int mode = 0; mode < RE_MODES; mode++) {
        free_8(&program->codes[0][mode]);
        free_16(&program->codes[1][mode]);
        free_32(&program->codes[2][mode]);
    }
}

// ---- subjects -----------------------------------------------------------------------------------------------------------------

bool nx_regex_open(re_pattern *pattern, nx_value string, re_subject *subject) {
    bool text = pattern->program->text;
    subject->object = string;
    subject->is_buffer = false;
    subject->is_text = false;
    if (NX_LIKELY(nx_is_str(string))) {
        if (!text)
            return nx_failf(&nx_TypeError, "cannot use a bytes pattern on a string-like object");
        const nx_str *s = NX_PTR(nx_str, string);
        subject->data = s->data;
        subject->length = s->length;
        subject->bytes = s->kind;
        subject->is_text = true;
        return true;
    }
    subject->bytes = 1;
    if (nx_has_flag(string, NX_TYPE_BYTES)) {
        subject->data = NX_PTR(nx_bytes, string)->data;
        subject->length = NX_PTR(nx_bytes, string)->length;
    } else {
        if (!nx_type_of(string)->buffer)
            return nx_failf(&nx_TypeError, "expected string or bytes-like object, got '%T'", string);
        if (!nx_buffer_get(string, &subject->buffer))
            return false;
        subject->is_buffer = true;
        subject->data = subject->buffer.data;
        subject->length = subject->buffer.length;
    }
    if (!text)
        return true;
    nx_regex_close(subject);
    return nx_failf(&nx_TypeError, "cannot use a string pattern on a bytes-like object");
}

// The characters as 32-bit units, for the library of that width. A scanner asks for the same text at every step: those of the last
// few texts are kept.
enum { WIDENED = 4, LARGEST_KEPT = 1 << 22 };
static struct {
    nx_value text;
    const uint32_t *units;
} widened[WIDENED];
static unsigned widened_next;

static bool widen(re_subject *subject) {
    const uint32_t *units = NULL;
    for (int i = 0; i < WIDENED; i++)
        if (widened[i].text == subject->object) units = widened[i].units;
    if (!units) {
        uint32_t *made = nx_alloc_bytes(((size_t)subject->length + 1) * sizeof(uint32_t));
        if (!made)
            return false;
        for (int64_t i = 0; i < subject->length; i++)
            made[i] = subject->bytes == 1 ? ((const uint8_t *)subject->data)[i] : ((const uint16_t *)subject->data)[i];
        units = made;
        if (nx_is_exact_str(subject->object) && subject->length <= LARGEST_KEPT) {
            nx_share(subject->object);
            unsigned place = widened_next++ % WIDENED;
            widened[place].text = subject->object;
            widened[place].units = units;
        }
    }
    subject->data = units;
    subject->bytes = 4;
    return true;
}

static re_code *code_for(re_pattern *pattern, re_subject *subject, int mode) {
    re_program *program = pattern->program;
    for (;;) {
        int index = engine_of(subject->bytes);
        if (subject->bytes < 4 && program->widened[index]) {
            if (!widen(subject))
                return NULL;
            continue;
        }
        re_code *code = &program->codes[index][mode];
        if (NX_LIKELY(code->code != NULL))
            return code;
        if (!start_engine(subject->bytes))
            return NULL;
        compile_result result = compile_code(pattern, subject->bytes, mode, false, &code->code);
        if (result == COMPILED)
            return code;
        if (result == COMPILE_ERROR)
            return NULL;
        program->widened[index] = true;
    }
}

// ---- matching -------------------------------------------------------------------------------------------------------------------

static int run_failed(int status, const careful_state *state) {
    if (state && state->interrupted)
        return -1;
    if (status == PCRE2_ERROR_NOMEMORY || status == PCRE2_ERROR_HEAPLIMIT)
        nx_raise_no_memory();
    else
        nx_raisef(&nx_RuntimeError, "internal error in regular expression engine (%d)", status);
    return -1;
}

// The group that closed last, given which took part.
static int64_t last_closed(const re_program *program, const int64_t *spans, int64_t marked) {
    if (program->tracks_last)
        return marked;
    for (int64_t i = (int64_t)program->closed - 1; i >= 0; i--)
        if (spans[2 * program->closing[i]] >= 0)
            return program->closing[i];
    return 0;
}

int nx_regex_run(re_pattern *pattern, re_subject *subject, int64_t start, int64_t end, int mode, bool not_empty,
                 const int64_t **spans, int64_t *last_index) {
    re_code *code = code_for(pattern, subject, mode);
    if (NX_UNLIKELY(!code))
        return -1;
    const re_program *program = pattern->program;
    uint32_t options = not_empty ? PCRE2_NOTEMPTY_ATSTART : 0;
    int status;
    int64_t marked = 0;
    switch (subject->bytes) {
    case 1: status = run_8(code, program, subject->data, end, start, options, spans, &marked); break;
    case 2: status = run_16(code, program, subject->data, end, start, options, spans, &marked); break;
    default: status = run_32(code, program, subject->data, end, start, options, spans, &marked); break;
    }
    if (NX_UNLIKELY(status == PCRE2_ERROR_MATCHLIMIT)) {
        careful_state state = {0, false};
        if (!code->careful && compile_code(pattern, subject->bytes, mode, true, &code->careful) != COMPILED)
            return -1;
        status = subject->bytes == 1   ? run_carefully_8(code, program, subject->data, end, start, options, &state, spans, &marked)
                 : subject->bytes == 2 ? run_carefully_16(code, program, subject->data, end, start, options, &state, spans, &marked)
                                       : run_carefully_32(code, program, subject->data, end, start, options, &state, spans, &marked);
        if (status < 0 && status != PCRE2_ERROR_NOMATCH)
            return run_failed(status, &state);
    }
    if (status == PCRE2_ERROR_NOMATCH)
        return 0;
    if (NX_UNLIKELY(status < 0))
        return run_failed(status, NULL);
    *last_index = program->groups ? last_closed(program, *spans, marked) : 0;
    return 1;
}
