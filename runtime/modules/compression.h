// What _bz2 and _lzma share: a codec takes input and gives output, step by step; here is the rest, the output's growing
// buffer and what a decompressor keeps between calls.
#ifndef NX_COMPRESSION_H
#define NX_COMPRESSION_H

#include "natives.h"

typedef struct {
    const uint8_t *input;
    size_t input_left;
    uint8_t *output;
    size_t output_left;
} nx_flow;

typedef enum { NX_FLOW_ON, NX_FLOW_END, NX_FLOW_ERROR } nx_flow_state; // ERROR: an exception is pending
typedef nx_flow_state (*nx_flow_step)(nx_value self, nx_flow *flow, bool finish);

// The methods of compressors: compress(data), and flush(), after which neither may be called again.
nx_value nx_flow_compress(nx_value self, bool flushed, nx_flow_step step, nx_value data);
nx_value nx_flow_flush(nx_value self, bool *flushed, nx_flow_step step);

typedef struct {
    nx_header header;
    bool eof, needs_input;
    bool input_decides;   // out of input, it wants more even when it may hold back output
    nx_value unused_data; // bytes behind the end
    nx_value rest;        // bytes not taken yet, or 0
} nx_decompressor;

nx_value nx_flow_decompress(nx_value self, nx_flow_step step, nx_value data, nx_value max_length, const char *at_end);

#endif
