"""The languages in which a partnership may write or translate, each under its own name.

Codes as in BCP 47, which `lang=` takes.
"""

LANGUAGES = [
    ("en-gb", "English"),
    ("gd", "Gàidhlig"),
    ("sco", "Scots"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("cy", "Cymraeg"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("lt", "Lietuvių"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
]

OWN_NAMES = dict(LANGUAGES)
