// datetime.datetime: a date with a time of day, naive or with a time zone. Local time comes from the C library; where it
// is ambiguous or missing, `fold` decides (PEP 495).
#include <errno.h>
#include <time.h>

#include "datetime.h"
#include "strptime.h"

static const int64_t epoch_seconds = 62135596800 + NX_SECONDS_A_DAY; // 1 January 1970, counted as days are, from 1
enum { MAX_FOLD = 24 * 3600 };

static int64_t seconds_of(const nx_moment *m) {
    return (int64_t)nx_ordinal(m->year, m->month, m->day) * NX_SECONDS_A_DAY + (m->hour * 60 + m->minute) * 60 + m->second;
}

static nx_wide microseconds_of(const nx_moment *m) {
    return (nx_wide)seconds_of(m) * NX_MILLION + m->microsecond;
}

static void set_seconds(nx_moment *m, int64_t seconds) {
    int year, month, day;
    int64_t rest = seconds % NX_SECONDS_A_DAY;
    nx_date_of_ordinal((int)(seconds / NX_SECONDS_A_DAY), &year, &month, &day);
    m->year = year;
    m->month = (uint8_t)month;
    m->day = (uint8_t)day;
    m->hour = (uint8_t)(rest / 3600);
    m->minute = (uint8_t)(rest / 60 % 60);
    m->second = (uint8_t)(rest % 60);
}

nx_value nx_datetime_result(nx_type *cls, const nx_moment *m) {
    if (!nx_check_date(m->year, m->month, m->day) || !nx_check_time(m->hour, m->minute, m->second, m->microsecond, m->fold))
        return 0;
    if (cls == &nx_datetime_type)
        return nx_moment_make(cls, m);
    nx_value args[8] = {NX_INT(m->year), NX_INT(m->month), NX_INT(m->day), NX_INT(m->hour), NX_INT(m->minute), NX_INT(m->second),
                        NX_INT(m->microsecond), m->tzinfo ? m->tzinfo : NX_NONE};
    nx_value made = nx_call(NX_OBJ(cls), 8, args, 0);
    if (made && m->fold && nx_is_datetime(made))
        nx_moment_of(made)->fold = m->fold;
    return made;
}

nx_value nx_datetime_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"};
    nx_value values[9];
    int n[7] = {0}, fold = 0;
    if ((nargs == 1 || nargs == 2) && !kwnames && nx_has_flag(args[0], NX_TYPE_BYTES)) { // pickled
        const uint8_t *d = NX_PTR(nx_bytes, args[0])->data;
        if (NX_PTR(nx_bytes, args[0])->length == 10 && (d[2] & 0x7f) >= 1 && (d[2] & 0x7f) <= 12) {
            if (nargs == 2 && !nx_check_tzinfo(args[1]))
                return 0;
            return nx_moment_make(cls, &(nx_moment){.year = d[0] << 8 | d[1], .month = d[2] & 0x7f, .day = d[3], .hour = d[4],
                                                    .minute = d[5], .second = d[6], .microsecond = d[7] << 16 | d[8] << 8 | d[9],
                                                    .fold = d[2] >> 7, .tzinfo = nargs == 2 ? args[1] : NX_NONE});
        }
    }
    if (!nx_datetime_take(NULL, nargs, args, kwnames, names, 9, 8, 0, values))
        return 0;
    for (int i = 0; i < 3; i++)
        if (!nx_datetime_required_int(values[i], names[i], i, &n[i]))
            return 0;
    for (int i = 3; i < 7; i++)
        if (values[i] && !nx_datetime_int(values[i], &n[i]))
            return 0;
    if (values[8] && !nx_datetime_int(values[8], &fold))
        return 0;
    nx_value tzinfo = values[7] ? values[7] : NX_NONE;
    if (!nx_check_date(n[0], n[1], n[2]) || !nx_check_time(n[3], n[4], n[5], n[6], fold) || !nx_check_tzinfo(tzinfo))
        return 0;
    return nx_moment_make(cls, &(nx_moment){.year = n[0], .month = (uint8_t)n[1], .day = (uint8_t)n[2], .hour = (uint8_t)n[3],
                                            .minute = (uint8_t)n[4], .second = (uint8_t)n[5], .microsecond = n[6],
                                            .fold = (uint8_t)fold, .tzinfo = tzinfo});
}

