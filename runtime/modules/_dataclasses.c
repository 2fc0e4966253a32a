// Methods of data classes without run-time code generation: functions whose code constant is made at class creation.
//
// make_init(parameters, …) gives a function with exactly these parameters, so that calls are bound, and wrong calls
// refused, as those of a `def` would be. Its closure cells hold the field rows.
// Where the fields of the instances last seen are is remembered in a word behind the cells, as inline caches do it.
#include "natrix.h"
#include "../core/layout.h"
#include "../core/type.h"
#include "../core/host.h"
#include "../types/containers.h"
#include "natives.h"

enum { ROWS, MARKER, INIT_VARIABLES, POST, FROZEN, CELLS };

// Tracebacks have the lines that the methods would have in the text that CPython makes of them: the `def` is line 2.
static const nx_source synthetic = {"<string>", NULL, 0};
enum { DEF_LINE = 2, LINES = 256 };
static nx_position lines[LINES];

static nx_str name_post_init = {.header = {&nx_str_type.root}, .length = 13, .kind = 1, .ascii = 1, .data = (void *)"__post_init__"};

static nx_value fail_in(const nx_function *self, int64_t line) {
    nx_traceback_here(self->code, (uint32_t)(line - DEF_LINE < LINES ? line - DEF_LINE : LINES - 1), self->globals);
    return NX_ERROR;
}

static nx_function *new_function(nx_code *code, uint32_t cells) {
    nx_function *function = nx_alloc_object(&nx_function_type, sizeof *function + (cells + 1) * sizeof(nx_value));
    if (!function)
        return NULL;
    function->code = code;
    function->defaults = NX_NONE;
    function->keyword_defaults = NX_NONE;
    function->name = function->qualname = NX_OBJ(code->name);
    function->doc = NX_NONE;
    function->module = NX_NONE;
    nx_dict *globals = nx_dict_new(0);
    if (!globals)
        return NULL;
    function->globals = NX_OBJ(globals);
    function->cell_count = cells;
    return function;
}

// The fields of instances with this shape: words at fixed offsets, as long as the epoch does not change.
typedef struct {
    nx_shape *shape, *after; // after: with all fields bound, when it is about storing them
    uint64_t epoch;
    uint32_t offsets[];
} places;

static inline const places *known_places(const nx_function *function, nx_value object) {
    const places *known = NX_PTR(places, function->cells[function->cell_count]);
    return known && nx_is_pointer(object) && nx_shape_of(object) == known->shape && known->epoch == nx_class_epoch ? known : NULL;
}

// The byte offset of an attribute that a load finds in the object itself, or a store puts there; 0: it is not so simple.
static uint32_t place_of(nx_value object, nx_shape *shape, nx_str *name) {
    nx_type *type = shape->type;
    nx_value descriptor = nx_type_lookup(type, name);
    if (descriptor && nx_is_exact(descriptor, &nx_member_type) && NX_PTR(nx_member, descriptor)->owner->flags & NX_TYPE_HEAP)
        return NX_PTR(nx_member, descriptor)->offset;
    if ((descriptor && nx_type_of(descriptor)->descr_set) || !(type->flags & NX_TYPE_HAS_ATTRIBUTES)) return 0;
    int64_t slot = nx_shape_find(shape, name);
    return slot < 0 ? 0 : (uint32_t)((uintptr_t)&nx_attributes_of(object)->slots[slot] - object);
}

// `before`: the object's shape before a store bound the fields; NULL: it is about loading them.
static void remember_places(nx_function *function, nx_value object, nx_tuple *names, nx_shape *before) {
    nx_shape *shape = nx_shape_of(object);
    nx_type *type = shape->type;
    if (shape->dict_mode || type->item_size || (!before && type->getattr != nx_getattr_generic)) return;
    if (before && (before->dict_mode || before->type != type)) return;
    places *found = nx_alloc_scanned(sizeof *found + (size_t)names->length * sizeof *found->offsets);
    if (!found) {
        nx_error_clear();
        return;
    }
    for (int64_t i = 0; i < names->length; i++) {
        nx_value name = nx_is_tuple(names->items[i]) ? NX_PTR(nx_tuple, names->items[i])->items[0] : names->items[i];
        if (!nx_is_interned(name) || !(found->offsets[i] = place_of(object, shape, NX_PTR(nx_str, name)))) return;
    }
    found->shape = before ? before : shape;
    found->after = shape;
    found->epoch = nx_class_epoch;
    function->cells[function->cell_count] = NX_OBJ(found);
}

