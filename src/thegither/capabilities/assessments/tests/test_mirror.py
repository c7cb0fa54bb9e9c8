"""What is released when a wave closes, what the page makes of it, and that the command says the same."""

import csv
import json

import pytest
from tests.world_assessments import plan_wave
from typer.testing import CliRunner

from thegither.capabilities.assessments.activity import pictures
from thegither.capabilities.assessments.queries.beforehand import beforehand
from thegither.capabilities.assessments.queries.mirror import newest_mirror
from thegither.capabilities.assessments.queries.mirror_page import mirror_view
from thegither.cli.main import app
from thegither.formats.instruments import content_text
from thegither.spine.spaces.models import Finding


@pytest.fixture
def closed(crowd):
    """A closed wave in which the voluntary sector kept silent, and what was answered."""
    wave = crowd.wave()
    given = crowd.answer(wave, silent=("voluntary",))
    return crowd.close(wave), given


def told_in(wave):
    return newest_mirror(wave).content["told"]


def test_the_planted_gap_and_the_silent_sector_are_found_and_nothing_else_is(closed):
    found = Finding.objects.filter(record__activity=closed[0].activity).order_by("kind")
    assert [(one.kind, one.about) for one in found] == [
        ("perception_gap", ["area:trust", "by:level"]),
        ("silent_sector", ["sector:voluntary"]),
    ]
    assert found[0].figures[0]["interval"]


def test_errors_cluster_by_organisation_though_the_rows_that_stay_have_none(closed):
    wave, given = closed
    assert told_in(wave)["input"]["organizations"] == 8
    assert {row.organization for row in wave.responses.all()} == {"any"}
    assert told_in(wave)["respondents"] == len(given) == 64


def test_a_sector_that_kept_silent_is_named(closed, crowd):
    view = mirror_view(crowd.world.viewer("ailsa"), closed[0])
    silent = [row.label for side in view.sides for row in side.heard if row.is_silent]
    assert "voluntary" in [label.lower() for label in silent]
    assert "Hardly anybody answered from" in view.silent


def export(wave, given, folder):
    """The files that somebody else would have: answers, questions, and who could answer."""
    items = [item.id for item in wave.instrument.closed]
    with (folder / "answers.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["organization", "sector", "level", *items])
        for organization, sector, level, answers in given:
            out.writerow([organization, sector, level, *(answers[item] for item in items)])
    (folder / "questions.toml").write_text(content_text(wave.content | {"margin": wave.margin}))
    with (folder / "frame.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["sector", "level"])
        out.writerows(wave.places.values_list("sector", "level"))


def assess(folder, by):
    words = ["assess", folder / "answers.csv", "--instrument", folder / "questions.toml"]
    words += ["--frame", folder / "frame.csv", "--by", by, "--json", "-"]
    run = CliRunner().invoke(app, [str(word) for word in words])
    assert run.exit_code == 0, run.output
    return json.loads(run.output)


@pytest.mark.parametrize("by", ["level", "sector"])
def test_the_command_says_the_same_of_the_same_answers(closed, tmp_path, by):
    wave, given = closed
    export(wave, given, tmp_path)
    web, command = told_in(wave), assess(tmp_path, by)
    for part in ("respondents", "asked", "design_effect", "weighting"):
        assert command[part] == pytest.approx(web[part]) if part == "design_effect" else True
        assert command[part] == web[part] or part == "design_effect"
    for part in ("coverage", "gaps", "could_show"):
        assert close(command[part], web["by"][by][part])
    measures = [*command["scales"], *command["items"]]
    assert close([row.pop("groups") for row in measures], web["by"][by]["groups"])
    for row in command["scales"] + web["scales"]:
        # Resamples are drawn in the order of the respondents, which closing shuffles.
        row.pop("omega_interval", None), row.pop("weighted_interval", None)
    assert close(command["scales"], web["scales"])


def close(one, other):
    """Equal, but for the last bits of sums that were added in another order."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(close, one, other))
    return one == (pytest.approx(other, rel=1e-9, abs=1e-9) if isinstance(one, float) else other)


def test_a_second_wave_says_what_moved_and_how_many_may_have_answered_twice(crowd):
    for seed in (0, 1):
        wave = crowd.wave()
        crowd.answer(wave, seed)
        crowd.close(wave)
    moved = told_in(wave)["movement"]
    assert moved["design"] == "repeated_cross_sections"
    assert moved["overlap_between"] == [88 + 88 - 93, 88]
    view = mirror_view(crowd.world.viewer("ailsa"), wave)
    assert "wider than they need be" in view.moved_lead
    assert all(area.change for area in view.areas)


def test_confidential_answers_are_a_panel(crowd):
    for seed in (0, 1):
        wave = crowd.wave(pledge="confidential")
        crowd.answer(wave, seed)
        crowd.close(wave)
    movement = told_in(wave)["movement"]
    assert (movement["design"], movement["overlap"]) == ("panel", 88)


def test_the_page_has_every_part_and_hides_what_it_must(closed, crowd):
    page = crowd.world.client("bashir").get(f"/kirkbrae/assessments/{closed[0].pk}/mirror/")
    text = page.content.decode()
    assert page.status_code == 200
    for part in ("How we see ourselves", "Who sees it differently", "What we cannot tell"):
        assert part in text
    assert "points higher than" in text
    assert "29 people who did not answer" in text


def test_before_closing_there_is_no_mirror_and_outsiders_see_none_afterwards(world, busy_wave):
    assert newest_mirror(busy_wave) is None
    page = world.client("duncan").get(f"/kirkbrae/assessments/{busy_wave.pk}/mirror/")
    assert page.status_code in {302, 403, 404}


def test_references_stand_with_their_year_and_without_an_interval(crowd):
    wave = crowd.wave("partnership-health")
    crowd.answer(wave)
    view = mirror_view(crowd.world.viewer("ailsa"), crowd.close(wave))
    share, limits = view.statements[0][1][0].references[0]
    assert share == "29%"
    assert "2018" in limits
    assert "no interval" in limits


def test_cultures_are_drawn_by_number_and_named_beside_the_picture(crowd):
    for seed in (0, 1):
        wave = crowd.wave("culture", compares="organization")
        crowd.answer(wave, seed)
        crowd.close(wave)
    view = mirror_view(crowd.world.viewer("ailsa"), wave)
    assert len(view.culture) == 11
    assert view.culture[0].name.startswith("Kirkbrae")
    assert {row.moved for row in view.culture} == {"no clear movement"}
    assert view.culture_picture.startswith("<svg")


def test_before_it_opens_it_says_what_so_many_people_could_show(crowd):
    draft = plan_wave(crowd.world)
    by_level, by_sector = beforehand(draft)
    assert beforehand(crowd.wave()) == [by_level, by_sector]
    assert by_level.gaps == [("front line", "1.3"), ("middle manager", "1.3")]
    assert dict(by_sector.gaps).keys() == {"public", "voluntary"}
    assert "executive" in by_level.too_few
    page = crowd.world.client("bashir").get(f"/kirkbrae/assessments/{crowd.waves[-1].pk}/").text
    assert f"voluntary: {dict(by_sector.gaps)['voluntary']} points" in page


def test_the_home_page_shows_members_the_last_mirror_and_nobody_else(closed, crowd):
    viewers = {name: crowd.world.viewer(name) for name in ("bashir", "nobody")}
    found = {name: pictures(viewer, crowd.world.partnership) for name, viewer in viewers.items()}
    assert found["nobody"] == []
    assert found["bashir"][0].svg.startswith("<svg")
    assert [title for title, _ in found["bashir"][0].rows][0] == "Trust"
