// See compression.h.
#include "compression.h"

#include "../types/text.h"

typedef struct {
    uint8_t *data;
    int64_t capacity, most; // most: of bytes, negative = no limit
    nx_flow flow;
} output;

static int64_t produced(const output *out) {
    return out->capacity - (int64_t)out->flow.output_left;
}

// More room behind what is there; false: the limit is reached, or memory is out (an exception is pending).
static bool grow(output *out) {
    int64_t length = produced(out), capacity = out->capacity ? out->capacity * 2 : 32768;
    if (out->most >= 0 && capacity > out->most)
        capacity = out->most;
    if (out->data && capacity == out->capacity)
        return false;
    uint8_t *data = nx_alloc_bytes((size_t)capacity + 1);
    if (!data)
        return false;
    if (length)
        memcpy(data, out->data, (size_t)length);
    out->data = data;
    out->capacity = capacity;
    out->flow.output = data + length;
    out->flow.output_left = (size_t)(capacity - length);
    return true;
}

// All that comes out for the input; with `finish` up to the end of the stream.
static nx_value run_through(nx_value self, nx_flow_step step, const void *data, int64_t length, bool finish) {
    output out = {.most = -1, .flow = {.input = data, .input_left = (size_t)length}};
    nx_flow_state state = NX_FLOW_ON;
    while (state == NX_FLOW_ON && (out.flow.output_left || grow(&out))) {
        if (!finish && !out.flow.input_left && produced(&out) < out.capacity)
            break;
        state = step(self, &out.flow, finish);
    }
    return state == NX_FLOW_ERROR || nx_pending() ? NX_ERROR : nx_bytes_new(out.data ? out.data : (const uint8_t *)"", produced(&out));
}

nx_value nx_flow_compress(nx_value self, bool flushed, nx_flow_step step, nx_value data) {
    nx_buffer view;
    if (!nx_buffer_get(data, &view))
        return NX_ERROR;
    nx_value result = flushed ? nx_raise(&nx_ValueError, "Compressor has been flushed")
                              : run_through(self, step, view.data, view.length, false);
    nx_buffer_release(&view);
    return result;
}

nx_value nx_flow_flush(nx_value self, bool *flushed, nx_flow_step step) {
    if (*flushed)
        return nx_raise(&nx_ValueError, "Repeated call to flush()");
    *flushed = true;
    return run_through(self, step, "", 0, true);
}

// The rest of the last call and the new data.
static nx_value joined(nx_value rest, const nx_buffer *view) {
    const nx_bytes *old = NX_PTR(nx_bytes, rest);
    nx_value all = nx_bytes_new(NULL, old->length + view->length);
    if (all) {
        memcpy(NX_PTR(nx_bytes, all)->data, old->data, (size_t)old->length);
        memcpy(NX_PTR(nx_bytes, all)->data + old->length, view->data, (size_t)view->length);
    }
    return all;
}

static bool decompress(nx_value value, nx_flow_step step, output *out) {
    nx_decompressor *self = NX_PTR(nx_decompressor, value);
    nx_flow *flow = &out->flow;
    if (!grow(out))
        return false;
    for (;;) {
        nx_flow_state state = step(value, flow, false);
        if (state == NX_FLOW_ERROR)
            return false;
        self->eof = state == NX_FLOW_END;
        if (self->eof || (!flow->input_left && (flow->output_left || self->input_decides)))
            break;
        if (!flow->output_left && !grow(out))
            break;
    }
    if (nx_pending())
        return false;
    self->rest = 0;
    self->needs_input = !self->eof && !flow->input_left && (flow->output_left || self->input_decides);
    if (!flow->input_left)
        return true;
    nx_value rest = nx_bytes_new(flow->input, (int64_t)flow->input_left);
    *(self->eof ? &self->unused_data : &self->rest) = rest;
    return rest != 0;
}

nx_value nx_flow_decompress(nx_value value, nx_flow_step step, nx_value data, nx_value max_length, const char *at_end) {
    nx_decompressor *self = NX_PTR(nx_decompressor, value);
    output out = {0};
    nx_buffer view;
    if (!nx_to_size(max_length, &out.most) || !nx_buffer_get(data, &view))
        return NX_ERROR;
    nx_value result = 0, input = self->rest ? joined(self->rest, &view) : data;
    if (self->eof)
        nx_raise(&nx_EOFError, "%s", at_end);
    else if (input) {
        bool isJoined = input != data;
        out.flow.input = isJoined ? NX_PTR(nx_bytes, input)->data : view.data;
        out.flow.input_left = (size_t)(isJoined ? NX_PTR(nx_bytes, input)->length : view.length);
        if (decompress(value, step, &out))
            result = nx_bytes_new(out.data, produced(&out));
    }
    nx_buffer_release(&view);
    return result;
}
