// datetime.time: a time of day, naive or with a time zone.
#include "datetime.h"

static nx_value time_result(nx_type *cls, const nx_moment *fields) {
    return nx_moment_make(cls, fields);
}

nx_value nx_datetime_time_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"hour", "minute", "second", "microsecond", "tzinfo", "fold"};
    nx_value values[6];
    int numbers[4] = {0}, fold = 0;
    if ((nargs == 1 || nargs == 2) && !kwnames && nx_has_flag(args[0], NX_TYPE_BYTES) && NX_PTR(nx_bytes, args[0])->length == 6) {
        const uint8_t *d = NX_PTR(nx_bytes, args[0])->data; // pickled
        if ((d[0] & 0x7f) < 24) {
            if (nargs == 2 && !nx_check_tzinfo(args[1]))
                return 0;
            return time_result(cls, &(nx_moment){.hour = d[0] & 0x7f, .minute = d[1], .second = d[2], .fold = d[0] >> 7,
                                                 .microsecond = d[3] << 16 | d[4] << 8 | d[5], .tzinfo = nargs == 2 ? args[1] : NX_NONE});
        }
    }
    if (!nx_datetime_take(NULL, nargs, args, kwnames, names, 6, 5, 0, values))
        return 0;
    for (int i = 0; i < 4; i++)
        if (values[i] && !nx_datetime_int(values[i], &numbers[i]))
            return 0;
    if (values[5] && !nx_datetime_int(values[5], &fold))
        return 0;
    nx_value tzinfo = values[4] ? values[4] : NX_NONE;
    if (!nx_check_time(numbers[0], numbers[1], numbers[2], numbers[3], fold) || !nx_check_tzinfo(tzinfo))
        return 0;
    return time_result(cls, &(nx_moment){.hour = (uint8_t)numbers[0], .minute = (uint8_t)numbers[1], .second = (uint8_t)numbers[2],
                                         .microsecond = numbers[3], .fold = (uint8_t)fold, .tzinfo = tzinfo});
}

static int64_t microseconds_of(const nx_moment *m) {
    return ((m->hour * 60 + m->minute) * 60 + m->second) * (int64_t)NX_MILLION + m->microsecond;
}

nx_value nx_datetime_time_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_time(left) || !nx_is_time(right))
        return NX_NOTIMPLEMENTED;
    const nx_moment *a = nx_moment_of(left), *b = nx_moment_of(right);
    int64_t difference = microseconds_of(a) - microseconds_of(b);
    if (a->tzinfo != b->tzinfo) {
        nx_value offset = nx_datetime_time_utcoffset(left), other = offset ? nx_datetime_time_utcoffset(right) : 0;
        if (!other)
            return 0;
        if ((offset == NX_NONE) != (other == NX_NONE)) {
            if (operation == NX_EQ || operation == NX_NE)
                return nx_from_bool(operation == NX_NE);
            return nx_raise(&nx_TypeError, "can't compare offset-naive and offset-aware times");
        }
        if (offset != NX_NONE)
            difference -= (int64_t)(nx_delta_microseconds(nx_delta_of(offset)) - nx_delta_microseconds(nx_delta_of(other)));
    }
    return nx_order(difference < 0 ? -1 : difference > 0, operation);
}

bool nx_datetime_time_hash(nx_value self, int64_t *hash) {
    nx_moment plain = *nx_moment_of(self);
    plain.fold = 0;
    nx_value unfolded = nx_moment_make(&nx_datetime_time_type, &plain);
    nx_value offset = unfolded ? nx_datetime_time_utcoffset(unfolded) : 0;
    if (!offset)
        return false;
    int64_t n = microseconds_of(&plain);
    if (offset != NX_NONE)
        n -= (int64_t)nx_delta_microseconds(nx_delta_of(offset));
    return nx_hash(nx_from_i64(n * 31 + 7), hash);
}

// What ends the repr of a time and of a datetime.
nx_value nx_moment_end_repr(nx_builder *b, const nx_moment *m) {
    if (m->second || m->microsecond)
        nx_builder_str(b, nx_str_format(", %d", m->second));
    if (m->microsecond)
        nx_builder_str(b, nx_str_format(", %d", m->microsecond));
    if (m->fold)
        nx_builder_c(b, ", fold=1");
    if (m->tzinfo != NX_NONE) {
        nx_value zone = nx_str_format(", tzinfo=%R", m->tzinfo);
        if (!zone)
            return NX_ERROR;
        nx_builder_str(b, zone);
    }
    nx_builder_char(b, ')');
    return nx_builder_finish(b);
}

nx_value nx_datetime_time_repr(nx_value self) {
    const nx_moment *m = nx_moment_of(self);
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_str(&b, nx_str_format("%s(%d, %d", nx_type_of(self)->c_name, m->hour, m->minute));
    return nx_moment_end_repr(&b, m);
}

nx_value nx_datetime_time_str(nx_value self) {
    return nx_call_method(self, nx_str_intern_c("isoformat"), 0, NULL, 0);
}

