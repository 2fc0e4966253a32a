// The time module: clocks, sleeping, broken-down times.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "../core/error.h"
#include "../core/signals.h"
#include "../core/thread.h"
#include "../types/structseq.h"
#include "natives.h"
#include "strptime.h"

NX_STRUCTSEQ(time_struct_time, "time.struct_time", "The time value as returned by gmtime(), localtime(), and strptime().", 9,
             false, "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
             "tm_zone", "tm_gmtoff")

nx_value nx_time_struct(const nx_value *items) {
    return nx_structseq_make(&nx_time_struct_time_structseq, items);
}

static const int64_t billion = 1000000000;

static bool read_clock(clockid_t clock, struct timespec *at) {
    if (clock_gettime(clock, at) == 0)
        return true;
    nx_raise_os_error(errno, 0);
    return false;
}

static nx_value seconds(clockid_t clock) {
    struct timespec at;
    return read_clock(clock, &at) ? nx_from_double((double)at.tv_sec + 1e-9 * (double)at.tv_nsec) : NX_ERROR;
}

static nx_value nanoseconds(clockid_t clock) {
    struct timespec at;
    return read_clock(clock, &at) ? nx_from_i64(at.tv_sec * billion + at.tv_nsec) : NX_ERROR;
}

nx_value nx_time_time(void) { return seconds(CLOCK_REALTIME); }
nx_value nx_time_time_ns(void) { return nanoseconds(CLOCK_REALTIME); }
nx_value nx_time_perf_counter(void) { return seconds(CLOCK_MONOTONIC); }
nx_value nx_time_perf_counter_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }
nx_value nx_time_monotonic(void) { return seconds(CLOCK_MONOTONIC); }
nx_value nx_time_monotonic_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }
nx_value nx_time_process_time(void) { return seconds(CLOCK_PROCESS_CPUTIME_ID); }
nx_value nx_time_process_time_ns(void) { return nanoseconds(CLOCK_PROCESS_CPUTIME_ID); }
nx_value nx_time_thread_time(void) { return seconds(CLOCK_THREAD_CPUTIME_ID); }
nx_value nx_time_thread_time_ns(void) { return nanoseconds(CLOCK_THREAD_CPUTIME_ID); }

nx_value nx_time_clock_gettime(nx_value clk_id) {
    int64_t id;
    return nx_int_to_i64(clk_id, &id) ? seconds((clockid_t)id) : NX_ERROR;
}

nx_value nx_time_clock_gettime_ns(nx_value clk_id) {
    int64_t id;
    return nx_int_to_i64(clk_id, &id) ? nanoseconds((clockid_t)id) : NX_ERROR;
}

nx_value nx_time_clock_getres(nx_value clk_id) {
    int64_t id;
    struct timespec resolution;
    if (!nx_int_to_i64(clk_id, &id))
        return NX_ERROR;
    if (clock_getres((clockid_t)id, &resolution) != 0)
        return nx_raise_os_error(errno, 0);
    return nx_from_double((double)resolution.tv_sec + 1e-9 * (double)resolution.tv_nsec);
}

nx_value nx_time_sleep(nx_value value) {
    double length;
    if (nx_is_int(value)) {
        if (!nx_int_to_double(value, &length))
            return nx_raisef(&nx_OverflowError, "timestamp too large to convert to C _PyTime_t");
    } else if (nx_is_float(value)) {
        length = nx_float_value(value);
        if (isnan(length))
            return nx_raisef(&nx_ValueError, "Invalid value NaN (not a number)");
    } else {
        nx_value index = nx_index(value);
        if (!index || !nx_int_to_double(index, &length))
            return NX_ERROR;
    }
    if (length < 0)
        return nx_raisef(&nx_ValueError, "sleep length must be non-negative");
    if (length > 9.2e9)
        return nx_raisef(&nx_OverflowError, "timestamp too large to convert to C _PyTime_t");
    struct timespec until;
    if (!read_clock(CLOCK_MONOTONIC, &until))
        return NX_ERROR;
    int64_t end = until.tv_nsec + (int64_t)ceil((length - floor(length)) * 1e9);
    until.tv_sec += (time_t)floor(length) + end / billion;
    until.tv_nsec = end % billion;
    for (;;) {
        nx_wait_begin();
        int failure = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        nx_wait_end();
        if (failure != EINTR)
            return NX_NONE;
        if (!nx_signals_run())
            return NX_ERROR;
    }
}

