// Pattern objects: the cache of compiled patterns, the methods that search, split and substitute, scanners.
#include "natives.h"
#include "../types/containers.h"
#include <stdio.h>
#include "../core/host.h"
#include "re.h"

static re_pattern *of(nx_value v) {
    return NX_PTR(re_pattern, v);
}

// ---- compiling, with a cache ----------------------------------------------------------------------------------------------

#define CACHE_SIZE 512

static nx_dict *plain_cache, *flags_cache; // by pattern; by (pattern, flags)
static nx_value last_pattern, last_compiled; // the last one without flags

nx_value nx_re_purge(void) {
    plain_cache = flags_cache = NULL;
    last_pattern = last_compiled = 0;
    return NX_NONE;
}

static nx_value compile(nx_value pattern, uint32_t flags) {
    nx_value group_index;
    re_program *program = nx_regex_parse(pattern, flags & ~(uint32_t)RE_DEBUG, &group_index);
    if (!program)
        return 0;
    program->flags |= flags & RE_DEBUG;
    re_pattern *self = nx_new_object(re_pattern, nx_re_pattern_type);
    if (!self) {
        nx_regex_free(program);
        return 0;
    }
    self->pattern = pattern;
    self->group_index = group_index;
    self->program = program;
    return NX_OBJ(self);
}

static bool remember(nx_dict **cache, nx_value key, nx_value compiled) {
    if (!*cache && !(*cache = nx_dict_new(0)))
        return false;
    if ((*cache)->live >= CACHE_SIZE) {
        int64_t position = 0;
        nx_value oldest, value;
        if (nx_dict_next(*cache, &position, &oldest, &value) && nx_dict_delete(*cache, oldest) < 0)
            return false;
    }
    return nx_dict_set(*cache, key, compiled);
}

// ---- in an extension module -------------------------------------------------------------------------------------------------
//
// A pattern or a subject may be an object of the host's: then the host's `re` does it, with its own pattern.

// A foreign pattern; 0: it cannot be made.
static nx_value compile_by_host(nx_value pattern, nx_value flags) {
    nx_error_clear();
    return nx_host->call("re", "compile", 2, (nx_value[]){pattern, flags});
}

static nx_value method_of_host(nx_value self, const char *name, size_t nargs, const nx_value *args) {
    nx_value all[4] = {self};
    memcpy(all + 1, args, nargs * sizeof *args);
    return nx_host->call_method_of(&nx_re_pattern_type, name, nargs + 1, all, 0);
}

static inline bool is_for_host(nx_value self, nx_value string) {
    return NX_UNLIKELY(nx_host != NULL) && (nx_is_foreign(string) || nx_is_foreign(self));
}

nx_value nx_regex_compile(nx_value pattern, nx_value flags) {
    if (NX_LIKELY(pattern == last_pattern && flags == NX_INT(0) && last_pattern))
        return last_compiled;
    int64_t bits;
    if (nx_is_exact(pattern, &nx_re_pattern_type)) {
        int given = flags == NX_INT(0) ? 0 : nx_truth(flags);
        if (given < 0)
            return 0;
        return given ? nx_raise(&nx_ValueError, "cannot process flags argument with a compiled pattern") : pattern;
    }
    if (NX_UNLIKELY(nx_is_foreign(pattern)))
        return compile_by_host(pattern, flags);
    if (NX_UNLIKELY(nx_is_foreign(flags)) && !(flags = nx_index(flags))) // a RegexFlag
        return 0;
    if (!nx_is_int(flags))
        return nx_raisef(&nx_TypeError, "unsupported operand type(s) for &: '%T' and 'RegexFlag'", flags);
    if (!nx_int_to_i64(flags, &bits))
        return 0;
    bool is_text = nx_is_str(pattern);
    if (!is_text && !nx_has_flag(pattern, NX_TYPE_BYTES)) {
        int64_t hash;
        return nx_hash(pattern, &hash) ? nx_raise(&nx_TypeError, "first argument must be string or compiled pattern") : 0;
    }
    bool exact = is_text ? nx_is_exact_str(pattern) : nx_is_exact(pattern, &nx_bytes_type);
    if (NX_UNLIKELY(nx_host != NULL) && bits & RE_DEBUG)
        return compile_by_host(pattern, flags);
    if (!exact || bits & RE_DEBUG)
        return compile(pattern, (uint32_t)bits);
    nx_dict **cache = bits ? &flags_cache : &plain_cache;
    nx_value pair[2] = {pattern, NX_INT(bits)};
    nx_value key = bits ? nx_tuple_from(2, pair) : pattern;
    nx_value compiled = key && *cache ? nx_dict_get_value(*cache, key) : 0;
    if (!compiled) {
        if (nx_pending())
            return 0;
        compiled = compile(pattern, (uint32_t)bits);
        if (NX_UNLIKELY(!compiled && nx_host != NULL))
            return compile_by_host(pattern, flags); // or says what is wrong with it
        if (!compiled || !remember(cache, key, compiled))
            return 0;
    }
    if (!bits) {
        last_pattern = pattern;
        last_compiled = compiled;
    }
    return compiled;
}

