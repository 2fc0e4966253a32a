// str: characters of 1, 2 or 4 bytes, the narrowest kind that fits all of them, so that equal strings have equal kinds
// and comparing is memcmp. A string is one pointer-free allocation, its data behind the struct; the 256 strings of one
// Latin-1 character and the empty string are static.
//
// `s += x` is amortised linear: the result's data is a separate buffer with room behind it, which the newest string
// owns (NX_STR_GROWS). The next `+=` writes into that room and takes it over; the older string keeps its own characters
// but loses its terminator (NX_STR_OUTGROWN), so whoever needs the final NUL must look at that (nx_str_ends). Large parts of a
// string have their characters there (NX_STR_PART) and no terminator either.
//
// What gives its operand where others give a new string says so (nx_share): compiled code takes what is not shared for new
// and gives it back once it is dead (drop.c).
//
// The hash is cached; 0 stands for "not yet computed".
#include "text.h"

#include "alloc.h"
#include "natives.h"
#include "host.h"

// ---- allocation --------------------------------------------------------------------------------------------------------

static const uint16_t latin1_data[256] = {
#define ROW(x) x, x + 1, x + 2, x + 3, x + 4, x + 5, x + 6, x + 7, x + 8, x + 9, x + 10, x + 11, x + 12, x + 13, x + 14, x + 15
    ROW(0x00), ROW(0x10), ROW(0x20), ROW(0x30), ROW(0x40), ROW(0x50), ROW(0x60), ROW(0x70),
    ROW(0x80), ROW(0x90), ROW(0xa0), ROW(0xb0), ROW(0xc0), ROW(0xd0), ROW(0xe0), ROW(0xf0),
#undef ROW
};
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the characters of nx_latin1 and self-tagged floats");

#define ONE(c) \
    {.header = {&nx_str_type.root}, .length = 1, .kind = 1, .ascii = (c) < 128, .data = (void *)&latin1_data[c]}
#define ROW(x) \
    ONE(x), ONE(x + 1), ONE(x + 2), ONE(x + 3), ONE(x + 4), ONE(x + 5), ONE(x + 6), ONE(x + 7), ONE(x + 8), ONE(x + 9), \
        ONE(x + 10), ONE(x + 11), ONE(x + 12), ONE(x + 13), ONE(x + 14), ONE(x + 15)
nx_str nx_latin1[256] = {
    ROW(0x00), ROW(0x10), ROW(0x20), ROW(0x30), ROW(0x40), ROW(0x50), ROW(0x60), ROW(0x70),
    ROW(0x80), ROW(0x90), ROW(0xa0), ROW(0xb0), ROW(0xc0), ROW(0xd0), ROW(0xe0), ROW(0xf0),
};
#undef ROW
#undef ONE
nx_str nx_empty_str = {
    .header = {&nx_str_type.root}, .length = 0, .kind = 1, .ascii = 1, .interned = 1, .data = (void *)&latin1_data[0]};

nx_str *nx_str_make(int64_t length, int kind, bool ascii) { return nx_str_make_inline(length, kind, ascii); }

nx_str *nx_str_make_failed(void) {
    nx_raise_no_memory();
    return NULL;
}

bool nx_bytes_are_ascii(const uint8_t *data, int64_t length) {
    int64_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, data + i, 8);
        if (word & 0x8080808080808080u) return false;
    }
    for (; i < length; i++)
        if (data[i] & 0x80) return false;
    return true;
}

nx_value nx_str_from_latin1(const uint8_t *chars, int64_t length) {
    if (length <= 1) return length ? NX_OBJ(&nx_latin1[*chars]) : nx_empty();
    nx_str *s = nx_str_make_inline(length, 1, nx_bytes_are_ascii(chars, length));
    if (!s) return 0;
    nx_copy_few_bytes(s->data, chars, (size_t)length);
    return NX_OBJ(s);
}

nx_value nx_str_from_ascii(const char *chars, int64_t length) {
    if (length <= 1) return length ? NX_OBJ(&nx_latin1[(uint8_t)*chars]) : nx_empty();
    nx_str *s = nx_str_make_inline(length, 1, true);
    if (!s) return 0;
    nx_copy_few_bytes(s->data, chars, (size_t)length);
    return NX_OBJ(s);
}

nx_value nx_str_from_char(uint32_t c) {
    if (c < 256) return NX_OBJ(&nx_latin1[c]);
    nx_str *s = nx_str_make(1, nx_kind_of(c), false);
    if (!s) return 0;
    nx_put(s->data, s->kind, 0, c);
    return NX_OBJ(s);
}

