// Binding the arguments of a call to the parameters of a compiled function, with CPython's errors.
// Reference: The Python Language Reference, section 6.3.4 (Calls).
#include "native.h"
#include "host.h"

static nx_value name_of(nx_function *function) { return function->qualname; }

static nx_str *parameter_name(const nx_code *code, size_t i) { return (nx_str *)code->parameters[i]; }

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
static nx_value list_names(const nx_code *code, const size_t *indices, size_t count) {
    nx_builder text;
    nx_builder_init(&text);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            nx_builder_c(&text, count == 2 ? " and " : i + 1 == count ? ", and " : ", ");
        nx_value quoted = nx_repr(NX_OBJ(parameter_name(code, indices[i])));
        if (!quoted)
            return 0;
        nx_builder_str(&text, quoted);
    }
    return nx_builder_finish(&text);
}

static NX_COLD bool raise_missing(nx_function *function, const size_t *missing, size_t count, const char *kind) {
    nx_value names = list_names(function->code, missing, count);
    if (!names)
        return false;
    return nx_failf(&nx_TypeError, "%U() missing %d required %s argument%s: %U", name_of(function), (int)count, kind,
                    count == 1 ? "" : "s", names);
}

static NX_COLD bool raise_too_many(nx_function *function, size_t nargs, nx_value kwnames, const nx_value *out) {
    const nx_code *code = function->code;
    size_t defaults = function->defaults != NX_NONE ? (size_t)NX_PTR(nx_tuple, function->defaults)->length : 0;
    size_t least = code->positional - (defaults < code->positional ? defaults : code->positional);
    size_t keyword_only = 0;
    for (size_t i = code->positional; i < (size_t)code->positional + code->keyword_only; i++)
        keyword_only += out[i] != 0;
    nx_value takes = defaults ? nx_str_format("from %d to %d", (int)least, (int)code->positional)
                              : nx_str_format("%d", (int)code->positional);
    if (!takes)
        return false;
    const char *plural = (defaults ? code->positional != 0 : code->positional != 1) ? "s" : "";
    if (keyword_only == 0)
        return nx_failf(&nx_TypeError, "%U() takes %U positional argument%s but %d %s given", name_of(function), takes, plural,
                        (int)nargs, nargs == 1 ? "was" : "were");
    return nx_failf(&nx_TypeError,
                    "%U() takes %U positional argument%s but %d positional argument%s (and %d keyword-only argument%s) were given",
                    name_of(function), takes, plural, (int)nargs, nargs == 1 ? "" : "s", (int)keyword_only,
                    keyword_only == 1 ? "" : "s");
}

// The parameter that a keyword names; -1 if there is none. Names are usually the same object.
static int64_t find_parameter(const nx_code *code, nx_str *name, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (parameter_name(code, i) == name)
            return (int64_t)i;
    }
    for (size_t i = from; i < to; i++) {
        if (nx_str_equal(parameter_name(code, i), name))
            return (int64_t)i;
    }
    return -1;
}

// A keyword that no parameter takes: an error, about positional-only parameters if such are named.
static NX_COLD bool raise_unexpected(nx_function *function, nx_value kwnames, nx_value keyword) {
    const nx_code *code = function->code;
    size_t found[code->positional_only + 1];
    size_t count = 0;
    nx_tuple *names = NX_PTR(nx_tuple, kwnames);
    for (size_t i = 0; i < code->positional_only; i++) {
        for (int64_t k = 0; k < names->length; k++) {
            if (nx_str_equal(parameter_name(code, i), NX_PTR(nx_str, names->items[k]))) {
                found[count++] = i;
                break;
            }
        }
    }
    if (count == 0)
        return nx_failf(&nx_TypeError, "%U() got an unexpected keyword argument '%U'", name_of(function), keyword);
    nx_builder text;
    nx_builder_init(&text);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            nx_builder_c(&text, ", ");
        nx_builder_str(&text, NX_OBJ(parameter_name(code, found[i])));
    }
    nx_value list = nx_builder_finish(&text);
    return list && nx_failf(&nx_TypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                            name_of(function), list);
}

// kwnames: the names of all keywords, for the error; 0: those of `named`.
static inline bool bind_keyword(nx_function *function, nx_value keyword, nx_value value, nx_value *out, nx_dict *rest,
                                nx_value kwnames, nx_dict *named) {
    const nx_code *code = function->code;
    nx_str *name = NX_PTR(nx_str, keyword);
    int64_t at = find_parameter(code, name, code->positional_only, (size_t)code->positional + code->keyword_only);
    if (at < 0) {
        if (rest) return nx_dict_set_str(rest, name, value);
        if (!kwnames) kwnames = nx_tuple_of(NX_OBJ(named));
        return kwnames && raise_unexpected(function, kwnames, keyword);
    }
    if (out[at]) return nx_failf(&nx_TypeError, "%U() got multiple values for argument '%U'", name_of(function), keyword);
    out[at] = value;
    return true;
}

