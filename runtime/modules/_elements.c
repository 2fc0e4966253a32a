// _elements: the elements of xml.etree.ElementTree: a tag, a dict of attributes (made when it is asked for), text, tail and
// an array of children. Iterators walk the tree with a stack of their own, so deep trees need no recursion.
#include <stdio.h>

#include "../core/type.h"
#include "../types/containers.h"
#include "natives.h"

typedef struct {
    nx_header header;
    nx_value tag, attrib, text, tail; // attrib: a dict, or 0 for an empty one
    nx_value *children;               // spare places are 0
    int64_t count, capacity;
} element;

typedef struct {
    nx_header header;
    nx_value root;      // not visited yet, or 0
    nx_value tag;       // that is looked for, or 0: all
    nx_value *stack;    // elements and, behind each, how many of its children are done
    int64_t depth, capacity;
    bool texts;
} element_iterator;

static nx_type element_type, iterator_type;
static nx_value path_find, path_findtext, path_findall, path_iterfind, deep_copy, reduce; // functions of lib/_elementtree.py

static element *of(nx_value v) { return NX_PTR(element, v); }
static bool is_element(nx_value v) {
    return nx_is_exact(v, &element_type) || (nx_is_pointer(v) && nx_is_subtype(nx_type_of(v), &element_type));
}

nx_value nx_elements__start(nx_value find, nx_value findtext, nx_value findall, nx_value iterfind, nx_value deepcopy, nx_value reduce_) {
    path_find = find;
    path_findtext = findtext;
    path_findall = findall;
    path_iterfind = iterfind;
    deep_copy = deepcopy;
    reduce = reduce_;
    return NX_NONE;
}

// ---- making them --------------------------------------------------------------------------------------------------------------

static nx_value allocate(nx_type *cls) {
    element *self = nx_alloc_object(cls, nx_instance_bytes(cls, 0));
    if (self)
        self->tag = self->text = self->tail = NX_NONE;
    return NX_OBJ(self);
}

static nx_value element_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) { return allocate(cls); }

static nx_value attributes(element *self) {
    if (!self->attrib)
        self->attrib = NX_OBJ(nx_dict_new(0));
    return self->attrib;
}

// Tag, attributes and keywords of Element() and SubElement(), from args[first] on.
static bool fill(element *self, const char *function, size_t first, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value given = nargs > first + 1 ? args[first + 1] : 0;
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    if (given && !nx_is_dict(given))
        return nx_failf(&nx_TypeError, "%s() argument %d must be dict, not %T", function, (int)first + 2, given);
    nx_str *attrib = nx_str_intern_c("attrib");
    for (size_t i = 0; i < keywords && !given; i++)
        if (nx_str_equal(NX_PTR(nx_str, NX_PTR(nx_tuple, kwnames)->items[i]), attrib)) {
            given = args[nargs + i];
            if (!nx_is_dict(given))
                return nx_failf(&nx_TypeError, "attrib must be dict, not %T", given);
        }
    nx_dict *dict = NULL;
    if (given && NX_PTR(nx_dict, given)->live && !(dict = nx_dict_copy_of(NX_PTR(nx_dict, given))))
        return false;
    bool taken = nargs > first + 1;
    for (size_t i = 0; i < keywords; i++) {
        nx_value name = NX_PTR(nx_tuple, kwnames)->items[i];
        if (!taken && nx_str_equal(NX_PTR(nx_str, name), attrib))
            continue;
        if (!dict && !(dict = nx_dict_new(0)))
            return false;
        if (!nx_dict_set(dict, name, args[nargs + i]))
            return false;
    }
    self->attrib = NX_OBJ(dict);
    self->tag = args[first];
    return true;
}

static bool element_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 1)
        return nx_failf(&nx_TypeError, "Element() takes at least 1 argument (0 given)");
    if (nargs > 2)
        return nx_failf(&nx_TypeError, "Element() takes at most 2 positional arguments (%zd given)", (int64_t)nargs);
    return fill(of(self), "Element", 0, nargs, args, kwnames);
}

static bool put(element *self, int64_t at, nx_value child) { // 0 <= at <= count
    if (self->count == self->capacity) {
        int64_t capacity = self->capacity + (self->capacity >> 1) + 4;
        nx_value *grown = nx_grow_words(self->children, (size_t)self->capacity, (size_t)capacity);
        if (!grown)
            return false;
        self->children = grown;
        self->capacity = capacity;
    }
    memmove(self->children + at + 1, self->children + at, (size_t)(self->count - at) * sizeof(nx_value));
    self->children[at] = child;
    self->count++;
    return true;
}