void nx_re_pattern_finalize(nx_value self) {
    nx_regex_free(of(self)->program);
    of(self)->program = NULL;
}

// ---- a run over a subject -----------------------------------------------------------------------------------------------------

typedef struct {
    re_pattern *pattern;
    re_subject subject;
    int64_t position, end;  // as given, clamped
    int64_t next;           // where the next match may begin
    bool must_advance;      // the last match was empty: the next one there must not be
    const int64_t *spans;   // of the last match
    int64_t last_index;
} searcher;

static bool bound(nx_value given, int64_t length, int64_t *out) {
    if (NX_LIKELY(nx_is_small_int(given)))
        *out = nx_small_int(given);
    else if (!nx_to_index(given, out, false))
        return false;
    if (*out < 0)
        *out = 0;
    if (*out > length)
        *out = length;
    return true;
}

static bool begin(searcher *s, nx_value self, nx_value string, nx_value position, nx_value end) {
    s->pattern = of(self);
    s->must_advance = false;
    if (!nx_regex_open(s->pattern, string, &s->subject))
        return false;
    int64_t length = s->subject.length;
    s->end = length;
    if (!bound(position, length, &s->position) || (end && !bound(end, length, &s->end))) {
        nx_regex_close(&s->subject);
        return false;
    }
    s->next = s->position;
    return true;
}

// The next match: 1, 0 or -1.
static int advance(searcher *s, int mode) {
    if (s->next > s->end)
        return 0;
    int found = nx_regex_run(s->pattern, &s->subject, s->next, s->end, mode, s->must_advance, &s->spans, &s->last_index);
    if (found > 0) {
        s->must_advance = s->spans[0] == s->spans[1];
        s->next = s->spans[1];
    }
    return found;
}

static nx_value match_of(searcher *s) {
    return nx_regex_match_new(s->pattern, s->subject.object, s->position, s->end, s->spans, s->last_index);
}

static inline nx_value match_once(nx_value self, nx_value string, nx_value position, nx_value end, int mode) {
    static const char *const names[] = {[RE_SEARCH] = "search", [RE_MATCH] = "match", [RE_FULLMATCH] = "fullmatch"};
    searcher s;
    if (is_for_host(self, string))
        return method_of_host(self, names[mode], end ? 3 : 2, (nx_value[]){string, position, end});
    if (!begin(&s, self, string, position, end))
        return 0;
    int found = advance(&s, mode);
    nx_value result = found > 0 ? match_of(&s) : found < 0 ? 0 : NX_NONE;
    nx_regex_close(&s.subject);
    return result;
}

nx_value nx_re_Pattern_match(nx_value self, nx_value string, nx_value pos, nx_value endpos) {
    return match_once(self, string, pos, endpos, RE_MATCH);
}

nx_value nx_re_Pattern_fullmatch(nx_value self, nx_value string, nx_value pos, nx_value endpos) {
    return match_once(self, string, pos, endpos, RE_FULLMATCH);
}

nx_value nx_re_Pattern_search(nx_value self, nx_value string, nx_value pos, nx_value endpos) {
    return match_once(self, string, pos, endpos, RE_SEARCH);
}

