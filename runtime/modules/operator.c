// operator: the operators as functions, and the getters itemgetter, attrgetter, methodcaller.
#include "natives.h"
#include "../core/native.h"
#include "../types/containers.h"

#define BINARY(name, operation)                                                                                        \
    nx_value nx_operator_##name(nx_value a, nx_value b) { return nx_binary(operation, a, b); }
#define INPLACE(name, operation)                                                                                       \
    nx_value nx_operator_i##name(nx_value a, nx_value b) { return nx_inplace(operation, a, b); }
#define OPERATORS(X)                                                                                                   \
    X(add, NX_ADD) X(sub, NX_SUB) X(mul, NX_MUL) X(matmul, NX_MATMUL) X(truediv, NX_TRUEDIV) X(floordiv, NX_FLOORDIV)  \
    X(mod, NX_MOD) X(pow, NX_POW) X(lshift, NX_LSHIFT) X(rshift, NX_RSHIFT) X(xor, NX_XOR)
OPERATORS(BINARY)
OPERATORS(INPLACE)
BINARY(and_, NX_AND)
BINARY(or_, NX_OR)
INPLACE(and, NX_AND)
INPLACE(or, NX_OR)

#define COMPARE(name, operation)                                                                                       \
    nx_value nx_operator_##name(nx_value a, nx_value b) { return nx_compare(a, b, operation); }
COMPARE(lt, NX_LT)
COMPARE(le, NX_LE)
COMPARE(eq, NX_EQ)
COMPARE(ne, NX_NE)
COMPARE(gt, NX_GT)
COMPARE(ge, NX_GE)

nx_value nx_operator_neg(nx_value a) { return nx_negative(a); }
nx_value nx_operator_pos(nx_value a) { return nx_positive(a); }
nx_value nx_operator_invert(nx_value a) { return nx_invert(a); }
nx_value nx_operator_abs(nx_value a) { return nx_absolute(a); }
nx_value nx_operator_not_(nx_value a) { return nx_not(a); }
nx_value nx_operator_index(nx_value a) { return nx_index(a); }
nx_value nx_operator_truth(nx_value a) {
    int truth = nx_truth(a);
    return truth < 0 ? 0 : nx_from_bool(truth);
}
nx_value nx_operator_is_(nx_value a, nx_value b) { return nx_from_bool(a == b); }
nx_value nx_operator_is_not(nx_value a, nx_value b) { return nx_from_bool(a != b); }

static bool is_sequence(nx_value v) { return nx_type_of(v)->getitem && !nx_is_dict(v); }
static bool check_sequence(nx_value v) {
    return is_sequence(v) || nx_failf(&nx_TypeError, "'%T' object can't be concatenated", v);
}
nx_value nx_operator_concat(nx_value a, nx_value b) {
    return check_sequence(a) ? nx_binary(NX_ADD, a, b) : 0;
}
nx_value nx_operator_iconcat(nx_value a, nx_value b) { return check_sequence(a) ? nx_inplace(NX_ADD, a, b) : 0; }
nx_value nx_operator_contains(nx_value a, nx_value b) {
    int there = nx_contains(a, b);
    return there < 0 ? 0 : nx_from_bool(there);
}
nx_value nx_operator_getitem(nx_value a, nx_value b) { return nx_getitem(a, b); }
nx_value nx_operator_setitem(nx_value a, nx_value b, nx_value c) { return nx_setitem(a, b, c) ? NX_NONE : 0; }
nx_value nx_operator_delitem(nx_value a, nx_value b) { return nx_setitem(a, b, 0) ? NX_NONE : 0; }

// Counts the items equal to b, or stops at the first: its index, -1 absent; -2 on error.
static int64_t search(nx_value a, nx_value b, bool first) {
    nx_walk walk;
    if (!nx_walk_begin(&walk, a)) {
        if (nx_error_matches(&nx_TypeError)) {
            nx_error_clear();
            nx_raisef(&nx_TypeError, "argument of type '%T' is not iterable", a);
        }
        return -2;
    }
    int64_t count = 0, index = 0;
    for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP; index++) {
        int same = item ? nx_equal_quick(item, b) : -1;
        if (same < 0) return -2;
        if (same && first) return index;
        count += same;
    }
    return first ? -1 : count;
}
nx_value nx_operator_countOf(nx_value a, nx_value b) {
    int64_t count = search(a, b, false);
    return count < 0 ? 0 : nx_from_i64(count);
}
nx_value nx_operator_indexOf(nx_value a, nx_value b) {
    int64_t index = search(a, b, true);
    if (index == -1) return nx_raisef(&nx_ValueError, "sequence.index(x): x not in sequence");
    return index < 0 ? 0 : nx_from_i64(index);
}

