// _posixsubprocess: a new process with its descriptors, folder, groups and environment arranged before the program starts.
// What fails in the child is told through the pipe errpipe_write: "OSError:<errno in hex>:<message>".
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "posix.h"

typedef struct {
    char **arguments, **environment, **programs;
    const char *folder;
    int p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write;
    int close_all, restore_signals, new_session, process_group, umask;
    long uid, gid, groups_count; // -1: as they are
    gid_t *groups;
    int *kept; // descriptors that stay open, sorted
    int64_t kept_count;
    nx_value before; // called in the child, or None
} plan;

// Only async-signal-safe calls from here to the end of `become`, unless there is a function to call before.

static bool is_kept(const plan *p, int fd) {
    if (fd == p->errpipe_write) return true;
    for (int64_t i = 0; i < p->kept_count; i++) {
        if (p->kept[i] == fd) return true;
    }
    return false;
}

static void close_others(const plan *p) {
    long limit = sysconf(_SC_OPEN_MAX);
    int last = -1;
    DIR *open_ones = opendir("/proc/self/fd");
    if (open_ones) {
        struct dirent *entry;
        while ((entry = readdir(open_ones))) {
            int fd = atoi(entry->d_name);
            if (fd > last) last = fd;
        }
        closedir(open_ones);
    } else {
        last = limit > 0 && limit < 65536 ? (int)limit : 65536;
    }
    for (int fd = 3; fd <= last; fd++) {
        if (!is_kept(p, fd)) close(fd);
    }
}

static bool inheritable(int fd, bool yes) {
    int flags = fcntl(fd, F_GETFD);
    return flags >= 0 && fcntl(fd, F_SETFD, yes ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC) >= 0;
}

// Puts a descriptor in the place of a standard one.
static bool place(int fd, int standard) {
    if (fd == standard) return inheritable(fd, true);
    return fd == -1 || dup2(fd, standard) >= 0;
}

static bool arrange_descriptors(plan *p) {
    for (int64_t i = 0; i < p->kept_count; i++) {
        if (p->kept[i] != p->errpipe_write && !inheritable(p->kept[i], true)) return false;
    }
    const int ours[] = {p->p2cwrite, p->c2pread, p->errread, p->errpipe_read};
    for (int i = 0; i < 4; i++) {
        if (ours[i] != -1) close(ours[i]);
    }
    // A low descriptor must not be overwritten before it is put in its own place.
    if (p->c2pwrite == 0 && (p->c2pwrite = dup(p->c2pwrite)) < 0) return false;
    while (p->errwrite == 0 || p->errwrite == 1) {
        if ((p->errwrite = dup(p->errwrite)) < 0) return false;
    }
    return place(p->p2cread, 0) && place(p->c2pwrite, 1) && place(p->errwrite, 2);
}

static bool arrange_identity(const plan *p) {
    if (p->umask >= 0) umask((mode_t)p->umask);
    if (p->restore_signals) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
    if (p->new_session && setsid() < 0) return false;
    if (p->process_group >= 0 && setpgid(0, p->process_group) < 0) return false;
    if (p->groups_count >= 0 && setgroups((size_t)p->groups_count, p->groups) < 0) return false;
    if (p->gid >= 0 && setregid((gid_t)p->gid, (gid_t)p->gid) < 0) return false;
    return p->uid < 0 || setreuid((uid_t)p->uid, (uid_t)p->uid) >= 0;
}

static void say(int fd, const char *text) {
    while (write(fd, text, strlen(text)) < 0 && errno == EINTR) {}
}

static _Noreturn void give_up(const plan *p, int number, const char *message) {
    char text[16];
    snprintf(text, sizeof text, "%X:", (unsigned)number);
    say(p->errpipe_write, "OSError:");
    say(p->errpipe_write, text);
    say(p->errpipe_write, message);
    _exit(255);
}

static _Noreturn void become(plan *p) {
    if (!arrange_descriptors(p)) give_up(p, errno, "");
    if (p->folder && chdir(p->folder) < 0) give_up(p, errno, "noexec");
    if (!arrange_identity(p)) give_up(p, errno, "noexec");
    if (p->before != NX_NONE && !nx_call0(p->before)) {
        nx_error_clear();
        say(p->errpipe_write, "SubprocessError:0:Exception occurred in preexec_fn.");
        _exit(255);
    }
    if (p->close_all) close_others(p);
    int failure = ENOENT;
    for (char **program = p->programs; *program; program++) {
        if (p->environment) execve(*program, p->arguments, p->environment);
        else execv(*program, p->arguments);
        if (errno != ENOENT && errno != ENOTDIR) failure = errno;
    }
    give_up(p, failure, "");
}

// ---- arguments ------------------------------------------------------------------------------------------------------------

static char **texts_from(nx_value sequence, const char *what) {
    nx_value tuple = nx_tuple_of(sequence);
    if (!tuple) return NULL;
    nx_tuple *items = NX_PTR(nx_tuple, tuple);
    char **texts = nx_alloc_words((size_t)items->length + 1);
    for (int64_t i = 0; texts && i < items->length; i++) {
        nx_path path;
        if (!nx_path_from(items->items[i], what, 0, &path)) return NULL;
        texts[i] = (char *)path.text;
    }
    return texts;
}