static bool append(element *self, nx_value child) { return put(self, self->count, child); }

static void take_out(element *self, int64_t at) {
    memmove(self->children + at, self->children + at + 1, (size_t)(self->count - at - 1) * sizeof(nx_value));
    self->children[--self->count] = 0;
}

nx_value nx_elements_SubElement(nx_value unused, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 2)
        return nx_raisef(&nx_TypeError, "SubElement() takes at least 2 arguments (%zd given)", (int64_t)nargs);
    if (nargs > 3)
        return nx_raisef(&nx_TypeError, "SubElement() takes at most 3 positional arguments (%zd given)", (int64_t)nargs);
    if (!is_element(args[0]))
        return nx_raisef(&nx_TypeError, "SubElement() argument 1 must be xml.etree.ElementTree.Element, not %Y", args[0]);
    nx_value child = allocate(&element_type);
    if (!child || !fill(of(child), "SubElement", 1, nargs, args, kwnames) || !append(of(args[0]), child))
        return 0;
    return child;
}

// ---- children -------------------------------------------------------------------------------------------------------------------

static bool check(nx_value child, const char *what) {
    return is_element(child) || nx_failf(&nx_TypeError, "%s must be xml.etree.ElementTree.Element, not %Y", what, child);
}

static bool check_listed(nx_value child) {
    return is_element(child) || nx_failf(&nx_TypeError, "expected an Element, not \"%T\"", child);
}

nx_value nx_elements_Element_append(nx_value self, nx_value child) {
    return check(child, "append() argument") && append(of(self), child) ? NX_NONE : 0;
}

nx_value nx_elements_Element_extend(nx_value self, nx_value elements) {
    nx_value list = nx_list_of(elements);
    if (!list) {
        if (!nx_error_matches(&nx_TypeError))
            return 0;
        nx_error_clear();
        return nx_raisef(&nx_TypeError, "expected sequence, not \"%T\"", elements);
    }
    for (int64_t i = 0; i < NX_PTR(nx_list, list)->length; i++)
        if (!check_listed(NX_PTR(nx_list, list)->items[i]) || !append(of(self), NX_PTR(nx_list, list)->items[i]))
            return 0;
    return NX_NONE;
}

nx_value nx_elements_Element_insert(nx_value self, nx_value index, nx_value child) {
    int64_t at;
    element *e = of(self);
    if (!nx_to_index(index, &at, true) || !check(child, "insert() argument 2"))
        return 0;
    at = at < 0 ? at + e->count : at;
    return put(e, at < 0 ? 0 : at > e->count ? e->count : at, child) ? NX_NONE : 0;
}

nx_value nx_elements_Element_remove(nx_value self, nx_value child) {
    if (!check(child, "remove() argument"))
        return 0;
    element *e = of(self);
    for (int64_t i = 0; i < e->count; i++)
        if (e->children[i] == child) {
            take_out(e, i);
            return NX_NONE;
        }
    for (int64_t i = 0; i < e->count; i++) {
        int same = nx_equal(e->children[i], child); // calls Python
        if (same < 0)
            return 0;
        if (same && i < e->count) {
            take_out(e, i);
            return NX_NONE;
        }
    }
    return nx_raise(&nx_ValueError, "list.remove(x): x not in list");
}

static bool element_length(nx_value self, int64_t *length) {
    *length = of(self)->count;
    return true;
}

static bool position(element *self, nx_value key, const char *doing, int64_t *at) {
    if (!nx_is_int(key) && !nx_type_of(key)->index)
        return nx_failf(&nx_TypeError, "element indices must be integers");
    if (!nx_to_index(key, at, false))
        return false;
    if (*at < 0)
        *at += self->count;
    return (*at >= 0 && *at < self->count) || nx_failf(&nx_IndexError, "child %s out of range", doing);
}

static bool is_slice(nx_value v) { return nx_is_pointer(v) && nx_type_of(v) == &nx_slice_type; }

static nx_value element_getitem(nx_value self, nx_value key) {
    int64_t at;
    element *e = of(self);
    if (nx_is_small_int(key) && (at = nx_small_int(key)) >= 0 && at < e->count)
        return e->children[at];
    if (is_slice(key)) {
        nx_value list = nx_list_from(e->count, e->children);
        return list ? nx_getitem(list, key) : 0;
    }
    return position(e, key, "index", &at) ? e->children[at] : 0;
}

