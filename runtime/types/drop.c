// What is new, seen by nobody else and dead: its memory is used again at once (the compiler's pass dying-values says where).
// Which objects these are only a run tells: an operation that mostly gives a new string may give a shared one.
//
// Under NX_GC_STRESS nothing is used again: what was given back is overwritten, so that using it fails at once.
#include "alloc.h"
#include "api.h"
#include "host.h"
#include "set.h"

nx_value nx_handed_over;

static void give_words(void *memory, size_t bytes) {
    if (NX_UNLIKELY(nx_gc_is_stressed())) nx_gc_poison(memory, bytes);
    else nx_give_back_words(memory, bytes);
}

static void give_bytes(void *memory, size_t bytes) {
    if (NX_UNLIKELY(nx_gc_is_stressed())) nx_gc_poison(memory, bytes);
    else nx_give_back_bytes(memory, bytes);
}

// Shared, static and interned ones stay, and those whose characters another string may have.
static inline void drop_str(nx_str *s) {
    if (s->storage != NX_STR_PLAIN || s->interned || s->data != s + 1) return;
    nx_dict_forget_key(NX_OBJ(s));
    give_bytes(s, sizeof *s + ((size_t)s->length + 1) * s->kind);
}

static void drop_list(nx_list *self) {
    if (self->items) give_words(self->items, (size_t)self->capacity * sizeof *self->items);
    give_words(self, sizeof *self);
}

static void drop_tuple(nx_tuple *self) {
    if (self->length == 0) return; // there is one only
    nx_dict_forget_key(NX_OBJ(self));
    nx_tuple_forget_hash(self);
    give_words(self, sizeof *self + (size_t)self->length * sizeof *self->items);
}

static void drop_set(nx_set *self) {
    size_t bytes = ((size_t)self->mask + 1) * sizeof *self->keys;
    if (self->keys != self->small) {
        if (self->hashes) give_words(self->keys, bytes);
        else give_bytes(self->keys, bytes);
    }
    if (self->hashes) give_bytes(self->hashes, bytes);
    give_words(self, sizeof *self);
}

void nx_drop(nx_value value) {
    if (!nx_is_pointer(value) || !value) return;
    if (NX_UNLIKELY(nx_host != NULL)) { // nothing but what stands for an object of the host's
        if (nx_is_foreign(value)) {
            size_t bytes = nx_host->forget(value);
            if (bytes) give_bytes(NX_PTR(void, value), bytes);
        }
        return;
    }
    const nx_shape *shape = nx_shape_of(value);
    if (shape == &nx_str_type.root) drop_str(NX_PTR(nx_str, value));
    else if (shape == &nx_list_type.root) drop_list(NX_PTR(nx_list, value));
    else if (shape == &nx_tuple_type.root) drop_tuple(NX_PTR(nx_tuple, value));
    else if (shape == &nx_set_type.root) drop_set(NX_PTR(nx_set, value));
}
