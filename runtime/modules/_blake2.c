// _blake2: BLAKE2b and BLAKE2s (RFC 7693) with the parameters of the BLAKE2 paper: key, salt, personalisation, tree.
// libcrypto has the plain functions only. One object serves both; BLAKE2s keeps its 32-bit words in the same arrays.
#include <stdio.h>

#include "../types/number.h"
#include "../types/text.h"
#include "natives.h"

typedef struct {
    nx_header header;
    uint64_t state[8];
    uint64_t counted[2]; // bytes compressed so far
    uint8_t block[128];
    int64_t used;        // bytes in `block`: compressed only when more follow
    int64_t digest_size;
    bool small;          // BLAKE2s
    bool last_node;
} blake_object;

static nx_type big_type, small_type;

static const uint8_t permutations[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};
// The first 64 bits of the fractional parts of the square roots of the first eight primes; BLAKE2s takes the upper halves.
static const uint64_t start[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

static const uint8_t columns[8][4] = { // which words a mixing step takes: four columns, then four diagonals
    {0, 4, 8, 12}, {1, 5, 9, 13}, {2, 6, 10, 14}, {3, 7, 11, 15}, {0, 5, 10, 15}, {1, 6, 11, 12}, {2, 7, 8, 13}, {3, 4, 9, 14},
};

static uint64_t turn64(uint64_t x, int n) {
    return x >> n | x << (64 - n);
}

static uint32_t turn32(uint32_t x, int n) {
    return x >> n | x << (32 - n);
}

static void compress_big(blake_object *b, bool last) {
    uint64_t m[16], v[16];
    memcpy(m, b->block, sizeof m);
    memcpy(v, b->state, sizeof b->state);
    memcpy(v + 8, start, sizeof start);
    v[12] ^= b->counted[0];
    v[13] ^= b->counted[1];
    v[14] ^= last ? ~0ull : 0;
    v[15] ^= last && b->last_node ? ~0ull : 0;
    for (int round = 0; round < 12; round++)
        for (int i = 0; i < 8; i++) {
            const uint8_t *order = permutations[round % 10], *at = columns[i];
            uint64_t p = v[at[0]], q = v[at[1]], r = v[at[2]], s = v[at[3]];
            p += q + m[order[2 * i]];
            s = turn64(s ^ p, 32);
            r += s;
            q = turn64(q ^ r, 24);
            p += q + m[order[2 * i + 1]];
            s = turn64(s ^ p, 16);
            r += s;
            q = turn64(q ^ r, 63);
            v[at[0]] = p, v[at[1]] = q, v[at[2]] = r, v[at[3]] = s;
        }
    for (int i = 0; i < 8; i++)
        b->state[i] ^= v[i] ^ v[i + 8];
}

static void compress_small(blake_object *b, bool last) {
    uint32_t m[16], v[16];
    memcpy(m, b->block, sizeof m);
    for (int i = 0; i < 8; i++) {
        v[i] = (uint32_t)b->state[i];
        v[i + 8] = (uint32_t)(start[i] >> 32);
    }
    v[12] ^= (uint32_t)b->counted[0];
    v[13] ^= (uint32_t)(b->counted[0] >> 32);
    v[14] ^= last ? ~0u : 0;
    v[15] ^= last && b->last_node ? ~0u : 0;
    for (int round = 0; round < 10; round++)
        for (int i = 0; i < 8; i++) {
            const uint8_t *order = permutations[round], *at = columns[i];
            uint32_t p = v[at[0]], q = v[at[1]], r = v[at[2]], s = v[at[3]];
            p += q + m[order[2 * i]];
            s = turn32(s ^ p, 16);
            r += s;
            q = turn32(q ^ r, 12);
            p += q + m[order[2 * i + 1]];
            s = turn32(s ^ p, 8);
            r += s;
            q = turn32(q ^ r, 7);
            v[at[0]] = p, v[at[1]] = q, v[at[2]] = r, v[at[3]] = s;
        }
    for (int i = 0; i < 8; i++)
        b->state[i] ^= v[i] ^ v[i + 8];
}

static void compress(blake_object *b, bool last) {
    b->counted[0] += (uint64_t)b->used;
    b->counted[1] += b->counted[0] < (uint64_t)b->used;
    (b->small ? compress_small : compress_big)(b, last);
}

static void feed(blake_object *b, const uint8_t *data, int64_t length) {
    int64_t size = b->small ? 64 : 128;
    while (length > 0) {
        if (b->used == size) {
            compress(b, false);
            b->used = 0;
        }
        int64_t part = size - b->used < length ? size - b->used : length;
        memcpy(b->block + b->used, data, (size_t)part);
        b->used += part;
        data += part;
        length -= part;
    }
}

static bool feed_value(blake_object *b, nx_value data) {
    nx_buffer view;
    if (nx_is_str(data))
        return nx_failf(&nx_TypeError, "Strings must be encoded before hashing");
    if (!nx_type_of(data)->buffer)
        return nx_failf(&nx_TypeError, "object supporting the buffer API required");
    if (!nx_buffer_get(data, &view))
        return false;
    feed(b, view.data, view.length);
    nx_buffer_release(&view);
    return true;
}

// ---- making one -------------------------------------------------------------------------------------------------------------

enum { DIGEST_SIZE, KEY, SALT, PERSON, FANOUT, DEPTH, LEAF_SIZE, NODE_OFFSET, NODE_DEPTH, INNER_SIZE, LAST_NODE, SECURITY, OPTIONS };
static const char *const option_names[OPTIONS] = {"digest_size", "key", "salt", "person", "fanout", "depth", "leaf_size",
                                                  "node_offset", "node_depth", "inner_size", "last_node", "usedforsecurity"};

static bool small_number(nx_value v, int64_t low, int64_t high, const char *message, int64_t *out) {
    if (!v)
        return true;
    nx_value index = nx_index(v);
    if (!index || !nx_int_to_i64(index, out))
        return false;
    return (*out >= low && *out <= high) || nx_failf(&nx_ValueError, "%s", message);
}

static bool large_number(nx_value v, uint64_t most, const char *message, uint64_t *out) {
    nx_int_look look;
    if (!v)
        return true;
    nx_value index = nx_index(v);
    if (!index)
        return false;
    if (nx_int_sign(index) < 0)
        return nx_failf(&nx_ValueError, "value must be positive");
    nx_int_look_at(index, &look);
    if (look.count > 1)
        return nx_failf(&nx_OverflowError, "int too big to convert");
    *out = look.count ? look.limbs[0] : 0;
    return *out <= most || nx_failf(&nx_OverflowError, "%s", message);
}

// Copies the bytes of an optional argument; more than `room` is an error.
static bool short_bytes(nx_value v, int64_t room, const char *what, uint8_t *out, int64_t *length) {
    nx_buffer view;
    if (!v)
        return true;
    if (!nx_buffer_get(v, &view))
        return false;
    bool fits = view.length <= room;
    if (fits && view.length)
        memcpy(out, view.data, (size_t)view.length);
    *length = view.length;
    nx_buffer_release(&view);
    return fits || nx_failf(&nx_ValueError, "maximum %s length is %d bytes", what, (int)room);
}

static nx_value blake_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    bool small = cls == &small_type;
    const char *name = small ? "blake2s" : "blake2b";
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    nx_value options[OPTIONS] = {0};
    if (nargs > 1)
        return nx_raise(&nx_TypeError, "%s() takes at most 1 positional argument (%zu given)", name, nargs);
    for (size_t i = 0; i < keywords; i++) {
        nx_value keyword = NX_PTR(nx_tuple, kwnames)->items[i];
        int found = 0;
        while (found < OPTIONS && strcmp(option_names[found], nx_str_utf8_lossy(keyword, NULL)) != 0)
            found++;
        if (found == OPTIONS)
            return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for %s()", keyword, name);
        options[found] = args[nargs + i];
    }
    int64_t most = small ? 32 : 64, extra = most / 4, ignored;
    int64_t size = most, key_length = 0, fanout = 1, depth = 1, node_depth = 0, inner = 0;
    uint64_t leaf = 0, offset = 0;
    uint8_t key[128] = {0}, parameters[64] = {0};
    // The parameter block: BLAKE2s has 6 bytes of node offset and half as much salt and personalisation.
    int64_t salt_at = small ? 16 : 32;
    if (!small_number(options[DIGEST_SIZE], 1, most,
                      small ? "digest_size must be between 1 and 32 bytes" : "digest_size must be between 1 and 64 bytes", &size) ||
        !short_bytes(options[SALT], extra, "salt", parameters + salt_at, &ignored) ||
        !short_bytes(options[PERSON], extra, "person", parameters + salt_at + extra, &ignored) ||
        !small_number(options[FANOUT], 0, 255, "fanout must be between 0 and 255", &fanout) ||
        !small_number(options[DEPTH], 1, 255, "depth must be between 1 and 255", &depth) ||
        !large_number(options[LEAF_SIZE], UINT32_MAX, "leaf_size is too large", &leaf) ||
        !large_number(options[NODE_OFFSET], small ? (1ull << 48) - 1 : UINT64_MAX, "node_offset is too large", &offset) ||
        !small_number(options[NODE_DEPTH], 0, 255, "node_depth must be between 0 and 255", &node_depth) ||
        !small_number(options[INNER_SIZE], 0, most,
                      small ? "inner_size must be between 0 and is 32" : "inner_size must be between 0 and is 64", &inner) ||
        !short_bytes(options[KEY], most, "key", key, &key_length))
        return 0;
    int last = options[LAST_NODE] ? nx_truth(options[LAST_NODE]) : 0;
    blake_object *self = last < 0 ? NULL : (blake_object *)nx_alloc_object(cls, nx_instance_size(cls));
    if (!self)
        return 0;
    parameters[0] = (uint8_t)size;
    parameters[1] = (uint8_t)key_length;
    parameters[2] = (uint8_t)fanout;
    parameters[3] = (uint8_t)depth;
    for (int i = 0; i < 4; i++)
        parameters[4 + i] = (uint8_t)(leaf >> 8 * i);
    for (int i = 0; i < (small ? 6 : 8); i++)
        parameters[8 + i] = (uint8_t)(offset >> 8 * i);
    parameters[small ? 14 : 16] = (uint8_t)node_depth;
    parameters[small ? 15 : 17] = (uint8_t)inner;
    *self = (blake_object){.header = self->header, .digest_size = size, .small = small, .last_node = last};
    for (int i = 0; i < 8; i++) {
        uint32_t half;
        uint64_t word;
        memcpy(&half, parameters + 4 * i, 4);
        memcpy(&word, parameters + 8 * i, 8);
        self->state[i] = small ? (start[i] >> 32) ^ half : start[i] ^ word;
    }
    if (key_length)
        feed(self, key, small ? 64 : 128);
    return nargs == 0 || feed_value(self, args[0]) ? NX_OBJ(self) : 0;
}

