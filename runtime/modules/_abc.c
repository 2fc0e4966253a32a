// The part of abc that is in C: whether `case [...]` or `case {...}` match a class's instances. collections.abc's
// Sequence and Mapping say so with __abc_tpflags__; subclasses inherit it, and register() passes it on.
#include "natives.h"
#include "../core/type.h"

enum { COLLECTION = NX_TYPE_SEQUENCE | NX_TYPE_MAPPING, SEQUENCE_BIT = 1 << 5, MAPPING_BIT = 1 << 6 }; // CPython's bits

static void mark(nx_type *type, uint32_t kind) {
    if (!(type->flags & NX_TYPE_HEAP) || (type->flags & COLLECTION) == kind) return; // built-in classes stay as they are
    type->flags = (type->flags & ~(uint32_t)COLLECTION) | kind;
    nx_list *subclasses = NX_PTR(nx_list, type->subclasses);
    for (int64_t i = 0; type->subclasses && i < subclasses->length; i++) mark(NX_PTR(nx_type, subclasses->items[i]), kind);
}

nx_value nx_abc_mark_collection(nx_value cls, nx_value kind) {
    int64_t bits;
    if (!nx_is_type(cls) || !nx_int_to_i64(kind, &bits)) return nx_pending() ? 0 : NX_NONE;
    uint32_t flag = bits & SEQUENCE_BIT ? NX_TYPE_SEQUENCE : bits & MAPPING_BIT ? NX_TYPE_MAPPING : 0;
    if (flag) mark(NX_PTR(nx_type, cls), flag);
    return NX_NONE;
}

nx_value nx_abc_mark_as(nx_value cls, nx_value other) {
    uint32_t kind = nx_is_type(other) ? NX_PTR(nx_type, other)->flags & COLLECTION : 0;
    if (kind && nx_is_type(cls)) mark(NX_PTR(nx_type, cls), kind);
    return NX_NONE;
}

#include "_abc.inc"
const nx_module_def nx_module__abc = {.name = "_abc", .functions = nx_abc_functions};
