// Imports at run time. What a name means was decided at compile time: the program carries a table of its modules, and
// an import runs the module's body once, through sys.modules as in CPython (programs put things there, too).
// Reference: The Python Language Reference, section 5.
#include "error.h"
#include "host.h"
#include "import.h"
#include "native.h"
#include "system.h"
#include "natives.h"
#include "../types/dict.h"
#include "natrix.h"

#include <stdlib.h>

nx_dict *nx_sys_modules;
nx_source_finder *nx_find_source_module;
nx_namespace_finder *nx_find_namespace;
static const nx_module_def **source_modules; // that nx_find_source_module has found
static size_t source_module_count;

static bool has_name(const nx_module_def *def, const nx_str *name) {
    if (NX_UNLIKELY(!name->ascii))
        return strcmp(def->name, nx_str_utf8_lossy(NX_OBJ(name), NULL)) == 0;
    return strlen(def->name) == (size_t)name->length && memcmp(def->name, name->data, (size_t)name->length) == 0;
}

static const nx_module_def *find_source_module(const nx_str *name, const nx_module_def *compiled) {
    size_t before = 0;
    while (before < source_module_count && !has_name(source_modules[before], name)) before++;
    const nx_module_def *known = before < source_module_count ? source_modules[before] : NULL;
    const nx_module_def *def = nx_find_source_module(name, compiled, known);
    if (!def || def == compiled || def == known) return def;
    if (known) {
        source_modules[before] = def;
        return def;
    }
    const nx_module_def **grown = nx_grow_words(source_modules, source_module_count, source_module_count + 1);
    if (!grown) return NULL;
    source_modules = grown;
    source_modules[source_module_count++] = def;
    return def;
}

const nx_module_def *nx_find_module_def(const nx_str *name) {
    const nx_module_def *const *def = nx_program_modules;
    while (*def && !has_name(*def, name)) def++;
    return nx_find_source_module ? find_source_module(name, *def) : *def;
}

const nx_source *nx_find_source(const char *path) {
    for (const nx_module_def *const *def = nx_program_modules; *def; def++)
        if ((*def)->source && strcmp((*def)->source->path, path) == 0) return (*def)->source;
    for (size_t i = 0; i < source_module_count; i++)
        if (strcmp(source_modules[i]->source->path, path) == 0) return source_modules[i]->source;
    return nx_main_source && strcmp(nx_main_source->path, path) == 0 ? nx_main_source : NULL;
}

// "a.b.c" -> "a.b"; the name itself has no dot: 0 without an error.
static nx_value parent_name(nx_str *name) {
    for (int64_t i = name->length - 1; i >= 0; i--) {
        if (nx_str_at(name, i) == '.')
            return nx_str_slice(NX_OBJ(name), 0, i);
    }
    return 0;
}

static nx_value last_component(nx_str *name) {
    for (int64_t i = name->length - 1; i >= 0; i--) {
        if (nx_str_at(name, i) == '.')
            return nx_str_slice(NX_OBJ(name), i + 1, name->length);
    }
    return NX_OBJ(name);
}

static nx_value raise_not_found(nx_value name, nx_value parent_not_package) {
    nx_value message = parent_not_package
        ? nx_str_format("No module named %R; %R is not a package", name, parent_not_package)
        : nx_str_format("No module named %R", name);
    nx_value exception = message ? nx_exception_new(&nx_ModuleNotFoundError, message) : 0;
    if (!exception || !nx_setattr(exception, &nx_s_name, name))
        return 0;
    return nx_raise_value(exception);
}

// ---- making modules ----------------------------------------------------------------------------------------------

static bool define(nx_dict *dict, nx_str *name, nx_value value) { return value && nx_dict_set_str(dict, name, value); }

