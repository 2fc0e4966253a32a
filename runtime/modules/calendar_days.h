// The proleptic Gregorian calendar: days are counted from 1, which is 1 January of year 1 (date.toordinal()).
#ifndef NX_CALENDAR_DAYS_H
#define NX_CALENDAR_DAYS_H
#include <stdbool.h>
#include <stdint.h>

enum { NX_MIN_YEAR = 1, NX_MAX_YEAR = 9999, NX_MAX_ORDINAL = 3652059 };

static inline bool nx_is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static inline int nx_days_in_month(int year, int month) {
    static const uint8_t days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && nx_is_leap(year) ? 29 : days[month];
}

static inline int nx_days_before_year(int year) {
    int y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400;
}

static inline int nx_days_before_month(int year, int month) {
    static const uint16_t days[13] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return days[month] + (month > 2 && nx_is_leap(year));
}

static inline int nx_ordinal(int year, int month, int day) {
    return nx_days_before_year(year) + nx_days_before_month(year, month) + day;
}

static inline void nx_date_of_ordinal(int ordinal, int *year, int *month, int *day) {
    // Days since 1 March of year 0, in cycles of 400 years; a year that begins in March has its leap day last.
    int64_t n = (int64_t)ordinal + 305;
    int64_t cycle = n / 146097, rest = n % 146097;
    int64_t years = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int64_t in_year = rest - (365 * years + years / 4 - years / 100);
    int64_t shifted = (5 * in_year + 2) / 153;
    *day = (int)(in_year - (153 * shifted + 2) / 5) + 1;
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(cycle * 400 + years + (*month <= 2));
}

// 0 is Monday
static inline int nx_weekday(int year, int month, int day) {
    return (nx_ordinal(year, month, day) + 6) % 7;
}

// The ordinal of the Monday of ISO week 1: the week with the year's first Thursday.
static inline int nx_iso_first_monday(int year) {
    int first = nx_ordinal(year, 1, 1), weekday = (first + 6) % 7, monday = first - weekday;
    return weekday > 3 ? monday + 7 : monday;
}

static inline void nx_iso_week(int year, int month, int day, int *iso_year, int *week, int *weekday) {
    int ordinal = nx_ordinal(year, month, day), monday = nx_iso_first_monday(year);
    *iso_year = year;
    if (ordinal < monday) {
        monday = nx_iso_first_monday(year - 1);
        *iso_year = year - 1;
    } else if (ordinal >= nx_iso_first_monday(year + 1)) {
        monday = nx_iso_first_monday(year + 1);
        *iso_year = year + 1;
    }
    *week = (ordinal - monday) / 7 + 1;
    *weekday = (ordinal + 6) % 7 + 1;
}

// Whether an ISO year has a week 53.
static inline bool nx_is_long_iso_year(int year) {
    return nx_iso_first_monday(year + 1) - nx_iso_first_monday(year) == 53 * 7;
}

#endif
