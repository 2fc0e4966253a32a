// The native part of functools: partial, reduce, cmp_to_key, and the cache of lru_cache.
//
// A cache is a dict from arguments to links. A bounded one keeps its links in a ring in the order of use; the oldest gives
// way. A lookup makes no tuple of the arguments: one on the stack serves, until an entry is made.
#include "natives.h"
#include "host.h"
#include "../core/native.h"
#include "../types/dict.h"

// ---- reduce ------------------------------------------------------------------------------------------------------------------
nx_value nx_functional_reduce(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("reduce", kwnames) || !nx_take_positional("reduce", nargs, 2, 3)) return 0;
    nx_walk walk;
    if (!nx_walk_begin(&walk, args[1])) {
        if (nx_error_matches(&nx_TypeError)) {
            nx_error_clear();
            nx_raisef(&nx_TypeError, "reduce() arg 2 must support iteration");
        }
        return 0;
    }
    nx_value total = nargs > 2 ? args[2] : 0;
    for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP;) {
        if (item) total = total ? nx_call2(args[0], total, item) : item;
        if (!item || !total) return 0;
    }
    return total ? total : nx_raisef(&nx_TypeError, "reduce() of empty iterable with no initial value");
}

// ---- cmp_to_key ----------------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value compare, object; } nx_key_wrapper; // object 0: the key function itself
static nx_type key_wrapper_type;

static nx_value wrap_key(nx_value compare, nx_value object) {
    nx_key_wrapper *self = nx_new_object(nx_key_wrapper, key_wrapper_type);
    if (!self) return 0;
    self->compare = compare;
    self->object = object;
    return NX_OBJ(self);
}
nx_value nx_functional_cmp_to_key(nx_value mycmp) { return wrap_key(mycmp, 0); }

static nx_value key_wrapper_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"obj"};
    nx_value object;
    if (!nx_take_arguments("K", names, 1, 1, 0, nargs, args, kwnames, &object)) return 0;
    return wrap_key(NX_PTR(nx_key_wrapper, self)->compare, object);
}
static nx_value key_wrapper_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_exact(right, &key_wrapper_type)) return nx_raisef(&nx_TypeError, "other argument must be K instance");
    nx_value x = NX_PTR(nx_key_wrapper, left)->object, y = NX_PTR(nx_key_wrapper, right)->object;
    if (!x || !y) return nx_raisef(&nx_AttributeError, "object");
    nx_value order = nx_call2(NX_PTR(nx_key_wrapper, left)->compare, x, y);
    return order ? nx_compare(order, NX_INT(0), operation) : 0;
}
nx_value nx_functional_key_wrapper_get_obj(nx_value self) {
    nx_value object = NX_PTR(nx_key_wrapper, self)->object;
    return object ? object : nx_raisef(&nx_AttributeError, "obj");
}

// ---- partial ---------------------------------------------------------------------------------------------------------------------
typedef struct { nx_header header; nx_value function, args, keywords; } nx_partial; // keywords: a dict
nx_type nx_partial_type;

static nx_partial *partial(nx_value v) { return NX_PTR(nx_partial, v); }

// How the host makes one like it.
static nx_value partial_recipe(nx_value self) {
    nx_value name = nx_str_from_c("partial");
    nx_dict *keywords = nx_dict_copy_of(NX_PTR(nx_dict, partial(self)->keywords));
    return name && keywords ? nx_tuple_from(4, (nx_value[]){name, partial(self)->function, partial(self)->args, NX_OBJ(keywords)}) : 0;
}

static nx_value partial_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 1) return nx_raisef(&nx_TypeError, "type 'partial' takes at least one argument");
    nx_value function = args[0];
    if (!nx_is_callable(function)) return nx_raisef(&nx_TypeError, "the first argument must be callable");
    static bool is_shared;
    if (NX_UNLIKELY(nx_host && !is_shared)) {
        is_shared = true;
        nx_host_has(&nx_partial_type, partial_recipe);
    }
    nx_partial *self = nx_new_instance(cls, 0);
    nx_list *all = nx_list_new((int64_t)nargs);
    if (!self || !all) return 0;
    nx_dict *keywords = NULL;
    if (nx_is_exact(function, &nx_partial_type)) { // partial(partial(f, 1), 2) is partial(f, 1, 2)
        nx_partial *inner = partial(function);
        if (!nx_list_extend_from(all, inner->args)) return 0;
        keywords = nx_dict_copy_of(NX_PTR(nx_dict, inner->keywords));
        function = inner->function;
    } else {
        keywords = nx_dict_new(0);
    }
    for (size_t i = 1; i < nargs; i++)
        if (!nx_list_push(all, args[i])) return 0;
    for (size_t i = 0; keywords && i < nx_keyword_count(kwnames); i++)
        if (!nx_dict_set(keywords, NX_PTR(nx_tuple, kwnames)->items[i], args[nargs + i])) return 0;
    self->function = function;
    self->args = nx_tuple_from(all->length, all->items);
    self->keywords = NX_OBJ(keywords);
    return keywords && self->args ? NX_OBJ(self) : 0;
}