nx_value nx_regex_slice(const re_subject *subject, int64_t start, int64_t end) {
    if (start < 0 || end < start)
        start = end = 0;
    if (end > subject->length)
        end = subject->length;
    if (start > end)
        start = end;
    if (nx_is_str(subject->object)) {
        if (end - start == 1)
            return nx_str_from_char(nx_str_at(NX_PTR(nx_str, subject->object), start));
        return nx_str_slice(subject->object, start, end);
    }
    if (end - start == subject->length && nx_is_exact(subject->object, &nx_bytes_type))
        return subject->object;
    return nx_bytes_new((const uint8_t *)subject->data + start, end - start);
}

static nx_value span_slice(const searcher *s, int64_t group) {
    return nx_regex_slice(&s->subject, s->spans[2 * group], s->spans[2 * group + 1]);
}

// What findall gives for a match.
static nx_value found_value(const searcher *s) {
    int64_t groups = s->pattern->program->groups;
    if (groups < 2)
        return span_slice(s, groups);
    nx_tuple *tuple = nx_tuple_new(groups);
    for (int64_t i = 0; tuple && i < groups; i++)
        if (!(tuple->items[i] = span_slice(s, i + 1)))
            return 0;
    return NX_OBJ(tuple);
}

nx_value nx_re_Pattern_findall(nx_value self, nx_value string, nx_value pos, nx_value endpos) {
    searcher s;
    if (is_for_host(self, string))
        return method_of_host(self, "findall", endpos ? 3 : 2, (nx_value[]){string, pos, endpos});
    nx_list *list = nx_list_new(8);
    if (!list || !begin(&s, self, string, pos, endpos))
        return 0;
    int found;
    while ((found = advance(&s, RE_SEARCH)) > 0) {
        nx_value item = found_value(&s);
        if (!item || !nx_list_push(list, item)) {
            found = -1;
            break;
        }
    }
    nx_regex_close(&s.subject);
    return found < 0 ? 0 : NX_OBJ(list);
}

nx_value nx_re_Pattern_split(nx_value self, nx_value string, nx_value maxsplit) {
    searcher s;
    if (is_for_host(self, string))
        return method_of_host(self, "split", 2, (nx_value[]){string, maxsplit});
    int64_t limit, last = 0;
    nx_list *list = nx_list_new(8);
    if (!list || !nx_to_index(maxsplit, &limit, false) || !begin(&s, self, string, NX_INT(0), 0))
        return 0;
    int found = 0;
    for (int64_t n = 0; limit == 0 || n < limit; n++) {
        found = advance(&s, RE_SEARCH);
        if (found <= 0)
            break;
        nx_value item = nx_regex_slice(&s.subject, last, s.spans[0]);
        last = s.spans[1];
        if (!item || !nx_list_push(list, item))
            found = -1;
        for (int64_t i = 1; i <= s.pattern->program->groups && found > 0; i++) {
            item = s.spans[2 * i] < 0 ? NX_NONE : span_slice(&s, i);
            if (!item || !nx_list_push(list, item))
                found = -1;
        }
        if (found < 0)
            break;
    }
    nx_value rest = found < 0 ? 0 : nx_regex_slice(&s.subject, last, s.end);
    nx_regex_close(&s.subject);
    return rest && nx_list_push(list, rest) ? NX_OBJ(list) : 0;
}

// ---- substitution ---------------------------------------------------------------------------------------------------------------

