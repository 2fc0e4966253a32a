// _csv: rows of delimited text. A reader is a state machine over the characters of each line; a writer builds a line in a
// builder and hands it to the file's write(). Both hold a dialect, whose settings do not change.
#include "../types/number.h"
#include "../types/text.h"
#include "natives.h"

enum { QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE };
#define UNSET UINT32_MAX // a character that is not set
#define END_OF_LINE (UINT32_MAX - 1)

typedef struct {
    nx_header header;
    bool doublequote, skipinitialspace, strict;
    int quoting;
    uint32_t delimiter, quotechar, escapechar;
    nx_value lineterminator;
} dialect_object;

typedef enum {
    START_RECORD, START_FIELD, ESCAPED, IN_FIELD, IN_QUOTES, ESCAPED_IN_QUOTES, QUOTE_IN_QUOTES, EAT_NEWLINE, AFTER_ESCAPED_NEWLINE
} reader_state;

typedef struct {
    nx_header header;
    nx_value input, dialect;
    int64_t line_num;
    reader_state state;
    bool numeric;    // the field is not quoted and QUOTE_NONNUMERIC makes it a float
    nx_list *fields;
    uint32_t *field; // characters of the field so far
    int64_t length, capacity;
} reader_object;

typedef struct {
    nx_header header;
    nx_value write, dialect;
} writer_object;

static nx_type dialect_type, reader_type, writer_type, error_type;
static int64_t field_limit = 128 * 1024;
static nx_dict *dialects;

static dialect_object *dialect_of(nx_value self) {
    return NX_PTR(dialect_object, self);
}

// ---- dialects -------------------------------------------------------------------------------------------------------------

static const char *const setting_names[] = {"delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting",
                                            "skipinitialspace", "strict"};
enum { DELIMITER, DOUBLEQUOTE, ESCAPECHAR, LINETERMINATOR, QUOTECHAR, QUOTING, SKIPINITIALSPACE, STRICT, SETTINGS };

static bool char_setting(const char *name, nx_value v, bool may_be_none, uint32_t *out) {
    if (v == NX_NONE && may_be_none) {
        *out = UNSET;
        return true;
    }
    if (!nx_is_str(v))
        return nx_failf(&nx_TypeError, may_be_none ? "\"%s\" must be string or None, not %T" : "\"%s\" must be string, not %T", name, v);
    if (NX_PTR(nx_str, v)->length != 1)
        return nx_failf(&nx_TypeError, "\"%s\" must be a 1-character string", name);
    *out = nx_str_at(NX_PTR(nx_str, v), 0);
    return true;
}

static bool bool_setting(nx_value v, bool *out) {
    int truth = nx_truth(v);
    *out = truth > 0;
    return truth >= 0;
}

static bool apply_settings(dialect_object *d, const nx_value *settings) {
    *d = (dialect_object){d->header, true, false, false, QUOTE_MINIMAL, ',', '"', UNSET, nx_str_from_c("\r\n")};
    if (settings[DELIMITER] && !char_setting("delimiter", settings[DELIMITER], false, &d->delimiter))
        return false;
    if (settings[DOUBLEQUOTE] && !bool_setting(settings[DOUBLEQUOTE], &d->doublequote))
        return false;
    if (settings[ESCAPECHAR] && !char_setting("escapechar", settings[ESCAPECHAR], true, &d->escapechar))
        return false;
    nx_value terminator = settings[LINETERMINATOR];
    if (terminator) {
        if (terminator != NX_NONE && !nx_is_str(terminator))
            return nx_failf(&nx_TypeError, "\"lineterminator\" must be a string");
        d->lineterminator = terminator;
    }
    if (settings[QUOTECHAR] && !char_setting("quotechar", settings[QUOTECHAR], true, &d->quotechar))
        return false;
    if (settings[QUOTING]) {
        int64_t quoting;
        if (!nx_is_exact_int(settings[QUOTING]))
            return nx_failf(&nx_TypeError, "\"quoting\" must be an integer");
        if (!nx_int_to_i64(settings[QUOTING], &quoting))
            return false;
        if (quoting < QUOTE_MINIMAL || quoting > QUOTE_NONE)
            return nx_failf(&nx_TypeError, "bad \"quoting\" value");
        d->quoting = (int)quoting;
    } else if (settings[QUOTECHAR] == NX_NONE)
        d->quoting = QUOTE_NONE;
    if (settings[SKIPINITIALSPACE] && !bool_setting(settings[SKIPINITIALSPACE], &d->skipinitialspace))
        return false;
    if (settings[STRICT] && !bool_setting(settings[STRICT], &d->strict))
        return false;
    if (d->quoting != QUOTE_NONE && d->quotechar == UNSET)
        return nx_failf(&nx_TypeError, "quotechar must be set if quoting enabled");
    if (d->lineterminator == NX_NONE)
        return nx_failf(&nx_TypeError, "lineterminator must be set");
    return true;
}