bool nx_module_describe(nx_module *module, nx_value name) {
    const nx_module_def *def = module->def;
    nx_dict *dict = module->dict;
    nx_value file = def && def->source ? nx_str_from_c(def->source->path) : 0;
    bool is_main = nx_str_equal(NX_PTR(nx_str, name), &nx_s___main__);
    // A module that runs as the main one (`-m`) keeps its place in its package, and its spec.
    bool is_script = is_main && (!def || strcmp(def->name, "__main__") == 0);
    nx_value own = is_main && !is_script ? nx_str_from_c(def->name) : name;
    if (!own)
        return false;
    nx_value package = def && def->is_package ? own : parent_name(NX_PTR(nx_str, own));
    if (!package) {
        package = nx_str_from_c("");
        if (!package)
            return false;
    }
    nx_value doc = def && def->code && def->code->doc ? def->code->doc : NX_NONE;
    nx_value made = nx_make_spec(def, own), spec = is_script ? NX_NONE : made;
    nx_value loader = made ? nx_getattr(made, nx_str_intern_c("loader")) : 0;
    if (!define(dict, &nx_s___name__, name) || !define(dict, &nx_s___doc__, doc) ||
        !define(dict, &nx_s___package__, is_script ? NX_NONE : package) || !define(dict, &nx_s___loader__, loader) ||
        !define(dict, &nx_s___spec__, spec))
        return false;
    if (file && !define(dict, &nx_s___file__, file))
        return false;
    if (def && def->is_package) {
        const char *slash = strrchr(def->source->path, '/');
        nx_value folder = nx_str_from_utf8(def->source->path, slash ? (size_t)(slash - def->source->path) : 0);
        if (!folder || !define(dict, &nx_s___path__, nx_list_from(1, &folder)))
            return false;
    }
    if (def && def->code) {
        nx_value builtins = nx_dict_get_str(nx_sys_modules, &nx_s_builtins);
        if (builtins && !define(dict, &nx_s___builtins__, builtins))
            return false;
    }
    return true;
}

// The module objects made of the program's modules, by the address of their definition.
static nx_dict *made;

// A module whose body is to run once more (its entry in sys.modules was removed): compiled code addresses its variables
// where they are, so the new module object gets that place and the one made before keeps a copy of what it held.
static bool vacate(nx_dict *globals, nx_module *before) {
    if (before && before->dict == globals && !(before->dict = nx_dict_copy_of(globals)))
        return false;
    nx_dict_clear_entries(globals);
    return true;
}

static bool place_globals(nx_module *module, const nx_module_def *def) {
    nx_value address = nx_from_small_int((int64_t)(uintptr_t)def);
    if (!made && !(made = nx_dict_new(64)))
        return false;
    if (!def->globals->entries)
        nx_dict_reserve_globals(def->globals, def->global_names, def->global_count);
    nx_value before = nx_dict_get_value(made, address);
    if (before && !vacate(def->globals, NX_PTR(nx_module, before)))
        return false;
    module->dict = def->globals;
    return nx_dict_set(made, address, NX_OBJ(module));
}

nx_module *nx_module_create(const nx_module_def *def, nx_value name) {
    nx_module *module = nx_new_object(nx_module, nx_module_type);
    if (!module)
        return NULL;
    module->def = def;
    if (def && def->globals) {
        if (!place_globals(module, def))
            return NULL;
    } else {
        module->dict = nx_dict_new(0);
    }
    if (!module->dict || !nx_module_describe(module, name))
        return NULL;
    return module;
}

static bool add_natives(nx_module *module, nx_value name) {
    for (const nx_native_def *def = module->def->functions; def && def->name; def++) {
        if (!define(module->dict, nx_str_intern_c(def->name), nx_native_function(def, name)))
            return false;
    }
    for (nx_type *const *type = module->def->types; type && *type; type++) {
        const char *dot = strrchr((*type)->c_name, '.');
        if (!nx_type_ready(*type) || !define(module->dict, nx_str_intern_c(dot ? dot + 1 : (*type)->c_name), NX_OBJ(*type)))
            return false;
    }
    return true;
}

bool nx_module_execute(nx_module *module) {
    const nx_module_def *def = module->def;
    nx_value name = nx_dict_get_str(module->dict, &nx_s___name__);
    bool done = true;
    for (uint32_t i = 0; done && i < def->warning_count; i++)
        done = nx_warn_of_syntax(def->source, &def->warnings[i], NX_NONE);
    if (!done) {
    } else if (def->body) {
        nx_function body = {.header = {&nx_function_type.root}, .code = def->code, .globals = NX_OBJ(module->dict),
                            .defaults = NX_NONE, .keyword_defaults = NX_NONE};
        nx_function *function = nx_new_object(nx_function, nx_function_type);
        if (!function)
            return false;
        body.name = body.qualname = NX_OBJ(def->code->name);
        body.module = name;
        body.doc = NX_NONE;
        *function = body;
        done = def->body(function, NULL) != 0;
    } else {
        done = add_natives(module, name) && (!def->init || def->init(module));
    }
    if (!done) {
        nx_value error = nx_error_take();
        if (nx_dict_delete(nx_sys_modules, name) < 0)
            nx_error_clear();
        nx_error_restore(error);
    }
    return done;
}

// ---- importing -------------------------------------------------------------------------------------------------------

