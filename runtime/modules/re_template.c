// Replacement texts: \1, \g<name>, \n … parsed into strings and group numbers, and the joining of results.
#include "re.h"

// ---- parsing ------------------------------------------------------------------------------------------------------------

typedef struct {
    re_reader r;
    re_pattern *pattern;
    nx_list *items;
    nx_builder literal;
} template_parser;

// A str, or bytes for a bytes template.
static nx_value take_text(nx_builder *text, bool is_text) {
    nx_value result = is_text || text->kind > 1 ? nx_builder_finish(text) : nx_bytes_new(text->data, text->length);
    nx_builder_init(text);
    return result;
}

static bool flush(template_parser *t) {
    if (t->literal.length == 0)
        return true;
    nx_value text = take_text(&t->literal, t->r.text);
    return text && nx_list_push(t->items, text);
}

static bool add_group(template_parser *t, int64_t number, int64_t back) {
    if (number > t->pattern->program->groups)
        return nx_regex_fail_back(&t->r, back, "invalid group reference %lld", (long long)number);
    return flush(t) && nx_list_push(t->items, NX_INT(number));
}

static bool named_group(template_parser *t) {
    int opens = nx_regex_accept(&t->r, '<');
    if (opens <= 0)
        return opens == 0 && nx_regex_fail_back(&t->r, 0, "missing <");
    nx_value name = nx_regex_until(&t->r, '>', "group name");
    int64_t number;
    if (!name || !nx_regex_group_name(&t->r, name, &number))
        return false;
    if (number < 0) {
        nx_value found = nx_dict_get_value(NX_PTR(nx_dict, t->pattern->group_index), name);
        if (!found)
            return !nx_pending() && nx_failf(&nx_IndexError, "unknown group name %R", name);
        number = nx_small_int(found);
    }
    return add_group(t, number, NX_PTR(nx_str, name)->length + 1);
}

static bool numbered(template_parser *t, re_token *token) {
    uint32_t c = token->chars[1];
    if (c == '0') {
        if (!nx_regex_take_digits(&t->r, token, 2, 8))
            return false;
        nx_builder_char(&t->literal, nx_regex_token_number(token, 1, 8) & 0xFF);
        return true;
    }
    if (!nx_regex_take_digits(&t->r, token, 1, 10))
        return false;
    if (token->length == 3 && nx_regex_digit(c, 8) >= 0 && nx_regex_digit(token->chars[2], 8) >= 0 && t->r.size == 1 &&
        nx_regex_digit(t->r.next, 8) >= 0) {
        if (!nx_regex_take_digits(&t->r, token, 1, 8))
            return false;
        uint32_t value = nx_regex_token_number(token, 1, 8);
        if (value > 0377) {
            nx_value text = nx_regex_token_text(token);
            return text && nx_regex_fail_back(&t->r, token->length, "octal escape value %U outside of range 0-0o377", text);
        }
        nx_builder_char(&t->literal, value);
        return true;
    }
    return add_group(t, nx_regex_token_number(token, 1, 10), token->length - 1);
}

static bool parse_template(template_parser *t) {
    while (t->r.size) {
        re_token token = {.length = 0};
        if (!nx_regex_take(&t->r, &token))
            return false;
        uint32_t c = token.chars[0];
        if (token.length == 1) {
            nx_builder_char(&t->literal, c);
            continue;
        }
        c = token.chars[1];
        if (c == 'g') {
            if (!named_group(t))
                return false;
        } else if (nx_regex_digit(c, 10) >= 0) {
            if (!numbered(t, &token))
                return false;
        } else if (nx_regex_simple_escape(c, &c)) {
            nx_builder_char(&t->literal, c);
        } else if (c < 128 && nx_unicode_flags(c) & UNICODE_ALPHA) {
            nx_value text = nx_regex_token_text(&token);
            return text && nx_regex_fail_back(&t->r, token.length, "bad escape %U", text);
        } else {
            nx_builder_char(&t->literal, '\\');
            nx_builder_char(&t->literal, c);
        }
    }
    return flush(t);
}

