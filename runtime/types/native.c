// Builtin functions and methods: the objects, and the binding of arguments to C parameters with CPython's messages,
// which differ by how CPython's own function takes its arguments (none, exactly one, positional only, with keywords).
#include "natives.h"
#include "native.h"
#include "../core/host.h"
#include "../core/import.h"

// ---- calling the C function ------------------------------------------------------------------------------------------------

#define V nx_value
static nx_value invoke(const nx_native_def *def, const nx_value *a) {
    void *f = def->function;
    switch (def->count) {
    case 0: return ((V(*)(void))f)();
    case 1: return ((V(*)(V))f)(a[0]);
    case 2: return ((V(*)(V, V))f)(a[0], a[1]);
    case 3: return ((V(*)(V, V, V))f)(a[0], a[1], a[2]);
    case 4: return ((V(*)(V, V, V, V))f)(a[0], a[1], a[2], a[3]);
    case 5: return ((V(*)(V, V, V, V, V))f)(a[0], a[1], a[2], a[3], a[4]);
    case 6: return ((V(*)(V, V, V, V, V, V))f)(a[0], a[1], a[2], a[3], a[4], a[5]);
    case 7: return ((V(*)(V, V, V, V, V, V, V))f)(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    case 8: return ((V(*)(V, V, V, V, V, V, V, V))f)(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
    case 9: return ((V(*)(V, V, V, V, V, V, V, V, V))f)(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
    case 10:
        return ((V(*)(V, V, V, V, V, V, V, V, V, V))f)(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
    case 23: // fork_exec
        return ((V(*)(V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V))f)(
            a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15], a[16], a[17],
            a[18], a[19], a[20], a[21], a[22]);
    default: return nx_raisef(&nx_SystemError, "%s() has too many parameters", def->name);
    }
}
#undef V

enum { MAX_PARAMETERS = 23 };

// ---- errors ------------------------------------------------------------------------------------------------------------------

static bool takes_keywords(const nx_native_def *def) {
    int named = def->count - ((def->flags & NX_NATIVE_VARARGS) != 0) - ((def->flags & NX_NATIVE_KWARGS) != 0);
    return named > def->positional_only || (def->flags & NX_NATIVE_KWARGS);
}

// "list.append" or "math.sqrt" for messages that name the class or the module.
static nx_value full_name(const nx_native_def *def, const nx_type *owner) {
    const char *dot = owner ? strrchr(owner->c_name, '.') : NULL; // the class without its module
    if (owner) return nx_str_format("%s.%s", dot ? dot + 1 : owner->c_name, def->name);
    for (const nx_module_def *const *module = nx_program_modules; *module; module++)
        for (const nx_native_def *function = (*module)->functions; function && function->name; function++)
            if (function == def) return nx_str_format("%s.%s", (*module)->name, def->name);
    return nx_str_from_c(def->name);
}

static NX_COLD bool raise_count(const nx_native_def *def, const nx_type *owner, size_t self, size_t given) {
    size_t most = def->positional - self, least = def->required - self;
    nx_value name = full_name(def, owner);
    if (!name)
        return false;
    if (!(def->flags & NX_NATIVE_VARARGS)) {
        if (most == 0)
            return nx_failf(&nx_TypeError, "%U() takes no arguments (%d given)", name, (int)given);
        if (most == 1 && least == 1)
            return nx_failf(&nx_TypeError, "%U() takes exactly one argument (%d given)", name, (int)given);
    }
    bool few = given < least;
    if (def->flags & NX_NATIVE_COUNTED) {
        size_t wanted = few ? least : most;
        return nx_failf(&nx_TypeError, "%s() takes %s %d argument%s (%d given)", def->name, few ? "at least" : "at most",
                        (int)wanted, wanted == 1 ? "" : "s", (int)given);
    }
    const char *how = least == most && !(def->flags & NX_NATIVE_VARARGS) ? "" : few ? "at least " : "at most ";
    size_t bound = few ? least : most;
    return nx_failf(&nx_TypeError, "%s expected %s%d argument%s, got %d", def->name, how, (int)bound, bound == 1 ? "" : "s",
                    (int)given);
}

static NX_COLD bool raise_too_many(const nx_native_def *def, size_t self, size_t given, size_t keywords) {
    size_t most = def->positional - self;
    size_t parameters = def->count - self;
    if (most == 0 && given + keywords > parameters && !(def->flags & NX_NATIVE_KWARGS))
        return nx_failf(&nx_TypeError, "%s() takes at most %d argument%s (%d given)", def->name, (int)parameters,
                        parameters == 1 ? "" : "s", (int)(given + keywords));
    if (most == 0)
        return nx_failf(&nx_TypeError, "%s() takes no positional arguments", def->name);
    bool keyword_only = def->count > def->positional;
    size_t total = keyword_only ? most : given + keywords;
    return nx_failf(&nx_TypeError, keyword_only ? "%s() takes at most %d positional argument%s (%d given)" : "%s() takes at most %d argument%s (%d given)",
                    def->name, (int)most, most == 1 ? "" : "s", (int)(keyword_only ? given : total));
}

static NX_COLD bool raise_missing(const nx_native_def *def, size_t self, size_t at, size_t given) {
    if (at < def->positional_only)
        return nx_failf(&nx_TypeError, "%s() takes at least %d positional argument%s (%d given)", def->name,
                        (int)(def->required - self), def->required - self == 1 ? "" : "s", (int)given);
    return nx_failf(&nx_TypeError, "%s() missing required argument '%s' (pos %d)", def->name, def->names[at], (int)(at - self + 1));
}

// ---- binding -----------------------------------------------------------------------------------------------------------------

static bool bind_keywords(const nx_native_def *def, size_t self, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *out,
                          size_t named) {
    nx_tuple *names = NX_PTR(nx_tuple, kwnames);
    nx_dict *rest = NULL;
    for (int64_t k = 0; k < names->length; k++) {
        nx_value keyword = names->items[k];
        size_t length;
        const char *text = nx_is_str(keyword) ? nx_str_utf8_lossy(keyword, &length) : NULL;
        if (!text)
            return nx_failf(&nx_TypeError, "keywords must be strings");
        size_t at = def->positional_only;
        bool is_varargs;
        for (; at < named; at++) {
            is_varargs = (def->flags & NX_NATIVE_VARARGS) && at == def->positional;
            if (!is_varargs && strcmp(def->names[at], text) == 0)
                break;
        }
        if (at < named) {
            if (at < nargs)
                return nx_failf(&nx_TypeError, "argument for %s() given by name ('%s') and position (%d)", def->name, text,
                                (int)(at - self + 1));
            out[at] = args[nargs + k];
        } else if (def->flags & NX_NATIVE_KWARGS) {
            if (!rest) {
                rest = nx_dict_new(names->length);
                if (!rest)
                    return false;
                out[named] = NX_OBJ(rest);
            }
            if (!nx_dict_set(rest, keyword, args[nargs + k]))
                return false;
        } else {
            return nx_failf(&nx_TypeError, "'%s' is an invalid keyword argument for %s()", text, def->name);
        }
    }
    return true;
}

nx_value nx_native_call_as(const nx_native_def *def, const nx_type *owner, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (NX_UNLIKELY(def->flags & NX_NATIVE_VECTOR)) {
        bool has_self = owner && !(def->flags & NX_NATIVE_STATIC);
        nx_value (*function)(nx_value, size_t, const nx_value *, nx_value) = def->function;
        return has_self ? function(args[0], nargs - 1, args + 1, kwnames) : function(0, nargs, args, kwnames);
    }
    if (nargs == def->count && def->count == def->positional && !kwnames)
        return invoke(def, args);
    bool is_simple = !kwnames && !(def->flags & (NX_NATIVE_VARARGS | NX_NATIVE_KWARGS)) && !def->required_keywords;
    if (NX_LIKELY(is_simple && nargs >= def->required && nargs <= def->positional && def->count <= MAX_PARAMETERS)) {
        nx_value out[def->count + 1];
        for (size_t i = 0; i < nargs; i++) out[i] = args[i];
        for (size_t i = nargs; i < def->count; i++) out[i] = def->defaults[i];
        return invoke(def, out);
    }
    size_t self = owner && !(def->flags & NX_NATIVE_STATIC) ? 1 : 0;
    size_t given = nargs - self, keywords = nx_keyword_count(kwnames);
    bool keywordable = takes_keywords(def);
    if (keywords && !keywordable) {
        nx_value name = full_name(def, owner);
        return name ? nx_raisef(&nx_TypeError, "%U() takes no keyword arguments", name) : 0;
    }
    if (!keywordable && (nargs < def->required || (nargs > def->positional && !(def->flags & NX_NATIVE_VARARGS)))) {
        raise_count(def, owner, self, given);
        return 0;
    }
    if (nargs > def->positional && !(def->flags & NX_NATIVE_VARARGS)) {
        raise_too_many(def, self, given, keywords);
        return 0;
    }
    nx_value out[MAX_PARAMETERS + 1] = {0};
    if (def->count > MAX_PARAMETERS)
        return nx_raisef(&nx_SystemError, "%s() has too many parameters", def->name);
    size_t named = def->count - ((def->flags & NX_NATIVE_KWARGS) != 0);
    size_t taken = nargs < def->positional ? nargs : def->positional;
    if (taken)
        memcpy(out, args, taken * sizeof *out);
    if (def->flags & NX_NATIVE_VARARGS) {
        out[def->positional] = nx_tuple_from((int64_t)(nargs - taken), args + taken);
        if (!out[def->positional])
            return 0;
    }
    if (keywords && !bind_keywords(def, self, taken, args + (nargs - taken), kwnames, out, named))
        return 0;
    for (size_t i = taken; i < named; i++) {
        if (out[i])
            continue;
        if (i < def->required) {
            raise_missing(def, self, i, given);
            return 0;
        }
        if (def->required_keywords & (1u << i))
            return nx_raisef(&nx_TypeError, "%s() missing required keyword-only argument: '%s'", def->name, def->names[i]);
        out[i] = def->defaults[i];
    }
    return invoke(def, out);
}

nx_value nx_native_call(const nx_native_def *def, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_native_call_as(def, NULL, nargs, args, kwnames);
}

// ---- builtin functions and bound methods --------------------------------------------------------------------------------------

static nx_value new_native(const nx_native_def *def, nx_value self, nx_type *owner, nx_value module) {
    nx_native *native = nx_new_object(nx_native, nx_native_type);
    if (!native)
        return 0;
    native->def = def;
    native->self = self;
    native->owner = owner;
    native->module = module;
    return NX_OBJ(native);
}

nx_value nx_native_function(const nx_native_def *def, nx_value module) { return new_native(def, 0, NULL, module); }
nx_value nx_native_static(const nx_native_def *def, nx_type *owner) { return new_native(def, 0, owner, 0); }
nx_value nx_native_bound(const nx_native_def *def, nx_value self, nx_type *owner) { return new_native(def, self, owner, 0); }

bool nx_is_builtin_named(nx_value v, const char *name) {
    if (!nx_is_exact(v, &nx_native_type))
        return false;
    nx_native *native = NX_PTR(nx_native, v);
    return !native->owner && native->module == NX_OBJ(&nx_s_builtins) && strcmp(native->def->name, name) == 0;
}

static nx_value native_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_native *native = NX_PTR(nx_native, callee);
    if (!native->self)
        return nx_native_call_as(native->def, NULL, nargs, args, kwnames);
    size_t total = nargs + nx_keyword_count(kwnames);
    nx_value values[total + 1];
    values[0] = native->self;
    if (total)
        memcpy(values + 1, args, total * sizeof *args);
    // Messages of a method that was taken from an object name the object's class.
    const nx_type *owner = native->owner && !nx_is_type(native->self) ? nx_type_of(native->self) : native->owner;
    return nx_native_call_as(native->def, owner, nargs + 1, values, kwnames);
}

// What a method is bound to, of a static one the class; 0: a function.
static nx_value bound_to(const nx_native *native) {
    return native->self || !native->owner ? native->self : NX_OBJ(native->owner);
}

static nx_value native_repr(nx_value self) {
    nx_native *native = NX_PTR(nx_native, self);
    nx_value object = bound_to(native);
    if (!object)
        return nx_str_format("<built-in function %s>", native->def->name);
    return nx_str_format("<built-in method %s of %T object at %p>", native->def->name, object, (void *)(uintptr_t)object);
}

static nx_value native_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_exact(left, &nx_native_type) || !nx_is_exact(right, &nx_native_type))
        return NX_NOTIMPLEMENTED;
    nx_native *a = NX_PTR(nx_native, left), *b = NX_PTR(nx_native, right);
    bool same = a->def == b->def && a->self == b->self;
    return nx_from_bool(same == (operation == NX_EQ));
}

