// Texts of uncaught exceptions, as CPython 3.11 prints them: chains, source lines with marks, notes, boxes of groups.
#include <stdio.h>
#include "error.h"

enum { ENTRY_LIMIT = 1000, SAME_ENTRIES = 3, GROUP_WIDTH = 15, GROUP_DEPTH = 10, SOURCE_INDENT = 4 };

const char *nx_source_line(const nx_source *source, int64_t line, size_t *length) {
    if (!source || !source->text || line < 1)
        return NULL;
    const char *at = source->text, *end = at + source->length;
    for (int64_t n = 1; n < line; n++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at)
            return NULL;
        at++;
    }
    if (at >= end)
        return NULL;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop)
        stop = end;
    if (stop > at && stop[-1] == '\r')
        stop--;
    *length = (size_t)(stop - at);
    return at;
}

// ---- the writer: inside groups every line is indented and begins with a margin -----------------------------------------------------

typedef struct {
    nx_builder *out;
    int depth;          // of groups
    bool close_box;     // the innermost group's last line is still to come
    nx_value seen;      // list of the exceptions printed, against cycles
} printer;

static void spaces(printer *p, int count) {
    for (int i = 0; i < count; i++)
        nx_builder_char(p->out, ' ');
}

static void margin_with(printer *p, const char *mark) {
    spaces(p, 2 * p->depth);
    if (p->depth > 0)
        nx_builder_c(p->out, mark);
}

static void margin(printer *p) { margin_with(p, "| "); }
static void text(printer *p, const char *utf8) { nx_builder_c(p->out, utf8); }

static void line(printer *p, const char *utf8) {
    margin(p);
    text(p, utf8);
    text(p, "\n");
}

// Calls str() on a value; when that fails writes `fallback`. Calls Python.
static nx_value text_of(nx_value v, const char *fallback) {
    nx_value s = nx_to_str(v);
    if (!s) {
        nx_error_clear();
        s = nx_str_from_c(fallback);
    }
    return s;
}

// ---- entries ------------------------------------------------------------------------------------------------------------------------

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// Characters in the first `bytes` bytes of UTF-8 text.
static int characters(const char *utf8, size_t bytes) {
    int count = 0;
    for (size_t i = 0; i < bytes; i++)
        count += ((uint8_t)utf8[i] & 0xc0) != 0x80;
    return count;
}

static void marks(printer *p, const char *source, size_t length, size_t leading, const nx_position *position) {
    if (position->column == 0xffff || position->end_column == 0xffff || position->column > length)
        return;
    size_t start = position->column, end = position->end_column;
    bool anchored = false;
    if (position->end_line == position->line) {
        anchored = position->anchor_end > position->anchor_start;
        if (end > length)
            end = length;
    } else {
        for (end = length; end > 0 && is_space(source[end - 1]);)
            end--;
    }
    if (end <= start || start < leading || (!anchored && start == leading && end == length))
        return;
    margin(p);
    spaces(p, SOURCE_INDENT);
    int from = characters(source, start), to = characters(source, end), shift = characters(source, leading);
    int left = anchored ? characters(source, position->anchor_start) : from;
    int right = anchored ? characters(source, position->anchor_end) : to;
    spaces(p, from - shift);
    for (int i = from; i < to; i++)
        nx_builder_char(p->out, i >= left && i < right ? '^' : '~');
    text(p, "\n");
}

static void print_entry(printer *p, const nx_traceback *entry) {
    const nx_code *code = entry->code;
    char number[32];
    margin(p);
    text(p, "  File \"");
    text(p, code->source ? code->source->path : "<unknown>");
    snprintf(number, sizeof number, "\", line %ld, in ", (long)nx_traceback_line(entry));
    text(p, number);
    nx_builder_str(p->out, NX_OBJ(code->name));
    text(p, "\n");
    size_t length, leading = 0;
    const char *source = nx_source_line(code->source, nx_traceback_line(entry), &length);
    if (!source)
        return;
    while (leading < length && is_space(source[leading]))
        leading++;
    margin(p);
    spaces(p, SOURCE_INDENT);
    nx_builder_str(p->out, nx_str_from_utf8(source + leading, length - leading));
    text(p, "\n");
    if (code->positions && entry->position < NX_GIVEN_POSITION && code->positions[entry->position].line)
        marks(p, source, length, leading, &code->positions[entry->position]);
}

