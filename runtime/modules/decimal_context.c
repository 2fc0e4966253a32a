// decimal.Context: the rules of arithmetic and the conditions that arose, of which some are trapped. The current one is the
// value of a context variable.
#include "../core/thread.h"
#include "../core/type.h"
#include "../types/containers.h"
#include "contextvars.h"
#include "decimal.h"

enum { SIGNALS = 9, CONDITIONS = 5 };
// The signals in their order: a condition of an invalid operation belongs to the first one.
static const uint32_t signal_bits[SIGNALS] = {NX_DEC_INVALID, NX_DEC_FLOAT_OPERATION, NX_DEC_DIVISION_BY_ZERO, NX_DEC_OVERFLOW,
                                              NX_DEC_UNDERFLOW, NX_DEC_SUBNORMAL, NX_DEC_INEXACT, NX_DEC_ROUNDED, NX_DEC_CLAMPED};
static const uint32_t condition_bits[CONDITIONS] = {NX_DEC_INVALID_OPERATION, NX_DEC_CONVERSION_SYNTAX, NX_DEC_DIVISION_IMPOSSIBLE,
                                                    NX_DEC_DIVISION_UNDEFINED, NX_DEC_INVALID_CONTEXT};
static nx_value signals, conditions; // tuples of the classes
static nx_type *signal_dict;
static nx_value variable;            // the contextvars.ContextVar
nx_value nx_dec_tuple_class, nx_dec_rational_class;

static nx_dec_context templates[3]; // DefaultContext, BasicContext, ExtendedContext

static const char *const rounding_names[NX_DEC_ROUNDINGS] = {"ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP",
                                                             "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"};
static nx_value rounding_values[NX_DEC_ROUNDINGS];

static const char valid_signals[] = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                                    "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

nx_value nx_decimal__start(nx_value signals_, nx_value conditions_, nx_value dict, nx_value number_tuple, nx_value variable_, nx_value rational) {
    signals = signals_;
    conditions = conditions_;
    signal_dict = NX_PTR(nx_type, dict);
    nx_dec_tuple_class = number_tuple;
    variable = variable_;
    nx_dec_rational_class = rational;
    return NX_NONE;
}

// ---- signals --------------------------------------------------------------------------------------------------------------------

static nx_value signal_class(int i) { return NX_PTR(nx_tuple, signals)->items[i]; }

bool nx_dec_raise(nx_dec_context *context, uint32_t status) {
    if (status & NX_DEC_NO_MEMORY) {
        if (!nx_pending())
            nx_raise_no_memory();
        return false;
    }
    status &= context->traps;
    nx_list *list = nx_list_new(2);
    nx_value exception = 0;
    if (!list)
        return false;
    for (int i = 0; i < CONDITIONS; i++)
        if (status & condition_bits[i] && !nx_list_push(list, NX_PTR(nx_tuple, conditions)->items[i]))
            return false;
    for (int i = 0; i < SIGNALS; i++) {
        if (!(status & signal_bits[i]))
            continue;
        if (!exception)
            exception = signal_class(i);
        if (i > 0 && !nx_list_push(list, signal_class(i)))
            return false;
    }
    nx_value raised = nx_call1(exception, NX_OBJ(list));
    if (raised)
        nx_raise_value(raised);
    return false;
}

static nx_value signal_list(uint32_t bits) {
    nx_list *list = nx_list_new(SIGNALS);
    for (int i = 0; list && i < SIGNALS; i++)
        if (bits & signal_bits[i] && !nx_list_push(list, signal_class(i)))
            return 0;
    return NX_OBJ(list);
}

static bool signal_of(nx_value key, uint32_t *bits) {
    *bits = 0;
    for (int i = 0; i < SIGNALS; i++)
        if (key == signal_class(i)) {
            *bits = signal_bits[i];
            return true;
        }
    return nx_failf(&nx_KeyError, "%s", valid_signals);
}

// The bits of a list of signals, or conditions of an invalid operation.
static bool bits_of_list(nx_value value, uint32_t *bits) {
    int64_t length;
    *bits = 0;
    if (!nx_is_list(value))
        return nx_failf(&nx_TypeError, "argument must be a list of signals or conditions") ;
    length = NX_PTR(nx_list, value)->length;
    for (int64_t i = 0; i < length; i++) {
        nx_value item = NX_PTR(nx_list, value)->items[i];
        uint32_t bit = 0;
        for (int k = 0; k < CONDITIONS && !bit; k++)
            if (k > 0 && item == NX_PTR(nx_tuple, conditions)->items[k])
                bit = condition_bits[k];
        for (int k = 0; k < SIGNALS && !bit; k++)
            if (item == signal_class(k))
                bit = signal_bits[k];
        if (!bit)
            return nx_failf(&nx_TypeError, "%s", valid_signals);
        *bits |= bit;
    }
    return true;
}

