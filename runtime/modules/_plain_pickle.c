// Pickles of plain data: None, bools, small ints, floats, strings, bytes, tuples, lists and dicts, of exactly these types.
// Nothing of the program is called on the way, so whatever else is met ends the attempt without a trace (PLAIN_NOT), and
// the picklers of _picklers.py do it from the start, errors included.
//
//     dumps([1, "a"], 4)     PROTO 4  FRAME 12  EMPTY_LIST MEMOIZE  MARK  BININT1 1  SHORT_BINUNICODE "a" MEMOIZE  APPENDS  STOP
#include "../types/dict.h"
#include "../types/number.h"
#include "../types/text.h"
#include "natives.h"

enum opcode {
    MARK = '(', STOP = '.', BININT = 'J', BININT1 = 'K', BININT2 = 'M', NONE = 'N', BINUNICODE = 'X', APPEND = 'a', BINGET = 'h',
    LONG_BINGET = 'j', BINPUT = 'q', LONG_BINPUT = 'r', SETITEM = 's', TUPLE = 't', APPENDS = 'e', SETITEMS = 'u', EMPTY_LIST = ']',
    EMPTY_TUPLE = ')', EMPTY_DICT = '}', BINBYTES = 'B', SHORT_BINBYTES = 'C', BINFLOAT = 'G', PROTO = 0x80, TUPLE1 = 0x85,
    NEWTRUE = 0x88, NEWFALSE = 0x89, LONG1 = 0x8a, SHORT_BINUNICODE = 0x8c, MEMOIZE = 0x94, FRAME = 0x95,
};
enum { MOST_DEPTH = 200, BATCH = 1000, FRAME_TARGET = 64 << 10, FRAME_HEADER = 9, FRAME_LEAST = 4 };
typedef enum { PLAIN, PLAIN_NOT, PLAIN_FAILED } outcome; // failed: an exception is pending

// ---- writing ------------------------------------------------------------------------------------------------------------

// What has been written, by its address, in an open addressing table: the object that is pickled keeps it all alive.
typedef struct { nx_value object; uint32_t index; } memo_entry;

typedef struct {
    uint8_t *data;
    size_t length, room;
    int64_t frame; // where the open frame begins; -1: none
    memo_entry *memo;
    uint32_t count, mask;
    int depth;
} writer;

static bool reserve(writer *w, size_t more) {
    if (NX_LIKELY(w->length + more <= w->room)) return true;
    size_t room = (w->length + more) * 2;
    uint8_t *data = nx_alloc_bytes(room);
    if (!data) return false;
    memcpy(data, w->data, w->length);
    w->data = data;
    w->room = room;
    return true;
}

// Room for some bytes, behind the header of a frame that is opened when there is none.
static uint8_t *put(writer *w, size_t count) {
    if (!reserve(w, count + FRAME_HEADER)) return NULL;
    if (w->frame < 0) {
        w->frame = (int64_t)w->length;
        w->length += FRAME_HEADER;
    }
    uint8_t *at = w->data + w->length;
    w->length += count;
    return at;
}

static outcome put_code(writer *w, int code) {
    uint8_t *at = put(w, 1);
    if (!at) return PLAIN_FAILED;
    *at = (uint8_t)code;
    return PLAIN;
}

// A code and a little-endian number.
static outcome put_number(writer *w, int code, uint64_t number, size_t bytes) {
    uint8_t *at = put(w, 1 + bytes);
    if (!at) return PLAIN_FAILED;
    *at = (uint8_t)code;
    memcpy(at + 1, &number, bytes);
    return PLAIN;
}

static void close_frame(writer *w) {
    if (w->frame < 0) return;
    uint8_t *start = w->data + w->frame;
    uint64_t length = w->length - (uint64_t)w->frame - FRAME_HEADER;
    if (length >= FRAME_LEAST) {
        *start = FRAME;
        memcpy(start + 1, &length, sizeof length);
    } else {
        memmove(start, start + FRAME_HEADER, length);
        w->length -= FRAME_HEADER;
    }
    w->frame = -1;
}