// ---- local time -------------------------------------------------------------------------------------------------------------

static bool fields_of_tm(const struct tm *t, nx_moment *m) {
    if (t->tm_year + 1900 < NX_MIN_YEAR || t->tm_year + 1900 > NX_MAX_YEAR)
        return nx_failf(&nx_ValueError, "year %d is out of range", t->tm_year + 1900);
    m->year = t->tm_year + 1900;
    m->month = (uint8_t)(t->tm_mon + 1);
    m->day = (uint8_t)t->tm_mday;
    m->hour = (uint8_t)t->tm_hour;
    m->minute = (uint8_t)t->tm_min;
    m->second = (uint8_t)(t->tm_sec > 59 ? 59 : t->tm_sec); // no leap seconds
    return true;
}

// Local time at so many seconds (counted from 1 January of year 1, in UTC), counted in the same way.
static bool local_seconds(int64_t at, int64_t *out) {
    time_t t = (time_t)(at - epoch_seconds);
    struct tm local;
    nx_moment m = {0};
    if (at - epoch_seconds < -62135596800 || at - epoch_seconds > 253402300799)
        return nx_failf(&nx_ValueError, "year is out of range");
    errno = 0;
    if (!localtime_r(&t, &local))
        return nx_raise_os_error(errno ? errno : EINVAL, 0) != 0;
    if (!fields_of_tm(&local, &m))
        return false;
    *out = seconds_of(&m);
    return true;
}

// The UTC seconds at which clocks show the naive moment.
static bool utc_of_local(const nx_moment *m, int64_t *out) {
    int64_t t = seconds_of(m), shown, other;
    if (!local_seconds(t, &shown))
        return false;
    int64_t a = shown - t, first = t - a, b;
    if (!local_seconds(first, &shown))
        return false;
    if (shown == t) { // one solution; is there another one?
        int64_t probe = first + (m->fold ? MAX_FOLD : -MAX_FOLD);
        if (!local_seconds(probe, &other))
            return false;
        b = other - probe;
        *out = first;
        if (a == b)
            return true;
    } else
        b = shown - first;
    int64_t second = t - b;
    if (!local_seconds(second, &other))
        return false;
    if (other == t)
        *out = second;
    else if (shown == t)
        *out = first;
    else // clocks skipped it
        *out = (m->fold != 0) == (first < second) ? first : second;
    return true;
}

static nx_value from_timestamp(nx_type *cls, int64_t seconds, int microsecond, nx_value tzinfo, bool utc) {
    struct tm t;
    nx_moment m = {.microsecond = microsecond, .tzinfo = tzinfo};
    time_t at = (time_t)seconds;
    errno = 0;
    if (!(utc ? gmtime_r(&at, &t) : localtime_r(&at, &t)))
        return nx_raise_os_error(errno ? errno : EINVAL, 0);
    if (!fields_of_tm(&t, &m))
        return 0;
    if (tzinfo == NX_NONE && !utc && seconds + epoch_seconds > MAX_FOLD * 2) { // is it the second time that clocks show this?
        int64_t shown = seconds_of(&m), probe;
        if (!local_seconds(epoch_seconds + seconds - MAX_FOLD, &probe))
            return 0;
        int64_t change = shown - probe - MAX_FOLD;
        if (change < 0) {
            if (!local_seconds(epoch_seconds + seconds + change, &probe))
                return 0;
            m.fold = probe == shown;
        }
    }
    return nx_datetime_result(cls, &m);
}