static bool element_setitem(nx_value self, nx_value key, nx_value value) {
    int64_t at;
    element *e = of(self);
    if (is_slice(key)) {
        if (value && !(value = nx_list_of(value)))
            return false;
        for (int64_t i = 0; value && i < NX_PTR(nx_list, value)->length; i++)
            if (!check_listed(NX_PTR(nx_list, value)->items[i]))
                return false;
        nx_value list = nx_list_from(e->count, e->children);
        if (!list || !nx_setitem(list, key, value))
            return false;
        const nx_list *now = NX_PTR(nx_list, list);
        e->children = nx_alloc_words((size_t)now->length + 1);
        if (!e->children)
            return false;
        memcpy(e->children, now->items, (size_t)now->length * sizeof(nx_value));
        e->count = now->length;
        e->capacity = now->length + 1;
        return true;
    }
    if (!position(e, key, "assignment index", &at))
        return false;
    if (!value) {
        take_out(e, at);
        return true;
    }
    if (!check_listed(value))
        return false;
    e->children[at] = value;
    return true;
}

static nx_value element_iter(nx_value self) { return nx_sequence_iterator_new(self); }

nx_value nx_elements_Element_clear(nx_value self) {
    element *e = of(self);
    e->attrib = 0;
    e->text = e->tail = NX_NONE;
    e->children = NULL;
    e->count = e->capacity = 0;
    return NX_NONE;
}

// ---- attributes -----------------------------------------------------------------------------------------------------------------

nx_value nx_elements_Element_get(nx_value self, nx_value key, nx_value fallback) {
    nx_value dict = of(self)->attrib, value = dict ? nx_dict_get_value(NX_PTR(nx_dict, dict), key) : 0;
    return value || nx_pending() ? value : fallback;
}

nx_value nx_elements_Element_set(nx_value self, nx_value key, nx_value value) {
    nx_value dict = attributes(of(self));
    return dict && nx_dict_set(NX_PTR(nx_dict, dict), key, value) ? NX_NONE : 0;
}

nx_value nx_elements_Element_keys(nx_value self) {
    nx_value dict = of(self)->attrib;
    return dict ? nx_list_of(dict) : NX_OBJ(nx_list_new(0));
}

nx_value nx_elements_Element_items(nx_value self) {
    nx_value dict = of(self)->attrib, key, value;
    nx_list *list = nx_list_new(dict ? NX_PTR(nx_dict, dict)->live : 0);
    int64_t at = 0;
    while (list && dict && nx_dict_next(NX_PTR(nx_dict, dict), &at, &key, &value)) {
        nx_value pair[2] = {key, value}, tuple = nx_tuple_from(2, pair);
        if (!tuple || !nx_list_push(list, tuple))
            return 0;
    }
    return NX_OBJ(list);
}

#define FIELD(name) \
    nx_value nx_elements_Element_get_##name(nx_value self) { return of(self)->name; } \
    bool nx_elements_Element_set_##name(nx_value self, nx_value value) { \
        if (!value) \
            return nx_failf(&nx_AttributeError, "can't delete element attribute"); \
        of(self)->name = value; \
        return true; \
    }
FIELD(tag)
FIELD(text)
FIELD(tail)

nx_value nx_elements_Element_get_attrib(nx_value self) { return attributes(of(self)); }
bool nx_elements_Element_set_attrib(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_AttributeError, "can't delete element attribute");
    if (!nx_is_dict(value))
        return nx_failf(&nx_TypeError, "attrib must be dict, not %T", value);
    of(self)->attrib = value;
    return true;
}

// ---- searching ------------------------------------------------------------------------------------------------------------------

// Whether a path is more than the tag of a child.
static bool is_path(nx_value path) {
    if (!nx_is_str(path))
        return true;
    const nx_str *s = NX_PTR(nx_str, path);
    if (s->length >= 3 && nx_str_at(s, 0) == '{' &&
        (nx_str_at(s, 1) == '}' || (nx_str_at(s, 1) == '*' && nx_str_at(s, 2) == '}')))
        return true;
    bool outside = true; // of the braces of a namespace
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c == '{' || c == '}')
            outside = c == '}';
        else if (outside && (c == '/' || c == '*' || c == '[' || c == '@' || c == '.'))
            return true;
    }
    return false;
}

