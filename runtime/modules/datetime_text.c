// Dates and times as text: ISO 8601 in both directions, and strftime.
#include <stdio.h>

#include "datetime.h"

void nx_iso_date(nx_builder *b, const nx_moment *m) {
    char text[32];
    snprintf(text, sizeof text, "%04d-%02d-%02d", m->year, m->month, m->day);
    nx_builder_c(b, text);
}

bool nx_iso_time(nx_builder *b, const nx_moment *m, nx_value timespec) {
    static const char *const specs[] = {"auto", "hours", "minutes", "seconds", "milliseconds", "microseconds"};
    int spec = 0;
    char text[32];
    if (timespec) {
        const char *name = nx_str_utf8_lossy(timespec, NULL);
        while (spec < 6 && strcmp(name, specs[spec]) != 0)
            spec++;
        if (spec == 6)
            return nx_failf(&nx_ValueError, "Unknown timespec value");
    }
    if (spec == 0)
        spec = m->microsecond ? 5 : 3;
    static const char *const forms[] = {"", "%02d", "%02d:%02d", "%02d:%02d:%02d", "%02d:%02d:%02d.%03d", "%02d:%02d:%02d.%06d"};
    snprintf(text, sizeof text, forms[spec], m->hour, m->minute, m->second, spec == 4 ? m->microsecond / 1000 : m->microsecond);
    nx_builder_c(b, text);
    return true;
}

void nx_iso_offset(nx_builder *b, const nx_delta *offset, const char *separator) {
    char text[48];
    int64_t seconds = (int64_t)offset->days * NX_SECONDS_A_DAY + offset->seconds;
    int micro = offset->microseconds;
    bool negative = seconds < 0;
    if (negative) {
        seconds = -seconds;
        if (micro) {
            micro = NX_MILLION - micro;
            seconds--;
        }
    }
    int at = snprintf(text, sizeof text, "%c%02d%s%02d", negative ? '-' : '+', (int)(seconds / 3600), separator, (int)(seconds / 60 % 60));
    if (seconds % 60 || micro)
        at += snprintf(text + at, sizeof text - (size_t)at, "%s%02d", separator, (int)(seconds % 60));
    if (micro)
        snprintf(text + at, sizeof text - (size_t)at, ".%06d", micro);
    nx_builder_c(b, text);
}

bool nx_iso_zone(nx_builder *b, nx_value tzinfo, nx_value moment) {
    nx_value offset = nx_zone_offset(tzinfo, moment);
    if (offset && offset != NX_NONE)
        nx_iso_offset(b, nx_delta_of(offset), ":");
    return offset != 0;
}

// ---- strftime ---------------------------------------------------------------------------------------------------------------

// Adds what a directive of datetime's own stands for: %z, %Z, %f. False: an error is pending.
static bool add_directive(nx_builder *b, const nx_moment *m, nx_value self, uint32_t directive) {
    if (directive == 'f') {
        char text[16];
        snprintf(text, sizeof text, "%06d", m->microsecond);
        nx_builder_c(b, text);
        return true;
    }
    if (!m->tzinfo || m->tzinfo == NX_NONE)
        return true;
    nx_value moment = nx_is_datetime(self) ? self : NX_NONE;
    if (directive == 'z') {
        nx_value offset = nx_zone_offset(m->tzinfo, moment);
        if (offset && offset != NX_NONE)
            nx_iso_offset(b, nx_delta_of(offset), "");
        return offset != 0;
    }
    nx_value name = nx_zone_name(m->tzinfo, moment);
    if (!name)
        return false;
    for (int64_t i = 0; name != NX_NONE && i < NX_PTR(nx_str, name)->length; i++) {
        uint32_t c = nx_str_at(NX_PTR(nx_str, name), i);
        if (c == '%')
            nx_builder_char(b, '%');
        nx_builder_char(b, c);
    }
    return true;
}

nx_value nx_datetime_format(const nx_moment *m, nx_value self, nx_value format, int dst) {
    const nx_str *s = NX_PTR(nx_str, format);
    nx_builder b;
    nx_builder_init(&b);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        uint32_t next = c == '%' && i + 1 < s->length ? nx_str_at(s, i + 1) : 0;
        if (next == 'z' || next == 'Z' || next == 'f') {
            if (!add_directive(&b, m, self, next))
                return 0;
            i++;
        } else {
            nx_builder_char(&b, c);
            if (next) {
                nx_builder_char(&b, next);
                i++;
            }
        }
    }
    nx_value expanded = nx_builder_finish(&b), tuple = expanded ? nx_struct_time(m, dst) : 0;
    return tuple ? nx_time_strftime(expanded, tuple) : 0;
}

// ---- reading ISO 8601 -------------------------------------------------------------------------------------------------------

typedef struct {
    const nx_str *text;
    int64_t at, end;
} reader;

static uint32_t peek(const reader *r) {
    return r->at < r->end ? nx_str_at(r->text, r->at) : 0;
}

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

