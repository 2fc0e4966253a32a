// Names at run time: globals and builtins, class namespaces, cells, and the errors of unbound names.
#include "natrix.h"
#include "import.h"
#include "../types/dict.h"

// ---- errors --------------------------------------------------------------------------------------------------------------------

NX_COLD nx_value nx_raise_unbound_local(nx_str *name) {
    return nx_raise_name_error(&nx_UnboundLocalError, name, "cannot access local variable '%U' where it is not associated with a value",
                               NX_OBJ(name));
}

NX_COLD nx_value nx_raise_unbound_cell(nx_str *name, int is_free) {
    if (!is_free) return nx_raise_unbound_local(name);
    return nx_raise_name_error(&nx_NameError, name,
                               "cannot access free variable '%U' where it is not associated with a value in enclosing scope", NX_OBJ(name));
}

NX_COLD static nx_value raise_undefined(nx_str *name) {
    return nx_raise_name_error(&nx_NameError, name, "name '%U' is not defined", NX_OBJ(name));
}

// ---- globals and builtins ---------------------------------------------------------------------------------------------------------

static int64_t find(nx_dict *dict, nx_str *name) {
    return nx_dict_find(dict, NX_OBJ(name), name->hash ? name->hash : nx_str_hash(name));
}

nx_dict *nx_builtins_of(nx_dict *globals) {
    nx_value builtins = nx_dict_get_str(globals, &nx_s___builtins__);
    if (!builtins) return nx_pending() ? NULL : nx_builtins;
    if (nx_has_flag(builtins, NX_TYPE_MODULE)) return NX_PTR(nx_module, builtins)->dict;
    if (nx_is_dict(builtins)) return NX_PTR(nx_dict, builtins);
    return nx_builtins;
}

nx_value nx_load_builtin(nx_str *name, nx_cache *cache) {
    int64_t position = find(nx_builtins, name);
    if (position < 0) return position == NX_DICT_ABSENT ? raise_undefined(name) : 0;
    cache->kind = 1;
    cache->version = nx_builtins->version;
    cache->slot = (int32_t)position;
    return nx_builtins->entries[position].value;
}

bool nx_find_builtin(nx_str *name, nx_cache *cache, nx_value *result) {
    int64_t position = find(nx_builtins, name);
    if (position < 0) {
        if (nx_pending()) nx_error_clear(); // the generic version asks again
        return false;
    }
    cache->kind = 1;
    cache->version = nx_builtins->version;
    cache->slot = (int32_t)position;
    *result = nx_builtins->entries[position].value;
    return *result != 0;
}

nx_value nx_global_now(nx_dict *globals, int64_t position, nx_str *name) {
    nx_value value = globals->entries[position].value;
    if (value) return value;
    int64_t place = find(nx_builtins, name);
    return place < 0 ? NX_NONE : nx_builtins->entries[place].value;
}

bool nx_delete_global(nx_dict *globals, int64_t position, nx_str *name) {
    if (!globals->entries[position].value) {
        raise_undefined(name);
        return false;
    }
    return nx_dict_delete(globals, NX_OBJ(name)) > 0;
}

// ---- class namespaces: a dict, or any mapping that a metaclass prepared -------------------------------------------------------------

// 0 without an error when the namespace has no such name.
static nx_value look_in(nx_value scope, nx_str *name) {
    if (NX_LIKELY(nx_is_exact(scope, &nx_dict_type))) return nx_dict_get_str(NX_PTR(nx_dict, scope), name);
    nx_value value = nx_getitem(scope, NX_OBJ(name));
    if (!value && nx_error_matches(&nx_KeyError)) nx_error_clear();
    return value;
}

nx_value nx_load_name(nx_value scope, nx_dict *globals, nx_str *name) {
    nx_value value = look_in(scope, name);
    if (value || nx_pending()) return value;
    value = nx_dict_get_str(globals, name);
    if (value || nx_pending()) return value;
    value = nx_dict_get_str(nx_builtins, name);
    return value || nx_pending() ? value : raise_undefined(name);
}

nx_value nx_load_class_cell(nx_value scope, nx_value cell, nx_str *name) {
    nx_value value = look_in(scope, name);
    return value || nx_pending() ? value : nx_load_cell(cell, name, true);
}

bool nx_store_name(nx_value scope, nx_str *name, nx_value value) {
    if (NX_LIKELY(nx_is_exact(scope, &nx_dict_type))) return nx_dict_set_str(NX_PTR(nx_dict, scope), name, value);
    return nx_setitem(scope, NX_OBJ(name), value);
}

bool nx_delete_name(nx_value scope, nx_str *name) {
    if (nx_setitem(scope, NX_OBJ(name), NX_ABSENT)) return true;
    if (nx_error_matches(&nx_KeyError)) {
        nx_error_clear();
        raise_undefined(name);
    }
    return false;
}

bool nx_delete_cell(nx_value cell, nx_str *name, int is_free) {
    if (!NX_PTR(nx_cell, cell)->value) {
        nx_raise_unbound_cell(name, is_free);
        return false;
    }
    NX_PTR(nx_cell, cell)->value = 0;
    return true;
}

nx_value nx_annotations_of(nx_value scope) {
    nx_value annotations = look_in(scope, &nx_s___annotations__);
    if (annotations || nx_pending()) return annotations;
    nx_dict *fresh = nx_dict_new(0);
    if (!fresh || !nx_store_name(scope, &nx_s___annotations__, NX_OBJ(fresh))) return 0;
    return NX_OBJ(fresh);
}

// What compiled code asks by a comparison with the function itself.
bool nx_is_builtin(nx_value callee, nx_str *name) {
    if (nx_is_exact(callee, &nx_native_type)) return nx_dict_get_str(nx_builtins, name) == callee;
    return nx_is_exact(callee, &nx_type_type) && !(NX_PTR(nx_type, callee)->flags & NX_TYPE_HEAP);
}
