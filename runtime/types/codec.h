// What the codecs share: error handling, a growing byte string.
#ifndef NX_CODEC_H
#define NX_CODEC_H

#include "text.h"

typedef struct { uint8_t *data; int64_t length, capacity; bool failed; } nx_byte_builder;
void nx_byte_reserve(nx_byte_builder *b, int64_t more);
void nx_byte_put(nx_byte_builder *b, uint8_t byte);
void nx_byte_add(nx_byte_builder *b, const void *data, int64_t length);
nx_value nx_byte_finish(nx_byte_builder *b);

typedef struct {
    const char *encoding, *errors;
    nx_value source;         // decoding: the object that the bytes come from, or 0
    const uint8_t *data;     // decoding
    const nx_str *text;      // encoding
    int64_t length;
    nx_value exception;      // made at the first error that a handler function gets to see
    bool partial;            // decoding: stop before an incomplete sequence at the end
    bool replaced;           // decoding: an error handler has put other bytes in the place of `data`
} nx_codec;

// Decoding: bytes [*at, end) are wrong. Appends what the error handler says and moves *at to where to go on.
bool nx_decode_error(nx_codec *c, nx_builder *out, int64_t *at, int64_t end, const char *reason);
// Encoding: characters [*at, end) cannot be encoded. The replacement is text (to be encoded by the codec, strictly) or
// bytes (to be copied); *at moves. 0 = error.
nx_value nx_encode_error(nx_codec *c, int64_t *at, int64_t end, const char *reason);
nx_value nx_raise_encode(nx_codec *c, int64_t start, int64_t end, const char *reason);

nx_value nx_decode_utf16(nx_codec *c, int order, int64_t *consumed); // order: -1 little, 1 big, 0 by the mark
nx_value nx_decode_utf32(nx_codec *c, int order, int64_t *consumed);
nx_value nx_decode_utf7(nx_codec *c, int64_t *consumed);
nx_value nx_encode_utf7(nx_codec *c);
nx_value nx_decode_utf8_codec(nx_codec *c, int64_t *consumed);
nx_value nx_decode_unicode_escape(nx_codec *c);
nx_value nx_decode_raw_unicode_escape(nx_codec *c);
nx_value nx_encode_utf8(nx_codec *c);
nx_value nx_encode_utf16(nx_codec *c, int order);
nx_value nx_encode_utf32(nx_codec *c, int order);
nx_value nx_encode_unicode_escape(nx_codec *c);
nx_value nx_encode_raw_unicode_escape(nx_codec *c);

// Encodings by number, for the streams of io.
enum { NX_UTF8, NX_UTF8_SIG, NX_ASCII, NX_LATIN1, NX_UTF16, NX_UTF16_LE, NX_UTF16_BE, NX_UTF32, NX_UTF32_LE, NX_UTF32_BE,
       NX_UTF7, NX_UNICODE_ESCAPE, NX_RAW_UNICODE_ESCAPE, NX_CHARMAP };
// The number of a named encoding (NX_CHARMAP + index for 8-bit ones), -1 if unknown (no exception).
int nx_encoding_number(const char *name);
const char *nx_encoding_name(int number);
nx_value nx_decode_number(int number, nx_codec *c, int64_t *consumed);
nx_value nx_encode_number(int number, nx_codec *c);
// lookup of error handlers: 0 with LookupError if there is none of that name
// What a codec's function gives first of its two; an exception of it tells the codec's name.
nx_value nx_codec_apply(nx_value function, nx_value input, nx_value errors, const char *encoding, bool decoding);
nx_value nx_error_handler(const char *name);
bool nx_register_error_handler(nx_value name, nx_value handler);

#endif