static bool is_initializing(nx_value module) {
    if (!nx_has_flag(module, NX_TYPE_MODULE))
        return false;
    nx_value spec = nx_dict_get_str(NX_PTR(nx_module, module)->dict, &nx_s___spec__);
    if (!spec || spec == NX_NONE)
        return false;
    nx_value flag = nx_getattr_optional(spec, nx_str_intern_c("_initializing"));
    return flag == NX_TRUE;
}

static void mark_initializing(nx_module *module, bool on) {
    nx_value spec = nx_dict_get_str(module->dict, &nx_s___spec__);
    if (spec && spec != NX_NONE && !nx_setattr(spec, nx_str_intern_c("_initializing"), nx_from_bool(on)))
        nx_error_clear();
}

static nx_value load(const nx_module_def *def, nx_str *name) {
    nx_module *module = nx_module_create(def, NX_OBJ(name));
    if (!module || !nx_dict_set_str(nx_sys_modules, name, NX_OBJ(module)))
        return 0;
    mark_initializing(module, true);
    bool done = nx_module_execute(module);
    if (done)
        mark_initializing(module, false);
    if (!done)
        return 0;
    // The body may have put another object in its place.
    nx_value current = nx_dict_get_str(nx_sys_modules, name);
    if (!current)
        return nx_pending() ? 0 : NX_OBJ(module);
    // As in CPython, modules stand in sys.modules in the order in which their bodies ended.
    bool moved = nx_dict_delete(nx_sys_modules, NX_OBJ(name)) >= 0 && nx_dict_set_str(nx_sys_modules, name, current);
    return moved ? current : 0;
}

nx_value nx_namespace_folders(const nx_str *name) {
    for (const char *const *at = nx_namespace_packages; *at; at++)
        if (name->ascii && strlen(*at) == (size_t)name->length && memcmp(*at, name->data, (size_t)name->length) == 0)
            return nx_list_from(1, (nx_value[]){NX_OBJ(name)});
    return nx_find_namespace ? nx_find_namespace(name) : 0;
}

static nx_value make_namespace_package(nx_str *name, nx_value path) {
    nx_value module = nx_module_new(NX_OBJ(name));
    if (!module || !nx_setattr(module, &nx_s___path__, path) || !nx_setattr(module, &nx_s___package__, NX_OBJ(name)) ||
        !nx_setattr(module, &nx_s___file__, NX_NONE) ||
        !nx_dict_set_str(nx_sys_modules, name, module))
        return 0;
    return module;
}

// The submodule becomes an attribute of its package.
static nx_value bind_child(nx_value parent, nx_str *full_name, nx_value module) {
    nx_value child = parent ? last_component(full_name) : 0;
    if (parent && (!child || !nx_setattr(parent, NX_PTR(nx_str, child), module)))
        return 0;
    return module;
}

nx_value nx_import_module(nx_str *full_name) {
    if (NX_UNLIKELY(nx_host != NULL) && (nx_host->is_own_module(full_name) || !nx_find_module_def(full_name)))
        return nx_host->import(full_name);
    nx_value loaded = nx_dict_get_str(nx_sys_modules, full_name);
    if (loaded && loaded != NX_NONE)
        return loaded != nx_unfinished_sys || nx_sys_complete() ? loaded : 0;
    if (nx_pending())
        return 0;
    if (loaded == NX_NONE) {
        nx_value message = nx_str_format("import of %U halted; None in sys.modules", NX_OBJ(full_name));
        nx_value exception = message ? nx_exception_new(&nx_ModuleNotFoundError, message) : 0;
        if (!exception || !nx_setattr(exception, &nx_s_name, NX_OBJ(full_name)))
            return 0;
        return nx_raise_value(exception);
    }
    nx_value parent = parent_name(full_name);
    nx_value parent_module = 0;
    if (nx_pending())
        return 0;
    if (parent) {
        parent_module = nx_import_module(NX_PTR(nx_str, parent));
        if (!parent_module)
            return 0;
        loaded = nx_dict_get_str(nx_sys_modules, full_name); // the parent's body may have imported it
        if (loaded && loaded != NX_NONE)
            return loaded;
    }
    nx_value module;
    if (NX_UNLIKELY(!nx_meta_path_is_plain())) {
        module = nx_find_and_load(full_name, parent_module);
        if (!module)
            return 0;
        if (module != NX_STOP)
            return bind_child(parent_module, full_name, module);
    }
    const nx_module_def *def = nx_meta_path_is_plain() ? nx_find_module_def(full_name) : NULL;
    if (!def && nx_pending())
        return 0;
    nx_value folders = def ? 0 : nx_namespace_folders(full_name);
    if (!folders && nx_pending())
        return 0;
    if (!def && !folders) {
        bool no_package = parent && !nx_getattr_optional(parent_module, &nx_s___path__);
        if (nx_pending())
            return 0;
        return raise_not_found(NX_OBJ(full_name), no_package ? parent : 0);
    }
    module = def ? load(def, full_name) : make_namespace_package(full_name, folders);
    return module ? bind_child(parent_module, full_name, module) : 0;
}

