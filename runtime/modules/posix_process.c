// The posix module: processes, users, the machine, the environment, constants.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sys/syscall.h>
#include "../core/signals.h"
#include "../core/thread.h"
#include "../core/system.h"
#include "posix.h"

NX_STRUCTSEQ(posix_uname_result, "posix.uname_result", "uname_result: Result from os.uname().", 5, false, "sysname", "nodename",
             "release", "version", "machine")
NX_STRUCTSEQ(posix_times_result, "posix.times_result", "times_result: Result from os.times().", 5, false, "user", "system",
             "children_user", "children_system", "elapsed")

nx_value nx_posix_strerror(nx_value code) {
    int number;
    return nx_int_from_arg(code, &number) ? nx_str_from_c(strerror(number)) : NX_ERROR;
}

nx_value nx_posix_getpid(void) { return nx_from_small_int(getpid()); }
nx_value nx_posix_getppid(void) { return nx_from_small_int(getppid()); }
nx_value nx_posix_getuid(void) { return nx_from_small_int(getuid()); }
nx_value nx_posix_geteuid(void) { return nx_from_small_int(geteuid()); }
nx_value nx_posix_getgid(void) { return nx_from_small_int(getgid()); }
nx_value nx_posix_getegid(void) { return nx_from_small_int(getegid()); }

nx_value nx_posix_getpgid(nx_value pid) {
    int number;
    if (!nx_int_from_arg(pid, &number))
        return NX_ERROR;
    pid_t group = getpgid(number);
    return group < 0 ? nx_raise_os_error(errno, 0) : nx_from_small_int(group);
}

nx_value nx_posix_getlogin(void) {
    char name[256];
    int failure = getlogin_r(name, sizeof name);
    return failure ? nx_raise_os_error(failure, 0) : nx_str_from_c(name);
}

nx_value nx_posix_umask(nx_value mask) {
    int bits;
    return nx_int_from_arg(mask, &bits) ? nx_from_small_int(umask((mode_t)bits)) : NX_ERROR;
}

nx_value nx_posix_urandom(nx_value size) {
    int64_t count;
    if (!nx_to_index(size, &count, false))
        return NX_ERROR;
    if (count < 0)
        return nx_raisef(&nx_ValueError, "negative argument not allowed");
    nx_value bytes = nx_bytes_new(NULL, count);
    for (int64_t done = 0; bytes && done < count;) {
        ssize_t got = getrandom(NX_PTR(nx_bytes, bytes)->data + done, (size_t)(count - done), 0);
        if (got < 0 && errno != EINTR)
            return nx_raise_os_error(errno, 0);
        if (got < 0 && !nx_signals_run())
            return NX_ERROR;
        done += got > 0 ? got : 0;
    }
    return bytes;
}

nx_value nx_posix_getrandom(nx_value size, nx_value flags) { return nx_posix_urandom(size); }

nx_value nx_posix__exit(nx_value status) {
    int code;
    if (!nx_int_from_arg(status, &code))
        return NX_ERROR;
    _exit(code);
}

nx_value nx_posix_abort(void) { abort(); }

nx_value nx_posix_kill(nx_value pid, nx_value signal) {
    int process, number;
    if (!nx_int_from_arg(pid, &process) || !nx_int_from_arg(signal, &number))
        return NX_ERROR;
    if (kill(process, number))
        return nx_raise_os_error(errno, 0);
    return nx_signals_run() ? NX_NONE : NX_ERROR; // one sent to this process has arrived
}

nx_value nx_posix_fork(void) {
    pid_t child = fork();
    if (child == 0 && nx_threads_started)
        nx_threads_forked();
    return child < 0 ? nx_raise_os_error(errno, 0) : nx_from_small_int(child);
}

static nx_value wait_for(int process, int options) {
    int status;
    for (;;) {
        nx_wait_begin();
        pid_t child = waitpid(process, &status, options);
        nx_wait_end();
        if (child >= 0) {
            nx_value parts[] = {nx_from_small_int(child), nx_from_small_int(child ? status : 0)};
            return nx_tuple_from(2, parts);
        }
        if (errno != EINTR)
            return nx_raise_os_error(errno, 0);
        if (!nx_signals_run())
            return NX_ERROR;
    }
}

nx_value nx_posix_wait(void) { return wait_for(-1, 0); }

nx_value nx_posix_waitpid(nx_value pid, nx_value options) {
    int process, how;
    return nx_int_from_arg(pid, &process) && nx_int_from_arg(options, &how) ? wait_for(process, how) : NX_ERROR;
}

// A NULL-terminated array of C strings from a sequence of paths.
static char **strings_from(nx_value sequence, const char *what) {
    nx_value items = nx_tuple_of(sequence);
    if (!items)
        return NULL;
    int64_t count = NX_PTR(nx_tuple, items)->length;
    if (count == 0) {
        nx_raisef(&nx_ValueError, "%s must not be empty", what);
        return NULL;
    }
    char **strings = nx_alloc_words((size_t)count + 1);
    for (int64_t i = 0; strings && i < count; i++) {
        nx_path path;
        if (!nx_path_from(NX_PTR(nx_tuple, items)->items[i], what, 0, &path))
            return NULL;
        strings[i] = (char *)(uintptr_t)path.text;
    }
    return strings;
}