nx_value nx_datetime_time_isoformat(nx_value self, nx_value timespec) {
    nx_builder b;
    nx_builder_init(&b);
    if (timespec && !nx_is_str(timespec))
        return nx_raisef(&nx_TypeError, "isoformat() argument 1 must be str, not %Y", timespec);
    if (!nx_iso_time(&b, nx_moment_of(self), timespec) || !nx_iso_zone(&b, nx_moment_of(self)->tzinfo, NX_NONE))
        return 0;
    return nx_builder_finish(&b);
}

nx_value nx_datetime_time_strftime(nx_value self, nx_value format) {
    if (!nx_is_str(format))
        return nx_raisef(&nx_TypeError, "strftime() argument 1 must be str, not %Y", format);
    nx_moment day = *nx_moment_of(self);
    day.year = 1900;
    day.month = day.day = 1;
    return nx_datetime_format(&day, self, format, -1);
}

nx_value nx_datetime_time_utcoffset(nx_value self) { return nx_zone_offset(nx_moment_of(self)->tzinfo, NX_NONE); }
nx_value nx_datetime_time_dst(nx_value self) { return nx_zone_dst(nx_moment_of(self)->tzinfo, NX_NONE); }
nx_value nx_datetime_time_tzname(nx_value self) { return nx_zone_name(nx_moment_of(self)->tzinfo, NX_NONE); }

nx_value nx_datetime_time_replace(nx_value self, nx_value hour, nx_value minute, nx_value second, nx_value microsecond,
                                  nx_value tzinfo, nx_value fold) {
    const nx_moment *m = nx_moment_of(self);
    int n[5] = {m->hour, m->minute, m->second, m->microsecond, m->fold};
    const nx_value given[5] = {hour, minute, second, microsecond, fold};
    for (int i = 0; i < 5; i++)
        if (given[i] && !nx_datetime_int(given[i], &n[i]))
            return 0;
    nx_value zone = tzinfo ? tzinfo : m->tzinfo;
    if (!nx_check_time(n[0], n[1], n[2], n[3], n[4]) || !nx_check_tzinfo(zone))
        return 0;
    return time_result(nx_type_of(self), &(nx_moment){.hour = (uint8_t)n[0], .minute = (uint8_t)n[1], .second = (uint8_t)n[2],
                                                      .microsecond = n[3], .fold = (uint8_t)n[4], .tzinfo = zone});
}

nx_value nx_datetime_time_fromisoformat(nx_value cls, nx_value string) {
    if (!nx_is_str(string))
        return nx_raise(&nx_TypeError, "fromisoformat: argument must be str");
    const nx_str *s = NX_PTR(nx_str, string);
    nx_moment m = {.tzinfo = NX_NONE};
    int64_t from = s->length && nx_str_at(s, 0) == 'T';
    if (!nx_read_iso_time(s, from, s->length, &m))
        return nx_pending() ? 0 : nx_raisef(&nx_ValueError, "Invalid isoformat string: %R", string);
    if (!nx_check_time(m.hour, m.minute, m.second, m.microsecond, 0))
        return 0;
    if (cls == NX_OBJ(&nx_datetime_time_type))
        return nx_moment_make(&nx_datetime_time_type, &m);
    nx_value args[5] = {NX_INT(m.hour), NX_INT(m.minute), NX_INT(m.second), NX_INT(m.microsecond), m.tzinfo};
    return nx_call(cls, 5, args, 0);
}

static nx_value reduced(nx_value self, bool fold) {
    const nx_moment *m = nx_moment_of(self);
    const uint8_t data[6] = {(uint8_t)(m->hour | (fold && m->fold ? 0x80 : 0)), m->minute, m->second, (uint8_t)(m->microsecond >> 16),
                             (uint8_t)(m->microsecond >> 8), (uint8_t)m->microsecond};
    nx_value state[2] = {nx_bytes_new(data, 6), m->tzinfo};
    nx_value pair[2] = {NX_OBJ(nx_type_of(self)), state[0] ? nx_tuple_from(m->tzinfo == NX_NONE ? 1 : 2, state) : 0};
    return pair[1] ? nx_tuple_from(2, pair) : 0;
}

nx_value nx_datetime_time_reduce(nx_value self) { return reduced(self, false); }

nx_value nx_datetime_time_reduce_ex(nx_value self, nx_value protocol) {
    int64_t number;
    return nx_int_to_i64(protocol, &number) ? reduced(self, number > 3) : 0;
}

nx_value nx_datetime_time_get_hour(nx_value self) { return NX_INT(nx_moment_of(self)->hour); }
nx_value nx_datetime_time_get_minute(nx_value self) { return NX_INT(nx_moment_of(self)->minute); }
nx_value nx_datetime_time_get_second(nx_value self) { return NX_INT(nx_moment_of(self)->second); }
nx_value nx_datetime_time_get_microsecond(nx_value self) { return NX_INT(nx_moment_of(self)->microsecond); }
nx_value nx_datetime_time_get_tzinfo(nx_value self) { return nx_moment_of(self)->tzinfo; }
nx_value nx_datetime_time_get_fold(nx_value self) { return NX_INT(nx_moment_of(self)->fold); }