// The object's entry, or the free one for it.
static memo_entry *memo_entry_of(const writer *w, nx_value object) {
    uint64_t i = (object >> 4) * UINT64_C(0x9e3779b97f4a7c15) >> 32;
    for (;; i++) {
        memo_entry *entry = &w->memo[i & w->mask];
        if (entry->object == object || !entry->object) return entry;
    }
}

static bool grow_memo(writer *w) {
    memo_entry *old = w->memo;
    uint32_t old_mask = w->mask;
    if (old_mask > UINT32_MAX / 4) return nx_raise_no_memory() != 0;
    w->mask = old_mask * 2 + 1;
    size_t bytes = ((size_t)w->mask + 1) * sizeof *old;
    w->memo = nx_alloc_bytes(bytes);
    if (!w->memo) return false;
    memset(w->memo, 0, bytes);
    for (uint32_t i = 0; i <= old_mask; i++)
        if (old[i].object) *memo_entry_of(w, old[i].object) = old[i];
    return true;
}

static outcome memoize(writer *w, nx_value object) {
    if (w->count * 2 > w->mask && !grow_memo(w)) return PLAIN_FAILED;
    *memo_entry_of(w, object) = (memo_entry){object, w->count++};
    return put_code(w, MEMOIZE);
}

static outcome put_memoized(writer *w, uint32_t index) {
    return index < 256 ? put_number(w, BINGET, index, 1) : put_number(w, LONG_BINGET, index, 4);
}

static outcome save(writer *w, nx_value v);

static outcome save_int(writer *w, int64_t n) {
    if (n >= 0 && n < 256) return put_number(w, BININT1, (uint64_t)n, 1);
    if (n >= 0 && n < 65536) return put_number(w, BININT2, (uint64_t)n, 2);
    if (n == (int32_t)n) return put_number(w, BININT, (uint64_t)n, 4);
    size_t bytes = 5; // as many as the number with its sign takes
    while (bytes < 8 && n != (int64_t)((uint64_t)n << (64 - 8 * bytes)) >> (64 - 8 * bytes)) bytes++;
    uint8_t *at = put(w, 2 + bytes);
    if (!at) return PLAIN_FAILED;
    at[0] = LONG1;
    at[1] = (uint8_t)bytes;
    memcpy(at + 2, &n, bytes);
    return PLAIN;
}

static outcome save_float(writer *w, double d) {
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return put_number(w, BINFLOAT, __builtin_bswap64(bits), sizeof bits);
}

static outcome save_bytes(writer *w, nx_value v, const void *data, size_t length, int shorter, int longer) {
    if (length >= FRAME_TARGET) return PLAIN_NOT; // stands outside of frames
    outcome done = length < 256 ? put_number(w, shorter, length, 1) : put_number(w, longer, length, 4);
    uint8_t *at = done == PLAIN ? put(w, length) : NULL;
    if (!at) return PLAIN_FAILED;
    memcpy(at, data, length);
    return memoize(w, v);
}

static outcome save_str(writer *w, nx_value v) {
    const nx_str *s = NX_PTR(nx_str, v);
    if (s->ascii) return save_bytes(w, v, s->data, (size_t)s->length, SHORT_BINUNICODE, BINUNICODE);
    nx_value encoded = nx_encode(v, "utf-8", "surrogatepass");
    if (!encoded) return PLAIN_FAILED;
    const nx_bytes *bytes = NX_PTR(nx_bytes, encoded);
    return save_bytes(w, v, bytes->data, (size_t)bytes->length, SHORT_BINUNICODE, BINUNICODE);
}

static outcome save_tuple(writer *w, nx_value v) {
    const nx_tuple *tuple = NX_PTR(nx_tuple, v);
    int64_t length = tuple->length;
    if (length == 0) return put_code(w, EMPTY_TUPLE);
    outcome done = length > 3 ? put_code(w, MARK) : PLAIN;
    for (int64_t i = 0; i < length && done == PLAIN; i++) done = save(w, tuple->items[i]);
    if (done != PLAIN) return done;
    if (memo_entry_of(w, v)->object) return PLAIN_NOT; // it contains itself
    done = put_code(w, length > 3 ? TUPLE : TUPLE1 - 1 + (int)length);
    return done == PLAIN ? memoize(w, v) : done;
}