static nx_dec_signals *signals_of(nx_value v) { return NX_PTR(nx_dec_signals, v); }
static bool is_signals(nx_value v) { return nx_is_pointer(v) && nx_is_subtype(nx_type_of(v), &nx_dec_signals_type); }
static uint32_t *signal_bits_of(nx_value v) {
    nx_dec_signals *self = signals_of(v);
    return self->of_traps ? &self->context->traps : &self->context->status;
}

static bool bits_of_dict(nx_value value, uint32_t *bits) {
    nx_value key, item;
    int64_t position = 0;
    *bits = 0;
    if (is_signals(value)) {
        *bits = *signal_bits_of(value);
        return true;
    }
    if (!nx_is_dict(value))
        return nx_failf(&nx_TypeError, "argument must be a signal dict");
    nx_dict *dict = NX_PTR(nx_dict, value);
    if (dict->live != SIGNALS)
        return nx_failf(&nx_KeyError, "invalid signal dict");
    while (nx_dict_next(dict, &position, &key, &item)) {
        uint32_t bit;
        int truth;
        if (!signal_of(key, &bit) || (truth = nx_truth(item)) < 0)
            return false;
        if (truth)
            *bits |= bit;
    }
    return true;
}

nx_value nx_dec_signals_getitem(nx_value self, nx_value key) {
    uint32_t bits;
    return signal_of(key, &bits) ? nx_from_bool((*signal_bits_of(self) & bits) != 0) : 0;
}

bool nx_dec_signals_setitem(nx_value self, nx_value key, nx_value value) {
    uint32_t bits = 0;
    if (!value)
        return nx_failf(&nx_ValueError, "signal keys cannot be deleted");
    if (!signal_of(key, &bits))
        return false;
    int truth = nx_truth(value);
    if (truth < 0)
        return false;
    if (truth)
        *signal_bits_of(self) |= bits;
    else
        *signal_bits_of(self) &= ~bits;
    return true;
}

bool nx_dec_signals_length(nx_value self, int64_t *length) {
    *length = SIGNALS;
    return true;
}

nx_value nx_dec_signals_iter(nx_value self) { return nx_iter(signals); }

nx_value nx_dec_signals_repr(nx_value self) {
    nx_builder b;
    nx_builder_init(&b);
    for (int i = 0; i < SIGNALS; i++) {
        nx_value name = nx_repr(signal_class(i));
        if (!name)
            return 0;
        nx_builder_c(&b, i ? ", " : "{");
        nx_builder_str(&b, name);
        nx_builder_c(&b, *signal_bits_of(self) & signal_bits[i] ? ":True" : ":False");
    }
    nx_builder_char(&b, '}');
    return nx_builder_finish(&b);
}

nx_value nx_dec_signals_compare(nx_value left, nx_value right, int operation) {
    uint32_t bits;
    if (operation != NX_EQ && operation != NX_NE)
        return NX_NOTIMPLEMENTED;
    if (is_signals(right))
        bits = *signal_bits_of(right);
    else if (!nx_is_dict(right))
        return NX_NOTIMPLEMENTED;
    else if (!bits_of_dict(right, &bits)) {
        if (!nx_error_matches(&nx_KeyError))
            return 0;
        nx_error_clear();
        return nx_from_bool(operation == NX_NE);
    }
    return nx_from_bool((*signal_bits_of(left) == bits) == (operation == NX_EQ));
}

nx_value nx_decimal_SignalDictMixin_copy(nx_value self) {
    nx_dict *dict = nx_dict_new(SIGNALS);
    for (int i = 0; dict && i < SIGNALS; i++)
        if (!nx_dict_set(dict, signal_class(i), nx_from_bool((*signal_bits_of(self) & signal_bits[i]) != 0)))
            return 0;
    return NX_OBJ(dict);
}

static nx_value view(nx_dec_context *context, bool of_traps) {
    nx_value *place = of_traps ? &context->traps_view : &context->flags_view;
    if (!*place) {
        nx_dec_signals *self = nx_alloc_object(signal_dict, nx_instance_size(signal_dict));
        if (!self)
            return 0;
        self->context = context;
        self->of_traps = of_traps;
        *place = NX_OBJ(self);
    }
    return *place;
}