static nx_value partial_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_tuple *given = NX_PTR(nx_tuple, partial(self)->args);
    nx_dict *own = NX_PTR(nx_dict, partial(self)->keywords);
    size_t keywords = nx_keyword_count(kwnames), positional = (size_t)given->length + nargs;
    nx_value few[12], *all = few;
    size_t room = positional + keywords + (size_t)own->live;
    if (room > 12 && !(all = nx_alloc_words(room))) return 0;
    memcpy(all, given->items, given->length * sizeof(nx_value));
    if (nargs) memcpy(all + given->length, args, nargs * sizeof(nx_value));
    if (own->live == 0) {
        if (keywords) memcpy(all + positional, args + nargs, keywords * sizeof(nx_value));
        return nx_call(partial(self)->function, positional, all, kwnames);
    }
    nx_dict *merged = nx_dict_copy_of(own);
    for (size_t i = 0; merged && i < keywords; i++)
        if (!nx_dict_set(merged, NX_PTR(nx_tuple, kwnames)->items[i], args[nargs + i])) return 0;
    nx_tuple *names = merged ? nx_tuple_new(merged->live) : NULL;
    if (!names) return 0;
    int64_t position = 0, k = 0;
    while (nx_dict_next(merged, &position, &names->items[k], &all[positional + k])) k++;
    return nx_call(partial(self)->function, positional, all, NX_OBJ(names));
}

static nx_value partial_repr(nx_value self) {
    bool own = nx_type_of(self) == &nx_partial_type;
    nx_value name = own ? nx_str_from_c("functools.partial") : nx_type_name(nx_type_of(self)), text = 0;
    if (!name) return 0;
    if (nx_repr_enter(self)) return nx_str_from_c("...");
    nx_builder b;
    nx_builder_init(&b);
    if (!(text = nx_repr(partial(self)->function))) goto fail;
    nx_builder_str(&b, name);
    nx_builder_char(&b, '(');
    nx_builder_str(&b, text);
    nx_tuple *args = NX_PTR(nx_tuple, partial(self)->args);
    for (int64_t i = 0; i < args->length; i++) {
        if (!(text = nx_repr(args->items[i]))) goto fail;
        nx_builder_c(&b, ", ");
        nx_builder_str(&b, text);
    }
    int64_t position = 0;
    for (nx_value key, value; nx_dict_next(NX_PTR(nx_dict, partial(self)->keywords), &position, &key, &value);) {
        if (!(text = nx_str_format(", %S=%R", key, value))) goto fail;
        nx_builder_str(&b, text);
    }
    nx_builder_char(&b, ')');
    nx_repr_leave(self);
    return nx_builder_finish(&b);
fail:
    nx_repr_leave(self);
    return 0;
}

nx_value nx_functional_partial_get_func(nx_value self) { return partial(self)->function; }
nx_value nx_functional_partial_get_args(nx_value self) { return partial(self)->args; }
nx_value nx_functional_partial_get_keywords(nx_value self) { return partial(self)->keywords; }
nx_value nx_functional_partial_reduce(nx_value self) {
    nx_value dict = nx_getattr_optional(self, &nx_s___dict__);
    if (!dict && nx_pending()) return 0;
    nx_value state = nx_tuple_from(4, (nx_value[]){partial(self)->function, partial(self)->args, partial(self)->keywords, dict ? dict : NX_NONE});
    nx_value arguments = nx_tuple_from(1, &partial(self)->function);
    if (!state || !arguments) return 0;
    return nx_tuple_from(3, (nx_value[]){NX_OBJ(nx_type_of(self)), arguments, state});
}
nx_value nx_functional_partial_setstate(nx_value self, nx_value state) {
    nx_tuple *s = NX_PTR(nx_tuple, state);
    if (!nx_is_tuple(state) || s->length != 4 || !nx_is_callable(s->items[0]) || !nx_is_tuple(s->items[1])
        || !(s->items[2] == NX_NONE || nx_is_dict(s->items[2])))
        return nx_raisef(&nx_TypeError, "invalid partial state");
    partial(self)->function = s->items[0];
    nx_value args = nx_is_exact(s->items[1], &nx_tuple_type) ? s->items[1] : nx_tuple_of(s->items[1]);
    nx_value keywords = s->items[2];
    if (keywords == NX_NONE) {
        keywords = NX_OBJ(nx_dict_new(0));
    } else if (!nx_is_exact(keywords, &nx_dict_type)) {
        nx_dict *copy = nx_dict_new(0);
        keywords = copy && nx_dict_update_from(copy, keywords) ? NX_OBJ(copy) : 0;
    }
    nx_value dict = s->items[3] == NX_NONE ? NX_OBJ(nx_dict_new(0)) : s->items[3];
    if (!args || !keywords || !dict) return 0;
    partial(self)->args = args;
    partial(self)->keywords = keywords;
    return nx_setattr(self, &nx_s___dict__, dict) ? NX_NONE : 0;
}

