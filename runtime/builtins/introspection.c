// id, callable, isinstance, issubclass, attributes, vars, dir and the namespaces.
//
// Calls of globals(), locals(), vars() and dir() without arguments are compiled to call_namespace; what arrives here
// comes through another name or a higher-order function, which has no frame to look into.
#include "natives.h"
#include "../core/import.h"
#include "../core/system.h"
#include "../types/containers.h"
#include "natrix.h"

// Pointers are multiples of 16; the word of a number or singleton stands for itself.
nx_value nx_builtin_id(nx_value obj) { return nx_int_from_u64(obj); }
nx_value nx_builtin_callable(nx_value obj) { return nx_from_bool(nx_is_callable(obj)); }

nx_value nx_builtin_isinstance(nx_value obj, nx_value class_or_tuple) {
    int holds = nx_isinstance(obj, class_or_tuple);
    return holds < 0 ? 0 : nx_from_bool(holds);
}
nx_value nx_isinstance_among(nx_value callee, nx_value obj, size_t count, const nx_value *classes) {
    if (NX_UNLIKELY(!nx_is_native(callee, nx_builtin_isinstance))) {
        nx_value args[2] = {obj, nx_build_tuple(count, classes)};
        return args[1] ? nx_call(callee, 2, args, 0) : 0;
    }
    for (size_t i = 0; i < count; i++) {
        int holds = nx_isinstance(obj, classes[i]);
        if (holds) return holds < 0 ? 0 : NX_TRUE;
    }
    return NX_FALSE;
}
nx_value nx_builtin_issubclass(nx_value cls, nx_value class_or_tuple) {
    int holds = nx_issubclass(cls, class_or_tuple);
    return holds < 0 ? 0 : nx_from_bool(holds);
}

// An attribute's name as an interned string.
static nx_str *attribute_name(nx_value name) {
    if (!nx_is_str(name)) {
        nx_raisef(&nx_TypeError, "attribute name must be string, not '%T'", name);
        return NULL;
    }
    if (NX_LIKELY(NX_PTR(nx_str, name)->interned)) return NX_PTR(nx_str, name);
    nx_value interned = nx_str_intern(name);
    return interned ? NX_PTR(nx_str, interned) : NULL;
}

nx_value nx_builtin_getattr(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("getattr", kwnames) || !nx_take_positional("getattr", nargs, 2, 3)) return 0;
    nx_str *name = attribute_name(args[1]);
    if (!name) return 0;
    if (nargs == 2) return nx_getattr(args[0], name);
    nx_value value = nx_getattr_optional(args[0], name);
    return value ? value : nx_pending() ? 0 : args[2];
}

nx_value nx_builtin_hasattr(nx_value obj, nx_value name) {
    nx_str *text = attribute_name(name);
    if (!text) return 0;
    nx_value value = nx_getattr_optional(obj, text);
    return !value && nx_pending() ? 0 : nx_from_bool(value != 0);
}

nx_value nx_builtin_setattr(nx_value obj, nx_value name, nx_value value) {
    nx_str *text = attribute_name(name);
    return text && nx_setattr(obj, text, value) ? NX_NONE : 0;
}
nx_value nx_builtin_delattr(nx_value obj, nx_value name) {
    nx_str *text = attribute_name(name);
    return text && nx_setattr(obj, text, 0) ? NX_NONE : 0;
}

static NX_COLD nx_value no_frame(const char *name) {
    return nx_raisef(&nx_NotImplementedError, "%s() without arguments must be called by name, not through another callable", name);
}

nx_value nx_builtin_vars(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("vars", kwnames) || !nx_take_positional("vars", nargs, 0, 1)) return 0;
    if (nargs == 0) return no_frame("vars");
    nx_value dict = nx_getattr_optional(args[0], &nx_s___dict__);
    if (dict) return dict;
    return nx_pending() ? 0 : nx_raisef(&nx_TypeError, "vars() argument must have __dict__ attribute");
}

nx_value nx_builtin_dir(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("dir", kwnames) || !nx_take_positional("dir", nargs, 0, 1)) return 0;
    if (nargs == 0) return no_frame("dir");
    nx_value names = nx_call_special(args[0], &nx_s___dir__, 0, NULL);
    if (names == NX_NOTIMPLEMENTED) return nx_raisef(&nx_TypeError, "object does not provide __dir__");
    nx_value list = names ? nx_list_of(names) : 0;
    return list && nx_list_sort_values(NX_PTR(nx_list, list), NX_NONE, false) ? list : 0;
}

// Called by another name: the functions that have no entry in the call stack do not count.
nx_value nx_builtin_globals(void) {
    if (nx_frames) return NX_OBJ(nx_frames->globals);
    nx_value main = nx_dict_get_str(nx_sys_modules, &nx_s___main__);
    nx_value dict = main ? nx_getattr_optional(main, &nx_s___dict__) : 0;
    return dict || nx_pending() ? dict : no_frame("globals");
}
nx_value nx_builtin_locals(void) { return no_frame("locals"); }

nx_value nx_builtin_import(nx_value name, nx_value globals, nx_value locals, nx_value fromlist, nx_value level) {
    int64_t dots = 0;
    if (!nx_is_str(name)) return nx_raisef(&nx_TypeError, "module name must be a string");
    if (level && !nx_to_index(level, &dots, false)) return 0;
    if (dots < 0) return nx_raisef(&nx_ValueError, "level must be >= 0");
    if (dots == 0 && NX_PTR(nx_str, name)->length == 0) return nx_raisef(&nx_ValueError, "Empty module name");
    int some = fromlist ? nx_truth(fromlist) : 0;
    if (some < 0) return 0;
    nx_value list = some ? nx_tuple_of(fromlist) : NX_NONE;
    nx_value interned = nx_str_intern(name);
    if (!list || !interned) return 0;
    nx_dict *namespace = globals && nx_is_dict(globals) ? NX_PTR(nx_dict, globals) : nx_dict_new(0);
    return namespace ? nx_import_named(namespace, NX_PTR(nx_str, interned), list, (int)dots) : 0;
}

nx_value nx_builtin_breakpoint(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value hook = nx_dict_get_str(nx_sys_dict, nx_str_intern_c("breakpointhook"));
    return hook ? nx_call(hook, nargs, args, kwnames) : nx_raisef(&nx_RuntimeError, "lost sys.breakpointhook");
}

nx_value nx_builtin_build_class(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 2) return nx_raisef(&nx_TypeError, "__build_class__: not enough arguments");
    if (!nx_is_exact(args[0], &nx_function_type)) return nx_raisef(&nx_TypeError, "__build_class__: func must be a function");
    if (!nx_is_str(args[1])) return nx_raisef(&nx_TypeError, "__build_class__: name is not a string");
    nx_value bases = nx_tuple_from((int64_t)nargs - 2, args + 2);
    nx_dict *keywords = kwnames ? nx_dict_new(4) : NULL;
    for (int64_t i = 0; keywords && i < NX_PTR(nx_tuple, kwnames)->length; i++)
        if (!nx_dict_set(keywords, NX_PTR(nx_tuple, kwnames)->items[i], args[nargs + (size_t)i])) return 0;
    if (!bases || nx_pending()) return 0;
    if (!(NX_PTR(nx_function, args[0])->code->flags & NX_CODE_CLASS))
        return nx_raisef(&nx_NotImplementedError, "__build_class__: only for the bodies of class statements");
    return nx_build_class(args[0], args[1], bases, keywords ? NX_OBJ(keywords) : NX_ABSENT, NX_OBJ(&nx_empty_tuple));
}

#include "introspection.inc"