static void print_repeated(printer *p, int64_t count) {
    char words[80];
    count -= SAME_ENTRIES;
    snprintf(words, sizeof words, "  [Previous line repeated %ld more time%s]", (long)count, count > 1 ? "s" : "");
    line(p, words);
}

static void print_entries(printer *p, nx_value traceback) {
    int64_t depth = 0, same = 0;
    for (nx_value at = traceback; at && at != NX_NONE; at = NX_PTR(nx_traceback, at)->next)
        depth++;
    const nx_traceback *last = NULL;
    for (nx_value at = traceback; at && at != NX_NONE; at = NX_PTR(nx_traceback, at)->next, depth--) {
        const nx_traceback *entry = NX_PTR(nx_traceback, at);
        if (depth > ENTRY_LIMIT)
            continue;
        if (last && last->code == entry->code && nx_traceback_line(last) == nx_traceback_line(entry)) {
            same++;
        } else {
            if (same > SAME_ENTRIES)
                print_repeated(p, same);
            same = 1;
            last = entry;
        }
        if (same <= SAME_ENTRIES)
            print_entry(p, entry);
    }
    if (same > SAME_ENTRIES)
        print_repeated(p, same);
}

// ---- one exception -----------------------------------------------------------------------------------------------------------------

// "module.Qualname"; the module is left out for builtins and the main program.
static nx_value type_title(nx_value exception) {
    nx_type *type = nx_type_of(exception);
    nx_value qualname = nx_getattr_optional(NX_OBJ(type), &nx_s___qualname__);
    nx_error_clear();
    if (!qualname || !nx_is_str(qualname))
        qualname = nx_type_name(type);
    if (!(type->flags & NX_TYPE_HEAP) && !type->module && !strchr(type->c_name, '.'))
        return qualname;
    nx_value module = nx_getattr_optional(NX_OBJ(type), &nx_s___module__);
    nx_error_clear();
    if (!module || !nx_is_str(module))
        return nx_str_format("<unknown>.%U", qualname);
    if (nx_str_equal(NX_PTR(nx_str, module), &nx_s_builtins) || nx_str_equal(NX_PTR(nx_str, module), &nx_s___main__))
        return qualname;
    return nx_str_format("%U.%U", module, qualname);
}

static nx_value field(nx_value v, nx_str *name) {
    nx_value value = nx_getattr_optional(v, name);
    if (!value)
        nx_error_clear();
    return value && value != NX_NONE ? value : 0;
}

