// The collector: Boehm's, configured for precision and speed. The only file that names it.
//
// Interior pointers in the heap are not recognised (those on the stack and in registers are), so tagged numbers never
// look like pointers. One displacement is registered: an instance's shape pointer may be the `root` inside a type.
// NX_GC_STRESS=n collects at every n-th allocation; "auto" begins at every allocation and doubles n after each 10,000
// collections, sooner when stack or heap are large. Either way what is free is overwritten, so that using it fails at once.
#define _GNU_SOURCE
#define GC_THREADS
#include <gc/gc.h>
#include <gc/gc_inline.h>
#include <gc/gc_mark.h>
#include <gc/javaxfc.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#include "alloc.h"
#include "api.h"
#include "host.h"
#include "stats.h"
#include "thread.h"
#include "type.h"
#include "../types/generator.h"
#include "../types/weakref.h"

void *nx_free_scanned[NX_SIZE_CLASSES];
void *nx_free_atomic[NX_SIZE_CLASSES];
static int64_t stress, stress_left;         // 0: no stress; else collect when stress_left reaches 0
static int64_t stress_doubling, stress_done;  // auto: collections until n doubles, those since it did
static const char *stack_base;
static bool finalizers_waiting;
static int collections_waited;

// Finalizers run user code, so not inside an allocation: the next stack check or poll notices and runs them. A loop of fast
// code leaves only where nothing in it has done so for some collections: what it leaves it does not come back to.
enum { PATIENCE = 3 };
static void note_finalizers(void) {
    finalizers_waiting = true;
    nx_state.stack_limit = (char *)UINTPTR_MAX;
}

// How an object is finalized; in the list of those that are due it has the object.
typedef struct finalizer {
    void (*function)(nx_value object);
    uint64_t number;
    nx_value object;
    struct finalizer *next;
    bool is_quiet; // nx_type's: needs not wait
} finalizer;
static finalizer *first_due, *last_due;
static uint64_t finalized_count;

// The collector has found some. Compiled loops are left only for those that may run user code.
static void take_finalizers(void) {
    GC_invoke_finalizers();
    if (first_due) note_finalizers();
}

// The collector divides by one number twice: it lets what is in use divided by it be allocated before it collects again, and
// grows the heap by its size divided by it, all of which it then uses. What is right for the one is too coarse for the
// other, so it has one when it decides about collecting, once after each collection, and another the rest of the time.
enum { ROOM_DIVISOR = 2, STEP_DIVISOR = 8 };
static bool undecided;

static NX_NOINLINE void decide(void) {
    undecided = false;
    GC_collect_a_little(); // asks itself whether to, which may be a collection
    if (!undecided) GC_set_free_space_divisor(STEP_DIVISOR);
}

// A collection begins: what is in the free lists is garbage like any other.
static void forget_free_lists(void) {
    if (NX_UNLIKELY(nx_stats_on)) nx_stats_collection();
    if (finalizers_waiting && ++collections_waited > PATIENCE) nx_state.loop_event = 1;
    undecided = true;
    GC_set_free_space_divisor(ROOM_DIVISOR);
    memset(nx_free_scanned, 0, sizeof nx_free_scanned);
    memset(nx_free_atomic, 0, sizeof nx_free_atomic);
    nx_dict_forget_last();
    nx_tuple_forget_hashes();
    nx_temporaries_forget();
    nx_handed_over = NX_ABSENT; // its caller did not ask
}

extern char __data_start[] __attribute__((weak)); // of the executable, by the linker

// The linker sends the collector's mmap here (--wrap=mmap). An eighth of the time of programs that fill a hundred megabytes
// are page faults: what a heap beyond a few megabytes grows by, all of which it then uses, is mapped by one call. Large pages
// would cost less still where there are some at hand; a virtual machine that gives free memory back to its host has none, and
// they take three times as long there. Only what is too large to be touched at once asks for them. The kernel may decline.
enum { SMALL_HEAP = 8 << 20, LARGE_STEP = 64 << 20 };
__attribute__((weak)) void *__real_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    static size_t mapped;
    void *memory = __real_mmap(address, length, protection, flags, file, offset);
    if (flags & MAP_ANONYMOUS && memory != MAP_FAILED) {
        mapped += length;
        if (length > LARGE_STEP) madvise(memory, length, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
        else if (mapped > SMALL_HEAP) madvise(memory, length, MADV_POPULATE_WRITE);
#endif
    }
    return memory;
}