// ---- broken-down times ------------------------------------------------------------------------------------------------------------------

static nx_value from_tm(const struct tm *t) {
    nx_value zone = nx_str_from_c(t->tm_zone ? t->tm_zone : "");
    nx_value items[] = {nx_from_i64((int64_t)t->tm_year + 1900), NX_INT(t->tm_mon + 1), NX_INT(t->tm_mday), NX_INT(t->tm_hour),
                        NX_INT(t->tm_min), NX_INT(t->tm_sec), NX_INT((t->tm_wday + 6) % 7), NX_INT(t->tm_yday + 1),
                        NX_INT(t->tm_isdst), zone, NX_INT(t->tm_gmtoff)};
    return zone ? nx_structseq_make(&nx_time_struct_time_structseq, items) : NX_ERROR;
}

// Seconds since the epoch, rounded down; None is now.
static bool to_time_t(nx_value value, time_t *at) {
    if (value == NX_NONE || !value) {
        *at = time(NULL);
        return true;
    }
    if (nx_is_float(value)) {
        double number = nx_float_value(value);
        if (isnan(number))
            return nx_failf(&nx_ValueError, "Invalid value NaN (not a number)");
        number = floor(number);
        if (number < -9.2e18 || number > 9.2e18)
            return nx_failf(&nx_OverflowError, "timestamp out of range for platform time_t");
        *at = (time_t)number;
        return true;
    }
    nx_value index = nx_index(value);
    int64_t number;
    if (!index)
        return false;
    if (!nx_int_try_i64(index, &number))
        return nx_failf(&nx_OverflowError, "timestamp out of range for platform time_t");
    *at = (time_t)number;
    return true;
}

static nx_value broken_down(nx_value when, struct tm *(*convert)(const time_t *, struct tm *)) {
    time_t at;
    struct tm parts;
    if (!to_time_t(when, &at))
        return NX_ERROR;
    if (!convert(&at, &parts))
        return nx_raise_os_error(errno, 0);
    return from_tm(&parts);
}

nx_value nx_time_gmtime(nx_value when) { return broken_down(when, gmtime_r); }
nx_value nx_time_localtime(nx_value when) { return broken_down(when, localtime_r); }

static bool to_tm(nx_value tuple, struct tm *t, const char *function) {
    if (!nx_is_tuple(tuple))
        return nx_failf(&nx_TypeError, "Tuple or struct_time argument required");
    const nx_tuple *items = NX_PTR(nx_tuple, tuple);
    if (items->length != 9)
        return nx_failf(&nx_TypeError, "%s(): illegal time tuple argument", function);
    int64_t n[9];
    for (int i = 0; i < 9; i++) {
        nx_value index = nx_index(items->items[i]);
        if (!index || !nx_int_to_i64(index, &n[i]))
            return false;
    }
    memset(t, 0, sizeof *t);
    t->tm_year = (int)(n[0] - 1900);
    t->tm_mon = (int)n[1] - 1;
    t->tm_mday = (int)n[2];
    t->tm_hour = (int)n[3];
    t->tm_min = (int)n[4];
    t->tm_sec = (int)n[5];
    t->tm_wday = (int)((n[6] + 1) % 7);
    t->tm_yday = (int)n[7] - 1;
    t->tm_isdst = (int)n[8];
    if (nx_type_of(tuple) == nx_time_struct_time_structseq.type) {
        int64_t offset;
        if (items->items[10] != NX_NONE && nx_int_try_i64(items->items[10], &offset))
            t->tm_gmtoff = offset;
        if (items->items[9] != NX_NONE && nx_is_str(items->items[9]))
            t->tm_zone = nx_str_utf8_lossy(items->items[9], NULL);
    }
    return true;
}