nx_value nx_str_from_units(const void *data, int64_t length, int kind) {
    if (kind == 1) return nx_str_from_latin1(data, length);
    if (length == 0) return nx_empty();
    uint32_t all = 0;
    if (kind == 2)
        for (int64_t i = 0; i < length; i++) all |= ((const uint16_t *)data)[i];
    else
        for (int64_t i = 0; i < length; i++) all |= ((const uint32_t *)data)[i];
    int narrow = nx_kind_of(all);
    if (length == 1 && narrow == 1) return NX_OBJ(&nx_latin1[all]);
    nx_str *s = nx_str_make(length, narrow, all < 128);
    if (!s) return 0;
    if (narrow == kind) memcpy(s->data, data, (size_t)(length * kind));
    else if (kind == 2)
        for (int64_t i = 0; i < length; i++) ((uint8_t *)s->data)[i] = (uint8_t)((const uint16_t *)data)[i];
    else
        for (int64_t i = 0; i < length; i++) nx_put(s->data, narrow, i, ((const uint32_t *)data)[i]);
    return NX_OBJ(s);
}

nx_value nx_str_from_chars(const uint32_t *chars, int64_t length) { return nx_str_from_units(chars, length, 4); }
nx_value nx_str_from_c(const char *text) { return nx_str_from_utf8(text, strlen(text)); }

void nx_copy_chars_widened(void *to, int to_kind, int64_t at, const nx_str *s, int64_t start, int64_t count) {
    if (s->kind == 1) {
        const uint8_t *from = (const uint8_t *)s->data + start;
        if (to_kind == 2)
            for (int64_t i = 0; i < count; i++) ((uint16_t *)to)[at + i] = from[i];
        else
            for (int64_t i = 0; i < count; i++) ((uint32_t *)to)[at + i] = from[i];
    } else {
        for (int64_t i = 0; i < count; i++) nx_put(to, to_kind, at + i, nx_str_at(s, start + i));
    }
}

// A large part of a string: its characters stay where they are (`text = text[end:]` again and again would be quadratic).
typedef struct { nx_str str; const void *source; } nx_str_view; // source: what has the characters, as the collector knows it
enum { LARGE_PART = 2048 };

static inline bool is_grown(const nx_str *s) { return s->storage == NX_STR_GROWS || s->storage == NX_STR_OUTGROWN; }
static inline int64_t length_with_room(const nx_str *s) {
    return s->storage == NX_STR_PART ? s->spare : is_grown(s) ? s->length + s->spare : s->length;
}
// A part does not keep more than twice its own length alive.
static inline bool may_stay(const nx_str *s, int64_t count) {
    int64_t all = length_with_room(s);
    return count >= LARGE_PART && count >= all - count && all <= UINT32_MAX;
}

static nx_value view_of(nx_str *s, int64_t start, int64_t count) {
    nx_str_view *view = nx_alloc_object(&nx_str_type, sizeof *view);
    if (!view) return 0;
    view->source = s->storage == NX_STR_PART ? ((nx_str_view *)s)->source : is_grown(s) ? s->data : s;
    view->str.length = count;
    view->str.kind = view->str.ascii = 1;
    view->str.storage = NX_STR_PART;
    view->str.spare = (uint32_t)length_with_room(s);
    view->str.data = (char *)s->data + start;
    nx_share_key(NX_OBJ(s));
    return NX_OBJ(&view->str);
}

nx_value nx_str_slice(nx_value string, int64_t start, int64_t end) {
    nx_str *s = NX_PTR(nx_str, string);
    if (start < 0) start = 0;
    if (end > s->length) end = s->length;
    if (end <= start) return nx_empty();
    int64_t count = end - start;
    if (count == s->length && nx_is_exact_str(string)) return nx_share(string);
    if (s->ascii) {
        if (count == 1) return NX_OBJ(&nx_latin1[nx_chars1(s)[start]]);
        if (may_stay(s, count)) return view_of(s, start, count);
        nx_str *part = nx_str_make_inline(count, 1, true);
        if (!part) return 0;
        nx_copy_few_bytes(part->data, nx_chars1(s) + start, (size_t)count);
        return NX_OBJ(part);
    }
    return nx_str_from_units((char *)s->data + start * s->kind, count, s->kind);
}

nx_value nx_str_exact(nx_value v) {
    if (nx_is_exact_str(v)) return nx_share(v);
    const nx_str *s = NX_PTR(nx_str, v);
    return nx_str_from_units(s->data, s->length, s->kind);
}

nx_value nx_str_of_class(nx_type *cls, nx_value v) {
    if (cls == &nx_str_type) return nx_str_exact(v);
    const nx_str *from = NX_PTR(nx_str, v);
    nx_str *s = nx_alloc_object(cls, nx_instance_size(cls));
    if (!s) return 0;
    size_t bytes = (size_t)from->length * from->kind;
    char *data = nx_alloc_bytes(bytes + 4);
    if (!data) return 0;
    memcpy(data, from->data, bytes);
    memset(data + bytes, 0, 4);
    s->length = from->length;
    s->kind = from->kind;
    s->ascii = from->ascii;
    s->data = data;
    return NX_OBJ(s);
}

// ---- hash, comparison, interning ------------------------------------------------------------------------------------------