nx_value nx_posix_execv(nx_value given, nx_value argv) {
    nx_path path;
    char **words;
    if (!nx_path_from(given, "execv", 0, &path) || !(words = strings_from(argv, "execv() arg 2")))
        return NX_ERROR;
    execv(path.text, words);
    return nx_raise_os_error(errno, 0);
}

nx_value nx_posix_execve(nx_value given, nx_value argv, nx_value env) {
    nx_path path;
    char **words;
    if (!nx_path_from(given, "execve", 0, &path) || !(words = strings_from(argv, "execve: argv")))
        return NX_ERROR;
    nx_dict *copy = nx_dict_new(0);
    if (!copy || !nx_dict_update_from(copy, env))
        return NX_ERROR;
    char **entries = nx_alloc_words((size_t)copy->live + 1);
    int64_t position = 0, count = 0;
    nx_value name, value;
    while (entries && nx_dict_next(copy, &position, &name, &value)) {
        nx_path key, text;
        if (!nx_path_from(name, "execve: env", 0, &key) || !nx_path_from(value, "execve: env", 0, &text))
            return NX_ERROR;
        size_t size = strlen(key.text) + strlen(text.text) + 2;
        char *entry = nx_alloc_bytes(size);
        if (!entry)
            return NX_ERROR;
        strcpy(entry, key.text);
        strcat(entry, "=");
        strcat(entry, text.text);
        entries[count++] = entry;
    }
    if (!entries)
        return NX_ERROR;
    execve(path.text, words, entries);
    return nx_raise_os_error(errno, 0);
}

nx_value nx_posix_system(nx_value command) {
    nx_path path;
    if (!nx_path_from(command, "system", 0, &path))
        return NX_ERROR;
    return nx_from_small_int(system(path.text));
}

nx_value nx_posix_putenv(nx_value name, nx_value value) {
    nx_path key, text;
    if (!nx_path_from(name, "putenv", 0, &key) || !nx_path_from(value, "putenv", 0, &text))
        return NX_ERROR;
    if (strchr(key.text, '='))
        return nx_raisef(&nx_ValueError, "illegal environment variable name");
    return setenv(key.text, text.text, 1) ? nx_raise_os_error(errno, 0) : NX_NONE;
}

nx_value nx_posix_unsetenv(nx_value name) {
    nx_path key;
    if (!nx_path_from(name, "unsetenv", 0, &key))
        return NX_ERROR;
    return unsetenv(key.text) ? nx_raise_os_error(errno, 0) : NX_NONE;
}

nx_value nx_posix_cpu_count(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? nx_from_small_int(count) : NX_NONE;
}

nx_value nx_posix_sched_getaffinity(nx_value pid) {
    int process;
    cpu_set_t set;
    if (!nx_int_from_arg(pid, &process))
        return NX_ERROR;
    if (sched_getaffinity(process, sizeof set, &set))
        return nx_raise_os_error(errno, 0);
    nx_value result = nx_set_new();
    for (int i = 0; result && i < CPU_SETSIZE; i++)
        if (CPU_ISSET(i, &set) && nx_set_add_value(result, nx_from_small_int(i)) < 0)
            return NX_ERROR;
    return result;
}

nx_value nx_posix_getloadavg(void) {
    double loads[3];
    if (getloadavg(loads, 3) != 3)
        return nx_raisef(&nx_OSError, "Load averages are unobtainable");
    nx_value parts[] = {nx_from_double(loads[0]), nx_from_double(loads[1]), nx_from_double(loads[2])};
    return nx_tuple_from(3, parts);
}

nx_value nx_posix_nice(nx_value increment) {
    int by;
    if (!nx_int_from_arg(increment, &by))
        return NX_ERROR;
    errno = 0;
    int value = nice(by);
    return value == -1 && errno ? nx_raise_os_error(errno, 0) : nx_from_small_int(value);
}

nx_value nx_posix_sched_yield(void) {
    sched_yield();
    return NX_NONE;
}

nx_value nx_posix_sync(void) {
    sync();
    return NX_NONE;
}

nx_value nx_posix_times(void) {
    struct tms used;
    clock_t elapsed = times(&used);
    double ticks = (double)sysconf(_SC_CLK_TCK);
    nx_value parts[] = {nx_from_double((double)used.tms_utime / ticks), nx_from_double((double)used.tms_stime / ticks),
                        nx_from_double((double)used.tms_cutime / ticks), nx_from_double((double)used.tms_cstime / ticks),
                        nx_from_double((double)elapsed / ticks)};
    return nx_structseq_make(&nx_posix_times_result_structseq, parts);
}

nx_value nx_posix_uname(void) {
    struct utsname names;
    if (uname(&names))
        return nx_raise_os_error(errno, 0);
    nx_value parts[] = {nx_str_from_c(names.sysname), nx_str_from_c(names.nodename), nx_str_from_c(names.release),
                        nx_str_from_c(names.version), nx_str_from_c(names.machine)};
    return nx_structseq_make(&nx_posix_uname_result_structseq, parts);
}