static int has_tag(nx_value v, nx_value tag) {
    nx_value own = of(v)->tag;
    if (own == tag)
        return 1;
    return nx_is_exact_str(own) && nx_is_exact_str(tag) ? nx_str_equal(NX_PTR(nx_str, own), NX_PTR(nx_str, tag)) : nx_equal(own, tag);
}

// The first child with a tag from *at on; 0 when there is none or with an error pending.
static nx_value next_child(element *e, nx_value tag, int64_t *at) {
    while (*at < e->count) {
        nx_value child = e->children[(*at)++];
        int is = has_tag(child, tag);
        if (is)
            return is > 0 ? child : 0;
    }
    return 0;
}

nx_value nx_elements_Element_find(nx_value self, nx_value path, nx_value namespaces) {
    int64_t at = 0;
    if (is_path(path) || namespaces != NX_NONE)
        return nx_call3(path_find, self, path, namespaces);
    nx_value child = next_child(of(self), path, &at);
    return child || nx_pending() ? child : NX_NONE;
}

nx_value nx_elements_Element_findtext(nx_value self, nx_value path, nx_value fallback, nx_value namespaces) {
    int64_t at = 0;
    if (is_path(path) || namespaces != NX_NONE) {
        const nx_value args[4] = {self, path, fallback, namespaces};
        return nx_call(path_findtext, 4, args, 0);
    }
    nx_value child = next_child(of(self), path, &at);
    if (!child)
        return nx_pending() ? 0 : fallback;
    return of(child)->text == NX_NONE ? nx_str_from_c("") : of(child)->text;
}

nx_value nx_elements_Element_findall(nx_value self, nx_value path, nx_value namespaces) {
    int64_t at = 0;
    nx_value child;
    if (is_path(path) || namespaces != NX_NONE)
        return nx_call3(path_findall, self, path, namespaces);
    nx_list *list = nx_list_new(0);
    while (list && (child = next_child(of(self), path, &at)))
        if (!nx_list_push(list, child))
            return 0;
    return nx_pending() ? 0 : NX_OBJ(list);
}

nx_value nx_elements_Element_iterfind(nx_value self, nx_value path, nx_value namespaces) {
    return nx_call3(path_iterfind, self, path, namespaces);
}

// ---- walking the tree -------------------------------------------------------------------------------------------------------------

static nx_value iterator_new(nx_value root, nx_value tag, bool texts) {
    element_iterator *self = nx_new_object(element_iterator, iterator_type);
    if (self) {
        self->root = root;
        self->tag = tag;
        self->texts = texts;
    }
    return NX_OBJ(self);
}

nx_value nx_elements_Element_iter(nx_value self, nx_value tag) {
    bool all = tag == NX_NONE || (nx_is_str(tag) && NX_PTR(nx_str, tag)->length == 1 && nx_str_at(NX_PTR(nx_str, tag), 0) == '*');
    return iterator_new(self, all ? 0 : tag, false);
}

nx_value nx_elements_Element_itertext(nx_value self) { return iterator_new(self, 0, true); }

static nx_value iterator_next(nx_value v) {
    element_iterator *self = NX_PTR(element_iterator, v);
    for (;;) {
        nx_value now, text = 0;
        if (self->depth == 0) {
            if (!self->root)
                return NX_STOP;
            now = self->root;
            self->root = 0;
        } else {
            element *parent = of(self->stack[2 * self->depth - 2]);
            int64_t done = nx_small_int(self->stack[2 * self->depth - 1]);
            if (done < parent->count) {
                now = parent->children[done];
                self->stack[2 * self->depth - 1] = NX_INT(done + 1);
            } else {
                now = 0;
                self->depth--;
                self->stack[2 * self->depth] = 0;
                text = self->depth ? parent->tail : 0;
            }
        }
        if (now) {
            if (self->depth == self->capacity) {
                int64_t capacity = self->capacity ? 2 * self->capacity : 4;
                nx_value *grown = nx_grow_words(self->stack, (size_t)(2 * self->capacity), (size_t)(2 * capacity));
                if (!grown)
                    return 0;
                self->stack = grown;
                self->capacity = capacity;
            }
            self->stack[2 * self->depth] = now;
            self->stack[2 * self->depth + 1] = NX_INT(0);
            self->depth++;
            text = of(now)->text;
        }
        if (self->texts) {
            int truth = text ? nx_truth(text) : 0;
            if (truth)
                return truth > 0 ? text : 0;
        } else if (now) {
            int is = self->tag ? has_tag(now, self->tag) : 1;
            if (is)
                return is > 0 ? now : 0;
        }
    }
}

