"""Files that belong to a record, and the other versions of a text: Easy Read, signed video, Gaelic."""
