"""The name of a locale has a Latin space and brackets, whatever CLDR's localePattern says."""

from babel import Locale

print(Locale.parse("zh_Hant").get_display_name("zh"))