// ---- contexts -------------------------------------------------------------------------------------------------------------------

static nx_dec_context *new_context(nx_type *cls, const nx_dec_context *like) {
    nx_dec_context *self = nx_alloc_object(cls, nx_instance_size(cls));
    if (self) {
        self->rules = like->rules;
        self->status = like->status;
        self->traps = like->traps;
        self->capitals = like->capitals;
    }
    return self;
}

static nx_dec_context *copy_clean(const nx_dec_context *like) {
    nx_dec_context *self = new_context(&nx_dec_context_type, like);
    if (self)
        self->status = 0;
    return self;
}

static bool set_current(nx_value context) {
    return nx_call_method(variable, nx_str_intern_c("set"), 1, &context, 0) != 0;
}

// What the variable was the last time, and in which contextvars.Context (kept, so that no other one has its address).
static nx_dec_context *known;
static nx_value known_in;
static uint64_t known_changes;

static NX_NOINLINE nx_dec_context *look_up_current(void) {
    nx_value value = nx_context_var_value(variable);
    if (!value) {
        nx_dec_context *context = nx_pending() ? NULL : copy_clean(&templates[0]);
        if (!context || !set_current(NX_OBJ(context)))
            return NULL;
        value = NX_OBJ(context);
    }
    known = nx_dec_context_of(value);
    known_in = nx_thread_current->context;
    known_changes = nx_context_changes;
    return known;
}

nx_dec_context *nx_dec_current(void) {
    if (NX_LIKELY(known && nx_thread_current->context == known_in && nx_context_changes == known_changes))
        return known;
    return look_up_current();
}

nx_dec_context *nx_dec_context_argument(nx_value v) {
    if (NX_LIKELY(!v || v == NX_NONE))
        return nx_dec_current();
    if (!nx_is_dec_context(v)) {
        nx_raisef(&nx_TypeError, "optional argument must be a context");
        return NULL;
    }
    return nx_dec_context_of(v);
}

nx_value nx_decimal_getcontext(void) { return NX_OBJ(nx_dec_current()); }

// What becomes current is never one of the templates.
static nx_value usable(nx_value context) {
    for (int i = 0; i < 3; i++)
        if (nx_dec_context_of(context) == &templates[i])
            return NX_OBJ(copy_clean(&templates[i]));
    return context;
}

nx_value nx_decimal_setcontext(nx_value context) {
    if (!nx_is_dec_context(context))
        return nx_raisef(&nx_TypeError, "argument must be a context");
    context = usable(context);
    return context && set_current(context) ? NX_NONE : 0;
}

nx_value nx_dec_context_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_dec_context *self = new_context(cls, &templates[0]);
    if (self)
        self->capitals = true;
    return NX_OBJ(self);
}

int nx_dec_rounding(nx_value name) {
    if (nx_is_str(name))
        for (int i = 0; i < NX_DEC_ROUNDINGS; i++)
            if (name == rounding_values[i] || nx_str_equal(NX_PTR(nx_str, name), NX_PTR(nx_str, rounding_values[i])))
                return i;
    nx_raisef(&nx_TypeError, "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                             "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
    return -1;
}

static bool integer_in(nx_value value, int64_t least, int64_t most, const char *message, int64_t *out) {
    if (!value)
        return nx_failf(&nx_AttributeError, "context attributes cannot be deleted");
    if (!nx_is_int(value))
        return nx_failf(&nx_TypeError, "an integer is required");
    if (!nx_int_try_i64(value, out))
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C ssize_t");
    return (*out >= least && *out <= most) || nx_failf(&nx_ValueError, "%s", message);
}

#define INTEGER(name, field, least, most, message) \
    nx_value nx_decimal_Context_get_##name(nx_value self) { return nx_from_i64(nx_dec_context_of(self)->field); } \
    bool nx_decimal_Context_set_##name(nx_value self, nx_value value) { \
        int64_t n; \
        if (!integer_in(value, least, most, message, &n)) \
            return false; \
        nx_dec_context_of(self)->field = n; \
        return true; \
    }