// ---- methods ----------------------------------------------------------------------------------------------------------------

static blake_object *of(nx_value self) {
    return NX_PTR(blake_object, self);
}

nx_value nx_blake2_blake2b_update(nx_value self, nx_value data) {
    return feed_value(of(self), data) ? NX_NONE : 0;
}

static void finish(const blake_object *b, uint8_t out[64]) {
    blake_object last = *b;
    int64_t size = b->small ? 64 : 128;
    memset(last.block + last.used, 0, (size_t)(size - last.used));
    compress(&last, true);
    for (int i = 0; i < 8; i++) {
        uint32_t half = (uint32_t)last.state[i];
        if (b->small)
            memcpy(out + 4 * i, &half, 4);
        else
            memcpy(out + 8 * i, &last.state[i], 8);
    }
}

nx_value nx_blake2_blake2b_digest(nx_value self) {
    uint8_t out[64];
    finish(of(self), out);
    return nx_bytes_new(out, of(self)->digest_size);
}

nx_value nx_blake2_blake2b_hexdigest(nx_value self) {
    uint8_t out[64];
    finish(of(self), out);
    return nx_text_spaced_hex(out, of(self)->digest_size, 0, 0);
}

nx_value nx_blake2_blake2b_copy(nx_value self) {
    nx_type *cls = of(self)->small ? &small_type : &big_type;
    blake_object *copy = (blake_object *)nx_alloc_object(cls, sizeof(blake_object));
    if (!copy)
        return 0;
    nx_header header = copy->header;
    *copy = *of(self);
    copy->header = header;
    return NX_OBJ(copy);
}