static bool native_hash(nx_value self, int64_t *hash) {
    nx_native *native = NX_PTR(nx_native, self);
    *hash = (int64_t)(((uintptr_t)native->def >> 4) ^ (native->self >> 4));
    return true;
}

nx_value nx_native_get_name(nx_value self) { return nx_str_from_c(NX_PTR(nx_native, self)->def->name); }
nx_value nx_native_get_qualname(nx_value self) {
    nx_native *native = NX_PTR(nx_native, self);
    if (!native->owner)
        return nx_str_from_c(native->def->name);
    const char *dot = strrchr(native->owner->c_name, '.');
    return nx_str_format("%s.%s", dot ? dot + 1 : native->owner->c_name, native->def->name);
}
nx_value nx_native_get_self(nx_value self) {
    nx_native *native = NX_PTR(nx_native, self);
    if (bound_to(native) || !native->module)
        return bound_to(native) ? bound_to(native) : NX_NONE;
    nx_value module = nx_is_str(native->module) ? nx_dict_get_str(nx_sys_modules, NX_PTR(nx_str, native->module)) : 0;
    return module ? module : NX_NONE;
}
nx_value nx_native_get_module(nx_value self) {
    nx_value module = NX_PTR(nx_native, self)->module;
    return module ? module : NX_NONE;
}
static nx_value doc_of(const nx_native_def *def) { return def->doc ? nx_str_from_c(def->doc) : NX_NONE; }
static nx_value signature_of(const nx_native_def *def) {
    return def->text_signature ? nx_str_from_c(def->text_signature) : NX_NONE;
}
nx_value nx_native_get_doc(nx_value self) { return doc_of(NX_PTR(nx_native, self)->def); }
nx_value nx_native_get_text_signature(nx_value self) { return signature_of(NX_PTR(nx_native, self)->def); }
nx_value nx_native_reduce(nx_value self) {
    nx_native *native = NX_PTR(nx_native, self);
    if (!bound_to(native))
        return nx_native_get_name(self);
    nx_value getattr = nx_dict_get_str(NX_PTR(nx_module, nx_dict_get_str(nx_sys_modules, &nx_s_builtins))->dict,
                                       nx_str_intern_c("getattr"));
    nx_value name = nx_native_get_name(self);
    nx_value args = name ? nx_tuple_from(2, (nx_value[]){bound_to(native), name}) : 0;
    return getattr && args ? nx_tuple_from(2, (nx_value[]){getattr, args}) : 0;
}

