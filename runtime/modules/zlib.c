// zlib: compression by the library of that name. Streams keep the library's state outside the collected heap; a
// finalizer gives it back.
#define ZLIB_CONST
#include <zlib.h>

#include "../types/number.h"
#include "../types/text.h"
#include "natives.h"

typedef struct {
    nx_header header;
    z_stream stream;
    bool started; // the library's state exists
    bool eof;
    nx_value unused_data, unconsumed_tail, dictionary; // of a Decompress; dictionary: bytes or 0
} zlib_object;

static nx_type error_type, compress_type, decompress_type;

static zlib_object *of(nx_value self) {
    return NX_PTR(zlib_object, self);
}

static nx_value fail(const z_stream *stream, int status, const char *doing) {
    const char *why = stream->msg;
    if (status == Z_VERSION_ERROR)
        why = "library version mismatch";
    else if (!why)
        switch (status) {
        case Z_BUF_ERROR: why = "incomplete or truncated stream"; break;
        case Z_STREAM_ERROR: why = "inconsistent stream state"; break;
        case Z_DATA_ERROR: why = "invalid input data"; break;
        }
    if (!why)
        return nx_raise(&error_type, "Error %d %s", status, doing);
    return nx_raise(&error_type, "Error %d %s: %.200s", status, doing, why);
}

