"""Which tests go to one worker: those of a file, and those of a folder that shares what takes seconds to make.

Each worker would otherwise make it once more.
"""

import pytest
from xdist.scheduler import LoadFileScheduling

SHARING = ("src/thegither/demo/tests/",)


class FilesAndFolders(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        folder = next((folder for folder in SHARING if nodeid.startswith(folder)), "")
        return folder or super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FilesAndFolders | None:
    return FilesAndFolders(config, log) if config.getoption("dist") == "loadfile" else None