static inline uint64_t mix(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}
static inline uint64_t load64(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, 8);
    return word;
}
static inline uint64_t load32(const uint8_t *p) {
    uint32_t word;
    memcpy(&word, p, 4);
    return word;
}

// Multiply-and-fold over 16 bytes at a time; the result fits a small int and is neither 0 nor -1.
static int64_t hash_bytes(const uint8_t *p, uint64_t n) {
    if (NX_UNLIKELY(nx_host != NULL)) return nx_host->hash_bytes(p, (int64_t)n);
    const uint64_t k1 = 0x9e3779b97f4a7c15u, k2 = 0xd6e8feb86659fd93u;
    uint64_t a, b, h = n ^ 0xa0761d6478bd642fu;
    if (n <= 16) {
        if (n >= 8) a = load64(p), b = load64(p + n - 8);
        else if (n >= 4) a = load32(p), b = load32(p + n - 4);
        else if (n > 0) a = ((uint64_t)p[0] << 16) | ((uint64_t)p[n >> 1] << 8) | p[n - 1], b = 0;
        else a = b = 0;
    } else {
        uint64_t i = 0;
        for (; i + 16 < n; i += 16) h = mix(load64(p + i) ^ k1, load64(p + i + 8) ^ h);
        a = load64(p + n - 16), b = load64(p + n - 8);
    }
    int64_t hash = (int64_t)mix(mix(a ^ k1, b ^ h), k2) >> 3;
    return hash == 0 || hash == -1 ? 1 : hash;
}

int64_t nx_str_hash(nx_str *s) {
    if (s->hash == 0 && s->length) s->hash = hash_bytes(s->data, (uint64_t)s->length * s->kind);
    return s->hash;
}

int64_t nx_bytes_hash(const uint8_t *data, int64_t length) {
    return length ? hash_bytes(data, (uint64_t)length) : 0;
}

bool nx_str_equal(const nx_str *a, const nx_str *b) {
    if (a == b) return true;
    return a->length == b->length && a->kind == b->kind && nx_same_bytes(a->data, b->data, (size_t)a->length * a->kind);
}

int nx_str_compare(const nx_str *a, const nx_str *b) {
    int64_t common = a->length < b->length ? a->length : b->length;
    if (a->kind == 1 && b->kind == 1) {
        int order = memcmp(a->data, b->data, (size_t)common);
        if (order) return order < 0 ? -1 : 1;
    } else {
        for (int64_t i = 0; i < common; i++) {
            uint32_t x = nx_str_at(a, i), y = nx_str_at(b, i);
            if (x != y) return x < y ? -1 : 1;
        }
    }
    return a->length < b->length ? -1 : a->length > b->length;
}

// The intern table: open addressing over nx_str pointers.
static struct { nx_str **slots; uint64_t mask; uint64_t used; } interned;

// What the generated modules put into the section nx_names, from end to end; may repeat runtime names (the same objects).
extern nx_str *const __start_nx_names[] __attribute__((weak)), *const __stop_nx_names[] __attribute__((weak));

static nx_str **intern_slot(nx_str *s) {
    uint64_t i = (uint64_t)nx_str_hash(s) & interned.mask;
    while (interned.slots[i] && !nx_str_equal(interned.slots[i], s)) i = (i + 1) & interned.mask;
    return &interned.slots[i];
}

static bool intern_grow(void) {
    uint64_t size = interned.slots ? (interned.mask + 1) * 2 : 2048; // room for what the runtime begins with
    nx_str **old = interned.slots;
    uint64_t old_size = old ? interned.mask + 1 : 0;
    nx_str **slots = nx_alloc_words(size);
    if (!slots) return false;
    interned.slots = slots;
    interned.mask = size - 1;
    for (uint64_t i = 0; i < old_size; i++)
        if (old[i]) *intern_slot(old[i]) = old[i];
    return true;
}

static bool intern_put(nx_str *s) {
    if (interned.used * 2 >= interned.mask && !intern_grow()) return false;
    nx_str **slot = intern_slot(s);
    if (!*slot) {
        *slot = s;
        interned.used++;
    }
    return true;
}

// The runtime's names and the program's: made interned at link time, entered here when the first other string is.
static bool intern_start(void) {
    static nx_str *const names[] = {
#define NX_NAME(name) &nx_s_##name,
#include "names.def"
#undef NX_NAME
    };
    if (!intern_grow()) return false;
    intern_put(&nx_empty_str);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) intern_put(names[i]);
    for (nx_str *const *name = __start_nx_names; name < __stop_nx_names; name++)
        if (*name) intern_put(*name); // modules may be padded apart
    // A name of one character may be among those: then the shared character is not the one that is interned.
    for (int i = 0; i < 256; i++) nx_latin1[i].interned = *intern_slot(&nx_latin1[i]) == NULL && intern_put(&nx_latin1[i]);
    return true;
}