nx_value nx_blake2_blake2b_get_name(nx_value self) { return nx_str_from_c("blake2b"); }
nx_value nx_blake2_blake2b_get_block_size(nx_value self) { return NX_INT(128); }
nx_value nx_blake2_blake2b_get_digest_size(nx_value self) { return nx_from_i64(of(self)->digest_size); }
nx_value nx_blake2_blake2s_get_name(nx_value self) { return nx_str_from_c("blake2s"); }
nx_value nx_blake2_blake2s_get_block_size(nx_value self) { return NX_INT(64); }
nx_value nx_blake2_blake2s_get_digest_size(nx_value self) { return nx_from_i64(of(self)->digest_size); }

#include "_blake2.inc"

static nx_type big_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &big_type},
    .c_name = "_blake2.blake2b",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_ATOMIC,
    .basic_size = sizeof(blake_object),
    .doc = nx_blake2_blake2b_doc,
    .new_ = blake_new,
    .methods = nx_blake2_blake2b_methods,
    .getsets = nx_blake2_blake2b_getsets,
};

static nx_type small_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &small_type},
    .c_name = "_blake2.blake2s",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_ATOMIC,
    .basic_size = sizeof(blake_object),
    .doc = nx_blake2_blake2s_doc,
    .new_ = blake_new,
    .methods = nx_blake2_blake2s_methods,
    .getsets = nx_blake2_blake2s_getsets,
};

static bool init(nx_module *self) {
    static const struct { const char *in_class, *in_module; int divisor; } constants[] = {
        {"SALT_SIZE", "SALT_SIZE", 4}, {"PERSON_SIZE", "PERSON_SIZE", 4}, {"MAX_KEY_SIZE", "MAX_KEY_SIZE", 1},
        {"MAX_DIGEST_SIZE", "MAX_DIGEST_SIZE", 1},
    };
    for (int small = 0; small < 2; small++) {
        nx_type *type = small ? &small_type : &big_type;
        for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
            char name[40];
            nx_value value = NX_INT((small ? 32 : 64) / constants[i].divisor);
            snprintf(name, sizeof name, "BLAKE2%c_%s", small ? 'S' : 'B', constants[i].in_module);
            if (!nx_type_ready(type) || !nx_dict_set_str(type->dict, nx_str_intern_c(constants[i].in_class), value) ||
                !nx_dict_set_str(self->dict, nx_str_intern_c(name), value))
                return false;
        }
    }
    return true;
}

static nx_type *const types[] = {&big_type, &small_type, NULL};
const nx_module_def nx_module__blake2 = {.name = "_blake2", .types = types, .init = init};
