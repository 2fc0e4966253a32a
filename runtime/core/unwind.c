// Walking the stack without frame pointers, so that what is profiled is the very code that runs without a profiler.
//
// C compilers describe for debuggers how to find the caller from every address of a function: "call frame information",
// programs of a small machine that give, address by address, a rule for the frame's end and for where registers are saved.
// It is in .debug_frame of code compiled with -g (the runtime, the program) and in .eh_frame of libraries. At the start it is
// all run once and becomes one sorted table of rows
//
//     from this address on the frame ends at rsp + n (or rbp + n), and the caller's rbp lies at -m from there
//
// so that a step of the walk is a binary search and two loads. The return address is the word below the frame's end.
// Other registers do not matter: gcc and clang address frames by these two.
#define _GNU_SOURCE
#include "unwind.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)

enum { UNKNOWN, FROM_STACK, FROM_FRAME, OF_LINKAGE, OUTERMOST }; // a row's base; OF_LINKAGE: an entry of the linkage table
typedef struct {
    uint64_t address;
    int32_t size;   // of the frame: its end is at base + size
    int16_t saved;  // the caller's rbp in words from the end; 0: it is still in the register
    uint16_t base;
} row;

static row *rows;
static size_t row_count, row_capacity;

static bool add_row(row added) {
    if (row_count == row_capacity) {
        size_t capacity = row_capacity ? 2 * row_capacity : 1 << 14;
        row *grown = realloc(rows, capacity * sizeof *rows);
        if (!grown) return false;
        rows = grown;
        row_capacity = capacity;
    }
    rows[row_count++] = added;
    return true;
}

// ---- reading ------------------------------------------------------------------------------------------------------------

typedef struct { const uint8_t *at, *end; } reader;

static uint64_t fixed(reader *r, size_t bytes) {
    uint64_t value = 0;
    if ((size_t)(r->end - r->at) < bytes) {
        r->at = r->end;
        return 0;
    }
    memcpy(&value, r->at, bytes);
    r->at += bytes;
    return value;
}

static uint64_t unsigned_leb(reader *r) {
    uint64_t value = 0;
    for (unsigned shift = 0; r->at < r->end; shift += 7) {
        uint8_t byte = *r->at++;
        if (shift < 64) value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) break;
    }
    return value;
}

static int64_t signed_leb(reader *r) {
    uint64_t value = 0;
    unsigned shift = 0;
    while (r->at < r->end) {
        uint8_t byte = *r->at++;
        if (shift < 64) value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
        if (!(byte & 0x80)) {
            if (shift < 64 && byte & 0x40) value |= ~UINT64_C(0) << shift;
            break;
        }
    }
    return (int64_t)value;
}

// An address as .eh_frame encodes it (DW_EH_PE_*): absolute or relative to where it stands.
static uint64_t encoded(reader *r, uint8_t encoding) {
    uint64_t place = (uint64_t)r->at, value;
    switch (encoding & 0x0f) {
    case 0x01: value = unsigned_leb(r); break;
    case 0x02: value = fixed(r, 2); break;
    case 0x03: value = fixed(r, 4); break;
    case 0x09: value = (uint64_t)signed_leb(r); break;
    case 0x0a: value = (uint64_t)(int16_t)fixed(r, 2); break;
    case 0x0b: value = (uint64_t)(int32_t)fixed(r, 4); break;
    default: value = fixed(r, 8);
    }
    return (encoding & 0x70) == 0x10 ? value + place : value;
}

typedef struct {
    const uint8_t *code, *end; // the rules that all functions of it begin with
    uint64_t unit;             // of addresses
    int64_t data_unit;         // of offsets
    uint8_t encoding;
    bool has_augmentation;
} common_entry;

// ---- rules --------------------------------------------------------------------------------------------------------------

typedef struct { uint64_t reg; int64_t offset, saved; bool computed, outermost; } rules;

enum { RBP = 6, RSP = 7, RETURN = 16, KEPT_RULES = 8 };

static row row_of(const rules *now, uint64_t address) {
    row made = {.address = address, .size = (int32_t)now->offset, .saved = (int16_t)(now->saved / 8)};
    if (now->outermost) made.base = OUTERMOST;
    else if (now->computed) made.base = OF_LINKAGE;
    else if (now->reg == RSP) made.base = FROM_STACK;
    else if (now->reg == RBP) made.base = FROM_FRAME;
    return made;
}

