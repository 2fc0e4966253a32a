// Static layouts: where instances of a class statement that runs once keep their attributes, as the compiler predicts it.
//
// The compiler emits an nx_layout for each such class, with a block of static memory for the class's shapes, aligned to
// its size. A class that turns out as predicted takes all shapes of its instances from the block (those in dict mode, and
// those for which it has no room, live elsewhere). So one compare of an instance's shape, rounded down to a multiple of
// the block's size, tells: exactly this class, and the predicted attribute number i is the word at offset + 8 * i, or not
// bound when that word is 0. When the class is not, or no longer, what was predicted, `expected` is 1 and no guard passes.
//
//   block + 0 … block + (count - members): the shapes with the first attributes in order; any others behind them
//   word i of an instance: __slots__ members first (`members` of them), then attributes in the order of their slots
#ifndef NX_LAYOUT_H
#define NX_LAYOUT_H

#include "alloc.h"

typedef struct nx_layout {
    uintptr_t expected;          // the block's address, or 1
    nx_value plain;              // the class, when calling it does no more than allocate and run the __init__ that the class
                                 // was made with; else 0
    nx_shape *block;
    const nx_str *const *names;
    uint32_t count, members;
    uint32_t offset;             // of word 0
    uint32_t bytes;              // of an instance, rounded up to granules
    uint32_t block_bytes;
    uint32_t fields;             // of a data class: its __init__ stores as many parameters, in the first attributes; else 0
    const char *factories;       // a letter for each of them: what its default_factory is, 'l'ist, 'd'ict, 's'et, or '-'
    bool custom_stores;          // the class defines how attributes are stored, and no code stores by the layout
    uint32_t used;               // shapes taken from the block
    nx_type *type;               // that was made as predicted
    nx_value init;               // its __init__
} nx_layout;

// What a primitive with a layout takes: the layout and, as constants, what stands in it.
#define NX_LAYOUT \
    nx_layout *layout, nx_shape *block, size_t block_bytes, size_t members, size_t offset, size_t bytes
// A layout's definition, and its arguments for NX_LAYOUT, in generated code.
#define NX_DEFINE_LAYOUT(name, block_bytes_, count_, members_, offset_, bytes_, names_, custom_stores_, fields_, factories_) \
    nx_shape name##_shapes[(block_bytes_) / sizeof(nx_shape)] __attribute__((aligned(block_bytes_))); \
    nx_layout name##_layout = {.expected = 1, .block = name##_shapes, .names = (names_), .count = (count_), \
                               .members = (members_), .offset = (offset_), .bytes = (bytes_), \
                               .block_bytes = (block_bytes_), .custom_stores = (custom_stores_), .fields = (fields_), .factories = (factories_)};
#define NX_INSTANCE_BYTES(offset, words) (((offset) + 8 * (words) + NX_GRANULE - 1) / NX_GRANULE * NX_GRANULE)
#define NX_DECLARE_LAYOUT(name) extern nx_shape name##_shapes[]; extern nx_layout name##_layout;

_Static_assert(sizeof(nx_shape) == 64, "the compiler sizes blocks for shapes of 64 bytes");

// The out-of-line part of nx_store_slot: the attribute is not bound yet.
bool nx_layout_bind(nx_value object, nx_layout *layout, size_t index, nx_value value);
// The object; ends the program when there was no memory for it: of what exits make, where nobody could be told.
nx_value nx_required(nx_value object);
// Whether this is the __init__ of a data class that only stores its parameters, or what the factories make, in the layout's first
// attributes (_dataclasses.c).
bool nx_dataclasses_is_plain_init(nx_value init, const nx_layout *layout);
// For class.c and type.c. The layout is that of the class statement; whether it fits is found here.
void nx_layout_take(nx_type *type, nx_layout *layout);
void nx_layout_finish(nx_type *type);      // the class is complete
void nx_layout_check(nx_type *type);       // the class or a base was modified; subclasses too
void nx_layout_drop(nx_type *type);        // by the host, a method: fast code, which relies on those, has to look it up
nx_shape *nx_layout_shape(nx_type *type);  // room for another shape, or NULL

// ---- the primitives ------------------------------------------------------------------------------------------------------

static inline bool nx_guard_layout(nx_value object, NX_LAYOUT) {
    return NX_LIKELY(nx_is_pointer(object)) &&
           NX_LIKELY(((uintptr_t)nx_shape_of(object) & ~(uintptr_t)(block_bytes - 1)) == layout->expected);
}

static inline bool nx_has_layout(nx_value object, NX_LAYOUT) {
    return nx_guard_layout(object, layout, block, block_bytes, members, offset, bytes);
}

static inline bool nx_guard_class(nx_value class_, NX_LAYOUT) { return NX_LIKELY(class_ == layout->plain); }

static inline nx_value nx_load_slot(nx_value object, NX_LAYOUT, int64_t index) {
    return *NX_PTR(nx_value, object + offset + (size_t)index * sizeof(nx_value));
}

static inline nx_value nx_load_common_slot(nx_value object, NX_LAYOUT, int64_t index) {
    return *NX_PTR(nx_value, object + offset + (size_t)index * sizeof(nx_value));
}

static inline bool nx_store_slot(nx_value object, NX_LAYOUT, int64_t index, nx_value value) {
    nx_value *word = NX_PTR(nx_value, object + offset + (size_t)index * sizeof(nx_value));
    if ((size_t)index >= members && !*word) {
        nx_shape *next = block + ((size_t)index - members);
        if (NX_UNLIKELY(nx_shape_of(object) != next)) return nx_layout_bind(object, layout, (size_t)index, value);
        NX_PTR(nx_header, object)->shape = next + 1;
    }
    *word = value;
    return true;
}

static inline nx_value nx_make_instance(NX_LAYOUT) {
    nx_header *object = nx_alloc_scanned(bytes);
    if (NX_LIKELY(object != NULL)) object->shape = block;
    return NX_OBJ(object);
}

static inline void nx_init_slot(nx_value object, NX_LAYOUT, int64_t index, nx_value value) {
    *NX_PTR(nx_value, object + offset + (size_t)index * sizeof(nx_value)) = value;
}

static inline void nx_set_filled(nx_value object, NX_LAYOUT, int64_t filled) {
    NX_PTR(nx_header, object)->shape = block + ((size_t)filled > members ? (size_t)filled - members : 0);
}

static inline nx_value nx_new_filled(NX_LAYOUT, size_t count, const nx_value *items) {
    nx_value object = nx_required(nx_make_instance(layout, block, block_bytes, members, offset, bytes));
    for (size_t i = 0; i < count; i++)
        nx_init_slot(object, layout, block, block_bytes, members, offset, bytes, (int64_t)i, items[i]);
    nx_set_filled(object, layout, block, block_bytes, members, offset, bytes, (int64_t)count);
    return object;
}

#endif