nx_value nx_operator_length_hint(nx_value object, nx_value fallback) {
    if (!nx_is_int(fallback)) return nx_raisef(&nx_TypeError, "'%T' object cannot be interpreted as an integer", fallback);
    int64_t length;
    if (nx_type_of(object)->length) {
        if (nx_length(object, &length)) return nx_from_i64(length);
        if (!nx_error_matches(&nx_TypeError)) return 0;
        nx_error_clear();
    }
    nx_value hint = nx_call_special(object, &nx_s___length_hint__, 0, NULL);
    if (!hint) {
        if (!nx_error_matches(&nx_TypeError)) return 0;
        nx_error_clear();
        return fallback;
    }
    if (hint == NX_NOTIMPLEMENTED) return fallback;
    if (!nx_is_int(hint)) return nx_raisef(&nx_TypeError, "__length_hint__ must be an integer, not %T", hint);
    return nx_int_sign(hint) < 0 ? nx_raisef(&nx_ValueError, "__length_hint__() should return >= 0") : hint;
}

nx_value nx_operator_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs == 0) return nx_raisef(&nx_TypeError, "call expected at least 1 argument, got 0");
    return nx_call(args[0], nargs - 1, args + 1, kwnames);
}

// ---- getters ---------------------------------------------------------------------------------------------------------
// names: what is fetched. Of attrgetter each is a tuple of the parts between dots, `given` has them as they were.
typedef struct { nx_header header; nx_tuple *names, *given; } nx_getter;
// names[0] is the method, the rest are positional arguments; keywords a dict or 0
typedef struct { nx_header header; nx_tuple *names; nx_value keywords; } nx_method_caller;

static nx_getter *getter_new(const char *name, nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords(name, kwnames)) return NULL;
    if (nargs == 0) {
        nx_raisef(&nx_TypeError, "%s expected 1 argument, got 0", name);
        return NULL;
    }
    nx_value names = nx_tuple_from((int64_t)nargs, args);
    nx_getter *self = names ? nx_new_instance(cls, 0) : NULL;
    if (self) self->names = self->given = NX_PTR(nx_tuple, names);
    return self;
}

static bool one_argument(const char *name, size_t nargs, nx_value kwnames) {
    return nx_take_no_keywords(name, kwnames) && nx_take_positional(name, nargs, 1, 1);
}

static nx_value itemgetter_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return NX_OBJ(getter_new("itemgetter", cls, nargs, args, kwnames));
}
static nx_value fetch_item(nx_value object, nx_value key) {
    if (nx_is_exact(object, &nx_tuple_type) && nx_is_small_int(key)) {
        nx_tuple *tuple = NX_PTR(nx_tuple, object);
        if ((uint64_t)nx_small_int(key) < (uint64_t)tuple->length) return tuple->items[nx_small_int(key)];
    }
    return nx_getitem(object, key);
}
static nx_value itemgetter_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!one_argument("itemgetter", nargs, kwnames)) return 0;
    nx_tuple *names = NX_PTR(nx_getter, self)->names;
    if (names->length == 1) return fetch_item(args[0], names->items[0]);
    nx_tuple *result = nx_tuple_new(names->length);
    for (int64_t i = 0; result && i < names->length; i++)
        if (!(result->items[i] = fetch_item(args[0], names->items[i]))) return 0;
    return NX_OBJ(result);
}

