#include "base/calendar.h"

int32_t wk_civil_days(int32_t year, int32_t month, int32_t day) {
    year -= month <= 2;
    int32_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int32_t wk_day_of(int32_t days) {
    days += 719468;
    int32_t era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
    int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;
    int32_t day = of_year - (153 * shifted + 2) / 5 + 1, month = shifted + (shifted < 10 ? 3 : -9);
    return (year + era * 400 + (month <= 2)) * 10000 + month * 100 + day;
}

int32_t wk_weekday_of(int32_t days) {
    int32_t w = (days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (w < 0 ? w + 7 : w) + 1;
}

void wk_iso_week(int32_t days, int32_t *year, int32_t *week) {
    int32_t thursday = days - wk_weekday_of(days) + 4;
    *year = wk_day_of(thursday) / 10000;
    *week = (thursday - wk_civil_days(*year, 1, 1)) / 7 + 1;
}

int32_t wk_month_length(int32_t year, int32_t month) {
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

bool wk_day_valid(int32_t year, int32_t month, int32_t day) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= wk_month_length(year, month);
}

wk_str wk_day_text(wk_arena *arena, int32_t ymd) {
    return wk_str_printf(arena, "%04d-%02d-%02d", ymd / 10000, ymd / 100 % 100, ymd % 100);
}
