// Imports as Python sees them: module specs, the loader of the modules that were compiled into the program, and the
// three finders of sys.meta_path. A program may put finders of its own there; nx_find_and_load asks all of them in turn.
#include "../core/evaluation.h"
#include "../core/import.h"
#include "../core/system.h"
#include "../core/type.h"
#include "natives.h"

bool nx_parse_arguments(const char *function, size_t nargs, const nx_value *args, nx_value kwnames, const char *const *names,
                        size_t count, size_t required, nx_value *values); // types/str.c

enum { SPEC_SLOTS = 10 };

static nx_value new_instance(nx_type *type) {
    return NX_OBJ(nx_alloc_object(type, type->basic_size + type->slot_capacity * sizeof(nx_value)));
}

static nx_value attribute(nx_value self, const char *name) { return nx_getattr(self, nx_str_intern_c(name)); }
static nx_value optional(nx_value self, const char *name) { return nx_getattr_optional(self, nx_str_intern_c(name)); }
static bool set(nx_value self, const char *name, nx_value value) { return value && nx_setattr(self, nx_str_intern_c(name), value); }

// ---- specs ---------------------------------------------------------------------------------------------------------------

static nx_value spec_of(nx_value name, nx_value loader, nx_value origin, nx_value locations, bool has_location) {
    nx_value spec = new_instance(&nx_module_spec_type), none = NX_NONE;
    bool done = spec && set(spec, "name", name) && set(spec, "loader", loader) && set(spec, "origin", origin) &&
                set(spec, "loader_state", none) && set(spec, "submodule_search_locations", locations) &&
                set(spec, "_set_fileattr", nx_from_bool(has_location)) && set(spec, "_cached", none);
    return done ? spec : 0;
}

static nx_value folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return nx_str_from_utf8(path, slash ? (size_t)(slash - path) : 0);
}

nx_value nx_make_spec(const nx_module_def *def, nx_value name) {
    if (!def)
        return spec_of(name, NX_NONE, NX_NONE, NX_NONE, false);
    if (!def->source)
        return spec_of(name, NX_OBJ(&nx_builtin_importer_type), nx_str_from_c("built-in"), NX_NONE, false);
    nx_value path = nx_str_from_c(def->source->path), locations = NX_NONE;
    nx_value loader = path ? new_instance(&nx_program_loader_type) : 0;
    if (!loader || !set(loader, "_name", name) || !set(loader, "_path", path))
        return 0;
    if (def->is_package) {
        nx_value folder = folder_of(def->source->path);
        locations = folder ? nx_list_from(1, &folder) : 0;
    }
    return spec_of(name, loader, path, locations, true);
}

static bool spec_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"name", "loader", "origin", "loader_state", "is_package"};
    nx_value values[5];
    if (nargs > 2)
        return nx_failf(&nx_TypeError, "ModuleSpec.__init__() takes 3 positional arguments but %zd were given", nargs + 1);
    if (!nx_parse_arguments("ModuleSpec.__init__", nargs, args, kwnames, names, 5, 0, values))
        return false;
    if (!values[0] || !values[1])
        return nx_failf(&nx_TypeError, !values[0] && !values[1] ? "ModuleSpec.__init__() missing 2 required positional arguments: 'name' and 'loader'"
                                       : "ModuleSpec.__init__() missing 1 required positional argument: '%s'", values[0] ? "loader" : "name");
    int package = values[4] ? nx_truth(values[4]) : 0;
    if (package < 0)
        return false;
    nx_value none = NX_NONE;
    return set(self, "name", values[0]) && set(self, "loader", values[1]) && set(self, "origin", values[2] ? values[2] : none) &&
           set(self, "loader_state", values[3] ? values[3] : none) &&
           set(self, "submodule_search_locations", package ? nx_list_from(0, NULL) : none) &&
           set(self, "_set_fileattr", NX_FALSE) && set(self, "_cached", none);
}