// What a process's status tells.
#define STATUS(name, convert)                                                                                                \
    nx_value nx_posix_##name(nx_value status) {                                                                              \
        int n;                                                                                                               \
        return nx_int_from_arg(status, &n) ? convert(name(n)) : NX_ERROR;                                                    \
    }
STATUS(WIFEXITED, nx_from_bool)
STATUS(WIFSIGNALED, nx_from_bool)
STATUS(WIFSTOPPED, nx_from_bool)
STATUS(WIFCONTINUED, nx_from_bool)
STATUS(WCOREDUMP, nx_from_bool)
STATUS(WEXITSTATUS, nx_from_small_int)
STATUS(WTERMSIG, nx_from_small_int)
STATUS(WSTOPSIG, nx_from_small_int)

// What a system call that gives 0 or a number came to.
static nx_value outcome_of(long outcome) { return outcome < 0 ? nx_raise_os_error(errno, 0) : nx_from_i64(outcome); }

nx_value nx_posix_killpg(nx_value pgid, nx_value signal) {
    int group, number;
    if (!nx_int_from_arg(pgid, &group) || !nx_int_from_arg(signal, &number))
        return NX_ERROR;
    return killpg(group, number) ? nx_raise_os_error(errno, 0) : nx_signals_run() ? NX_NONE : NX_ERROR;
}

nx_value nx_posix_setsid(void) { return setsid() < 0 ? nx_raise_os_error(errno, 0) : NX_NONE; }
nx_value nx_posix_getpgrp(void) { return nx_from_small_int(getpgrp()); }

nx_value nx_posix_getsid(nx_value pid) {
    int process;
    return nx_int_from_arg(pid, &process) ? outcome_of(getsid(process)) : NX_ERROR;
}

nx_value nx_posix_setpgid(nx_value pid, nx_value pgrp) {
    int process, group;
    if (!nx_int_from_arg(pid, &process) || !nx_int_from_arg(pgrp, &group))
        return NX_ERROR;
    return setpgid(process, group) ? nx_raise_os_error(errno, 0) : NX_NONE;
}

nx_value nx_posix_pidfd_open(nx_value pid, nx_value flags) {
    int process, how;
    return nx_int_from_arg(pid, &process) && nx_int_from_arg(flags, &how) ? outcome_of(syscall(SYS_pidfd_open, process, how))
                                                                         : NX_ERROR;
}

nx_value nx_posix_waitstatus_to_exitcode(nx_value status) {
    int n;
    if (!nx_int_from_arg(status, &n))
        return NX_ERROR;
    if (WIFEXITED(n))
        return nx_from_small_int(WEXITSTATUS(n));
    if (WIFSIGNALED(n))
        return nx_from_small_int(-WTERMSIG(n));
    return nx_raisef(&nx_ValueError, "invalid wait status: %d", n);
}

// ---- environment and constants ----------------------------------------------------------------------------------------------------------

extern char **environ;

static nx_value environment(void) {
    nx_dict *dict = nx_dict_new(64);
    for (char **entry = environ; dict && entry && *entry; entry++) {
        const char *equals = strchr(*entry, '=');
        if (!equals)
            continue;
        nx_value name = nx_bytes_new((const uint8_t *)*entry, equals - *entry);
        nx_value value = nx_bytes_new((const uint8_t *)equals + 1, (int64_t)strlen(equals + 1));
        if (!name || !value || (!nx_dict_get_value(dict, name) && !nx_dict_set(dict, name, value)))
            return NX_ERROR;
    }
    return NX_OBJ(dict);
}

bool nx_posix_process_ready(nx_module *module) {
    static const struct { const char *name; int value; } constants[] = {
#define C(name) {#name, name},
        C(F_OK) C(R_OK) C(W_OK) C(X_OK) C(O_RDONLY) C(O_WRONLY) C(O_RDWR) C(O_CREAT) C(O_EXCL) C(O_TRUNC) C(O_APPEND)
        C(O_NONBLOCK) C(O_SYNC) C(O_NOCTTY) C(O_CLOEXEC) C(O_DIRECTORY) C(O_NOFOLLOW) C(O_TMPFILE) C(O_DSYNC) C(O_PATH)
        C(WNOHANG) C(WUNTRACED) C(WCONTINUED) C(SEEK_SET) C(SEEK_CUR) C(SEEK_END) {"EX_OK", 0},
#undef C
        {"NGROUPS_MAX", 65536}, {"TMP_MAX", 238328},
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(module->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    nx_value variables = environment();
    return variables && nx_dict_set_str(module->dict, nx_str_intern_c("environ"), variables) &&
           nx_structseq_ready(&nx_posix_uname_result_structseq) && nx_structseq_ready(&nx_posix_times_result_structseq) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("uname_result"), NX_OBJ(&nx_posix_uname_result_type)) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("times_result"), NX_OBJ(&nx_posix_times_result_type));
}