// The package that relative imports of these globals start from.
static nx_value calling_package(nx_dict *globals) {
    nx_value package = nx_dict_get_str(globals, &nx_s___package__);
    if (package && package != NX_NONE)
        return package;
    nx_value name = nx_dict_get_str(globals, &nx_s___name__);
    if (!name)
        return nx_str_from_c("");
    if (nx_dict_get_str(globals, &nx_s___path__))
        return name;
    nx_value parent = parent_name(NX_PTR(nx_str, name));
    return parent || nx_pending() ? parent : nx_str_from_c("");
}

static nx_value resolve_relative(nx_dict *globals, nx_str *name, int level) {
    nx_value package = calling_package(globals);
    if (!package)
        return 0;
    if (NX_PTR(nx_str, package)->length == 0)
        return nx_raisef(&nx_ImportError, "attempted relative import with no known parent package");
    for (int i = 1; i < level; i++) {
        package = parent_name(NX_PTR(nx_str, package));
        if (!package)
            return nx_pending() ? 0 : nx_raisef(&nx_ImportError, "attempted relative import beyond top-level package");
    }
    return name->length ? nx_str_format("%U.%U", package, NX_OBJ(name)) : package;
}

// from package import name, …: imports the submodules that the program has and the package does not define yet.
static bool import_listed(nx_value module, nx_str *full_name, nx_value from_list) {
    nx_tuple *names = NX_PTR(nx_tuple, from_list);
    for (int64_t i = 0; i < names->length; i++) {
        nx_value name = names->items[i];
        if (!nx_is_str(name))
            return nx_failf(&nx_TypeError, "Item in ``from list'' must be str, not %T", name);
        if (nx_str_equal(NX_PTR(nx_str, name), NX_PTR(nx_str, nx_str_from_c("*")))) {
            nx_value all = nx_getattr_optional(module, &nx_s___all__);
            if (nx_pending())
                return false;
            nx_value listed = all ? nx_tuple_of(all) : 0;
            if (all && (!listed || !import_listed(module, full_name, listed)))
                return false;
            continue;
        }
        if (nx_getattr_optional(module, NX_PTR(nx_str, name)))
            continue;
        if (nx_pending())
            return false;
        nx_value child = nx_str_format("%U.%U", NX_OBJ(full_name), name);
        if (!child)
            return false;
        bool is_known = nx_host || !nx_meta_path_is_plain() || nx_find_module_def(NX_PTR(nx_str, child)) ||
                        (!nx_pending() && nx_namespace_folders(NX_PTR(nx_str, child)));
        if (!is_known && nx_pending())
            return false;
        if (!is_known || nx_import_module(NX_PTR(nx_str, child)))
            continue;
        nx_value missing = nx_error_matches(&nx_ModuleNotFoundError) ? nx_getattr_optional(nx_state.error, &nx_s_name) : 0;
        if (!missing || nx_equal(missing, child) != 1) // what is wrong is not that there is no such module
            return false;
        nx_error_clear();
    }
    return true;
}

// The import statement: what the program put in the place of `__import__` decides.
nx_value nx_import_name(nx_dict *globals, nx_str *name, nx_value from_list, int level) {
    nx_dict *builtins = nx_builtins_of(globals);
    nx_value import = builtins ? nx_dict_get_str(builtins, &nx_s___import__) : 0;
    if (NX_LIKELY(import && nx_is_builtin_named(import, "__import__")))
        return nx_import_named(globals, name, from_list, level);
    if (!import)
        return nx_pending() ? 0 : nx_raisef(&nx_ImportError, "__import__ not found");
    nx_value arguments[] = {NX_OBJ(name), NX_OBJ(globals), NX_NONE, from_list ? from_list : NX_NONE, NX_INT(level)};
    return nx_call(import, 5, arguments, 0);
}

