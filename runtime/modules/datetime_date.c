// datetime.date, and what datetime and time have in common with it.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "datetime.h"
#include "../core/native.h"
#include "strptime.h"
#include "../types/structseq.h"

NX_STRUCTSEQ(datetime_iso_calendar, "datetime.IsoCalendarDate", "The result of date.isocalendar() or datetime.isocalendar()", 3, true,
             "year", "week", "weekday")

// Pickled as a plain tuple.
static nx_value calendar_reduce(nx_value self) {
    const nx_tuple *t = NX_PTR(nx_tuple, self);
    nx_value tuple = nx_tuple_from(t->length, t->items), args = tuple ? nx_tuple_from(1, &tuple) : 0;
    nx_value pair[2] = {NX_OBJ(&nx_tuple_type), args};
    return args ? nx_tuple_from(2, pair) : 0;
}

bool nx_iso_calendar_ready(void) {
    static const char *const names[] = {"self"};
    static const nx_native_def reduce = {.name = "__reduce__", .function = (void *)calendar_reduce, .count = 1, .required = 1,
                                         .positional_only = 1, .positional = 1, .names = names};
    nx_type *type = &nx_datetime_iso_calendar_type;
    if (!nx_structseq_ready(&nx_datetime_iso_calendar_structseq))
        return false;
    nx_value method = nx_method_descriptor_new(&reduce, type);
    return method && nx_dict_set_str(type->dict, nx_str_intern_c("__reduce__"), method);
}

bool nx_check_date(int year, int month, int day) {
    if (year < NX_MIN_YEAR || year > NX_MAX_YEAR)
        return nx_failf(&nx_ValueError, "year %d is out of range", year);
    if (month < 1 || month > 12)
        return nx_failf(&nx_ValueError, "month must be in 1..12");
    if (day < 1 || day > nx_days_in_month(year, month))
        return nx_failf(&nx_ValueError, "day is out of range for month");
    return true;
}

bool nx_check_time(int hour, int minute, int second, int microsecond, int fold) {
    if (hour < 0 || hour > 23)
        return nx_failf(&nx_ValueError, "hour must be in 0..23");
    if (minute < 0 || minute > 59)
        return nx_failf(&nx_ValueError, "minute must be in 0..59");
    if (second < 0 || second > 59)
        return nx_failf(&nx_ValueError, "second must be in 0..59");
    if (microsecond < 0 || microsecond > 999999)
        return nx_failf(&nx_ValueError, "microsecond must be in 0..999999");
    if (fold != 0 && fold != 1)
        return nx_failf(&nx_ValueError, "fold must be either 0 or 1");
    return true;
}

bool nx_check_tzinfo(nx_value tzinfo) {
    return tzinfo == NX_NONE || nx_is_tzinfo(tzinfo) ||
           nx_failf(&nx_TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '%T'", tzinfo);
}

nx_value nx_moment_make(nx_type *cls, const nx_moment *fields) {
    nx_moment *self = (nx_moment *)nx_alloc_object(cls, nx_instance_size(cls));
    if (!self)
        return 0;
    nx_header header = self->header;
    *self = *fields;
    self->header = header;
    if (!self->tzinfo)
        self->tzinfo = NX_NONE;
    return NX_OBJ(self);
}

nx_value nx_date_result(nx_type *cls, int year, int month, int day) {
    if (!nx_check_date(year, month, day))
        return 0;
    if (cls == &nx_datetime_date_type)
        return nx_moment_make(cls, &(nx_moment){.year = year, .month = (uint8_t)month, .day = (uint8_t)day});
    return nx_call3(NX_OBJ(cls), NX_INT(year), NX_INT(month), NX_INT(day));
}

nx_value nx_date_of_ordinal_value(nx_type *cls, int64_t ordinal) {
    int year, month, day;
    if (ordinal < 1)
        return nx_raise(&nx_ValueError, "ordinal must be >= 1");
    if (ordinal > INT32_MAX)
        return nx_raise(&nx_OverflowError, "signed integer is greater than maximum");
    nx_date_of_ordinal((int)ordinal, &year, &month, &day);
    return nx_date_result(cls, year, month, day);
}

nx_value nx_date_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"year", "month", "day"};
    nx_value values[3];
    int numbers[3];
    if (nargs == 1 && !kwnames && nx_has_flag(args[0], NX_TYPE_BYTES) && NX_PTR(nx_bytes, args[0])->length == 4) { // pickled
        const uint8_t *data = NX_PTR(nx_bytes, args[0])->data;
        if (data[2] >= 1 && data[2] <= 12)
            return nx_moment_make(cls, &(nx_moment){.year = data[0] << 8 | data[1], .month = data[2], .day = data[3]});
    }
    if (!nx_datetime_take(NULL, nargs, args, kwnames, names, 3, 3, 0, values))
        return 0;
    for (int i = 0; i < 3; i++)
        if (!nx_datetime_required_int(values[i], names[i], i, &numbers[i]))
            return 0;
    if (!nx_check_date(numbers[0], numbers[1], numbers[2]))
        return 0;
    return nx_moment_make(cls, &(nx_moment){.year = numbers[0], .month = (uint8_t)numbers[1], .day = (uint8_t)numbers[2]});
}