static nx_value registered(nx_value name) {
    nx_value found = nx_dict_get_value(dialects, name);
    return found || nx_pending() ? found : nx_raise(&error_type, "unknown dialect");
}

// Dialect(dialect=None, delimiter=…, …)
static nx_value dialect_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    nx_value settings[SETTINGS] = {0}, base = nargs ? args[0] : 0;
    if (nargs + keywords > SETTINGS + 1)
        return nx_raisef(&nx_TypeError, "function takes at most %d arguments (%zd given)", SETTINGS + 1, (int64_t)(nargs + keywords));
    for (size_t i = 1; i < nargs; i++)
        settings[i - 1] = args[i];
    for (size_t i = 0; i < keywords; i++) {
        nx_value name = NX_PTR(nx_tuple, kwnames)->items[i];
        const char *text = nx_str_utf8_lossy(name, NULL);
        int found = 0;
        while (found < SETTINGS && strcmp(setting_names[found], text) != 0)
            found++;
        if (found < SETTINGS)
            settings[found] = args[nargs + i];
        else if (strcmp(text, "dialect") == 0)
            base = args[nargs + i];
        else
            return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for this function", name);
    }
    if (base == NX_NONE)
        base = 0;
    if (base && nx_is_str(base) && !(base = registered(base)))
        return 0;
    if (base && cls == &dialect_type && nx_is_exact(base, &dialect_type)) {
        bool changed = false;
        for (int i = 0; i < SETTINGS; i++)
            changed |= settings[i] != 0;
        if (!changed)
            return base;
    }
    for (int i = 0; base && i < SETTINGS; i++)
        if (!settings[i] && !(settings[i] = nx_getattr_optional(base, nx_str_intern_c(setting_names[i]))))
            nx_error_clear();
    dialect_object *self = (dialect_object *)nx_alloc_object(cls, (size_t)nx_instance_size(cls));
    return self && apply_settings(self, settings) ? NX_OBJ(self) : 0;
}

static nx_value char_value(uint32_t c) {
    return c == UNSET ? NX_NONE : nx_str_from_char(c);
}

nx_value nx_csv_Dialect_get_skipinitialspace(nx_value self) { return nx_from_bool(dialect_of(self)->skipinitialspace); }
nx_value nx_csv_Dialect_get_doublequote(nx_value self) { return nx_from_bool(dialect_of(self)->doublequote); }
nx_value nx_csv_Dialect_get_strict(nx_value self) { return nx_from_bool(dialect_of(self)->strict); }
nx_value nx_csv_Dialect_get_delimiter(nx_value self) { return char_value(dialect_of(self)->delimiter); }
nx_value nx_csv_Dialect_get_quotechar(nx_value self) { return char_value(dialect_of(self)->quotechar); }
nx_value nx_csv_Dialect_get_escapechar(nx_value self) { return char_value(dialect_of(self)->escapechar); }
nx_value nx_csv_Dialect_get_lineterminator(nx_value self) { return dialect_of(self)->lineterminator; }
nx_value nx_csv_Dialect_get_quoting(nx_value self) { return NX_INT(dialect_of(self)->quoting); }

