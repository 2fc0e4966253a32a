// The posix module: identities, priorities, waiting with usage, scheduling, limits of the system, and numbers.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "../core/signals.h"
#include "../core/thread.h"
#include "../types/containers.h"
#include "posix.h"

static nx_value done(int result) { return result < 0 ? nx_raise_os_error(errno, 0) : NX_NONE; }

// ---- users and groups -----------------------------------------------------------------------------------------------------

// -1 leaves as it is.
static bool id_from(nx_value v, const char *kind, uint32_t *out) {
    int64_t n;
    nx_value index = nx_index(v);
    if (!index) {
        if (nx_error_matches(&nx_TypeError)) {
            nx_error_clear();
            nx_raisef(&nx_TypeError, "%s should be integer, not %T", kind, v);
        }
        return false;
    }
    bool fits = nx_int_try_i64(index, &n);
    if (!fits || n < -1 || n > UINT32_MAX)
        return nx_failf(&nx_OverflowError, "%s is %s", kind, nx_int_sign(index) < 0 ? "less than minimum" : "greater than maximum");
    *out = (uint32_t)n;
    return true;
}

#define ONE_ID(name, kind)                                                                                                   \
    nx_value nx_posix_##name(nx_value id) {                                                                                  \
        uint32_t n;                                                                                                          \
        return id_from(id, kind, &n) ? done(name(n)) : NX_ERROR;                                                             \
    }
ONE_ID(setuid, "uid")
ONE_ID(seteuid, "uid")
ONE_ID(setgid, "gid")
ONE_ID(setegid, "gid")

#define TWO_IDS(name, kind)                                                                                                  \
    nx_value nx_posix_##name(nx_value real, nx_value effective) {                                                            \
        uint32_t r, e;                                                                                                       \
        return id_from(real, kind, &r) && id_from(effective, kind, &e) ? done(name(r, e)) : NX_ERROR;                        \
    }
TWO_IDS(setreuid, "uid")
TWO_IDS(setregid, "gid")

#define THREE_IDS(name, kind)                                                                                                \
    nx_value nx_posix_##name(nx_value real, nx_value effective, nx_value saved) {                                            \
        uint32_t r, e, s;                                                                                                    \
        return id_from(real, kind, &r) && id_from(effective, kind, &e) && id_from(saved, kind, &s) ? done(name(r, e, s))     \
                                                                                                   : NX_ERROR;               \
    }
THREE_IDS(setresuid, "uid")
THREE_IDS(setresgid, "gid")

static nx_value list_of_groups(const gid_t *groups, int count) {
    nx_list *list = nx_list_new(count);
    for (int i = 0; list && i < count; i++)
        if (!nx_list_push(list, NX_INT(groups[i])))
            return NX_ERROR;
    return NX_OBJ(list);
}

nx_value nx_posix_setgroups(nx_value given) {
    nx_value list = nx_list_of(given);
    int64_t count = list ? NX_PTR(nx_list, list)->length : 0;
    if (list && count > 65536)
        return nx_raise(&nx_ValueError, "too many groups");
    gid_t *groups = list ? nx_alloc_bytes((size_t)(count + 1) * sizeof *groups) : NULL;
    for (int64_t i = 0; groups && i < count; i++)
        if (!id_from(NX_PTR(nx_list, list)->items[i], "gid", &groups[i]))
            return NX_ERROR;
    return groups ? done(setgroups((size_t)count, groups)) : NX_ERROR;
}

nx_value nx_posix_initgroups(nx_value username, nx_value gid) {
    nx_path name;
    uint32_t group;
    return nx_path_from(username, "initgroups", 0, &name) && id_from(gid, "gid", &group) ? done(initgroups(name.text, group)) : NX_ERROR;
}

nx_value nx_posix_getgrouplist(nx_value user, nx_value group) {
    uint32_t base;
    gid_t groups[1024];
    int count = 1024;
    const char *name = nx_is_str(user) ? nx_str_utf8(user, &(size_t){0}) : NULL;
    if (!name)
        return nx_pending() ? NX_ERROR : nx_raisef(&nx_TypeError, "getgrouplist() argument 1 must be str, not %Y", user);
    if (!id_from(group, "gid", &base))
        return NX_ERROR;
    return getgrouplist(name, base, groups, &count) < 0 ? nx_raise_os_error(errno, 0) : list_of_groups(groups, count);
}

