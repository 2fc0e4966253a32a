// Runs a command and writes down what it took. Compilers and interpreters measure programs through it, because the
// kernel counts into a child's peak memory what its parent had in use when it was forked, and this parent has next to
// nothing.
//
//     natrix-launch RESULT SECONDS INPUT OUTPUT ERRORS COMMAND [ARGUMENT …]
//
// RESULT gets one line: status, wall nanoseconds, user microseconds, system microseconds, peak KiB. The status is the
// exit status, 128 + the signal that ended it, or 124 when it took longer than SECONDS. Exits with 0, or with 2 and a
// message when it could not run the command.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t late;
static pid_t child;

// It takes too long, or who asked for it wants no more of it.
static void kill_child(int number) {
    (void)number;
    late = 1;
    kill(child, SIGKILL);
}

static int fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    return 2;
}


static long long nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

int main(int count, char **words) {
    if (count < 7) {
        fprintf(stderr, "usage: natrix-launch RESULT SECONDS INPUT OUTPUT ERRORS COMMAND [ARGUMENT ...]\n");
        return 2;
    }
    // Ctrl-C ends the command; what it took so far is still written.
    signal(SIGINT, SIG_IGN);
    // The child tells through this pipe, which closes when the command starts, that it could not start it.
    int start[2];
    if (pipe2(start, O_CLOEXEC) < 0) return fail("pipe");
    // Made beforehand, so that they are not measured; nor are copies of this process, whose memory the child only borrows.
    int files[3], errors = fcntl(2, F_DUPFD_CLOEXEC, 3);
    for (int i = 0; i < 3; i++) {
        files[i] = open(words[3 + i], (i == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC) | O_CLOEXEC, 0666);
        if (files[i] < 0) return fail(words[3 + i]);
    }
    long long begin = nanoseconds();
    child = vfork();
    if (child < 0) return fail("fork");
    if (child == 0) {
        signal(SIGINT, SIG_DFL);
        for (int i = 0; i < 3; i++) dup2(files[i], i);
        execvp(words[6], words + 6);
        dprintf(errors, "%s: %s\n", words[6], strerror(errno));
        (void)!write(start[1], "x", 1);
        _exit(127);
    }
    close(start[1]);
    struct sigaction action = {.sa_handler = kill_child};
    sigaction(SIGALRM, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    alarm((unsigned)atoi(words[2]));
    struct rusage usage;
    int status;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno != EINTR) return fail("wait4");
    }
    long long wall = nanoseconds() - begin;
    char failed;
    if (read(start[0], &failed, 1) == 1) return 2;
    int code = late ? 124 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    FILE *result = fopen(words[1], "w");
    if (!result) return fail(words[1]);
    fprintf(result, "%d %lld %lld %lld %ld\n", code, wall, microseconds(usage.ru_utime), microseconds(usage.ru_stime), usage.ru_maxrss);
    return fclose(result) ? fail(words[1]) : 0;
}