static nx_value now_in(nx_type *cls, nx_value tz) {
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    if (!nx_check_tzinfo(tz))
        return 0;
    nx_value moment = from_timestamp(cls, at.tv_sec, (int)(at.tv_nsec / 1000), tz, tz != NX_NONE);
    return moment && tz != NX_NONE ? nx_call_method(tz, nx_str_intern_c("fromutc"), 1, &moment, 0) : moment;
}

nx_value nx_datetime_datetime_now(nx_value cls, nx_value tz) { return now_in(NX_PTR(nx_type, cls), tz); }

nx_value nx_datetime_datetime_utcnow(nx_value cls) {
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    return from_timestamp(NX_PTR(nx_type, cls), at.tv_sec, (int)(at.tv_nsec / 1000), NX_NONE, true);
}

nx_value nx_datetime_datetime_today(nx_value cls) { return now_in(NX_PTR(nx_type, cls), NX_NONE); }

nx_value nx_datetime_datetime_fromtimestamp(nx_value cls, nx_value timestamp, nx_value tz) {
    int64_t seconds;
    int microseconds;
    if (!nx_check_tzinfo(tz) || !nx_seconds_from(timestamp, true, &seconds, &microseconds))
        return 0;
    nx_value moment = from_timestamp(NX_PTR(nx_type, cls), seconds, microseconds, tz, tz != NX_NONE);
    return moment && tz != NX_NONE ? nx_call_method(tz, nx_str_intern_c("fromutc"), 1, &moment, 0) : moment;
}

nx_value nx_datetime_datetime_utcfromtimestamp(nx_value cls, nx_value timestamp) {
    int64_t seconds;
    int microseconds;
    return nx_seconds_from(timestamp, true, &seconds, &microseconds)
               ? from_timestamp(NX_PTR(nx_type, cls), seconds, microseconds, NX_NONE, true) : 0;
}

nx_value nx_datetime_datetime_fromordinal(nx_value cls, nx_value ordinal) {
    int n, year, month, day;
    if (!nx_datetime_int(ordinal, &n))
        return 0;
    if (n < 1)
        return nx_raise(&nx_ValueError, "ordinal must be >= 1");
    nx_date_of_ordinal(n, &year, &month, &day);
    return nx_datetime_result(NX_PTR(nx_type, cls), &(nx_moment){.year = year, .month = (uint8_t)month, .day = (uint8_t)day, .tzinfo = NX_NONE});
}

nx_value nx_datetime_datetime_combine(nx_value cls, nx_value date, nx_value time, nx_value tzinfo) {
    if (!nx_is_date(date))
        return nx_raisef(&nx_TypeError, "combine() argument 1 must be datetime.date, not %Y", date);
    if (!nx_is_time(time))
        return nx_raisef(&nx_TypeError, "combine() argument 2 must be datetime.time, not %Y", time);
    if (tzinfo && !nx_check_tzinfo(tzinfo))
        return 0;
    nx_moment m = *nx_moment_of(time);
    const nx_moment *day = nx_moment_of(date);
    m.year = day->year;
    m.month = day->month;
    m.day = day->day;
    if (tzinfo)
        m.tzinfo = tzinfo;
    return nx_datetime_result(NX_PTR(nx_type, cls), &m);
}

nx_value nx_datetime_datetime_fromisoformat(nx_value cls, nx_value string) {
    nx_moment m = {.tzinfo = NX_NONE};
    if (!nx_is_str(string))
        return nx_raise(&nx_TypeError, "fromisoformat: argument must be str");
    const nx_str *s = NX_PTR(nx_str, string);
    int64_t end = s->length < 7 ? -1 : nx_iso_separator(s);
    bool good = end > 0 && nx_read_iso_date(s, 0, end < s->length ? end : s->length, &m) &&
                (end >= s->length || nx_read_iso_time(s, end + 1, s->length, &m));
    if (!good)
        return nx_pending() ? 0 : nx_raisef(&nx_ValueError, "Invalid isoformat string: %R", string);
    return nx_datetime_result(NX_PTR(nx_type, cls), &m);
}