static bool is_hosted; // in a process of others: without threads of its own

// How much may be allocated before the next collection. What a small heap needs for that stays in the processor's cache,
// and collecting it costs next to nothing; a large one shall not take much more than what is in use. Where marking is found
// to take more than a part of the time, because what is in use or the program's static data is not so small, the room
// doubles, up to what another interpreter needs before it has begun. Each collection looks at all static data, which many
// modules make several times what the heap has in use: it counts from the beginning.
enum { NURSERY = 2 << 20, FEW_STATICS = 1 << 20, STATIC_FACTOR = 2, LARGEST_NURSERY = 8 << 20, MARKING_PART = 3 };
static size_t nursery;
extern char _end[] __attribute__((weak));
static size_t first_nursery(void) {
    size_t statics = is_hosted || !__data_start ? 0 : (size_t)(_end - __data_start);
    size_t bytes = NURSERY + (statics > FEW_STATICS ? STATIC_FACTOR * (statics - FEW_STATICS) : 0);
    return bytes < LARGEST_NURSERY ? bytes : LARGEST_NURSERY;
}

// Marking is shared with other threads once it has taken so long that it pays: a small program never starts one, and so
// does one that has only one processor to itself. In a child process the collector is alone again, until that is too little.
// GC_MARKERS=1 in the environment leaves it alone always.
enum { MOST_MARKERS = 4, LONG_MARKING = 2000000 }; // nanoseconds
static bool has_processors, many_processors, marks_slowly; // many_processors: and marking is not shared yet
static int64_t marking_since, marked_until;

static int64_t own_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000 + now.tv_nsec;
}

static void GC_CALLBACK watch_collection(GC_EventType event) {
    if (event == GC_EVENT_MARK_START) marking_since = own_time();
    // Not before it is known: compiled loops are left for what the notice may mean.
    if (event == GC_EVENT_RECLAIM_END && nx_weakref_callbacks_due()) note_finalizers();
    if (event != GC_EVENT_MARK_END) return;
    int64_t running = marking_since - marked_until, marking;
    marked_until = own_time();
    marking = marked_until - marking_since;
    if (NX_UNLIKELY(nx_stats_on)) nx_stats_collected(marking);
    if (many_processors && marking > LONG_MARKING) marks_slowly = true;
    if (marking > running / MARKING_PART && nursery < LARGEST_NURSERY) GC_set_min_bytes_allocd(nursery *= 2);
}

static NX_NOINLINE void start_markers(void) {
    many_processors = marks_slowly = false;
    GC_start_mark_threads();
}

void nx_gc_forked(void) { many_processors = has_processors; }

extern void *__libc_stack_end __attribute__((weak));

// The collector asks the environment first; what it else reads, all of the kernel's statistics, takes longer than the rest
// of its start.
static void start_collector(void) {
    cpu_set_t set;
    int processors = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    if (is_hosted) processors = 1;
    has_processors = many_processors = processors > 1;
    GC_set_markers_count(processors < MOST_MARKERS ? (unsigned)processors : MOST_MARKERS);
    bool told = getenv("GC_NPROCS") != NULL;
    if (!told) setenv("GC_NPROCS", many_processors ? "2" : "1", 0);
    // Where the stack begins the C library knows without reading the kernel's list of mappings, as the collector would have it do.
    struct GC_stack_base base = {&__libc_stack_end ? __libc_stack_end : NULL};
    if (!is_hosted && base.mem_base) GC_set_stackbottom(NULL, &base);
    GC_INIT();
    if (!told) unsetenv("GC_NPROCS");
}

// What a program fills before its first collection: a small one ends without any.
enum { FIRST_HEAP = 512 << 10 };