static bool same(row a, row b) { return a.base == b.base && a.size == b.size && a.saved == b.saved; }

// Runs the program of one function (or what is common to several) and adds a row wherever its rules change.
static bool run(reader code, const common_entry *common, const rules *first, rules *now, uint64_t address, bool adds) {
    rules kept[KEPT_RULES];
    size_t kept_count = 0;
    row last = {.base = UNKNOWN};
    bool any = false;
    while (true) {
        uint64_t delta = 0;
        bool done = code.at >= code.end, moves = false;
        if (!done) {
            uint8_t op = *code.at++, low = op & 0x3f;
            switch (op >> 6) {
            case 1: delta = low, moves = true; break;
            case 2: { // a register is saved at an offset
                int64_t offset = (int64_t)unsigned_leb(&code) * common->data_unit;
                if (low == RBP) now->saved = offset;
                break;
            }
            case 3:
                if (low == RBP) now->saved = first->saved;
                break;
            default:
                switch (low) {
                case 0x01: delta = encoded(&code, common->encoding) - address, moves = true, delta /= common->unit; break;
                case 0x02: delta = fixed(&code, 1), moves = true; break;
                case 0x03: delta = fixed(&code, 2), moves = true; break;
                case 0x04: delta = fixed(&code, 4), moves = true; break;
                case 0x05: case 0x11: { // saved at an offset, of any register
                    uint64_t reg = unsigned_leb(&code);
                    int64_t offset = (low == 0x11 ? signed_leb(&code) : (int64_t)unsigned_leb(&code)) * common->data_unit;
                    if (reg == RBP) now->saved = offset;
                    break;
                }
                case 0x06: case 0x08: { // as at the start; unchanged
                    uint64_t reg = unsigned_leb(&code);
                    if (reg == RBP) now->saved = low == 0x06 ? first->saved : 0;
                    break;
                }
                case 0x07:
                    if (unsigned_leb(&code) == RETURN) now->outermost = true;
                    break;
                case 0x09: unsigned_leb(&code), unsigned_leb(&code); break;
                case 0x0a:
                    if (kept_count < KEPT_RULES) kept[kept_count++] = *now;
                    break;
                case 0x0b:
                    if (kept_count > 0) *now = kept[--kept_count];
                    break;
                case 0x0c: now->reg = unsigned_leb(&code), now->offset = (int64_t)unsigned_leb(&code), now->computed = false; break;
                case 0x0d: now->reg = unsigned_leb(&code), now->computed = false; break;
                case 0x0e: now->offset = (int64_t)unsigned_leb(&code); break;
                case 0x12:
                    now->reg = unsigned_leb(&code), now->offset = signed_leb(&code) * common->data_unit, now->computed = false;
                    break;
                case 0x13: now->offset = signed_leb(&code) * common->data_unit; break;
                case 0x0f: { // the frame's end is computed: so the linkage table's, which are all alike
                    uint64_t length = unsigned_leb(&code);
                    code.at += length < (uint64_t)(code.end - code.at) ? length : (uint64_t)(code.end - code.at);
                    now->computed = true;
                    break;
                }
                case 0x10: case 0x16: {
                    unsigned_leb(&code);
                    uint64_t length = unsigned_leb(&code);
                    code.at += length < (uint64_t)(code.end - code.at) ? length : (uint64_t)(code.end - code.at);
                    break;
                }
                case 0x14: unsigned_leb(&code), unsigned_leb(&code); break;
                case 0x15: unsigned_leb(&code), signed_leb(&code); break;
                case 0x2e: unsigned_leb(&code); break;
                }
            }
        }
        if (adds && (done || moves)) {
            row made = row_of(now, address);
            if (!any || !same(made, last)) {
                if (!add_row(made)) return false;
                last = made;
                any = true;
            }
        }
        if (done) return true;
        address += delta * common->unit;
    }
}