static nx_value substitute(nx_value self, nx_value repl, nx_value string, nx_value count, int64_t *replaced) {
    searcher s;
    int64_t limit, last = 0;
    *replaced = 0;
    if (!nx_to_index(count, &limit, false))
        return 0;
    bool calls = !nx_is_str(repl) && nx_is_callable(repl);
    nx_value items = calls ? 0 : nx_regex_template(of(self), repl);
    if ((!calls && !items) || !begin(&s, self, string, NX_INT(0), 0))
        return 0;
    re_joiner joiner = {.is_text = s.subject.is_text};
    nx_builder_init(&joiner.text);
    int found = 0;
    while (limit == 0 || *replaced < limit) {
        found = advance(&s, RE_SEARCH);
        if (found <= 0)
            break;
        int64_t start = s.spans[0], end = s.spans[1];
        if (last < start)
            nx_regex_join_subject(&joiner, &s.subject, last, start);
        bool joined;
        if (calls) {
            nx_value match = match_of(&s), item = match ? nx_call1(repl, match) : 0; // calls Python
            joined = item && (item == NX_NONE || nx_regex_join_value(&joiner, item));
        } else {
            joined = nx_regex_join_template(&joiner, items, &s.subject, s.spans);
        }
        if (!joined) {
            found = -1;
            break;
        }
        last = end;
        ++*replaced;
    }
    nx_value result = 0;
    if (found >= 0 && *replaced == 0) {
        result = nx_regex_slice(&s.subject, 0, s.end);
    } else if (found >= 0) {
        if (last < s.end)
            nx_regex_join_subject(&joiner, &s.subject, last, s.end);
        result = nx_regex_join_finish(&joiner);
    }
    nx_regex_close(&s.subject);
    return result;
}

// A replacement that is an object of the host's, and no function, is one of its texts.
static bool is_substituted_by_host(nx_value self, nx_value repl, nx_value string) {
    return is_for_host(self, string) || (NX_UNLIKELY(nx_is_foreign(repl)) && !nx_is_callable(repl));
}

nx_value nx_re_Pattern_sub(nx_value self, nx_value repl, nx_value string, nx_value count) {
    int64_t replaced;
    if (is_substituted_by_host(self, repl, string))
        return method_of_host(self, "sub", 3, (nx_value[]){repl, string, count});
    return substitute(self, repl, string, count, &replaced);
}

nx_value nx_re_Pattern_subn(nx_value self, nx_value repl, nx_value string, nx_value count) {
    int64_t replaced;
    if (is_substituted_by_host(self, repl, string))
        return method_of_host(self, "subn", 3, (nx_value[]){repl, string, count});
    nx_value result = substitute(self, repl, string, count, &replaced);
    nx_value pair[2] = {result, NX_INT(replaced)};
    return result ? nx_tuple_from(2, pair) : 0;
}

// ---- scanners and iterators -------------------------------------------------------------------------------------------------------

typedef struct {
    nx_header header;
    nx_value pattern, string;
    int64_t position, end, next;
    bool must_advance;
} re_scanner;

static nx_value scanner_new(nx_type *type, nx_value self, nx_value string, nx_value position, nx_value end) {
    searcher s;
    if (!begin(&s, self, string, position, end))
        return 0;
    nx_regex_close(&s.subject);
    re_scanner *scanner = nx_alloc_object(type, sizeof(re_scanner));
    if (!scanner)
        return 0;
    scanner->pattern = self;
    scanner->string = string;
    scanner->position = scanner->next = s.position;
    scanner->end = s.end;
    return NX_OBJ(scanner);
}

nx_value nx_re_Pattern_scanner(nx_value self, nx_value string, nx_value pos, nx_value endpos) {
    if (is_for_host(self, string))
        return method_of_host(self, "scanner", endpos ? 3 : 2, (nx_value[]){string, pos, endpos});
    return scanner_new(&nx_re_scanner_type, self, string, pos, endpos);
}

nx_value nx_re_Pattern_finditer(nx_value self, nx_value string, nx_value pos, nx_value endpos) {
    if (is_for_host(self, string))
        return method_of_host(self, "finditer", endpos ? 3 : 2, (nx_value[]){string, pos, endpos});
    return scanner_new(&nx_re_iterator_type, self, string, pos, endpos);
}

// The next match, NX_NONE or 0.
static nx_value scan(nx_value self, int mode) {
    re_scanner *scanner = NX_PTR(re_scanner, self);
    searcher s = {.pattern = of(scanner->pattern)};
    if (!nx_regex_open(s.pattern, scanner->string, &s.subject))
        return 0;
    s.position = scanner->position;
    s.end = scanner->end < s.subject.length ? scanner->end : s.subject.length;
    s.next = scanner->next;
    s.must_advance = scanner->must_advance;
    int found = advance(&s, mode);
    nx_value result = found > 0 ? match_of(&s) : found < 0 ? 0 : NX_NONE;
    scanner->next = found > 0 ? s.next : INT64_MAX; // a scanner that failed stays at the end
    scanner->must_advance = s.must_advance;
    nx_regex_close(&s.subject);
    return result;
}

