// _lzma: compressors and decompressors of liblzma. The library keeps its state outside the collected heap; a finalizer gives
// it back.
#include <lzma.h>
#include <stdlib.h>

#include "../types/containers.h"
#include "../types/number.h"
#include "compression.h"

enum { FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW };
#define CHECK_UNKNOWN (LZMA_CHECK_ID_MAX + 1)

typedef struct {
    nx_header header;
    lzma_stream stream;
    bool flushed;
} compressor;

typedef struct {
    nx_decompressor common;
    lzma_stream stream;
    int check;
} decompressor;

static nx_type compressor_type, decompressor_type, error_type;

// Raises what a status means; true: it is no error.
static bool good(lzma_ret status) {
    switch (status) {
    case LZMA_OK:
    case LZMA_GET_CHECK:
    case LZMA_NO_CHECK:
    case LZMA_STREAM_END: return true;
    case LZMA_UNSUPPORTED_CHECK: return nx_failf(&error_type, "Unsupported integrity check");
    case LZMA_MEM_ERROR: return nx_raise_no_memory();
    case LZMA_MEMLIMIT_ERROR: return nx_failf(&error_type, "Memory usage limit exceeded");
    case LZMA_FORMAT_ERROR: return nx_failf(&error_type, "Input format not supported by decoder");
    case LZMA_OPTIONS_ERROR: return nx_failf(&error_type, "Invalid or unsupported options");
    case LZMA_DATA_ERROR: return nx_failf(&error_type, "Corrupt input data");
    case LZMA_BUF_ERROR: return nx_failf(&error_type, "Insufficient buffer space");
    case LZMA_PROG_ERROR: return nx_failf(&error_type, "Internal error");
    default: return nx_failf(&error_type, "Unrecognized error from liblzma: %d", (int)status);
    }
}

// ---- filters --------------------------------------------------------------------------------------------------------------

static bool to_u64(nx_value v, uint64_t *out) {
    nx_int_look look;
    nx_value index = nx_is_int(v) ? v : nx_type_of(v)->index ? nx_index(v) : 0;
    if (!index)
        return nx_pending() ? false : nx_failf(&nx_TypeError, "an integer is required");
    if (nx_int_sign(index) < 0)
        return nx_failf(&nx_OverflowError, "can't convert negative int to unsigned");
    nx_int_look_at(index, &look);
    if (look.count > 1)
        return nx_failf(&nx_OverflowError, "int too big to convert");
    *out = look.count ? look.limbs[0] : 0;
    return true;
}

static bool to_u32(nx_value v, uint32_t *out) {
    uint64_t wide;
    if (!to_u64(v, &wide))
        return false;
    if (wide > UINT32_MAX)
        return nx_failf(&nx_OverflowError, "Value too large for uint32_t type");
    *out = (uint32_t)wide;
    return true;
}

// The item of a filter's mapping; 0 without an exception: it has none.
static nx_value option(nx_value spec, const char *name) {
    nx_value value = nx_getitem(spec, nx_str_from_c(name));
    if (!value && nx_error_matches(&nx_KeyError))
        nx_error_clear();
    return value;
}

typedef struct { const char *name; uint32_t *number; int *choice; } known_option;

// Takes the options of a filter out of its mapping, whose keys must all be known and whose values must fit.
static bool take_options(nx_value spec, const char *kind, const known_option *known) {
    nx_value keys = nx_list_of(spec);
    for (int64_t i = 0; keys && i < NX_PTR(nx_list, keys)->length; i++) {
        nx_value key = NX_PTR(nx_list, keys)->items[i], value = nx_getitem(spec, key);
        const char *name = nx_is_str(key) ? nx_str_utf8_lossy(key, &(size_t){0}) : "";
        uint32_t number = 0;
        if (strcmp(name, "id") == 0)
            continue;
        const known_option *at = known;
        while (at->name && strcmp(at->name, name) != 0)
            at++;
        if (!at->name || !value || !to_u32(value, &number)) {
            keys = 0;
            break;
        }
        if (at->number)
            *at->number = number;
        else if (at->choice)
            *at->choice = (int)number;
    }
    if (keys)
        return true;
    nx_error_clear();
    return nx_failf(&nx_ValueError, "Invalid filter specifier for %s filter", kind);
}

