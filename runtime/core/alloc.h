// Allocation of small objects from free lists, inlined. The lists are refilled by core/gc.c and emptied when a
// collection begins, so that what lies in them unused is swept like any other garbage.
#ifndef NX_ALLOC_H
#define NX_ALLOC_H

#include "object.h"

#define NX_GRANULE 16
#define NX_SMALL_BYTES 256 // larger requests go to the collector

extern void *nx_free_scanned[NX_SMALL_BYTES / NX_GRANULE + 1]; // by size in granules; cells are zero behind the link
extern void *nx_free_atomic[NX_SMALL_BYTES / NX_GRANULE + 1];  // pointer-free cells, not zeroed
void *nx_alloc_refill(size_t bytes);                            // the slow ways of the two functions below
void *nx_alloc_refill_atomic(size_t bytes);

// Zeroed memory that the collector follows; NULL with MemoryError pending.
static inline void *nx_alloc_scanned(size_t bytes) {
    size_t granules = (bytes + NX_GRANULE - 1) / NX_GRANULE;
    if (NX_LIKELY(bytes <= NX_SMALL_BYTES)) {
        void *cell = nx_free_scanned[granules];
        if (NX_LIKELY(cell != NULL)) {
            nx_free_scanned[granules] = *(void **)cell;
            *(void **)cell = NULL;
            return cell;
        }
    }
    return nx_alloc_refill(bytes);
}

// Memory without pointers, not zeroed; NULL with MemoryError pending.
static inline void *nx_alloc_atomic(size_t bytes) {
    size_t granules = (bytes + NX_GRANULE - 1) / NX_GRANULE;
    if (NX_LIKELY(bytes <= NX_SMALL_BYTES)) {
        void *cell = nx_free_atomic[granules];
        if (NX_LIKELY(cell != NULL)) {
            nx_free_atomic[granules] = *(void **)cell;
            return cell;
        }
    }
    return nx_alloc_refill_atomic(bytes);
}

// An object of one of the runtime's own types that has neither a finalizer nor pointer-free instances.
static inline void *nx_alloc_plain(nx_type *type, size_t bytes) {
    nx_header *object = nx_alloc_scanned(bytes);
    if (NX_LIKELY(object != NULL)) object->shape = &type->root;
    return object;
}

void nx_give_back_large(void *memory);
// Memory for `bytes`, perhaps NULL, to which nothing points any more: what was a list's before it grew.
static inline void nx_give_back(void *memory, size_t bytes) {
    enum { LARGE = 4096 };
    if (NX_UNLIKELY(bytes >= LARGE)) nx_give_back_large(memory);
}

void nx_give_back_block(void *memory);
// The same of an allocation of its own, made with so many bytes by nx_alloc_words and nx_alloc_bytes: what a table was
// before it grew is the next one's memory, still in the processor's cache.
static inline void nx_give_back_words(void *memory, size_t bytes) {
    if (bytes > NX_SMALL_BYTES) {
        nx_give_back_block(memory);
    } else if (memory) {
        size_t granules = (bytes + NX_GRANULE - 1) / NX_GRANULE;
        memset(memory, 0, granules * NX_GRANULE);
        *(void **)memory = nx_free_scanned[granules];
        nx_free_scanned[granules] = memory;
    }
}
static inline void nx_give_back_bytes(void *memory, size_t bytes) {
    if (bytes > NX_SMALL_BYTES) {
        nx_give_back_block(memory);
    } else if (memory) {
        size_t granules = (bytes + NX_GRANULE - 1) / NX_GRANULE;
        *(void **)memory = nx_free_atomic[granules];
        nx_free_atomic[granules] = memory;
    }
}

void nx_gc_start(void);                        // before any allocation
void nx_gc_collect(void);                      // gc.collect(): collects and runs finalizers
void nx_gc_run_finalizers(void);               // those of objects found unreachable; calls Python
bool nx_gc_finalizers_waiting(void);
void nx_gc_finish(void);                       // at exit: runs the finalizers of everything that is left
void nx_gc_set_enabled(bool enabled);
bool nx_gc_is_enabled(void);
void nx_gc_forked(void);                       // in a child process
void nx_gc_statistics(size_t *heap, size_t *free, size_t *total);
// Calls finalize(object) once after the object has become unreachable; NULL takes the finalizer away.
void nx_gc_set_finalizer(nx_value object, void (*finalize)(nx_value object));
bool nx_is_generator_finalizer(void *function); // types/generator.c: closes what was abandoned
// *link is zeroed when the object has become unreachable. The link must lie in pointer-free memory.
bool nx_gc_link_weakly(void **link, nx_value object);
void nx_gc_unlink(void **link);

#endif
