// _locale: the C library's locale. Only the character type is taken from the environment when the module is imported, as
// CPython does at its start.
#include <langinfo.h>
#include <limits.h>
#include <locale.h>

#include "../types/number.h"
#include "natives.h"

static nx_type error_type;

nx_value nx_locale_setlocale(nx_value category, nx_value locale) {
    int64_t which;
    const char *name = NULL;
    if (!nx_int_to_i64(category, &which))
        return 0;
    if (locale != NX_NONE) {
        if (!nx_is_str(locale))
            return nx_raisef(&nx_TypeError, "setlocale() argument 2 must be str or None, not %Y", locale);
        if (!(name = nx_str_utf8(locale, NULL)))
            return 0;
    }
    const char *result = which == (int)which ? setlocale((int)which, name) : NULL;
    if (!result)
        return nx_raise(&error_type, name ? "unsupported locale setting" : "locale query failed");
    return nx_str_from_c(result);
}

static bool put(nx_dict *dict, const char *name, nx_value value) {
    return value && nx_dict_set_str(dict, nx_str_intern_c(name), value);
}

// The sizes of groups of digits; CHAR_MAX or 0 ends them.
static nx_value grouping(const char *sizes) {
    nx_list *list = nx_list_new(4);
    if (!list || !*sizes)
        return list ? NX_OBJ(list) : 0;
    for (;; sizes++) {
        if (!nx_list_push(list, NX_INT(*sizes)))
            return 0;
        if (*sizes == 0 || *sizes == CHAR_MAX)
            return NX_OBJ(list);
    }
}

nx_value nx_locale_localeconv(void) {
    const struct lconv *l = localeconv();
    const struct { const char *name, *value; } texts[] = {
        {"decimal_point", l->decimal_point}, {"thousands_sep", l->thousands_sep}, {"int_curr_symbol", l->int_curr_symbol},
        {"currency_symbol", l->currency_symbol}, {"mon_decimal_point", l->mon_decimal_point},
        {"mon_thousands_sep", l->mon_thousands_sep}, {"positive_sign", l->positive_sign}, {"negative_sign", l->negative_sign},
    };
    const struct { const char *name; char value; } numbers[] = {
        {"int_frac_digits", l->int_frac_digits}, {"frac_digits", l->frac_digits}, {"p_cs_precedes", l->p_cs_precedes},
        {"p_sep_by_space", l->p_sep_by_space}, {"n_cs_precedes", l->n_cs_precedes}, {"n_sep_by_space", l->n_sep_by_space},
        {"p_sign_posn", l->p_sign_posn}, {"n_sign_posn", l->n_sign_posn},
    };
    nx_dict *dict = nx_dict_new(24);
    for (size_t i = 0; dict && i < sizeof numbers / sizeof *numbers; i++)
        if (!put(dict, numbers[i].name, NX_INT(numbers[i].value)))
            return 0;
    for (size_t i = 0; dict && i < sizeof texts / sizeof *texts; i++)
        if (!put(dict, texts[i].name, nx_str_from_c(texts[i].value)))
            return 0;
    return dict && put(dict, "grouping", grouping(l->grouping)) && put(dict, "mon_grouping", grouping(l->mon_grouping)) ? NX_OBJ(dict) : 0;
}

static const char *text_of(nx_value v, const char *function) {
    if (nx_is_str(v))
        return nx_str_utf8(v, NULL);
    nx_raisef(&nx_TypeError, "%s() argument must be str, not %Y", function, v);
    return NULL;
}

nx_value nx_locale_strcoll(nx_value os1, nx_value os2) {
    const char *a = text_of(os1, "strcoll"), *b = a ? text_of(os2, "strcoll") : NULL;
    return b ? NX_INT(strcoll(a, b)) : 0;
}

nx_value nx_locale_strxfrm(nx_value string) {
    const char *text = text_of(string, "strxfrm");
    if (!text)
        return 0;
    size_t size = strxfrm(NULL, text, 0) + 1;
    char *key = nx_alloc_bytes(size);
    if (!key)
        return 0;
    strxfrm(key, text, size);
    return nx_str_from_utf8(key, size - 1);
}

nx_value nx_locale_nl_langinfo(nx_value key) {
    int64_t item;
    if (!nx_int_to_i64(key, &item))
        return 0;
    return nx_str_from_c(nl_langinfo((nl_item)item));
}

nx_value nx_locale_getencoding(void) {
    const char *name = nl_langinfo(CODESET);
    return nx_str_from_c(name && *name ? name : "UTF-8");
}

#include "_locale.inc"

static nx_type error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &error_type},
    .c_name = "locale.Error",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

#define CONSTANT(name) {#name, name}
static const struct { const char *name; int value; } constants[] = {
    CONSTANT(LC_CTYPE), CONSTANT(LC_TIME), CONSTANT(LC_COLLATE), CONSTANT(LC_MONETARY), CONSTANT(LC_MESSAGES),
    CONSTANT(LC_NUMERIC), CONSTANT(LC_ALL), CONSTANT(CHAR_MAX), CONSTANT(CODESET), CONSTANT(D_T_FMT), CONSTANT(D_FMT),
    CONSTANT(T_FMT), CONSTANT(RADIXCHAR), CONSTANT(THOUSEP), CONSTANT(YESEXPR), CONSTANT(NOEXPR), CONSTANT(CRNCYSTR),
    CONSTANT(AM_STR), CONSTANT(PM_STR), CONSTANT(T_FMT_AMPM), CONSTANT(ERA), CONSTANT(ERA_D_FMT), CONSTANT(ERA_D_T_FMT),
    CONSTANT(ERA_T_FMT), CONSTANT(ALT_DIGITS), CONSTANT(DAY_1), CONSTANT(DAY_2), CONSTANT(DAY_3), CONSTANT(DAY_4),
    CONSTANT(DAY_5), CONSTANT(DAY_6), CONSTANT(DAY_7), CONSTANT(ABDAY_1), CONSTANT(ABDAY_2), CONSTANT(ABDAY_3),
    CONSTANT(ABDAY_4), CONSTANT(ABDAY_5), CONSTANT(ABDAY_6), CONSTANT(ABDAY_7), CONSTANT(MON_1), CONSTANT(MON_2),
    CONSTANT(MON_3), CONSTANT(MON_4), CONSTANT(MON_5), CONSTANT(MON_6), CONSTANT(MON_7), CONSTANT(MON_8), CONSTANT(MON_9),
    CONSTANT(MON_10), CONSTANT(MON_11), CONSTANT(MON_12), CONSTANT(ABMON_1), CONSTANT(ABMON_2), CONSTANT(ABMON_3),
    CONSTANT(ABMON_4), CONSTANT(ABMON_5), CONSTANT(ABMON_6), CONSTANT(ABMON_7), CONSTANT(ABMON_8), CONSTANT(ABMON_9),
    CONSTANT(ABMON_10), CONSTANT(ABMON_11), CONSTANT(ABMON_12),
};

static bool init(nx_module *self) {
    setlocale(LC_CTYPE, "");
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!put(self->dict, constants[i].name, NX_INT(constants[i].value)))
            return false;
    return true;
}

static nx_type *const types[] = {&error_type, NULL};
const nx_module_def nx_module__locale = {.name = "_locale", .functions = nx_locale_functions, .types = types, .init = init};