static bool read_common(const uint8_t *entry, size_t offset_bytes, const uint8_t *end, common_entry *common) {
    reader r = {entry, end};
    r.at += offset_bytes;
    uint8_t version = (uint8_t)fixed(&r, 1);
    const char *augmentation = (const char *)r.at;
    size_t length = strnlen(augmentation, (size_t)(end - r.at));
    r.at += length + 1;
    *common = (common_entry){.encoding = 0};
    if (version >= 4) fixed(&r, 2); // sizes of addresses and selectors
    common->unit = unsigned_leb(&r);
    if (common->unit == 0) common->unit = 1;
    common->data_unit = signed_leb(&r);
    if (version == 1) fixed(&r, 1);
    else unsigned_leb(&r);
    if (augmentation[0] == 'z') {
        common->has_augmentation = true;
        uint64_t bytes = unsigned_leb(&r);
        const uint8_t *behind = r.at + bytes;
        for (const char *letter = augmentation + 1; *letter; letter++) {
            if (*letter == 'R') common->encoding = (uint8_t)fixed(&r, 1);
            else if (*letter == 'L') fixed(&r, 1);
            else if (*letter == 'P') { uint8_t encoding = (uint8_t)fixed(&r, 1); encoded(&r, encoding); }
            else if (*letter == 'S') return false; // the frame of a signal: none that is profiled
        }
        r.at = behind;
    } else if (augmentation[0] != 0) {
        return false;
    }
    common->code = r.at;
    common->end = end;
    return r.at <= end;
}

// All functions of a section. `is_debug`: it is .debug_frame, where an entry names its common entry by the offset in the
// section.
static bool read_section(const uint8_t *start, size_t size, bool is_debug) {
    reader r = {start, start + size};
    while (r.end - r.at >= 4) {
        uint64_t length = fixed(&r, 4);
        size_t offset_bytes = 4;
        if (length == 0) break;
        if (length == 0xffffffff) length = fixed(&r, 8), offset_bytes = is_debug ? 8 : 4;
        if (length > (uint64_t)(r.end - r.at)) break;
        const uint8_t *entry = r.at;
        reader e = {entry, entry + length};
        r.at = e.end;
        uint64_t pointer = fixed(&e, offset_bytes);
        bool is_common = is_debug ? pointer == (offset_bytes == 8 ? UINT64_MAX : UINT32_MAX) : pointer == 0;
        if (is_common) continue;
        const uint8_t *owner = is_debug ? start + pointer : entry - pointer;
        if (owner < start || owner + 8 > start + size) continue;
        reader head = {owner, start + size};
        uint64_t owner_length = fixed(&head, 4);
        size_t owner_offset = 4;
        if (owner_length == 0xffffffff) owner_length = fixed(&head, 8), owner_offset = is_debug ? 8 : 4;
        common_entry common;
        if (owner_length > (uint64_t)(head.end - head.at) || !read_common(head.at, owner_offset, head.at + owner_length, &common))
            continue;
        uint64_t address = encoded(&e, common.encoding), count = encoded(&e, common.encoding & 0x0f);
        if (address == 0 || count == 0) continue; // of a function that the linker left out
        if (common.has_augmentation) {
            uint64_t bytes = unsigned_leb(&e);
            e.at += bytes;
        }
        rules first = {.reg = RSP, .offset = 8}, now;
        if (!run((reader){common.code, common.end}, &common, &first, &first, address, false)) return false;
        now = first;
        if (!run(e, &common, &first, &now, address, true)) return false;
        if (!add_row((row){.address = address + count, .base = UNKNOWN})) return false;
    }
    return true;
}

static bool read_debug_frame(void) {
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (file < 0 || fstat(file, &info) != 0) return false;
    size_t size = (size_t)info.st_size;
    const uint8_t *image = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (image == MAP_FAILED) return false;
    const Elf64_Ehdr *head = (const Elf64_Ehdr *)image;
    const Elf64_Shdr *sections = (const Elf64_Shdr *)(image + head->e_shoff);
    bool found = false;
    if (head->e_shoff && head->e_shoff + (uint64_t)head->e_shnum * sizeof *sections <= size) {
        const char *names = (const char *)image + sections[head->e_shstrndx].sh_offset;
        for (int i = 0; i < head->e_shnum; i++) {
            if (strcmp(names + sections[i].sh_name, ".debug_frame") != 0) continue;
            found = !(sections[i].sh_flags & SHF_COMPRESSED) &&
                    read_section(image + sections[i].sh_offset, sections[i].sh_size, true);
        }
    }
    munmap((void *)image, size);
    return found;
}

