"""The `thegither` command: one verb a file, and none that needs no database loads Django."""


def main() -> None:
    import os
    import sys

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["thegither", *sys.argv[2:]])