nx_value nx_csv_Dialect_reduce_ex(nx_value self, nx_value protocol) {
    return nx_raise(&nx_TypeError, "cannot pickle 'Dialect' instances");
}

nx_value nx_csv_list_dialects(void) {
    return nx_list_of(NX_OBJ(dialects));
}

// The dialect that the arguments behind the first one of reader(), writer() and register_dialect() describe.
static nx_value dialect_from(size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 1)
        return nx_raise(&nx_TypeError, " expected at least 1 argument, got 0");
    if (nargs > 2)
        return nx_raise(&nx_TypeError, " expected at most 2 arguments, got %zu", nargs);
    return dialect_new(&dialect_type, nargs - 1, args + 1, kwnames);
}

nx_value nx_csv_register_dialect(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs && nargs <= 2 && !nx_is_str(args[0]))
        return nx_raise(&nx_TypeError, "dialect name must be a string");
    nx_value dialect = dialect_from(nargs, args, kwnames);
    return dialect && nx_dict_set(dialects, args[0], dialect) ? NX_NONE : 0;
}

nx_value nx_csv_unregister_dialect(nx_value name) {
    int deleted = nx_dict_delete(dialects, name);
    return deleted > 0 ? NX_NONE : deleted < 0 ? 0 : nx_raise(&error_type, "unknown dialect");
}

nx_value nx_csv_get_dialect(nx_value name) {
    return registered(name);
}

nx_value nx_csv_field_size_limit(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    int64_t old = field_limit;
    if (kwnames)
        return nx_raise(&nx_TypeError, "_csv.field_size_limit() takes no keyword arguments");
    if (nargs > 1)
        return nx_raise(&nx_TypeError, "field_size_limit() takes at most 1 argument (%zu given)", nargs);
    if (nargs) {
        if (!nx_is_exact_int(args[0]))
            return nx_raise(&nx_TypeError, "limit must be an integer");
        int64_t limit;
        if (!nx_int_to_i64(args[0], &limit))
            return 0;
        field_limit = limit;
    }
    return nx_from_i64(old);
}

// ---- reading --------------------------------------------------------------------------------------------------------------

static bool add_char(reader_object *r, uint32_t c) {
    if (r->length >= field_limit)
        return nx_failf(&error_type, "field larger than field limit (%lld)", (long long)field_limit);
    if (r->length == r->capacity) {
        int64_t capacity = r->capacity ? r->capacity * 2 : 256;
        uint32_t *field = nx_alloc_bytes((size_t)capacity * sizeof *field);
        if (!field)
            return false;
        if (r->length)
            memcpy(field, r->field, (size_t)r->length * sizeof *field);
        r->field = field;
        r->capacity = capacity;
    }
    r->field[r->length++] = c;
    return true;
}

static bool save_field(reader_object *r) {
    nx_value field = nx_str_from_chars(r->field, r->length);
    r->length = 0;
    if (field && r->numeric) {
        double d;
        r->numeric = false;
        field = nx_float_from_string(field, &d) ? nx_from_double(d) : 0;
    }
    return field && nx_list_push(r->fields, field);
}

// The end of a line in a field: the field is complete, and the record with it.
static bool end_record(reader_object *r, uint32_t c) {
    r->state = c == END_OF_LINE ? START_RECORD : EAT_NEWLINE;
    return save_field(r);
}

