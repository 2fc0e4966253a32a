// strptime: a format is matched by backtracking over what each directive may take, longest form first, as the regular
// expressions of Python's _strptime do ("%d%m%Y" reads "112020"). The names are those of the C locale.
#include <strings.h>
#include <time.h>

#include "calendar_days.h"
#include "strptime.h"
#include "../types/text.h"

enum { UNSET = -1000 };

typedef struct {
    int year, short_year, iso_year, month, day, hour, hour12, pm, minute, second, weekday, yday, week, week_start, iso_week;
    int64_t fraction_at, fraction_length, offset_at, offset_length, zone_at, zone_length;
} found_fields;

typedef struct {
    const nx_str *text, *format;
    found_fields found;
    const char *error; // the format is wrong
    uint32_t bad;
} matcher;

static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
                                     "August", "September", "October", "November", "December"};

static uint32_t char_at(const nx_str *s, int64_t i) {
    return i < s->length ? nx_str_at(s, i) : 0;
}

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_space(uint32_t c) {
    return c < 128 ? c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) : (nx_unicode_flags(c) & UNICODE_SPACE) != 0;
}

static uint32_t lower(uint32_t c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static int64_t match_format(matcher *m, int64_t f, int64_t at);

// Whether the text goes on with a word of ASCII.
static bool has_word(const matcher *m, int64_t at, const char *word, int64_t length) {
    for (int64_t i = 0; i < length; i++)
        if (at + i >= m->text->length || lower(nx_str_at(m->text, at + i)) != lower((uint8_t)word[i]))
            return false;
    return true;
}

// A number of at most `most` digits (at least `least`) between low and high; tries the longer readings first.
static int64_t match_number(matcher *m, int64_t f, int64_t at, int least, int most, int low, int high, int *field) {
    int old = *field;
    for (int length = most; length >= least; length--) {
        int value = 0, i = 0;
        for (; i < length && is_digit(char_at(m->text, at + i)); i++)
            value = value * 10 + (int)(char_at(m->text, at + i) - '0');
        if (i < length || value < low || value > high)
            continue;
        *field = value;
        int64_t end = match_format(m, f, at + length);
        if (end >= 0 || m->error)
            return end;
    }
    *field = old;
    return -1;
}

static int64_t match_name(matcher *m, int64_t f, int64_t at, const char *const *names, int count, bool full, int first, int *field) {
    int old = *field;
    for (int i = 0; i < count; i++) {
        int64_t length = full ? (int64_t)strlen(names[i]) : 3;
        if (!has_word(m, at, names[i], length))
            continue;
        *field = i + first;
        int64_t end = match_format(m, f, at + length);
        if (end >= 0 || m->error)
            return end;
    }
    *field = old;
    return -1;
}

// [+-]HH[:]MM[[:]SS[.ffffff]] or Z
static int64_t match_offset(matcher *m, int64_t f, int64_t at) {
    int64_t lengths[12], count = 0, i = at;
    uint32_t c = char_at(m->text, at);
    if (c == 'Z') {
        lengths[count++] = 1;
    } else if ((c == '+' || c == '-') && is_digit(char_at(m->text, at + 1)) && is_digit(char_at(m->text, at + 2))) {
        i = at + 3;
        i += char_at(m->text, i) == ':';
        if (!(char_at(m->text, i) >= '0' && char_at(m->text, i) <= '5' && is_digit(char_at(m->text, i + 1))))
            return -1;
        i += 2;
        lengths[count++] = i - at;
        int64_t k = i + (char_at(m->text, i) == ':');
        if (char_at(m->text, k) >= '0' && char_at(m->text, k) <= '5' && is_digit(char_at(m->text, k + 1))) {
            k += 2;
            lengths[count++] = k - at;
            if (char_at(m->text, k) == '.')
                for (int digits = 1; digits <= 6 && is_digit(char_at(m->text, k + digits)); digits++)
                    lengths[count++] = k + digits + 1 - at;
        }
    }
    while (count-- > 0) {
        m->found.offset_at = at;
        m->found.offset_length = lengths[count];
        int64_t end = match_format(m, f, at + lengths[count]);
        if (end >= 0 || m->error)
            return end;
    }
    return -1;
}

static int64_t match_zone(matcher *m, int64_t f, int64_t at) {
    const char *names[] = {tzname[0], tzname[1], "utc", "gmt"};
    tzset();
    names[0] = tzname[0];
    names[1] = tzname[1];
    for (int64_t length = 12; length > 0; length--) // longer names first
        for (int i = 0; i < 4; i++)
            if ((int64_t)strlen(names[i]) == length && has_word(m, at, names[i], length)) {
                m->found.zone_at = at;
                m->found.zone_length = length;
                int64_t end = match_format(m, f, at + length);
                if (end >= 0 || m->error)
                    return end;
            }
    return -1;
}

// A directive that stands for a longer format of the C locale.
static int64_t match_composed(matcher *m, int64_t f, int64_t at, const char *composed) {
    const nx_str *whole = m->format;
    nx_value rest = nx_str_slice(NX_OBJ(whole), f, whole->length), head = nx_str_from_c(composed);
    nx_value joined = rest && head ? nx_str_concat(head, rest) : 0;
    if (!joined)
        return -1;
    m->format = NX_PTR(nx_str, joined);
    int64_t end = match_format(m, 0, at);
    m->format = whole;
    return end;
}

static int64_t match_directive(matcher *m, uint32_t directive, int64_t f, int64_t at) {
    found_fields *found = &m->found;
    switch (directive) {
    case 'Y': return match_number(m, f, at, 4, 4, 0, 9999, &found->year);
    case 'G': return match_number(m, f, at, 4, 4, 0, 9999, &found->iso_year);
    case 'y': return match_number(m, f, at, 2, 2, 0, 99, &found->short_year);
    case 'm': return match_number(m, f, at, 1, 2, 1, 12, &found->month);
    case 'd': {
        int64_t end = match_number(m, f, at, 1, 2, 1, 31, &found->day);
        if (end < 0 && !m->error && char_at(m->text, at) == ' ') // " 7"
            end = match_number(m, f, at + 1, 1, 1, 1, 9, &found->day);
        return end;
    }
    case 'H': return match_number(m, f, at, 1, 2, 0, 23, &found->hour);
    case 'I': return match_number(m, f, at, 1, 2, 1, 12, &found->hour12);
    case 'M': return match_number(m, f, at, 1, 2, 0, 59, &found->minute);
    case 'S': return match_number(m, f, at, 1, 2, 0, 61, &found->second);
    case 'j': return match_number(m, f, at, 1, 3, 1, 366, &found->yday);
    case 'w': return match_number(m, f, at, 1, 1, 0, 6, &found->weekday);
    case 'u': return match_number(m, f, at, 1, 1, 1, 7, &found->weekday);
    case 'U': case 'W':
        found->week_start = directive == 'U' ? 6 : 0;
        return match_number(m, f, at, 1, 2, 0, 53, &found->week);
    case 'V': return match_number(m, f, at, 1, 2, 0, 53, &found->iso_week);
    case 'a': return match_name(m, f, at, weekdays, 7, false, 0, &found->weekday);
    case 'A': return match_name(m, f, at, weekdays, 7, true, 0, &found->weekday);
    case 'b': case 'h': return match_name(m, f, at, months, 12, false, 1, &found->month);
    case 'B': return match_name(m, f, at, months, 12, true, 1, &found->month);
    case 'p': {
        static const char *const halves[] = {"am", "pm"};
        return match_name(m, f, at, halves, 2, true, 0, &found->pm);
    }
    case 'f':
        for (int length = 6; length > 0; length--) {
            int i = 0;
            while (i < length && is_digit(char_at(m->text, at + i)))
                i++;
            if (i < length)
                continue;
            found->fraction_at = at;
            found->fraction_length = length;
            int64_t end = match_format(m, f, at + length);
            if (end >= 0 || m->error)
                return end;
        }
        return -1;
    case 'z': return match_offset(m, f, at);
    case 'Z': return match_zone(m, f, at);
    case 'c': return match_composed(m, f, at, "%a %b %d %H:%M:%S %Y");
    case 'x': return match_composed(m, f, at, "%m/%d/%y");
    case 'X': return match_composed(m, f, at, "%H:%M:%S");
    case '%': return char_at(m->text, at) == '%' ? match_format(m, f, at + 1) : -1;
    default: return -1;
    }
}

// The end of the text that format[f…] takes from `at` on, or -1.
static int64_t match_format(matcher *m, int64_t f, int64_t at) {
    while (f < m->format->length) {
        uint32_t c = nx_str_at(m->format, f);
        if (c == '%')
            return match_directive(m, char_at(m->format, f + 1), f + 2, at);
        if (is_space(c)) {
            while (f < m->format->length && is_space(nx_str_at(m->format, f)))
                f++;
            int64_t last = at;
            while (last < m->text->length && is_space(nx_str_at(m->text, last)))
                last++;
            for (; last > at; last--) {
                int64_t end = match_format(m, f, last);
                if (end >= 0 || m->error)
                    return end;
            }
            return -1;
        }
        if (at >= m->text->length || lower(nx_str_at(m->text, at)) != lower(c))
            return -1;
        f++;
        at++;
    }
    return at;
}

static bool check_format(nx_value format) {
    const nx_str *s = NX_PTR(nx_str, format);
    for (int64_t i = 0; i < s->length; i++) {
        if (nx_str_at(s, i) != '%')
            continue;
        uint32_t c = char_at(s, ++i);
        if (i >= s->length)
            return nx_failf(&nx_ValueError, "stray %% in format '%U'", format);
        if (c == 0 || c >= 128 || !strchr("YGymdHIMSjwuUWVaAbBpfzZcxX%", (int)c)) {
            // CPython escapes what regular expressions and spaces are made of first, and then blames the '%'.
            bool escaped = is_space(c) || (c && c < 128 && strchr("\\.^$*+?(){}[]|", (int)c));
            return nx_failf(&nx_ValueError, "'%U' is a bad directive in format '%U'", nx_str_from_char(escaped ? '%' : c), format);
        }
    }
    return true;
}

// ---- what the fields say together -------------------------------------------------------------------------------------------

static int digits_at(const matcher *m, int64_t at, int count) {
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (int)(char_at(m->text, at + i) - '0');
    return value;
}

static bool read_offset(const matcher *m, nx_parsed_time *out) {
    const found_fields *found = &m->found;
    if (found->offset_length == 0)
        return true;
    out->has_offset = true;
    if (found->offset_length == 1)
        return true; // Z
    int64_t at = found->offset_at, end = at + found->offset_length;
    bool colon = char_at(m->text, at + 3) == ':';
    int64_t minute = at + 3 + colon, second = minute + 2;
    int hours = digits_at(m, at + 1, 2), minutes = digits_at(m, minute, 2), seconds = 0, micro = 0;
    if (second < end) {
        bool second_colon = char_at(m->text, second) == ':';
        if (colon != second_colon)
            return nx_failf(&nx_ValueError, "Inconsistent use of : in %U", nx_str_slice(NX_OBJ(m->text), at, end));
        second += second_colon;
        seconds = digits_at(m, second, 2);
        int64_t fraction = second + 3;
        for (int i = 0; i < 6 && second + 2 < end; i++)
            micro = micro * 10 + (fraction + i < end ? (int)(char_at(m->text, fraction + i) - '0') : 0);
    }
    int64_t total = hours * 3600 + minutes * 60 + seconds;
    bool west = char_at(m->text, at) == '-';
    out->offset = west ? -total : total;
    out->offset_microseconds = west ? -micro : micro;
    return true;
}

static void read_zone(const matcher *m, nx_parsed_time *out) {
    const found_fields *found = &m->found;
    if (found->zone_length == 0)
        return;
    bool universal = has_word(m, found->zone_at, "utc", 3) || has_word(m, found->zone_at, "gmt", 3);
    bool same = strcasecmp(tzname[0], tzname[1]) == 0;
    out->zone = nx_str_slice(NX_OBJ(m->text), found->zone_at, found->zone_at + found->zone_length);
    if (same && daylight && !universal)
        return;
    bool standard = universal || (has_word(m, found->zone_at, tzname[0], found->zone_length) && (int64_t)strlen(tzname[0]) == found->zone_length);
    out->isdst = standard ? 0 : 1;
}

static int yday_of_week(int year, int week, int weekday, bool monday_first) {
    int first = nx_weekday(year, 1, 1);
    if (!monday_first) {
        first = (first + 1) % 7;
        weekday = (weekday + 1) % 7;
    }
    if (week == 0)
        return 1 + weekday - first;
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday;
}

static bool resolve_date(found_fields *found, nx_parsed_time *out) {
    int year = found->year, month = found->month == UNSET ? 1 : found->month, day = found->day == UNSET ? 1 : found->day;
    int weekday = found->weekday, yday = found->yday;
    if (found->short_year != UNSET)
        year = found->short_year + (found->short_year <= 68 ? 2000 : 1900);
    if (found->iso_year != UNSET) {
        if (yday != UNSET)
            return nx_failf(&nx_ValueError, "Day of the year directive '%%j' is not compatible with ISO year directive '%%G'. "
                                            "Use '%%Y' instead.");
        if (found->iso_week == UNSET || weekday == UNSET)
            return nx_failf(&nx_ValueError, "ISO year directive '%%G' must be used with the ISO week directive '%%V' and a "
                                            "weekday directive ('%%A', '%%a', '%%w', or '%%u').");
    } else if (found->iso_week != UNSET) {
        if (year == UNSET || weekday == UNSET)
            return nx_failf(&nx_ValueError, "ISO week directive '%%V' must be used with the ISO year directive '%%G' and a "
                                            "weekday directive ('%%A', '%%a', '%%w', or '%%u').");
        return nx_failf(&nx_ValueError, "ISO week directive '%%V' is incompatible with the year directive '%%Y'. Use the ISO year "
                                        "'%%G' instead.");
    }
    bool leap_day = year == UNSET && month == 2 && day == 29;
    if (year == UNSET)
        year = leap_day ? 1904 : 1900;
    if (year == 0 && found->iso_year == UNSET)
        return nx_failf(&nx_ValueError, "year 0 is out of range");
    if (yday == UNSET && weekday != UNSET) {
        if (found->week != UNSET)
            yday = yday_of_week(year, found->week, weekday, found->week_start == 0);
        else if (found->iso_year != UNSET) {
            if (found->iso_year == 0)
                return nx_failf(&nx_ValueError, "Year is out of range: 0");
            if (found->iso_week == 0 || found->iso_week > 53 || (found->iso_week == 53 && !nx_is_long_iso_year(found->iso_year)))
                return nx_failf(&nx_ValueError, "Invalid week: %d", found->iso_week);
            nx_date_of_ordinal(nx_iso_first_monday(found->iso_year) + 7 * (found->iso_week - 1) + weekday, &year, &month, &day);
            yday = nx_days_before_month(year, month) + day;
        }
        if (yday != UNSET && yday <= 0) {
            year--;
            yday += nx_is_leap(year) ? 366 : 365;
        }
    }
    if (yday == UNSET) {
        if (day > nx_days_in_month(year, month))
            return nx_failf(&nx_ValueError, "day is out of range for month");
        yday = nx_days_before_month(year, month) + day;
    } else
        nx_date_of_ordinal(nx_ordinal(year, 1, 1) + yday - 1, &year, &month, &day);
    out->weekday = weekday == UNSET ? nx_weekday(year, month, day) : weekday;
    out->year = leap_day ? 1900 : year;
    out->month = month;
    out->day = day;
    out->yday = yday;
    return true;
}

bool nx_strptime(nx_value string, nx_value format, nx_parsed_time *out) {
    nx_value values[2] = {string, format};
    for (int i = 0; i < 2; i++)
        if (!nx_is_str(values[i]))
            return nx_failf(&nx_TypeError, "strptime() argument %d must be str, not %R", i, NX_OBJ(nx_type_of(values[i])));
    if (!check_format(format))
        return false;
    matcher m = {.text = NX_PTR(nx_str, string), .format = NX_PTR(nx_str, format)};
    m.found = (found_fields){UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, 0, UNSET,
                             0, 0, 0, 0, 0, 0};
    int64_t end = match_format(&m, 0, 0);
    if (nx_pending())
        return false;
    if (end < 0)
        return nx_failf(&nx_ValueError, "time data %R does not match format %R", string, format);
    if (end < m.text->length)
        return nx_failf(&nx_ValueError, "unconverted data remains: %U", nx_str_slice(string, end, m.text->length));
    found_fields *found = &m.found;
    *out = (nx_parsed_time){.isdst = -1};
    // %u counts from Monday = 1, %w from Sunday = 0; both fill in `weekday` as they stand
    for (int64_t f = 0; f + 1 < m.format->length; f++)
        if (nx_str_at(m.format, f) == '%') {
            uint32_t c = nx_str_at(m.format, ++f);
            if (c == 'u')
                found->weekday -= 1;
            else if (c == 'w')
                found->weekday = (found->weekday + 6) % 7;
        }
    out->hour = found->hour == UNSET ? 0 : found->hour;
    if (found->hour12 != UNSET)
        out->hour = found->hour12 % 12 + (found->pm == 1 ? 12 : 0);
    out->minute = found->minute == UNSET ? 0 : found->minute;
    out->second = found->second == UNSET ? 0 : found->second;
    for (int i = 0; i < 6 && found->fraction_length; i++)
        out->microsecond = out->microsecond * 10 +
                           (i < found->fraction_length ? (int)(char_at(m.text, found->fraction_at + i) - '0') : 0);
    read_zone(&m, out);
    return read_offset(&m, out) && resolve_date(found, out);
}