static bool bind_keywords(nx_function *function, const nx_value *values, nx_value kwnames, nx_value *out, nx_dict *rest) {
    nx_tuple *names = NX_PTR(nx_tuple, kwnames);
    for (int64_t k = 0; k < names->length; k++) {
        if (!nx_is_str(names->items[k]))
            return nx_failf(&nx_TypeError, "%U() keywords must be strings", name_of(function));
        if (!bind_keyword(function, names->items[k], values[k], out, rest, kwnames, NULL)) return false;
    }
    return true;
}

static bool fill_positional_defaults(nx_function *function, nx_value *out) {
    const nx_code *code = function->code;
    nx_tuple *defaults = function->defaults != NX_NONE ? NX_PTR(nx_tuple, function->defaults) : NULL;
    int64_t count = defaults ? defaults->length : 0;
    int64_t first = code->positional - count;
    size_t missing[code->positional + 1];
    size_t missing_count = 0;
    for (int64_t i = 0; i < code->positional; i++) {
        if (out[i])
            continue;
        if (i >= first)
            out[i] = defaults->items[i - first];
        else
            missing[missing_count++] = (size_t)i;
    }
    return missing_count == 0 || raise_missing(function, missing, missing_count, "positional");
}

// 0: there is none, or an error is pending. The dict may have become the host's, which was asked for __kwdefaults__.
static nx_value keyword_default(nx_value defaults, nx_value name) {
    if (NX_LIKELY(!nx_is_foreign(defaults))) return nx_dict_get_str(NX_PTR(nx_dict, defaults), NX_PTR(nx_str, name));
    nx_value found = nx_getitem(defaults, name);
    if (!found && nx_error_matches(&nx_KeyError)) nx_error_clear();
    return found;
}

static bool fill_keyword_defaults(nx_function *function, nx_value *out) {
    const nx_code *code = function->code;
    size_t missing[code->keyword_only + 1];
    size_t missing_count = 0;
    for (size_t i = code->positional; i < (size_t)code->positional + code->keyword_only; i++) {
        if (out[i])
            continue;
        if (function->keyword_defaults != NX_NONE) {
            out[i] = keyword_default(function->keyword_defaults, NX_OBJ(parameter_name(code, i)));
            if (nx_pending())
                return false;
        }
        if (!out[i])
            missing[missing_count++] = i;
    }
    return missing_count == 0 || raise_missing(function, missing, missing_count, "keyword-only");
}

// Keywords come from an array behind the positional arguments, by their names, or from a dict.
static bool bind(nx_function *function, size_t nargs, const nx_value *args, nx_value kwnames, nx_dict *keywords, nx_value *out) {
    const nx_code *code = function->code;
    size_t named = (size_t)code->positional + code->keyword_only;
    size_t given = nargs < code->positional ? nargs : code->positional;
    for (size_t i = 0; i < given; i++) out[i] = args[i]; // few; args may be NULL
    for (size_t i = given; i < named; i++) out[i] = 0;
    size_t next = named;
    if (code->flags & NX_CODE_VARARGS) {
        out[next] = nargs > given ? nx_tuple_from((int64_t)(nargs - given), args + given) : NX_OBJ(&nx_empty_tuple);
        if (!out[next++])
            return false;
    }
    nx_dict *rest = NULL;
    if (code->flags & NX_CODE_KWARGS) {
        bool takes_all = keywords && code->positional_only == named;
        rest = takes_all ? nx_dict_copy_of(keywords) : nx_dict_new(keywords ? keywords->live : (int64_t)nx_keyword_count(kwnames));
        if (!rest)
            return false;
        out[next] = NX_OBJ(rest);
        if (takes_all) keywords = NULL;
    }
    if (kwnames && !bind_keywords(function, args + nargs, kwnames, out, rest))
        return false;
    if (keywords) {
        int64_t position = 0;
        nx_value key, value;
        while (nx_dict_next(keywords, &position, &key, &value))
            if (!bind_keyword(function, key, value, out, rest, 0, keywords)) return false;
    }
    if (nargs > given && !(code->flags & NX_CODE_VARARGS)) {
        if (keywords && !(kwnames = nx_tuple_of(NX_OBJ(keywords)))) return false;
        return raise_too_many(function, nargs, kwnames, out);
    }
    return (given == code->positional || fill_positional_defaults(function, out)) &&
           (code->keyword_only == 0 || fill_keyword_defaults(function, out));
}

bool nx_bind_arguments(nx_function *function, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *out) {
    const nx_code *code = function->code;
    // The usual case: no keywords, and defaults for what is missing.
    if ((code->flags & NX_CODE_SIMPLE) && !kwnames && nargs <= code->positional && function->defaults != NX_NONE) {
        const nx_tuple *defaults = NX_PTR(nx_tuple, function->defaults);
        int64_t first = code->positional - defaults->length;
        if (NX_LIKELY((int64_t)nargs >= first)) {
            for (size_t i = 0; i < nargs; i++) out[i] = args[i];
            for (size_t i = nargs; i < code->positional; i++) out[i] = defaults->items[(int64_t)i - first];
            return true;
        }
    }
    return bind(function, nargs, args, kwnames, NULL, out);
}

bool nx_bind_star(nx_function *function, nx_tuple *arguments, nx_dict *keywords, nx_value *out) {
    return bind(function, (size_t)arguments->length, arguments->items, 0, keywords, out);
}
