"""What is released when a wave closes, what the page makes of it, and that the command says the same."""

import csv
import json

import numpy as np
import pytest
from tests.world import SINCE
from tests.world_assessments import open_wave
from typer.testing import CliRunner

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.queries.mirror import newest_mirror
from thegither.capabilities.assessments.queries.mirror_page import mirror_view
from thegither.capabilities.assessments.queries.respondents import respondent_of
from thegither.cli.main import app
from thegither.formats.instruments import content_text
from thegither.spine.people import actions as people
from thegither.spine.people.models import Organization
from thegither.spine.spaces.models import Finding

# Organisation, sector, level and how many: who joins the five of the world.
CROWD = (
    ("council", "front_line", 14),
    ("health", "front_line", 12),
    ("council", "middle_manager", 9),
    ("health", "middle_manager", 9),
    ("carers", "front_line", 8),
)


def join(world):
    """The crowd, in an order of its own: (person, organisation, level)."""
    ailsa, joined = world.viewer("ailsa"), []
    for body, level, many in CROWD:
        organization = world.organizations[body]
        post = people.add_post(viewer=ailsa, organization=organization, label=level, level=level)
        for number in range(many):
            person = people.add_person(
                viewer=ailsa, partnership=world.partnership, name=f"{body} {level} {number}"
            )
            people.add_membership(
                viewer=ailsa, person=person, organization=organization, post=post, valid_from=SINCE
            )
            joined.append((person, organization, level))
    return joined


def sheet(wave, level, rng):
    """Managers trust by 1.4 points more; everything else depends on the person alone."""
    own, found = rng.normal(scale=0.5), {}
    for item in wave.instrument.closed:
        higher = 1.4 if item.scale == "trust" and level == "middle_manager" else 0.0
        value = 2.8 + own + higher + rng.normal(scale=0.7)
        found[item.id] = int(np.clip(round(6 - value if item.turned else value), 1, 5))
    return found


def answer(wave, joined, seed=0, silent=()):
    """Everybody answers but the silent bodies; gives organisation, sector, level and sheet of each."""
    rng, given = np.random.default_rng(seed), []
    for person, organization, level in joined:
        answers = sheet(wave, level, rng)
        if organization.name in silent:
            continue
        actions.save_answers(respondent=respondent_of(wave, person.pk), answers=answers)
        given.append((str(organization.pk), organization.sector, level, answers))
    return given


@pytest.fixture
def joined(world, keys):
    return join(world)


@pytest.fixture
def closed(world, joined, close_wave):
    wave = open_wave(world)
    given = answer(wave, joined, silent=("Kirkbrae Carers",))
    return close_wave(wave), given


def told_in(wave):
    return newest_mirror(wave).content["told"]


def test_the_planted_gap_is_found_by_level_and_nothing_else_is(closed):
    found = Finding.objects.filter(record__activity=closed[0].activity)
    assert [(one.kind, one.about) for one in found] == [
        ("perception_gap", ["area:trust", "by:level"])
    ]
    assert found[0].figures[0]["interval"]


def test_errors_cluster_by_organisation_though_the_rows_that_stay_have_none(closed):
    wave, given = closed
    assert told_in(wave)["input"]["organizations"] == 2
    assert {row.organization for row in wave.responses.all()} == {"any"}
    assert told_in(wave)["respondents"] == len(given)


def test_a_sector_that_kept_silent_is_named(closed, world):
    view = mirror_view(world.viewer("ailsa"), closed[0])
    silent = [row.label for side in view.sides for row in side.heard if row.is_silent]
    assert "voluntary" in [label.lower() for label in silent]
    assert "Hardly anybody answered of" in view.silent


def export(wave, given, world, folder):
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
def test_the_command_says_the_same_of_the_same_answers(closed, world, tmp_path, by):
    wave, given = closed
    export(wave, given, world, tmp_path)
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


def test_a_second_wave_says_what_moved_and_how_many_may_have_answered_twice(
    world, joined, close_wave
):
    first = open_wave(world)
    answer(first, joined)
    first = close_wave(first)
    second = open_wave(world, previous=first)
    answer(second, joined, seed=1)
    moved = told_in(close_wave(second))["movement"]
    assert moved["design"] == "repeated_cross_sections"
    low, high = moved["overlap_between"]
    assert (low, high) == (52 + 52 - 57, 52)
    view = mirror_view(world.viewer("ailsa"), second)
    assert "wider than they need be" in view.moved_lead
    assert all(area.change for area in view.areas)


def test_confidential_answers_are_a_panel(world, joined, close_wave):
    waves = []
    for seed in (0, 1):
        wave = open_wave(world, pledge="confidential", previous=waves[-1] if waves else None)
        answer(wave, joined, seed)
        waves.append(close_wave(wave))
    assert told_in(waves[1])["movement"]["design"] == "panel"
    assert told_in(waves[1])["movement"]["overlap"] == 52


def test_the_page_has_every_part_and_hides_what_it_must(closed, world):
    page = world.client("bashir").get(f"/kirkbrae/assessments/{closed[0].pk}/mirror/")
    text = page.content.decode()
    assert page.status_code == 200
    for part in ("How we see ourselves", "Who sees it differently", "What we cannot tell"):
        assert part in text
    assert "points higher than" in text
    assert "fewer than five of them answered" in text


def test_before_closing_there_is_no_mirror_and_outsiders_see_none_afterwards(world, busy_wave):
    assert newest_mirror(busy_wave) is None
    page = world.client("duncan").get(f"/kirkbrae/assessments/{busy_wave.pk}/mirror/")
    assert page.status_code in {302, 403, 404}


def test_references_stand_with_their_year_and_without_an_interval(world, joined, close_wave):
    wave = open_wave(world, "partnership-health")
    answer(wave, joined)
    view = mirror_view(world.viewer("ailsa"), close_wave(wave))
    first = view.statements[0][1][0]
    assert first.references[0][0] == "29%"
    assert "2018" in first.references[0][1]
    assert "no interval" in first.references[0][1]


def test_culture_is_drawn_for_bodies_of_five_or_more(world, joined, close_wave):
    wave = open_wave(world, "culture")
    answer(wave, joined)
    view = mirror_view(world.viewer("ailsa"), close_wave(wave))
    assert [row.name for row in view.culture] or view.culture_note
    assert Organization.objects.filter(name__in=[row.name for row in view.culture]).count() == len(
        view.culture
    )