// ---- other ways to make one -------------------------------------------------------------------------------------------------

// Seconds and microseconds of a timestamp, rounded half to even; round false: whole seconds, rounded down.
bool nx_seconds_from(nx_value timestamp, bool round, int64_t *seconds, int *microseconds) {
    *microseconds = 0;
    if (nx_is_float(timestamp)) {
        double value = nx_float_value(timestamp), whole;
        if (isnan(value))
            return nx_failf(&nx_ValueError, "Invalid value NaN (not a number)");
        double fraction = modf(value, &whole);
        if (round) {
            fraction = rint(fraction * 1e6);
            if (fraction >= 1e6) {
                fraction -= 1e6;
                whole += 1;
            } else if (fraction < 0) {
                fraction += 1e6;
                whole -= 1;
            }
        } else
            whole = floor(value);
        if (!(whole >= -9223372036854775808.0 && whole < 9223372036854775808.0))
            return nx_failf(&nx_OverflowError, "timestamp out of range for platform time_t");
        *seconds = (int64_t)whole;
        if (round)
            *microseconds = (int)fraction;
        return true;
    }
    nx_value index = nx_index(timestamp);
    if (!index)
        return false;
    return nx_int_try_i64(index, seconds) || nx_failf(&nx_OverflowError, "timestamp out of range for platform time_t");
}