// The options lie in malloc'd memory, as the library makes them, too.
static void *lzma_options(nx_value spec) {
    uint32_t preset = LZMA_PRESET_DEFAULT;
    nx_value given = option(spec, "preset");
    if ((!given && nx_pending()) || (given && !to_u32(given, &preset)))
        return NULL;
    lzma_options_lzma *o = calloc(1, sizeof *o);
    if (!o) {
        nx_raise_no_memory();
        return NULL;
    }
    int mode, match_finder;
    if (lzma_lzma_preset(o, preset))
        nx_raisef(&error_type, "Invalid compression preset: %lld", (long long)preset);
    mode = (int)o->mode;
    match_finder = (int)o->mf;
    const known_option known[] = {{"preset", NULL, NULL}, {"dict_size", &o->dict_size, NULL}, {"lc", &o->lc, NULL},
                                  {"lp", &o->lp, NULL},   {"pb", &o->pb, NULL},               {"mode", NULL, &mode},
                                  {"nice_len", &o->nice_len, NULL}, {"mf", NULL, &match_finder}, {"depth", &o->depth, NULL},
                                  {NULL, NULL, NULL}};
    if (nx_pending() || !take_options(spec, "LZMA", known)) {
        free(o);
        return NULL;
    }
    o->mode = (lzma_mode)mode;
    o->mf = (lzma_match_finder)match_finder;
    return o;
}

static void *delta_options(nx_value spec) {
    lzma_options_delta *o = calloc(1, sizeof *o);
    if (!o) {
        nx_raise_no_memory();
        return NULL;
    }
    o->type = LZMA_DELTA_TYPE_BYTE;
    o->dist = 1;
    const known_option known[] = {{"dist", &o->dist, NULL}, {NULL, NULL, NULL}};
    if (take_options(spec, "delta", known))
        return o;
    free(o);
    return NULL;
}

static void *branch_options(nx_value spec) {
    lzma_options_bcj *o = calloc(1, sizeof *o);
    if (!o) {
        nx_raise_no_memory();
        return NULL;
    }
    const known_option known[] = {{"start_offset", &o->start_offset, NULL}, {NULL, NULL, NULL}};
    if (take_options(spec, "BCJ", known))
        return o;
    free(o);
    return NULL;
}

static bool filter_from(nx_value spec, lzma_filter *filter) {
    if (!nx_type_of(spec)->getitem || nx_is_str(spec) || nx_is_list(spec) || nx_is_tuple(spec))
        return nx_failf(&nx_TypeError, "Filter specifier must be a dict or dict-like object");
    nx_value id = option(spec, "id");
    if (!id)
        return nx_pending() ? false : nx_failf(&nx_ValueError, "Filter specifier must have an \"id\" entry");
    if (!to_u64(id, &filter->id))
        return false;
    switch (filter->id) {
    case LZMA_FILTER_LZMA1:
    case LZMA_FILTER_LZMA2: filter->options = lzma_options(spec); break;
    case LZMA_FILTER_DELTA: filter->options = delta_options(spec); break;
    case LZMA_FILTER_X86:
    case LZMA_FILTER_POWERPC:
    case LZMA_FILTER_IA64:
    case LZMA_FILTER_ARM:
    case LZMA_FILTER_ARMTHUMB:
    case LZMA_FILTER_SPARC: filter->options = branch_options(spec); break;
    default: return nx_failf(&nx_ValueError, "Invalid filter ID: %llu", (unsigned long long)filter->id);
    }
    return filter->options != NULL;
}

static void free_filters(lzma_filter *filters) {
    for (int i = 0; filters[i].id != LZMA_VLI_UNKNOWN; i++)
        free(filters[i].options);
}

// filters: LZMA_FILTERS_MAX + 1 of them. What was made is freed on failure.
static bool filters_from(nx_value specs, lzma_filter *filters) {
    int64_t count;
    filters[0].id = LZMA_VLI_UNKNOWN;
    if (!nx_length(specs, &count))
        return false;
    if (count > LZMA_FILTERS_MAX)
        return nx_failf(&nx_ValueError, "Too many filters - liblzma supports a maximum of %d", LZMA_FILTERS_MAX);
    if (nx_is_dict(specs))
        return nx_failf(&nx_TypeError, "%T is not a sequence", specs);
    for (int64_t i = 0; i < count; i++) {
        nx_value spec = nx_getitem(specs, NX_INT(i));
        lzma_filter filter;
        if (!spec || !filter_from(spec, &filter)) {
            free_filters(filters);
            return false;
        }
        filters[i] = filter;
        filters[i + 1].id = LZMA_VLI_UNKNOWN;
    }
    return true;
}

