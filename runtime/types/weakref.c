// weakref.ref: a reference that does not keep its object alive. The address lies in memory that the collector does not
// follow, registered as a disappearing link; callbacks run after the collection that found the object unreachable.
#include "natives.h"
#include "native.h"
#include "alloc.h"
#include "weakref.h"

static nx_weakref *with_callbacks; // newest first; keeps them alive until they were called

static nx_weakref *reference_of(nx_value v) { return NX_PTR(nx_weakref, v); }

nx_value nx_weakref_object(nx_value reference) {
    void **link = reference_of(reference)->link;
    return link ? NX_OBJ(*link) : 0;
}

// ---- the references to an object -----------------------------------------------------------------------------------------
// A table from objects to their references. Its nodes hold both in memory that the collector does not follow; the one to
// the reference is a disappearing link too. An object's address is used again only after its references were cleared.
typedef struct { uintptr_t object; void *reference; } weak_node;
static weak_node **table; // open addressing; a node whose reference is gone is a gap that lookups pass
static size_t table_size, table_used;

static inline size_t table_place(uintptr_t object) { return (size_t)(object >> 4) * 0x9e3779b1u & (table_size - 1); }

static void table_insert(weak_node *node) {
    size_t i = table_place(node->object);
    while (table[i]) i = (i + 1) & (table_size - 1);
    table[i] = node;
    table_used++;
}

static bool table_grow(void) {
    size_t live = 0, old_size = table_size;
    weak_node **old = table;
    for (size_t i = 0; i < old_size; i++) live += old[i] && old[i]->reference;
    size_t size = 64;
    while (size < live * 3) size *= 2;
    weak_node **fresh = nx_alloc_words(size);
    if (!fresh) return false;
    table = fresh;
    table_size = size;
    table_used = 0;
    for (size_t i = 0; i < old_size; i++) {
        if (old[i] && old[i]->reference) table_insert(old[i]);
    }
    return true;
}

static bool remember(nx_value object, nx_weakref *reference) {
    if (table_used * 3 >= table_size * 2 && !table_grow()) return false;
    weak_node *node = nx_alloc_bytes(sizeof *node);
    if (!node) return false;
    *node = (weak_node){object, reference};
    if (!nx_gc_link_weakly(&node->reference, NX_OBJ(reference))) return nx_raise_no_memory() != 0;
    table_insert(node);
    return true;
}

// The next reference to the object from *place on (at first 0), or NULL.
static nx_weakref *next_reference(nx_value object, size_t *place) {
    for (; table_size; ++*place) {
        weak_node *node = table[(table_place(object) + *place) & (table_size - 1)];
        if (!node) return NULL;
        nx_weakref *reference = node->reference;
        if (!reference || node->object != object || nx_weakref_object(NX_OBJ(reference)) != object) continue;
        ++*place;
        return reference;
    }
    return NULL;
}

nx_list *nx_weakrefs_of(nx_value object) {
    nx_list *found = nx_list_new(0);
    size_t place = 0;
    nx_weakref *reference;
    while (found && (reference = next_reference(object, &place))) {
        if (!nx_list_push(found, NX_OBJ(reference))) return NULL;
    }
    return found;
}

static bool allows_references(nx_value object) {
    nx_type *type = nx_type_of(object);
    return nx_is_pointer(object) && (type->flags & (NX_TYPE_WEAKREFABLE | NX_TYPE_TYPE));
}

nx_value nx_weakref_new(nx_type *cls, nx_value object, nx_value callback) {
    if (!allows_references(object))
        return nx_raisef(&nx_TypeError, "cannot create weak reference to '%T' object", object);
    bool plain = cls == &nx_weakref_type && (!callback || callback == NX_NONE);
    size_t place = 0;
    for (nx_weakref *known; plain && (known = next_reference(object, &place));) {
        if (nx_is_exact(NX_OBJ(known), &nx_weakref_type) && !known->callback && !known->had_callback) return NX_OBJ(known);
    }
    size_t bytes = cls->basic_size;
    if (cls->flags & NX_TYPE_HAS_ATTRIBUTES)
        bytes += cls->slot_capacity * sizeof(nx_value);
    nx_weakref *reference = nx_alloc_object(cls, bytes);
    void **link = nx_alloc_bytes(sizeof *link);
    if (!reference || !link)
        return 0;
    *link = NX_PTR(void, object);
    reference->link = link;
    if (!nx_gc_link_weakly(link, object))
        return nx_raise_no_memory();
    if (!remember(object, reference))
        return 0;
    if (callback && callback != NX_NONE) {
        reference->had_callback = true;
        reference->callback = callback;
        reference->next = with_callbacks;
        with_callbacks = reference;
    }
    return NX_OBJ(reference);
}