// ---- method descriptors -----------------------------------------------------------------------------------------------------------

nx_value nx_method_descriptor_new(const nx_native_def *def, nx_type *owner) {
    nx_method_descriptor *descriptor = nx_new_object(nx_method_descriptor, nx_method_descriptor_type);
    if (!descriptor)
        return 0;
    descriptor->def = def;
    descriptor->owner = owner;
    return NX_OBJ(descriptor);
}

static nx_value descriptor_call(nx_value callee, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_method_descriptor *self = NX_PTR(nx_method_descriptor, callee);
    if (nargs == 0)
        return nx_raisef(&nx_TypeError, "unbound method %U() needs an argument", full_name(self->def, self->owner));
    if (NX_UNLIKELY(nx_type_of(args[0]) != self->owner && !nx_is_subtype(nx_type_of(args[0]), self->owner))) {
        if (nx_is_foreign(args[0])) return nx_host->call_method_of(self->owner, self->def->name, nargs, args, kwnames);
        return nx_raisef(&nx_TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%T' object", self->def->name,
                         self->owner->c_name, args[0]);
    }
    return nx_native_call_as(self->def, self->owner, nargs, args, kwnames);
}

static nx_value descriptor_get(nx_value self, nx_value instance, nx_value owner) {
    if (!instance || (instance == NX_NONE && owner != NX_OBJ(&nx_none_type)))
        return self;
    nx_method_descriptor *descriptor = NX_PTR(nx_method_descriptor, self);
    if (!nx_is_subtype(nx_type_of(instance), descriptor->owner))
        return nx_raisef(&nx_TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%T' object", descriptor->def->name,
                         descriptor->owner->c_name, instance);
    return nx_native_bound(descriptor->def, instance, descriptor->owner);
}