// ---- lru_cache -------------------------------------------------------------------------------------------------------------------
typedef struct nx_cache_link {
    nx_header header;
    struct nx_cache_link *previous, *next;
    nx_value key, result;
    int64_t hash;
} nx_cache_link;
typedef struct {
    nx_header header;
    nx_value function, info_class;
    nx_dict *results;          // unbounded: key -> result; bounded: key -> link
    nx_cache_link *root;       // of the ring: root->next is the oldest
    int64_t maximum;           // -1: unbounded
    int64_t hits, misses;
    bool typed;
} nx_lru_cache;
static nx_type lru_cache_type;
static nx_type link_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &link_type},
    .c_name = "functools._lru_list_elem",
    .basic_size = sizeof(nx_cache_link),
};

static nx_lru_cache *cache(nx_value v) { return NX_PTR(nx_lru_cache, v); }

nx_value nx_functional_make_cache(nx_value function, nx_value maxsize, nx_value typed, nx_value cache_info) {
    nx_lru_cache *self = nx_new_instance(&lru_cache_type, 0);
    if (!self) return 0;
    self->function = function;
    self->info_class = cache_info;
    self->maximum = -1;
    if (maxsize != NX_NONE && !nx_to_index(maxsize, &self->maximum, false)) return 0;
    if (self->maximum < -1) self->maximum = 0;
    self->typed = nx_truth(typed) == 1;
    self->results = nx_dict_new(0);
    self->root = nx_new_object(nx_cache_link, link_type);
    if (!self->results || !self->root) return 0;
    self->root->previous = self->root->next = self->root;
    return NX_OBJ(self);
}

enum { STACK_KEY = 12 };
typedef struct { nx_tuple head; nx_value items[STACK_KEY]; } stack_key;

static nx_value keyword_mark(void) { return NX_OBJ(&link_type); } // cannot be an argument of a user's call by accident

// The key of a call: the argument itself when it is a single int or str, else a tuple, on the stack if it is short.
static nx_value make_key(nx_lru_cache *self, size_t nargs, const nx_value *args, nx_value kwnames, stack_key *buffer) {
    size_t keywords = nx_keyword_count(kwnames);
    if (!self->typed && keywords == 0 && nargs == 1 && (nx_is_exact_int(args[0]) || nx_is_exact_str(args[0]))) return args[0];
    size_t count = nargs + (keywords ? 1 + 2 * keywords : 0) + (self->typed ? nargs + keywords : 0);
    nx_tuple *key;
    if (count <= STACK_KEY) {
        key = &buffer->head;
        key->header.shape = &nx_tuple_type.root;
        key->length = (int64_t)count;
    } else if (!(key = nx_tuple_new((int64_t)count))) {
        return 0;
    }
    nx_value *item = key->items;
    for (size_t i = 0; i < nargs; i++) *item++ = args[i];
    if (keywords) *item++ = keyword_mark();
    for (size_t i = 0; i < keywords; i++) {
        *item++ = NX_PTR(nx_tuple, kwnames)->items[i];
        *item++ = args[nargs + i];
    }
    if (self->typed)
        for (size_t i = 0; i < nargs + keywords; i++) *item++ = NX_OBJ(nx_type_of(args[i]));
    return NX_OBJ(key);
}

// A key that may be kept.
static nx_value keep_key(nx_value key, const stack_key *buffer) {
    return key == NX_OBJ(&buffer->head) ? nx_tuple_from(buffer->head.length, buffer->head.items) : key;
}

static void unlink_entry(nx_cache_link *link) {
    link->previous->next = link->next;
    link->next->previous = link->previous;
}
static void make_newest(nx_lru_cache *self, nx_cache_link *link) {
    nx_cache_link *root = self->root;
    link->previous = root->previous;
    link->next = root;
    root->previous->next = link;
    root->previous = link;
}

