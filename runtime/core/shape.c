// Instance attributes. A shape says which attribute lives in which slot; shapes of a class form a tree, each child
// having one attribute more. Slots of predicted attributes are reserved, others come behind them. An instance whose slots are full, whose `__dict__` was taken or that lost an attribute
// changes to dict mode: its attributes then live in a dict, in the order in which they were added.
#include "host.h"
#include "layout.h"
#include "type.h"

#include <stdlib.h>

enum { INDEX_FROM = 8 }; // shapes with more attributes than this get a dict from name to slot

int64_t nx_shape_find(const nx_shape *shape, const nx_str *name) {
    if (shape->count > INDEX_FROM && shape->index) {
        nx_value slot = nx_dict_get_str(shape->index, (nx_str *)name);
        return slot ? nx_small_int(slot) : -1;
    }
    for (; shape->parent; shape = shape->parent) {
        if (shape->name == name) return shape->slot;
    }
    return -1;
}

static void build_index(nx_shape *shape) {
    nx_dict *index = nx_dict_new(shape->count);
    if (!index) {
        nx_error_clear(); // the walk through the parents does as well
        return;
    }
    for (const nx_shape *s = shape; s->parent; s = s->parent) {
        if (!nx_dict_set_str(index, s->name, NX_INT(s->slot))) {
            nx_error_clear();
            return;
        }
    }
    shape->index = index;
}

static nx_shape *add_child(nx_shape *shape, nx_shape *parent, nx_str *name) {
    if (!shape) return NULL;
    shape->type = parent->type;
    shape->parent = parent;
    shape->name = name;
    shape->sibling = parent->children;
    parent->children = shape;
    return shape;
}

// The slot that an attribute which the shape does not have will get; -1 if there is none left.
static int64_t slot_for(const nx_shape *shape, const nx_str *name) {
    const nx_type *type = shape->type;
    const nx_tuple *names = type->attribute_names;
    int64_t reserved = type->root.end;
    for (int64_t i = 0; i < reserved; i++) {
        if (names->items[i] == NX_OBJ(name)) return i;
    }
    return shape->end < type->slot_capacity ? (int64_t)shape->end : -1;
}

nx_shape *nx_shape_extend(nx_shape *shape, nx_str *name) {
    for (nx_shape *child = shape->children; child; child = child->sibling) {
        if (child->name == name) return child;
    }
    int64_t slot = slot_for(shape, name);
    if (slot < 0) return NULL;
    nx_shape *place = nx_layout_shape(shape->type);
    nx_shape *child = add_child(place ? place : nx_alloc_scanned(sizeof *child), shape, name);
    if (!child) return NULL;
    child->count = shape->count + 1;
    child->slot = (uint32_t)slot;
    child->end = child->slot == shape->end ? shape->end + 1 : shape->end;
    if (child->count > INDEX_FROM) build_index(child);
    if (NX_UNLIKELY(nx_host && child->slot >= shape->type->root.end)) nx_host->instance_grows(shape->type, name);
    return child;
}

nx_shape *nx_shape_dict_mode(nx_type *type) {
    for (nx_shape *child = type->root.children; child; child = child->sibling) {
        if (child->dict_mode) return child;
    }
    nx_shape *mode = add_child(nx_alloc_scanned(sizeof *mode), &type->root, NULL);
    if (mode) mode->dict_mode = true;
    if (nx_host) nx_host->instance_grows(type, NULL);
    return mode;
}

// ---- the attributes part -------------------------------------------------------------------------------------------------

size_t nx_attributes_offset(nx_value object) {
    nx_type *type = nx_shape_of(object)->type;
    size_t offset = type->basic_size;
    if (NX_UNLIKELY(type->item_size)) {
        if (type->flags & NX_TYPE_TUPLE) offset += (size_t)NX_PTR(nx_tuple, object)->length * type->item_size;
        else if (type->flags & NX_TYPE_INT)
            offset += (size_t)llabs(NX_PTR(nx_int, object)->size) * type->item_size;
    }
    return (offset + 7) & ~(size_t)7;
}

