// The atexit module: functions that run at the end of the program, last registered first.
#include "../core/system.h"
#include "natives.h"

nx_value nx_atexit_register(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 1)
        return nx_raisef(&nx_TypeError, "register() takes at least 1 argument (0 given)");
    if (!nx_is_callable(args[0]))
        return nx_raisef(&nx_TypeError, "the first argument must be callable");
    nx_value parts[] = {args[0], nx_tuple_from((int64_t)nargs - 1, args + 1), NX_NONE};
    if (kwnames && NX_PTR(nx_tuple, kwnames)->length > 0) {
        nx_dict *keywords = nx_dict_new(4);
        const nx_tuple *names = NX_PTR(nx_tuple, kwnames);
        for (int64_t i = 0; keywords && i < names->length; i++)
            if (!nx_dict_set(keywords, names->items[i], args[nargs + (size_t)i]))
                return NX_ERROR;
        parts[2] = NX_OBJ(keywords);
    }
    nx_value entry = parts[1] && parts[2] ? nx_tuple_from(3, parts) : NX_ERROR;
    if (!nx_at_exit)
        nx_at_exit = NX_OBJ(nx_list_new(4));
    return entry && nx_at_exit && nx_list_push(NX_PTR(nx_list, nx_at_exit), entry) ? args[0] : NX_ERROR;
}

nx_value nx_atexit_unregister(nx_value func) {
    if (!nx_at_exit)
        return NX_NONE;
    nx_list *kept = nx_list_new(4), *all = NX_PTR(nx_list, nx_at_exit);
    for (int64_t i = 0; kept && i < all->length; i++) {
        nx_value entry = all->items[i];
        int same = nx_equal(NX_PTR(nx_tuple, entry)->items[0], func);
        if (same < 0 || (!same && !nx_list_push(kept, entry)))
            return NX_ERROR;
    }
    nx_at_exit = NX_OBJ(kept);
    return kept ? NX_NONE : NX_ERROR;
}

nx_value nx_atexit__run_exitfuncs(void) {
    nx_run_atexit();
    return NX_NONE;
}

nx_value nx_atexit__clear(void) {
    nx_at_exit = 0;
    return NX_NONE;
}

nx_value nx_atexit__ncallbacks(void) {
    return nx_from_i64(nx_at_exit ? NX_PTR(nx_list, nx_at_exit)->length : 0);
}

#include "atexit.inc"

const nx_module_def nx_module_atexit = {.name = "atexit", .functions = nx_atexit_functions};
