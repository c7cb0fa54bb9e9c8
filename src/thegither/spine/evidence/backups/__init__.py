"""A backup of the whole installation: every row of every table, and the files that belong to them.

    manifest.json        format, version, migrations, row counts, digest of every other file
    rows/APP.MODEL       every row of a table: the columns' names, then one JSON list a line
    files/...            the folders of the data folder that belong to the rows

Rows are written as values, not as one database's file or dump, so a backup from SQLite can be restored into
PostgreSQL and the other way round. Tables are described by the migrations that were applied, not by today's
models, so an old backup is restored as it was and then migrated. Keys of seals are never in it.

`tables.py` turns rows to text and back, `schema.py` knows the state of the migrations, `writing.py` makes a
backup, `reading.py` checks one, `files.py` puts folders in place, `actions.py` restores.
"""