static bool set_option(nx_dict *dict, const char *name, uint64_t value) {
    return nx_dict_set_str(dict, nx_str_intern_c(name), nx_int_from_u64(value));
}

static nx_value spec_of(const lzma_filter *filter) {
    nx_dict *spec = nx_dict_new(4);
    if (!spec || !set_option(spec, "id", filter->id))
        return NX_ERROR;
    bool made = true;
    if (filter->id == LZMA_FILTER_LZMA1) {
        const lzma_options_lzma *o = filter->options;
        made = set_option(spec, "lc", o->lc) && set_option(spec, "lp", o->lp) && set_option(spec, "pb", o->pb) &&
               set_option(spec, "dict_size", o->dict_size);
    } else if (filter->id == LZMA_FILTER_LZMA2)
        made = set_option(spec, "dict_size", ((const lzma_options_lzma *)filter->options)->dict_size);
    else if (filter->id == LZMA_FILTER_DELTA)
        made = set_option(spec, "dist", ((const lzma_options_delta *)filter->options)->dist);
    else if (filter->options)
        made = set_option(spec, "start_offset", ((const lzma_options_bcj *)filter->options)->start_offset);
    return made ? NX_OBJ(spec) : NX_ERROR;
}

nx_value nx_lzma__encode_filter_properties(nx_value spec) {
    lzma_filter filter;
    uint32_t size;
    if (!filter_from(spec, &filter))
        return NX_ERROR;
    nx_value result = 0;
    if (good(lzma_properties_size(&size, &filter))) {
        result = nx_bytes_new(NULL, size);
        if (result && !good(lzma_properties_encode(&filter, NX_PTR(nx_bytes, result)->data)))
            result = 0;
    }
    free(filter.options);
    return result;
}

nx_value nx_lzma__decode_filter_properties(nx_value filter_id, nx_value encoded_props) {
    lzma_filter filter = {0};
    nx_buffer view;
    if (!to_u64(filter_id, &filter.id) || !nx_buffer_get(encoded_props, &view))
        return NX_ERROR;
    bool decoded = good(lzma_properties_decode(&filter, NULL, view.data, (size_t)view.length));
    nx_buffer_release(&view);
    nx_value result = decoded ? spec_of(&filter) : NX_ERROR;
    free(filter.options);
    return result;
}

nx_value nx_lzma_is_check_supported(nx_value check_id) {
    int64_t id;
    return nx_to_size(check_id, &id) ? nx_from_bool(lzma_check_is_supported((lzma_check)id)) : NX_ERROR;
}

// ---- streams ------------------------------------------------------------------------------------------------------------------

static nx_flow_state run(lzma_stream *stream, nx_flow *flow, lzma_action action, lzma_ret *status) {
    stream->next_in = flow->input;
    stream->avail_in = flow->input_left;
    stream->next_out = flow->output;
    stream->avail_out = flow->output_left;
    *status = lzma_code(stream, action);
    flow->input = stream->next_in;
    flow->input_left = stream->avail_in;
    flow->output = stream->next_out;
    flow->output_left = stream->avail_out;
    if (*status == LZMA_BUF_ERROR && flow->input_left == 0 && flow->output_left > 0)
        *status = LZMA_OK; // nothing to do is no error
    if (!good(*status))
        return NX_FLOW_ERROR;
    return *status == LZMA_STREAM_END ? NX_FLOW_END : NX_FLOW_ON;
}

static nx_flow_state compress_step(nx_value self, nx_flow *flow, bool finish) {
    lzma_ret status;
    return run(&NX_PTR(compressor, self)->stream, flow, finish ? LZMA_FINISH : LZMA_RUN, &status);
}

static nx_flow_state decompress_step(nx_value self, nx_flow *flow, bool finish) {
    lzma_ret status;
    decompressor *d = NX_PTR(decompressor, self);
    nx_flow_state state = run(&d->stream, flow, LZMA_RUN, &status);
    if (status == LZMA_GET_CHECK || status == LZMA_NO_CHECK)
        d->check = (int)lzma_get_check(&d->stream);
    return state;
}

static void compressor_finalize(nx_value self) {
    lzma_end(&NX_PTR(compressor, self)->stream);
}

static void decompressor_finalize(nx_value self) {
    lzma_end(&NX_PTR(decompressor, self)->stream);
}

static bool given(nx_value v) {
    return v && v != NX_NONE;
}