nx_value nx_posix_setpgrp(void) { return done(setpgid(0, 0)); }

// ---- priorities and scheduling ------------------------------------------------------------------------------------------------

nx_value nx_posix_getpriority(nx_value which, nx_value who) {
    int kind, id;
    if (!nx_int_from_arg(which, &kind) || !nx_int_from_arg(who, &id))
        return NX_ERROR;
    errno = 0;
    int value = getpriority(kind, (id_t)id);
    return errno ? nx_raise_os_error(errno, 0) : NX_INT(value);
}

nx_value nx_posix_setpriority(nx_value which, nx_value who, nx_value priority) {
    int kind, id, value;
    return nx_int_from_arg(which, &kind) && nx_int_from_arg(who, &id) && nx_int_from_arg(priority, &value)
               ? done(setpriority(kind, (id_t)id, value))
               : NX_ERROR;
}

#define OF_INT(name, call)                                                                                                   \
    nx_value nx_posix_##name(nx_value given) {                                                                               \
        int n;                                                                                                               \
        if (!nx_int_from_arg(given, &n))                                                                                     \
            return NX_ERROR;                                                                                                 \
        int result = call(n);                                                                                                \
        return result < 0 ? nx_raise_os_error(errno, 0) : NX_INT(result);                                                    \
    }
OF_INT(sched_get_priority_max, sched_get_priority_max)
OF_INT(sched_get_priority_min, sched_get_priority_min)
OF_INT(sched_getscheduler, sched_getscheduler)

nx_value nx_posix_sched_rr_get_interval(nx_value pid) {
    int process;
    struct timespec time;
    if (!nx_int_from_arg(pid, &process))
        return NX_ERROR;
    if (sched_rr_get_interval(process, &time))
        return nx_raise_os_error(errno, 0);
    return nx_from_double((double)time.tv_sec + 1e-9 * (double)time.tv_nsec);
}

nx_value nx_posix_sched_setaffinity(nx_value pid, nx_value mask) {
    int process;
    cpu_set_t set;
    if (!nx_int_from_arg(pid, &process))
        return NX_ERROR;
    nx_value list = nx_list_of(mask);
    CPU_ZERO(&set);
    for (int64_t i = 0; list && i < NX_PTR(nx_list, list)->length; i++) {
        int cpu;
        if (!nx_int_from_arg(NX_PTR(nx_list, list)->items[i], &cpu))
            return NX_ERROR;
        if (cpu < 0 || cpu >= CPU_SETSIZE)
            return cpu < 0 ? nx_raise(&nx_ValueError, "negative CPU number") : nx_raise(&nx_OverflowError, "CPU number too large");
        CPU_SET(cpu, &set);
    }
    return list ? done(sched_setaffinity(process, sizeof set, &set)) : NX_ERROR;
}

// ---- waiting --------------------------------------------------------------------------------------------------------------------

static nx_value wait_for(pid_t process, int options) {
    struct rusage usage;
    for (;;) {
        int status = 0;
        memset(&usage, 0, sizeof usage);
        nx_wait_begin();
        pid_t found = wait4(process, &status, options, &usage);
        nx_wait_end();
        if (found >= 0) {
            nx_value told = nx_rusage_value(&usage);
            return told ? nx_tuple_from(3, (nx_value[]){NX_INT(found), NX_INT(status), told}) : NX_ERROR;
        }
        if (errno != EINTR)
            return nx_raise_os_error(errno, 0);
        if (!nx_signals_run())
            return NX_ERROR;
    }
}

nx_value nx_posix_wait3(nx_value options) {
    int how;
    return nx_int_from_arg(options, &how) ? wait_for(-1, how) : NX_ERROR;
}

nx_value nx_posix_wait4(nx_value pid, nx_value options) {
    int process, how;
    return nx_int_from_arg(pid, &process) && nx_int_from_arg(options, &how) ? wait_for(process, how) : NX_ERROR;
}

NX_STRUCTSEQ(posix_waitid_result, "posix.waitid_result", "waitid_result: Result from waitid.", 5, false, "si_pid", "si_uid", "si_signo",
             "si_status", "si_code")