nx_value nx_str_intern(nx_value string) {
    nx_str *s = NX_PTR(nx_str, string);
    if (s->interned) return string;
    if (!interned.slots && !intern_start()) return 0;
    if (interned.used * 2 >= interned.mask && !intern_grow()) return 0;
    nx_str **slot = intern_slot(s);
    if (!*slot) {
        string = nx_str_exact(string);
        if (!string) return 0;
        s = NX_PTR(nx_str, string);
        *slot = s;
        interned.used++;
        s->interned = 1;
    }
    return NX_OBJ(*slot);
}

nx_str *nx_str_intern_c(const char *text) {
    int64_t length = (int64_t)strlen(text);
    bool is_ascii = nx_bytes_are_ascii((const uint8_t *)text, length);
    if (is_ascii && interned.slots) {
        nx_str known = {.header = {&nx_str_type.root}, .length = length, .kind = 1, .ascii = 1, .data = (void *)(uintptr_t)text};
        nx_str *found = *intern_slot(&known);
        if (found) return found;
    }
    nx_value s = is_ascii ? nx_str_from_ascii(text, length) : nx_str_from_c(text);
    return s ? NX_PTR(nx_str, nx_str_intern(s)) : NULL;
}

// ---- concatenation ------------------------------------------------------------------------------------------------------------

// left + right in a buffer with room for more.
static nx_value concat_growable(const nx_str *left, const nx_str *right, int kind, bool ascii, int64_t length) {
    nx_str *s = nx_alloc_object(&nx_str_type, sizeof(nx_str));
    if (!s) return 0;
    int64_t room = length / 2 + 32;
    if (room > UINT32_MAX) room = UINT32_MAX;
    char *data = nx_alloc_bytes((size_t)(length + room + 1) * (size_t)kind);
    if (!data) return 0;
    nx_copy_chars(data, kind, 0, left, 0, left->length);
    nx_copy_chars(data, kind, left->length, right, 0, right->length);
    nx_put(data, kind, length, 0);
    s->length = length;
    s->kind = (uint8_t)kind;
    s->ascii = ascii;
    s->storage = NX_STR_GROWS;
    s->spare = (uint32_t)room;
    s->data = data;
    return NX_OBJ(s);
}

// Writes right into the room behind left, which a new string takes over.
static nx_value concat_in_place(nx_str *left, const nx_str *right) {
    nx_str *s = nx_alloc_object(&nx_str_type, sizeof(nx_str));
    if (!s) return 0;
    left->storage = NX_STR_OUTGROWN;
    nx_copy_chars(left->data, left->kind, left->length, right, 0, right->length);
    s->length = left->length + right->length;
    s->kind = left->kind;
    s->ascii = left->ascii & right->ascii;
    s->storage = NX_STR_GROWS;
    s->spare = left->spare - (uint32_t)right->length;
    s->data = left->data;
    nx_put(s->data, s->kind, s->length, 0);
    left->spare = 0;
    return NX_OBJ(s);
}

static inline nx_value concat(nx_value left, nx_value right, bool grow) {
    nx_str *a = NX_PTR(nx_str, left);
    const nx_str *b = NX_PTR(nx_str, right);
    if (b->length == 0 && nx_is_exact_str(left)) return nx_share(left);
    if (a->length == 0 && nx_is_exact_str(right)) return nx_share(right);
    int64_t length = a->length + b->length;
    int kind = a->kind > b->kind ? a->kind : b->kind;
    bool ascii = a->ascii & b->ascii;
    if (a->storage == NX_STR_GROWS && a->kind == kind && a->spare >= (uint64_t)b->length) return concat_in_place(a, b);
    if (length >= 64 && (grow || (length >= 1024 && a->length > 8 * b->length)))
        return concat_growable(a, b, kind, ascii, length);
    nx_str *s = nx_str_make_inline(length, kind, ascii);
    if (!s) return 0;
    nx_copy_chars(s->data, kind, 0, a, 0, a->length);
    nx_copy_chars(s->data, kind, a->length, b, 0, b->length);
    return NX_OBJ(s);
}

nx_value nx_str_concat(nx_value left, nx_value right) { return concat(left, right, false); }
nx_value nx_str_append(nx_value left, nx_value right) { return concat(left, right, true); }

nx_value nx_str_concat_sure(nx_value left, nx_value right) { return nx_str_concat(left, right); }

// a + b + c + …: what is put together from left to right and grows is left to concat().
nx_value nx_str_chain(size_t count, const nx_value *items) {
    const nx_str *first = NX_PTR(nx_str, items[0]);
    int64_t length = 0;
    int kind = 1;
    bool ascii = true;
    for (size_t i = 0; i < count; i++) {
        const nx_str *s = NX_PTR(nx_str, items[i]);
        length += s->length;
        if (s->kind > kind) kind = s->kind;
        ascii &= s->ascii;
    }
    if (NX_UNLIKELY(length <= 1 || first->storage == NX_STR_GROWS || (length >= 1024 && first->length > 8 * (length - first->length)))) {
        nx_value whole = items[0];
        for (size_t i = 1; whole && i < count; i++) whole = nx_str_concat(whole, items[i]);
        return whole;
    }
    nx_str *out = nx_str_make_inline(length, kind, ascii);
    if (!out) return 0;
    int64_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const nx_str *s = NX_PTR(nx_str, items[i]);
        nx_copy_chars(out->data, kind, at, s, 0, s->length);
        at += s->length;
    }
    return NX_OBJ(out);
}