nx_value nx_module_spec_get_parent(nx_value self) {
    nx_value locations = attribute(self, "submodule_search_locations"), name = attribute(self, "name");
    if (!locations || !name || locations != NX_NONE)
        return locations ? name : 0;
    nx_value parts = nx_call_method(name, nx_str_intern_c("rpartition"), 1, (nx_value[]){NX_OBJ(&nx_latin1['.'])}, 0);
    return parts ? NX_PTR(nx_tuple, parts)->items[0] : 0;
}
nx_value nx_module_spec_get_has_location(nx_value self) { return attribute(self, "_set_fileattr"); }
bool nx_module_spec_set_has_location(nx_value self, nx_value value) {
    int truth = value ? nx_truth(value) : 0;
    return truth >= 0 && set(self, "_set_fileattr", nx_from_bool(truth));
}
nx_value nx_module_spec_get_cached(nx_value self) { return attribute(self, "_cached"); }
bool nx_module_spec_set_cached(nx_value self, nx_value value) { return set(self, "_cached", value ? value : NX_NONE); }

static nx_value spec_repr(nx_value self) {
    nx_value name = attribute(self, "name"), loader = attribute(self, "loader"), origin = attribute(self, "origin");
    nx_value locations = attribute(self, "submodule_search_locations");
    if (!name || !loader || !origin || !locations)
        return 0;
    nx_value text = nx_str_format("%U(name=%R, loader=%R", nx_type_name(nx_type_of(self)), name, loader);
    if (text && origin != NX_NONE)
        text = nx_str_format("%U, origin=%R", text, origin);
    if (text && locations != NX_NONE)
        text = nx_str_format("%U, submodule_search_locations=%R", text, locations);
    return text ? nx_str_format("%U)", text) : 0;
}

static nx_value spec_compare(nx_value left, nx_value right, int operation) {
    static const char *const fields[] = {"name", "loader", "origin", "submodule_search_locations", "cached", "has_location"};
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_subtype(nx_type_of(right), &nx_module_spec_type))
        return NX_NOTIMPLEMENTED;
    int equal = 1;
    for (size_t i = 0; equal == 1 && i < 6; i++) {
        nx_value a = attribute(left, fields[i]), b = a ? attribute(right, fields[i]) : 0;
        equal = b ? nx_equal(a, b) : -1;
    }
    return equal < 0 ? 0 : nx_from_bool(equal == (operation == NX_EQ));
}

// ---- the loader -------------------------------------------------------------------------------------------------------------

nx_value nx_program_loader_get_name(nx_value self) { return attribute(self, "_name"); }
nx_value nx_program_loader_get_path(nx_value self) { return attribute(self, "_path"); }
// The module that the loader is of, if the program knows one of that name at that place; an exception may be pending.
static const nx_module_def *def_of(nx_value self, nx_value name) {
    const nx_module_def *def = nx_is_str(name) ? nx_find_module_def(NX_PTR(nx_str, name)) : NULL;
    nx_value path = def && def->source && nx_type_of(self) == &nx_program_loader_type ? attribute(self, "_path") : 0;
    bool is_elsewhere = path && nx_is_str(path) && strcmp(nx_str_utf8_lossy(path, NULL), def->source->path) != 0;
    return is_elsewhere ? NULL : def;
}

// The text of the loader's file, as bytes.
static nx_value read_text(nx_value self) {
    nx_value path = attribute(self, "_path");
    nx_value open = path ? nx_dict_get_str(nx_builtins, nx_str_intern_c("open")) : 0;
    nx_value file = open ? nx_call2(open, path, nx_str_from_c("rb")) : 0;
    nx_value text = file ? nx_call_method(file, nx_str_intern_c("read"), 0, NULL, 0) : 0;
    return text && nx_call_method(file, nx_str_intern_c("close"), 0, NULL, 0) ? text : 0;
}

// Of a file that is no part of the program: with the evaluator it can run all the same.
static nx_value code_of_file(nx_value self) {
    nx_value path = attribute(self, "_path");
    if (!nx_program_evaluator)
        return path ? nx_raisef(&nx_NotImplementedError, "%R was not compiled into the program, and nothing in it seemed to call "
                                "eval(); build it with --eval", path) : 0;
    nx_value text = path ? read_text(self) : 0;
    return text ? nx_program_evaluator->compile(text, path, nx_str_from_c("exec"), 0) : 0;
}