static bool int_from(nx_value v, int *out) {
    int64_t n;
    nx_value index = nx_index(v);
    if (!index)
        return false;
    if (!nx_int_try_i64(index, &n))
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C int");
    if (n != (int)n)
        return nx_failf(&nx_OverflowError, n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    *out = (int)n;
    return true;
}

// ---- output of unknown size -----------------------------------------------------------------------------------------------

typedef struct {
    uint8_t *data;
    int64_t length, capacity, most; // most: of bytes, 0 = no limit
} output;

// Room behind what is there already; false: the limit is reached, or memory is out (an exception is pending).
static bool make_room(output *out, z_stream *stream) {
    if (out->length == out->capacity) {
        int64_t capacity = out->capacity ? out->capacity * 2 : 16384;
        if (out->most && capacity > out->most)
            capacity = out->most;
        if (capacity == out->capacity)
            return false;
        uint8_t *data = nx_alloc_bytes((size_t)capacity);
        if (!data)
            return false;
        if (out->length)
            memcpy(data, out->data, (size_t)out->length);
        out->data = data;
        out->capacity = capacity;
    }
    int64_t room = out->capacity - out->length;
    stream->avail_out = room > UINT32_MAX ? UINT32_MAX : (uInt)room;
    stream->next_out = out->data + out->length;
    return true;
}

typedef int (*step)(z_stream *, int);

// Runs deflate or inflate over the input until it is used up, the output's limit is reached or the stream ends.
// Returns the library's last status, or -1000 with an exception pending.
enum { FAILED = -1000 };
static int run(z_stream *stream, step take, const uint8_t **data, int64_t *length, int flush, output *out) {
    int status = Z_OK;
    do {
        uInt part = *length > UINT32_MAX ? UINT32_MAX : (uInt)*length;
        stream->next_in = *data;
        stream->avail_in = part;
        int mode = part == *length ? flush : Z_NO_FLUSH;
        do {
            if (!make_room(out, stream)) {
                *length -= stream->next_in - *data;
                *data = stream->next_in;
                return nx_pending() ? FAILED : status;
            }
            uInt room = stream->avail_out;
            status = take(stream, mode);
            out->length += room - stream->avail_out;
        } while (stream->avail_out == 0 && status != Z_STREAM_END && status != Z_NEED_DICT && status >= Z_OK);
        *length -= stream->next_in - *data;
        *data = stream->next_in;
    } while (*length && (status == Z_OK || (status == Z_BUF_ERROR && take == deflate)));
    return status;
}

// ---- whole strings --------------------------------------------------------------------------------------------------------

nx_value nx_zlib_adler32(nx_value data, nx_value value) {
    nx_buffer view;
    int64_t start = 0;
    nx_value mask = nx_binary(NX_AND, value, NX_INT(0xffffffff));
    if (!mask || !nx_int_to_i64(mask, &start) || !nx_buffer_get(data, &view))
        return 0;
    uLong sum = adler32_z((uLong)start, view.data, (size_t)view.length);
    nx_buffer_release(&view);
    return nx_from_small_int((int64_t)sum & 0xffffffff);
}

nx_value nx_zlib_crc32(nx_value data, nx_value value) {
    nx_buffer view;
    int64_t start = 0;
    nx_value mask = nx_binary(NX_AND, value, NX_INT(0xffffffff));
    if (!mask || !nx_int_to_i64(mask, &start) || !nx_buffer_get(data, &view))
        return 0;
    uLong sum = crc32_z((uLong)start, view.data, (size_t)view.length);
    nx_buffer_release(&view);
    return nx_from_small_int((int64_t)sum & 0xffffffff);
}

nx_value nx_zlib_compress(nx_value data, nx_value level, nx_value wbits) {
    nx_buffer view;
    int level_value, bits;
    if (!int_from(level, &level_value) || !int_from(wbits, &bits) || !nx_buffer_get(data, &view))
        return 0;
    z_stream stream = {0};
    output out = {0};
    nx_value result = 0;
    int status = deflateInit2(&stream, level_value, Z_DEFLATED, bits, MAX_MEM_LEVEL > 8 ? 8 : MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    if (status == Z_MEM_ERROR)
        nx_raise(&nx_MemoryError, "Out of memory while compressing data");
    else if (status == Z_STREAM_ERROR)
        nx_raise(&error_type, "Bad compression level");
    else if (status != Z_OK)
        fail(&stream, status, "while compressing data");
    else {
        const uint8_t *from = view.data;
        int64_t left = view.length;
        status = run(&stream, deflate, &from, &left, Z_FINISH, &out);
        deflateEnd(&stream);
        if (status != FAILED)
            result = nx_bytes_new(out.data ? out.data : (const uint8_t *)"", out.length);
    }
    nx_buffer_release(&view);
    return result;
}

nx_value nx_zlib_decompress(nx_value data, nx_value wbits, nx_value bufsize) {
    nx_buffer view;
    int bits;
    int64_t size;
    if (!int_from(wbits, &bits) || !nx_to_size(bufsize, &size) || !nx_buffer_get(data, &view))
        return 0;
    z_stream stream = {0};
    output out = {0};
    nx_value result = 0;
    if (size < 0)
        nx_raise(&nx_ValueError, "bufsize must be non-negative");
    else {
        int status = inflateInit2(&stream, bits);
        if (status == Z_MEM_ERROR)
            nx_raise(&nx_MemoryError, "Out of memory while decompressing data");
        else if (status != Z_OK) {
            fail(&stream, status, "while preparing to decompress data");
            inflateEnd(&stream);
        } else {
            const uint8_t *from = view.data;
            int64_t left = view.length;
            status = run(&stream, inflate, &from, &left, Z_SYNC_FLUSH, &out);
            if (status == Z_STREAM_END)
                result = nx_bytes_new(out.data, out.length);
            else if (status != FAILED)
                fail(&stream, status == Z_OK ? Z_BUF_ERROR : status, "while decompressing data");
            inflateEnd(&stream);
        }
    }
    nx_buffer_release(&view);
    return result;
}

// ---- streams --------------------------------------------------------------------------------------------------------------

static void compress_finalize(nx_value self) {
    if (of(self)->started)
        deflateEnd(&of(self)->stream);
    of(self)->started = false;
}

static void decompress_finalize(nx_value self) {
    if (of(self)->started)
        inflateEnd(&of(self)->stream);
    of(self)->started = false;
}

nx_value nx_zlib_compressobj(nx_value level, nx_value method, nx_value wbits, nx_value memLevel, nx_value strategy, nx_value zdict) {
    int numbers[5];
    const nx_value values[5] = {level, method, wbits, memLevel, strategy};
    for (int i = 0; i < 5; i++)
        if (!int_from(values[i], &numbers[i]))
            return 0;
    nx_buffer view = {0};
    if (zdict && zdict != NX_NONE && !nx_buffer_get(zdict, &view))
        return 0;
    zlib_object *self = nx_new_object(zlib_object, compress_type);
    nx_value result = 0;
    if (self) {
        int status = deflateInit2(&self->stream, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        self->started = status == Z_OK;
        if (status == Z_OK && view.data) {
            status = deflateSetDictionary(&self->stream, view.data, (uInt)view.length);
            if (status == Z_STREAM_ERROR)
                nx_raise(&nx_ValueError, "Invalid dictionary");
            else if (status != Z_OK)
                nx_raise(&nx_ValueError, "deflateSetDictionary()");
        } else if (status == Z_MEM_ERROR)
            nx_raise(&nx_MemoryError, "Can't allocate memory for compression object");
        else if (status == Z_STREAM_ERROR)
            nx_raise(&nx_ValueError, "Invalid initialization option");
        else if (status != Z_OK)
            fail(&self->stream, status, "while creating compression object");
        result = nx_pending() ? 0 : NX_OBJ(self);
    }
    if (view.data)
        nx_buffer_release(&view);
    return result;
}

nx_value nx_zlib_decompressobj(nx_value wbits, nx_value zdict) {
    int bits;
    if (!int_from(wbits, &bits))
        return 0;
    if (zdict && !nx_type_of(zdict)->buffer)
        return nx_raise(&nx_TypeError, "zdict argument must support the buffer protocol");
    zlib_object *self = nx_new_object(zlib_object, decompress_type);
    if (!self)
        return 0;
    if (zdict) {
        nx_buffer view;
        if (!nx_buffer_get(zdict, &view))
            return 0;
        self->dictionary = nx_bytes_new(view.data, view.length);
        nx_buffer_release(&view);
        if (!self->dictionary)
            return 0;
    }
    self->unused_data = self->unconsumed_tail = nx_bytes_new((const uint8_t *)"", 0);
    int status = inflateInit2(&self->stream, bits);
    self->started = status == Z_OK;
    if (status == Z_STREAM_ERROR)
        return nx_raise(&nx_ValueError, "Invalid initialization option");
    if (status == Z_MEM_ERROR)
        return nx_raise(&nx_MemoryError, "Can't allocate memory for decompression object");
    if (status != Z_OK)
        return fail(&self->stream, status, "while creating decompression object");
    if (self->dictionary && bits < 0 && // a raw stream cannot ask for it
        inflateSetDictionary(&self->stream, NX_PTR(nx_bytes, self->dictionary)->data,
                             (uInt)NX_PTR(nx_bytes, self->dictionary)->length) != Z_OK)
        return nx_raise(&error_type, "Error %d while setting zdict", Z_DATA_ERROR);
    return NX_OBJ(self);
}

nx_value nx_zlib_Compress_compress(nx_value self, nx_value data) {
    nx_buffer view;
    if (!nx_buffer_get(data, &view))
        return 0;
    output out = {0};
    const uint8_t *from = view.data;
    int64_t left = view.length;
    int status = run(&of(self)->stream, deflate, &from, &left, Z_NO_FLUSH, &out);
    nx_buffer_release(&view);
    if (status == FAILED)
        return 0;
    if (status == Z_STREAM_ERROR)
        return fail(&of(self)->stream, status, "while compressing data");
    return nx_bytes_new(out.data ? out.data : (const uint8_t *)"", out.length);
}

nx_value nx_zlib_Compress_flush(nx_value self, nx_value mode) {
    int how;
    if (!int_from(mode, &how))
        return 0;
    if (how == Z_NO_FLUSH)
        return nx_bytes_new((const uint8_t *)"", 0);
    output out = {0};
    const uint8_t *from = (const uint8_t *)"";
    int64_t left = 0;
    int status = run(&of(self)->stream, deflate, &from, &left, how, &out);
    if (status == FAILED)
        return 0;
    if (status == Z_STREAM_ERROR)
        return fail(&of(self)->stream, status, "while flushing");
    if (status == Z_STREAM_END && how == Z_FINISH)
        compress_finalize(self);
    else if (status != Z_OK && status != Z_BUF_ERROR)
        return fail(&of(self)->stream, status, "while flushing");
    return nx_bytes_new(out.data ? out.data : (const uint8_t *)"", out.length);
}

static nx_value copy_of(nx_value self, nx_type *type, int (*copy)(z_stream *, z_stream *), const char *kind) {
    zlib_object *twin = nx_new_object(zlib_object, *type);
    if (!twin)
        return 0;
    int status = of(self)->started ? copy(&twin->stream, &of(self)->stream) : Z_STREAM_ERROR;
    if (status == Z_STREAM_ERROR)
        return nx_raise(&nx_ValueError, "Inconsistent stream state");
    if (status == Z_MEM_ERROR)
        return nx_raise(&nx_MemoryError, "Can't allocate memory for %s object", kind);
    if (status != Z_OK)
        return fail(&of(self)->stream, status, "while copying object");
    twin->started = true;
    twin->eof = of(self)->eof;
    twin->unused_data = of(self)->unused_data;
    twin->unconsumed_tail = of(self)->unconsumed_tail;
    twin->dictionary = of(self)->dictionary;
    return NX_OBJ(twin);
}

nx_value nx_zlib_Compress_copy(nx_value self) {
    return copy_of(self, &compress_type, deflateCopy, "compression");
}

nx_value nx_zlib_Compress_deepcopy(nx_value self, nx_value memo) {
    return nx_zlib_Compress_copy(self);
}

nx_value nx_zlib_Decompress_copy(nx_value self) {
    return copy_of(self, &decompress_type, inflateCopy, "decompression");
}

nx_value nx_zlib_Decompress_deepcopy(nx_value self, nx_value memo) {
    return nx_zlib_Decompress_copy(self);
}

// inflate with the dictionary set when the stream asks for it.
static int inflate_all(zlib_object *self, const uint8_t **from, int64_t *left, output *out) {
    for (;;) {
        int status = run(&self->stream, inflate, from, left, Z_SYNC_FLUSH, out);
        if (status != Z_NEED_DICT || !self->dictionary)
            return status;
        const nx_bytes *dictionary = NX_PTR(nx_bytes, self->dictionary);
        status = inflateSetDictionary(&self->stream, dictionary->data, (uInt)dictionary->length);
        if (status != Z_OK) {
            nx_raise(&error_type, "Error %d while setting zdict: %s", status, self->stream.msg ? self->stream.msg : "incorrect dictionary");
            return FAILED;
        }
    }
}

// What the stream did not take: behind its end it is unused data, before it the tail to be given again.
static bool keep_rest(zlib_object *self, int status, const uint8_t *rest, int64_t left) {
    if (status == Z_STREAM_END) {
        if (left > 0) {
            nx_value parts[2] = {self->unused_data, nx_bytes_new(rest, left)};
            self->unused_data = parts[1] ? nx_binary(NX_ADD, parts[0], parts[1]) : 0;
            if (!self->unused_data)
                return false;
        }
    }
    if ((left > 0 && status != Z_STREAM_END) || NX_PTR(nx_bytes, self->unconsumed_tail)->length) {
        nx_value tail = nx_bytes_new(rest, left);
        if (!tail)
            return false;
        self->unconsumed_tail = tail;
    }
    return true;
}

nx_value nx_zlib_Decompress_decompress(nx_value self, nx_value data, nx_value max_length) {
    nx_buffer view;
    int64_t most;
    if (!nx_to_size(max_length, &most))
        return 0;
    if (most < 0)
        return nx_raise(&nx_ValueError, "max_length must be non-negative");
    if (!nx_buffer_get(data, &view))
        return 0;
    output out = {.most = most};
    const uint8_t *from = view.data;
    int64_t left = view.length;
    int status = inflate_all(of(self), &from, &left, &out);
    nx_value result = 0;
    if (status != FAILED && keep_rest(of(self), status, from, left)) {
        if (status == Z_STREAM_END)
            of(self)->eof = true;
        if (status == Z_STREAM_END || status == Z_OK || status == Z_BUF_ERROR)
            result = nx_bytes_new(out.data ? out.data : (const uint8_t *)"", out.length);
        else
            fail(&of(self)->stream, status, "while decompressing data");
    }
    nx_buffer_release(&view);
    return result;
}

nx_value nx_zlib_Decompress_flush(nx_value self, nx_value length) {
    int64_t size;
    if (!nx_to_size(length, &size))
        return 0;
    if (size <= 0)
        return nx_raise(&nx_ValueError, "length must be greater than zero");
    output out = {0};
    nx_value tail = of(self)->unconsumed_tail;
    const uint8_t *from = NX_PTR(nx_bytes, tail)->data;
    int64_t left = NX_PTR(nx_bytes, tail)->length;
    int status = inflate_all(of(self), &from, &left, &out);
    if (status == FAILED || !keep_rest(of(self), status, from, left))
        return 0;
    if (status == Z_STREAM_END) {
        of(self)->eof = true;
        decompress_finalize(self);
    }
    return nx_bytes_new(out.data ? out.data : (const uint8_t *)"", out.length);
}

nx_value nx_zlib_Decompress_get_unused_data(nx_value self) {
    return of(self)->unused_data;
}

nx_value nx_zlib_Decompress_get_unconsumed_tail(nx_value self) {
    return of(self)->unconsumed_tail;
}

nx_value nx_zlib_Decompress_get_eof(nx_value self) {
    return nx_from_bool(of(self)->eof);
}

#include "zlib.inc"

static nx_type error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &error_type},
    .c_name = "zlib.error",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static nx_type compress_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &compress_type},
    .c_name = "zlib.Compress",
    .base = &nx_object_type,
    .basic_size = sizeof(zlib_object),
    .methods = nx_zlib_Compress_methods,
    .finalize = compress_finalize,
    .finalizes_quietly = true,
};