static nx_value remember_bounded(nx_lru_cache *self, nx_value key, int64_t hash, nx_value result) {
    int64_t position = nx_dict_find(self->results, key, hash);
    if (position == NX_DICT_ERROR) return 0;
    if (position >= 0) return result; // a recursive call has already stored it
    nx_cache_link *link;
    if (self->results->live >= self->maximum && self->root->next != self->root) {
        link = self->root->next;
        unlink_entry(link);
        int64_t old = nx_dict_find(self->results, link->key, link->hash);
        if (old == NX_DICT_ERROR) return 0;
        if (old >= 0) nx_dict_remove_at(self->results, old);
        else link = NULL; // lost by a re-entrant call
    } else {
        link = NULL;
    }
    if (!link && !(link = nx_new_object(nx_cache_link, link_type))) return 0;
    link->key = key;
    link->hash = hash;
    link->result = result;
    if (!nx_dict_set_hashed(self->results, key, hash, NX_OBJ(link))) return 0;
    make_newest(self, link);
    return result;
}

static nx_value lru_call(nx_value self_, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_lru_cache *self = cache(self_);
    if (self->maximum == 0) {
        self->misses++;
        return nx_call(self->function, nargs, args, kwnames);
    }
    stack_key buffer;
    int64_t hash;
    nx_value key = make_key(self, nargs, args, kwnames, &buffer);
    if (!key || !nx_hash_quick(key, &hash)) return 0;
    int64_t position = nx_dict_find(self->results, key, hash);
    if (key == NX_OBJ(&buffer.head)) nx_dict_forget_key(key); // the next call's key stands where this one does
    if (position == NX_DICT_ERROR) return 0;
    if (position >= 0) {
        self->hits++;
        nx_value value = self->results->entries[position].value;
        if (self->maximum < 0) return value;
        nx_cache_link *link = NX_PTR(nx_cache_link, value);
        if (link->next != self->root) {
            unlink_entry(link);
            make_newest(self, link);
        }
        return link->result;
    }
    self->misses++;
    nx_value result = nx_call(self->function, nargs, args, kwnames);
    if (!result) return 0;
    key = keep_key(key, &buffer);
    if (!key) return 0;
    if (self->maximum >= 0) return remember_bounded(self, key, hash, result);
    return nx_dict_set_hashed(self->results, key, hash, result) ? result : 0;
}

nx_value nx_functional_lru_cache_wrapper_cache_info(nx_value self_) {
    nx_lru_cache *self = cache(self_);
    nx_value maximum = self->maximum < 0 ? NX_NONE : nx_from_i64(self->maximum);
    nx_value args[4] = {nx_from_i64(self->hits), nx_from_i64(self->misses), maximum, nx_from_i64(self->results->live)};
    return nx_call(self->info_class, 4, args, 0);
}
nx_value nx_functional_lru_cache_wrapper_cache_clear(nx_value self_) {
    nx_lru_cache *self = cache(self_);
    self->hits = self->misses = 0;
    nx_dict_clear_entries(self->results);
    self->root->previous = self->root->next = self->root;
    return NX_NONE;
}
nx_value nx_functional_lru_cache_wrapper_copy(nx_value self) { return self; }
nx_value nx_functional_lru_cache_wrapper_deepcopy(nx_value self, nx_value memo) { return self; }
nx_value nx_functional_lru_cache_wrapper_reduce(nx_value self) { return nx_getattr(self, &nx_s___qualname__); }

static nx_value lru_get(nx_value self, nx_value instance, nx_value owner) {
    return !instance || instance == NX_NONE ? self : nx_method_new(self, instance);
}

#include "_functional.inc"

nx_type nx_partial_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_partial_type},
    .c_name = "functools.partial",
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_partial),
    .doc = "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.",
    .methods = nx_functional_partial_methods,
    .getsets = nx_functional_partial_getsets,
    .repr = partial_repr,
    .call = partial_call,
    .new_ = partial_new,
};
static nx_type lru_cache_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &lru_cache_type},
    .c_name = "functools._lru_cache_wrapper",
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_lru_cache),
    .methods = nx_functional_lru_cache_wrapper_methods,
    .getsets = nx_functional_lru_cache_wrapper_getsets,
    .call = lru_call,
    .descr_get = lru_get,
};
static nx_type key_wrapper_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &key_wrapper_type},
    .c_name = "functools.KeyWrapper",
    .basic_size = sizeof(nx_key_wrapper),
    .methods = nx_functional_key_wrapper_methods,
    .getsets = nx_functional_key_wrapper_getsets,
    .hash = nx_hash_not_implemented,
    .call = key_wrapper_call,
    .compare = key_wrapper_compare,
};

static bool functional_init(nx_module *self) { return nx_type_ready(&key_wrapper_type) && nx_type_ready(&link_type); }

const nx_module_def nx_module__functional = {
    .name = "_functional",
    .init = functional_init,
    .functions = nx_functional_functions,
    .types = (nx_type *const[]){&nx_partial_type, &lru_cache_type, NULL},
};