// The place in the source that a SyntaxError tells of.
static void print_syntax_place(printer *p, nx_value exception) {
    nx_value filename = field(exception, &nx_s_filename), lineno = field(exception, &nx_s_lineno);
    nx_value source = field(exception, &nx_s_text);
    int64_t number, offset, end_offset, end_line;
    if (!lineno || !nx_int_try_i64(lineno, &number))
        return;
    nx_value place = nx_str_format("  File \"%S\", line %ld\n", filename ? filename : nx_str_from_c("<string>"), (long)number);
    if (!place) {
        nx_error_clear();
        return;
    }
    margin(p);
    nx_builder_str(p->out, place);
    if (!source || !nx_is_str(source))
        return;
    const nx_str *s = NX_PTR(nx_str, source);
    int64_t first = 0, stop = s->length;
    while (stop > 0 && (nx_str_at(s, stop - 1) == '\n' || nx_str_at(s, stop - 1) == ' ' || nx_str_at(s, stop - 1) == '\t' ||
                        nx_str_at(s, stop - 1) == '\r'))
        stop--;
    while (first < stop && (nx_str_at(s, first) == ' ' || nx_str_at(s, first) == '\t' || nx_str_at(s, first) == '\f'))
        first++;
    margin(p);
    spaces(p, SOURCE_INDENT);
    nx_builder_str(p->out, nx_str_slice(source, first, stop));
    text(p, "\n");
    nx_value offset_value = field(exception, &nx_s_offset), end_value = field(exception, &nx_s_end_offset);
    nx_value end_line_value = field(exception, &nx_s_end_lineno);
    if (!offset_value || !nx_int_try_i64(offset_value, &offset) || offset < 1)
        return;
    if (!end_value || !nx_int_try_i64(end_value, &end_offset) || end_offset == 0 || end_offset == -1)
        end_offset = offset + 1;
    if (end_line_value && nx_int_try_i64(end_line_value, &end_line) && end_line > number)
        end_offset = stop + 1;
    if (end_offset > s->length + 1)
        end_offset = s->length + 1;
    if (end_offset <= offset)
        end_offset = offset + 1;
    if (offset - 1 < first)
        return;
    margin(p);
    spaces(p, SOURCE_INDENT);
    for (int64_t i = first; i < offset - 1; i++) {
        uint32_t c = i < stop ? nx_str_at(s, i) : ' ';
        nx_builder_char(p->out, c == '\t' ? '\t' : ' ');
    }
    for (int64_t i = offset; i < end_offset; i++)
        nx_builder_char(p->out, '^');
    text(p, "\n");
}

static void print_lines(printer *p, nx_value words) {
    const nx_str *s = NX_PTR(nx_str, words);
    for (int64_t start = 0, i = 0; i <= s->length; i++) {
        if (i < s->length && nx_str_at(s, i) != '\n')
            continue;
        if (i == s->length && start == i && i > 0)
            break; // the text ended with a line end
        margin(p);
        nx_builder_str(p->out, nx_str_slice(words, start, i));
        text(p, "\n");
        start = i + 1;
    }
}

static void print_notes(printer *p, nx_value exception) {
    nx_value notes = nx_getattr_optional(exception, &nx_s___notes__);
    nx_error_clear();
    if (!notes || notes == NX_NONE)
        return;
    if (!nx_type_of(notes)->getitem || nx_is_dict(notes)) {
        nx_value shown = nx_repr(notes);
        if (!shown) {
            nx_error_clear();
            shown = nx_str_from_c("<__notes__ repr() failed>");
        }
        margin(p);
        nx_builder_str(p->out, shown); // and no line end
        return;
    }
    nx_value items = nx_tuple_of(notes);
    if (!items)
        nx_error_clear();
    for (int64_t i = 0; items && i < NX_PTR(nx_tuple, items)->length; i++) {
        nx_value shown = text_of(NX_PTR(nx_tuple, items)->items[i], "<note str() failed>");
        if (shown)
            print_lines(p, shown);
    }
}

// "Type: text" with notes. Calls Python.
static void print_head(printer *p, nx_value exception) {
    bool is_syntax = nx_exception_type_is(nx_type_of(exception), &nx_SyntaxError);
    if (is_syntax)
        print_syntax_place(p, exception);
    margin(p);
    nx_value title = type_title(exception);
    if (title)
        nx_builder_str(p->out, title);
    nx_value words = 0;
    if (is_syntax && (words = field(exception, &nx_s_msg)))
        words = text_of(words, "<exception str() failed>");
    if (!words)
        words = text_of(exception, "<exception str() failed>");
    if (words && NX_PTR(nx_str, words)->length > 0) {
        text(p, ": ");
        nx_builder_str(p->out, words);
    }
    nx_value suggestion = nx_suggestion_for(exception);
    if (suggestion) {
        text(p, ". Did you mean: '");
        nx_builder_str(p->out, suggestion);
        text(p, "'?");
    }
    text(p, "\n");
    print_notes(p, exception);
}