bool nx_weakref_callbacks_due(void) {
    for (nx_weakref *reference = with_callbacks; reference; reference = reference->next)
        if (!*reference->link) return true;
    return false;
}

void nx_weakref_run_callbacks(void) {
    nx_weakref **place = &with_callbacks;
    nx_weakref *due = NULL;
    while (*place) {
        nx_weakref *reference = *place;
        if (*reference->link) {
            place = &reference->next;
            continue;
        }
        *place = reference->next;
        reference->next = due;
        due = reference;
    }
    for (nx_weakref *next; due; due = next) {
        nx_value callback = due->callback;
        next = due->next;
        due->next = NULL; // who keeps one reference does not keep the others
        due->callback = 0;
        if (!nx_call1(callback, NX_OBJ(due)))
            nx_print_unraisable("Exception ignored in: ", callback);
    }
}

static nx_value weakref_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 1)
        return nx_raisef(&nx_TypeError, "__new__ expected at least 1 argument, got 0");
    if (nargs > 2 && cls == &nx_weakref_type)
        return nx_raisef(&nx_TypeError, "__new__ expected at most 2 arguments, got %d", (int)nargs);
    return nx_weakref_new(cls, args[0], nargs > 1 ? args[1] : 0);
}

static bool weakref_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nx_keyword_count(kwnames))
        return nx_failf(&nx_TypeError, "ref() takes no keyword arguments");
    if (nargs < 1)
        return nx_failf(&nx_TypeError, "__init__ expected at least 1 argument, got 0");
    return nargs <= 2 || nx_failf(&nx_TypeError, "__init__ expected at most 2 arguments, got %d", (int)nargs);
}

static nx_value weakref_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs || kwnames)
        return nx_raisef(&nx_TypeError, "weakref() takes no arguments (%d given)", (int)nargs);
    nx_value object = nx_weakref_object(self);
    return object ? object : NX_NONE;
}

static nx_value weakref_repr(nx_value self) {
    nx_value object = nx_weakref_object(self);
    if (!object)
        return nx_str_format("<weakref at %p; dead>", (void *)(uintptr_t)self);
    return nx_str_format("<weakref at %p; to '%T' at %p>", (void *)(uintptr_t)self, object, (void *)(uintptr_t)object);
}

static bool weakref_hash(nx_value self, int64_t *hash) {
    nx_weakref *reference = reference_of(self);
    if (!reference->hashed) {
        nx_value object = nx_weakref_object(self);
        if (!object)
            return nx_failf(&nx_TypeError, "weak object has gone away");
        if (!nx_hash(object, &reference->hash)) {
            nx_value error = nx_error_take();
            object = 0;
            nx_gc_collect(); // perhaps nothing refers to it any more, and the collector has not found that yet
            if (!nx_weakref_object(self))
                return nx_failf(&nx_TypeError, "weak object has gone away");
            nx_error_restore(error);
            return false;
        }
        reference->hashed = true;
    }
    *hash = reference->hash;
    return true;
}

static nx_value weakref_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_subtype(nx_type_of(left), &nx_weakref_type) ||
        !nx_is_subtype(nx_type_of(right), &nx_weakref_type))
        return NX_NOTIMPLEMENTED;
    nx_value a = nx_weakref_object(left), b = nx_weakref_object(right);
    if (!a || !b)
        return nx_from_bool((left == right) == (operation == NX_EQ));
    return nx_compare(a, b, operation);
}

nx_value nx_weakref_get_callback(nx_value self) {
    nx_value callback = reference_of(self)->callback;
    return callback ? callback : NX_NONE;
}
nx_value nx_generic_alias_new(nx_value origin, nx_value args); // types/generic_alias.c
nx_value nx_weakref_class_getitem(nx_value cls, nx_value item) { return nx_generic_alias_new(cls, item); }

#include "weakref.inc"

nx_type nx_weakref_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_weakref_type},
    .c_name = "weakref.ReferenceType",
    .flags = NX_TYPE_BASE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_weakref),
    .methods = nx_weakref_methods,
    .getsets = nx_weakref_getsets,
    .repr = weakref_repr,
    .hash = weakref_hash,
    .call = weakref_call,
    .compare = weakref_compare,
    .new_ = weakref_new,
    .init = weakref_init,
};