// ---- copies ---------------------------------------------------------------------------------------------------------------------

nx_value nx_elements_Element_makeelement(nx_value self, nx_value tag, nx_value attrib) {
    const nx_value args[2] = {tag, attrib};
    if (!nx_is_dict(attrib))
        return nx_raisef(&nx_TypeError, "makeelement() argument 2 must be dict, not %T", attrib);
    nx_value made = allocate(&element_type);
    return made && fill(of(made), "Element", 0, 2, args, 0) ? made : 0;
}

nx_value nx_elements_Element_copy(nx_value self) {
    element *e = of(self);
    nx_value made = nx_elements_Element_makeelement(self, e->tag, attributes(e));
    if (!made)
        return 0;
    of(made)->text = e->text;
    of(made)->tail = e->tail;
    for (int64_t i = 0; i < e->count; i++)
        if (!append(of(made), e->children[i]))
            return 0;
    return made;
}

nx_value nx_elements_Element_deepcopy(nx_value self, nx_value memo) { return nx_call2(deep_copy, self, memo); }

nx_value nx_elements_Element_getstate(nx_value self) {
    element *e = of(self);
    nx_dict *state = nx_dict_new(5);
    nx_value children = nx_list_from(e->count, e->children), attrib = attributes(e);
    bool good = state && children && attrib && nx_dict_set_str(state, nx_str_intern_c("tag"), e->tag) &&
                nx_dict_set_str(state, nx_str_intern_c("_children"), children) && nx_dict_set_str(state, nx_str_intern_c("attrib"), attrib) &&
                nx_dict_set_str(state, nx_str_intern_c("text"), e->text) && nx_dict_set_str(state, nx_str_intern_c("tail"), e->tail);
    return good ? NX_OBJ(state) : 0;
}

static nx_value state_value(nx_value state, const char *name) {
    nx_value value = nx_dict_get_str(NX_PTR(nx_dict, state), nx_str_intern_c(name));
    return value ? value : NX_NONE;
}

nx_value nx_elements_Element_setstate(nx_value self, nx_value state) {
    element *e = of(self);
    if (!nx_is_dict(state))
        return nx_raisef(&nx_TypeError, "Don't know how to unpickle \"%R\" as an Element", state);
    nx_value attrib = state_value(state, "attrib"), children = state_value(state, "_children");
    if (attrib != NX_NONE && !nx_elements_Element_set_attrib(self, attrib))
        return 0;
    e->tag = state_value(state, "tag");
    e->text = state_value(state, "text");
    e->tail = state_value(state, "tail");
    e->children = NULL;
    e->count = e->capacity = 0;
    nx_value list = children == NX_NONE ? NX_OBJ(nx_list_new(0)) : nx_list_of(children);
    for (int64_t i = 0; list && i < NX_PTR(nx_list, list)->length; i++)
        if (!check(NX_PTR(nx_list, list)->items[i], "child") || !append(e, NX_PTR(nx_list, list)->items[i]))
            return 0;
    return list ? NX_NONE : 0;
}

nx_value nx_elements_Element_reduce_ex(nx_value self, nx_value protocol) { return nx_call1(reduce, self); }

nx_value nx_elements_Element_sizeof(nx_value self) {
    return nx_from_i64((int64_t)sizeof(element) + of(self)->capacity * (int64_t)sizeof(nx_value));
}

static nx_value element_repr(nx_value self) {
    char address[24];
    snprintf(address, sizeof address, "%p", NX_PTR(void, self));
    return nx_str_format("<Element %R at %s>", of(self)->tag, address);
}

// ---- the module -------------------------------------------------------------------------------------------------------------------

#include "_elements.inc"

static nx_type element_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &element_type},
    .c_name = "xml.etree.ElementTree.Element",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(element),
    .methods = nx_elements_Element_methods,
    .getsets = nx_elements_Element_getsets,
    .new_ = element_make,
    .init = element_init,
    .repr = element_repr,
    .iter = element_iter,
    .length = element_length,
    .getitem = element_getitem,
    .setitem = element_setitem,
};

static nx_type iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &iterator_type},
    .c_name = "_elementtree._element_iterator",
    .base = &nx_object_type,
    .basic_size = sizeof(element_iterator),
    .iter = nx_iter_self,
    .next = iterator_next,
};

static nx_type *const types[] = {&element_type, &iterator_type, NULL};
const nx_module_def nx_module__elements = {.name = "_elements", .functions = nx_elements_functions, .types = types};