void nx_gc_start(void) {
    // Said again, by the second module of a process, it would make the collector forget which pointers count.
    if (GC_get_all_interior_pointers()) GC_set_all_interior_pointers(0);
    GC_set_java_finalization(1);
    GC_set_finalize_on_demand(1);
    GC_set_finalizer_notifier(take_finalizers);
    GC_set_warn_proc(GC_ignore_warn_proc);
    GC_set_dont_precollect(1);
    start_collector();
    GC_expand_hp(FIRST_HEAP);
    GC_set_free_space_divisor(ROOM_DIVISOR);
    GC_set_min_bytes_allocd(nursery = first_nursery());
    GC_register_displacement(0);
    GC_register_displacement(offsetof(nx_type, root));
    GC_set_start_callback(forget_free_lists);
    GC_set_on_collection_event(watch_collection);
    marked_until = own_time();
    const char *statistics = getenv("NATRIX_STATS"), *text = getenv("NX_GC_STRESS");
    if (statistics && *statistics && !is_hosted) nx_stats_start(statistics);
    if (!text) return;
    stack_base = __builtin_frame_address(0);
    bool adapts = strcmp(text, "auto") == 0;
    if (adapts) stress_doubling = 10000;
    stress = stress_left = adapts ? 1 : strtoll(text, NULL, 10);
}

// ---- in a process of others -------------------------------------------------------------------------------------------

// Other modules that were made like this one have the same collector: what they asked for goes on being called.
static GC_start_callback_proc other_start;
static GC_finalizer_notifier_proc other_notifier;
static GC_on_collection_event_proc other_event;
static void (*after_collection)(void);

static void GC_CALLBACK start_of_all(void) {
    forget_free_lists();
    if (other_start) other_start();
}

static void GC_CALLBACK finalizers_of_all(void) {
    take_finalizers();
    if (other_notifier) other_notifier();
}

static void GC_CALLBACK event_of_all(GC_EventType event) {
    watch_collection(event);
    if (event == GC_EVENT_RECLAIM_END && after_collection) after_collection();
    if (other_event) other_event(event);
}

// Of the libraries in the process only those made by natrix have pointers to the heap in their variables, and the collector
// itself, whose table of threads is on its heap.
static int GC_CALLBACK has_roots(const char *name, void *start, size_t size) {
    const char *end = name ? strstr(name, ".abi3.so") : NULL, *file = name ? strrchr(name, '/') : NULL;
    return (end && end[8] == 0) || (name && strncmp(file ? file + 1 : name, "libgc", 5) == 0);
}

void nx_gc_start_hosted(bool extensions) {
    is_hosted = true;
    GC_set_handle_fork(1);
    GC_set_no_dls(0);
    if (extensions) GC_register_has_static_roots_callback(has_roots);
    other_start = GC_get_start_callback();
    other_notifier = GC_get_finalizer_notifier();
    other_event = GC_get_on_collection_event();
    nx_gc_start();
    GC_allow_register_threads();
    GC_set_start_callback(start_of_all);
    GC_set_finalizer_notifier(finalizers_of_all);
    GC_set_on_collection_event(event_of_all);
    // The thread that is here first is the collector's main one: let it look at the right stack.
    struct GC_stack_base base, known;
    void *handle = GC_get_my_stackbottom(&known);
    if (GC_get_stack_base(&base) == GC_SUCCESS) GC_set_stackbottom(handle, &base);
}

void nx_gc_after_collection(void (*function)(void)) { after_collection = function; }

bool nx_gc_is_dead(const void *object) { return !GC_base((void *)object) || !GC_is_marked(object); }

// Several runtimes may have the collector in common: who made a thread known to it makes it forgotten.
static _Thread_local bool registered_here;

void nx_gc_register_thread(void) {
    struct GC_stack_base base;
    if (GC_get_stack_base(&base) == GC_SUCCESS) registered_here = GC_register_my_thread(&base) == GC_SUCCESS;
}

void nx_gc_unregister_thread(void) {
    if (registered_here) GC_unregister_my_thread();
    registered_here = false;
}