static bool loader_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"fullname", "path"};
    nx_value values[2];
    return nx_parse_arguments("FileLoader.__init__", nargs, args, kwnames, names, 2, 2, values) && set(self, "_name", values[0]) &&
           set(self, "_path", values[1]);
}

nx_value nx_program_loader_create_module(nx_value self, nx_value spec) {
    nx_value name = attribute(spec, "name");
    if (!name || !nx_is_str(name))
        return 0;
    const nx_module_def *def = def_of(self, name);
    nx_module *module = def ? nx_module_create(def, name) : NULL;
    return module ? NX_OBJ(module) : nx_pending() ? 0 : NX_NONE;
}
nx_value nx_program_loader_exec_module(nx_value self, nx_value module) {
    if (!nx_has_flag(module, NX_TYPE_MODULE))
        return nx_raisef(&nx_ImportError, "%R is no module", module);
    if (NX_PTR(nx_module, module)->def)
        return nx_module_execute(NX_PTR(nx_module, module)) ? NX_NONE : 0;
    nx_value code = code_of_file(self);
    nx_dict *dict = NX_PTR(nx_module, module)->dict;
    return code && nx_program_evaluator->run(code, dict, NX_OBJ(dict), false) ? NX_NONE : 0;
}
nx_value nx_program_loader_load_module(nx_value self, nx_value fullname) {
    if (fullname == NX_NONE)
        fullname = attribute(self, "_name");
    return fullname && nx_is_str(fullname) ? nx_import_module(NX_PTR(nx_str, fullname)) : 0;
}
nx_value nx_program_loader_is_package(nx_value self, nx_value fullname) {
    const nx_module_def *def = def_of(self, fullname);
    if (def || nx_pending())
        return def ? nx_from_bool(def->is_package) : 0;
    nx_value path = attribute(self, "_path");
    const char *text = path && nx_is_str(path) ? nx_str_utf8_lossy(path, NULL) : "", *slash = strrchr(text, '/');
    return path ? nx_from_bool(strcmp(slash ? slash + 1 : text, "__init__.py") == 0) : 0;
}
nx_value nx_program_loader_get_filename(nx_value self, nx_value name) { return attribute(self, "_path"); }
nx_value nx_program_loader_get_source(nx_value self, nx_value fullname) {
    const nx_module_def *def = def_of(self, fullname);
    if (def && def->source && def->source->text)
        return nx_str_from_utf8(def->source->text, def->source->length);
    nx_value text = nx_pending() ? 0 : def ? NX_NONE : read_text(self);
    return text && text != NX_NONE ? nx_call_method(text, nx_str_intern_c("decode"), 0, NULL, 0) : text;
}

// Code that can run once more, in any namespace: that of the module's text, interpreted. In a program without the
// evaluator nothing could run it, and the code compiled ahead of time stands for it.
nx_value nx_program_loader_get_code(nx_value self, nx_value fullname) {
    const nx_module_def *def = def_of(self, fullname);
    if (!def)
        return nx_pending() ? 0 : code_of_file(self);
    if (!def->source || !def->code)
        return NX_NONE;
    bool is_interpreted = nx_program_evaluator && def->code->entry == nx_program_evaluator->entry;
    if (is_interpreted || !nx_program_evaluator || !def->source->text)
        return NX_OBJ(def->code);
    nx_value text = nx_bytes_new((const uint8_t *)def->source->text, (int64_t)def->source->length);
    nx_value path = text ? nx_str_from_c(def->source->path) : 0;
    return path ? nx_program_evaluator->compile(text, path, nx_str_from_c("exec"), 0) : 0;
}

static const nx_module_def *def_named(nx_value name) { return nx_is_str(name) ? nx_find_module_def(NX_PTR(nx_str, name)) : NULL; }

// ---- the finders ---------------------------------------------------------------------------------------------------------------