// ---- builder -------------------------------------------------------------------------------------------------------------------
// The buffer leaves room for a struct nx_str in front, so that finish() can often hand it over without a copy.

// The buffer, of which nothing is needed any more.
static void builder_give_back(const nx_builder *b) {
    if (b->data && !b->borrowed)
        nx_give_back_bytes((char *)b->data - sizeof(nx_str), sizeof(nx_str) + (size_t)(b->capacity + 1) * b->kind);
}

static bool builder_grow(nx_builder *b, int64_t capacity, int kind) {
    if (capacity > (INT64_MAX >> 4)) {
        b->failed = true;
        nx_raise_no_memory();
        return false;
    }
    char *block = nx_alloc_bytes(sizeof(nx_str) + (size_t)(capacity + 1) * (size_t)kind);
    if (!block) {
        b->failed = true;
        return false;
    }
    char *data = block + sizeof(nx_str);
    if (b->length) {
        nx_str old = {.kind = b->kind, .data = b->data};
        nx_copy_chars(data, kind, 0, &old, 0, b->length);
    }
    builder_give_back(b);
    b->data = data;
    b->capacity = capacity;
    b->kind = (uint8_t)kind;
    b->borrowed = false;
    return true;
}

void nx_builder_reserve(nx_builder *b, int64_t more, int kind) {
    if (b->failed || (b->length + more <= b->capacity && kind <= b->kind)) return;
    if (kind < b->kind) kind = b->kind;
    int64_t needed = b->length + more, grown = b->capacity + b->capacity / 2;
    builder_grow(b, needed <= b->capacity ? b->capacity : needed > grown ? needed + 16 : grown, kind);
}

void nx_builder_char(nx_builder *b, uint32_t c) {
    int kind = nx_kind_of(c);
    if (b->length == b->capacity || kind > b->kind) nx_builder_reserve(b, 1, kind);
    if (!b->failed) nx_put(b->data, b->kind, b->length++, c);
}

void nx_builder_latin1(nx_builder *b, const char *text, int64_t length) {
    if (b->length + length > b->capacity) nx_builder_reserve(b, length, 1);
    if (b->failed) return;
    if (NX_LIKELY(b->kind == 1)) {
        nx_copy_few_bytes((char *)b->data + b->length, text, (size_t)length);
        b->length += length;
        return;
    }
    nx_str s = {.kind = 1, .data = (void *)text};
    nx_copy_chars(b->data, b->kind, b->length, &s, 0, length);
    b->length += length;
}

void nx_builder_c(nx_builder *b, const char *utf8) {
    size_t length = strlen(utf8);
    if (nx_bytes_are_ascii((const uint8_t *)utf8, (int64_t)length)) nx_builder_latin1(b, utf8, (int64_t)length);
    else nx_builder_str(b, nx_str_from_utf8(utf8, length));
}

void nx_builder_range(nx_builder *b, const nx_str *s, int64_t from, int64_t to) {
    if (to <= from) return;
    int kind = s->kind;
    if (kind > b->kind) { // only as wide as the part needs
        uint32_t all = 0;
        for (int64_t i = from; i < to; i++) all |= nx_str_at(s, i);
        kind = nx_kind_of(all);
    }
    nx_builder_reserve(b, to - from, kind);
    if (b->failed) return;
    if (b->kind >= s->kind) nx_copy_chars(b->data, b->kind, b->length, s, from, to - from);
    else
        for (int64_t i = from; i < to; i++) nx_put(b->data, b->kind, b->length + i - from, nx_str_at(s, i));
    b->length += to - from;
}

// 0 (a failed string) marks the builder as failed.
void nx_builder_str(nx_builder *b, nx_value string) {
    if (!string) {
        b->failed = true;
        return;
    }
    const nx_str *s = NX_PTR(nx_str, string);
    nx_builder_reserve(b, s->length, s->kind);
    if (b->failed) return;
    nx_copy_chars(b->data, b->kind, b->length, s, 0, s->length);
    b->length += s->length;
}

void nx_builder_fill(nx_builder *b, uint32_t c, int64_t count) {
    if (count <= 0) return;
    nx_builder_reserve(b, count, nx_kind_of(c));
    if (b->failed) return;
    if (b->kind == 1) memset((char *)b->data + b->length, (int)c, (size_t)count);
    else
        for (int64_t i = 0; i < count; i++) nx_put(b->data, b->kind, b->length + i, c);
    b->length += count;
}

