// t-strings (PEP 750): string.templatelib.Template and Interpolation. A template has one string more than interpolations;
// iterating it gives what is not empty, in the order of the source.
#include "natives.h"
#include "natrix.h"
#include "text.h"
#include "type.h"

typedef struct { nx_header header; nx_value value, expression, conversion, spec; } interpolation;
typedef struct { nx_header header; nx_tuple *strings, *interpolations; } template;
typedef struct { nx_header header; template *of; int64_t at; } template_iterator;

#define PART NX_PTR(interpolation, self)
#define SELF NX_PTR(template, self)

nx_value nx_build_interpolation(nx_value value, nx_value text, nx_value conversion, nx_value spec) {
    interpolation *part = nx_alloc_plain(&nx_interpolation_type, sizeof *part);
    if (!part) return 0;
    part->value = value;
    part->expression = text;
    part->conversion = conversion ? conversion : NX_NONE;
    part->spec = spec ? spec : nx_empty();
    return NX_OBJ(part);
}

static bool is_part(nx_value v) { return nx_is_exact(v, &nx_interpolation_type); }

// Adjacent strings are joined; between two interpolations stands an empty one.
static nx_value build(size_t count, const nx_value *items) {
    nx_list *strings = nx_list_new(4), *parts = nx_list_new(4);
    template *made = nx_alloc_plain(&nx_template_type, sizeof *made);
    nx_value text = nx_empty();
    if (!strings || !parts || !made) return 0;
    for (size_t i = 0; i < count; i++) {
        if (is_part(items[i])) {
            if (!nx_list_push(strings, text) || !nx_list_push(parts, items[i])) return 0;
            text = nx_empty();
        } else if (!(text = nx_str_concat(text, items[i]))) return 0;
    }
    if (!nx_list_push(strings, text)) return 0;
    made->strings = NX_PTR(nx_tuple, nx_tuple_from(strings->length, strings->items));
    made->interpolations = NX_PTR(nx_tuple, nx_tuple_from(parts->length, parts->items));
    return made->strings && made->interpolations ? NX_OBJ(made) : 0;
}

nx_value nx_build_template(size_t count, const nx_value *items) { return build(count, items); }

static nx_value template_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)cls;
    if (kwnames) return nx_raise(&nx_TypeError, "Template.__new__ only accepts *args arguments");
    for (size_t i = 0; i < nargs; i++)
        if (!nx_is_str(args[i]) && !is_part(args[i]))
            return nx_raisef(&nx_TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", args[i]);
    return build(nargs, args);
}

static nx_value interpolation_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"value", "expression", "conversion", "format_spec"};
    nx_value v[4];
    (void)cls;
    if (!nx_parse_arguments("Interpolation", nargs, args, kwnames, names, 4, 1, v)) return 0;
    if (v[1] && !nx_is_str(v[1])) return nx_raisef(&nx_TypeError, "Interpolation() argument 'expression' must be str, not %Y", v[1]);
    if (v[3] && !nx_is_str(v[3])) return nx_raisef(&nx_TypeError, "Interpolation() argument 'format_spec' must be str, not %Y", v[3]);
    if (v[2] && v[2] != NX_NONE) {
        if (!nx_is_str(v[2])) return nx_raisef(&nx_TypeError, "Interpolation() argument 'conversion' must be str, not %Y", v[2]);
        const nx_str *s = NX_PTR(nx_str, v[2]);
        uint32_t c = s->length == 1 ? nx_str_at(s, 0) : 0;
        if (c != 's' && c != 'r' && c != 'a')
            return nx_raise(&nx_ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
    }
    return nx_build_interpolation(v[0], v[1] ? v[1] : nx_empty(), v[2], v[3]);
}

nx_value nx_interpolation_get_value(nx_value self) { return PART->value; }
nx_value nx_interpolation_get_expression(nx_value self) { return PART->expression; }
nx_value nx_interpolation_get_conversion(nx_value self) { return PART->conversion; }
nx_value nx_interpolation_get_format_spec(nx_value self) { return PART->spec; }
nx_value nx_template_get_strings(nx_value self) { return NX_OBJ(SELF->strings); }
nx_value nx_template_get_interpolations(nx_value self) { return NX_OBJ(SELF->interpolations); }

nx_value nx_template_get_values(nx_value self) {
    int64_t count = SELF->interpolations->length;
    nx_tuple *values = nx_tuple_new(count);
    for (int64_t i = 0; values && i < count; i++) values->items[i] = NX_PTR(interpolation, SELF->interpolations->items[i])->value;
    return values ? NX_OBJ(values) : 0;
}

static nx_value interpolation_repr(nx_value self) {
    return nx_str_format("Interpolation(%R, %R, %R, %R)", PART->value, PART->expression, PART->conversion, PART->spec);
}

static nx_value template_repr(nx_value self) {
    return nx_str_format("Template(strings=%R, interpolations=%R)", NX_OBJ(SELF->strings), NX_OBJ(SELF->interpolations));
}

static nx_value template_concat(nx_value left, nx_value right) {
    if (!nx_is_exact(right, &nx_template_type))
        return nx_raisef(&nx_TypeError, "can only concatenate string.templatelib.Template (not \"%T\") to string.templatelib.Template", right);
    nx_list *items = nx_list_new(8);
    if (!items) return 0;
    const nx_value both[] = {left, right};
    for (int k = 0; k < 2; k++) {
        template *t = NX_PTR(template, both[k]);
        for (int64_t i = 0; i < t->strings->length; i++) {
            if (!nx_list_push(items, t->strings->items[i])) return 0;
            if (i < t->interpolations->length && !nx_list_push(items, t->interpolations->items[i])) return 0;
        }
    }
    return build((size_t)items->length, items->items);
}

static nx_type template_iterator_type;

static nx_value template_iter(nx_value self) {
    nx_type_prepare(&template_iterator_type);
    template_iterator *it = nx_alloc_plain(&template_iterator_type, sizeof *it);
    if (!it) return 0;
    it->of = SELF;
    return NX_OBJ(it);
}

static nx_value iterator_self(nx_value self) { return self; }

static nx_value template_iterator_next(nx_value self) {
    template_iterator *it = NX_PTR(template_iterator, self);
    for (;;) {
        int64_t at = it->at++, index = at / 2;
        if (at % 2 == 0) {
            if (index >= it->of->strings->length) break;
            nx_value text = it->of->strings->items[index];
            if (NX_PTR(nx_str, text)->length) return text;
        } else {
            if (index >= it->of->interpolations->length) break;
            return it->of->interpolations->items[index];
        }
    }
    it->at--;
    return NX_STOP;
}

#include "template.inc"

nx_type nx_interpolation_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_interpolation_type},
    .c_name = "string.templatelib.Interpolation",
    .basic_size = sizeof(interpolation),
    .getsets = nx_interpolation_getsets,
    .methods = nx_interpolation_methods,
    .repr = interpolation_repr,
    .new_ = interpolation_new,
};

nx_type nx_template_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_template_type},
    .c_name = "string.templatelib.Template",
    .basic_size = sizeof(template),
    .getsets = nx_template_getsets,
    .methods = nx_template_methods,
    .repr = template_repr,
    .iter = template_iter,
    .new_ = template_new,
    .concat = template_concat,
};

static nx_type template_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &template_iterator_type},
    .c_name = "string.templatelib.TemplateIter",
    .basic_size = sizeof(template_iterator),
    .iter = iterator_self,
    .next = template_iterator_next,
};
