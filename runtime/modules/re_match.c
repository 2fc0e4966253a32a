// Match objects: the spans of the groups in the string that was searched.
#include "natives.h"
#include "../types/containers.h"
#include "../core/alloc.h"
#include "re.h"

static re_match *of(nx_value v) {
    return NX_PTR(re_match, v);
}

static re_pattern *pattern_of(nx_value self) {
    return NX_PTR(re_pattern, of(self)->pattern);
}

static int64_t group_count(nx_value self) {
    return pattern_of(self)->program->groups;
}

nx_value nx_regex_match_new(re_pattern *pattern, nx_value string, int64_t position, int64_t end, const int64_t *spans,
                            int64_t last_index) {
    size_t count = 2 * ((size_t)pattern->program->groups + 1);
    bool wide = end > INT32_MAX;
    re_match *match = nx_alloc_plain(&nx_re_match_type, sizeof(re_match) + count * (wide ? sizeof(int64_t) : sizeof(int32_t)));
    if (!match)
        return 0;
    match->pattern = NX_OBJ(pattern);
    match->string = string;
    match->position = position;
    match->end_position = end;
    match->last_index = (uint32_t)last_index;
    match->wide = wide;
    if (NX_UNLIKELY(wide))
        memcpy(match->spans, spans, count * sizeof *spans);
    else
        for (size_t i = 0; i < count; i++)
            match->spans[i] = (int32_t)spans[i];
    return NX_OBJ(match);
}

// The spans one after another: starts have even indices.
static inline int64_t bound(const re_match *match, int64_t index) {
    if (NX_LIKELY(!match->wide))
        return match->spans[index];
    int64_t bound;
    memcpy(&bound, (const char *)match->spans + (size_t)index * sizeof bound, sizeof bound);
    return bound;
}

// ---- groups -------------------------------------------------------------------------------------------------------------

// The number of a group given by number or name; -1: IndexError (or another error).
static int64_t group_number(nx_value self, nx_value key) {
    int64_t number = -1;
    if (nx_is_small_int(key)) {
        number = nx_small_int(key);
    } else if (nx_is_int(key) || nx_type_of(key)->index) {
        if (!nx_to_index(key, &number, true))
            return -1;
    } else {
        nx_value found = nx_dict_get_value(NX_PTR(nx_dict, pattern_of(self)->group_index), key);
        if (found)
            number = nx_small_int(found);
        else if (nx_pending())
            return -1;
    }
    if (number < 0 || number > group_count(self)) {
        nx_raise(&nx_IndexError, "no such group");
        return -1;
    }
    return number;
}

static nx_value slice(nx_value self, int64_t start, int64_t end) {
    nx_value string = of(self)->string;
    if (NX_LIKELY(nx_is_exact_str(string))) {
        if (end - start == 1)
            return nx_str_from_char(nx_str_at(NX_PTR(nx_str, string), start));
        return nx_str_slice(string, start, end);
    }
    re_subject subject;
    if (!nx_regex_open(pattern_of(self), string, &subject))
        return 0;
    nx_value result = nx_regex_slice(&subject, start, end);
    nx_regex_close(&subject);
    return result;
}

static nx_value group_value(nx_value self, int64_t number, nx_value missing) {
    int64_t start = bound(of(self), 2 * number);
    return start < 0 ? missing : slice(self, start, bound(of(self), 2 * number + 1));
}

static nx_value group_by(nx_value self, nx_value key) {
    int64_t number = group_number(self, key);
    return number < 0 ? 0 : group_value(self, number, NX_NONE);
}

nx_value nx_re_match_item(nx_value self, nx_value key) {
    return group_by(self, key);
}

nx_value nx_re_Match_group(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("group", kwnames))
        return 0;
    if (nargs < 2)
        return nargs == 0 ? group_value(self, 0, NX_NONE) : group_by(self, args[0]);
    nx_tuple *result = nx_tuple_new((int64_t)nargs);
    for (size_t i = 0; result && i < nargs; i++)
        if (!(result->items[i] = group_by(self, args[i])))
            return 0;
    return NX_OBJ(result);
}

nx_value nx_re_Match_groups(nx_value self, nx_value default_value) {
    nx_tuple *result = nx_tuple_new(group_count(self));
    for (int64_t i = 0; result && i < result->length; i++)
        if (!(result->items[i] = group_value(self, i + 1, default_value)))
            return 0;
    return NX_OBJ(result);
}