static bool take_char(reader_object *r, const dialect_object *d, uint32_t c) {
    bool newline = c == '\n' || c == '\r', ends = newline || c == END_OF_LINE;
    switch (r->state) {
    case START_RECORD:
        if (c == END_OF_LINE)
            return true;
        if (newline) {
            r->state = EAT_NEWLINE;
            return true;
        }
        r->state = START_FIELD;
        // fall through
    case START_FIELD:
        if (ends)
            return end_record(r, c);
        if (c == d->quotechar && d->quoting != QUOTE_NONE)
            r->state = IN_QUOTES;
        else if (c == d->escapechar)
            r->state = ESCAPED;
        else if (c == ' ' && d->skipinitialspace)
            return true;
        else if (c == d->delimiter)
            return save_field(r);
        else {
            r->numeric = d->quoting == QUOTE_NONNUMERIC;
            r->state = IN_FIELD;
            return add_char(r, c);
        }
        return true;
    case ESCAPED:
        r->state = newline ? AFTER_ESCAPED_NEWLINE : IN_FIELD;
        return add_char(r, c == END_OF_LINE ? '\n' : c);
    case AFTER_ESCAPED_NEWLINE:
        if (c == END_OF_LINE)
            return true;
        // fall through
    case IN_FIELD:
        if (ends)
            return end_record(r, c);
        if (c == d->escapechar)
            r->state = ESCAPED;
        else if (c == d->delimiter) {
            r->state = START_FIELD;
            return save_field(r);
        } else
            return add_char(r, c);
        return true;
    case IN_QUOTES:
        if (c == END_OF_LINE)
            return true;
        if (c == d->escapechar)
            r->state = ESCAPED_IN_QUOTES;
        else if (c == d->quotechar && d->quoting != QUOTE_NONE)
            r->state = d->doublequote ? QUOTE_IN_QUOTES : IN_FIELD;
        else
            return add_char(r, c);
        return true;
    case ESCAPED_IN_QUOTES:
        r->state = IN_QUOTES;
        return add_char(r, c == END_OF_LINE ? '\n' : c);
    case QUOTE_IN_QUOTES:
        if (d->quoting != QUOTE_NONE && c == d->quotechar) {
            r->state = IN_QUOTES;
            return add_char(r, c);
        }
        if (c == d->delimiter) {
            r->state = START_FIELD;
            return save_field(r);
        }
        if (ends)
            return end_record(r, c);
        if (d->strict)
            return nx_failf(&error_type, "'%U' expected after '%U'", nx_str_from_char(d->delimiter), nx_str_from_char(d->quotechar));
        r->state = IN_FIELD;
        return add_char(r, c);
    case EAT_NEWLINE:
        if (c == END_OF_LINE)
            r->state = START_RECORD;
        else if (!newline)
            return nx_failf(&error_type, "new-line character seen in unquoted field - do you need to open the file in "
                                         "universal-newline mode?");
        return true;
    }
    return true;
}

// Characters of a field from `at` on that mean nothing but themselves are added at once; returns the place behind them.
static int64_t take_plain(reader_object *r, const dialect_object *d, const nx_str *line, int64_t at) {
    bool quoted = r->state == IN_QUOTES;
    for (; at < line->length && r->length < field_limit && r->length < r->capacity; at++) {
        uint32_t c = nx_str_at(line, at);
        if (c == d->escapechar || (quoted ? c == d->quotechar : c == d->delimiter || c == '\n' || c == '\r'))
            break;
        r->field[r->length++] = c;
    }
    return at;
}

static bool take_line(reader_object *r, const dialect_object *d, const nx_str *line) {
    for (int64_t i = 0; i < line->length; i++) {
        if (r->state == IN_FIELD || r->state == IN_QUOTES) {
            i = take_plain(r, d, line, i);
            if (i == line->length)
                break;
        }
        if (!take_char(r, d, nx_str_at(line, i)))
            return false;
    }
    return take_char(r, d, END_OF_LINE);
}

static nx_value reader_next(nx_value self) {
    reader_object *r = NX_PTR(reader_object, self);
    const dialect_object *d = dialect_of(r->dialect);
    if (!(r->fields = nx_list_new(0)))
        return 0;
    r->length = 0;
    r->state = START_RECORD;
    r->numeric = false;
    do {
        nx_value line = nx_next(r->input); // calls Python
        if (!line)
            return 0;
        if (line == NX_STOP) {
            if (r->length == 0 && r->state != IN_QUOTES)
                return NX_STOP;
            if (d->strict)
                return nx_raise(&error_type, "unexpected end of data");
            if (!save_field(r))
                return 0;
            break;
        }
        if (!nx_is_str(line))
            return nx_raisef(&error_type, "iterator should return strings, not %T (the file should be opened in text mode)", line);
        r->line_num++;
        if (!take_line(r, d, NX_PTR(nx_str, line)))
            return 0;
    } while (r->state != START_RECORD);
    nx_value fields = NX_OBJ(r->fields);
    r->fields = NULL;
    return fields;
}