INTEGER(prec, rules.precision, 1, NX_DEC_MAX_PREC, "valid range for prec is [1, MAX_PREC]")
INTEGER(Emax, rules.emax, 0, NX_DEC_MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")
INTEGER(Emin, rules.emin, NX_DEC_MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]")
INTEGER(capitals, capitals, 0, 1, "valid values for capitals are 0 or 1")
INTEGER(clamp, rules.clamp, 0, 1, "valid values for clamp are 0 or 1")

nx_value nx_decimal_Context_get_rounding(nx_value self) { return rounding_values[nx_dec_context_of(self)->rules.rounding]; }
bool nx_decimal_Context_set_rounding(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_AttributeError, "context attributes cannot be deleted");
    int rounding = nx_dec_rounding(value);
    if (rounding >= 0)
        nx_dec_context_of(self)->rules.rounding = (uint8_t)rounding;
    return rounding >= 0;
}

static bool set_signals(nx_value value, bool lists, uint32_t *bits) {
    if (!value)
        return nx_failf(&nx_AttributeError, "context attributes cannot be deleted");
    return lists && nx_is_list(value) ? bits_of_list(value, bits) : bits_of_dict(value, bits);
}

nx_value nx_decimal_Context_get_flags(nx_value self) { return view(nx_dec_context_of(self), false); }
nx_value nx_decimal_Context_get_traps(nx_value self) { return view(nx_dec_context_of(self), true); }
bool nx_decimal_Context_set_flags(nx_value self, nx_value value) {
    uint32_t bits = 0;
    return set_signals(value, false, &bits) && (nx_dec_context_of(self)->status = bits, true);
}
bool nx_decimal_Context_set_traps(nx_value self, nx_value value) {
    uint32_t bits = 0;
    return set_signals(value, false, &bits) && (nx_dec_context_of(self)->traps = bits, true);
}

// prec, rounding, Emin, Emax, capitals, clamp, flags, traps; absent or None: as they are.
static bool set_all(nx_value self, const nx_value *values) {
    static bool (*const set[6])(nx_value, nx_value) = {nx_decimal_Context_set_prec, nx_decimal_Context_set_rounding, nx_decimal_Context_set_Emin,
                                                       nx_decimal_Context_set_Emax, nx_decimal_Context_set_capitals, nx_decimal_Context_set_clamp};
    uint32_t bits = 0;
    for (int i = 0; i < 6; i++)
        if (values[i] && values[i] != NX_NONE && !set[i](self, values[i]))
            return false;
    if (values[7] && values[7] != NX_NONE) {
        if (!set_signals(values[7], true, &bits))
            return false;
        nx_dec_context_of(self)->traps = bits;
    }
    if (values[6] && values[6] != NX_NONE) {
        if (!set_signals(values[6], true, &bits))
            return false;
        nx_dec_context_of(self)->status = bits;
    }
    return true;
}

bool nx_dec_context_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"};
    nx_value values[8] = {0};
    return nx_take_arguments(NULL, names, 8, 0, 0, nargs, args, kwnames, values) && set_all(self, values);
}

nx_value nx_decimal_Context_Etiny(nx_value self) { return nx_from_i64(nx_dec_etiny(&nx_dec_context_of(self)->rules)); }
nx_value nx_decimal_Context_Etop(nx_value self) { return nx_from_i64(nx_dec_etop(&nx_dec_context_of(self)->rules)); }
nx_value nx_decimal_Context_clear_flags(nx_value self) {
    nx_dec_context_of(self)->status = 0;
    return NX_NONE;
}
nx_value nx_decimal_Context_clear_traps(nx_value self) {
    nx_dec_context_of(self)->traps = 0;
    return NX_NONE;
}
nx_value nx_decimal_Context_copy(nx_value self) { return NX_OBJ(new_context(&nx_dec_context_type, nx_dec_context_of(self))); }

nx_value nx_decimal_Context_reduce(nx_value self) {
    nx_dec_context *c = nx_dec_context_of(self);
    nx_value items[8] = {nx_from_i64(c->rules.precision), rounding_values[c->rules.rounding], nx_from_i64(c->rules.emin),
                         nx_from_i64(c->rules.emax), NX_INT(c->capitals), NX_INT(c->rules.clamp), signal_list(c->status), signal_list(c->traps)};
    nx_value pair[2] = {NX_OBJ(nx_type_of(self)), nx_tuple_from(8, items)};
    return items[6] && items[7] && pair[1] ? nx_tuple_from(2, pair) : 0;
}

