// Static layouts of classes: whether a class has turned out as the compiler predicted, and whether that is still so.
#include "layout.h"

#include "type.h"

// ---- binding ---------------------------------------------------------------------------------------------------------------

bool nx_layout_bind(nx_value object, nx_layout *layout, size_t index, nx_value value) {
    return nx_instance_set(object, (nx_str *)layout->names[index], value);
}

// ---- shapes ----------------------------------------------------------------------------------------------------------------

nx_shape *nx_layout_shape(nx_type *type) {
    nx_layout *layout = type->layout;
    if (!layout || (layout->used + 1) * sizeof(nx_shape) > layout->block_bytes) return NULL;
    return &layout->block[layout->used++];
}

// ---- the prediction ------------------------------------------------------------------------------------------------------

static bool is_name(nx_value name, const nx_str *predicted) {
    return name == NX_OBJ(predicted) || nx_str_equal(NX_PTR(nx_str, name), predicted);
}

// Whether word number `index` is the `__slots__` member that the class has under the name.
static bool is_member_at(nx_type *type, const nx_layout *layout, size_t index) {
    nx_value member = nx_type_lookup(type, (nx_str *)layout->names[index]);
    return member && nx_is_exact(member, &nx_member_type) &&
           NX_PTR(nx_member, member)->offset == layout->offset + index * sizeof(nx_value);
}

// Whether instances have the predicted attributes, and no others that were known when the class was made, where predicted.
static bool fits(nx_type *type, const nx_layout *layout) {
    size_t bytes = (nx_instance_size(type) + NX_GRANULE - 1) & ~(size_t)(NX_GRANULE - 1);
    if (type->item_size || bytes != layout->bytes || type->basic_size != layout->offset + layout->members * sizeof(nx_value))
        return false;
    const nx_tuple *names = type->flags & NX_TYPE_HAS_ATTRIBUTES ? type->attribute_names : NULL;
    if (layout->count - layout->members != (names ? (size_t)names->length : 0)) return false;
    for (size_t i = layout->members; i < layout->count; i++) {
        if (!is_name(names->items[i - layout->members], layout->names[i])) return false;
    }
    return true;
}

// Whether an attribute that is bound is what a load gives, and a store only stores.
static bool is_plain_access(nx_type *type, const nx_layout *layout) {
    if (type->getattr != nx_getattr_generic && !nx_loads_generically(type)) return false;
    if (type->setattr != nx_setattr_generic && !layout->custom_stores) return false;
    for (size_t i = 0; i < layout->count; i++) {
        if (i < layout->members) {
            if (!is_member_at(type, layout, i)) return false;
            continue;
        }
        nx_value descriptor = nx_type_lookup(type, (nx_str *)layout->names[i]);
        if (descriptor && nx_type_of(descriptor)->descr_set) return false;
    }
    return true;
}

// Whether calling the class allocates an instance and calls the known __init__, nothing else.
static bool is_plain_call(nx_type *type, const nx_layout *layout) {
    return type->new_ == nx_object_new && !type->finalize && !(type->flags & (NX_TYPE_ABSTRACT | NX_TYPE_ATOMIC)) &&
           nx_type_of(NX_OBJ(type))->call == nx_type_type.call && nx_type_lookup(type, &nx_s___init__) == layout->init;
}

void nx_layout_take(nx_type *type, nx_layout *layout) {
    if (layout->type || !fits(type, layout)) return;
    layout->type = type;
    layout->expected = (uintptr_t)layout->block;
    type->layout = layout;
    nx_shape *shape = layout->block;
    *shape = (nx_shape){.type = type, .end = type->root.end};
    type->fresh = shape;
    layout->used = 1;
    for (size_t i = layout->members; i < layout->count && shape; i++) {
        shape = nx_shape_extend(shape, (nx_str *)layout->names[i]);
    }
    if (!shape) nx_error_clear();
    if (!shape || layout->used != layout->count - layout->members + 1) layout->expected = 1;
}

void nx_layout_finish(nx_type *type) {
    nx_layout *layout = type->layout;
    if (!layout) return;
    if (!is_plain_access(type, layout)) layout->expected = 1;
    if (layout->fields) return; // it gets its __init__ later
    layout->init = nx_type_lookup(type, &nx_s___init__);
    if (layout->expected != 1 && is_plain_call(type, layout)) layout->plain = NX_OBJ(type);
}

// The decorator gives a data class its __init__.
static void find_init_of_fields(nx_type *type, nx_layout *layout) {
    nx_value init = nx_type_lookup(type, &nx_s___init__);
    if (!init || !nx_dataclasses_is_plain_init(init, layout)) return;
    layout->init = init;
    if (layout->expected != 1 && is_plain_call(type, layout)) layout->plain = NX_OBJ(type);
}

void nx_layout_drop(nx_type *type) {
    if (type->layout && type->layout->type == type) {
        type->layout->expected = 1;
        type->layout->plain = 0;
    }
    nx_list *list = type->subclasses ? NX_PTR(nx_list, type->subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) nx_layout_drop(NX_PTR(nx_type, list->items[i]));
}

// What was lost does not come back.
void nx_layout_check(nx_type *type) {
    nx_layout *layout = type->layout;
    if (layout && layout->type == type && type->mro) {
        if (layout->expected != 1 && !is_plain_access(type, layout)) layout->expected = 1;
        if (layout->fields && !layout->init) find_init_of_fields(type, layout);
        if (layout->plain && (layout->expected == 1 || !is_plain_call(type, layout))) layout->plain = 0;
    }
    nx_list *list = type->subclasses ? NX_PTR(nx_list, type->subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) nx_layout_check(NX_PTR(nx_type, list->items[i]));
}