#define NEITHER UINT64_C(0xDDDDDDDDDDDDDDD8) // pointer nor number
// Overwrites free cells of a size class, those of one block, with what is neither a pointer nor a number. They count as
// allocated until the next collection finds nothing that points to them.
static void poison(size_t bytes, int kind) {
    void *cell = NULL;
    GC_generic_malloc_many(bytes, kind, &cell);
    while (cell) {
        uint64_t *words = cell;
        cell = *(void **)cell;
        for (size_t i = 0; i < bytes / sizeof *words; i++) words[i] = NEITHER;
    }
}

bool nx_gc_is_stressed(void) { return stress > 0; }

void nx_gc_poison(void *memory, size_t bytes) {
    uint64_t *words = memory;
    for (size_t i = 0; i < bytes / sizeof *words; i++) words[i] = NEITHER;
}

static void stress_collect(void) {
    if (--stress_left > 0) return;
    if (stress_doubling) {
        int64_t stack = stack_base - (const char *)__builtin_frame_address(0);
        stress_done += 1 + (stack >> 16) + (int64_t)((GC_get_heap_size() - GC_get_free_bytes()) >> 18);
        if (stress_done >= stress_doubling) {
            stress *= 2;
            stress_done = 0;
        }
    }
    stress_left = stress;
    GC_gcollect();
    for (size_t class = 1; class < NX_SIZE_CLASSES; class++) {
        poison(nx_class_bytes(class), GC_I_NORMAL);
        poison(nx_class_bytes(class), GC_I_PTRFREE);
    }
}

// A small cell is as large as its class says even when it comes from the collector itself: it may be given back to the
// lists, which takes all of it (nx_give_back_words).
static inline size_t cell_bytes(size_t bytes) { return bytes <= NX_SMALL_BYTES ? nx_class_bytes(nx_size_class(bytes)) : bytes; }

NX_NOINLINE void *nx_alloc_refill(size_t bytes) {
    if (NX_UNLIKELY(undecided)) decide();
    if (NX_UNLIKELY(marks_slowly)) start_markers();
    if (NX_UNLIKELY(stress > 0)) {
        stress_collect();
    } else if (bytes <= NX_SMALL_BYTES) {
        size_t class = bytes ? nx_size_class(bytes) : 1;
        void *list = NULL;
        GC_generic_malloc_many(nx_class_bytes(class), GC_I_NORMAL, &list);
        if (NX_LIKELY(list != NULL)) {
            if (NX_UNLIKELY(nx_stats_on)) nx_stats_cells(list, class, false);
            nx_free_scanned[class] = *(void **)list;
            *(void **)list = NULL;
            return list;
        }
    }
    void *memory = GC_MALLOC(cell_bytes(bytes));
    if (NX_UNLIKELY(!memory)) nx_raise_no_memory();
    else if (NX_UNLIKELY(nx_stats_on)) nx_stats_large(memory, bytes);
    return memory;
}

NX_NOINLINE void *nx_alloc_refill_atomic(size_t bytes) {
    if (NX_UNLIKELY(undecided)) decide();
    if (NX_UNLIKELY(stress > 0)) {
        stress_collect();
    } else if (bytes <= NX_SMALL_BYTES) {
        size_t class = bytes ? nx_size_class(bytes) : 1;
        void *list = NULL;
        GC_generic_malloc_many(nx_class_bytes(class), GC_I_PTRFREE, &list);
        if (NX_LIKELY(list != NULL)) {
            if (NX_UNLIKELY(nx_stats_on)) nx_stats_cells(list, class, true);
            nx_free_atomic[class] = *(void **)list;
            return list;
        }
    }
    void *memory = GC_MALLOC_ATOMIC(cell_bytes(bytes));
    if (NX_UNLIKELY(!memory)) nx_raise_no_memory();
    else if (NX_UNLIKELY(nx_stats_on)) nx_stats_large(memory, bytes);
    return memory;
}

static void set_finalizer(nx_value object, void (*finalize)(nx_value object), bool is_quiet);