static void show_signals(nx_builder *b, uint32_t bits) {
    static const struct { uint32_t bit; const char *name; } shown[] = {
        {NX_DEC_CLAMPED, "Clamped"}, {NX_DEC_CONVERSION_SYNTAX, NULL}, {NX_DEC_DIVISION_BY_ZERO, "DivisionByZero"},
        {NX_DEC_DIVISION_IMPOSSIBLE, NULL}, {NX_DEC_DIVISION_UNDEFINED, NULL}, {NX_DEC_INEXACT, "Inexact"}, {NX_DEC_INVALID_CONTEXT, NULL},
        {NX_DEC_INVALID_OPERATION, NULL}, {NX_DEC_FLOAT_OPERATION, "FloatOperation"}, {NX_DEC_OVERFLOW, "Overflow"},
        {NX_DEC_ROUNDED, "Rounded"}, {NX_DEC_SUBNORMAL, "Subnormal"}, {NX_DEC_UNDERFLOW, "Underflow"}};
    const char *separator = "";
    bool invalid = false;
    nx_builder_char(b, '[');
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (!(bits & shown[i].bit) || (!shown[i].name && invalid))
            continue;
        invalid |= !shown[i].name;
        nx_builder_c(b, separator);
        nx_builder_c(b, shown[i].name ? shown[i].name : "InvalidOperation");
        separator = ", ";
    }
    nx_builder_char(b, ']');
}

nx_value nx_dec_context_repr(nx_value self) {
    nx_dec_context *c = nx_dec_context_of(self);
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_str(&b, nx_str_format("Context(prec=%lld, rounding=%s, Emin=%lld, Emax=%lld, capitals=%d, clamp=%d, flags=", (long long)c->rules.precision,
                                     rounding_names[c->rules.rounding], (long long)c->rules.emin, (long long)c->rules.emax, (int)c->capitals,
                                     (int)c->rules.clamp));
    show_signals(&b, c->status);
    nx_builder_c(&b, ", traps=");
    show_signals(&b, c->traps);
    nx_builder_char(&b, ')');
    return nx_builder_finish(&b);
}

// ---- with localcontext() ----------------------------------------------------------------------------------------------------------

nx_value nx_decimal_localcontext(nx_value given, nx_value prec, nx_value rounding, nx_value emin, nx_value emax, nx_value capitals,
                                 nx_value clamp, nx_value flags, nx_value traps) {
    const nx_value values[8] = {prec, rounding, emin, emax, capitals, clamp, flags, traps};
    nx_dec_context *outer = nx_dec_current(), *like = outer;
    if (!outer)
        return 0;
    if (given && given != NX_NONE && !(like = nx_dec_context_argument(given)))
        return 0;
    nx_dec_manager *self = nx_alloc_object(&nx_dec_manager_type, sizeof *self);
    nx_dec_context *inner = self ? new_context(&nx_dec_context_type, like) : NULL;
    if (!inner || !set_all(NX_OBJ(inner), values))
        return 0;
    self->inner = NX_OBJ(inner);
    self->outer = NX_OBJ(outer);
    return NX_OBJ(self);
}

nx_value nx_decimal_ContextManager_enter(nx_value self) {
    nx_value inner = NX_PTR(nx_dec_manager, self)->inner;
    return set_current(inner) ? inner : 0;
}

nx_value nx_decimal_ContextManager_exit(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return set_current(NX_PTR(nx_dec_manager, self)->outer) ? NX_FALSE : 0;
}

// ---- the module's part ------------------------------------------------------------------------------------------------------------

bool nx_dec_add_contexts(nx_dict *module) {
    static const char *const names[3] = {"DefaultContext", "BasicContext", "ExtendedContext"};
    const uint32_t usual = NX_DEC_INVALID | NX_DEC_DIVISION_BY_ZERO | NX_DEC_OVERFLOW;
    for (int i = 0; i < NX_DEC_ROUNDINGS; i++) {
        nx_str *name = nx_str_intern_c(rounding_names[i]);
        rounding_values[i] = NX_OBJ(name);
        if (!nx_dict_set_str(module, name, NX_OBJ(name)))
            return false;
    }
    for (int i = 0; i < 3; i++) {
        templates[i].header.shape = &nx_dec_context_type.root;
        templates[i].rules = (nx_dec_rules){.precision = i ? 9 : 28, .emax = 999999, .emin = -999999,
                                            .rounding = i == 1 ? NX_DEC_HALF_UP : NX_DEC_HALF_EVEN};
        templates[i].capitals = true;
        templates[i].traps = i == 0 ? usual : i == 1 ? usual | NX_DEC_UNDERFLOW | NX_DEC_CLAMPED : 0;
        if (!nx_dict_set_str(module, nx_str_intern_c(names[i]), NX_OBJ(&templates[i])))
            return false;
    }
    return true;
}