nx_value nx_builtin_importer_find_spec(nx_value cls, nx_value fullname, nx_value path, nx_value target) {
    const nx_module_def *def = def_named(fullname);
    return def && !def->source ? nx_make_spec(def, fullname) : NX_NONE;
}
nx_value nx_builtin_importer_create_module(nx_value cls, nx_value spec) { return nx_program_loader_create_module(cls, spec); }
nx_value nx_builtin_importer_exec_module(nx_value cls, nx_value module) { return nx_program_loader_exec_module(cls, module); }
nx_value nx_builtin_importer_get_code(nx_value cls, nx_value fullname) { return NX_NONE; }
nx_value nx_builtin_importer_get_source(nx_value cls, nx_value fullname) { return NX_NONE; }
nx_value nx_builtin_importer_is_package(nx_value cls, nx_value fullname) { return NX_FALSE; }
nx_value nx_builtin_importer_invalidate_caches(nx_value cls) { return NX_NONE; }
nx_value nx_frozen_importer_find_spec(nx_value cls, nx_value fullname, nx_value path, nx_value target) { return NX_NONE; }
nx_value nx_frozen_importer_invalidate_caches(nx_value cls) { return NX_NONE; }
nx_value nx_path_finder_find_spec(nx_value cls, nx_value fullname, nx_value path, nx_value target) {
    const nx_module_def *def = def_named(fullname);
    if (def && def->source)
        return nx_make_spec(def, fullname);
    nx_value folders = !def && !nx_pending() && nx_is_str(fullname) ? nx_namespace_folders(NX_PTR(nx_str, fullname)) : 0;
    if (nx_pending())
        return 0;
    return folders ? spec_of(fullname, NX_NONE, NX_NONE, folders, false) : NX_NONE;
}
nx_value nx_path_finder_invalidate_caches(nx_value cls) { return NX_NONE; }

static nx_list *meta_path; // as the program finds it

nx_value nx_make_meta_path(void) {
    nx_type *const finders[] = {&nx_builtin_importer_type, &nx_frozen_importer_type, &nx_path_finder_type};
    meta_path = nx_list_new(3);
    for (size_t i = 0; meta_path && i < 3; i++)
        if (!nx_type_ready(finders[i]) || !nx_list_push(meta_path, NX_OBJ(finders[i])))
            return 0;
    return meta_path ? NX_OBJ(meta_path) : 0;
}

static nx_value current_meta_path(void) { return nx_dict_get_str(nx_sys_dict, nx_str_intern_c("meta_path")); }

bool nx_meta_path_is_plain(void) {
    return !meta_path || (current_meta_path() == NX_OBJ(meta_path) && meta_path->length == 3 && meta_path->items[0] == NX_OBJ(&nx_builtin_importer_type) &&
           meta_path->items[1] == NX_OBJ(&nx_frozen_importer_type) && meta_path->items[2] == NX_OBJ(&nx_path_finder_type));
}

// ---- what a finder of the program's own found -----------------------------------------------------------------------------------

static bool describe(nx_value module, nx_value spec, nx_value loader) {
    nx_value locations = attribute(spec, "submodule_search_locations"), parent = optional(spec, "parent");
    nx_value located = optional(spec, "has_location"), origin = optional(spec, "origin");
    if (!locations || nx_pending())
        return false;
    return nx_setattr(module, &nx_s___loader__, loader) && nx_setattr(module, &nx_s___package__, parent ? parent : NX_NONE) &&
           nx_setattr(module, &nx_s___spec__, spec) && (locations == NX_NONE || nx_setattr(module, &nx_s___path__, locations)) &&
           (located != NX_TRUE || !origin || nx_setattr(module, &nx_s___file__, origin));
}

