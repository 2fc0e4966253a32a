// Tuples with named fields that the runtime makes: sys.version_info, time.struct_time, os.stat_result, ...
#ifndef NX_STRUCTSEQ_H
#define NX_STRUCTSEQ_H
#include "../core/api.h"

typedef struct nx_structseq_def {
    nx_type *type;
    const char *const *fields; // NULL-terminated; the tuple has the first `visible` ones as items
    int visible;
    bool sealed;               // cannot be made by calling the class
} nx_structseq_def;

// Defines the class nx_<name>_type and its description nx_<name>_structseq.
#define NX_STRUCTSEQ(name, title, doc_, visible_, sealed_, ...)                                                         \
    static const char *const name##_fields[] = {__VA_ARGS__, NULL};                                                     \
    static nx_type nx_##name##_type = {                                                                                 \
        .header = {&nx_type_type.root},                                                                                 \
        .root = {.type = &nx_##name##_type},                                                                            \
        .c_name = title,                                                                                                \
        .base = &nx_tuple_type,                                                                                         \
        .flags = NX_TYPE_TUPLE | NX_TYPE_SEQUENCE,                                                                      \
        .basic_size = sizeof(nx_tuple),                                                                                 \
        .item_size = sizeof(nx_value),                                                                                  \
        .doc = doc_,                                                                                                    \
        .repr = nx_structseq_repr,                                                                                      \
        .new_ = nx_structseq_new_slot,                                                                                  \
        .methods = nx_structseq_methods,                                                                                \
    };                                                                                                                  \
    static const nx_structseq_def nx_##name##_structseq = {&nx_##name##_type, name##_fields, visible_, sealed_};

extern const nx_native_def nx_structseq_methods[];
bool nx_structseq_ready(const nx_structseq_def *def);
// An instance; items beyond those given (0) are None. Readies the class.
nx_value nx_structseq_make(const nx_structseq_def *def, const nx_value *items);
nx_value nx_structseq_repr(nx_value self);
nx_value nx_structseq_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
#endif
