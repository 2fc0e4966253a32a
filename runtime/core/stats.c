// NATRIX_STATS=1: what a program has done, on standard error when it ends. NATRIX_STATS=./FILE: the same as JSON.
//
// Nothing is counted that would have to be counted always. Objects are taken from free lists without anybody noticing: when
// a list is empty and the next one is asked for, or a collection begins, the cells of the last one are looked at. By then they
// have been filled, and an object's first word tells its type; what has no type is storage of lists, dicts and the like. What
// is given back and taken again (generators, the tables of growing lists) counts once.
//
// Guards that failed are counted where the generic version takes over, which is slow anyway. Programs built with --stats have a
// counter at every guard besides (NX_COUNTED in emitted.h), in a section of their own: those tell place and reason.
#include "stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "alloc.h"
#include "natrix.h"
#include "type.h"

bool nx_stats_on;
uint64_t nx_guard_failures;

enum { TYPES = 4096, PENDING = 4096 / NX_GRANULE + 1, LARGE = 64, SHOWN = 15 };

typedef struct { nx_type *type; uint64_t count, bytes; } type_count;
static type_count types[TYPES]; // by hash of the address; here the collector sees them, so no type goes away
static uint64_t storage, storage_bytes, not_told;

typedef struct { void *cells[PENDING]; size_t count; } cell_list;
static cell_list (*pending)[2]; // by class; outside the collector's sight
static struct { void *memory; size_t bytes; } large[LARGE];
static size_t large_count;

static uint64_t collections;
static int64_t collecting, longest;
static size_t peak_heap, peak_used;
static const char *file_name;
static pid_t process;

extern char __data_start[] __attribute__((weak)), _end[] __attribute__((weak));

static bool is_memory(const void *at) {
    return at && ((uintptr_t)at & 7) == 0 && (((const char *)at >= __data_start && (const char *)at < _end) || nx_gc_has(at));
}

// The type of the object at an address; NULL when it is none.
static nx_type *type_at(void *cell) {
    nx_shape *shape = *(nx_shape **)cell;
    if (!is_memory(shape)) return NULL;
    nx_type *type = shape->type;
    return is_memory(type) && type->root.type == type ? type : NULL;
}

static void count(void *cell, size_t bytes) {
    nx_type *type = type_at(cell);
    if (!type) {
        storage++;
        storage_bytes += bytes;
        return;
    }
    size_t place = ((uintptr_t)type >> 4) * 2654435761u % TYPES;
    for (size_t i = 0; i < TYPES; i++, place = (place + 1) % TYPES) {
        if (types[place].type && types[place].type != type) continue;
        types[place].type = type;
        types[place].count++;
        types[place].bytes += bytes;
        return;
    }
    not_told++;
}

static int by_address(const void *a, const void *b) {
    uintptr_t left = *(const uintptr_t *)a, right = *(const uintptr_t *)b;
    return (left > right) - (left < right);
}

// Counts the cells of the last list of a class, but for those that nobody has taken yet.
static void settle(size_t size_class, bool atomic) {
    cell_list *list = &pending[size_class][atomic];
    if (list->count == 0) return;
    void *unused[PENDING];
    size_t unused_count = 0;
    void *cell = atomic ? nx_free_atomic[size_class] : nx_free_scanned[size_class];
    for (; cell && unused_count < PENDING; cell = *(void **)cell) unused[unused_count++] = cell;
    qsort(unused, unused_count, sizeof *unused, by_address);
    for (size_t i = 0; i < list->count; i++) {
        if (!unused_count || !bsearch(&list->cells[i], unused, unused_count, sizeof *unused, by_address))
            count(list->cells[i], nx_class_bytes(size_class));
    }
    list->count = 0;
}

static void settle_large(void) {
    for (size_t i = 0; i < large_count; i++) {
        if (nx_gc_has(large[i].memory)) count(large[i].memory, large[i].bytes);
    }
    large_count = 0;
}

