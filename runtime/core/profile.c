// Samples of where a program spends its time, for `natrix run --profile`.
//
// Every thread that runs Python has a timer on its own processor time; when that has gone on by a millisecond the kernel
// sends SIGPROF, and the handler walks the stack and counts it. What is counted lies in a file that is mapped and shared: it
// is there however the process ends (os._exit, a signal, a crash), and children that it forks count in it, too. `natrix`
// makes the file, and reads it when the program has ended (Sources/NatrixDriver/ProfileData.swift). Its layout:
//
//     header   magic, size, use, figures, the libraries that are loaded (lines of "start end path")
//     buckets  offsets of the first stack of each
//     stacks   next, hash, weight in intervals, number of addresses, the addresses from the innermost out
#define _GNU_SOURCE
#include "profile.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "thread.h"
#include "unwind.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { INTERVAL = 1000000, MOST_ADDRESSES = 1024, BUCKETS = 1 << 16, LIBRARIES = 32 << 10, SPINS = 100000 };
static const size_t sizes[] = {(size_t)1 << 30, (size_t)128 << 20, (size_t)32 << 20}; // of the file, which is sparse

typedef struct {
    uint64_t next, hash, weight, count;
    uint64_t addresses[];
} stack;

typedef struct {
    char magic[8];
    uint64_t size, interval;     // bytes; nanoseconds
    _Atomic uint64_t used;       // bytes
    _Atomic uint64_t samples;    // intervals in which something was found
    _Atomic uint64_t lost;       // and those in which there was no room or no lock
    _Atomic uint64_t cut;        // of stacks that are deeper than what is walked
    _Atomic uint32_t lock, processes;
    char libraries[LIBRARIES];
    uint64_t buckets[BUCKETS];
} file_header;

// The list of the program's functions, which `natrix` reads in the executable: the linker keeps what is named.
extern const char __start_nx_functions[] __attribute__((weak));

static file_header *file;
static __thread uintptr_t stack_top;
static __thread timer_t timer;
static pthread_key_t timer_key;

static inline void nx_pause(void) {
#ifdef __x86_64__
    __builtin_ia32_pause();
#endif
}

// The lock is held for some hundred nanoseconds, by whichever process. Who holds it may be killed: then nobody waits for ever.
static bool lock(void) {
    for (int i = 0; i < SPINS; i++) {
        if (!atomic_exchange_explicit(&file->lock, 1, memory_order_acquire)) return true;
        nx_pause();
    }
    return false;
}

static void count(const uintptr_t *addresses, size_t length, uint64_t weight) {
    uint64_t hash = length;
    for (size_t i = 0; i < length; i++) hash = (hash ^ addresses[i]) * UINT64_C(0x9E3779B97F4A7C15), hash ^= hash >> 29;
    if (!lock()) {
        atomic_fetch_add(&file->lost, weight);
        return;
    }
    uint64_t *link = &file->buckets[hash % BUCKETS];
    stack *found = NULL;
    for (uint64_t at = *link; at; at = found->next) {
        found = (stack *)((char *)file + at);
        if (found->hash == hash && found->count == length) break;
        if (!found->next) {
            found = NULL;
            break;
        }
    }
    size_t bytes = sizeof *found + length * sizeof(uint64_t);
    if (!found && file->used + bytes <= file->size) {
        found = (stack *)((char *)file + file->used);
        *found = (stack){*link, hash, 0, length};
        for (size_t i = 0; i < length; i++) found->addresses[i] = addresses[i];
        *link = file->used;
        file->used += bytes;
    }
    if (found) found->weight += weight;
    atomic_store_explicit(&file->lock, 0, memory_order_release);
    atomic_fetch_add(found ? &file->samples : &file->lost, weight);
}

static void sample(int number, siginfo_t *info, void *context) {
    if (!stack_top || info->si_code != SI_TIMER) return;
    int saved = errno;
    // What the kernel could not deliver in time: it looks at timers when its own clock ticks, every few milliseconds.
    uint64_t weight = 1 + (info->si_overrun > 0 ? (uint64_t)info->si_overrun : 0);
    uintptr_t addresses[MOST_ADDRESSES];
    size_t length = nx_unwind(nx_unwind_place_of(context), stack_top, addresses, MOST_ADDRESSES);
    if (length == MOST_ADDRESSES) atomic_fetch_add(&file->cut, weight);
    count(addresses, length, weight);
    errno = saved;
}

// From now on the calling thread's time is sampled.
static void watch_thread(void) {
    stack_top = (uintptr_t)__builtin_frame_address(0) + 512; // what is above is not of interest
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF};
    event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
    sigset_t own;
    sigemptyset(&own);
    sigaddset(&own, SIGPROF);
    pthread_sigmask(SIG_UNBLOCK, &own, NULL);
    if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer) != 0) return;
    struct itimerspec every = {{0, INTERVAL}, {0, INTERVAL}};
    timer_settime(timer, 0, &every, NULL);
    pthread_setspecific(timer_key, &timer);
}

static void forget_thread(void *own) { timer_delete(*(timer_t *)own); }

// A child process has the mapping, but no timers.
static void forked(void) {
    if (!stack_top) return;
    atomic_fetch_add(&file->processes, 1);
    uintptr_t top = stack_top;
    watch_thread();
    stack_top = top;
}

static int note_library(struct dl_phdr_info *info, size_t size, void *data) {
    size_t *used = data;
    uintptr_t start = UINTPTR_MAX, end = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD) continue;
        uintptr_t from = info->dlpi_addr + part->p_vaddr, to = from + part->p_memsz;
        if (from < start) start = from;
        if (to > end) end = to;
    }
    if (start > end || !info->dlpi_name[0]) return 0; // the executable itself has no name
    int written = snprintf(file->libraries + *used, LIBRARIES - *used, "%lx %lx %s\n", start, end, info->dlpi_name);
    if (written < 0 || (size_t)written >= LIBRARIES - *used) {
        file->libraries[*used] = 0;
        return 1;
    }
    *used += (size_t)written;
    return 0;
}

static void refuse(const char *reason) {
    fprintf(stderr, "natrix: no profile is made: %s\n", reason);
}

static bool map_file(const char *path) {
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return false;
    for (size_t i = 0; !file && i < sizeof sizes / sizeof *sizes; i++) {
        if (ftruncate(descriptor, (off_t)sizes[i]) != 0) continue;
        void *memory = mmap(NULL, sizes[i], PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, descriptor, 0);
        if (memory == MAP_FAILED) continue;
        file = memory;
        file->size = sizes[i];
    }
    close(descriptor);
    return file != NULL;
}

void nx_profile_start(void) {
    const char *path = getenv("NATRIX_PROFILE");
    if (!path || !*path) return;
    bool mapped = map_file(path);
    unsetenv("NATRIX_PROFILE"); // other programs that this one starts are not meant
    if (!mapped) return refuse(strerror(errno));
    const char *wrong = __start_nx_functions ? nx_unwind_start() : "the executable has no list of its functions";
    if (wrong) return refuse(wrong);
    memcpy(file->magic, "NXPROF1", 8);
    file->interval = INTERVAL;
    file->used = sizeof *file;
    file->processes = 1;
    size_t used = 0;
    dl_iterate_phdr(note_library, &used);
    struct sigaction action = {.sa_sigaction = sample, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigfillset(&action.sa_mask); // a thread that the collector stops does not hold the lock
    sigaction(SIGPROF, &action, NULL);
    pthread_key_create(&timer_key, forget_thread);
    pthread_atfork(NULL, NULL, forked);
    nx_thread_begun = watch_thread;
    watch_thread();
}