static bool start_encoder(lzma_stream *stream, int64_t format, int check, uint32_t preset, nx_value specs) {
    lzma_filter filters[LZMA_FILTERS_MAX + 1];
    lzma_options_lzma options;
    if (!given(specs)) {
        if (format == FORMAT_XZ)
            return good(lzma_easy_encoder(stream, preset, (lzma_check)check));
        if (format == FORMAT_RAW)
            return nx_failf(&nx_ValueError, "Must specify filters for FORMAT_RAW");
        if (lzma_lzma_preset(&options, preset))
            return nx_failf(&error_type, "Invalid compression preset: %lld", (long long)preset);
        return good(lzma_alone_encoder(stream, &options));
    }
    if (!filters_from(specs, filters))
        return false;
    bool started;
    if (format == FORMAT_XZ)
        started = good(lzma_stream_encoder(stream, filters, (lzma_check)check));
    else if (format == FORMAT_RAW)
        started = good(lzma_raw_encoder(stream, filters));
    else if (filters[0].id == LZMA_FILTER_LZMA1 && filters[1].id == LZMA_VLI_UNKNOWN)
        started = good(lzma_alone_encoder(stream, filters[0].options));
    else
        started = nx_failf(&nx_ValueError, "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
    free_filters(filters);
    return started;
}

static nx_value compressor_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"format", "check", "preset", "filters"};
    nx_value values[4];
    int64_t format = FORMAT_XZ, check = -1;
    uint32_t preset = LZMA_PRESET_DEFAULT;
    if (!nx_take_arguments("LZMACompressor", names, 4, 0, 0, nargs, args, kwnames, values) ||
        (values[0] && !nx_to_size(values[0], &format)) || (values[1] && !nx_to_size(values[1], &check)))
        return NX_ERROR;
    if (given(values[2]) && given(values[3]))
        return nx_raise(&nx_ValueError, "Cannot specify both preset and filter chain");
    if (given(values[2]) && !to_u32(values[2], &preset))
        return NX_ERROR;
    if (format != FORMAT_XZ && check != -1 && check != LZMA_CHECK_NONE)
        return nx_raise(&nx_ValueError, "Integrity checks are only supported by FORMAT_XZ");
    if (format != FORMAT_XZ && format != FORMAT_ALONE && format != FORMAT_RAW)
        return nx_raisef(&nx_ValueError, "Invalid container format: %lld", (long long)format);
    compressor *self = nx_new_instance(cls, 0);
    if (!self)
        return NX_ERROR;
    return start_encoder(&self->stream, format, check == -1 ? LZMA_CHECK_CRC64 : (int)check, preset, values[3]) ? NX_OBJ(self)
                                                                                                                 : NX_ERROR;
}

static bool start_decoder(lzma_stream *stream, int64_t format, uint64_t limit, nx_value specs) {
    const uint32_t flags = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
    lzma_filter filters[LZMA_FILTERS_MAX + 1];
    switch (format) {
    case FORMAT_AUTO: return good(lzma_auto_decoder(stream, limit, flags));
    case FORMAT_XZ: return good(lzma_stream_decoder(stream, limit, flags));
    case FORMAT_ALONE: return good(lzma_alone_decoder(stream, limit));
    case FORMAT_RAW: break;
    default: return nx_failf(&nx_ValueError, "Invalid container format: %lld", (long long)format);
    }
    if (!filters_from(specs, filters))
        return false;
    bool started = good(lzma_raw_decoder(stream, filters));
    free_filters(filters);
    return started;
}

static nx_value decompressor_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"format", "memlimit", "filters"};
    nx_value values[3];
    int64_t format = FORMAT_AUTO;
    uint64_t limit = UINT64_MAX;
    if (!nx_take_arguments("LZMADecompressor", names, 3, 0, 0, nargs, args, kwnames, values) ||
        (values[0] && !nx_to_size(values[0], &format)))
        return NX_ERROR;
    if (given(values[1])) {
        if (format == FORMAT_RAW)
            return nx_raise(&nx_ValueError, "Cannot specify memory limit with FORMAT_RAW");
        if (!to_u64(values[1], &limit))
            return NX_ERROR;
    }
    if (format == FORMAT_RAW && !given(values[2]))
        return nx_raise(&nx_ValueError, "Must specify filters for FORMAT_RAW");
    if (format != FORMAT_RAW && given(values[2]))
        return nx_raise(&nx_ValueError, "Cannot specify filters except with FORMAT_RAW");
    decompressor *self = nx_new_instance(cls, 0);
    if (!self)
        return NX_ERROR;
    self->common.needs_input = true;
    self->common.unused_data = nx_bytes_new((const uint8_t *)"", 0);
    self->check = format == FORMAT_ALONE || format == FORMAT_RAW ? LZMA_CHECK_NONE : CHECK_UNKNOWN;
    return start_decoder(&self->stream, format, limit, values[2]) ? NX_OBJ(self) : NX_ERROR;
}