void *nx_alloc_object(nx_type *type, size_t bytes) {
    nx_header *object;
    if (type->flags & NX_TYPE_ATOMIC) {
        object = nx_alloc_atomic(bytes);
        if (NX_UNLIKELY(!object)) return NULL;
        memset(object, 0, bytes);
    } else {
        object = nx_alloc_scanned(bytes);
        if (NX_UNLIKELY(!object)) return NULL;
    }
    object->shape = type->fresh ? type->fresh : &type->root;
    if (NX_UNLIKELY(type->finalize != NULL)) set_finalizer(NX_OBJ(object), type->finalize, type->finalizes_quietly && !is_hosted);
    return object;
}

void *nx_alloc_bytes(size_t bytes) { return nx_alloc_atomic(bytes); }

void *nx_alloc_words(size_t count) {
    if (NX_UNLIKELY(count > SIZE_MAX / 16)) {
        nx_raise_no_memory();
        return NULL;
    }
    return nx_alloc_scanned(count * sizeof(nx_value));
}

// A large block that nothing points to any more need not wait for a collection. (What is not a block's first address is
// static memory or lies inside an object.)
NX_NOINLINE void nx_give_back_large(void *memory) {
    if (GC_base(memory) == memory) GC_FREE(memory);
}

NX_NOINLINE void nx_give_back_block(void *memory) { GC_FREE(memory); }

void *nx_grow_words(void *old, size_t old_count, size_t count) {
    void *words = nx_alloc_words(count);
    if (NX_LIKELY(words != NULL) && old_count) memcpy(words, old, old_count * sizeof(nx_value));
    return words;
}

// At exit only __del__ methods run: what C finalizers give back, the process gives back, and standard streams are in use.
// They run in the order in which the objects were made, as CPython's collector has them in its list.
static bool finishing;

typedef struct { nx_value object; const finalizer *how; } last_call;
static last_call *last_calls;
static size_t last_count, last_capacity;

static void note_last_call(nx_value object, const finalizer *how) {
    if (how->function != nx_slot_finalize && !nx_is_generator_finalizer((void *)how->function)) return;
    if (last_count == last_capacity) {
        size_t capacity = last_capacity ? 2 * last_capacity : 64;
        last_call *grown = nx_alloc_words(2 * capacity);
        if (!grown) {
            nx_error_clear();
            return;
        }
        if (last_count) memcpy(grown, last_calls, last_count * sizeof *grown);
        last_calls = grown;
        last_capacity = capacity;
    }
    last_calls[last_count++] = (last_call){object, how};
}

static void GC_CALLBACK run_finalizer(void *object, void *data) {
    finalizer *how = data;
    finalized_count++;
    if (finishing) return note_last_call(NX_OBJ(object), how);
    if (how->is_quiet) return how->function(NX_OBJ(object));
    how->object = NX_OBJ(object);
    if (first_due) last_due->next = how;
    else first_due = how;
    last_due = how;
}

// Where it has no free block left the collector grows, but with 500 more finalizable objects than after the last collection it
// collects again: a program that makes many would do little else while its heap is small. So that grows before.
static NX_NOINLINE void grow_for_finalizable(void) {
    enum { STEP = 256 << 10 };
    if (GC_get_heap_size() < 2 * nursery && GC_get_bytes_since_gc() < nursery && GC_get_free_bytes() < STEP) GC_expand_hp(STEP);
}

static void set_finalizer(nx_value object, void (*finalize)(nx_value object), bool is_quiet) {
    enum { OFTEN = 64 };
    static uint64_t made;
    if (made % OFTEN == 0) grow_for_finalizable();
    finalizer *how = finalize ? nx_alloc_words(sizeof *how / sizeof(nx_value)) : NULL;
    if (how) *how = (finalizer){.function = finalize, .number = made++, .is_quiet = is_quiet};
    GC_register_finalizer_no_order(NX_PTR(void, object), how ? run_finalizer : NULL, how, NULL, NULL);
}

void nx_gc_set_finalizer(nx_value object, void (*finalize)(nx_value object)) { set_finalizer(object, finalize, false); }

static int by_number(const void *a, const void *b) {
    uint64_t left = ((const last_call *)a)->how->number, right = ((const last_call *)b)->how->number;
    return (left > right) - (left < right);
}

