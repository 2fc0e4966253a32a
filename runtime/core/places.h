// Where instances of a shape have an attribute, for lookups without a site of their own (getattr(), hasattr(), setattr(), C
// code) and for sites that see more shapes than their caches hold.
//
// An entry is right for its shape and class epoch, as in inline caches (attribute.c); entries overwrite each other.
#ifndef NX_PLACES_H
#define NX_PLACES_H

#include "object.h"

typedef enum {
    NX_PLACE_SLOT = 1,   // the word at `offset` of the object; 0 there: not bound
    NX_PLACE_ABSENT,     // neither the instance nor its class has one
    NX_PLACE_METHOD,     // `value`, a function that the class holds and the instance does not hide
    NX_PLACE_VALUE,      // `value`, what the class holds, while its value_version is `version`
} nx_place_kind;

typedef struct {
    const nx_shape *shape;
    const nx_str *name;
    uint64_t epoch;
    uint32_t offset;
    uint8_t kind;
    bool is_direct;      // what the entry says is what object.name gives: no __getattribute__ (and, absent, no __getattr__)
    nx_value value;
    uint64_t version;
} nx_place;

// Of stores: the word, and the shape behind it (the same, or the one with this attribute added).
typedef struct {
    const nx_shape *shape;
    const nx_str *name;
    uint64_t epoch;
    uint32_t offset;
    nx_shape *next;
} nx_store_place;

enum { NX_PLACES = 1024 };
extern NX_OWN nx_place nx_places[NX_PLACES];
extern NX_OWN nx_store_place nx_store_places[NX_PLACES];
extern NX_OWN uint64_t nx_class_epoch;

static inline size_t nx_place_index(const nx_shape *shape, const nx_str *name) {
    return ((uintptr_t)shape >> 6 ^ (uintptr_t)shape >> 13 ^ (uintptr_t)name >> 5) % NX_PLACES;
}

// The entry for the attribute, or NULL.
static inline const nx_place *nx_find_place(const nx_shape *shape, const nx_str *name) {
    const nx_place *place = &nx_places[nx_place_index(shape, name)];
    return NX_LIKELY(place->shape == shape && place->name == name && place->epoch == nx_class_epoch) ? place : NULL;
}

// object.name where an entry knows it (a value, or *is_absent); else 0.
static inline nx_value nx_value_at_place(nx_value object, const nx_str *name, bool *is_absent) {
    *is_absent = false;
    if (!nx_is_pointer(object)) return 0;
    const nx_shape *shape = nx_shape_of(object);
    const nx_place *place = nx_find_place(shape, name);
    if (!place || !place->is_direct) return 0;
    if (NX_LIKELY(place->kind == NX_PLACE_SLOT)) return *NX_PTR(nx_value, object + place->offset);
    if (place->kind == NX_PLACE_VALUE) return place->version == shape->type->value_version ? place->value : 0;
    *is_absent = place->kind == NX_PLACE_ABSENT;
    return 0;
}

// Stores where an entry knows how; else does nothing and gives false.
static inline bool nx_store_at_place(nx_value object, const nx_str *name, nx_value value) {
    if (!nx_is_pointer(object)) return false;
    const nx_shape *shape = nx_shape_of(object);
    const nx_store_place *place = &nx_store_places[nx_place_index(shape, name)];
    if (place->shape != shape || place->name != name || place->epoch != nx_class_epoch) return false;
    *NX_PTR(nx_value, object + place->offset) = value;
    NX_PTR(nx_header, object)->shape = place->next;
    return true;
}

#endif