void nx_stats_cells(void *list, size_t size_class, bool atomic) {
    settle(size_class, atomic);
    cell_list *next = &pending[size_class][atomic];
    for (void *cell = list; cell && next->count < PENDING; cell = *(void **)cell) next->cells[next->count++] = cell;
}

void nx_stats_large(void *memory, size_t bytes) {
    if (large_count == LARGE) settle_large();
    large[large_count].memory = memory;
    large[large_count++].bytes = bytes;
}

static void note_heap(void) {
    size_t heap, free, total;
    nx_gc_statistics(&heap, &free, &total);
    if (heap > peak_heap) peak_heap = heap;
    if (heap - free > peak_used) peak_used = heap - free;
}

static void settle_all(void) {
    for (size_t class = 0; class < NX_SIZE_CLASSES; class++) {
        settle(class, false);
        settle(class, true);
    }
    settle_large();
}

void nx_stats_collection(void) {
    settle_all();
    note_heap();
}

void nx_stats_collected(int64_t nanoseconds) {
    collections++;
    collecting += nanoseconds;
    if (nanoseconds > longest) longest = nanoseconds;
}

void nx_stats_start(const char *asked) {
    pending = calloc(NX_SIZE_CLASSES, sizeof *pending);
    if (!pending) return;
    if (strchr(asked, '/')) {
        file_name = strdup(asked);
        unsetenv("NATRIX_STATS"); // the file is this program's, not that of those it starts
    }
    process = getpid();
    nx_stats_on = true;
}

// ---- the report ---------------------------------------------------------------------------------------------------------

extern nx_exit_site __start_nx_exits[] __attribute__((weak)), __stop_nx_exits[] __attribute__((weak));

static int most_first(const void *a, const void *b) {
    const type_count *left = a, *right = b;
    return (left->bytes < right->bytes) - (left->bytes > right->bytes);
}

static int most_exits_first(const void *a, const void *b) {
    const nx_exit_site *left = *(nx_exit_site *const *)a, *right = *(nx_exit_site *const *)b;
    return (left->count < right->count) - (left->count > right->count);
}

static const char *utf8_of(nx_value text, size_t *length) {
    *length = 0;
    return text && nx_is_str(text) ? nx_str_utf8_lossy(text, length) : "";
}

static void quoted(FILE *out, const char *text, size_t length) {
    fputc('"', out);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\') fprintf(out, "\\%c", c);
        else if (c < 32) fprintf(out, "\\u%04x", c);
        else fputc(c, out);
    }
    fputc('"', out);
}

static void write_json(FILE *out, size_t type_total, nx_exit_site **sites, size_t site_count, size_t total) {
    fprintf(out, "{\"guard_failures\": %llu, \"has_places\": %s, \"collections\": %llu, \"collector_seconds\": %.6f, ",
            (unsigned long long)nx_guard_failures, __start_nx_exits ? "true" : "false", (unsigned long long)collections,
            (double)collecting / 1e9);
    fprintf(out, "\"longest_collection_seconds\": %.6f, \"peak_heap\": %zu, \"peak_used\": %zu, \"allocated\": %zu,\n \"storage\": ",
            (double)longest / 1e9, peak_heap, peak_used, total);
    fprintf(out, "{\"count\": %llu, \"bytes\": %llu},\n \"types\": [", (unsigned long long)storage,
            (unsigned long long)storage_bytes);
    for (size_t i = 0; i < type_total; i++) {
        size_t length;
        const char *name = utf8_of(nx_type_qualified(types[i].type), &length);
        fprintf(out, "%s\n  {\"name\": ", i ? "," : "");
        quoted(out, name, length);
        fprintf(out, ", \"count\": %llu, \"bytes\": %llu}", (unsigned long long)types[i].count, (unsigned long long)types[i].bytes);
    }
    fputs("],\n \"exits\": [", out);
    for (size_t i = 0; i < site_count; i++) {
        size_t length;
        const char *name = utf8_of(NX_OBJ(sites[i]->code->qualname), &length);
        fprintf(out, "%s\n  {\"file\": ", i ? "," : "");
        quoted(out, sites[i]->code->source->path, strlen(sites[i]->code->source->path));
        fputs(", \"function\": ", out);
        quoted(out, name, length);
        fprintf(out, ", \"line\": %u, \"reason\": ", sites[i]->line);
        quoted(out, sites[i]->reason, strlen(sites[i]->reason));
        fprintf(out, ", \"count\": %llu}", (unsigned long long)sites[i]->count);
    }
    fputs("]}\n", out);
}