static bool kept_from(nx_value sequence, plan *p) {
    nx_tuple *items = NX_PTR(nx_tuple, sequence);
    if (!nx_is_tuple(sequence)) return nx_failf(&nx_TypeError, "fork_exec() argument 4 must be tuple, not %T", sequence);
    if (!(p->kept = nx_alloc_bytes((size_t)(items->length + 1) * sizeof(int)))) return false;
    int last = -1;
    for (int64_t i = 0; i < items->length; i++) {
        int fd;
        if (!nx_is_int(items->items[i]) || !nx_int_from_arg(items->items[i], &fd) || fd <= last) {
            nx_error_clear();
            return nx_failf(&nx_ValueError, "bad value(s) in fds_to_keep");
        }
        p->kept[p->kept_count++] = last = fd;
    }
    return true;
}

static bool identity_from(nx_value value, long *out) {
    int64_t number;
    *out = -1;
    if (value == NX_NONE) return true;
    if (!nx_to_index(value, &number, false)) return false;
    *out = (long)number;
    return true;
}

static bool groups_from(nx_value value, plan *p) {
    p->groups_count = -1;
    if (value == NX_NONE) return true;
    nx_value tuple = nx_tuple_of(value);
    if (!tuple) return false;
    nx_tuple *items = NX_PTR(nx_tuple, tuple);
    if (!(p->groups = nx_alloc_bytes((size_t)(items->length + 1) * sizeof(gid_t)))) return false;
    for (int64_t i = 0; i < items->length; i++) {
        int64_t group;
        if (!nx_to_index(items->items[i], &group, false)) return false;
        p->groups[i] = (gid_t)group;
    }
    p->groups_count = (long)items->length;
    return true;
}

// args, executable_list, close_fds, pass_fds, cwd, env, the eight descriptors, restore_signals, start_new_session,
// process_group, gid, extra_groups, uid, umask, preexec_fn, allow_vfork
enum { ARGS, PROGRAMS, CLOSE_FDS, PASS_FDS, CWD, ENV, DESCRIPTORS, RESTORE_SIGNALS = DESCRIPTORS + 8, NEW_SESSION, PROCESS_GROUP, GID,
       EXTRA_GROUPS, UID, UMASK, PREEXEC, ALLOW_VFORK, PARAMETERS };

nx_value nx_posixsubprocess_fork_exec(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (kwnames) return nx_raisef(&nx_TypeError, "_posixsubprocess.fork_exec() takes no keyword arguments");
    if (nargs != PARAMETERS) return nx_raisef(&nx_TypeError, "fork_exec expected %d arguments, got %zd", PARAMETERS, nargs);
    plan p = {.before = args[PREEXEC]};
    int *const descriptors[] = {&p.p2cread, &p.p2cwrite, &p.c2pread, &p.c2pwrite, &p.errread, &p.errwrite, &p.errpipe_read,
                                &p.errpipe_write};
    for (int i = 0; i < 8; i++) {
        if (!nx_int_from_arg(args[DESCRIPTORS + i], descriptors[i])) return NX_ERROR;
    }
    if (!nx_int_from_arg(args[PROCESS_GROUP], &p.process_group) || !nx_int_from_arg(args[UMASK], &p.umask)) return NX_ERROR;
    if ((p.close_all = nx_truth(args[CLOSE_FDS])) < 0 || (p.restore_signals = nx_truth(args[RESTORE_SIGNALS])) < 0 ||
        (p.new_session = nx_truth(args[NEW_SESSION])) < 0)
        return NX_ERROR;
    if (p.close_all && p.errpipe_write < 3) return nx_raisef(&nx_ValueError, "errpipe_write must be >= 3");
    if (!kept_from(args[PASS_FDS], &p) || !(p.programs = texts_from(args[PROGRAMS], "fork_exec")) ||
        !(p.arguments = texts_from(args[ARGS], "fork_exec")))
        return NX_ERROR;
    if (args[ENV] != NX_NONE && !(p.environment = texts_from(args[ENV], "fork_exec"))) return NX_ERROR;
    if (args[CWD] != NX_NONE) {
        nx_path path;
        if (!nx_path_from(args[CWD], "fork_exec", 0, &path)) return NX_ERROR;
        p.folder = path.text;
    }
    if (!identity_from(args[GID], &p.gid) || !identity_from(args[UID], &p.uid) || !groups_from(args[EXTRA_GROUPS], &p)) return NX_ERROR;
    pid_t child = fork();
    if (child == 0) become(&p);
    return child < 0 ? nx_raise_os_error(errno, 0) : nx_from_small_int(child);
}

#include "_posixsubprocess.inc"

const nx_module_def nx_module__posixsubprocess = {.name = "_posixsubprocess", .functions = nx_posixsubprocess_functions};