nx_value nx_datetime_datetime_strptime(nx_value cls, nx_value string, nx_value format) {
    const nx_value given[2] = {string, format};
    nx_parsed_time p;
    for (int i = 0; i < 2; i++)
        if (!nx_is_str(given[i]))
            return nx_raisef(&nx_TypeError, "strptime() argument %d must be str, not %Y", i + 1, given[i]);
    if (!nx_strptime(string, format, &p))
        return 0;
    nx_moment m = {.year = p.year, .month = (uint8_t)p.month, .day = (uint8_t)p.day, .hour = (uint8_t)p.hour, .minute = (uint8_t)p.minute,
                   .second = (uint8_t)p.second, .microsecond = p.microsecond, .tzinfo = NX_NONE};
    if (p.has_offset) {
        nx_value offset = nx_delta_new(&nx_datetime_delta_type, 0, p.offset, p.offset_microseconds);
        if (!offset || !(m.tzinfo = nx_zone_new(offset, p.zone)))
            return 0;
    }
    return nx_datetime_result(NX_PTR(nx_type, cls), &m);
}

// ---- operators --------------------------------------------------------------------------------------------------------------

nx_value nx_datetime_datetime_utcoffset(nx_value self) { return nx_zone_offset(nx_moment_of(self)->tzinfo, self); }
nx_value nx_datetime_datetime_dst(nx_value self) { return nx_zone_dst(nx_moment_of(self)->tzinfo, self); }
nx_value nx_datetime_datetime_tzname(nx_value self) { return nx_zone_name(nx_moment_of(self)->tzinfo, self); }

static nx_wide offset_microseconds(nx_value offset) {
    return offset == NX_NONE ? 0 : nx_delta_microseconds(nx_delta_of(offset));
}

// 1: utcoffset() differs when `fold` does; -1: error.
static int depends_on_fold(nx_value self, nx_value offset) {
    const nx_moment *m = nx_moment_of(self);
    if (m->tzinfo == NX_NONE || nx_is_exact(m->tzinfo, &nx_datetime_zone_type))
        return 0;
    nx_moment other = *m;
    other.fold = !m->fold;
    nx_value turned = nx_moment_make(&nx_datetime_type, &other);
    nx_value its = turned ? nx_zone_offset(other.tzinfo, turned) : 0;
    if (!its)
        return -1;
    return (its == NX_NONE) != (offset == NX_NONE) || offset_microseconds(its) != offset_microseconds(offset);
}

nx_value nx_datetime_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_datetime(left) || !nx_is_datetime(right)) {
        if (!nx_is_date(left) || !nx_is_date(right))
            return NX_NOTIMPLEMENTED;
        if (operation == NX_EQ || operation == NX_NE)
            return nx_from_bool(operation == NX_NE);
        return nx_raisef(&nx_TypeError, "can't compare %T to %T", left, right);
    }
    const nx_moment *a = nx_moment_of(left), *b = nx_moment_of(right);
    nx_wide difference = microseconds_of(a) - microseconds_of(b);
    if (a->tzinfo != b->tzinfo) {
        nx_value offset = nx_zone_offset(a->tzinfo, left), other = offset ? nx_zone_offset(b->tzinfo, right) : 0;
        bool equality = operation == NX_EQ || operation == NX_NE;
        if (!other)
            return 0;
        if ((offset == NX_NONE) != (other == NX_NONE)) {
            if (equality)
                return nx_from_bool(operation == NX_NE);
            return nx_raise(&nx_TypeError, "can't compare offset-naive and offset-aware datetimes");
        }
        difference -= offset_microseconds(offset) - offset_microseconds(other);
        if (equality && difference == 0) {
            int ambiguous = depends_on_fold(left, offset);
            if (ambiguous == 0)
                ambiguous = depends_on_fold(right, other);
            if (ambiguous < 0)
                return 0;
            difference = ambiguous;
        }
    }
    return nx_order(difference < 0 ? -1 : difference > 0, operation);
}

