"""Changing an instrument's content: each change gives new content, with nothing in it that points nowhere.

Whether the new content is sound is for `faults_of` to say.
"""

from copy import deepcopy
from itertools import count

from thegither.formats.instruments.checks import Json
from thegither.formats.instruments.model import CHOICE

# The parts of a translation that go by an item's id, and those that go by a scale's.
BY_ITEM, BY_SCALE = ("items", "safeguarding"), ("scales", "about")


def put_row(content: Json, table: str, row: Json) -> Json:
    """The row of a table (`item`, `scale`) in the place of the one with its id, or at the end.

    >>> put_row({"scale": [{"id": "a"}]}, "scale", {"id": "a", "title": "A"})["scale"]
    [{'id': 'a', 'title': 'A'}]
    """
    new = deepcopy(content)
    places = [place for place, one in enumerate(new[table]) if one["id"] == row["id"]]
    if places:
        new[table][places[0]] = row
    else:
        new[table].append(row)
    return new


def move_row(content: Json, table: str, name: str, *, up: bool) -> Json:
    """A row one place up or down, past its nearest neighbour of the same area; at the end nothing moves.

    >>> [one["id"] for one in move_row({"scale": [{"id": "a"}, {"id": "b"}]}, "scale", "b", up=True)["scale"]]
    ['b', 'a']
    """
    new = deepcopy(content)
    rows = new[table]
    area = next((row.get("scale") for row in rows if row["id"] == name), None)
    same = [place for place, row in enumerate(rows) if row.get("scale") == area]
    here = next((at for at, place in enumerate(same) if rows[place]["id"] == name), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is not None and there is not None and 0 <= there < len(same):
        one, other = same[here], same[there]
        rows[one], rows[other] = rows[other], rows[one]
    return new


def drop_row(content: Json, table: str, name: str) -> Json:
    """Without a question, or without an area and all its questions."""
    new = deepcopy(content)
    new[table] = [row for row in new[table] if row["id"] != name]
    if table == "scale":
        new["item"] = [item for item in new["item"] if item.get("scale") != name]
    return tidy(new)


def tidy(content: Json) -> Json:
    """Without areas that lost their last scored question, and without words about what is not there."""
    new = deepcopy(content)
    scored = {item.get("scale") for item in new["item"] if _is_scored(item, new["options"])}
    new["scale"] = [scale for scale in new["scale"] if scale["id"] in scored]
    for item in new["item"]:
        if item.get("scale") not in scored:
            item.pop("scale", None)
    items, scales = ({row["id"] for row in new[table]} for table in ("item", "scale"))
    if "reference" in new:
        new["reference"] = [one for one in new["reference"] if one["item"] in items]
    if "plane" in new and not {new["plane"]["x"], new["plane"]["y"]} <= scales:
        del new["plane"]
    for words in new.get("translation", {}).values():
        _tidy_words(words, items, scales)
    return new


def _is_scored(item: Json, options: Json) -> bool:
    return bool(item.get("options")) and options[item["options"]].get("kind") != CHOICE


def _tidy_words(words: Json, items: set[str], scales: set[str]) -> None:
    for names, known in ((BY_ITEM, items), (BY_SCALE, scales)):
        for part in names:
            if part in words:
                words[part] = {name: said for name, said in words[part].items() if name in known}


def fresh_id(content: Json, table: str, stem: str) -> str:
    """An id of this stem that no row of the table has.

    >>> fresh_id({"item": [{"id": "trust_1"}]}, "item", "trust")
    'trust_2'
    """
    taken = {row["id"] for row in content[table]}
    return next(name for number in count(1) if (name := f"{stem}_{number}") not in taken)