nx_value nx_re_SRE_Scanner_match(nx_value self) {
    return scan(self, RE_MATCH);
}

nx_value nx_re_SRE_Scanner_search(nx_value self) {
    return scan(self, RE_SEARCH);
}

nx_value nx_re_SRE_Scanner_get_pattern(nx_value self) {
    return NX_PTR(re_scanner, self)->pattern;
}

nx_value nx_re_scanner_next(nx_value self) {
    nx_value match = scan(self, RE_SEARCH);
    return match == NX_NONE ? NX_STOP : match;
}

// ---- the module's functions -----------------------------------------------------------------------------------------------------

nx_value nx_re_compile(nx_value pattern, nx_value flags) {
    return nx_regex_compile(pattern, flags);
}

nx_value nx_re_match(nx_value pattern, nx_value string, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? match_once(p, string, NX_INT(0), 0, RE_MATCH) : 0;
}

nx_value nx_re_fullmatch(nx_value pattern, nx_value string, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? match_once(p, string, NX_INT(0), 0, RE_FULLMATCH) : 0;
}

nx_value nx_re_search(nx_value pattern, nx_value string, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? match_once(p, string, NX_INT(0), 0, RE_SEARCH) : 0;
}

nx_value nx_re_findall(nx_value pattern, nx_value string, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? nx_re_Pattern_findall(p, string, NX_INT(0), 0) : 0;
}

nx_value nx_re_finditer(nx_value pattern, nx_value string, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? nx_re_Pattern_finditer(p, string, NX_INT(0), 0) : 0;
}

nx_value nx_re_split(nx_value pattern, nx_value string, nx_value maxsplit, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? nx_re_Pattern_split(p, string, maxsplit) : 0;
}

nx_value nx_re_sub(nx_value pattern, nx_value repl, nx_value string, nx_value count, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? nx_re_Pattern_sub(p, repl, string, count) : 0;
}

nx_value nx_re_subn(nx_value pattern, nx_value repl, nx_value string, nx_value count, nx_value flags) {
    nx_value p = nx_regex_compile(pattern, flags);
    return p ? nx_re_Pattern_subn(p, repl, string, count) : 0;
}

nx_value nx_re_escape(nx_value pattern) {
    static const char special[] = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
    nx_builder b;
    nx_builder_init(&b);
    if (nx_is_str(pattern)) {
        const nx_str *s = NX_PTR(nx_str, pattern);
        for (int64_t i = 0; i < s->length; i++) {
            uint32_t c = nx_str_at(s, i);
            if (c && c < 128 && strchr(special, (int)c))
                nx_builder_char(&b, '\\');
            nx_builder_char(&b, c);
        }
        return nx_builder_finish(&b);
    }
    nx_buffer view;
    if (!nx_type_of(pattern)->buffer)
        return nx_raisef(&nx_TypeError, "decoding to str: need a bytes-like object, %T found", pattern);
    if (!nx_buffer_get(pattern, &view))
        return 0;
    for (int64_t i = 0; i < view.length; i++) {
        uint8_t c = ((const uint8_t *)view.data)[i];
        if (c && c < 128 && strchr(special, c))
            nx_builder_char(&b, '\\');
        nx_builder_char(&b, c);
    }
    nx_buffer_release(&view);
    return b.failed ? 0 : nx_bytes_new(b.data, b.length);
}

// ---- what a pattern is ----------------------------------------------------------------------------------------------------------

nx_value nx_re_pattern_recipe(nx_value self) {
    uint32_t flags = of(self)->program->flags;
    if (of(self)->program->text) flags &= ~(uint32_t)RE_UNICODE;
    return nx_tuple_from(3, (nx_value[]){nx_str_from_c("re_pattern"), of(self)->pattern, NX_INT(flags)});
}

nx_value nx_re_Pattern_get_pattern(nx_value self) {
    return of(self)->pattern;
}

