// _weakref: what weakref.py builds on.
#include <time.h>
#include "natives.h"
#include "../core/alloc.h"
#include "../types/weakref.h"

// References that nobody has any more do not count.
static nx_list *references_to(nx_value object) {
    nx_list *found = nx_weakrefs_of(object);
    if (!found || !found->length)
        return found;
    memset(found->items, 0, (size_t)found->length * sizeof *found->items);
    nx_gc_collect();
    return nx_weakrefs_of(object);
}

nx_value nx_weakref_getweakrefcount(nx_value object) {
    nx_list *found = references_to(object);
    return found ? nx_from_i64(found->length) : 0;
}

nx_value nx_weakref_getweakrefs(nx_value object) {
    nx_list *found = references_to(object);
    return found ? NX_OBJ(found) : 0;
}

// Before a weak container is looked through: in CPython, objects that nothing refers to are gone from it. Collects the
// first times, then as long as that takes no more than a fiftieth of the program's time.
nx_value nx_weakref__settle(void) {
    enum { FREE = 32, SHARE = 50 };
    static int64_t times;
    static double cost, last;
    double now = (double)clock() / CLOCKS_PER_SEC;
    if (++times > FREE && now - last < SHARE * cost) return NX_NONE;
    nx_gc_collect();
    last = (double)clock() / CLOCKS_PER_SEC;
    cost = last - now;
    return nx_pending() ? NX_ERROR : NX_NONE;
}

nx_value nx_weakref__remove_dead_weakref(nx_value dict, nx_value key) {
    nx_value reference = nx_dict_get_value(NX_PTR(nx_dict, dict), key);
    if (!reference)
        return nx_pending() ? 0 : NX_NONE;
    if (nx_is_subtype(nx_type_of(reference), &nx_weakref_type) && !nx_weakref_object(reference) &&
        nx_dict_delete(NX_PTR(nx_dict, dict), key) < 0)
        return 0;
    return NX_NONE;
}

static bool init(nx_module *self) {
    return nx_type_ready(&nx_weakref_type) && nx_dict_set_str(self->dict, nx_str_intern_c("ref"), NX_OBJ(&nx_weakref_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("ReferenceType"), NX_OBJ(&nx_weakref_type));
}

#include "_weakref.inc"
const nx_module_def nx_module__weakref = {.name = "_weakref", .functions = nx_weakref_functions, .init = init};
