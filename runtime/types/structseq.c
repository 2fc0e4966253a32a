// Tuples with named fields. The items of the tuple come first; fields that are not part of it lie behind them.
#include "structseq.h"
#include "../core/callable.h"
#include "natives.h"

enum { MOST_TYPES = 32 };
static const nx_structseq_def *known[MOST_TYPES];
static int known_count;

static const nx_structseq_def *def_of(const nx_type *type) {
    for (; type; type = type->base)
        for (int i = 0; i < known_count; i++)
            if (known[i]->type == type)
                return known[i];
    return NULL;
}

static int field_count(const nx_structseq_def *def) {
    int count = 0;
    while (def->fields[count])
        count++;
    return count;
}

bool nx_structseq_ready(const nx_structseq_def *def) {
    if (def_of(def->type))
        return true;
    if (known_count == MOST_TYPES)
        return nx_failf(&nx_SystemError, "too many classes of named tuples");
    if (!nx_type_ready(def->type))
        return false;
    known[known_count++] = def;
    int count = field_count(def), unnamed = 0;
    for (int i = 0; i < count; i++) {
        if (def->fields[i][0] == '_') {
            unnamed++;
            continue;
        }
        nx_member *member = nx_new_object(nx_member, nx_member_type);
        if (!member)
            return false;
        member->name = nx_str_intern_c(def->fields[i]);
        member->owner = def->type;
        member->offset = (uint32_t)(offsetof(nx_tuple, items) + (size_t)i * sizeof(nx_value));
        member->readonly = true;
        if (!nx_dict_set_str(def->type->dict, member->name, NX_OBJ(member)))
            return false;
    }
    return nx_dict_set_str(def->type->dict, nx_str_intern_c("n_fields"), nx_from_small_int(count)) &&
           nx_dict_set_str(def->type->dict, nx_str_intern_c("n_sequence_fields"), nx_from_small_int(def->visible)) &&
           nx_dict_set_str(def->type->dict, nx_str_intern_c("n_unnamed_fields"), nx_from_small_int(unnamed));
}

static nx_value make(nx_type *type, const nx_structseq_def *def, const nx_value *items, int given) {
    int count = field_count(def);
    nx_tuple *self = nx_alloc_object(type, sizeof(nx_tuple) + (size_t)count * sizeof(nx_value));
    if (!self)
        return NX_ERROR;
    self->length = def->visible;
    for (int i = 0; i < count; i++)
        self->items[i] = i < given && items[i] ? items[i] : NX_NONE;
    return NX_OBJ(self);
}

nx_value nx_structseq_make(const nx_structseq_def *def, const nx_value *items) {
    return nx_structseq_ready(def) ? make(def->type, def, items, field_count(def)) : NX_ERROR;
}

// cls(sequence[, dict])
nx_value nx_structseq_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    const nx_structseq_def *def = def_of(cls);
    if (!def || def->sealed)
        return nx_raisef(&nx_TypeError, "cannot create '%N' instances", cls);
    if (nargs < 1 || nargs > 2)
        return nx_raisef(&nx_TypeError, "structseq() missing required argument 'sequence' (pos 1)");
    nx_value sequence = nx_tuple_of(args[0]);
    if (!sequence)
        return nx_error_matches(&nx_TypeError) ? nx_raisef(&nx_TypeError, "constructor requires a sequence") : NX_ERROR;
    const nx_tuple *items = NX_PTR(nx_tuple, sequence);
    int count = field_count(def);
    if (items->length < def->visible)
        return nx_raisef(&nx_TypeError, "%N() takes %s %d-sequence (%zd-sequence given)", cls,
                         count == def->visible ? "a" : "an at least", def->visible, (size_t)items->length);
    if (items->length > count)
        return nx_raisef(&nx_TypeError, "%N() takes %s %d-sequence (%zd-sequence given)", cls,
                         count == def->visible ? "a" : "an at most", count, (size_t)items->length);
    nx_value self = make(cls, def, items->items, (int)items->length);
    if (self && nargs == 2 && nx_is_dict(args[1]))
        for (int i = (int)items->length; i < count; i++) {
            nx_value value = nx_dict_get_str(NX_PTR(nx_dict, args[1]), nx_str_intern_c(def->fields[i]));
            if (value)
                NX_PTR(nx_tuple, self)->items[i] = value;
        }
    return self;
}

nx_value nx_structseq_repr(nx_value self) {
    const nx_structseq_def *def = def_of(nx_type_of(self));
    nx_builder out;
    nx_builder_init(&out);
    nx_builder_c(&out, nx_type_of(self)->c_name);
    nx_builder_char(&out, '(');
    for (int i = 0; i < def->visible; i++) {
        nx_value shown = nx_repr(NX_PTR(nx_tuple, self)->items[i]);
        if (!shown)
            return NX_ERROR;
        if (i)
            nx_builder_c(&out, ", ");
        nx_builder_c(&out, def->fields[i]);
        nx_builder_char(&out, '=');
        nx_builder_str(&out, shown);
    }
    nx_builder_char(&out, ')');
    return nx_builder_finish(&out);
}

// (type, (items, {hidden fields}))
nx_value nx_structseq_base_reduce(nx_value self) {
    const nx_structseq_def *def = def_of(nx_type_of(self));
    nx_dict *hidden = nx_dict_new(0);
    nx_value parts[2] = {nx_tuple_from(def->visible, NX_PTR(nx_tuple, self)->items), NX_OBJ(hidden)};
    if (!parts[0] || !hidden)
        return NX_ERROR;
    for (int i = def->visible; def->fields[i]; i++)
        if (!nx_dict_set_str(hidden, nx_str_intern_c(def->fields[i]), NX_PTR(nx_tuple, self)->items[i]))
            return NX_ERROR;
    nx_value result[2] = {NX_OBJ(nx_type_of(self)), nx_tuple_from(2, parts)};
    return result[1] ? nx_tuple_from(2, result) : NX_ERROR;
}

#include "structseq.inc"

const nx_native_def nx_structseq_methods[] = {
    {"__reduce__", (void *)nx_structseq_base_reduce, 1, 1, 1, 1, 0, (const char *const[]){"self"},
     (const nx_value[]){NX_ABSENT}, 0, NULL, NULL},
    {NULL, NULL, 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, NULL},
};