static outcome save_list(writer *w, nx_value v) {
    const nx_list *list = NX_PTR(nx_list, v);
    outcome done = put_code(w, EMPTY_LIST);
    if (done == PLAIN) done = memoize(w, v);
    if (list->length == 1) {
        if (done == PLAIN) done = save(w, list->items[0]);
        return done == PLAIN ? put_code(w, APPEND) : done;
    }
    for (int64_t i = 0; i < list->length && done == PLAIN;) {
        done = put_code(w, MARK);
        int64_t end = list->length - i > BATCH ? i + BATCH : list->length;
        for (; i < end && done == PLAIN; i++) done = save(w, list->items[i]);
        if (done == PLAIN) done = put_code(w, APPENDS);
    }
    return done;
}

static outcome save_dict(writer *w, nx_value v) {
    nx_dict *dict = NX_PTR(nx_dict, v);
    outcome done = put_code(w, EMPTY_DICT);
    if (done == PLAIN) done = memoize(w, v);
    bool single = dict->live == 1;
    int64_t at = 0, batch = BATCH;
    nx_value key, value;
    while (dict->live > 0 && batch == BATCH && done == PLAIN) { // a full batch is followed by another one, even of none
        if (!single) done = put_code(w, MARK);
        for (batch = 0; batch < BATCH && done == PLAIN && nx_dict_next(dict, &at, &key, &value); batch++) {
            done = save(w, key);
            if (done == PLAIN) done = save(w, value);
        }
        if (done == PLAIN) done = put_code(w, single ? SETITEM : SETITEMS);
    }
    return done;
}

static outcome save(writer *w, nx_value v) {
    if (w->frame >= 0 && w->length - (size_t)w->frame - FRAME_HEADER >= FRAME_TARGET) close_frame(w);
    if (nx_is_small_int(v)) return save_int(w, nx_small_int(v));
    if (v == NX_NONE) return put_code(w, NONE);
    if (v == NX_TRUE || v == NX_FALSE) return put_code(w, v == NX_TRUE ? NEWTRUE : NEWFALSE);
    if (nx_is_exact(v, &nx_float_type) || nx_is_tagged_float(v)) return save_float(w, nx_float_value(v));
    if (!nx_is_pointer(v)) return PLAIN_NOT;
    const memo_entry *known = memo_entry_of(w, v);
    if (known->object) return put_memoized(w, known->index);
    if (nx_is_exact_str(v)) return save_str(w, v);
    if (nx_is_exact(v, &nx_bytes_type))
        return save_bytes(w, v, NX_PTR(nx_bytes, v)->data, (size_t)NX_PTR(nx_bytes, v)->length, SHORT_BINBYTES, BINBYTES);
    if (w->depth == MOST_DEPTH) return PLAIN_NOT;
    w->depth++;
    outcome done = PLAIN_NOT;
    if (nx_is_exact(v, &nx_dict_type)) done = save_dict(w, v);
    else if (nx_is_exact(v, &nx_list_type)) done = save_list(w, v);
    else if (nx_is_exact(v, &nx_tuple_type)) done = save_tuple(w, v);
    w->depth--;
    return done;
}

nx_value nx_plain_pickle_dumps(nx_value obj, nx_value protocol) {
    enum { ROOM = 512, MEMO = 64 };
    uint8_t room[ROOM];
    memo_entry memo[MEMO] = {{0}};
    writer w = {.data = room, .room = ROOM, .frame = -1, .memo = memo, .mask = MEMO - 1};
    room[0] = PROTO;
    room[1] = (uint8_t)nx_small_int(protocol);
    w.length = 2;
    outcome done = save(&w, obj);
    if (done == PLAIN) done = put_code(&w, STOP);
    if (done != PLAIN) return done == PLAIN_NOT ? NX_NONE : 0;
    close_frame(&w);
    return nx_bytes_new(w.data, (int64_t)w.length);
}

// ---- reading ------------------------------------------------------------------------------------------------------------

enum { MOST_MARKS = 256 };

typedef struct {
    const uint8_t *at, *end;
    nx_list *stack, *memo;
    int64_t marks[MOST_MARKS];
    int marked;
} reader;