static nx_value itself(nx_value self) {
    return self;
}

nx_value nx_csv_reader(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value input = nargs && nargs <= 2 ? nx_iter(args[0]) : 0;
    if (nx_pending())
        return 0;
    nx_value dialect = dialect_from(nargs, args, kwnames);
    reader_object *r = dialect ? nx_new_object(reader_object, reader_type) : NULL;
    if (!r)
        return 0;
    r->input = input;
    r->dialect = dialect;
    return NX_OBJ(r);
}

nx_value nx_csv_Reader_get_dialect(nx_value self) { return NX_PTR(reader_object, self)->dialect; }
nx_value nx_csv_Reader_get_line_num(nx_value self) { return nx_from_i64(NX_PTR(reader_object, self)->line_num); }

// ---- writing --------------------------------------------------------------------------------------------------------------

// Adds the text of a field, quoted if asked for or needed.
static bool write_field(nx_builder *line, const dialect_object *d, const nx_str *text, bool quoted) {
    bool special = false;
    const nx_str *end = NX_PTR(nx_str, d->lineterminator);
    for (int64_t i = 0; text && i < text->length && !special; i++) {
        uint32_t c = nx_str_at(text, i);
        special = c == d->delimiter || c == d->escapechar || c == d->quotechar;
        for (int64_t k = 0; k < end->length && !special; k++)
            special = c == nx_str_at(end, k);
    }
    if (!special) {
        if (quoted)
            nx_builder_char(line, d->quotechar);
        if (text)
            nx_builder_str(line, NX_OBJ(text));
        if (quoted)
            nx_builder_char(line, d->quotechar);
        return true;
    }
    nx_builder body;
    nx_builder_init(&body);
    for (int64_t i = 0; i < text->length; i++) {
        uint32_t c = nx_str_at(text, i);
        bool escape = false, is_special = c == d->delimiter || c == d->escapechar || c == d->quotechar;
        for (int64_t k = 0; k < end->length && !is_special; k++)
            is_special = c == nx_str_at(end, k);
        if (is_special) {
            if (d->quoting == QUOTE_NONE)
                escape = true;
            else if (c == d->quotechar) {
                if (d->doublequote)
                    nx_builder_char(&body, c);
                else
                    escape = true;
            } else if (c == d->escapechar)
                escape = true;
            quoted |= !escape;
        }
        if (escape) {
            if (d->escapechar == UNSET)
                return nx_failf(&error_type, "need to escape, but no escapechar set");
            nx_builder_char(&body, d->escapechar);
        }
        nx_builder_char(&body, c);
    }
    nx_value done = nx_builder_finish(&body);
    if (!done)
        return false;
    if (quoted)
        nx_builder_char(line, d->quotechar);
    nx_builder_str(line, done);
    if (quoted)
        nx_builder_char(line, d->quotechar);
    return true;
}

static bool is_number(nx_value v) {
    if (nx_is_int(v) || nx_is_float(v))
        return true;
    const nx_type *type = nx_type_of(v);
    return type->to_int || type->to_float || type->index || (type->flags & NX_TYPE_COMPLEX) != 0;
}

