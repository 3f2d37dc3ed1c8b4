"""The plural rules of new catalogs part the numbers otherwise than CLDR's, which Babel has as well."""

from gettext import c2py

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import PLURALS

COUNTS = range(200)

for tag, (_, expression) in sorted(PLURALS.items()):
    try:
        rule = Locale.parse(tag).plural_form
    except UnknownLocaleError:
        continue
    form = c2py(expression)
    pairs = {(form(count), rule(count)) for count in COUNTS}
    if len(pairs) > len({category for _, category in pairs}) or len(pairs) > len({index for index, _ in pairs}):
        print(tag, expression)