// Ranges that strftime and asctime insist on; zeros count as ones in month and days.
static bool check_tm(struct tm *t) {
    if (t->tm_mon == -1)
        t->tm_mon = 0;
    if (t->tm_mday == 0)
        t->tm_mday = 1;
    if (t->tm_yday == -1)
        t->tm_yday = 0;
    const char *wrong = t->tm_mon < 0 || t->tm_mon > 11      ? "month out of range"
                        : t->tm_mday < 0 || t->tm_mday > 31  ? "day of month out of range"
                        : t->tm_hour < 0 || t->tm_hour > 23  ? "hour out of range"
                        : t->tm_min < 0 || t->tm_min > 59    ? "minute out of range"
                        : t->tm_sec < 0 || t->tm_sec > 61    ? "seconds out of range"
                        : t->tm_wday < 0                     ? "day of week out of range"
                        : t->tm_yday < 0 || t->tm_yday > 365 ? "day of year out of range"
                                                             : NULL;
    return wrong ? nx_failf(&nx_ValueError, "%s", wrong) : true;
}

static bool tm_or_now(nx_value tuple, struct tm *t, const char *function) {
    if (tuple)
        return to_tm(tuple, t, function) && check_tm(t);
    time_t now = time(NULL);
    localtime_r(&now, t);
    return true;
}

static nx_value date_text(const struct tm *t) {
    static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char text[64];
    snprintf(text, sizeof text, "%.3s %.3s%3d %.2d:%.2d:%.2d %d", days + 3 * t->tm_wday, months + 3 * t->tm_mon, t->tm_mday,
             t->tm_hour, t->tm_min, t->tm_sec, t->tm_year + 1900);
    return nx_str_from_c(text);
}

nx_value nx_time_asctime(nx_value tuple) {
    struct tm t;
    return tm_or_now(tuple, &t, "asctime") ? date_text(&t) : NX_ERROR;
}

nx_value nx_time_ctime(nx_value when) {
    time_t at;
    struct tm t;
    if (!to_time_t(when, &at))
        return NX_ERROR;
    if (!localtime_r(&at, &t))
        return nx_raise_os_error(errno, 0);
    return date_text(&t);
}

nx_value nx_time_mktime(nx_value tuple) {
    struct tm t;
    if (!to_tm(tuple, &t, "mktime"))
        return NX_ERROR;
    t.tm_wday = -1;
    time_t at = mktime(&t);
    if (at == (time_t)-1 && t.tm_wday == -1)
        return nx_raisef(&nx_OverflowError, "mktime argument out of range");
    return nx_from_double((double)at);
}

nx_value nx_time_strftime(nx_value format, nx_value tuple) {
    struct tm t;
    if (!nx_is_str(format))
        return nx_raisef(&nx_TypeError, "strftime() argument 1 must be str, not %Y", format);
    if (!tm_or_now(tuple, &t, "strftime"))
        return NX_ERROR;
    size_t length, size = 256;
    const char *pattern = nx_str_utf8(format, &length);
    if (!pattern)
        return NX_ERROR;
    if (length == 0)
        return format;
    for (;; size *= 2) {
        char *text = nx_alloc_bytes(size);
        if (!text)
            return NX_ERROR;
        text[0] = 1;
        size_t written = strftime(text, size, pattern, &t);
        if (written > 0 || text[0] == 0 || size > 256 * length) // an empty result is possible (%Z, %p)
            return nx_str_from_utf8(text, written);
    }
}

