"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - readable only now
from django.urls import get_resolver  # noqa: E402

# What is loaded now stays to the end. To look through all of it for cycles takes a fifth of a second, and every
# tenth page of some size made Python look.
get_resolver().url_patterns  # noqa: B018 - loads every page
gc.collect()
gc.freeze()

if settings.PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.PROXIES)