static nx_value load_with(nx_value spec, nx_value loader, nx_str *name) {
    nx_value create = optional(loader, "create_module"), run = create || !nx_pending() ? optional(loader, "exec_module") : 0;
    if (nx_pending())
        return 0;
    if (!run) {
        nx_value loaded = nx_call_method(loader, nx_str_intern_c("load_module"), 1, (nx_value[]){NX_OBJ(name)}, 0);
        nx_value registered = loaded ? nx_dict_get_str(nx_sys_modules, name) : 0;
        return registered ? registered : loaded;
    }
    if (!create)
        return nx_raisef(&nx_ImportError, "loaders that define exec_module() must also define create_module()");
    nx_value module = nx_call1(create, spec);
    if (module == NX_NONE)
        module = nx_call1(NX_OBJ(&nx_module_type), NX_OBJ(name));
    if (!module || !nx_setattr(module, &nx_s___name__, NX_OBJ(name)) || !describe(module, spec, loader) ||
        !nx_dict_set_str(nx_sys_modules, name, module))
        return 0;
    if (!nx_call1(run, module)) {
        nx_value error = nx_error_take();
        if (nx_dict_delete(nx_sys_modules, NX_OBJ(name)) < 0)
            nx_error_clear();
        nx_error_restore(error);
        return 0;
    }
    nx_value current = nx_dict_get_str(nx_sys_modules, name);
    return current ? current : module;
}

static nx_value load_spec(nx_value spec, nx_str *name) {
    nx_value loader = attribute(spec, "loader");
    if (!loader)
        return 0;
    if (loader != NX_NONE)
        return load_with(spec, loader, name);
    nx_value locations = attribute(spec, "submodule_search_locations");
    if (!locations || locations == NX_NONE)
        return locations ? nx_raisef(&nx_ImportError, "missing loader") : 0;
    nx_value module = nx_call1(NX_OBJ(&nx_module_type), NX_OBJ(name));
    return module && describe(module, spec, NX_NONE) && nx_dict_set_str(nx_sys_modules, name, module) ? module : 0;
}

nx_value nx_find_and_load(nx_str *name, nx_value parent) {
    nx_value path = parent ? nx_getattr_optional(parent, &nx_s___path__) : NX_NONE;
    nx_value finders = current_meta_path();
    nx_value list = nx_pending() || !finders ? 0 : nx_tuple_of(finders);
    for (int64_t i = 0; list && i < NX_PTR(nx_tuple, list)->length; i++) {
        nx_value finder = NX_PTR(nx_tuple, list)->items[i];
        nx_value find = optional(finder, "find_spec");
        if (nx_pending())
            return 0;
        if (!find)
            continue;
        nx_value spec = nx_call3(find, NX_OBJ(name), path ? path : NX_NONE, NX_NONE);
        if (!spec)
            return 0;
        nx_value loaded = nx_dict_get_str(nx_sys_modules, name); // the finder may have imported it
        if (spec != NX_NONE)
            return loaded ? loaded : load_spec(spec, name);
    }
    return list ? NX_STOP : 0;
}

#include "importers.inc"

nx_type nx_module_spec_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_module_spec_type},
    .c_name = "_frozen_importlib.ModuleSpec",
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_header),
    .slot_capacity = SPEC_SLOTS,
    .methods = nx_module_spec_methods,
    .getsets = nx_module_spec_getsets,
    .repr = spec_repr,
    .compare = spec_compare,
    .new_ = nx_object_new,
    .init = spec_init,
};

#define IMPORTER(name, name_, ...)               \
    nx_type nx_##name##_type = {                 \
        .header = {&nx_type_type.root},          \
        .root = {.type = &nx_##name##_type},     \
        .c_name = name_,                         \
        .basic_size = sizeof(nx_header),         \
        .methods = nx_##name##_methods,          \
        .getsets = nx_##name##_getsets,          \
        __VA_ARGS__                              \
    }
IMPORTER(program_loader, "_frozen_importlib_external.SourceFileLoader",
         .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT, .slot_capacity = 2, .new_ = nx_object_new,
         .init = loader_init);
IMPORTER(builtin_importer, "_frozen_importlib.BuiltinImporter", .flags = NX_TYPE_BASE);
IMPORTER(frozen_importer, "_frozen_importlib.FrozenImporter", .flags = NX_TYPE_BASE);
IMPORTER(path_finder, "_frozen_importlib_external.PathFinder", .flags = NX_TYPE_BASE);