nx_value nx_posix_waitid(nx_value idtype, nx_value id, nx_value options) {
    int kind, which, how;
    if (!nx_int_from_arg(idtype, &kind) || !nx_int_from_arg(id, &which) || !nx_int_from_arg(options, &how))
        return NX_ERROR;
    siginfo_t info;
    int failed;
    do {
        memset(&info, 0, sizeof info);
        nx_wait_begin();
        failed = waitid((idtype_t)kind, (id_t)which, &info, how);
        nx_wait_end();
    } while (failed && errno == EINTR && nx_signals_run());
    if (failed)
        return nx_pending() ? NX_ERROR : nx_raise_os_error(errno, 0);
    if (!info.si_pid)
        return NX_NONE;
    nx_value items[5] = {NX_INT(info.si_pid), NX_INT(info.si_uid), NX_INT(info.si_signo), NX_INT(info.si_status), NX_INT(info.si_code)};
    return nx_structseq_make(&nx_posix_waitid_result_structseq, items);
}

// ---- what the system can ------------------------------------------------------------------------------------------------------

typedef struct { const char *name; int value; } name_number;
#define N(name) {#name, _##name},

static const name_number sysconf_names[] = {
    N(SC_2_CHAR_TERM) N(SC_2_C_BIND) N(SC_2_C_DEV) N(SC_2_C_VERSION) N(SC_2_FORT_DEV) N(SC_2_FORT_RUN) N(SC_2_LOCALEDEF)
    N(SC_2_SW_DEV) N(SC_2_UPE) N(SC_2_VERSION) N(SC_AIO_LISTIO_MAX) N(SC_AIO_MAX) N(SC_AIO_PRIO_DELTA_MAX) N(SC_ARG_MAX)
    N(SC_ASYNCHRONOUS_IO) N(SC_ATEXIT_MAX) N(SC_AVPHYS_PAGES) N(SC_BC_BASE_MAX) N(SC_BC_DIM_MAX) N(SC_BC_SCALE_MAX)
    N(SC_BC_STRING_MAX) N(SC_CHARCLASS_NAME_MAX) N(SC_CHAR_BIT) N(SC_CHAR_MAX) N(SC_CHAR_MIN) N(SC_CHILD_MAX)
    N(SC_CLK_TCK) N(SC_COLL_WEIGHTS_MAX) N(SC_DELAYTIMER_MAX) N(SC_EQUIV_CLASS_MAX) N(SC_EXPR_NEST_MAX) N(SC_FSYNC)
    N(SC_GETGR_R_SIZE_MAX) N(SC_GETPW_R_SIZE_MAX) N(SC_INT_MAX) N(SC_INT_MIN) N(SC_IOV_MAX) N(SC_JOB_CONTROL)
    N(SC_LINE_MAX) N(SC_LOGIN_NAME_MAX) N(SC_LONG_BIT) N(SC_MAPPED_FILES) N(SC_MB_LEN_MAX) N(SC_MEMLOCK)
    N(SC_MEMLOCK_RANGE) N(SC_MEMORY_PROTECTION) N(SC_MESSAGE_PASSING) N(SC_MINSIGSTKSZ) N(SC_MQ_OPEN_MAX)
    N(SC_MQ_PRIO_MAX) N(SC_NGROUPS_MAX) N(SC_NL_ARGMAX) N(SC_NL_LANGMAX) N(SC_NL_MSGMAX) N(SC_NL_NMAX) N(SC_NL_SETMAX)
    N(SC_NL_TEXTMAX) N(SC_NPROCESSORS_CONF) N(SC_NPROCESSORS_ONLN) N(SC_NZERO) N(SC_OPEN_MAX) N(SC_PAGESIZE)
    N(SC_PAGE_SIZE) N(SC_PASS_MAX) N(SC_PHYS_PAGES) N(SC_PII) N(SC_PII_INTERNET) N(SC_PII_INTERNET_DGRAM)
    N(SC_PII_INTERNET_STREAM) N(SC_PII_OSI) N(SC_PII_OSI_CLTS) N(SC_PII_OSI_COTS) N(SC_PII_OSI_M) N(SC_PII_SOCKET)
    N(SC_PII_XTI) N(SC_POLL) N(SC_PRIORITIZED_IO) N(SC_PRIORITY_SCHEDULING) N(SC_REALTIME_SIGNALS) N(SC_RE_DUP_MAX)
    N(SC_RTSIG_MAX) N(SC_SAVED_IDS) N(SC_SCHAR_MAX) N(SC_SCHAR_MIN) N(SC_SELECT) N(SC_SEMAPHORES) N(SC_SEM_NSEMS_MAX)
    N(SC_SEM_VALUE_MAX) N(SC_SHARED_MEMORY_OBJECTS) N(SC_SHRT_MAX) N(SC_SHRT_MIN) N(SC_SIGQUEUE_MAX) N(SC_SSIZE_MAX)
    N(SC_STREAM_MAX) N(SC_SYNCHRONIZED_IO) N(SC_THREADS) N(SC_THREAD_ATTR_STACKADDR) N(SC_THREAD_ATTR_STACKSIZE)
    N(SC_THREAD_DESTRUCTOR_ITERATIONS) N(SC_THREAD_KEYS_MAX) N(SC_THREAD_PRIORITY_SCHEDULING) N(SC_THREAD_PRIO_INHERIT)
    N(SC_THREAD_PRIO_PROTECT) N(SC_THREAD_PROCESS_SHARED) N(SC_THREAD_SAFE_FUNCTIONS) N(SC_THREAD_STACK_MIN)
    N(SC_THREAD_THREADS_MAX) N(SC_TIMERS) N(SC_TIMER_MAX) N(SC_TTY_NAME_MAX) N(SC_TZNAME_MAX) N(SC_T_IOV_MAX)
    N(SC_UCHAR_MAX) N(SC_UINT_MAX) N(SC_UIO_MAXIOV) N(SC_ULONG_MAX) N(SC_USHRT_MAX) N(SC_VERSION) N(SC_WORD_BIT)
    N(SC_XBS5_ILP32_OFF32) N(SC_XBS5_ILP32_OFFBIG) N(SC_XBS5_LP64_OFF64) N(SC_XBS5_LPBIG_OFFBIG) N(SC_XOPEN_CRYPT)
    N(SC_XOPEN_ENH_I18N) N(SC_XOPEN_LEGACY) N(SC_XOPEN_REALTIME) N(SC_XOPEN_REALTIME_THREADS) N(SC_XOPEN_SHM)
    N(SC_XOPEN_UNIX) N(SC_XOPEN_VERSION) N(SC_XOPEN_XCU_VERSION) N(SC_XOPEN_XPG2) N(SC_XOPEN_XPG3) N(SC_XOPEN_XPG4)
};
static const name_number confstr_names[] = {
    N(CS_GNU_LIBC_VERSION) N(CS_GNU_LIBPTHREAD_VERSION) N(CS_LFS64_CFLAGS) N(CS_LFS64_LDFLAGS) N(CS_LFS64_LIBS)
    N(CS_LFS64_LINTFLAGS) N(CS_LFS_CFLAGS) N(CS_LFS_LDFLAGS) N(CS_LFS_LIBS) N(CS_LFS_LINTFLAGS) N(CS_PATH)
    N(CS_XBS5_ILP32_OFF32_CFLAGS) N(CS_XBS5_ILP32_OFF32_LDFLAGS) N(CS_XBS5_ILP32_OFF32_LIBS)
    N(CS_XBS5_ILP32_OFF32_LINTFLAGS) N(CS_XBS5_ILP32_OFFBIG_CFLAGS) N(CS_XBS5_ILP32_OFFBIG_LDFLAGS)
    N(CS_XBS5_ILP32_OFFBIG_LIBS) N(CS_XBS5_ILP32_OFFBIG_LINTFLAGS) N(CS_XBS5_LP64_OFF64_CFLAGS)
    N(CS_XBS5_LP64_OFF64_LDFLAGS) N(CS_XBS5_LP64_OFF64_LIBS) N(CS_XBS5_LP64_OFF64_LINTFLAGS)
    N(CS_XBS5_LPBIG_OFFBIG_CFLAGS) N(CS_XBS5_LPBIG_OFFBIG_LDFLAGS) N(CS_XBS5_LPBIG_OFFBIG_LIBS)
    N(CS_XBS5_LPBIG_OFFBIG_LINTFLAGS)
};
static const name_number pathconf_names[] = {
    N(PC_ALLOC_SIZE_MIN) N(PC_ASYNC_IO) N(PC_CHOWN_RESTRICTED) N(PC_FILESIZEBITS) N(PC_LINK_MAX) N(PC_MAX_CANON)
    N(PC_MAX_INPUT) N(PC_NAME_MAX) N(PC_NO_TRUNC) N(PC_PATH_MAX) N(PC_PIPE_BUF) N(PC_PRIO_IO) N(PC_REC_INCR_XFER_SIZE)
    N(PC_REC_MAX_XFER_SIZE) N(PC_REC_MIN_XFER_SIZE) N(PC_REC_XFER_ALIGN) N(PC_SOCK_MAXBUF) N(PC_SYMLINK_MAX) N(PC_SYNC_IO)
    N(PC_VDISABLE)
};

