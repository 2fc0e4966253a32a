// Allocation of small objects from free lists, inlined. The lists are refilled by core/gc.c and emptied when a
// collection begins, so that what lies in them unused is swept like any other garbage.
#ifndef NX_ALLOC_H
#define NX_ALLOC_H

#include "object.h"

#define NX_GRANULE 16
#define NX_STEP 64           // of the sizes above NX_FINE_BYTES
#define NX_FINE_BYTES 256
#define NX_SMALL_BYTES 1024  // larger requests go to the collector
#define NX_FINE_CLASSES (NX_FINE_BYTES / NX_GRANULE)
#define NX_SIZE_CLASSES (NX_FINE_CLASSES + (NX_SMALL_BYTES - NX_FINE_BYTES) / NX_STEP + 1)

// The class of the cells that `bytes` are taken from, and the size of a class's cells.
static inline size_t nx_size_class(size_t bytes) {
    if (bytes <= NX_FINE_BYTES) return (bytes + NX_GRANULE - 1) / NX_GRANULE;
    return NX_FINE_CLASSES + (bytes - NX_FINE_BYTES + NX_STEP - 1) / NX_STEP;
}
static inline size_t nx_class_bytes(size_t class) {
    return class <= NX_FINE_CLASSES ? class * NX_GRANULE : NX_FINE_BYTES + (class - NX_FINE_CLASSES) * NX_STEP;
}

extern NX_OWN void *nx_free_scanned[NX_SIZE_CLASSES]; // cells are zero behind the link
extern NX_OWN void *nx_free_atomic[NX_SIZE_CLASSES];  // pointer-free cells, not zeroed
void *nx_alloc_refill(size_t bytes);                            // the slow ways of the two functions below
void *nx_alloc_refill_atomic(size_t bytes);

// Zeroed memory that the collector follows; NULL with MemoryError pending.
static inline void *nx_alloc_scanned(size_t bytes) {
    if (NX_LIKELY(bytes <= NX_SMALL_BYTES)) {
        size_t class = nx_size_class(bytes);
        void *cell = nx_free_scanned[class];
        if (NX_LIKELY(cell != NULL)) {
            nx_free_scanned[class] = *(void **)cell;
            *(void **)cell = NULL;
            return cell;
        }
    }
    return nx_alloc_refill(bytes);
}

// Memory without pointers, not zeroed; NULL with MemoryError pending.
static inline void *nx_alloc_atomic(size_t bytes) {
    if (NX_LIKELY(bytes <= NX_SMALL_BYTES)) {
        size_t class = nx_size_class(bytes);
        void *cell = nx_free_atomic[class];
        if (NX_LIKELY(cell != NULL)) {
            nx_free_atomic[class] = *(void **)cell;
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
        size_t class = nx_size_class(bytes);
        memset(memory, 0, nx_class_bytes(class));
        *(void **)memory = nx_free_scanned[class];
        nx_free_scanned[class] = memory;
    }
}
static inline void nx_give_back_bytes(void *memory, size_t bytes) {
    if (bytes > NX_SMALL_BYTES) {
        nx_give_back_block(memory);
    } else if (memory) {
        size_t class = nx_size_class(bytes);
        *(void **)memory = nx_free_atomic[class];
        nx_free_atomic[class] = memory;
    }
}

bool nx_gc_is_stressed(void);
void nx_gc_poison(void *memory, size_t bytes); // overwrites it: nothing may use it any more
void nx_gc_start(void);                        // before any allocation
void nx_gc_collect(void);                      // gc.collect(): collects and runs finalizers
void nx_gc_run_finalizers(void);               // those of objects found unreachable; calls Python
bool nx_gc_finalizers_waiting(void);
void nx_gc_finish(void);                       // at exit: runs the finalizers of everything that is left
void nx_gc_set_enabled(bool enabled);
bool nx_gc_is_enabled(void);
void nx_gc_forked(void);                       // in a child process
void nx_gc_statistics(size_t *heap, size_t *free, size_t *total);
bool nx_gc_has(const void *memory);            // whether it lies in the collector's heap
// Calls finalize(object) once after the object has become unreachable; NULL takes the finalizer away.
void nx_gc_set_finalizer(nx_value object, void (*finalize)(nx_value object));
bool nx_is_generator_finalizer(void *function); // types/generator.c: closes what was abandoned
// *link is zeroed when the object has become unreachable. The link must lie in pointer-free memory.
bool nx_gc_link_weakly(void **link, nx_value object);
void nx_gc_unlink(void **link);

#endif
