// What pwd and grp share: the arguments of their look-ups. (Their modules are linked apart, so it is inline.)
#ifndef NX_ACCOUNTS_H
#define NX_ACCOUNTS_H

#include "../types/number.h"
#include "../types/structseq.h"
#include "natives.h"

// The number of a user or group; `kind` is "uid" or "gid". *index: as an int, for messages.
static inline bool nx_account_id(nx_value v, const char *kind, const char *function, uint32_t *out, nx_value *index) {
    int64_t number;
    *index = nx_index(v);
    if (!*index) {
        if (!nx_error_matches(&nx_TypeError))
            return false;
        nx_error_clear();
        nx_raisef(&nx_TypeError, "%s should be integer, not %T", kind, v);
        return false;
    }
    bool fits = nx_int_try_i64(*index, &number);
    if (!fits || number < -1 || number > UINT32_MAX) {
        bool negative = nx_int_sign(*index) < 0;
        if (kind[0] == 'u')
            nx_raisef(&nx_KeyError, "%s(): %s not found", function, kind);
        else
            nx_raisef(&nx_OverflowError, "%s is %s", kind, negative ? "less than minimum" : "greater than maximum");
        return false;
    }
    *out = (uint32_t)number;
    return true;
}

// The name of a user or group; `argument` is "argument" or "argument 'name'". NULL: an exception is pending.
static inline const char *nx_account_name(nx_value name, const char *function, const char *argument) {
    size_t length;
    if (!nx_is_str(name)) {
        nx_raisef(&nx_TypeError, "%s() %s must be str, not %Y", function, argument, name);
        return NULL;
    }
    const char *wanted = nx_str_utf8(name, &length);
    if (!wanted || strlen(wanted) == length)
        return wanted;
    nx_raise(&nx_ValueError, "embedded null byte");
    return NULL;
}

// The entries of a data base that is read by `next`, up to its end.
static inline nx_value nx_account_list(nx_value (*next)(void)) {
    nx_list *all = nx_list_new(16);
    while (all) {
        nx_value one = next();
        if (one == NX_STOP)
            break;
        if (!one || !nx_list_push(all, one))
            return NX_ERROR;
    }
    return NX_OBJ(all);
}

#endif