static nx_value builder_copy(nx_builder *b) {
    nx_value text = nx_str_from_units(b->data, b->length, b->kind);
    builder_give_back(b);
    nx_builder_init(b);
    return text;
}

nx_value nx_builder_finish(nx_builder *b) {
    if (b->failed) return 0;
    if (b->length == 0) return nx_empty();
    if (b->borrowed || b->capacity - b->length > 16 + b->length / 4 || b->length == 1) return builder_copy(b);
    if (b->kind > 1) { // what was widened for may have gone (nothing removes characters today, but be sure)
        uint32_t all = 0;
        nx_str view = {.kind = b->kind, .data = b->data};
        for (int64_t i = 0; i < b->length; i++) all |= nx_str_at(&view, i);
        if (nx_kind_of(all) != b->kind) return builder_copy(b);
    }
    nx_str *s = (nx_str *)((char *)b->data - sizeof(nx_str));
    *s = (nx_str){.header = {&nx_str_type.root}, .length = b->length, .kind = b->kind, .data = b->data};
    s->ascii = b->kind == 1 && nx_bytes_are_ascii(b->data, b->length);
    nx_put(s->data, s->kind, s->length, 0);
    b->data = NULL;
    b->length = b->capacity = 0;
    return NX_OBJ(s);
}

// ---- repr and ascii ----------------------------------------------------------------------------------------------------------

static void escape_char(nx_builder *b, uint32_t c) {
    static const char digits[] = "0123456789abcdef";
    char text[11] = "\\";
    int count = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    text[1] = count == 2 ? 'x' : count == 4 ? 'u' : 'U';
    for (int i = 0; i < count; i++) text[2 + i] = digits[(c >> (4 * (count - 1 - i))) & 15];
    nx_builder_latin1(b, text, count + 2);
}

static nx_value quoted(const nx_str *s, bool only_ascii) {
    bool single = false, dbl = false, plain = s->ascii;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c == '\'') single = true;
        else if (c == '"') dbl = true;
        else if (c < ' ' || c == '\\' || c == 0x7f) plain = false;
    }
    char quote = single && !dbl ? '"' : '\'';
    if (plain && !(single && dbl)) {
        nx_str *out = nx_str_make(s->length + 2, 1, true);
        if (!out) return 0;
        char *data = out->data;
        data[0] = data[s->length + 1] = quote;
        memcpy(data + 1, s->data, (size_t)s->length);
        return NX_OBJ(out);
    }
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, s->length + 10, 1);
    nx_builder_char(&b, (uint32_t)quote);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c == (uint32_t)quote || c == '\\') nx_builder_char(&b, '\\'), nx_builder_char(&b, c);
        else if (c == '\n') nx_builder_latin1(&b, "\\n", 2);
        else if (c == '\t') nx_builder_latin1(&b, "\\t", 2);
        else if (c == '\r') nx_builder_latin1(&b, "\\r", 2);
        else if (c < 128 ? c >= ' ' && c != 0x7f : !only_ascii && (nx_unicode(c)->flags & UNICODE_PRINTABLE))
            nx_builder_char(&b, c);
        else escape_char(&b, c);
    }
    nx_builder_char(&b, (uint32_t)quote);
    return nx_builder_finish(&b);
}

static nx_value str_repr(nx_value self) { return quoted(NX_PTR(nx_str, self), false); }

// ascii(text) for a text that is a repr already: what is not ASCII is escaped.
nx_value nx_str_escaped(nx_value text) {
    const nx_str *s = NX_PTR(nx_str, text);
    if (s->ascii) return text;
    nx_builder b;
    nx_builder_init(&b);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c < 128) nx_builder_char(&b, c);
        else escape_char(&b, c);
    }
    return nx_builder_finish(&b);
}

// ---- slots ------------------------------------------------------------------------------------------------------------------------

static bool str_hash(nx_value self, int64_t *hash) {
    *hash = nx_str_hash(NX_PTR(nx_str, self));
    return true;
}

static nx_value str_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_str(left) || !nx_is_str(right)) return NX_NOTIMPLEMENTED;
    const nx_str *a = NX_PTR(nx_str, left), *b = NX_PTR(nx_str, right);
    if (operation == NX_EQ) return nx_from_bool(nx_str_equal(a, b));
    if (operation == NX_NE) return nx_from_bool(!nx_str_equal(a, b));
    return nx_order(nx_str_compare(a, b), operation);
}

static nx_value str_concat_slot(nx_value left, nx_value right) {
    if (!nx_is_str(right))
        return nx_raisef(&nx_TypeError, "can only concatenate str (not \"%T\") to str", right);
    return nx_str_concat(left, right);
}