static nx_type decompress_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &decompress_type},
    .c_name = "zlib.Decompress",
    .base = &nx_object_type,
    .basic_size = sizeof(zlib_object),
    .methods = nx_zlib_Decompress_methods,
    .getsets = nx_zlib_Decompress_getsets,
    .finalize = decompress_finalize,
    .finalizes_quietly = true,
};

static const struct { const char *name; int value; } constants[] = {
    {"MAX_WBITS", MAX_WBITS}, {"DEFLATED", Z_DEFLATED}, {"DEF_MEM_LEVEL", 8}, {"DEF_BUF_SIZE", 16384},
    {"Z_NO_COMPRESSION", Z_NO_COMPRESSION}, {"Z_BEST_SPEED", Z_BEST_SPEED}, {"Z_BEST_COMPRESSION", Z_BEST_COMPRESSION},
    {"Z_DEFAULT_COMPRESSION", Z_DEFAULT_COMPRESSION}, {"Z_FILTERED", Z_FILTERED}, {"Z_HUFFMAN_ONLY", Z_HUFFMAN_ONLY},
    {"Z_RLE", Z_RLE}, {"Z_FIXED", Z_FIXED}, {"Z_DEFAULT_STRATEGY", Z_DEFAULT_STRATEGY}, {"Z_FINISH", Z_FINISH},
    {"Z_NO_FLUSH", Z_NO_FLUSH}, {"Z_PARTIAL_FLUSH", Z_PARTIAL_FLUSH}, {"Z_SYNC_FLUSH", Z_SYNC_FLUSH},
    {"Z_FULL_FLUSH", Z_FULL_FLUSH}, {"Z_BLOCK", Z_BLOCK}, {"Z_TREES", Z_TREES},
};

static bool init(nx_module *self) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    return nx_type_ready(&compress_type) && nx_type_ready(&decompress_type) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("ZLIB_VERSION"), nx_str_from_c(ZLIB_VERSION)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("ZLIB_RUNTIME_VERSION"), nx_str_from_c(zlibVersion())) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("__version__"), nx_str_from_c("1.0"));
}

static nx_type *const types[] = {&error_type, NULL};
const nx_module_def nx_module_zlib = {.name = "zlib", .functions = nx_zlib_functions, .types = types, .init = init};
