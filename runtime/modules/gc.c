// The gc module over the conservative collector: it has no generations and keeps no list of objects.
#include "../core/alloc.h"
#include "../core/api.h"
#include "natives.h"

int64_t nx_gc_collect_counting(void); // core/gc.c: about how many objects were freed

static nx_value thresholds[3] = {NX_INT(700), NX_INT(10), NX_INT(10)};
static int64_t debug_flags;

nx_value nx_gc_collect_(nx_value generation) {
    int64_t n;
    if (!nx_int_to_i64(generation, &n))
        return NX_ERROR;
    if (n < 0 || n > 2)
        return nx_raisef(&nx_ValueError, "invalid generation");
    return nx_from_i64(nx_gc_collect_counting());
}

nx_value nx_gc_enable(void) {
    nx_gc_set_enabled(true);
    return NX_NONE;
}

nx_value nx_gc_disable(void) {
    nx_gc_set_enabled(false);
    return NX_NONE;
}

nx_value nx_gc_isenabled(void) { return nx_from_bool(nx_gc_is_enabled()); }

nx_value nx_gc_get_count(void) {
    nx_value counts[] = {NX_INT(0), NX_INT(0), NX_INT(0)};
    return nx_tuple_from(3, counts);
}

nx_value nx_gc_get_threshold(void) { return nx_tuple_from(3, thresholds); }

nx_value nx_gc_set_threshold(nx_value a, nx_value b, nx_value c) {
    nx_value given[] = {a, b, c};
    for (int i = 0; i < 3; i++) {
        if (!given[i])
            continue;
        int64_t n;
        if (!nx_int_to_i64(given[i], &n))
            return NX_ERROR;
        thresholds[i] = given[i];
    }
    return NX_NONE;
}

nx_value nx_gc_get_debug(void) { return nx_from_i64(debug_flags); }
nx_value nx_gc_set_debug(nx_value flags) { return nx_int_to_i64(flags, &debug_flags) ? NX_NONE : NX_ERROR; }

nx_value nx_gc_get_stats(void) {
    nx_list *list = nx_list_new(3);
    for (int i = 0; list && i < 3; i++) {
        nx_dict *stats = nx_dict_new(4);
        if (!stats || !nx_dict_set_str(stats, nx_str_intern_c("collections"), NX_INT(0)) ||
            !nx_dict_set_str(stats, nx_str_intern_c("collected"), NX_INT(0)) ||
            !nx_dict_set_str(stats, nx_str_intern_c("uncollectable"), NX_INT(0)) || !nx_list_push(list, NX_OBJ(stats)))
            return NX_ERROR;
    }
    return NX_OBJ(list);
}

nx_value nx_gc_freeze(void) { return NX_NONE; }
nx_value nx_gc_unfreeze(void) { return NX_NONE; }
nx_value nx_gc_get_freeze_count(void) { return NX_INT(0); }

nx_value nx_gc_is_tracked(nx_value obj) {
    return nx_from_bool(nx_is_pointer(obj) && !(nx_type_of(obj)->flags & (NX_TYPE_ATOMIC | NX_TYPE_STR | NX_TYPE_BYTES)) &&
                        !nx_is_int(obj) && !nx_is_float(obj));
}

nx_value nx_gc_is_finalized(nx_value obj) { return NX_FALSE; }

static nx_value unknown(const char *name) {
    return nx_raisef(&nx_NotImplementedError, "gc.%s(): the collector keeps no list of objects", name);
}

nx_value nx_gc_get_objects(nx_value generation) { return unknown("get_objects"); }
nx_value nx_gc_get_referrers(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return unknown("get_referrers");
}
nx_value nx_gc_get_referents(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return unknown("get_referents");
}

static bool init(nx_module *module) {
    static const struct { const char *name; int value; } constants[] = {
        {"DEBUG_STATS", 1}, {"DEBUG_COLLECTABLE", 2}, {"DEBUG_UNCOLLECTABLE", 4}, {"DEBUG_SAVEALL", 32}, {"DEBUG_LEAK", 38},
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(module->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    nx_list *garbage = nx_list_new(0), *callbacks = nx_list_new(0);
    return garbage && callbacks && nx_dict_set_str(module->dict, nx_str_intern_c("garbage"), NX_OBJ(garbage)) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("callbacks"), NX_OBJ(callbacks));
}

#include "gc.inc"

const nx_module_def nx_module_gc = {.name = "gc", .functions = nx_gc_functions, .init = init};