nx_value nx_time_strptime(nx_value string, nx_value format) {
    nx_parsed_time parsed;
    if (!nx_strptime(string, format ? format : nx_str_from_c("%a %b %d %H:%M:%S %Y"), &parsed))
        return NX_ERROR;
    nx_value items[] = {NX_INT(parsed.year), NX_INT(parsed.month), NX_INT(parsed.day), NX_INT(parsed.hour), NX_INT(parsed.minute),
                        NX_INT(parsed.second), NX_INT(parsed.weekday), NX_INT(parsed.yday), NX_INT(parsed.isdst),
                        parsed.zone ? parsed.zone : NX_NONE, parsed.has_offset ? nx_from_i64(parsed.offset) : NX_NONE};
    return nx_structseq_make(&nx_time_struct_time_structseq, items);
}

// ---- the zone, clocks' descriptions -----------------------------------------------------------------------------------------------------

static nx_dict *module_dict;

static bool put(const char *name, nx_value value) {
    return value && nx_dict_set_str(module_dict, nx_str_intern_c(name), value);
}

static bool set_zone(void) {
    tzset();
    // The zone's names and offsets as of this year's January and July: the rule of CPython.
    time_t now = time(NULL), year = 365 * 24 * 3600 + 6 * 3600;
    time_t base = now / year * year;
    struct tm winter, summer;
    localtime_r(&base, &winter);
    time_t half = base + year / 2;
    localtime_r(&half, &summer);
    if (winter.tm_isdst || (!summer.tm_isdst && winter.tm_gmtoff > summer.tm_gmtoff)) {
        struct tm swapped = winter;
        winter = summer;
        summer = swapped;
    }
    nx_value names[] = {nx_str_from_c(winter.tm_zone), nx_str_from_c(summer.tm_zone)};
    return put("timezone", nx_from_i64(-winter.tm_gmtoff)) && put("altzone", nx_from_i64(-summer.tm_gmtoff)) &&
           put("daylight", NX_INT(winter.tm_gmtoff != summer.tm_gmtoff)) && put("tzname", nx_tuple_from(2, names));
}

nx_value nx_time_tzset(void) { return set_zone() ? NX_NONE : NX_ERROR; }

nx_value nx_time_get_clock_info(nx_value name) {
    static const struct { const char *name, *implementation; bool monotonic, adjustable; } clocks[] = {
        {"time", "clock_gettime(CLOCK_REALTIME)", false, true},
        {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false},
        {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false},
        {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
        {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
    };
    const char *wanted = nx_is_str(name) ? nx_str_utf8_lossy(name, NULL) : "";
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (strcmp(clocks[i].name, wanted) != 0)
            continue;
        nx_value names[] = {nx_str_from_c("implementation"), nx_str_from_c("monotonic"), nx_str_from_c("adjustable"),
                            nx_str_from_c("resolution")};
        nx_value values[] = {nx_str_from_c(clocks[i].implementation), nx_from_bool(clocks[i].monotonic),
                             nx_from_bool(clocks[i].adjustable), nx_from_double(1e-9)};
        return nx_call(NX_OBJ(&nx_simple_namespace_type), 0, values, nx_tuple_from(4, names));
    }
    return nx_raisef(&nx_ValueError, "unknown clock");
}

static bool init(nx_module *module) {
    module_dict = module->dict;
    return nx_structseq_ready(&nx_time_struct_time_structseq) && put("struct_time", NX_OBJ(&nx_time_struct_time_type)) &&
           put("CLOCK_REALTIME", NX_INT(CLOCK_REALTIME)) && put("CLOCK_MONOTONIC", NX_INT(CLOCK_MONOTONIC)) &&
           put("CLOCK_MONOTONIC_RAW", NX_INT(CLOCK_MONOTONIC_RAW)) && put("CLOCK_BOOTTIME", NX_INT(CLOCK_BOOTTIME)) &&
           put("CLOCK_PROCESS_CPUTIME_ID", NX_INT(CLOCK_PROCESS_CPUTIME_ID)) &&
           put("CLOCK_THREAD_CPUTIME_ID", NX_INT(CLOCK_THREAD_CPUTIME_ID)) && set_zone();
}

#include "time.inc"

const nx_module_def nx_module_time = {.name = "time", .functions = nx_time_functions, .init = init};