nx_attributes *nx_attributes_of(nx_value v) { return NX_PTR(nx_attributes, v + nx_attributes_offset(v)); }

size_t nx_instance_size(const nx_type *type) {
    size_t bytes = (type->basic_size + 7u) & ~7u;
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES) bytes += type->slot_capacity * sizeof(nx_value);
    return bytes;
}

static nx_dict *dict_of_slots(const nx_attributes *attributes, const nx_shape *shape) {
    nx_dict *dict = nx_dict_new(shape->count);
    if (!dict) return NULL;
    const nx_shape *steps[shape->count + 1];
    for (const nx_shape *s = shape; s->parent; s = s->parent) steps[s->count - 1] = s;
    for (uint32_t i = 0; i < shape->count; i++) {
        if (!nx_dict_set_str(dict, steps[i]->name, attributes->slots[steps[i]->slot])) return NULL;
    }
    return dict;
}

nx_dict *nx_instance_dict_copy(nx_value object) {
    const nx_attributes *attributes = nx_attributes_of(object);
    const nx_shape *shape = nx_shape_of(object);
    return shape->dict_mode ? nx_dict_copy_of(attributes->dict[0]) : dict_of_slots(attributes, shape);
}

static bool enter_dict_mode(nx_value object, nx_attributes *attributes, nx_shape *shape) {
    nx_shape *mode = nx_shape_dict_mode(shape->type);
    nx_dict *dict = dict_of_slots(attributes, shape);
    if (!mode || !dict) return false;
    memset(attributes->slots, 0, shape->end * sizeof(nx_value));
    attributes->dict[0] = dict;
    dict->is_namespace = true;
    NX_PTR(nx_header, object)->shape = mode;
    return true;
}

nx_dict *nx_instance_dict(nx_value object) {
    nx_attributes *attributes = nx_attributes_of(object);
    nx_shape *shape = nx_shape_of(object);
    if (!shape->dict_mode && !enter_dict_mode(object, attributes, shape)) return NULL;
    return attributes->dict[0];
}

bool nx_instance_set_dict(nx_value object, nx_dict *dict) {
    if (!nx_instance_dict(object)) return false;
    nx_attributes_of(object)->dict[0] = dict;
    dict->is_namespace = true;
    return true;
}

nx_value nx_instance_get(nx_value object, nx_str *name) {
    nx_shape *shape = nx_shape_of(object);
    if (shape->dict_mode) return nx_dict_get_str(nx_attributes_of(object)->dict[0], name);
    int64_t slot = nx_shape_find(shape, name);
    return slot < 0 ? 0 : nx_attributes_of(object)->slots[slot];
}

bool nx_instance_set(nx_value object, nx_str *name, nx_value value) {
    nx_shape *shape = nx_shape_of(object);
    nx_attributes *attributes = nx_attributes_of(object);
    if (!shape->dict_mode) {
        int64_t slot = nx_shape_find(shape, name);
        if (slot < 0) {
            nx_shape *extended = nx_shape_extend(shape, name);
            if (extended) {
                slot = extended->slot;
                NX_PTR(nx_header, object)->shape = extended;
            } else if (nx_pending()) {
                return false;
            }
        }
        if (slot >= 0) {
            attributes->slots[slot] = value;
            return true;
        }
        if (!enter_dict_mode(object, attributes, shape)) return false;
    }
    return nx_dict_set_str(attributes->dict[0], name, value);
}

int nx_instance_delete(nx_value object, nx_str *name) {
    if (!nx_instance_get(object, name)) return nx_pending() ? -1 : 0;
    nx_dict *dict = nx_instance_dict(object);
    return dict ? nx_dict_delete(dict, NX_OBJ(name)) : -1;
}