nx_value nx_re_Pattern_get_flags(nx_value self) {
    return NX_INT(of(self)->program->flags);
}

nx_value nx_re_Pattern_get_groups(nx_value self) {
    return NX_INT(of(self)->program->groups);
}

nx_value nx_re_Pattern_get_groupindex(nx_value self) {
    return nx_call1(NX_OBJ(&nx_mappingproxy_type), of(self)->group_index);
}

nx_value nx_regex_group_names(re_pattern *pattern) {
    if (pattern->group_names)
        return pattern->group_names;
    nx_tuple *names = nx_tuple_new((int64_t)pattern->program->groups + 1);
    if (!names)
        return 0;
    for (int64_t i = 0; i < names->length; i++)
        names->items[i] = NX_NONE;
    nx_value name, number;
    for (int64_t position = 0; nx_dict_next(NX_PTR(nx_dict, pattern->group_index), &position, &name, &number);)
        names->items[nx_small_int(number)] = name;
    return pattern->group_names = NX_OBJ(names);
}

nx_value nx_re_Pattern_copy(nx_value self) {
    return self;
}

nx_value nx_re_Pattern_deepcopy(nx_value self, nx_value memo) {
    return self;
}

nx_value nx_re_Pattern_reduce(nx_value self) {
    nx_value module = nx_import_module(nx_str_intern_c("re"));
    nx_value function = module ? nx_getattr(module, nx_str_intern_c("_compile")) : 0;
    nx_value args[2] = {of(self)->pattern, NX_INT(of(self)->program->flags)};
    nx_value pair[2] = {function, function ? nx_tuple_from(2, args) : 0};
    return pair[1] ? nx_tuple_from(2, pair) : 0;
}

nx_value nx_re_pattern_repr(nx_value self) {
    static const struct { const char *name; uint32_t flag; } names[] = {
        {"re.TEMPLATE", RE_TEMPLATE}, {"re.IGNORECASE", RE_IGNORECASE}, {"re.LOCALE", RE_LOCALE},
        {"re.MULTILINE", RE_MULTILINE}, {"re.DOTALL", RE_DOTALL}, {"re.UNICODE", RE_UNICODE}, {"re.VERBOSE", RE_VERBOSE},
        {"re.DEBUG", RE_DEBUG}, {"re.ASCII", RE_ASCII}};
    uint32_t flags = of(self)->program->flags;
    if (of(self)->program->text && (flags & RE_TYPE_FLAGS) == RE_UNICODE)
        flags &= ~(uint32_t)RE_UNICODE;
    nx_value pattern = nx_repr(of(self)->pattern);
    if (!pattern)
        return 0;
    int64_t length = NX_PTR(nx_str, pattern)->length;
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_c(&b, "re.compile(");
    nx_builder_range(&b, NX_PTR(nx_str, pattern), 0, length < 200 ? length : 200);
    const char *separator = ", ";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(flags & names[i].flag))
            continue;
        nx_builder_c(&b, separator);
        nx_builder_c(&b, names[i].name);
        flags &= ~names[i].flag;
        separator = "|";
    }
    if (flags) {
        char rest[24];
        snprintf(rest, sizeof rest, "%s0x%x", separator, flags);
        nx_builder_c(&b, rest);
    }
    nx_builder_char(&b, ')');
    return nx_builder_finish(&b);
}

nx_value nx_re_pattern_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_exact(right, &nx_re_pattern_type))
        return NX_NOTIMPLEMENTED;
    int equal = 1;
    if (left != right) {
        equal = of(left)->program->flags == of(right)->program->flags && of(left)->program->text == of(right)->program->text;
        if (equal)
            equal = nx_equal(of(left)->pattern, of(right)->pattern);
    }
    return equal < 0 ? 0 : nx_from_bool(equal == (operation == NX_EQ));
}

bool nx_re_pattern_hash(nx_value self, int64_t *hash) {
    if (!nx_hash(of(self)->pattern, hash))
        return false;
    *hash ^= (int64_t)of(self)->program->flags * 1000003;
    if (*hash == -1)
        *hash = -2;
    return true;
}