#undef N

static bool number_of(nx_value name, const name_number *table, size_t count, int *out) {
    if (!nx_is_str(name))
        return nx_is_int(name) ? nx_int_from_arg(name, out) : nx_failf(&nx_TypeError, "configuration names must be strings or integers");
    const char *text = nx_str_utf8_lossy(name, &(size_t){0});
    for (size_t i = 0; i < count; i++)
        if (!strcmp(table[i].name, text)) {
            *out = table[i].value;
            return true;
        }
    return nx_failf(&nx_ValueError, "unrecognized configuration name");
}
#define NUMBER_OF(name, table, out) number_of(name, table, sizeof table / sizeof *table, out)

static nx_value limit(long value, const nx_path *path) {
    if (value >= 0 || !errno)
        return nx_from_i64(value);
    return path ? nx_fail_path(path) : nx_raise_os_error(errno, 0);
}

nx_value nx_posix_sysconf(nx_value name) {
    int n;
    if (!NUMBER_OF(name, sysconf_names, &n))
        return NX_ERROR;
    errno = 0;
    return limit(sysconf(n), NULL);
}

nx_value nx_posix_confstr(nx_value name) {
    int n;
    char text[1024];
    if (!NUMBER_OF(name, confstr_names, &n))
        return NX_ERROR;
    errno = 0;
    size_t length = confstr(n, text, sizeof text);
    if (length == 0)
        return errno ? nx_raise_os_error(errno, 0) : NX_NONE;
    return nx_str_from_utf8(text, (length > sizeof text ? sizeof text : length) - 1);
}