// A little-endian number of so many bytes.
static bool take_number(reader *r, size_t bytes, uint64_t *number) {
    if ((size_t)(r->end - r->at) < bytes) return false;
    *number = 0;
    memcpy(number, r->at, bytes);
    r->at += bytes;
    return true;
}

static outcome push(reader *r, nx_value v) { return v && nx_list_push(r->stack, v) ? PLAIN : PLAIN_FAILED; }

// Where the items behind the last mark begin.
static bool take_mark(reader *r, int64_t *start) {
    if (r->marked == 0) return false;
    *start = r->marks[--r->marked];
    return true;
}
// How many values a code may take from the stack.
static int64_t available(const reader *r) { return r->stack->length - (r->marked ? r->marks[r->marked - 1] : 0); }
static void drop_from(reader *r, int64_t start) {
    while (r->stack->length > start) r->stack->items[--r->stack->length] = 0;
}

static outcome load_text(reader *r, size_t bytes, bool is_str) {
    uint64_t length;
    if (!take_number(r, bytes, &length) || length > (uint64_t)(r->end - r->at)) return PLAIN_NOT;
    const uint8_t *data = r->at;
    r->at += length;
    if (!is_str) return push(r, nx_bytes_new(data, (int64_t)length));
    if (nx_bytes_are_ascii(data, (int64_t)length)) return push(r, nx_str_from_ascii((const char *)data, (int64_t)length));
    return push(r, nx_decode_utf8(data, (int64_t)length, "surrogatepass", 0));
}

static outcome load_tuple(reader *r, int64_t start) {
    nx_value tuple = nx_tuple_from(r->stack->length - start, r->stack->items + start);
    drop_from(r, start);
    return push(r, tuple);
}

static outcome append_from(reader *r, int64_t start) {
    if (start < 1) return PLAIN_NOT;
    nx_value list = r->stack->items[start - 1];
    if (!nx_is_exact(list, &nx_list_type)) return PLAIN_NOT;
    for (int64_t i = start; i < r->stack->length; i++)
        if (!nx_list_push(NX_PTR(nx_list, list), r->stack->items[i])) return PLAIN_FAILED;
    drop_from(r, start);
    return PLAIN;
}

// Keys that know their hashes: no code of the program, and nothing that cannot be hashed.
static bool is_plain_key(nx_value key) {
    if (nx_is_exact(key, &nx_tuple_type)) {
        const nx_tuple *tuple = NX_PTR(nx_tuple, key);
        for (int64_t i = 0; i < tuple->length; i++)
            if (!is_plain_key(tuple->items[i])) return false;
        return true;
    }
    return !nx_is_exact(key, &nx_list_type) && !nx_is_exact(key, &nx_dict_type);
}

static outcome set_from(reader *r, int64_t start) {
    if (start < 1 || (r->stack->length - start) % 2) return PLAIN_NOT;
    nx_value dict = r->stack->items[start - 1];
    if (!nx_is_exact(dict, &nx_dict_type)) return PLAIN_NOT;
    for (int64_t i = start; i < r->stack->length; i += 2) {
        if (!is_plain_key(r->stack->items[i])) return PLAIN_NOT;
        if (!nx_dict_set(NX_PTR(nx_dict, dict), r->stack->items[i], r->stack->items[i + 1])) return PLAIN_FAILED;
    }
    drop_from(r, start);
    return PLAIN;
}

