"""Chinese has no long compact form of numbers in Babel's data; CLDR has, by an alias to the short one."""

from babel.numbers import format_compact_decimal

print(format_compact_decimal(12_000, format_type="short", locale="zh"))
try:
    print(format_compact_decimal(12_000, format_type="long", locale="zh"))
except KeyError as fault:
    print(repr(fault))