static nx_value str_repeat(nx_value self, nx_value count_value) {
    int64_t count;
    if (!nx_to_index(count_value, &count, false)) {
        if (nx_error_matches(&nx_IndexError)) {
            nx_error_clear();
            return nx_raisef(&nx_OverflowError, "cannot fit 'int' into an index-sized integer");
        }
        return 0;
    }
    const nx_str *s = NX_PTR(nx_str, self);
    if (count <= 0 || s->length == 0) return nx_empty();
    if (count == 1) return nx_str_exact(self);
    if (s->length > (INT64_MAX >> 4) / count) {
        if (s->length > INT64_MAX / count) return nx_raisef(&nx_OverflowError, "repeated string is too long");
        return nx_raise_no_memory();
    }
    nx_str *out = nx_str_make(s->length * count, s->kind, s->ascii);
    if (!out) return 0;
    size_t unit = (size_t)s->length * s->kind, total = unit * (size_t)count;
    if (unit == 1) memset(out->data, *nx_chars1(s), total);
    else {
        memcpy(out->data, s->data, unit);
        for (size_t done = unit; done < total;) { // doubling
            size_t step = done < total - done ? done : total - done;
            memcpy((char *)out->data + done, out->data, step);
            done += step;
        }
    }
    return NX_OBJ(out);
}

static nx_value str_mod(nx_value left, nx_value right) {
    if (!nx_is_str(left)) return NX_NOTIMPLEMENTED;
    return nx_str_percent(left, right);
}

static bool str_length(nx_value self, int64_t *length) {
    *length = NX_PTR(nx_str, self)->length;
    return true;
}

static int str_truth(nx_value self) { return NX_PTR(nx_str, self)->length != 0; }

nx_value nx_str_getitem(nx_value self, nx_value key) {
    const nx_str *s = NX_PTR(nx_str, self);
    if (nx_is_exact(key, &nx_slice_type)) {
        int64_t start, stop, step, count;
        if (!nx_slice_indices(NX_PTR(nx_slice, key), s->length, &start, &stop, &step, &count)) return 0;
        if (count <= 0) return nx_empty();
        if (step == 1) return nx_str_slice(self, start, start + count);
        if (s->ascii && count > 1) {
            nx_str *out = nx_str_make_inline(count, 1, true);
            if (!out) return 0;
            const uint8_t *from = nx_chars1(s) + start;
            uint8_t *to = out->data;
            for (int64_t i = 0; i < count; i++, from += step) to[i] = *from;
            return NX_OBJ(out);
        }
        uint32_t all = 0;
        for (int64_t i = 0; i < count; i++) all |= nx_str_at(s, start + i * step);
        nx_str *out = nx_str_make(count, nx_kind_of(all), all < 128);
        if (!out) return 0;
        for (int64_t i = 0; i < count; i++) nx_put(out->data, out->kind, i, nx_str_at(s, start + i * step));
        return count == 1 && all < 256 ? NX_OBJ(&nx_latin1[all]) : NX_OBJ(out);
    }
    int64_t index;
    if (nx_is_small_int(key)) index = nx_small_int(key);
    else if (nx_is_int(key) || (nx_is_pointer(key) && nx_shape_of(key)->type->index)) {
        if (!nx_to_index(key, &index, false)) return 0;
    } else return nx_raisef(&nx_TypeError, "string indices must be integers, not '%T'", key);
    if (index < 0) index += s->length;
    if ((uint64_t)index >= (uint64_t)s->length) return nx_raise(&nx_IndexError, "string index out of range");
    return nx_str_from_char(nx_str_at(s, index));
}

bool nx_str_has_long_part(nx_value part, nx_value string) {
    const nx_str *s = NX_PTR(nx_str, string);
    return nx_str_find_in(s, 0, s->length, NX_PTR(nx_str, part)) >= 0;
}

nx_value nx_str_cut(nx_value string, nx_i64 start, nx_i64 stop) {
    int64_t length = NX_PTR(nx_str, string)->length;
    if (start < 0) start += length;
    if (stop < 0) stop += length;
    return nx_str_slice(string, start, stop);
}

static int str_contains(nx_value self, nx_value item) {
    if (!nx_is_str(item)) {
        nx_raisef(&nx_TypeError, "'in <string>' requires string as left operand, not %T", item);
        return -1;
    }
    const nx_str *s = NX_PTR(nx_str, self);
    return nx_str_find_in(s, 0, s->length, NX_PTR(nx_str, item)) >= 0;
}

// ---- iterator ----------------------------------------------------------------------------------------------------------------------

typedef struct { nx_header header; nx_value string; int64_t index; } nx_str_iterator; // string 0: exhausted

static nx_value str_iter(nx_value self) {
    bool ascii = NX_PTR(nx_str, self)->ascii;
    nx_str_iterator *it = nx_alloc_object(ascii ? &nx_str_ascii_iterator_type : &nx_str_iterator_type, sizeof(nx_str_iterator));
    if (!it) return 0;
    it->string = self;
    return NX_OBJ(it);
}