bool nx_datetime_hash(nx_value self, int64_t *hash) {
    nx_moment plain = *nx_moment_of(self);
    nx_value offset = NX_NONE;
    if (plain.tzinfo != NX_NONE) {
        plain.fold = 0;
        nx_value unfolded = nx_moment_make(&nx_datetime_type, &plain);
        offset = unfolded ? nx_zone_offset(plain.tzinfo, unfolded) : 0;
        if (!offset)
            return false;
    }
    return nx_hash(nx_from_i64((int64_t)(microseconds_of(&plain) - offset_microseconds(offset))), hash);
}

nx_value nx_datetime_plus(nx_value self, const nx_delta *delta, int sign) {
    nx_moment m = *nx_moment_of(self);
    nx_wide at = microseconds_of(&m) + sign * nx_delta_microseconds(delta);
    nx_wide seconds = at / NX_MILLION;
    if (at < 0 || seconds < NX_SECONDS_A_DAY || seconds / NX_SECONDS_A_DAY > NX_MAX_ORDINAL)
        return nx_raise(&nx_OverflowError, "date value out of range");
    set_seconds(&m, (int64_t)seconds);
    m.microsecond = (int)(at % NX_MILLION);
    m.fold = 0;
    return nx_datetime_result(nx_type_of(self), &m);
}

nx_value nx_datetime_add(nx_value left, nx_value right) {
    if (nx_is_datetime(left))
        return nx_is_delta(right) ? nx_datetime_plus(left, nx_delta_of(right), 1) : NX_NOTIMPLEMENTED;
    return nx_is_delta(left) && nx_is_datetime(right) ? nx_datetime_plus(right, nx_delta_of(left), 1) : NX_NOTIMPLEMENTED;
}

nx_value nx_datetime_sub(nx_value left, nx_value right) {
    if (!nx_is_datetime(left))
        return NX_NOTIMPLEMENTED;
    if (nx_is_delta(right))
        return nx_datetime_plus(left, nx_delta_of(right), -1);
    if (!nx_is_datetime(right))
        return NX_NOTIMPLEMENTED;
    const nx_moment *a = nx_moment_of(left), *b = nx_moment_of(right);
    nx_wide difference = microseconds_of(a) - microseconds_of(b);
    if (a->tzinfo != b->tzinfo) {
        nx_value offset = nx_zone_offset(a->tzinfo, left), other = offset ? nx_zone_offset(b->tzinfo, right) : 0;
        if (!other)
            return 0;
        if ((offset == NX_NONE) != (other == NX_NONE))
            return nx_raise(&nx_TypeError, "can't subtract offset-naive and offset-aware datetimes");
        difference -= offset_microseconds(offset) - offset_microseconds(other);
    }
    return nx_delta_from_wide(difference);
}

// ---- other zones ------------------------------------------------------------------------------------------------------------

// The system's zone at a moment of UTC seconds.
static nx_value local_zone(int64_t seconds) {
    time_t at = (time_t)(seconds - epoch_seconds);
    struct tm t;
    if (!localtime_r(&at, &t))
        return nx_raise_os_error(errno, 0);
    nx_value offset = nx_delta_new(&nx_datetime_delta_type, 0, t.tm_gmtoff, 0);
    nx_value name = t.tm_zone ? nx_str_from_c(t.tm_zone) : 0;
    return offset ? nx_zone_new(offset, name) : 0;
}