nx_value nx_datetime_date_fromtimestamp(nx_value cls, nx_value timestamp) {
    int64_t seconds;
    int ignored;
    struct tm t;
    if (!nx_seconds_from(timestamp, false, &seconds, &ignored))
        return 0;
    errno = 0;
    if (!localtime_r(&seconds, &t))
        return nx_raise_os_error(errno ? errno : EINVAL, 0);
    return nx_date_result(NX_PTR(nx_type, cls), t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

nx_value nx_datetime_date_today(nx_value cls) {
    if (cls == NX_OBJ(&nx_datetime_date_type))
        return nx_datetime_date_fromtimestamp(cls, nx_from_i64(time(NULL)));
    nx_value now = nx_time_time();
    return now ? nx_call_method(cls, nx_str_intern_c("fromtimestamp"), 1, &now, 0) : 0;
}

nx_value nx_datetime_date_fromordinal(nx_value cls, nx_value ordinal) {
    int n;
    return nx_datetime_int(ordinal, &n) ? nx_date_of_ordinal_value(NX_PTR(nx_type, cls), n) : 0;
}

nx_value nx_datetime_date_fromisocalendar(nx_value cls, nx_value year, nx_value week, nx_value day) {
    int y, w, d, month, date;
    if (!nx_datetime_int(year, &y) || !nx_datetime_int(week, &w) || !nx_datetime_int(day, &d)) {
        if (nx_error_matches(&nx_OverflowError)) {
            nx_error_clear();
            nx_raise(&nx_ValueError, "ISO calendar component out of range");
        }
        return 0;
    }
    if (y < NX_MIN_YEAR || y > NX_MAX_YEAR)
        return nx_raise(&nx_ValueError, "Year is out of range: %d", y);
    if (w < 1 || w > 53 || (w == 53 && !nx_is_long_iso_year(y)))
        return nx_raise(&nx_ValueError, "Invalid week: %d", w);
    if (d < 1 || d > 7)
        return nx_raise(&nx_ValueError, "Invalid day: %d (range is [1, 7])", d);
    nx_date_of_ordinal(nx_iso_first_monday(y) + 7 * (w - 1) + d - 1, &y, &month, &date);
    return nx_date_result(NX_PTR(nx_type, cls), y, month, date);
}

nx_value nx_datetime_date_fromisoformat(nx_value cls, nx_value date_string) {
    nx_moment fields = {0};
    if (!nx_is_str(date_string))
        return nx_raise(&nx_TypeError, "fromisoformat: argument must be str");
    const nx_str *s = NX_PTR(nx_str, date_string);
    if ((s->length != 7 && s->length != 8 && s->length != 10) || !nx_read_iso_date(s, 0, s->length, &fields))
        return nx_pending() ? 0 : nx_raisef(&nx_ValueError, "Invalid isoformat string: %R", date_string);
    return nx_date_result(NX_PTR(nx_type, cls), fields.year, fields.month, fields.day);
}

// ---- operators --------------------------------------------------------------------------------------------------------------

static int day_number(const nx_moment *m) {
    return nx_ordinal(m->year, m->month, m->day);
}

nx_value nx_date_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_date(left) || !nx_is_date(right))
        return NX_NOTIMPLEMENTED;
    int difference = day_number(nx_moment_of(left)) - day_number(nx_moment_of(right));
    return nx_order(difference, operation);
}

bool nx_date_hash(nx_value self, int64_t *hash) {
    return nx_hash(NX_INT((int64_t)day_number(nx_moment_of(self)) * 1000003), hash);
}

static nx_value shifted(nx_value date, nx_value delta, int sign) {
    int year, month, day;
    int64_t ordinal = day_number(nx_moment_of(date)) + (int64_t)sign * nx_delta_of(delta)->days;
    if (ordinal < 1 || ordinal > NX_MAX_ORDINAL)
        return nx_raise(&nx_OverflowError, "date value out of range");
    nx_date_of_ordinal((int)ordinal, &year, &month, &day);
    return nx_date_result(nx_type_of(date), year, month, day);
}

nx_value nx_date_add(nx_value left, nx_value right) {
    if (nx_is_datetime(left) || nx_is_datetime(right))
        return NX_NOTIMPLEMENTED;
    if (nx_is_date(left))
        return nx_is_delta(right) ? shifted(left, right, 1) : NX_NOTIMPLEMENTED;
    return nx_is_delta(left) ? shifted(right, left, 1) : NX_NOTIMPLEMENTED;
}

nx_value nx_date_sub(nx_value left, nx_value right) {
    if (nx_is_datetime(left) || nx_is_datetime(right) || !nx_is_date(left))
        return NX_NOTIMPLEMENTED;
    if (nx_is_date(right))
        return nx_delta_new(&nx_datetime_delta_type, day_number(nx_moment_of(left)) - day_number(nx_moment_of(right)), 0, 0);
    return nx_is_delta(right) ? shifted(left, right, -1) : NX_NOTIMPLEMENTED;
}

// ---- text -------------------------------------------------------------------------------------------------------------------

nx_value nx_date_repr(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    return nx_str_format("%s(%d, %d, %d)", nx_type_of(self)->c_name, m->year, m->month, m->day);
}

nx_value nx_date_str(nx_value self) {
    return nx_call_method(self, nx_str_intern_c("isoformat"), 0, NULL, 0);
}

nx_value nx_datetime_date_isoformat(nx_value self) {
    nx_builder b;
    nx_builder_init(&b);
    nx_iso_date(&b, nx_moment_of(self));
    return nx_builder_finish(&b);
}