// "a.b.c" as a tuple of interned names.
static nx_value split_path(nx_value path) {
    nx_str *text = NX_PTR(nx_str, path);
    nx_list *parts = nx_list_new(1);
    if (!parts) return 0;
    for (int64_t start = 0, i = 0; i <= text->length; i++) {
        if (i < text->length && nx_str_at(text, i) != '.') continue;
        nx_value part = nx_str_slice(path, start, i);
        part = part ? nx_str_intern(part) : 0;
        if (!part || !nx_list_push(parts, part)) return 0;
        start = i + 1;
    }
    return nx_tuple_from(parts->length, parts->items);
}
static nx_value attrgetter_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_getter *self = getter_new("attrgetter", cls, nargs, args, kwnames);
    nx_tuple *paths = self ? nx_tuple_new((int64_t)nargs) : NULL;
    for (size_t i = 0; paths && i < nargs; i++) {
        if (!nx_is_str(args[i])) return nx_raisef(&nx_TypeError, "attribute name must be a string");
        if (!(paths->items[i] = split_path(args[i]))) return 0;
    }
    if (self) self->names = paths;
    return paths ? NX_OBJ(self) : 0;
}
static nx_value fetch_path(nx_value object, nx_value path) {
    nx_tuple *parts = NX_PTR(nx_tuple, path);
    for (int64_t i = 0; object && i < parts->length; i++) object = nx_getattr(object, NX_PTR(nx_str, parts->items[i]));
    return object;
}
static nx_value attrgetter_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!one_argument("attrgetter", nargs, kwnames)) return 0;
    nx_tuple *names = NX_PTR(nx_getter, self)->names;
    if (names->length == 1) return fetch_path(args[0], names->items[0]);
    nx_tuple *result = nx_tuple_new(names->length);
    for (int64_t i = 0; result && i < names->length; i++)
        if (!(result->items[i] = fetch_path(args[0], names->items[i]))) return 0;
    return NX_OBJ(result);
}

static nx_value getter_repr(nx_value self) {
    nx_value text = nx_sequence_repr(NX_OBJ(NX_PTR(nx_getter, self)->given), "(", ")", "(...)");
    return text ? nx_str_format("%s%U", nx_type_of(self)->c_name, text) : 0;
}
static nx_value getter_reduce(nx_value self) {
    return nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self)), NX_OBJ(NX_PTR(nx_getter, self)->given)});
}
nx_value nx_operator_itemgetter_reduce(nx_value self) { return getter_reduce(self); }
nx_value nx_operator_attrgetter_reduce(nx_value self) { return getter_reduce(self); }

static nx_value methodcaller_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs == 0) return nx_raisef(&nx_TypeError, "methodcaller needs at least one argument, the method name");
    if (!nx_is_str(args[0])) return nx_raisef(&nx_TypeError, "method name must be a string");
    nx_method_caller *self = nx_new_instance(cls, 0);
    nx_tuple *names = nx_tuple_new((int64_t)nargs);
    if (!self || !names) return 0;
    for (size_t i = 0; i < nargs; i++) names->items[i] = args[i];
    if (!(names->items[0] = nx_str_intern(args[0]))) return 0;
    self->names = names;
    if (nx_keyword_count(kwnames)) {
        nx_dict *keywords = nx_dict_new(0);
        for (size_t i = 0; keywords && i < nx_keyword_count(kwnames); i++)
            if (!nx_dict_set(keywords, NX_PTR(nx_tuple, kwnames)->items[i], args[nargs + i])) return 0;
        self->keywords = NX_OBJ(keywords);
        if (!keywords) return 0;
    }
    return NX_OBJ(self);
}
static nx_value methodcaller_call(nx_value self_, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_method_caller *self = NX_PTR(nx_method_caller, self_);
    if (!one_argument("methodcaller", nargs, kwnames)) return 0;
    nx_str *name = NX_PTR(nx_str, self->names->items[0]);
    if (!self->keywords) return nx_call_method(args[0], name, (size_t)self->names->length - 1, self->names->items + 1, 0);
    nx_value method = nx_getattr(args[0], name);
    nx_value rest = method ? nx_tuple_from(self->names->length - 1, self->names->items + 1) : 0;
    return rest ? nx_call_tuple(method, rest, self->keywords) : 0;
}
static nx_value methodcaller_repr(nx_value self_) {
    nx_method_caller *self = NX_PTR(nx_method_caller, self_);
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_c(&b, "operator.methodcaller(");
    for (int64_t i = 0; i < self->names->length; i++) {
        if (i) nx_builder_c(&b, ", ");
        nx_value text = nx_repr(self->names->items[i]);
        if (!text) return 0;
        nx_builder_str(&b, text);
    }
    int64_t position = 0;
    for (nx_value key, value; self->keywords && nx_dict_next(NX_PTR(nx_dict, self->keywords), &position, &key, &value);) {
        nx_value text = nx_str_format(", %S=%R", key, value);
        if (!text) return 0;
        nx_builder_str(&b, text);
    }
    nx_builder_char(&b, ')');
    return nx_builder_finish(&b);
}
nx_value nx_operator_methodcaller_reduce(nx_value self_) {
    nx_method_caller *self = NX_PTR(nx_method_caller, self_);
    if (self->keywords) { // (partial(methodcaller, name, **keywords), the other arguments)
        nx_value module = nx_import_module(nx_str_intern_c("functools"));
        nx_value partial = module ? nx_getattr(module, nx_str_intern_c("partial")) : 0;
        nx_dict *keywords = NX_PTR(nx_dict, self->keywords);
        nx_tuple *names = partial ? nx_tuple_new(keywords->live) : NULL;
        nx_value *given = names ? nx_alloc_words(keywords->live + 2) : NULL;
        if (!given) return 0;
        given[0] = NX_OBJ(nx_type_of(self_));
        given[1] = self->names->items[0];
        int64_t position = 0, k = 0;
        while (nx_dict_next(keywords, &position, &names->items[k], &given[2 + k])) k++;
        nx_value maker = nx_call(partial, 2, given, NX_OBJ(names));
        nx_value rest = maker ? nx_tuple_from(self->names->length - 1, self->names->items + 1) : 0;
        return rest ? nx_tuple_from(2, (nx_value[]){maker, rest}) : 0;
    }
    return nx_tuple_from(2, (nx_value[]){NX_OBJ(nx_type_of(self_)), NX_OBJ(self->names)});
}