static nx_code *new_code(nx_value name, nx_tuple *parameters, int64_t positional,
                         nx_value (*entry)(nx_function *, const nx_value *)) {
    nx_code *code = nx_new_object(nx_code, nx_code_type);
    if (!code)
        return NULL;
    code->name = code->qualname = NX_PTR(nx_str, name);
    code->source = &synthetic;
    for (uint32_t i = 0; !lines[LINES - 1].line && i < LINES; i++)
        lines[i].line = lines[i].end_line = i + DEF_LINE;
    code->positions = lines;
    const nx_str **names = nx_alloc_words(parameters->length ? parameters->length : 1);
    if (!names)
        return NULL;
    for (int64_t i = 0; i < parameters->length; i++)
        names[i] = NX_PTR(nx_str, parameters->items[i]);
    code->parameters = code->locals = names;
    code->local_count = parameters->length;
    code->entry = entry;
    code->first_line = DEF_LINE;
    code->positional = positional;
    code->keyword_only = parameters->length - positional;
    code->flags = code->keyword_only ? 0 : NX_CODE_SIMPLE;
    code->doc = NX_NONE;
    return code;
}

// Stores every field, then calls __post_init__ with the init-only variables.
static nx_value init_entry(nx_function *self, const nx_value *args) {
    nx_tuple *rows = NX_PTR(nx_tuple, self->cells[ROWS]);
    bool frozen = self->cells[FROZEN] == NX_TRUE;
    const places *known = known_places(self, args[0]);
    nx_shape *before = known ? NULL : nx_is_pointer(args[0]) ? nx_shape_of(args[0]) : NULL;
    for (int64_t i = 0; i < rows->length; i++) {
        nx_tuple *row = NX_PTR(nx_tuple, rows->items[i]);
        int64_t parameter = nx_small_int(row->items[1]);
        nx_value value = parameter ? args[parameter] : self->cells[MARKER];
        if (value == self->cells[MARKER] && row->items[2] != NX_NONE) {
            value = nx_call0(row->items[2]);
            if (!value)
                return fail_in(self, DEF_LINE + 1 + i);
        }
        if (NX_LIKELY(known != NULL)) {
            *NX_PTR(nx_value, args[0] + known->offsets[i]) = value;
            continue;
        }
        bool stored = frozen ? nx_setattr_generic(args[0], row->items[0], value)
                             : nx_setattr(args[0], NX_PTR(nx_str, row->items[0]), value);
        if (!stored)
            return fail_in(self, DEF_LINE + 1 + i);
    }
    if (NX_LIKELY(known != NULL)) NX_PTR(nx_header, args[0])->shape = known->after;
    else if (before && (frozen || nx_type_of(args[0])->setattr == nx_setattr_generic)) remember_places(self, args[0], rows, before);
    if (self->cells[POST] == NX_TRUE) {
        nx_tuple *variables = NX_PTR(nx_tuple, self->cells[INIT_VARIABLES]);
        nx_value values[variables->length + 1];
        for (int64_t i = 0; i < variables->length; i++)
            values[i] = args[nx_small_int(variables->items[i])];
        if (!nx_call_method(args[0], &name_post_init, variables->length, values, 0))
            return fail_in(self, DEF_LINE + 1 + rows->length);
    }
    return NX_NONE;
}

nx_value nx_dataclasses_make_init(nx_value parameters, nx_value positional, nx_value defaults, nx_value keyword_defaults,
                                  nx_value rows, nx_value factory_marker, nx_value init_variables, nx_value post,
                                  nx_value frozen) {
    nx_code *code = new_code(NX_OBJ(&nx_s___init__), NX_PTR(nx_tuple, parameters), nx_small_int(positional), init_entry);
    if (!code)
        return 0;
    nx_function *function = new_function(code, CELLS);
    if (!function)
        return 0;
    function->defaults = NX_PTR(nx_tuple, defaults)->length ? defaults : NX_NONE;
    function->keyword_defaults = keyword_defaults;
    nx_value cells[CELLS] = {rows, factory_marker, init_variables, post, frozen};
    memcpy(function->cells, cells, sizeof cells);
    return NX_OBJ(function);
}