static bool has_backslash(nx_value text) {
    if (!nx_is_str(text))
        return memchr(NX_PTR(nx_bytes, text)->data, '\\', (size_t)NX_PTR(nx_bytes, text)->length) != NULL;
    const nx_str *s = NX_PTR(nx_str, text);
    if (s->kind == 1)
        return memchr(s->data, '\\', (size_t)s->length) != NULL;
    for (int64_t i = 0; i < s->length; i++)
        if (nx_str_at(s, i) == '\\')
            return true;
    return false;
}

nx_value nx_regex_template(re_pattern *pattern, nx_value text) {
    if (pattern->template_text == text)
        return pattern->template_items;
    nx_value given = text, mutable_text = text;
    if (nx_is_str(text)) {
        text = nx_str_slice(text, 0, NX_PTR(nx_str, text)->length);
    } else if (!nx_has_flag(text, NX_TYPE_BYTES)) {
        nx_buffer view; // a bytearray or the like: what it holds now
        if (!nx_type_of(text)->buffer)
            return nx_raisef(&nx_TypeError, "decoding to str: need a bytes-like object, %T found", text);
        if (!nx_buffer_get(text, &view))
            return 0;
        text = nx_bytes_new(view.data, view.length);
        nx_buffer_release(&view);
        given = 0;
    }
    if (!text)
        return 0;
    nx_value items;
    int64_t hash;
    if (!given && has_backslash(text) && !nx_hash(mutable_text, &hash))
        return 0;
    if (!has_backslash(text)) {
        items = nx_tuple_from(nx_is_str(text) ? NX_PTR(nx_str, text)->length > 0 : NX_PTR(nx_bytes, text)->length > 0, &text);
    } else {
        template_parser t = {.pattern = pattern, .items = nx_list_new(4)};
        nx_builder_init(&t.literal);
        if (!t.items || !nx_regex_read(&t.r, text) || !parse_template(&t))
            return 0;
        items = nx_tuple_from(t.items->length, t.items->items);
    }
    if (items && given) {
        pattern->template_text = given;
        pattern->template_items = items;
    }
    return items;
}

// ---- joining ------------------------------------------------------------------------------------------------------------

void nx_regex_join_subject(re_joiner *j, const re_subject *subject, int64_t start, int64_t end) {
    if (subject->is_text)
        nx_builder_range(&j->text, NX_PTR(nx_str, subject->object), start, end - start > 0 ? end : start);
    else
        nx_builder_latin1(&j->text, (const char *)subject->data + start, end - start);
    j->items++;
}

bool nx_regex_join_value(re_joiner *j, nx_value item) {
    if (j->is_text) {
        if (!nx_is_str(item))
            return nx_failf(&nx_TypeError, "sequence item %lld: expected str instance, %T found", (long long)j->items, item);
        nx_builder_str(&j->text, item);
    } else if (nx_has_flag(item, NX_TYPE_BYTES)) {
        nx_builder_latin1(&j->text, (const char *)NX_PTR(nx_bytes, item)->data, NX_PTR(nx_bytes, item)->length);
    } else {
        nx_buffer view;
        if (!nx_type_of(item)->buffer)
            return nx_failf(&nx_TypeError, "sequence item %lld: expected a bytes-like object, %T found", (long long)j->items, item);
        if (!nx_buffer_get(item, &view))
            return false;
        nx_builder_latin1(&j->text, view.data, view.length);
        nx_buffer_release(&view);
    }
    j->items++;
    return true;
}

bool nx_regex_join_template(re_joiner *j, nx_value items, const re_subject *subject, const int64_t *spans) {
    const nx_tuple *tuple = NX_PTR(nx_tuple, items);
    int64_t before = j->items;
    for (int64_t i = 0; i < tuple->length; i++) {
        nx_value item = tuple->items[i];
        if (!nx_is_small_int(item)) {
            if (!nx_regex_join_value(j, item))
                return false;
        } else if (spans[2 * nx_small_int(item)] >= 0) {
            nx_regex_join_subject(j, subject, spans[2 * nx_small_int(item)], spans[2 * nx_small_int(item) + 1]);
        }
    }
    j->items = before + 1;
    return true;
}

nx_value nx_regex_join_finish(re_joiner *j) {
    return take_text(&j->text, j->is_text);
}