// Exactly `count` digits.
static bool digits(reader *r, int count, int *out) {
    *out = 0;
    for (int i = 0; i < count; i++, r->at++) {
        if (!is_digit(peek(r)))
            return false;
        *out = *out * 10 + (int)(peek(r) - '0');
    }
    return true;
}

static bool skip(reader *r, uint32_t c) {
    if (r->at >= r->end || peek(r) != c)
        return false;
    r->at++;
    return true;
}

// YYYY-MM-DD, YYYYMMDD, YYYY-Www, YYYYWww, YYYY-Www-D, YYYYWwwD
bool nx_read_iso_date(const nx_str *s, int64_t from, int64_t to, nx_moment *out) {
    reader r = {s, from, to};
    int year, month, day;
    if (!digits(&r, 4, &year))
        return false;
    bool dashes = skip(&r, '-');
    if (skip(&r, 'W')) {
        int week, weekday = 1;
        if (!digits(&r, 2, &week) || (r.at < r.end && ((dashes && !skip(&r, '-')) || !digits(&r, 1, &weekday))) || r.at != r.end)
            return false;
        if (year < NX_MIN_YEAR || week < 1 || week > 53 || (week == 53 && !nx_is_long_iso_year(year)) || weekday < 1 || weekday > 7)
            return false;
        nx_date_of_ordinal(nx_iso_first_monday(year) + 7 * (week - 1) + weekday - 1, &year, &month, &day);
    } else if (!digits(&r, 2, &month) || (dashes && !skip(&r, '-')) || !digits(&r, 2, &day) || r.at != r.end)
        return false;
    out->year = year;
    out->month = (uint8_t)month;
    out->day = (uint8_t)day;
    return true;
}

// HH[:MM[:SS[.f…]]] or HH[MM[SS[.f…]]], all of the range
static bool clock_time(const nx_str *s, int64_t from, int64_t to, int *hour, int *minute, int *second, int *micro) {
    reader r = {s, from, to};
    int *const fields[3] = {hour, minute, second};
    *hour = *minute = *second = *micro = 0;
    bool colons = from + 2 < to && nx_str_at(s, from + 2) == ':';
    for (int i = 0; i < 3; i++) {
        if (!digits(&r, 2, fields[i]))
            return false;
        if (r.at == r.end)
            return true;
        uint32_t c = peek(&r);
        if (i < 2 && (c == '.' || c == ','))
            return false;
        if (i < 2 && colons && !skip(&r, ':'))
            return false;
    }
    if (!skip(&r, '.') && !skip(&r, ','))
        return false;
    int scale = 100000;
    if (r.at == r.end)
        return false;
    for (; r.at < r.end; r.at++, scale /= 10) {
        if (!is_digit(peek(&r)))
            return false;
        *micro += (int)(peek(&r) - '0') * scale;
    }
    return true;
}

bool nx_read_iso_time(const nx_str *s, int64_t from, int64_t to, nx_moment *out) {
    int64_t zone = from;
    int hour, minute, second, micro;
    while (zone < to && nx_str_at(s, zone) != '+' && nx_str_at(s, zone) != '-' && nx_str_at(s, zone) != 'Z')
        zone++;
    if (!clock_time(s, from, zone, &hour, &minute, &second, &micro))
        return false;
    out->hour = (uint8_t)hour;
    out->minute = (uint8_t)minute;
    out->second = (uint8_t)second;
    out->microsecond = micro;
    out->tzinfo = NX_NONE;
    if (zone == to)
        return true;
    uint32_t sign = nx_str_at(s, zone);
    if (sign == 'Z') {
        out->tzinfo = nx_datetime_utc;
        return zone + 1 == to;
    }
    if (!clock_time(s, zone + 1, to, &hour, &minute, &second, &micro))
        return false;
    int direction = sign == '-' ? -1 : 1;
    nx_value offset = nx_delta_new(&nx_datetime_delta_type, 0, direction * (hour * 3600 + minute * 60 + second), direction * micro);
    out->tzinfo = offset ? nx_zone_new(offset, 0) : 0;
    return out->tzinfo != 0;
}

// Where the date of a date and time ends.
int64_t nx_iso_separator(const nx_str *s) {
    int64_t length = s->length;
    if (length <= 7)
        return length;
    if (nx_str_at(s, 4) == '-') {
        if (nx_str_at(s, 5) != 'W')
            return 10;
        if (length > 8 && nx_str_at(s, 8) == '-') {
            if (length == 9)
                return -1;
            return length > 10 && is_digit(nx_str_at(s, 10)) ? 8 : 10; // a '-' may separate date and time
        }
        return 8;
    }
    if (nx_str_at(s, 4) != 'W')
        return 8;
    int64_t at = 7;
    while (at < length && is_digit(nx_str_at(s, at)))
        at++;
    return at < 9 ? at : at % 2 ? 8 : 7;
}