static nx_value factory_of(char letter) {
    switch (letter) {
    case 'l': return NX_OBJ(&nx_list_type);
    case 'd': return NX_OBJ(&nx_dict_type);
    case 's': return NX_OBJ(&nx_set_type);
    default: return NX_NONE;
    }
}

bool nx_dataclasses_is_plain_init(nx_value init, const nx_layout *layout) {
    if (!nx_is_exact(init, &nx_function_type) || NX_PTR(nx_function, init)->code->entry != init_entry) return false;
    const nx_function *function = NX_PTR(nx_function, init);
    const nx_tuple *rows = NX_PTR(nx_tuple, function->cells[ROWS]);
    size_t count = layout->fields;
    if (function->cells[POST] == NX_TRUE || rows->length != (int64_t)count || function->code->positional != count + 1 ||
        function->code->keyword_only)
        return false;
    for (size_t i = 0; i < count; i++) {
        const nx_tuple *row = NX_PTR(nx_tuple, rows->items[i]);
        if (!nx_str_equal(NX_PTR(nx_str, row->items[0]), layout->names[i]) || row->items[1] != NX_INT((int64_t)i + 1) ||
            row->items[2] != factory_of(layout->factories[i]))
            return false;
    }
    return true;
}

static NX_NOINLINE bool find_fields(nx_function *self, nx_value object, nx_tuple *names, nx_value *fields) {
    const places *known = known_places(self, object);
    bool all = true;
    for (int64_t i = 0; i < names->length; i++) {
        fields[i] = known ? *NX_PTR(nx_value, object + known->offsets[i]) : 0;
        if (!fields[i]) {
            all = false;
            fields[i] = nx_getattr(object, NX_PTR(nx_str, names->items[i]));
            if (!fields[i])
                return false;
            known = known_places(self, object); // that may have run Python code
        }
    }
    if (NX_UNLIKELY(!all && nx_is_pointer(object)))
        remember_places(self, object, names, NULL);
    return true;
}

static inline bool load_fields(nx_function *self, nx_value object, nx_tuple *names, nx_value *fields) {
    const places *known = known_places(self, object);
    if (NX_UNLIKELY(!known)) return find_fields(self, object, names, fields);
    for (int64_t i = 0, length = names->length; i < length; i++) {
        fields[i] = *NX_PTR(nx_value, object + known->offsets[i]);
        if (NX_UNLIKELY(!fields[i])) return find_fields(self, object, names, fields);
    }
    return true;
}

// The hash of a tuple of the fields, which is not made.
static int64_t machine_hash(nx_function *self, nx_value object) {
    nx_tuple *names = NX_PTR(nx_tuple, self->cells[0]);
    nx_value fields[names->length + 1];
    int64_t hashes[names->length + 1];
    if (!load_fields(self, object, names, fields)) return nx_leave_i64(fail_in(self, DEF_LINE + 1));
    for (int64_t i = 0; i < names->length; i++)
        if (!nx_hash_quick(fields[i], &hashes[i])) return nx_leave_i64(fail_in(self, DEF_LINE + 1));
    return nx_hash_items(hashes, names->length);
}

static nx_value hash_entry(nx_function *self, const nx_value *args) { return nx_boxed_i64(machine_hash(self, args[0])); }

nx_value nx_dataclasses_make_hash(nx_value names) {
    nx_value parameters = nx_tuple_from(1, (nx_value[]){NX_OBJ(&nx_s_self)});
    nx_code *code = parameters ? new_code(NX_OBJ(&nx_s___hash__), NX_PTR(nx_tuple, parameters), 1, hash_entry) : NULL;
    nx_function *function = code ? new_function(code, 1) : NULL;
    if (!function)
        return 0;
    code->machine_hash = machine_hash;
    function->cells[0] = names;
    return NX_OBJ(function);
}