static double megabytes(size_t bytes) { return (double)bytes / (1 << 20); }

static void write_text(FILE *out, size_t type_total, nx_exit_site **sites, size_t site_count, size_t total) {
    if (getpid() == process) fputs("natrix statistics\n", out);
    else fprintf(out, "natrix statistics of process %d\n", (int)getpid());
    fprintf(out, "  memory: %.1f MB allocated, heap at most %.1f MB, of it in use at most %.1f MB\n", megabytes(total),
            megabytes(peak_heap), megabytes(peak_used));
    fprintf(out, "  collector: %llu collections in %.3f s, the longest %.1f ms\n", (unsigned long long)collections,
            (double)collecting / 1e9, (double)longest / 1e6);
    fputs("  allocated by type:\n", out);
    for (size_t i = 0; i < type_total && i < SHOWN; i++) {
        size_t length;
        const char *name = utf8_of(nx_type_qualified(types[i].type), &length);
        fprintf(out, "    %12llu  %10.1f MB  %.*s\n", (unsigned long long)types[i].count, megabytes(types[i].bytes), (int)length, name);
    }
    if (type_total > SHOWN) fprintf(out, "    … and %zu more types\n", type_total - SHOWN);
    fprintf(out, "    %12llu  %10.1f MB  storage of lists, dicts, texts\n", (unsigned long long)storage, megabytes(storage_bytes));
    if (not_told) fprintf(out, "    %12llu objects of too many types to be told apart\n", (unsigned long long)not_told);
    fprintf(out, "  guards that failed: %llu\n", (unsigned long long)nx_guard_failures);
    for (size_t i = 0; i < site_count && i < SHOWN; i++) {
        size_t length;
        const char *name = utf8_of(NX_OBJ(sites[i]->code->qualname), &length);
        fprintf(out, "    %12llu  %s:%u in %.*s: %s\n", (unsigned long long)sites[i]->count, sites[i]->code->source->path,
                sites[i]->line, (int)length, name, sites[i]->reason);
    }
    if (site_count > SHOWN) fprintf(out, "    … and %zu more places\n", site_count - SHOWN);
    if (nx_guard_failures && !__start_nx_exits) fputs("    (build with --stats to see where and why)\n", out);
}

void nx_stats_finish(void) {
    if (!nx_stats_on || (file_name && getpid() != process)) return;
    settle_all();
    note_heap();
    nx_stats_on = false;
    size_t heap, free_bytes, total, type_total = 0, site_count = 0;
    nx_gc_statistics(&heap, &free_bytes, &total);
    for (size_t i = 0; i < TYPES; i++) {
        if (types[i].type) types[type_total++] = types[i];
    }
    qsort(types, type_total, sizeof *types, most_first);
    size_t all = (size_t)(__stop_nx_exits - __start_nx_exits);
    nx_exit_site **sites = malloc((all + 1) * sizeof *sites);
    for (size_t i = 0; sites && i < all; i++) {
        if (__start_nx_exits[i].count) sites[site_count++] = &__start_nx_exits[i];
    }
    if (sites) qsort(sites, site_count, sizeof *sites, most_exits_first);
    FILE *out = file_name ? fopen(file_name, "w") : stderr;
    if (!out) {
        fprintf(stderr, "natrix: cannot write the statistics to '%s'\n", file_name);
    } else if (file_name) {
        write_json(out, type_total, sites, site_count, total);
        fclose(out);
    } else {
        write_text(out, type_total, sites, site_count, total);
    }
    free(sites);
}
