// Slots and special methods: the table that ties `__add__` to nx_type.binary[NX_ADD] and so on, in both directions.
// Builtin types have slots, and get wrappers as Python methods; user classes have Python methods, and get the slot
// functions of slot_functions.c — or, when all they inherit is a builtin's wrapper, that builtin's own slot.
#include "slot_functions.h"

#define KEY(name) &nx_s_##name
#define SLOT(field) offsetof(nx_type, field)
#define ROW(field, name, wrap, generic, doc) {#name, KEY(name), SLOT(field), wrap, 0, (void *)generic, doc}
#define BINARY(op, name, reflected, sign) \
    {"__" #name "__", KEY(__##name##__), SLOT(binary[op]), NX_WRAP_BINARY, 0, (void *)nx_slot_##name, "Return self" sign "value."}, \
    {"__" #reflected "__", KEY(__##reflected##__), SLOT(binary[op]), NX_WRAP_REFLECTED, 0, (void *)nx_slot_##name, "Return value" sign "self."}
#define INPLACE(op, name, sign) \
    {"__" #name "__", KEY(__##name##__), SLOT(inplace[op]), NX_WRAP_BINARY, 0, (void *)nx_slot_##name, "Return self" sign "value."}
#define COMPARE(op, name, sign) \
    {#name, KEY(name), SLOT(compare), NX_WRAP_COMPARE, op, (void *)nx_slot_compare, "Return self" sign "value."}

const nx_slot_def nx_slot_defs[] = {
    ROW(repr, __repr__, NX_WRAP_UNARY, nx_slot_repr, "Return repr(self)."),
    ROW(str, __str__, NX_WRAP_UNARY, nx_slot_str, "Return str(self)."),
    ROW(hash, __hash__, NX_WRAP_HASH, nx_slot_hash, "Return hash(self)."),
    ROW(call, __call__, NX_WRAP_CALL, nx_slot_call, "Call self as a function."),
    ROW(getattr, __getattribute__, NX_WRAP_BINARY, nx_slot_getattr_hook, "Return getattr(self, name)."),
    ROW(getattr, __getattr__, NX_WRAP_NONE, nx_slot_getattr_hook, NULL),
    ROW(setattr, __setattr__, NX_WRAP_SETATTR, nx_slot_setattr, "Implement setattr(self, name, value)."),
    ROW(setattr, __delattr__, NX_WRAP_DELATTR, nx_slot_setattr, "Implement delattr(self, name)."),
    COMPARE(NX_LT, __lt__, "<"), COMPARE(NX_LE, __le__, "<="), COMPARE(NX_EQ, __eq__, "=="), COMPARE(NX_NE, __ne__, "!="),
    COMPARE(NX_GT, __gt__, ">"), COMPARE(NX_GE, __ge__, ">="),
    ROW(iter, __iter__, NX_WRAP_UNARY, nx_slot_iter, "Implement iter(self)."),
    ROW(next, __next__, NX_WRAP_NEXT, nx_slot_next, "Implement next(self)."),
    ROW(descr_get, __get__, NX_WRAP_GET, nx_slot_get, "Return an attribute of instance, which is of type owner."),
    ROW(descr_set, __set__, NX_WRAP_SET, nx_slot_set, "Set an attribute of instance to value."),
    ROW(descr_set, __delete__, NX_WRAP_DELETE, nx_slot_set, "Delete an attribute of instance."),
    ROW(init, __init__, NX_WRAP_INIT, nx_slot_init, "Initialize self.  See help(type(self)) for accurate signature."),
    ROW(new_, __new__, NX_WRAP_NONE, nx_slot_new, NULL),
    ROW(finalize, __del__, NX_WRAP_NONE, nx_slot_finalize, NULL),
    ROW(truth, __bool__, NX_WRAP_TRUTH, nx_slot_truth, "True if self else False"),
    BINARY(NX_ADD, add, radd, "+"), BINARY(NX_SUB, sub, rsub, "-"), BINARY(NX_MUL, mul, rmul, "*"),
    BINARY(NX_MATMUL, matmul, rmatmul, "@"), BINARY(NX_TRUEDIV, truediv, rtruediv, "/"),
    BINARY(NX_FLOORDIV, floordiv, rfloordiv, "//"), BINARY(NX_MOD, mod, rmod, "%"),
    {"__pow__", KEY(__pow__), SLOT(binary[NX_POW]), NX_WRAP_POWER, 0, (void *)nx_slot_pow, "Return pow(self, value, mod)."},
    {"__rpow__", KEY(__rpow__), SLOT(binary[NX_POW]), NX_WRAP_REFLECTED_POWER, 0, (void *)nx_slot_pow, "Return pow(value, self, mod)."},
    BINARY(NX_LSHIFT, lshift, rlshift, "<<"), BINARY(NX_RSHIFT, rshift, rrshift, ">>"), BINARY(NX_AND, and, rand, "&"),
    BINARY(NX_XOR, xor, rxor, "^"), BINARY(NX_OR, or, ror, "|"),
    {"__divmod__", KEY(__divmod__), SLOT(binary[NX_DIVMOD]), NX_WRAP_BINARY, 0, (void *)nx_slot_divmod, "Return divmod(self, value)."},
    {"__rdivmod__", KEY(__rdivmod__), SLOT(binary[NX_DIVMOD]), NX_WRAP_REFLECTED, 0, (void *)nx_slot_divmod, "Return divmod(value, self)."},
    INPLACE(NX_ADD, iadd, "+="), INPLACE(NX_SUB, isub, "-="), INPLACE(NX_MUL, imul, "*="), INPLACE(NX_MATMUL, imatmul, "@="),
    INPLACE(NX_TRUEDIV, itruediv, "/="), INPLACE(NX_FLOORDIV, ifloordiv, "//="), INPLACE(NX_MOD, imod, "%="),
    INPLACE(NX_POW, ipow, "**="), INPLACE(NX_LSHIFT, ilshift, "<<="), INPLACE(NX_RSHIFT, irshift, ">>="),
    INPLACE(NX_AND, iand, "&="), INPLACE(NX_XOR, ixor, "^="), INPLACE(NX_OR, ior, "|="),
    ROW(power3, __pow__, NX_WRAP_NONE, nx_slot_power3, NULL),
    ROW(negative, __neg__, NX_WRAP_UNARY, nx_slot_negative, "-self"),
    ROW(positive, __pos__, NX_WRAP_UNARY, nx_slot_positive, "+self"),
    ROW(invert, __invert__, NX_WRAP_UNARY, nx_slot_invert, "~self"),
    ROW(absolute, __abs__, NX_WRAP_UNARY, nx_slot_absolute, "abs(self)"),
    ROW(to_int, __int__, NX_WRAP_UNARY, nx_slot_to_int, "int(self)"),
    ROW(to_float, __float__, NX_WRAP_UNARY, nx_slot_to_float, "float(self)"),
    ROW(index, __index__, NX_WRAP_UNARY, nx_slot_index, "Return self converted to an integer, if self is suitable for use as an index into a list."),
    ROW(length, __len__, NX_WRAP_LENGTH, nx_slot_length, "Return len(self)."),
    ROW(getitem, __getitem__, NX_WRAP_BINARY, nx_slot_getitem, "Return self[key]."),
    ROW(setitem, __setitem__, NX_WRAP_SETITEM, nx_slot_setitem, "Set self[key] to value."),
    ROW(setitem, __delitem__, NX_WRAP_DELITEM, nx_slot_setitem, "Delete self[key]."),
    ROW(contains, __contains__, NX_WRAP_CONTAINS, nx_slot_contains, "Return key in self."),
    ROW(concat, __add__, NX_WRAP_BINARY, NULL, "Return self+value."),
    ROW(repeat, __mul__, NX_WRAP_REPEAT, NULL, "Return self*value."),
    ROW(repeat, __rmul__, NX_WRAP_REPEAT, NULL, "Return value*self."),
    ROW(await, __await__, NX_WRAP_UNARY, nx_slot_await, "Return an iterator to be used in await expression."),
    ROW(aiter, __aiter__, NX_WRAP_UNARY, nx_slot_aiter, "Return an awaitable, that resolves in asynchronous iterator."),
    ROW(anext, __anext__, NX_WRAP_UNARY, nx_slot_anext, "Return a value or raise StopAsyncIteration."),
    {NULL, NULL, 0, 0, 0, NULL, NULL},
};

// ---- builtin types: methods from slots ---------------------------------------------------------------------------------------

bool nx_slots_add_wrappers(nx_type *type) {
    for (const nx_slot_def *def = nx_slot_defs; def->name; def++) {
        void *function = *nx_slot_at(type, def);
        if (!function || (type->base && *nx_slot_at(type->base, def) == function)) continue;
        nx_value value;
        if (def->generic == (void *)nx_slot_new) value = nx_new_wrapper(type);
        else if (def->wrap == NX_WRAP_NONE) continue;
        else if (def->wrap == NX_WRAP_TRUTH && type->length && type != &nx_range_type) continue; // by len() in Python's eyes
        else if (function == (void *)nx_hash_not_implemented) value = NX_NONE;
        else value = nx_wrapper_descriptor_new(def, type, function);
        if (!value) return false;
        if (nx_dict_get_str(type->dict, def->key)) continue;
        if (!nx_dict_set_str(type->dict, def->key, value)) return false;
    }
    return true;
}

// ---- user classes: slots from methods ------------------------------------------------------------------------------------------

// The C function behind a method that a class finds for this row, if there is one.
static void *function_behind(nx_type *type, const nx_slot_def *def, nx_value method, bool *other_slot) {
    nx_type *owner;
    if (nx_is_exact(method, &nx_wrapper_descriptor_type)) {
        nx_wrapper_descriptor *wrapper = NX_PTR(nx_wrapper_descriptor, method);
        if (!nx_is_subtype(type, wrapper->owner)) return NULL;
        if (wrapper->def == def) return wrapper->function;
        // `__add__` of a list is its concatenation: nothing for the numeric slot to do.
        *other_slot = wrapper->def->key == def->key && wrapper->def->offset != def->offset;
        return NULL;
    }
    if (def->generic == (void *)nx_slot_new && nx_is_new_wrapper(method, &owner)) return (void *)owner->new_;
    if (def->key == &nx_s___hash__ && method == NX_NONE) return (void *)nx_hash_not_implemented;
    return NULL;
}

// Fills one slot, whose rows begin at `def`; returns the row after them.
static const nx_slot_def *update_slot(nx_type *type, const nx_slot_def *def) {
    void *specific = NULL, *generic = NULL;
    bool mixed = false;
    uint16_t offset = def->offset;
    for (; def->name && def->offset == offset; def++) {
        nx_value method = nx_type_lookup(type, def->key);
        if (!method) continue;
        bool other_slot = false;
        void *function = function_behind(type, def, method, &other_slot);
        if (other_slot) continue;
        generic = def->generic;
        if (function && (!specific || specific == function)) specific = function;
        else mixed = true;
    }
    *(void **)((char *)type + offset) = specific && !mixed ? specific : generic;
    return def;
}

// Slots that no Python method stands for, or that stay when a method of that name is not the user's.
static void keep_base_slot(nx_type *type, const nx_slot_def *def) {
    if (def->generic == (void *)nx_slot_finalize || def->generic == (void *)nx_slot_power3) {
        void **slot = nx_slot_at(type, def), *base = *nx_slot_at(type->base, def);
        nx_value method = nx_type_lookup(type, def->key);
        bool users = method && !nx_is_exact(method, &nx_wrapper_descriptor_type) && !nx_is_exact(method, &nx_method_descriptor_type);
        *slot = users ? def->generic : base;
    }
}

static void update_flags(nx_type *type) {
    type->flags &= ~(uint32_t)(NX_TYPE_CUSTOM_GETATTR | NX_TYPE_CUSTOM_SETATTR);
    if (type->getattr == nx_slot_getattr_hook) type->flags |= NX_TYPE_CUSTOM_GETATTR;
    if (type->setattr == nx_slot_setattr) type->flags |= NX_TYPE_CUSTOM_SETATTR;
    // The runtime's own classes of that kind.
    for (int64_t i = 1; i < type->mro->length; i++) {
        const nx_type *base = NX_PTR(nx_type, type->mro->items[i]);
        if (type->getattr == base->getattr) type->flags |= base->flags & NX_TYPE_CUSTOM_GETATTR;
        if (type->setattr == base->setattr) type->flags |= base->flags & NX_TYPE_CUSTOM_SETATTR;
    }
}

void nx_slots_update(nx_type *type) {
    type->buffer = type->base->buffer;
    type->buffer_release = type->base->buffer_release;
    for (const nx_slot_def *def = nx_slot_defs; def->name;) {
        const nx_slot_def *first = def;
        def = update_slot(type, def);
        keep_base_slot(type, first);
    }
    update_flags(type);
}

bool nx_slots_is_slot_name(const nx_str *name) {
    const char *text = name->data;
    return name->kind == 1 && name->length > 4 && text[0] == '_' && text[1] == '_';
}

void nx_slots_update_name(nx_type *type, nx_str *name) {
    if (!nx_slots_is_slot_name(name)) return;
    bool found = false;
    for (const nx_slot_def *def = nx_slot_defs; def->name;) {
        const nx_slot_def *first = def;
        bool here = false;
        for (; def->name && def->offset == first->offset; def++) here |= def->key == name;
        if (!here) continue;
        update_slot(type, first);
        keep_base_slot(type, first);
        found = true;
    }
    if (!found) return;
    update_flags(type);
    nx_list *list = type->subclasses ? NX_PTR(nx_list, type->subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) nx_slots_update_name(NX_PTR(nx_type, list->items[i]), name);
}
