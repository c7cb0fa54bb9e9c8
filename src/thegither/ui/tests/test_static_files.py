"""The addresses of static files change with their content, and only then."""

from thegither.ui.static_files import NamedByContent, content_of


def test_the_address_names_the_content(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path]
    addresses = [address_of_sheet(tmp_path, sheet) for sheet in ("a{}", "b{}", "a{}")]
    assert addresses[0] == addresses[2] != addresses[1]
    assert all(address.startswith("/static/sheet.css?v=") for address in addresses)


def address_of_sheet(folder, content: str) -> str:
    from django.contrib.staticfiles import finders

    (folder / "sheet.css").write_text(content)
    finders.get_finder.cache_clear()
    content_of.cache_clear()
    return NamedByContent(base_url="/static/").url("sheet.css")


def test_a_file_that_is_not_there_keeps_its_plain_address():
    assert NamedByContent(base_url="/static/").url("no-such.css") == "/static/no-such.css"
