// Instance attributes. A shape says which attribute lives in which slot; shapes of a class form a tree, each child
// having one attribute more. An instance whose slots are full, whose `__dict__` was taken or that lost an attribute
// changes to dict mode: its attributes then live in a dict, in the order in which they were added.
#include "type.h"

#include <stdlib.h>

enum { INDEX_FROM = 8 }; // shapes with more slots than this get a dict from name to slot

int64_t nx_shape_find(const nx_shape *shape, const nx_str *name) {
    if (shape->slot_count > INDEX_FROM && shape->index) {
        nx_value slot = nx_dict_get_str(shape->index, (nx_str *)name);
        return slot ? nx_small_int(slot) : -1;
    }
    for (; shape->parent; shape = shape->parent) {
        if (shape->name == name) return shape->slot_count - 1;
    }
    return -1;
}

static void build_index(nx_shape *shape) {
    nx_dict *index = nx_dict_new(shape->slot_count);
    if (!index) {
        nx_error_clear(); // the walk through the parents does as well
        return;
    }
    for (const nx_shape *s = shape; s->parent; s = s->parent) {
        if (!nx_dict_set_str(index, s->name, NX_INT(s->slot_count - 1))) {
            nx_error_clear();
            return;
        }
    }
    shape->index = index;
}

static nx_shape *new_child(nx_shape *parent, nx_str *name, uint32_t slot_count, bool dict_mode) {
    nx_shape *shape = nx_alloc_scanned(sizeof *shape);
    if (!shape) return NULL;
    shape->type = parent->type;
    shape->parent = parent;
    shape->name = name;
    shape->slot_count = slot_count;
    shape->dict_mode = dict_mode;
    shape->sibling = parent->children;
    parent->children = shape;
    if (slot_count > INDEX_FROM) build_index(shape);
    return shape;
}

nx_shape *nx_shape_extend(nx_shape *shape, nx_str *name) {
    for (nx_shape *child = shape->children; child; child = child->sibling) {
        if (child->name == name) return child;
    }
    return new_child(shape, name, shape->slot_count + 1, false);
}

nx_shape *nx_shape_dict_mode(nx_type *type) {
    for (nx_shape *child = type->root.children; child; child = child->sibling) {
        if (child->dict_mode) return child;
    }
    return new_child(&type->root, NULL, 0, true);
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
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES) bytes += sizeof(nx_attributes) + type->slot_capacity * sizeof(nx_value);
    return bytes;
}

static nx_dict *dict_of_slots(const nx_attributes *attributes, const nx_shape *shape) {
    nx_dict *dict = nx_dict_new(shape->slot_count);
    if (!dict) return NULL;
    nx_str *names[shape->slot_count + 1];
    for (const nx_shape *s = shape; s->parent; s = s->parent) names[s->slot_count - 1] = s->name;
    for (uint32_t i = 0; i < shape->slot_count; i++) {
        if (!nx_dict_set_str(dict, names[i], attributes->slots[i])) return NULL;
    }
    return dict;
}

nx_dict *nx_instance_dict_copy(nx_value object) {
    const nx_attributes *attributes = nx_attributes_of(object);
    const nx_shape *shape = nx_shape_of(object);
    return shape->dict_mode ? nx_dict_copy_of(attributes->dict) : dict_of_slots(attributes, shape);
}

static bool enter_dict_mode(nx_value object, nx_attributes *attributes, nx_shape *shape) {
    nx_shape *mode = nx_shape_dict_mode(shape->type);
    nx_dict *dict = dict_of_slots(attributes, shape);
    if (!mode || !dict) return false;
    memset(attributes->slots, 0, shape->slot_count * sizeof(nx_value));
    attributes->dict = dict;
    NX_PTR(nx_header, object)->shape = mode;
    return true;
}

nx_dict *nx_instance_dict(nx_value object) {
    nx_attributes *attributes = nx_attributes_of(object);
    nx_shape *shape = nx_shape_of(object);
    if (!shape->dict_mode && !enter_dict_mode(object, attributes, shape)) return NULL;
    return attributes->dict;
}

bool nx_instance_set_dict(nx_value object, nx_dict *dict) {
    if (!nx_instance_dict(object)) return false;
    nx_attributes_of(object)->dict = dict;
    return true;
}

nx_value nx_instance_get(nx_value object, nx_str *name) {
    nx_shape *shape = nx_shape_of(object);
    if (shape->dict_mode) return nx_dict_get_str(nx_attributes_of(object)->dict, name);
    int64_t slot = nx_shape_find(shape, name);
    return slot < 0 ? 0 : nx_attributes_of(object)->slots[slot];
}

bool nx_instance_set(nx_value object, nx_str *name, nx_value value) {
    nx_shape *shape = nx_shape_of(object);
    nx_attributes *attributes = nx_attributes_of(object);
    if (!shape->dict_mode) {
        int64_t slot = nx_shape_find(shape, name);
        if (slot < 0 && shape->slot_count < shape->type->slot_capacity) {
            nx_shape *extended = nx_shape_extend(shape, name);
            if (!extended) return false;
            slot = shape->slot_count;
            NX_PTR(nx_header, object)->shape = extended;
        }
        if (slot >= 0) {
            attributes->slots[slot] = value;
            return true;
        }
        if (!enter_dict_mode(object, attributes, shape)) return false;
    }
    return nx_dict_set_str(attributes->dict, name, value);
}

int nx_instance_delete(nx_value object, nx_str *name) {
    if (!nx_instance_get(object, name)) return nx_pending() ? -1 : 0;
    nx_dict *dict = nx_instance_dict(object);
    return dict ? nx_dict_delete(dict, NX_OBJ(name)) : -1;
}
