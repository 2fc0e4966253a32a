// The method resolution order: C3, the metaclass's own mro(), and what assigning __bases__ changes in a hierarchy.
// mro() is user code: it may assign __bases__ itself, of this class or of others, while an order is being made.
#include "layout.h"
#include "type.h"

// ---- C3 ---------------------------------------------------------------------------------------------------------------

static NX_COLD nx_tuple *raise_no_order(nx_tuple **lists, const int64_t *heads, int64_t count) {
    nx_builder names;
    nx_builder_init(&names);
    nx_value seen[count + 1];
    int64_t seen_count = 0;
    for (int64_t i = 0; i < count; i++) {
        if (heads[i] >= lists[i]->length) continue;
        nx_value candidate = lists[i]->items[heads[i]];
        bool known = false;
        for (int64_t k = 0; k < seen_count; k++) known |= seen[k] == candidate;
        if (known) continue;
        if (seen_count) nx_builder_c(&names, ", ");
        seen[seen_count++] = candidate;
        nx_builder_str(&names, nx_type_name(NX_PTR(nx_type, candidate)));
    }
    nx_value text = nx_builder_finish(&names);
    if (text) nx_raisef(&nx_TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases %U", text);
    return NULL;
}

nx_tuple *nx_type_compute_mro(nx_type *type) {
    int64_t bases = type->bases->length, total = 1;
    nx_tuple *lists[bases + 1];
    int64_t heads[bases + 1];
    for (int64_t i = 0; i < bases; i++) {
        nx_type *base = NX_PTR(nx_type, type->bases->items[i]);
        if (!nx_type_prepare(base)) return NULL;
        if (!base->mro) {
            nx_raisef(&nx_TypeError, "Cannot extend an incomplete type '%N'", base);
            return NULL;
        }
        lists[i] = base->mro;
        heads[i] = 0;
        total += lists[i]->length;
        for (int64_t k = i + 1; k < bases; k++) {
            if (type->bases->items[i] == type->bases->items[k]) {
                nx_raisef(&nx_TypeError, "duplicate base class %N", base);
                return NULL;
            }
        }
    }
    lists[bases] = type->bases;
    heads[bases] = 0;
    nx_value order[total];
    int64_t length = 0;
    order[length++] = NX_OBJ(type);
    for (;;) {
        nx_value next = 0;
        bool rest = false;
        for (int64_t i = 0; i <= bases && !next; i++) {
            if (heads[i] >= lists[i]->length) continue;
            rest = true;
            nx_value candidate = lists[i]->items[heads[i]];
            bool good = true;
            for (int64_t j = 0; j <= bases && good; j++) {
                for (int64_t k = heads[j] + 1; k < lists[j]->length; k++) {
                    if (lists[j]->items[k] == candidate) {
                        good = false;
                        break;
                    }
                }
            }
            if (good) next = candidate;
        }
        if (!next) {
            if (rest) return raise_no_order(lists, heads, bases + 1);
            break;
        }
        order[length++] = next;
        for (int64_t i = 0; i <= bases; i++) {
            if (heads[i] < lists[i]->length && lists[i]->items[heads[i]] == next) heads[i]++;
        }
    }
    return NX_PTR(nx_tuple, nx_tuple_from(length, order));
}

// ---- the metaclass's order ------------------------------------------------------------------------------------------------

// The nearest base that adds to the fixed part of an instance.
nx_type *nx_type_solid_base(nx_type *type) {
    while (type->base && type->base->basic_size == type->basic_size && type->base->item_size == type->item_size) type = type->base;
    return type;
}

static nx_tuple *custom_mro(nx_type *type) {
    nx_value result = nx_call_special(NX_OBJ(type), &nx_s_mro, 0, NULL);
    nx_value order = result ? nx_tuple_of(result) : 0;
    if (!order) return NULL;
    nx_tuple *mro = NX_PTR(nx_tuple, order);
    nx_type *solid = nx_type_solid_base(type);
    for (int64_t i = 0; i < mro->length; i++) {
        if (!nx_is_type(mro->items[i])) {
            nx_raisef(&nx_TypeError, "mro() returned a non-class ('%T')", mro->items[i]);
            return NULL;
        }
        nx_type *class_ = NX_PTR(nx_type, mro->items[i]);
        if (!nx_is_subtype(solid, nx_type_solid_base(class_))) {
            nx_raisef(&nx_TypeError, "mro() returned base with unsuitable layout ('%N')", class_);
            return NULL;
        }
    }
    return mro;
}

nx_mro_result nx_type_renew_mro(nx_type *type) {
    nx_type *metatype = nx_type_of(NX_OBJ(type));
    nx_tuple *before = type->mro, *mro;
    bool custom = metatype != &nx_type_type && nx_type_lookup(metatype, &nx_s_mro) != nx_type_lookup(&nx_type_type, &nx_s_mro);
    mro = nx_pending() ? NULL : custom ? custom_mro(type) : nx_type_compute_mro(type);
    if (type->mro != before) return mro ? NX_MRO_KEPT : NX_MRO_FAILED; // mro() has assigned __bases__
    if (!mro) return NX_MRO_FAILED;
    type->mro = mro;
    nx_type_modified(type);
    return NX_MRO_RENEWED;
}

// ---- a new hierarchy ------------------------------------------------------------------------------------------------------------

// changes: class, order after, order before (0: none), for each class that has a new one.
static bool renew_hierarchy(nx_type *type, nx_list *changes) {
    nx_tuple *before = type->mro;
    nx_mro_result result = nx_type_renew_mro(type);
    if (result != NX_MRO_RENEWED) return result == NX_MRO_KEPT;
    if (!nx_list_push(changes, NX_OBJ(type)) || !nx_list_push(changes, NX_OBJ(type->mro)) ||
        !nx_list_push(changes, before ? NX_OBJ(before) : NX_NONE))
        return false;
    nx_value subclasses = nx_type_subclasses(type);
    nx_list *list = subclasses ? NX_PTR(nx_list, subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) {
        if (!renew_hierarchy(NX_PTR(nx_type, list->items[i]), changes)) return false;
    }
    return list != NULL;
}

// Whether a base leads back to the type: by its order, or by bases that were just assigned and have no order yet.
static bool leads_to(nx_type *base, const nx_type *type) {
    if (nx_is_subtype(base, type)) return true;
    for (const nx_type *t = base; t; t = t->base) {
        if (t == type) return true;
    }
    return false;
}

// Whether CPython's collector tracks the instances: their deallocator differs from that of the others.
static bool is_tracked(const nx_type *type) {
    static const uint32_t plain = NX_TYPE_INT | NX_TYPE_FLOAT | NX_TYPE_STR | NX_TYPE_BYTES | NX_TYPE_COMPLEX | NX_TYPE_BYTEARRAY;
    if (!(type->flags & NX_TYPE_HEAP)) return type != &nx_object_type && !(type->flags & plain);
    return (type->flags & NX_TYPE_HAS_ATTRIBUTES) || type->basic_size > type->base->basic_size || is_tracked(type->base);
}

static nx_type *checked_base(nx_type *type, nx_value value) {
    if (!nx_is_tuple(value)) {
        nx_raisef(&nx_TypeError, "can only assign tuple to %N.__bases__, not %T", type, value);
        return NULL;
    }
    nx_tuple *bases = NX_PTR(nx_tuple, value);
    if (bases->length == 0) {
        nx_raisef(&nx_TypeError, "can only assign non-empty tuple to %N.__bases__, not ()", type);
        return NULL;
    }
    for (int64_t i = 0; i < bases->length; i++) {
        if (!nx_is_type(bases->items[i])) {
            nx_raisef(&nx_TypeError, "%N.__bases__ must be tuple of classes, not '%T'", type, bases->items[i]);
            return NULL;
        }
        if (leads_to(NX_PTR(nx_type, bases->items[i]), type)) {
            nx_raisef(&nx_TypeError, "a __bases__ item causes an inheritance cycle");
            return NULL;
        }
    }
    nx_type *base = nx_best_base(bases);
    if (!base) return NULL;
    if (is_tracked(base) != is_tracked(type->base)) {
        nx_raisef(&nx_TypeError, "__bases__ assignment: '%N' deallocator differs from '%N'", base, type->base);
        return NULL;
    }
    if (base->basic_size > type->basic_size || base->item_size != type->item_size) {
        nx_raisef(&nx_TypeError, "__bases__ assignment: '%N' object layout differs from '%N'", base, type->base);
        return NULL;
    }
    return base;
}

static bool change_subclasses(nx_type *type, nx_tuple *before, nx_tuple *bases) {
    for (int64_t i = 0; i < before->length; i++) nx_type_remove_subclass(NX_PTR(nx_type, before->items[i]), type);
    for (int64_t i = 0; i < bases->length; i++) {
        if (!nx_type_add_subclass(NX_PTR(nx_type, bases->items[i]), type)) return false;
    }
    return true;
}

static void update_slots(nx_type *type) {
    nx_slots_update(type);
    nx_list *list = type->subclasses ? NX_PTR(nx_list, type->subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) update_slots(NX_PTR(nx_type, list->items[i]));
}

bool nx_type_assign_bases(nx_type *type, nx_value value) {
    nx_type *base = checked_base(type, value), *base_before = type->base;
    nx_list *changes = base ? nx_list_new(6) : NULL;
    if (!changes) return false;
    nx_tuple *bases = NX_PTR(nx_tuple, value), *before = type->bases;
    type->bases = bases;
    type->base = base;
    bool good = renew_hierarchy(type, changes);
    if (!good) {
        for (int64_t i = 0; i < changes->length; i += 3) {
            nx_type *class_ = NX_PTR(nx_type, changes->items[i]);
            if (NX_OBJ(class_->mro) != changes->items[i + 1]) continue; // changed again meanwhile
            class_->mro = changes->items[i + 2] == NX_NONE ? NULL : NX_PTR(nx_tuple, changes->items[i + 2]);
        }
    }
    if (type->bases == bases) {
        if (good) {
            good = change_subclasses(type, before, bases);
        } else {
            type->bases = before;
            type->base = base_before;
        }
    }
    nx_type_modified(type);
    nx_class_epoch++;
    if (type->mro) update_slots(type);
    nx_layout_check(type);
    return good;
}