nx_value nx_datetime_datetime_astimezone(nx_value self, nx_value tz) {
    if (!nx_check_tzinfo(tz))
        return 0;
    nx_moment m = *nx_moment_of(self);
    if (m.tzinfo != NX_NONE && m.tzinfo == tz)
        return self;
    nx_value offset = nx_zone_offset(m.tzinfo, self);
    nx_wide utc;
    if (!offset)
        return 0;
    if (offset == NX_NONE) {
        int64_t seconds;
        if (!utc_of_local(&m, &seconds))
            return 0;
        utc = (nx_wide)seconds * NX_MILLION + m.microsecond;
    } else
        utc = microseconds_of(&m) - offset_microseconds(offset);
    nx_wide seconds = utc / NX_MILLION;
    if (utc < 0 || seconds < NX_SECONDS_A_DAY || seconds / NX_SECONDS_A_DAY > NX_MAX_ORDINAL)
        return nx_raise(&nx_OverflowError, "date value out of range");
    if (tz == NX_NONE && !(tz = local_zone((int64_t)seconds)))
        return 0;
    set_seconds(&m, (int64_t)seconds);
    m.microsecond = (int)(utc % NX_MILLION);
    m.tzinfo = tz;
    m.fold = 0;
    nx_value moment = nx_datetime_result(nx_type_of(self), &m);
    return moment ? nx_call_method(tz, nx_str_intern_c("fromutc"), 1, &moment, 0) : 0;
}

nx_value nx_datetime_datetime_timestamp(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    if (m->tzinfo == NX_NONE) {
        int64_t seconds;
        return utc_of_local(m, &seconds) ? nx_from_double((double)(seconds - epoch_seconds) + m->microsecond / 1e6) : 0;
    }
    nx_value offset = nx_zone_offset(m->tzinfo, self);
    if (!offset)
        return 0;
    if (offset == NX_NONE)
        return nx_raise(&nx_TypeError, "can't subtract offset-naive and offset-aware datetimes");
    nx_value since = nx_delta_from_wide(microseconds_of(m) - offset_microseconds(offset) - (nx_wide)epoch_seconds * NX_MILLION);
    return since ? nx_datetime_timedelta_total_seconds(since) : 0;
}

nx_value nx_datetime_datetime_timetuple(nx_value self) {
    nx_value dst = nx_datetime_datetime_dst(self);
    if (!dst)
        return 0;
    return nx_struct_time(nx_moment_of(self), dst == NX_NONE ? -1 : nx_delta_truth(dst));
}

nx_value nx_datetime_datetime_utctimetuple(nx_value self) {
    nx_moment m = *nx_moment_of(self);
    nx_value offset = nx_zone_offset(m.tzinfo, self);
    if (!offset)
        return 0;
    if (offset != NX_NONE) {
        nx_wide at = (microseconds_of(&m) - offset_microseconds(offset)) / NX_MILLION;
        if (at < NX_SECONDS_A_DAY || at / NX_SECONDS_A_DAY > NX_MAX_ORDINAL)
            return nx_raise(&nx_OverflowError, "date value out of range");
        set_seconds(&m, (int64_t)at);
    }
    return nx_struct_time(&m, 0);
}

// ---- text and parts ---------------------------------------------------------------------------------------------------------

nx_value nx_datetime_datetime_isoformat(nx_value self, nx_value sep, nx_value timespec) {
    uint32_t separator = 'T';
    const nx_moment *m = nx_moment_of(self);
    nx_builder b;
    if (sep) {
        if (!nx_is_str(sep) || NX_PTR(nx_str, sep)->length != 1)
            return nx_raisef(&nx_TypeError, "isoformat() argument 1 must be a unicode character, not %Y", sep);
        separator = nx_str_at(NX_PTR(nx_str, sep), 0);
    }
    if (timespec && !nx_is_str(timespec))
        return nx_raisef(&nx_TypeError, "isoformat() argument 2 must be str, not %Y", timespec);
    nx_builder_init(&b);
    nx_iso_date(&b, m);
    nx_builder_char(&b, separator);
    return nx_iso_time(&b, m, timespec) && nx_iso_zone(&b, m->tzinfo, self) ? nx_builder_finish(&b) : 0;
}

