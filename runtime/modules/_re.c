// The module `_re`: its types and the exception `re.error`. runtime/lib/re.py has the flags and what is not hot.
#include "natives.h"
#include "../core/host.h"
#include "../types/containers.h"
#include "../types/exception.h"
#include "re.h"

#include "_re.inc"

nx_type nx_re_pattern_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_re_pattern_type},
    .c_name = "re.Pattern",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(re_pattern),
    .doc = "Compiled regular expression object.",
    .methods = nx_re_Pattern_methods,
    .getsets = nx_re_Pattern_getsets,
    .repr = nx_re_pattern_repr,
    .compare = nx_re_pattern_compare,
    .hash = nx_re_pattern_hash,
    .finalize = nx_re_pattern_finalize,
    .finalizes_quietly = true,
};

nx_type nx_re_match_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_re_match_type},
    .c_name = "re.Match",
    .base = &nx_object_type,
    .basic_size = sizeof(re_match),
    .doc = "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    .methods = nx_re_Match_methods,
    .getsets = nx_re_Match_getsets,
    .repr = nx_re_match_repr,
    .getitem = nx_re_match_item,
};

nx_type nx_re_scanner_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_re_scanner_type},
    .c_name = "_sre.SRE_Scanner",
    .base = &nx_object_type,
    .basic_size = 64,
    .methods = nx_re_SRE_Scanner_methods,
    .getsets = nx_re_SRE_Scanner_getsets,
};

nx_type nx_re_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_re_iterator_type},
    .c_name = "callable_iterator",
    .base = &nx_object_type,
    .basic_size = 64,
    .iter = nx_iter_self,
    .next = nx_re_scanner_next,
};

// ---- re.error -----------------------------------------------------------------------------------------------------------

static int64_t length_of(nx_value text) {
    return nx_is_str(text) ? NX_PTR(nx_str, text)->length : NX_PTR(nx_bytes, text)->length;
}

static bool newline_at(nx_value text, int64_t i) {
    return (nx_is_str(text) ? nx_str_at(NX_PTR(nx_str, text), i) : NX_PTR(nx_bytes, text)->data[i]) == '\n';
}

// error(msg, pattern=None, pos=None)
static bool error_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"msg", "pattern", "pos"};
    nx_value given[3];
    if (nargs == 0 && !kwnames)
        return nx_failf(&nx_TypeError, "error.__init__() missing 1 required positional argument: 'msg'");
    if (!nx_take_arguments("error.__init__", names, 3, 1, 0, nargs, args, kwnames, given))
        return false;
    nx_value message = given[0], pattern = given[1] ? given[1] : NX_NONE, position = given[2] ? given[2] : NX_NONE;
    nx_value line = NX_NONE, column = NX_NONE, text = message;
    bool is_text = nx_is_str(pattern) || nx_has_flag(pattern, NX_TYPE_BYTES);
    int64_t place;
    if (is_text && nx_int_try_i64(position, &place)) {
        int64_t lines = 1, start = 0, length = length_of(pattern);
        bool has_lines = false;
        for (int64_t i = 0; i < length; i++) {
            if (!newline_at(pattern, i))
                continue;
            has_lines = true;
            if (i < place) {
                lines++;
                start = i + 1;
            }
        }
        line = NX_INT(lines);
        column = NX_INT(place - start + 1);
        text = nx_str_format("%S at position %lld", message, (long long)place);
        if (text && has_lines)
            text = nx_str_format("%U (line %lld, column %lld)", text, (long long)lines, (long long)(place - start + 1));
        if (!text)
            return false;
    }
    return nx_exception_init_slot(self, 1, &text, 0) && nx_setattr(self, nx_str_intern_c("msg"), message) &&
           nx_setattr(self, nx_str_intern_c("pattern"), pattern) && nx_setattr(self, nx_str_intern_c("pos"), position) &&
           nx_setattr(self, nx_str_intern_c("lineno"), line) && nx_setattr(self, nx_str_intern_c("colno"), column);
}

nx_type nx_re_error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_re_error_type},
    .c_name = "re.error",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
    .doc = "Exception raised for invalid regular expressions.\n\n    Attributes:\n\n        msg: The unformatted error "
           "message\n        pattern: The regular expression pattern\n        pos: The index in the pattern where "
           "compilation failed (may be None)\n        lineno: The line corresponding to pos (may be None)\n        "
           "colno: The column corresponding to pos (may be None)\n    ",
    .new_ = nx_exception_new_slot,
    .init = error_init,
};

static bool init(nx_module *self) {
    nx_host_has(&nx_re_pattern_type, nx_re_pattern_recipe);
    nx_host_has(&nx_re_match_type, nx_re_match_recipe);
    return nx_type_ready(&nx_re_scanner_type) && nx_type_ready(&nx_re_iterator_type);
}

static nx_type *const types[] = {&nx_re_pattern_type, &nx_re_match_type, &nx_re_error_type, NULL};
const nx_module_def nx_module__re = {.name = "_re", .functions = nx_re_functions, .types = types, .init = init};