static nx_value descriptor_repr(nx_value self) {
    nx_method_descriptor *descriptor = NX_PTR(nx_method_descriptor, self);
    return nx_str_format("<method '%s' of '%s' objects>", descriptor->def->name, descriptor->owner->c_name);
}

nx_value nx_method_descriptor_get_name(nx_value self) { return nx_str_from_c(NX_PTR(nx_method_descriptor, self)->def->name); }
nx_value nx_method_descriptor_get_qualname(nx_value self) {
    nx_method_descriptor *descriptor = NX_PTR(nx_method_descriptor, self);
    const char *dot = strrchr(descriptor->owner->c_name, '.');
    return nx_str_format("%s.%s", dot ? dot + 1 : descriptor->owner->c_name, descriptor->def->name);
}
nx_value nx_method_descriptor_get_objclass(nx_value self) { return NX_OBJ(NX_PTR(nx_method_descriptor, self)->owner); }
nx_value nx_method_descriptor_get_doc(nx_value self) { return doc_of(NX_PTR(nx_method_descriptor, self)->def); }
nx_value nx_method_descriptor_get_text_signature(nx_value self) { return signature_of(NX_PTR(nx_method_descriptor, self)->def); }

#include "native.inc"

nx_type nx_native_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_native_type},
    .c_name = "builtin_function_or_method",
    .basic_size = sizeof(nx_native),
    .methods = nx_native_methods,
    .getsets = nx_native_getsets,
    .repr = native_repr,
    .call = native_call,
    .compare = native_compare,
    .hash = native_hash,
};

nx_type nx_method_descriptor_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_method_descriptor_type},
    .c_name = "method_descriptor",
    .flags = NX_TYPE_METHOD_DESCR,
    .basic_size = sizeof(nx_method_descriptor),
    .methods = nx_method_descriptor_methods,
    .getsets = nx_method_descriptor_getsets,
    .repr = descriptor_repr,
    .call = descriptor_call,
    .descr_get = descriptor_get,
};