nx_value nx_re_Match_groupdict(nx_value self, nx_value default_value) {
    nx_dict *result = nx_dict_new(0);
    nx_value name, number;
    for (int64_t at = 0; result && nx_dict_next(NX_PTR(nx_dict, pattern_of(self)->group_index), &at, &name, &number);) {
        nx_value value = group_value(self, nx_small_int(number), default_value);
        if (!value || !nx_dict_set(result, name, value))
            return 0;
    }
    return NX_OBJ(result);
}

nx_value nx_re_Match_start(nx_value self, nx_value group) {
    int64_t number = group_number(self, group);
    return number < 0 ? 0 : NX_INT(bound(of(self), 2 * number));
}

nx_value nx_re_Match_end(nx_value self, nx_value group) {
    int64_t number = group_number(self, group);
    return number < 0 ? 0 : NX_INT(bound(of(self), 2 * number + 1));
}

static nx_value span_pair(nx_value self, int64_t number) {
    nx_value pair[2] = {NX_INT(bound(of(self), 2 * number)), NX_INT(bound(of(self), 2 * number + 1))};
    return nx_tuple_from(2, pair);
}

nx_value nx_re_Match_span(nx_value self, nx_value group) {
    int64_t number = group_number(self, group);
    return number < 0 ? 0 : span_pair(self, number);
}

nx_value nx_re_Match_expand(nx_value self, nx_value template) {
    re_pattern *pattern = pattern_of(self);
    nx_value items = nx_regex_template(pattern, template);
    re_subject subject;
    if (!items || !nx_regex_open(pattern, of(self)->string, &subject))
        return 0;
    int64_t count = 2 * (group_count(self) + 1), *spans = nx_alloc_bytes((size_t)count * sizeof *spans);
    for (int64_t i = 0; spans && i < count; i++)
        spans[i] = bound(of(self), i);
    re_joiner joiner = {.is_text = subject.is_text};
    nx_builder_init(&joiner.text);
    bool joined = spans && nx_regex_join_template(&joiner, items, &subject, spans);
    nx_regex_close(&subject);
    return joined ? nx_regex_join_finish(&joiner) : 0;
}

// ---- fields -------------------------------------------------------------------------------------------------------------

nx_value nx_re_Match_get_lastindex(nx_value self) {
    return of(self)->last_index ? NX_INT(of(self)->last_index) : NX_NONE;
}

nx_value nx_re_Match_get_lastgroup(nx_value self) {
    nx_value names = of(self)->last_index ? nx_regex_group_names(pattern_of(self)) : NX_NONE;
    return names && names != NX_NONE ? NX_PTR(nx_tuple, names)->items[of(self)->last_index] : names;
}

nx_value nx_re_Match_get_string(nx_value self) {
    return of(self)->string;
}

nx_value nx_re_Match_get_re(nx_value self) {
    return of(self)->pattern;
}

nx_value nx_re_Match_get_pos(nx_value self) {
    return NX_INT(of(self)->position);
}

nx_value nx_re_Match_get_endpos(nx_value self) {
    return NX_INT(of(self)->end_position);
}

nx_value nx_re_Match_get_regs(nx_value self) {
    nx_tuple *result = nx_tuple_new(group_count(self) + 1);
    for (int64_t i = 0; result && i < result->length; i++)
        if (!(result->items[i] = span_pair(self, i)))
            return 0;
    return NX_OBJ(result);
}

nx_value nx_re_Match_copy(nx_value self) {
    return self;
}

nx_value nx_re_Match_deepcopy(nx_value self, nx_value memo) {
    return self;
}

nx_value nx_re_match_recipe(nx_value self) {
    const re_match *match = of(self);
    nx_value span = span_pair(self, 0);
    nx_value parts[] = {nx_str_from_c("re_match"), match->pattern, match->string, NX_INT(match->position), NX_INT(match->end_position), span};
    return span ? nx_tuple_from(6, parts) : 0;
}

nx_value nx_re_match_repr(nx_value self) {
    nx_value text = group_value(self, 0, NX_NONE);
    return text ? nx_str_format("<%N object; span=(%lld, %lld), match=%R>", nx_type_of(self), (long long)bound(of(self), 0),
                                (long long)bound(of(self), 1), text)
                : 0;
}