nx_value nx_import_named(nx_dict *globals, nx_str *name, nx_value from_list, int level) {
    nx_value full = level > 0 ? resolve_relative(globals, name, level) : NX_OBJ(name);
    if (!full)
        return 0;
    nx_value module = nx_import_module(NX_PTR(nx_str, full));
    if (!module)
        return 0;
    bool listed = from_list && from_list != NX_NONE && NX_PTR(nx_tuple, from_list)->length > 0;
    if (listed) {
        nx_value path = nx_getattr_optional(module, &nx_s___path__);
        if (nx_pending() || (path && !import_listed(module, NX_PTR(nx_str, full), from_list)))
            return 0;
        return module;
    }
    if (level > 0)
        return module;
    for (int64_t i = 0; i < name->length; i++) { // import a.b.c binds a
        if (nx_str_at(name, i) == '.') {
            nx_value head = nx_str_slice(NX_OBJ(name), 0, i);
            return head ? nx_import_module(NX_PTR(nx_str, head)) : 0;
        }
    }
    return module;
}

// A module of the library, also when it is the runtime's own one, is where CPython has it.
static nx_value place_in_message(nx_value path) {
    static const char own[] = "<natrix>/";
    const char *text = nx_str_utf8_lossy(path, NULL);
    return strncmp(text, own, sizeof own - 1) == 0 ? nx_str_format("/usr/lib/python3.11/%s", text + sizeof own - 1) : path;
}

nx_value nx_import_from(nx_value module, nx_str *name) {
    nx_value value = nx_getattr_optional(module, name);
    if (value || nx_pending())
        return value;
    nx_value module_name = nx_getattr_optional(module, &nx_s___name__);
    if (nx_pending())
        return 0;
    bool named = module_name && nx_is_str(module_name);
    if (named) { // a circular import may have loaded the submodule without binding it yet
        nx_value full = nx_str_format("%U.%U", module_name, NX_OBJ(name));
        nx_value loaded = full ? nx_dict_get_str(nx_sys_modules, NX_PTR(nx_str, full)) : 0;
        if (loaded || nx_pending())
            return loaded;
    } else {
        module_name = nx_str_from_c("<unknown module name>");
    }
    nx_value path = nx_getattr_optional(module, &nx_s___file__);
    if (nx_pending())
        return 0;
    if (path && !nx_is_str(path)) // a namespace package has none
        path = 0;
    nx_value message, place = path ? place_in_message(path) : nx_str_from_c("unknown location");
    if (is_initializing(module)) {
        message = nx_str_format("cannot import name %R from partially initialized module %R (most likely due to a "
                                "circular import) (%U)", NX_OBJ(name), module_name, place);
    } else {
        message = nx_str_format("cannot import name %R from %R (%U)", NX_OBJ(name), module_name, place);
    }
    nx_value exception = message ? nx_exception_new(&nx_ImportError, message) : 0;
    if (!exception || !nx_setattr(exception, &nx_s_name, module_name) ||
        !nx_setattr(exception, &nx_s_path, path ? path : NX_NONE))
        return 0;
    return nx_raise_value(exception);
}

bool nx_import_star(nx_value module, nx_dict *globals) { return nx_import_star_into(module, NX_OBJ(globals)); }

bool nx_import_star_into(nx_value module, nx_value scope) {
    nx_value all = nx_getattr_optional(module, &nx_s___all__);
    if (nx_pending())
        return false;
    bool skip_private = !all;
    if (!all) {
        nx_value dict = nx_getattr(module, &nx_s___dict__);
        all = dict ? nx_list_of(dict) : 0;
        if (!all)
            return false;
    }
    nx_value names = nx_tuple_of(all);
    if (!names)
        return false;
    for (int64_t i = 0; i < NX_PTR(nx_tuple, names)->length; i++) {
        nx_value name = NX_PTR(nx_tuple, names)->items[i];
        if (!nx_is_str(name)) {
            nx_value module_name = nx_getattr(module, &nx_s___name__);
            if (!module_name)
                return false;
            return nx_failf(&nx_TypeError, skip_private ? "Key in %U.__dict__ must be str, not %T" : "Item in %U.__all__ must be str, not %T",
                            module_name, name);
        }
        nx_str *text = NX_PTR(nx_str, name);
        if (skip_private && text->length > 0 && nx_str_at(text, 0) == '_')
            continue;
        nx_value value = nx_getattr(module, text);
        if (!value || !nx_store_name(scope, text, value))
            return false;
    }
    return true;
}

nx_value nx_module_new(nx_value name) {
    nx_module *module = nx_new_object(nx_module, nx_module_type);
    if (!module)
        return 0;
    module->dict = nx_dict_new(0);
    if (!module->dict || !nx_module_describe(module, name))
        return 0;
    return NX_OBJ(module);
}