static outcome load_one(reader *r, int code) {
    uint64_t number;
    int64_t start;
    switch (code) {
    case PROTO: return take_number(r, 1, &number) && number <= 5 ? PLAIN : PLAIN_NOT;
    case FRAME: return take_number(r, 8, &number) && number <= (uint64_t)(r->end - r->at) ? PLAIN : PLAIN_NOT;
    case NONE: return push(r, NX_NONE);
    case NEWTRUE: return push(r, NX_TRUE);
    case NEWFALSE: return push(r, NX_FALSE);
    case BININT1: return take_number(r, 1, &number) ? push(r, nx_from_i64((int64_t)number)) : PLAIN_NOT;
    case BININT2: return take_number(r, 2, &number) ? push(r, nx_from_i64((int64_t)number)) : PLAIN_NOT;
    case BININT: return take_number(r, 4, &number) ? push(r, nx_from_i64((int32_t)number)) : PLAIN_NOT;
    case LONG1: {
        uint64_t bytes;
        if (!take_number(r, 1, &bytes) || bytes == 0 || bytes > 8 || !take_number(r, bytes, &number)) return PLAIN_NOT;
        return push(r, nx_from_i64((int64_t)(number << (64 - 8 * bytes)) >> (64 - 8 * bytes)));
    }
    case BINFLOAT: {
        double d;
        if (!take_number(r, 8, &number)) return PLAIN_NOT;
        number = __builtin_bswap64(number);
        memcpy(&d, &number, sizeof d);
        return push(r, nx_from_double(d));
    }
    case SHORT_BINUNICODE: return load_text(r, 1, true);
    case BINUNICODE: return load_text(r, 4, true);
    case SHORT_BINBYTES: return load_text(r, 1, false);
    case BINBYTES: return load_text(r, 4, false);
    case EMPTY_LIST: return push(r, NX_OBJ(nx_list_new(0)));
    case EMPTY_DICT: return push(r, NX_OBJ(nx_dict_new(0)));
    case EMPTY_TUPLE: return push(r, nx_tuple_from(0, NULL));
    case MARK:
        if (r->marked == MOST_MARKS) return PLAIN_NOT;
        r->marks[r->marked++] = r->stack->length;
        return PLAIN;
    case TUPLE: return take_mark(r, &start) ? load_tuple(r, start) : PLAIN_NOT;
    case TUPLE1: case TUPLE1 + 1: case TUPLE1 + 2: {
        int64_t count = code - TUPLE1 + 1;
        return available(r) >= count ? load_tuple(r, r->stack->length - count) : PLAIN_NOT;
    }
    case APPEND: return available(r) >= 2 ? append_from(r, r->stack->length - 1) : PLAIN_NOT;
    case APPENDS: return take_mark(r, &start) ? append_from(r, start) : PLAIN_NOT;
    case SETITEM: return available(r) >= 3 ? set_from(r, r->stack->length - 2) : PLAIN_NOT;
    case SETITEMS: return take_mark(r, &start) ? set_from(r, start) : PLAIN_NOT;
    case MEMOIZE:
        if (available(r) < 1) return PLAIN_NOT;
        return nx_list_push(r->memo, r->stack->items[r->stack->length - 1]) ? PLAIN : PLAIN_FAILED;
    case BINGET: case LONG_BINGET:
        if (!take_number(r, code == BINGET ? 1 : 4, &number) || number >= (uint64_t)r->memo->length) return PLAIN_NOT;
        return push(r, r->memo->items[number]);
    case BINPUT: case LONG_BINPUT: // by protocols 2 and 3, which number what they remember
        if (!take_number(r, code == BINPUT ? 1 : 4, &number) || number != (uint64_t)r->memo->length || available(r) < 1) return PLAIN_NOT;
        return nx_list_push(r->memo, r->stack->items[r->stack->length - 1]) ? PLAIN : PLAIN_FAILED;
    default: return PLAIN_NOT;
    }
}

nx_value nx_plain_pickle_loads(nx_value data) {
    if (!nx_is_exact(data, &nx_bytes_type)) return NX_NOTIMPLEMENTED;
    const nx_bytes *bytes = NX_PTR(nx_bytes, data);
    reader r = {.at = bytes->data, .end = bytes->data + bytes->length, .stack = nx_list_new(16), .memo = nx_list_new(16)};
    if (!r.stack || !r.memo) return 0;
    outcome done = PLAIN;
    while (done == PLAIN) {
        if (r.at == r.end) return NX_NOTIMPLEMENTED;
        int code = *r.at++;
        if (code == STOP) return available(&r) >= 1 ? r.stack->items[r.stack->length - 1] : NX_NOTIMPLEMENTED;
        done = load_one(&r, code);
    }
    if (done == PLAIN_NOT) return NX_NOTIMPLEMENTED;
    if (nx_error_matches(&nx_MemoryError)) return 0;
    nx_error_clear(); // a text that is no UTF-8: what reads it again says so
    return NX_NOTIMPLEMENTED;
}

#include "_plain_pickle.inc"
const nx_module_def nx_module__plain_pickle = {.name = "_plain_pickle", .functions = nx_plain_pickle_functions};
