// _bz2: compressors and decompressors of libbz2. The library keeps its state outside the collected heap; a finalizer gives
// it back.
#include <bzlib.h>

#include "../types/containers.h"
#include "compression.h"

typedef struct {
    nx_header header;
    bz_stream stream;
    bool started, flushed;
} compressor;

typedef struct {
    nx_decompressor common;
    bz_stream stream;
    bool started;
} decompressor;

static nx_type compressor_type, decompressor_type;

static nx_flow_state fail(int status) {
    switch (status) {
    case BZ_PARAM_ERROR:
        nx_raise(&nx_ValueError, "Internal error - invalid parameters passed to libbzip2");
        break;
    case BZ_MEM_ERROR: nx_raise_no_memory(); break;
    case BZ_DATA_ERROR:
    case BZ_DATA_ERROR_MAGIC: nx_raise(&nx_OSError, "Invalid data stream"); break;
    case BZ_IO_ERROR: nx_raise(&nx_OSError, "Unknown I/O error"); break;
    case BZ_UNEXPECTED_EOF:
        nx_raise(&nx_EOFError, "Compressed file ended before the logical end-of-stream was detected");
        break;
    case BZ_SEQUENCE_ERROR: nx_raise(&nx_RuntimeError, "Internal error - Invalid sequence of commands sent to libbzip2"); break;
    default: nx_raisef(&nx_OSError, "Unrecognized error from libbzip2: %d", status);
    }
    return NX_FLOW_ERROR;
}

// Lends the flow's buffers to the library's stream, whose counts have 32 bits, and takes them back.
static unsigned part(size_t size) {
    return size > UINT32_MAX ? UINT32_MAX : (unsigned)size;
}

static void lend(bz_stream *stream, const nx_flow *flow) {
    stream->next_in = (char *)(uintptr_t)flow->input;
    stream->avail_in = part(flow->input_left);
    stream->next_out = (char *)flow->output;
    stream->avail_out = part(flow->output_left);
}

static void take_back(const bz_stream *stream, nx_flow *flow) {
    size_t taken = (size_t)((const uint8_t *)stream->next_in - flow->input), given = (size_t)((uint8_t *)stream->next_out - flow->output);
    flow->input += taken;
    flow->input_left -= taken;
    flow->output += given;
    flow->output_left -= given;
}

static nx_flow_state compress_step(nx_value self, nx_flow *flow, bool finish) {
    bz_stream *stream = &NX_PTR(compressor, self)->stream;
    if (!finish && !flow->input_left)
        return NX_FLOW_ON;
    lend(stream, flow);
    int status = BZ2_bzCompress(stream, finish && stream->avail_in == flow->input_left ? BZ_FINISH : BZ_RUN);
    take_back(stream, flow);
    if (status == BZ_STREAM_END)
        return NX_FLOW_END;
    return status >= 0 ? NX_FLOW_ON : fail(status);
}

static nx_flow_state decompress_step(nx_value self, nx_flow *flow, bool finish) {
    bz_stream *stream = &NX_PTR(decompressor, self)->stream;
    lend(stream, flow);
    int status = BZ2_bzDecompress(stream);
    take_back(stream, flow);
    if (status == BZ_STREAM_END)
        return NX_FLOW_END;
    return status == BZ_OK ? NX_FLOW_ON : fail(status);
}

static void compressor_finalize(nx_value self) {
    if (NX_PTR(compressor, self)->started)
        BZ2_bzCompressEnd(&NX_PTR(compressor, self)->stream);
    NX_PTR(compressor, self)->started = false;
}

static void decompressor_finalize(nx_value self) {
    if (NX_PTR(decompressor, self)->started)
        BZ2_bzDecompressEnd(&NX_PTR(decompressor, self)->stream);
    NX_PTR(decompressor, self)->started = false;
}

static nx_value compressor_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    int64_t level = 9;
    if (!nx_take_no_keywords("BZ2Compressor", kwnames) || !nx_take_positional("BZ2Compressor", nargs, 0, 1) ||
        (nargs && !nx_to_size(args[0], &level)))
        return NX_ERROR;
    if (level < 1 || level > 9)
        return nx_raise(&nx_ValueError, "compresslevel must be between 1 and 9");
    compressor *self = nx_new_instance(cls, 0);
    if (!self)
        return NX_ERROR;
    int status = BZ2_bzCompressInit(&self->stream, (int)level, 0, 0);
    self->started = status == BZ_OK;
    if (status != BZ_OK)
        fail(status);
    return self->started ? NX_OBJ(self) : NX_ERROR;
}

static nx_value decompressor_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("BZ2Decompressor", kwnames) || !nx_take_positional("BZ2Decompressor", nargs, 0, 0))
        return NX_ERROR;
    decompressor *self = nx_new_instance(cls, 0);
    if (!self)
        return NX_ERROR;
    self->common.needs_input = self->common.input_decides = true;
    self->common.unused_data = nx_bytes_new((const uint8_t *)"", 0);
    int status = BZ2_bzDecompressInit(&self->stream, 0, 0);
    self->started = status == BZ_OK;
    if (status != BZ_OK)
        fail(status);
    return self->started ? NX_OBJ(self) : NX_ERROR;
}

nx_value nx_bz2_BZ2Compressor_compress(nx_value self, nx_value data) {
    return nx_flow_compress(self, NX_PTR(compressor, self)->flushed, compress_step, data);
}
nx_value nx_bz2_BZ2Compressor_flush(nx_value self) {
    return nx_flow_flush(self, &NX_PTR(compressor, self)->flushed, compress_step);
}

nx_value nx_bz2_BZ2Decompressor_decompress(nx_value self, nx_value data, nx_value max_length) {
    return nx_flow_decompress(self, decompress_step, data, max_length, "End of stream already reached");
}
nx_value nx_bz2_BZ2Decompressor_get_eof(nx_value self) { return nx_from_bool(NX_PTR(nx_decompressor, self)->eof); }
nx_value nx_bz2_BZ2Decompressor_get_needs_input(nx_value self) { return nx_from_bool(NX_PTR(nx_decompressor, self)->needs_input); }
nx_value nx_bz2_BZ2Decompressor_get_unused_data(nx_value self) { return NX_PTR(nx_decompressor, self)->unused_data; }

#include "_bz2.inc"

static nx_type compressor_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &compressor_type},
    .c_name = "_bz2.BZ2Compressor",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(compressor),
    .doc = nx_bz2_BZ2Compressor_doc,
    .methods = nx_bz2_BZ2Compressor_methods,
    .new_ = compressor_new,
    .finalize = compressor_finalize,
    .finalizes_quietly = true,
};

static nx_type decompressor_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &decompressor_type},
    .c_name = "_bz2.BZ2Decompressor",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(decompressor),
    .doc = nx_bz2_BZ2Decompressor_doc,
    .methods = nx_bz2_BZ2Decompressor_methods,
    .getsets = nx_bz2_BZ2Decompressor_getsets,
    .new_ = decompressor_new,
    .finalize = decompressor_finalize,
    .finalizes_quietly = true,
};

static nx_type *const types[] = {&compressor_type, &decompressor_type, NULL};
const nx_module_def nx_module__bz2 = {.name = "_bz2", .types = types};