nx_value nx_datetime_date_ctime(nx_value self) {
    static const char days[] = "MonTueWedThuFriSatSun", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const nx_moment *m = nx_moment_of(self);
    char text[64];
    snprintf(text, sizeof text, "%.3s %.3s %2d %02d:%02d:%02d %04d", days + 3 * nx_weekday(m->year, m->month, m->day),
             months + 3 * (m->month - 1), m->day, m->hour, m->minute, m->second, m->year);
    return nx_str_from_c(text);
}

nx_value nx_datetime_date_strftime(nx_value self, nx_value format) {
    if (!nx_is_str(format))
        return nx_raisef(&nx_TypeError, "strftime() argument 1 must be str, not %Y", format);
    nx_value tuple = nx_call_method(self, nx_str_intern_c("timetuple"), 0, NULL, 0);
    return tuple ? nx_datetime_format(nx_moment_of(self), self, format, -1) : 0;
}

// format(date, spec): strftime unless the spec is empty; of all three classes
nx_value nx_datetime_date_format(nx_value self, nx_value spec) {
    if (!nx_is_str(spec))
        return nx_raisef(&nx_TypeError, "__format__() argument 1 must be str, not %Y", spec);
    if (NX_PTR(nx_str, spec)->length == 0)
        return nx_to_str(self);
    return nx_call_method(self, nx_str_intern_c("strftime"), 1, &spec, 0);
}

// ---- the rest ---------------------------------------------------------------------------------------------------------------

nx_value nx_struct_time(const nx_moment *m, int dst) {
    const nx_value items[11] = {NX_INT(m->year), NX_INT(m->month), NX_INT(m->day), NX_INT(m->hour), NX_INT(m->minute),
                                NX_INT(m->second), NX_INT(nx_weekday(m->year, m->month, m->day)),
                                NX_INT(nx_days_before_month(m->year, m->month) + m->day), NX_INT(dst)};
    return nx_time_struct(items);
}

nx_value nx_datetime_date_timetuple(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    return nx_struct_time(&(nx_moment){.year = m->year, .month = m->month, .day = m->day}, -1);
}

nx_value nx_datetime_date_toordinal(nx_value self) { return NX_INT(day_number(nx_moment_of(self))); }
nx_value nx_datetime_date_weekday(nx_value self) { return NX_INT((day_number(nx_moment_of(self)) + 6) % 7); }
nx_value nx_datetime_date_isoweekday(nx_value self) { return NX_INT((day_number(nx_moment_of(self)) + 6) % 7 + 1); }

nx_value nx_datetime_date_isocalendar(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    int year, week, weekday;
    nx_iso_week(m->year, m->month, m->day, &year, &week, &weekday);
    nx_value items[3] = {NX_INT(year), NX_INT(week), NX_INT(weekday)};
    return nx_structseq_make(&nx_datetime_iso_calendar_structseq, items);
}

nx_value nx_datetime_date_replace(nx_value self, nx_value year, nx_value month, nx_value day) {
    const nx_moment *m = nx_moment_of(self);
    int y = m->year, mo = m->month, d = m->day;
    if ((year && !nx_datetime_int(year, &y)) || (month && !nx_datetime_int(month, &mo)) || (day && !nx_datetime_int(day, &d)) ||
        !nx_check_date(y, mo, d))
        return 0;
    return nx_moment_make(nx_type_of(self), &(nx_moment){.year = y, .month = (uint8_t)mo, .day = (uint8_t)d});
}

nx_value nx_datetime_date_reduce(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    const uint8_t data[4] = {(uint8_t)(m->year >> 8), (uint8_t)m->year, m->month, m->day};
    nx_value bytes = nx_bytes_new(data, 4);
    nx_value pair[2] = {NX_OBJ(nx_type_of(self)), bytes ? nx_tuple_from(1, &bytes) : 0};
    return pair[1] ? nx_tuple_from(2, pair) : 0;
}

nx_value nx_datetime_date_get_year(nx_value self) { return NX_INT(nx_moment_of(self)->year); }
nx_value nx_datetime_date_get_month(nx_value self) { return NX_INT(nx_moment_of(self)->month); }
nx_value nx_datetime_date_get_day(nx_value self) { return NX_INT(nx_moment_of(self)->day); }
