// Making classes: the class statement (metaclass, __prepare__, __mro_entries__, the body) and what type.__new__ does with
// the namespace (layout, __slots__, descriptors' __set_name__, __init_subclass__).
// Reference: The Python Language Reference, sections 3.3.3 (Customizing class creation) and 3.3.2.4 (__slots__).
#include "host.h"
#include "import.h"
#include "layout.h"
#include "natives.h"
#include "type.h"

// ---- metaclass and layout ---------------------------------------------------------------------------------------------

nx_type *nx_best_metatype(nx_type *metatype, nx_tuple *bases) {
    nx_type *winner = metatype;
    for (int64_t i = 0; i < bases->length; i++) {
        nx_type *candidate = nx_type_of(bases->items[i]);
        if (nx_is_subtype(winner, candidate)) continue;
        if (!nx_is_subtype(candidate, winner)) {
            nx_raisef(&nx_TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                                     "metaclasses of all its bases");
            return NULL;
        }
        winner = candidate;
    }
    return winner;
}

nx_type *nx_best_base(nx_tuple *bases) {
    nx_type *best = NULL, *winner = NULL;
    for (int64_t i = 0; i < bases->length; i++) {
        if (!nx_is_type(bases->items[i])) {
            nx_raisef(&nx_TypeError, "bases must be types");
            return NULL;
        }
        nx_type *base = NX_PTR(nx_type, bases->items[i]);
        if (!nx_type_dict(base)) return NULL;
        if (!(base->flags & (NX_TYPE_BASE | NX_TYPE_HEAP))) {
            nx_raisef(&nx_TypeError, "type '%N' is not an acceptable base type", base);
            return NULL;
        }
        nx_type *candidate = nx_type_solid_base(base);
        if (!winner || (candidate != winner && nx_is_subtype(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!nx_is_subtype(winner, candidate)) {
            nx_raisef(&nx_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

// ---- instance attributes -------------------------------------------------------------------------------------------------

static bool add_name(nx_list *names, nx_value name) {
    for (int64_t i = 0; i < names->length; i++) {
        if (names->items[i] == name) return true;
    }
    return nx_list_push(names, name);
}

static bool add_names(nx_list *names, const nx_tuple *more) {
    for (int64_t i = 0; more && i < more->length; i++) {
        if (!add_name(names, more->items[i])) return false;
    }
    return true;
}

enum {
    UNKNOWN_ATTRIBUTES = 5, // slots of a class whose methods assign nothing to self
    MAX_SLOTS = 250,
    SPARE_FROM = 6,         // attributes from which on a class whose layout the compiler does not rely on has a slot to spare
};

// Whether an assignment to the attribute goes to a data descriptor that the class or a base has: a property, a member.
static bool is_described(const nx_type *type, nx_str *name) {
    nx_value found = nx_dict_get_str(type->dict, name);
    for (int64_t i = 0; !found && i < type->bases->length; i++)
        found = nx_type_lookup(NX_PTR(nx_type, type->bases->items[i]), name);
    return found && nx_type_of(found)->descr_set;
}

static bool size_instances(nx_type *type, nx_value own, bool is_free) {
    nx_list *names = nx_list_new(8);
    if (!names) return false;
    for (int64_t i = 0; i < type->bases->length; i++) {
        if (!add_names(names, NX_PTR(nx_type, type->bases->items[i])->attribute_names)) return false;
    }
    const nx_tuple *assigned = own && nx_is_tuple(own) ? NX_PTR(nx_tuple, own) : &nx_empty_tuple;
    for (int64_t i = 0; i < assigned->length; i++) {
        if (!is_described(type, NX_PTR(nx_str, assigned->items[i])) && !add_name(names, assigned->items[i])) return false;
    }
    type->attribute_names = NX_PTR(nx_tuple, nx_tuple_from(names->length, names->items));
    if (!type->attribute_names) return false;
    int64_t count = names->length;
    bool plain = type->basic_size == sizeof(nx_header);
    if (count == 0 && plain && type->flags & NX_TYPE_HAS_ATTRIBUTES) count = UNKNOWN_ATTRIBUTES;
    // What rounding up to a granule gives for nothing.
    size_t bytes = type->basic_size + (size_t)count * sizeof(nx_value);
    // Objects that get one attribute more from outside do not all need a dict for it.
    if (count == 0 || bytes % NX_GRANULE) count++;
    else if (is_free && count >= SPARE_FROM) count += NX_GRANULE / sizeof(nx_value);
    type->slot_capacity = (uint32_t)(count < MAX_SLOTS ? count : MAX_SLOTS);
    type->root.end = (uint32_t)(names->length < MAX_SLOTS ? names->length : MAX_SLOTS);
    return true;
}

static nx_value instance_dict_get(nx_value self) {
    if (nx_is_type(self)) return nx_type_get_dict(self);
    if (nx_has_flag(self, NX_TYPE_MODULE)) return nx_module_get_dict(self);
    nx_dict *dict = nx_instance_dict(self);
    return dict ? NX_OBJ(dict) : 0;
}
static bool instance_dict_set(nx_value self, nx_value value) {
    if (nx_is_type(self)) return nx_raise_attribute_error(self, &nx_s___dict__, "attribute '__dict__' of 'type' objects is not writable");
    if (nx_has_flag(self, NX_TYPE_MODULE)) return nx_raise_attribute_error(self, &nx_s___dict__, "readonly attribute");
    if (!value) {
        nx_dict *fresh = nx_dict_new(0);
        return fresh && nx_instance_set_dict(self, fresh);
    }
    if (!nx_is_dict(value)) return nx_failf(&nx_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
    return nx_instance_set_dict(self, NX_PTR(nx_dict, value));
}
static const nx_getset_def dict_def = {"__dict__", instance_dict_get, instance_dict_set, "dictionary for instance variables (if defined)", false};

static nx_value instance_weakref_get(nx_value self) { return NX_NONE; }
static const nx_getset_def weakref_def = {"__weakref__", instance_weakref_get, NULL, "list of weak references to the object (if defined)", false};

static bool add_getset(nx_type *type, nx_str *name, const nx_getset_def *def) {
    if (nx_dict_get_str(type->dict, name)) return true;
    nx_value descriptor = nx_getset_new(def, type);
    return descriptor && nx_dict_set_str(type->dict, name, descriptor);
}

// Instances of the runtime's own types do not part with theirs.
static bool own_dict_set(nx_value self, nx_value value) {
    if (!value && !nx_has_flag(self, NX_TYPE_MODULE) && !nx_is_type(self)) return nx_failf(&nx_TypeError, "cannot delete __dict__");
    return instance_dict_set(self, value);
}
static const nx_getset_def own_dict_def = {"__dict__", instance_dict_get, own_dict_set, NULL, false};

bool nx_type_add_dict_member(nx_type *type) {
    return add_getset(type, &nx_s___dict__, type->flags & NX_TYPE_HEAP ? &dict_def : &own_dict_def);
}

// ---- __slots__ -------------------------------------------------------------------------------------------------------------

// __name -> _Class__name
static nx_value mangle(nx_value class_name, nx_value name) {
    const nx_str *s = NX_PTR(nx_str, name), *c = NX_PTR(nx_str, class_name);
    if (s->length < 2 || nx_str_at(s, 0) != '_' || nx_str_at(s, 1) != '_') return name;
    if (nx_str_at(s, s->length - 1) == '_' && nx_str_at(s, s->length - 2) == '_') return name;
    int64_t start = 0;
    while (start < c->length && nx_str_at(c, start) == '_') start++;
    if (start == c->length) return name;
    nx_value stripped = nx_str_slice(class_name, start, c->length);
    return stripped ? nx_str_format("_%U%U", stripped, name) : 0;
}

typedef struct { bool dict, weakref; } slots_found;

static bool add_slot(nx_type *type, nx_value given, slots_found *found) {
    if (!nx_is_str(given)) return nx_failf(&nx_TypeError, "__slots__ items must be strings, not '%T'", given);
    if (nx_str_isidentifier(given) != NX_TRUE) return nx_failf(&nx_TypeError, "__slots__ must be identifiers");
    nx_value name = nx_str_intern(given);
    if (!name) return false;
    if (name == NX_OBJ(&nx_s___dict__)) {
        if (found->dict || type->base->flags & NX_TYPE_HAS_ATTRIBUTES)
            return nx_failf(&nx_TypeError, "__dict__ slot disallowed: we already got one");
        found->dict = true;
        return true;
    }
    if (name == NX_OBJ(&nx_s___weakref__)) {
        if (found->weakref || (type->base->flags & NX_TYPE_WEAKREFABLE && type->base->flags & NX_TYPE_HEAP))
            return nx_failf(&nx_TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
        found->weakref = true;
        return true;
    }
    name = mangle(type->name, name);
    name = name ? nx_str_intern(name) : 0;
    if (!name) return false;
    if (type->base->item_size)
        return nx_failf(&nx_TypeError, "nonempty __slots__ not supported for subtype of '%N'", type->base);
    nx_value existing = nx_dict_get_str(type->dict, NX_PTR(nx_str, name));
    if (existing && existing != NX_ABSENT) {
        if (nx_is_exact(existing, &nx_member_type) && NX_PTR(nx_member, existing)->owner == type) return true;
        return nx_failf(&nx_ValueError, "%R in __slots__ conflicts with class variable", name);
    }
    type->basic_size = (type->basic_size + 7u) & ~7u;
    nx_value member = nx_member_new(NX_PTR(nx_str, name), type, type->basic_size);
    type->basic_size += sizeof(nx_value);
    return member && nx_dict_set_str(type->dict, NX_PTR(nx_str, name), member);
}

static bool add_slots(nx_type *type, nx_value slots, slots_found *found) {
    nx_value names = nx_is_str(slots) ? nx_list_from(1, &slots) : nx_list_of(slots);
    if (!names) return false;
    nx_list *list = NX_PTR(nx_list, names);
    bool texts = true;
    for (int64_t i = 0; i < list->length; i++) texts &= nx_is_exact_str(list->items[i]);
    if (texts && !nx_list_sort_values(list, NX_NONE, false)) return false; // __class__ may become one with the same names
    for (int64_t i = 0; i < list->length; i++) {
        if (!add_slot(type, list->items[i], found)) return false;
    }
    return true;
}

// Decides what an instance has: words for __slots__, an attributes part, weak references.
static bool lay_out(nx_type *type, nx_value attributes, bool is_free) {
    bool keeps_own_dict = type->flags & (NX_TYPE_TYPE | NX_TYPE_MODULE);
    nx_value slots = nx_dict_get_str(type->dict, &nx_s___slots__);
    if (!slots && nx_pending()) return false;
    slots_found found = {false, false};
    bool had_attributes = type->flags & NX_TYPE_HAS_ATTRIBUTES, had_weakref = type->flags & NX_TYPE_WEAKREFABLE;
    if (slots) {
        if (!add_slots(type, slots, &found)) return false;
    } else {
        found.dict = !keeps_own_dict;
        found.weakref = true;
    }
    if (found.dict) type->flags |= NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT;
    if (found.weakref) type->flags |= NX_TYPE_WEAKREFABLE;
    if (found.dict && !had_attributes && !add_getset(type, &nx_s___dict__, &dict_def)) return false;
    if (found.weakref && !had_weakref && !add_getset(type, &nx_s___weakref__, &weakref_def)) return false;
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES) {
        type->flags &= ~(uint32_t)NX_TYPE_ATOMIC;
        return size_instances(type, attributes, is_free);
    }
    return true;
}

// ---- the namespace ------------------------------------------------------------------------------------------------------------

// What the compiler knows of the class whose metaclass is being called. The metaclass may hand a copy of the namespace to
// type.__new__; the __qualname__ in it, a constant of the program, tells that it is this class's.
typedef struct { nx_value qualname, attributes; nx_layout *layout; } class_statement;
static class_statement statement;

static bool take_name(nx_dict *dict, nx_str *name, nx_value *value) {
    *value = nx_dict_get_str(dict, name);
    return !nx_pending() && (!*value || nx_dict_delete(dict, NX_OBJ(name)) >= 0);
}

// Functions that are class or static methods without saying so.
static bool wrap_method(nx_dict *dict, nx_str *name, nx_type *kind) {
    nx_value function = nx_dict_get_str(dict, name);
    if (!function) return !nx_pending();
    if (!nx_is_exact(function, &nx_function_type)) return true;
    nx_value wrapped = nx_call1(NX_OBJ(kind), function);
    return wrapped && nx_dict_set_str(dict, name, wrapped);
}

static bool prepare_namespace(nx_type *type, nx_value *classcell) {
    nx_dict *dict = type->dict;
    nx_value qualname;
    if (!take_name(dict, &nx_s___qualname__, &qualname) || !take_name(dict, &nx_s___classcell__, classcell)) return false;
    if (qualname && !nx_is_str(qualname)) return nx_failf(&nx_TypeError, "type __qualname__ must be a str, not %T", qualname);
    type->qualname = qualname ? qualname : type->name;
    if (!nx_dict_get_str(dict, &nx_s___module__) && !nx_dict_set_str(dict, &nx_s___module__, NX_OBJ(&nx_s___main__))) return false;
    if (*classcell && !nx_is_exact(*classcell, &nx_cell_type))
        return nx_failf(&nx_TypeError, "type.__new__() argument '__classcell__' must be a cell, not '%T'", *classcell);
    return wrap_method(dict, &nx_s___new__, &nx_staticmethod_type) &&
           wrap_method(dict, &nx_s___init_subclass__, &nx_classmethod_type) &&
           wrap_method(dict, &nx_s___class_getitem__, &nx_classmethod_type);
}

// What a class that does not say it gets behind its slots, one of which may be called __doc__.
static bool complete_namespace(nx_dict *dict) {
    if (!nx_dict_get_str(dict, &nx_s___doc__) && !nx_dict_set_str(dict, &nx_s___doc__, NX_NONE)) return false;
    return !nx_dict_get_str(dict, &nx_s___eq__) || nx_dict_get_str(dict, &nx_s___hash__) ||
           nx_dict_set_str(dict, &nx_s___hash__, NX_NONE);
}

// type.__new__ after its checks.
nx_type *nx_class_new(nx_type *metatype, nx_value name, nx_tuple *bases, nx_dict *namespace) {
    if (bases->length == 0) {
        nx_value only = NX_OBJ(&nx_object_type);
        nx_value tuple = nx_tuple_from(1, &only);
        if (!tuple) return NULL;
        bases = NX_PTR(nx_tuple, tuple);
    }
    nx_type *base = nx_best_base(bases);
    nx_type *type = base ? nx_alloc_object(metatype, nx_instance_size(metatype)) : NULL;
    nx_dict *dict = type ? nx_dict_copy_of(namespace) : NULL;
    size_t length;
    if (!dict || !(type->c_name = nx_str_utf8(name, &length))) return NULL;
    if (memchr(type->c_name, 0, length)) {
        nx_raisef(&nx_ValueError, "type name must not contain null characters");
        return NULL;
    }
    const uint32_t not_inherited = NX_TYPE_READY | NX_TYPE_HEAP | NX_TYPE_ABSTRACT | NX_TYPE_CUSTOM_GETATTR | NX_TYPE_CUSTOM_SETATTR |
                                   NX_TYPE_METHOD_DESCR;
    type->root.type = type;
    type->name = name;
    type->base = base;
    type->bases = bases;
    type->dict = dict;
    type->flags = (base->flags & ~not_inherited) | NX_TYPE_READY | NX_TYPE_HEAP | NX_TYPE_BASE;
    for (int64_t i = 0; i < bases->length; i++)
        type->flags |= NX_PTR(nx_type, bases->items[i])->flags &
                       (NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_WEAKREFABLE);
    type->basic_size = base->basic_size;
    type->item_size = base->item_size;
    nx_value classcell, attributes = 0;
    nx_layout *layout = NULL;
    if (statement.attributes && nx_dict_get_str(dict, &nx_s___qualname__) == statement.qualname) {
        attributes = statement.attributes;
        layout = statement.layout;
        statement.layout = NULL;
    }
    if (!prepare_namespace(type, &classcell) || !lay_out(type, attributes, !layout) || !complete_namespace(dict)) return NULL;
    if (classcell) NX_PTR(nx_cell, classcell)->value = NX_OBJ(type);
    if (nx_dict_get_str(dict, &nx_s___class__)) nx_class_redefined = true;
    if (layout) nx_layout_take(type, layout);
    if (nx_type_renew_mro(type) == NX_MRO_FAILED) return NULL;
    bases = type->bases; // mro() may have assigned them
    // What patterns take instances for, the first class that says decides.
    const uint32_t collection = NX_TYPE_SEQUENCE | NX_TYPE_MAPPING;
    type->flags &= ~collection;
    for (int64_t i = 0; i < type->mro->length && !(type->flags & collection); i++)
        type->flags |= NX_PTR(nx_type, type->mro->items[i])->flags & collection;
    for (int64_t i = 0; i < bases->length; i++) {
        if (!nx_type_add_subclass(NX_PTR(nx_type, bases->items[i]), type)) return NULL;
    }
    nx_slots_update(type);
    nx_layout_finish(type);
    return type;
}

// ---- after the class exists ------------------------------------------------------------------------------------------------------

static bool fail_set_name(nx_type *type, nx_value descriptor, nx_value name) {
    nx_value cause = nx_error_take();
    nx_value message = nx_str_format("Error calling __set_name__ on '%T' instance %R in '%N'", descriptor, name, type);
    nx_value exception = message ? nx_exception_new(&nx_RuntimeError, message) : 0;
    if (exception && nx_setattr(exception, &nx_s___cause__, cause) && nx_setattr(exception, nx_str_intern_c("__context__"), cause))
        nx_raise_value(exception);
    return false;
}

static bool set_names(nx_type *type) {
    nx_dict *copy = nx_dict_copy_of(type->dict);
    int64_t position = 0;
    nx_value key, value;
    if (!copy) return false;
    while (nx_dict_next(copy, &position, &key, &value)) {
        if (!nx_is_pointer(value) || nx_is_exact(value, &nx_function_type) || nx_is_exact(value, &nx_str_type)) continue;
        if (type->mirrored && nx_is_foreign(value)) continue; // the host has told it
        nx_value args[] = {NX_OBJ(type), key};
        if (!nx_call_special(value, &nx_s___set_name__, 2, args)) return fail_set_name(type, value, key);
    }
    return true;
}

static bool init_subclass(nx_type *type, size_t nargs, const nx_value *args, nx_value kwnames) {
    int64_t own = 0;
    while (own < type->mro->length && type->mro->items[own] != NX_OBJ(type)) own++;
    if (own == type->mro->length) return nx_failf(&nx_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    for (int64_t i = own + 1; i < type->mro->length; i++) {
        nx_type *class_ = NX_PTR(nx_type, type->mro->items[i]);
        nx_dict *dict = nx_type_dict(class_);
        nx_value method = dict ? nx_dict_get_str(dict, &nx_s___init_subclass__) : 0;
        if (nx_pending()) return false;
        if (!method) continue;
        if (class_ == &nx_object_type && !nx_keyword_count(kwnames)) return true;
        nx_value bound = nx_bind(method, 0, type);
        return bound && nx_call(bound, 0, args + nargs, kwnames);
    }
    return true;
}

bool nx_class_keywords(nx_type *type, size_t nargs, const nx_value *args, nx_value kwnames) {
    return set_names(type) && init_subclass(type, nargs, args, kwnames);
}

nx_value nx_class_mirrored(nx_value name, const nx_mirrored *mirrored, nx_dict *namespace) {
    nx_type *type = nx_class_new(mirrored->metatype, name, mirrored->bases, namespace);
    if (!type) return 0;
    type->mirrored = NX_HAS_MIRROR;
    return nx_host->show_mirrored(type, mirrored) && set_names(type) ? NX_OBJ(type) : 0;
}

nx_value nx_classes_shown(const nx_tuple *classes) {
    int64_t i = 0;
    while (i < classes->length && NX_PTR(nx_type, classes->items[i])->mirrored != NX_IS_MIRROR) i++;
    if (i == classes->length) return NX_OBJ(classes);
    nx_tuple *shown = nx_tuple_new(classes->length);
    for (i = 0; shown && i < classes->length; i++) {
        if (!(shown->items[i] = nx_class_shown(classes->items[i]))) return 0;
    }
    return shown ? NX_OBJ(shown) : 0;
}

// ---- the class statement ------------------------------------------------------------------------------------------------------------

// Bases that are no classes may stand for others (`__mro_entries__`: list[int], Generic[T]).
static nx_tuple *resolve_bases(nx_tuple *bases) {
    nx_list *resolved = NULL;
    for (int64_t i = 0; i < bases->length; i++) {
        nx_value base = bases->items[i];
        nx_value hook = nx_is_type(base) ? 0 : nx_getattr_optional(base, &nx_s___mro_entries__);
        if (nx_pending()) return NULL;
        if (!hook) {
            if (resolved && !nx_list_push(resolved, base)) return NULL;
            continue;
        }
        nx_value entries = nx_call1(hook, NX_OBJ(bases));
        if (!entries) return NULL;
        if (!nx_is_tuple(entries)) {
            nx_raisef(&nx_TypeError, "__mro_entries__ must return a tuple");
            return NULL;
        }
        if (!resolved) {
            nx_value before = nx_list_from(i, bases->items);
            if (!before) return NULL;
            resolved = NX_PTR(nx_list, before);
        }
        if (!nx_list_extend_from(resolved, entries)) return NULL;
    }
    if (!resolved) return bases;
    nx_value tuple = nx_tuple_from(resolved->length, resolved->items);
    return tuple ? NX_PTR(nx_tuple, tuple) : NULL;
}

static nx_value prepare(nx_value metaclass, nx_value name, nx_value bases, nx_value keywords) {
    if (metaclass == NX_OBJ(&nx_type_type)) return NX_OBJ(nx_dict_new(8));
    nx_value hook = nx_getattr_optional(metaclass, &nx_s___prepare__);
    if (!hook) return nx_pending() ? 0 : NX_OBJ(nx_dict_new(8));
    nx_value args = nx_tuple_from(2, (nx_value[]){name, bases});
    nx_value namespace = args ? nx_call_tuple(hook, args, keywords) : 0;
    if (namespace && !nx_type_of(namespace)->getitem) {
        if (nx_is_type(metaclass))
            return nx_raisef(&nx_TypeError, "%N.__prepare__() must return a mapping, not %T", NX_PTR(nx_type, metaclass), namespace);
        return nx_raisef(&nx_TypeError, "<metaclass>.__prepare__() must return a mapping, not %T", namespace);
    }
    return namespace;
}

// The methods' __class__ must be the class that the statement makes.
static nx_value with_cell_set(nx_value class_, nx_value name, nx_value cell) {
    nx_value set = NX_PTR(nx_cell, cell)->value;
    if (NX_LIKELY(set == class_)) return class_;
    if (set) return nx_raisef(&nx_TypeError, "__class__ set to %R defining %R as %R", set, name, class_);
    return nx_raisef(&nx_RuntimeError, "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", name,
                     class_);
}

// Containers, numbers and texts: the host's functions in C take apart what derives from them, so it has to be the host's.
static bool is_data_class(nx_value base) {
    const nx_type *const classes[] = {&nx_dict_type, &nx_list_type, &nx_tuple_type, &nx_set_type, &nx_frozenset_type, &nx_int_type,
                                      &nx_float_type, &nx_complex_type, &nx_str_type, &nx_bytes_type, &nx_bytearray_type};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (base == NX_OBJ(classes[i])) return true;
    return nx_is_type(base) && NX_PTR(nx_type, base)->flags & NX_TYPE_SHARED;
}

// Whether the host makes the class: a base or the metaclass is its own.
static bool has_foreign(nx_value body, const nx_tuple *bases, nx_value keywords) {
    nx_value module = nx_dict_get_str(NX_PTR(nx_dict, NX_PTR(nx_function, body)->globals), &nx_s___name__);
    bool is_own = module && nx_is_str(module) && nx_host->is_own_module(NX_PTR(nx_str, module)); // the library knows what it does
    for (int64_t i = 0; i < bases->length; i++) {
        nx_value base = bases->items[i];
        bool is_mirrored = nx_is_type(base) && NX_PTR(nx_type, base)->mirrored;
        if (nx_is_foreign(base) || is_mirrored || (is_own && is_data_class(base))) return true;
    }
    nx_value metaclass = keywords ? nx_dict_get_str(NX_PTR(nx_dict, keywords), &nx_s_metaclass) : 0;
    return metaclass && nx_is_foreign(metaclass);
}

nx_value nx_build_class(nx_value body, nx_value name, nx_value bases, nx_value keywords, nx_value attributes) {
    return nx_build_class_laid_out(body, name, bases, keywords, attributes, NULL);
}

nx_value nx_build_class_laid_out(nx_value body, nx_value name, nx_value bases, nx_value keywords, nx_value attributes,
                                 nx_layout *layout) {
    nx_dict *builtins = nx_builtins_of(NX_PTR(nx_dict, NX_PTR(nx_function, body)->globals));
    if (!builtins || !nx_dict_get_str(builtins, &nx_s___build_class__))
        return nx_pending() ? 0 : nx_raisef(&nx_NameError, "__build_class__ not found");
    nx_mirrored mirrored = {0};
    if (NX_UNLIKELY(nx_host != NULL) && has_foreign(body, NX_PTR(nx_tuple, bases), keywords) &&
        !nx_host->mirror_bases(bases, keywords, &mirrored))
        return nx_pending() ? 0 : nx_host->build_class(body, name, bases, keywords);
    nx_tuple *resolved = mirrored.bases ? mirrored.bases : resolve_bases(NX_PTR(nx_tuple, bases));
    if (!resolved) return 0;
    nx_value metaclass = 0;
    if (keywords) {
        nx_dict *copy = nx_dict_copy_of(NX_PTR(nx_dict, keywords));
        if (!copy || !take_name(copy, &nx_s_metaclass, &metaclass)) return 0;
        keywords = NX_OBJ(copy);
    }
    if (mirrored.bases) metaclass = NX_OBJ(mirrored.metatype);
    if (!metaclass) metaclass = resolved->length ? NX_OBJ(nx_type_of(resolved->items[0])) : NX_OBJ(&nx_type_type);
    if (nx_is_type(metaclass)) {
        nx_type *winner = nx_best_metatype(NX_PTR(nx_type, metaclass), resolved);
        if (!winner) return 0;
        metaclass = NX_OBJ(winner);
    }
    nx_value namespace = prepare(metaclass, name, NX_OBJ(resolved), keywords);
    nx_value cell = namespace ? nx_call1(body, namespace) : 0;
    if (!cell) return 0;
    bool has_entries = mirrored.bases ? mirrored.has_entries : NX_OBJ(resolved) != bases;
    if (has_entries && !nx_store_name(namespace, &nx_s___orig_bases__, bases)) return 0;
    nx_value class_;
    class_statement outer = statement;
    if (attributes && nx_is_dict(namespace))
        statement = (class_statement){nx_dict_get_str(NX_PTR(nx_dict, namespace), &nx_s___qualname__), attributes, layout};
    if (mirrored.bases && nx_is_exact(namespace, &nx_dict_type)) {
        class_ = nx_class_mirrored(name, &mirrored, NX_PTR(nx_dict, namespace));
        statement = outer;
    } else if (metaclass == NX_OBJ(&nx_type_type) && nx_is_exact(namespace, &nx_dict_type)) {
        nx_type *type = nx_class_new(&nx_type_type, name, resolved, NX_PTR(nx_dict, namespace));
        statement = outer;
        nx_value names = 0, values = 0;
        if (type && keywords && NX_PTR(nx_dict, keywords)->live) {
            names = nx_tuple_of(keywords);
            values = names ? nx_call_method(keywords, &nx_s_values, 0, NULL, 0) : 0;
            values = values ? nx_tuple_of(values) : 0;
            if (!values) return 0;
        }
        if (!type || !nx_class_keywords(type, 0, values ? NX_PTR(nx_tuple, values)->items : NULL, names)) return 0;
        class_ = NX_OBJ(type);
    } else {
        nx_value args = nx_tuple_from(3, (nx_value[]){name, NX_OBJ(resolved), namespace});
        class_ = args ? nx_call_tuple(metaclass, args, keywords) : 0;
        statement = outer;
    }
    return class_ && nx_is_type(class_) && nx_is_exact(cell, &nx_cell_type) ? with_cell_set(class_, name, cell) : class_;
}