static int read_library(struct dl_phdr_info *info, size_t size, void *data) {
    const uint8_t *header = NULL, *end = NULL;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_GNU_EH_FRAME) header = (const uint8_t *)info->dlpi_addr + part->p_vaddr;
    }
    if (!header) return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) { // what is mapped around it
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        const uint8_t *start = (const uint8_t *)info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && header >= start && header < start + part->p_memsz) end = start + part->p_memsz;
    }
    if (!end || header[0] != 1) return 0;
    reader r = {header + 4, end};
    const uint8_t *frames = (const uint8_t *)encoded(&r, header[1]);
    if (frames && frames < end) read_section(frames, (size_t)(end - frames), false);
    return 0;
}

static int by_address(const void *a, const void *b) {
    const row *left = a, *right = b;
    if (left->address != right->address) return left->address < right->address ? -1 : 1;
    return (left->base != UNKNOWN) - (right->base != UNKNOWN); // where one function ends the next one begins
}

const char *nx_unwind_start(void) {
    bool has_debug = read_debug_frame();
    dl_iterate_phdr(read_library, NULL);
    if (!has_debug) return "the executable has no debug information: it was stripped";
    qsort(rows, row_count, sizeof *rows, by_address);
    return NULL;
}

// ---- walking ------------------------------------------------------------------------------------------------------------

static const row *find(uintptr_t address) {
    size_t low = 0, high = row_count;
    while (low < high) { // the last row at or before the address
        size_t middle = (low + high) / 2;
        if (rows[middle].address <= address) low = middle + 1;
        else high = middle;
    }
    return low > 0 && rows[low - 1].base != UNKNOWN ? &rows[low - 1] : NULL;
}

// A function written in assembly without such information (some of libgmp's) calls nothing: its return address is near.
static uintptr_t skip_unknown(uintptr_t stack, uintptr_t top, uintptr_t *behind) {
    enum { NEAR = 24 };
    for (int i = 0; i < NEAR && stack + sizeof(uintptr_t) <= top; i++, stack += sizeof(uintptr_t)) {
        uintptr_t word = *(const uintptr_t *)stack;
        const uint8_t *before = (const uint8_t *)word;
        if (!find(word) || !find(word - 1)) continue;
        if (before[-5] == 0xe8 || (before[-6] == 0xff && before[-5] == 0x15) || before[-2] == 0xff || before[-3] == 0xff) {
            *behind = stack + sizeof(uintptr_t);
            return word;
        }
    }
    return 0;
}

nx_unwind_place nx_unwind_place_of(const void *context) {
    const greg_t *registers = ((const ucontext_t *)context)->uc_mcontext.gregs;
    return (nx_unwind_place){(uintptr_t)registers[REG_RIP], (uintptr_t)registers[REG_RSP], (uintptr_t)registers[REG_RBP]};
}

size_t nx_unwind(nx_unwind_place place, uintptr_t top, uintptr_t *addresses, size_t most) {
    size_t count = 0;
    uintptr_t pc = place.pc, stack = place.stack, frame = place.frame;
    while (count < most) {
        addresses[count++] = pc;
        // A return address may be the next function's first when the call never returns.
        const row *rule = find(count > 1 ? pc - 1 : pc);
        if (!rule) {
            if (count > 1) break;
            pc = skip_unknown(stack, top, &stack);
            if (!pc) break;
            continue;
        }
        uintptr_t end;
        if (rule->base == FROM_STACK) end = stack + (uintptr_t)(intptr_t)rule->size;
        else if (rule->base == FROM_FRAME) end = frame + (uintptr_t)(intptr_t)rule->size;
        else if (rule->base == OF_LINKAGE) end = stack + 8 + ((pc & 15) >= 11 ? 8 : 0);
        else break;
        if (end <= stack || end > top || end & 7) break;
        if (rule->saved) {
            uintptr_t at = end + (uintptr_t)(intptr_t)(rule->saved * 8);
            if (at < stack || at >= end) break;
            frame = *(const uintptr_t *)at;
        }
        pc = *(const uintptr_t *)(end - sizeof(uintptr_t));
        stack = end;
        if (pc < 4096) break;
    }
    return count;
}

#else

// What is above knows the frames of x86-64. Nothing is sampled elsewhere: `natrix run --profile` says so before it compiles.
const char *nx_unwind_start(void) { return "profiles are made on x86-64 Linux only"; }
nx_unwind_place nx_unwind_place_of(const void *context) { return (nx_unwind_place){0, 0, 0}; }
size_t nx_unwind(nx_unwind_place place, uintptr_t top, uintptr_t *addresses, size_t most) { return 0; }

#endif
