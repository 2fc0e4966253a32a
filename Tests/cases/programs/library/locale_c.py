# locale: names, numbers and errors of the C locale.
import locale
print(locale.localeconv() == locale.localeconv(), sorted(locale.localeconv())[:3], locale.localeconv()["grouping"])
print(locale.setlocale(locale.LC_NUMERIC), locale.setlocale(locale.LC_ALL, "C"), locale.nl_langinfo(locale.DAY_1), locale.strcoll("a", "b") < 0, locale.strxfrm("abc"))
print(locale.format_string("%d %.2f", (1234567, 2.5), grouping=True), locale.atof("1.5"), locale.str(2.25), locale.currency.__name__)
try: locale.setlocale(locale.LC_ALL, "xx_YY")
except locale.Error as e: print(type(e), e)
print(locale.getlocale(locale.LC_NUMERIC), locale.normalize("en"))