nx_value nx_lzma_LZMACompressor_compress(nx_value self, nx_value data) {
    return nx_flow_compress(self, NX_PTR(compressor, self)->flushed, compress_step, data);
}
nx_value nx_lzma_LZMACompressor_flush(nx_value self) {
    return nx_flow_flush(self, &NX_PTR(compressor, self)->flushed, compress_step);
}

nx_value nx_lzma_LZMADecompressor_decompress(nx_value self, nx_value data, nx_value max_length) {
    return nx_flow_decompress(self, decompress_step, data, max_length, "Already at end of stream");
}
nx_value nx_lzma_LZMADecompressor_get_check(nx_value self) { return NX_INT(NX_PTR(decompressor, self)->check); }
nx_value nx_lzma_LZMADecompressor_get_eof(nx_value self) { return nx_from_bool(NX_PTR(nx_decompressor, self)->eof); }
nx_value nx_lzma_LZMADecompressor_get_needs_input(nx_value self) { return nx_from_bool(NX_PTR(nx_decompressor, self)->needs_input); }
nx_value nx_lzma_LZMADecompressor_get_unused_data(nx_value self) { return NX_PTR(nx_decompressor, self)->unused_data; }

#include "_lzma.inc"

static nx_type compressor_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &compressor_type},
    .c_name = "_lzma.LZMACompressor",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(compressor),
    .doc = nx_lzma_LZMACompressor_doc,
    .methods = nx_lzma_LZMACompressor_methods,
    .new_ = compressor_new,
    .finalize = compressor_finalize,
    .finalizes_quietly = true,
};

static nx_type decompressor_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &decompressor_type},
    .c_name = "_lzma.LZMADecompressor",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(decompressor),
    .doc = nx_lzma_LZMADecompressor_doc,
    .methods = nx_lzma_LZMADecompressor_methods,
    .getsets = nx_lzma_LZMADecompressor_getsets,
    .new_ = decompressor_new,
    .finalize = decompressor_finalize,
    .finalizes_quietly = true,
};

static nx_type error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &error_type},
    .c_name = "_lzma.LZMAError",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
    .doc = "Call to liblzma failed.",
};

#define NUMBER(name) {#name, LZMA_##name}
static const struct { const char *name; uint64_t value; } constants[] = {
    {"FORMAT_AUTO", FORMAT_AUTO}, {"FORMAT_XZ", FORMAT_XZ}, {"FORMAT_ALONE", FORMAT_ALONE}, {"FORMAT_RAW", FORMAT_RAW},
    NUMBER(CHECK_NONE), NUMBER(CHECK_CRC32), NUMBER(CHECK_CRC64), NUMBER(CHECK_SHA256), NUMBER(CHECK_ID_MAX),
    {"CHECK_UNKNOWN", CHECK_UNKNOWN}, NUMBER(FILTER_LZMA1), NUMBER(FILTER_LZMA2), NUMBER(FILTER_DELTA), NUMBER(FILTER_X86),
    NUMBER(FILTER_IA64), NUMBER(FILTER_ARM), NUMBER(FILTER_ARMTHUMB), NUMBER(FILTER_SPARC), NUMBER(FILTER_POWERPC),
    NUMBER(MF_HC3), NUMBER(MF_HC4), NUMBER(MF_BT2), NUMBER(MF_BT3), NUMBER(MF_BT4), NUMBER(MODE_FAST), NUMBER(MODE_NORMAL),
    NUMBER(PRESET_DEFAULT), NUMBER(PRESET_EXTREME),
};

static bool init(nx_module *self) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!set_option(self->dict, constants[i].name, constants[i].value))
            return false;
    return true;
}

static nx_type *const types[] = {&compressor_type, &decompressor_type, &error_type, NULL};
const nx_module_def nx_module__lzma = {.name = "_lzma", .functions = nx_lzma_functions, .types = types, .init = init};