bool nx_gc_finalizers_waiting(void) { return finalizers_waiting; }

void nx_gc_run_finalizers(void) {
    finalizers_waiting = false;
    collections_waited = 0;
    GC_invoke_finalizers();
    for (finalizer *how; (how = first_due) != NULL;) { // a finalizer may find more
        first_due = how->next;
        nx_value object = how->object;
        how->next = NULL;
        how->object = 0;
        how->function(object);
    }
    nx_weakref_run_callbacks();
}

// A conservative collector takes every word of the frames between here and the stack's bottom for a pointer, those among
// them that have not been written since an earlier, deeper call left something there. So what asks for a collection calls
// from a clean stack (see Lifetimes in the compiler).
__attribute__((noinline)) void nx_clean_stack(void) {
    char below[8 * 1024];
    memset(below, 0, sizeof below);
    __asm__ volatile("" : : "r"(below) : "memory");
}

void nx_gc_collect(void) {
    nx_coroutines_watch();
    nx_clean_stack();
    uint64_t before = finalized_count;
    GC_gcollect();
    // What only finalized objects held becomes garbage with them: a second round finds it.
    if (finalized_count != before || GC_should_invoke_finalizers()) {
        nx_gc_run_finalizers();
        GC_gcollect();
    }
    nx_gc_run_finalizers();
}

static void GC_CALLBACK add_size(void *object, size_t bytes, void *data) { *(size_t *)data += bytes; }

static void *reachable_bytes(void *data) {
    GC_enumerate_reachable_objects_inner(add_size, data);
    return NULL;
}

// The collector knows how much it freed, not how many objects: a small one with its attributes takes some 40 bytes. What
// is more than the program has allocated since the last collection is not counted: that one took a number for a pointer.
size_t nx_gc_collect_foreign(size_t least, size_t bytes_for_each) {
    GC_gcollect();
    size_t used = (GC_get_heap_size() - GC_get_free_bytes()) / bytes_for_each;
    return used > least ? used : least;
}

int64_t nx_gc_collect_counting(void) {
    enum { TYPICAL_BYTES = 40 };
    static size_t live, total; // after the last of these collections
    size_t allocated = GC_get_total_bytes() - total, before = live + allocated, now = 0;
    nx_gc_collect();
    GC_call_with_alloc_lock(reachable_bytes, &now);
    live = now;
    total = GC_get_total_bytes();
    size_t freed = before > now ? before - now : 0;
    if (freed > allocated) freed = allocated;
    return (int64_t)(freed / TYPICAL_BYTES);
}

void nx_gc_finish(void) {
    finishing = true;
    GC_finalize_all();
    GC_invoke_finalizers();
    if (last_count) qsort(last_calls, last_count, sizeof *last_calls, by_number);
    for (size_t i = 0; i < last_count; i++) last_calls[i].how->function(last_calls[i].object);
    nx_gc_run_finalizers();
}

void nx_gc_set_enabled(bool enabled) {
    if (enabled == nx_gc_is_enabled()) return;
    if (enabled) GC_enable();
    else GC_disable();
}

int nx_gc_thread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *), void *data) {
    return GC_pthread_create(thread, attributes, function, data);
}

void nx_gc_keep_signals(sigset_t *blocked) {
    sigdelset(blocked, GC_get_suspend_signal());
    sigdelset(blocked, GC_get_thr_restart_signal());
}

bool nx_gc_is_enabled(void) { return !GC_is_disabled(); }

void nx_gc_statistics(size_t *heap, size_t *free, size_t *total) {
    *heap = GC_get_heap_size();
    *free = GC_get_free_bytes();
    *total = GC_get_total_bytes();
}

bool nx_gc_has(const void *memory) { return GC_base((void *)memory) != NULL; }

bool nx_gc_link_weakly(void **link, nx_value object) {
    if (!GC_base(NX_PTR(void, object))) return true; // a static object: it never goes away
    return GC_general_register_disappearing_link(link, NX_PTR(void, object)) != GC_NO_MEMORY;
}

void nx_gc_unlink(void **link) { GC_unregister_disappearing_link(link); }