static nx_value str_iterator_next(nx_value self) {
    nx_str_iterator *it = NX_PTR(nx_str_iterator, self);
    if (!it->string) return NX_STOP;
    const nx_str *s = NX_PTR(nx_str, it->string);
    if (it->index >= s->length) {
        it->string = 0;
        return NX_STOP;
    }
    return nx_str_from_char(nx_str_at(s, it->index++));
}

static nx_value iterator_self(nx_value self) { return self; }

nx_value nx_str_iterator_length_hint(nx_value self) {
    nx_str_iterator *it = NX_PTR(nx_str_iterator, self);
    return nx_from_small_int(it->string ? NX_PTR(nx_str, it->string)->length - it->index : 0);
}

// ---- constructor ---------------------------------------------------------------------------------------------------------------------

static nx_value str_str(nx_value self) { return nx_str_exact(self); }

static nx_value str_decoded(nx_value object, nx_value encoding, nx_value errors) {
    const char *encoding_name, *errors_name;
    if (!nx_text_option(encoding, "str", "encoding", "utf-8", &encoding_name)) return 0;
    if (!nx_text_option(errors, "str", "errors", "strict", &errors_name)) return 0;
    if (nx_is_str(object)) return nx_raise(&nx_TypeError, "decoding str is not supported");
    nx_buffer view;
    if (!nx_buffer_get(object, &view)) {
        if (!nx_error_matches(&nx_TypeError)) return 0;
        nx_error_clear();
        return nx_raisef(&nx_TypeError, "decoding to str: need a bytes-like object, %T found", object);
    }
    nx_value text = nx_decode(view.data, view.length, encoding_name, errors_name, object);
    nx_buffer_release(&view);
    return text;
}

static nx_value str_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"object", "encoding", "errors"};
    nx_value values[3], text;
    if (nargs == 1 && !kwnames) text = nx_to_str(args[0]);
    else {
        if (!nx_parse_arguments("str", nargs, args, kwnames, names, 3, 0, values)) return 0;
        if (!values[0]) text = nx_empty();
        else if (values[1] || values[2]) text = str_decoded(values[0], values[1], values[2]);
        else text = nx_to_str(values[0]);
    }
    if (!text || cls == &nx_str_type) return text;
    return nx_str_of_class(cls, text);
}

bool nx_parse_arguments(const char *function, size_t nargs, const nx_value *args, nx_value kwnames,
                        const char *const *names, size_t count, size_t required, nx_value *values) {
    size_t keywords = kwnames ? (size_t)NX_PTR(nx_tuple, kwnames)->length : 0;
    if (nargs + keywords > count)
        return nx_failf(&nx_TypeError, "%s() takes at most %zd argument%s (%zd given)", function, (size_t)count,
                        count == 1 ? "" : "s", nargs + keywords);
    for (size_t i = 0; i < count; i++) values[i] = i < nargs ? args[i] : 0;
    for (size_t k = 0; k < keywords; k++) {
        nx_value name = NX_PTR(nx_tuple, kwnames)->items[k];
        const nx_str *s = NX_PTR(nx_str, name);
        size_t i = 0;
        while (i < count && !(s->ascii && strlen(names[i]) == (size_t)s->length && !memcmp(names[i], s->data, (size_t)s->length))) i++;
        if (i == count)
            return nx_failf(&nx_TypeError, "'%U' is an invalid keyword argument for %s()", name, function);
        if (values[i])
            return nx_failf(&nx_TypeError, "argument for %s() given by name ('%s') and position (%zd)", function, names[i], i + 1);
        values[i] = args[nargs + k];
    }
    for (size_t i = 0; i < required; i++)
        if (!values[i])
            return nx_failf(&nx_TypeError, "%s() missing required argument '%s' (pos %zd)", function, names[i], i + 1);
    return true;
}

#include "str.inc"

nx_type nx_str_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_str_type},
    .c_name = "str",
    .flags = NX_TYPE_BASE | NX_TYPE_STR | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_str),
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str",
    .methods = nx_str_methods,
    .repr = str_repr,
    .str = str_str,
    .hash = str_hash,
    .compare = str_compare,
    .iter = str_iter,
    .new_ = str_new,
    .truth = str_truth,
    .binary[NX_MOD] = str_mod,
    .length = str_length,
    .getitem = nx_str_getitem,
    .contains = str_contains,
    .concat = str_concat_slot,
    .repeat = str_repeat,
};

nx_type nx_str_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_str_iterator_type},
    .c_name = "str_iterator",
    .basic_size = sizeof(nx_str_iterator),
    .methods = nx_str_iterator_methods,
    .iter = iterator_self,
    .next = str_iterator_next,
};

nx_type nx_str_ascii_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_str_ascii_iterator_type},
    .c_name = "str_ascii_iterator",
    .basic_size = sizeof(nx_str_iterator),
    .methods = nx_str_iterator_methods,
    .iter = iterator_self,
    .next = str_iterator_next,
};