// Compares the field tuples of two instances of the same class; anything else is NotImplemented.
static nx_value compare_entry(nx_function *self, const nx_value *args) {
    const int64_t line = DEF_LINE + 2;
    if (nx_type_of(args[0]) != nx_type_of(args[1]))
        return NX_NOTIMPLEMENTED;
    nx_tuple *names = NX_PTR(nx_tuple, self->cells[0]);
    nx_value left[names->length + 1], right[names->length + 1];
    if (!load_fields(self, args[0], names, left) || !load_fields(self, args[1], names, right))
        return fail_in(self, line);
    int operation = (int)nx_small_int(self->cells[1]);
    for (int64_t i = 0; i < names->length; i++) {
        if (left[i] == right[i]) continue;
        if (nx_are_small_ints(left[i], right[i]))
            return operation == NX_EQ ? NX_FALSE : nx_order((int64_t)left[i] < (int64_t)right[i] ? -1 : 1, operation);
        int same = nx_equal_quick(left[i], right[i]);
        if (same < 0)
            return fail_in(self, line);
        if (!same) {
            nx_value result = operation == NX_EQ ? NX_FALSE : nx_compare(left[i], right[i], operation);
            return result ? result : fail_in(self, line);
        }
    }
    return nx_from_bool(operation == NX_EQ || operation == NX_LE || operation == NX_GE);
}

nx_value nx_dataclasses_make_compare(nx_value name, nx_value names) {
    static nx_str *const operations[] = {[NX_LT] = &nx_s___lt__, [NX_LE] = &nx_s___le__, [NX_EQ] = &nx_s___eq__,
                                         [NX_GT] = &nx_s___gt__, [NX_GE] = &nx_s___ge__};
    nx_value parameters = nx_tuple_from(2, (nx_value[]){NX_OBJ(&nx_s_self), NX_OBJ(&nx_s_other)});
    nx_code *code = parameters ? new_code(name, NX_PTR(nx_tuple, parameters), 2, compare_entry) : NULL;
    nx_function *function = code ? new_function(code, 2) : NULL;
    if (!function)
        return 0;
    function->cells[0] = names;
    for (int i = NX_LT; i <= NX_GE; i++) {
        if (operations[i] && nx_str_equal(operations[i], NX_PTR(nx_str, name)))
            function->cells[1] = NX_INT(i);
    }
    return NX_OBJ(function);
}

// ---- frozen instances -----------------------------------------------------------------------------------------------------------

enum { FROZEN_CLASS, FROZEN_NAMES, FROZEN_ERROR, FROZEN_CELLS };

// __setattr__(self, name, value) and, with fewer parameters, __delattr__(self, name).
static nx_value refuse_entry(nx_function *self, const nx_value *args) {
    nx_value cls = self->cells[FROZEN_CLASS];
    bool deletes = self->code->positional == 2;
    int refused = NX_OBJ(nx_type_of(args[0])) == cls ? 1 : nx_contains(self->cells[FROZEN_NAMES], args[1]);
    if (refused < 0)
        return fail_in(self, DEF_LINE + 1);
    if (refused) {
        nx_value message = nx_str_format("cannot %s field %R", deletes ? "delete" : "assign to", args[1]);
        nx_value error = message ? nx_call1(self->cells[FROZEN_ERROR], message) : 0;
        if (error)
            nx_raise_value(error);
        return fail_in(self, DEF_LINE + 2);
    }
    nx_value next = nx_call2(NX_OBJ(&nx_super_type), cls, args[0]);
    nx_value result = next ? nx_call_method(next, deletes ? &nx_s___delattr__ : &nx_s___setattr__, deletes ? 1 : 2, args + 1, 0) : 0;
    return result ? NX_NONE : fail_in(self, DEF_LINE + 3);
}

nx_value nx_dataclasses_make_frozen(nx_value name, nx_value parameters, nx_value cls, nx_value names, nx_value error) {
    nx_tuple *list = NX_PTR(nx_tuple, parameters);
    nx_code *code = new_code(name, list, list->length, refuse_entry);
    nx_function *function = code ? new_function(code, FROZEN_CELLS) : NULL;
    if (!function)
        return NX_ERROR;
    nx_value cells[FROZEN_CELLS] = {cls, names, error};
    memcpy(function->cells, cells, sizeof cells);
    return NX_OBJ(function);
}

// Whether a class is CPython's, in an extension module.
nx_value nx_dataclasses_is_foreign(nx_value cls) { return nx_from_bool(nx_is_foreign(cls)); }

#include "_dataclasses.inc"
const nx_module_def nx_module__dataclasses = {.name = "_dataclasses", .functions = nx_dataclasses_functions};