nx_value nx_datetime_str(nx_value self) {
    nx_value space = nx_str_from_char(' ');
    return nx_call_method(self, nx_str_intern_c("isoformat"), 1, &space, 0);
}

nx_value nx_datetime_repr(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_str(&b, nx_str_format("%s(%d, %d, %d, %d, %d", nx_type_of(self)->c_name, m->year, m->month, m->day, m->hour, m->minute));
    return nx_moment_end_repr(&b, m);
}

nx_value nx_datetime_datetime_strftime(nx_value self, nx_value format) {
    if (!nx_is_str(format))
        return nx_raisef(&nx_TypeError, "strftime() argument 1 must be str, not %Y", format);
    nx_value dst = nx_datetime_datetime_dst(self);
    return dst ? nx_datetime_format(nx_moment_of(self), self, format, dst == NX_NONE ? -1 : nx_delta_truth(dst)) : 0;
}

nx_value nx_datetime_datetime_date(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    return nx_moment_make(&nx_datetime_date_type, &(nx_moment){.year = m->year, .month = m->month, .day = m->day});
}

static nx_value time_part(nx_value self, bool zone) {
    nx_moment m = *nx_moment_of(self);
    m.year = 0;
    m.month = m.day = 0;
    if (!zone)
        m.tzinfo = NX_NONE;
    return nx_moment_make(&nx_datetime_time_type, &m);
}

nx_value nx_datetime_datetime_time(nx_value self) { return time_part(self, false); }
nx_value nx_datetime_datetime_timetz(nx_value self) { return time_part(self, true); }

nx_value nx_datetime_datetime_replace(nx_value self, nx_value year, nx_value month, nx_value day, nx_value hour, nx_value minute,
                                      nx_value second, nx_value microsecond, nx_value tzinfo, nx_value fold) {
    const nx_moment *m = nx_moment_of(self);
    int n[8] = {m->year, m->month, m->day, m->hour, m->minute, m->second, m->microsecond, m->fold};
    const nx_value given[8] = {year, month, day, hour, minute, second, microsecond, fold};
    for (int i = 0; i < 8; i++)
        if (given[i] && !nx_datetime_int(given[i], &n[i]))
            return 0;
    nx_value zone = tzinfo ? tzinfo : m->tzinfo;
    if (!nx_check_date(n[0], n[1], n[2]) || !nx_check_time(n[3], n[4], n[5], n[6], n[7]) || !nx_check_tzinfo(zone))
        return 0;
    return nx_moment_make(nx_type_of(self),
                          &(nx_moment){.year = n[0], .month = (uint8_t)n[1], .day = (uint8_t)n[2], .hour = (uint8_t)n[3],
                                       .minute = (uint8_t)n[4], .second = (uint8_t)n[5], .microsecond = n[6], .fold = (uint8_t)n[7],
                                       .tzinfo = zone});
}

static nx_value reduced(nx_value self, bool fold) {
    const nx_moment *m = nx_moment_of(self);
    const uint8_t data[10] = {(uint8_t)(m->year >> 8), (uint8_t)m->year, (uint8_t)(m->month | (fold && m->fold ? 0x80 : 0)), m->day,
                              m->hour, m->minute, m->second, (uint8_t)(m->microsecond >> 16), (uint8_t)(m->microsecond >> 8),
                              (uint8_t)m->microsecond};
    nx_value state[2] = {nx_bytes_new(data, 10), m->tzinfo};
    nx_value pair[2] = {NX_OBJ(nx_type_of(self)), state[0] ? nx_tuple_from(m->tzinfo == NX_NONE ? 1 : 2, state) : 0};
    return pair[1] ? nx_tuple_from(2, pair) : 0;
}

nx_value nx_datetime_datetime_reduce(nx_value self) { return reduced(self, false); }

nx_value nx_datetime_datetime_reduce_ex(nx_value self, nx_value protocol) {
    int64_t number;
    return nx_int_to_i64(protocol, &number) ? reduced(self, number > 3) : 0;
}