nx_value nx_csv_Writer_writerow(nx_value self, nx_value row) {
    writer_object *w = NX_PTR(writer_object, self);
    const dialect_object *d = dialect_of(w->dialect);
    nx_value iterator = nx_iter(row);
    if (!iterator) {
        if (nx_error_matches(&nx_TypeError)) {
            nx_error_clear();
            nx_raisef(&error_type, "iterable expected, not %T", row);
        }
        return 0;
    }
    nx_builder line;
    nx_builder_init(&line);
    int64_t count = 0;
    for (nx_value item; (item = nx_next(iterator)) != NX_STOP; count++) { // calls Python
        if (!item)
            return 0;
        if (count)
            nx_builder_char(&line, d->delimiter);
        bool quoted = d->quoting == QUOTE_ALL || (d->quoting == QUOTE_NONNUMERIC && !is_number(item));
        nx_value text = nx_is_str(item) ? item : item == NX_NONE ? nx_empty() : nx_to_str(item);
        if (!text || !write_field(&line, d, NX_PTR(nx_str, text), quoted))
            return 0;
    }
    if (count && line.length == 0) { // one empty field would read as an empty row
        if (d->quoting == QUOTE_NONE)
            return nx_raise(&error_type, "single empty field record must be quoted");
        write_field(&line, d, NULL, true);
    }
    nx_builder_str(&line, d->lineterminator);
    nx_value text = nx_builder_finish(&line);
    return text ? nx_call1(w->write, text) : 0;
}

nx_value nx_csv_Writer_writerows(nx_value self, nx_value rows) {
    nx_value iterator = nx_iter(rows);
    if (!iterator)
        return 0;
    for (nx_value row; (row = nx_next(iterator)) != NX_STOP;)
        if (!row || !nx_csv_Writer_writerow(self, row))
            return 0;
    return NX_NONE;
}

nx_value nx_csv_Writer_get_dialect(nx_value self) { return NX_PTR(writer_object, self)->dialect; }

nx_value nx_csv_writer(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value write = 0;
    if (nargs && nargs <= 2) {
        write = nx_getattr_optional(args[0], nx_str_intern_c("write"));
        if (nx_pending())
            return 0;
        if (!write || !nx_is_callable(write))
            return nx_raise(&nx_TypeError, "argument 1 must have a \"write\" method");
    }
    nx_value dialect = dialect_from(nargs, args, kwnames);
    writer_object *w = dialect ? nx_new_object(writer_object, writer_type) : NULL;
    if (!w)
        return 0;
    w->write = write;
    w->dialect = dialect;
    return NX_OBJ(w);
}

// csv.Reader(…) and csv.Writer(…), which only the functions make
static nx_value bare_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return nx_raisef(&nx_TypeError, "cannot create '%N' instances", cls);
}

#include "_csv.inc"

static nx_type dialect_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &dialect_type},
    .c_name = "_csv.Dialect",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(dialect_object),
    .doc = nx_csv_Dialect_doc,
    .methods = nx_csv_Dialect_methods,
    .getsets = nx_csv_Dialect_getsets,
    .new_ = dialect_new,
};

static nx_type reader_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &reader_type},
    .c_name = "_csv.reader",
    .base = &nx_object_type,
    .basic_size = sizeof(reader_object),
    .getsets = nx_csv_Reader_getsets,
    .new_ = bare_new,
    .iter = itself,
    .next = reader_next,
};

static nx_type writer_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &writer_type},
    .c_name = "_csv.writer",
    .base = &nx_object_type,
    .basic_size = sizeof(writer_object),
    .methods = nx_csv_Writer_methods,
    .getsets = nx_csv_Writer_getsets,
    .new_ = bare_new,
};

static nx_type error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &error_type},
    .c_name = "_csv.Error",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static bool init(nx_module *self) {
    static const char *const quoting[] = {"QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE"};
    for (int i = 0; i < 4; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(quoting[i]), NX_INT(i)))
            return false;
    dialects = nx_dict_new(8);
    return dialects && nx_type_ready(&reader_type) && nx_type_ready(&writer_type) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("Reader"), NX_OBJ(&reader_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("Writer"), NX_OBJ(&writer_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("_dialects"), NX_OBJ(dialects)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("__version__"), nx_str_from_c("1.0"));
}

static nx_type *const types[] = {&dialect_type, &error_type, NULL};
const nx_module_def nx_module__csv = {.name = "_csv", .functions = nx_csv_functions, .types = types, .init = init};