nx_value nx_posix_pathconf(nx_value given, nx_value name) {
    nx_path path;
    int n;
    if (!nx_path_from(given, "pathconf", NX_PATH_FD, &path) || !NUMBER_OF(name, pathconf_names, &n))
        return NX_ERROR;
    errno = 0;
    return limit(path.text ? pathconf(path.text, n) : fpathconf(path.fd, n), &path);
}

nx_value nx_posix_fpathconf(nx_value fd, nx_value name) {
    int descriptor, n;
    if (!nx_int_from_arg(fd, &descriptor) || !NUMBER_OF(name, pathconf_names, &n))
        return NX_ERROR;
    errno = 0;
    return limit(fpathconf(descriptor, n), NULL);
}

static const name_number constants[] = {
#define C(name) {#name, (int)name},
    C(CLD_CONTINUED) C(CLD_DUMPED) C(CLD_EXITED) C(CLD_KILLED) C(CLD_STOPPED) C(CLD_TRAPPED) C(EX_CANTCREAT) C(EX_CONFIG)
    C(EX_DATAERR) C(EX_IOERR) C(EX_NOHOST) C(EX_NOINPUT) C(EX_NOPERM) C(EX_NOUSER) C(EX_OSERR) C(EX_OSFILE) C(EX_PROTOCOL)
    C(EX_SOFTWARE) C(EX_TEMPFAIL) C(EX_UNAVAILABLE) C(EX_USAGE) C(F_LOCK) C(F_TEST) C(F_TLOCK) C(F_ULOCK) C(GRND_NONBLOCK)
    C(GRND_RANDOM) C(O_ACCMODE) C(O_ASYNC) C(O_DIRECT) C(O_FSYNC) C(O_LARGEFILE) C(O_NDELAY) C(O_NOATIME) C(O_RSYNC)
    C(POSIX_FADV_DONTNEED) C(POSIX_FADV_NOREUSE) C(POSIX_FADV_NORMAL) C(POSIX_FADV_RANDOM) C(POSIX_FADV_SEQUENTIAL)
    C(POSIX_FADV_WILLNEED) C(PRIO_PGRP) C(PRIO_PROCESS) C(PRIO_USER) C(SCHED_BATCH) C(SCHED_FIFO) C(SCHED_IDLE)
    C(SCHED_OTHER) C(SCHED_RESET_ON_FORK) C(SCHED_RR) C(SEEK_DATA) C(SEEK_HOLE) C(ST_APPEND) C(ST_MANDLOCK) C(ST_NOATIME)
    C(ST_NODEV) C(ST_NODIRATIME) C(ST_NOEXEC) C(ST_NOSUID) C(ST_RDONLY) C(ST_RELATIME) C(ST_SYNCHRONOUS) C(ST_WRITE)
    C(WEXITED) C(WNOWAIT) C(WSTOPPED) C(RTLD_DEEPBIND) C(RTLD_GLOBAL) C(RTLD_LAZY) C(RTLD_LOCAL) C(RTLD_NODELETE)
    C(RTLD_NOLOAD) C(RTLD_NOW)
    {"EFD_CLOEXEC", 524288}, {"EFD_NONBLOCK", 2048}, {"EFD_SEMAPHORE", 1}, {"MFD_ALLOW_SEALING", 2}, {"MFD_CLOEXEC", 1},
    {"MFD_HUGETLB", 4}, {"MFD_HUGE_16GB", 2281701376}, {"MFD_HUGE_16MB", 1610612736}, {"MFD_HUGE_1GB", 2013265920},
    {"MFD_HUGE_1MB", 1342177280}, {"MFD_HUGE_256MB", 1879048192}, {"MFD_HUGE_2GB", 2080374784}, {"MFD_HUGE_2MB", 1409286144},
    {"MFD_HUGE_32MB", 1677721600}, {"MFD_HUGE_512KB", 1275068416}, {"MFD_HUGE_512MB", 1946157056},
    {"MFD_HUGE_64KB", 1073741824}, {"MFD_HUGE_8MB", 1543503872}, {"MFD_HUGE_MASK", 63}, {"MFD_HUGE_SHIFT", 26},
    {"POSIX_SPAWN_CLOSE", 1}, {"POSIX_SPAWN_DUP2", 2}, {"POSIX_SPAWN_OPEN", 0}, {"P_ALL", 0}, {"P_PGID", 2}, {"P_PID", 1},
    {"P_PIDFD", 3}, {"RWF_APPEND", 16}, {"RWF_DSYNC", 2}, {"RWF_HIPRI", 1}, {"RWF_NOWAIT", 8}, {"RWF_SYNC", 4},
    {"SPLICE_F_MORE", 4}, {"SPLICE_F_MOVE", 1}, {"SPLICE_F_NONBLOCK", 2}, {"XATTR_CREATE", 1}, {"XATTR_REPLACE", 2},
    {"XATTR_SIZE_MAX", 65536}
#undef C
};

static nx_value dict_of(const name_number *table, size_t count) {
    nx_dict *dict = nx_dict_new((int64_t)count);
    for (size_t i = 0; dict && i < count; i++)
        if (!nx_dict_set(dict, nx_str_from_c(table[i].name), NX_INT(table[i].value)))
            return NX_ERROR;
    return NX_OBJ(dict);
}
#define DICT_OF(table) dict_of(table, sizeof table / sizeof *table)

bool nx_posix_identity_ready(nx_module *module) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(module->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    return nx_structseq_ready(&nx_posix_waitid_result_structseq) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("waitid_result"), NX_OBJ(&nx_posix_waitid_result_type)) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("sysconf_names"), DICT_OF(sysconf_names)) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("confstr_names"), DICT_OF(confstr_names)) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("pathconf_names"), DICT_OF(pathconf_names));
}