#include "operator.inc"

#define GETTER_TYPE(name, layout, repr_)                    \
    nx_type nx_operator_##name##_type = {                   \
        .header = {&nx_type_type.root},                     \
        .root = {.type = &nx_operator_##name##_type},       \
        .c_name = "operator." #name,                        \
        .basic_size = sizeof(layout),                       \
        .methods = nx_operator_##name##_methods,            \
        .getsets = nx_operator_##name##_getsets,            \
        .repr = repr_,                                      \
        .call = name##_call,                                \
        .new_ = name##_new,                                 \
    }
GETTER_TYPE(itemgetter, nx_getter, getter_repr);
GETTER_TYPE(attrgetter, nx_getter, getter_repr);
GETTER_TYPE(methodcaller, nx_method_caller, methodcaller_repr);

// __all__: every name without an underscore, in order.
static bool list_names(nx_module *self) {
    nx_list *names = nx_list_new(64);
    int64_t position = 0;
    for (nx_value name, value; names && nx_dict_next(self->dict, &position, &name, &value);)
        if (nx_str_at(NX_PTR(nx_str, name), 0) != '_' && !nx_list_push(names, name)) return false;
    return names && nx_list_sort_values(names, 0, false) && nx_dict_set_str(self->dict, &nx_s___all__, NX_OBJ(names));
}

// operator.__add__ is operator.add.
static bool init(nx_module *self) {
    for (const nx_native_def *def = nx_operator_functions; def->name; def++) {
        char plain[32];
        size_t length = strlen(def->name);
        if (length < 5 || length > 30 || strncmp(def->name, "__", 2) != 0 || strcmp(def->name + length - 2, "__") != 0) continue;
        memcpy(plain, def->name + 2, length - 4);
        strcpy(plain + length - 4, "_"); // and_, is_, not_, or_
        nx_value same = nx_dict_get_str(self->dict, nx_str_intern_c(plain));
        plain[length - 4] = 0;
        if (!same) same = nx_dict_get_str(self->dict, nx_str_intern_c(plain));
        if (same && !nx_dict_set_str(self->dict, nx_str_intern_c(def->name), same)) return false;
    }
    return list_names(self);
}

const nx_module_def nx_module_operator = {
    .name = "operator",
    .init = init,
    .functions = nx_operator_functions,
    .types = (nx_type *const[]){&nx_operator_itemgetter_type, &nx_operator_attrgetter_type, &nx_operator_methodcaller_type, NULL},
};