static bool was_seen(printer *p, nx_value exception) {
    const nx_list *seen = NX_PTR(nx_list, p->seen);
    for (int64_t i = 0; i < seen->length; i++)
        if (seen->items[i] == exception)
            return true;
    return false;
}

static void print_recursive(printer *p, nx_value exception);

static void print_chained(printer *p, nx_value exception, const char *message) {
    bool close = p->close_box;
    p->close_box = false;
    print_recursive(p, exception);
    p->close_box = close;
    line(p, "");
    line(p, message);
    line(p, "");
}

static void print_group(printer *p, nx_value group) {
    if (p->depth > GROUP_DEPTH) {
        char words[60];
        snprintf(words, sizeof words, "... (max_group_depth is %d)", GROUP_DEPTH);
        line(p, words);
        return;
    }
    bool outermost = p->depth == 0;
    if (outermost)
        p->depth = 1;
    const nx_exception *self = NX_EXCEPTION(group);
    if (self->traceback) {
        margin_with(p, outermost ? "+ " : "| ");
        text(p, "Exception Group Traceback (most recent call last):\n");
        print_entries(p, self->traceback);
    }
    print_head(p, group);
    const nx_tuple *members = NX_PTR(nx_tuple, self->extra[NX_GROUP_EXCEPTIONS]);
    int64_t shown = members->length < GROUP_WIDTH + 1 ? members->length : GROUP_WIDTH + 1;
    p->close_box = false;
    for (int64_t i = 0; i < shown; i++) {
        bool last = i == shown - 1, truncated = i >= GROUP_WIDTH;
        char words[80];
        if (last)
            p->close_box = true;
        spaces(p, 2 * p->depth);
        text(p, i == 0 ? "+-" : "  ");
        if (truncated)
            snprintf(words, sizeof words, "+---------------- ... ----------------\n");
        else
            snprintf(words, sizeof words, "+---------------- %ld ----------------\n", (long)i + 1);
        text(p, words);
        p->depth++;
        if (truncated) {
            int64_t left = members->length - GROUP_WIDTH;
            snprintf(words, sizeof words, "and %ld more exception%s", (long)left, left > 1 ? "s" : "");
            line(p, words);
        } else {
            print_recursive(p, members->items[i]);
        }
        if (last && p->close_box) {
            spaces(p, 2 * p->depth);
            text(p, "+------------------------------------\n");
            p->close_box = false;
        }
        p->depth--;
    }
    if (outermost)
        p->depth = 0;
}

static void print_recursive(printer *p, nx_value exception) {
    nx_list_push(NX_PTR(nx_list, p->seen), exception);
    const nx_exception *self = NX_EXCEPTION(exception);
    if (self->cause) {
        if (!was_seen(p, self->cause))
            print_chained(p, self->cause,
                          "The above exception was the direct cause of the following exception:");
    } else if (self->context && !self->suppress_context && !was_seen(p, self->context)) {
        print_chained(p, self->context, "During handling of the above exception, another exception occurred:");
    }
    if (nx_exception_type_is(nx_type_of(exception), &nx_BaseExceptionGroup)) {
        print_group(p, exception);
        return;
    }
    if (self->traceback) {
        line(p, "Traceback (most recent call last):");
        print_entries(p, self->traceback);
    }
    print_head(p, exception);
}

bool nx_print_exception(nx_value exception, nx_builder *out) {
    nx_list *seen = nx_list_new(2);
    if (!seen)
        return false;
    printer p = {out, 0, false, NX_OBJ(seen)};
    print_recursive(&p, exception);
    return true;
}

nx_value nx_traceback_text(nx_value exception) {
    nx_builder out;
    nx_builder_init(&out);
    return nx_print_exception(exception, &out) ? nx_builder_finish(&out) : NX_ERROR;
}

nx_value nx_traceback_entries_text(nx_value traceback) {
    nx_builder out;
    nx_builder_init(&out);
    printer p = {&out, 0, false, 0};
    print_entries(&p, traceback);
    return nx_builder_finish(&out);
}
