"""A bare number does not render, whichever way a template tries."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from django import forms
from django.template import Context, Engine, Template, base
from django.template import engines as configured
from django.utils.translation import gettext_lazy

from thegither.spine.evidence import guard
from thegither.spine.evidence.figures import BareNumber, Figure

from .examples import AGREE

BARE = [
    31,
    0,
    0.61,
    Decimal("0.61"),
    Fraction(1, 3),
    1j,
    np.int64(31),
    np.float32(0.61),
    np.array([1, 2]),
    [1, 2],
    {"agree": 19},
]
ROUTES = [
    "{{ n }}",
    "{{ n|default:'' }}",
    "{{ n|floatformat:2 }}",
    "{{ n|stringformat:'s' }}",
    "{% load humanize %}{{ n|intcomma }}",
    "{{ n|default:''|floatformat }}",
    "{{ n|truncatechars:9 }}",
    "{{ n|upper }}",
    "{{ n|add:1 }}",
    "{{ n|escape }}",
    "{{ n|safe }}",
    "{% load l10n %}{{ n|unlocalize }}",
    "{% with k=n|floatformat:2 %}{{ k }}{% endwith %}",
    "{% blocktranslate with k=n|floatformat %}{{ k }} agree{% endblocktranslate %}",
    "{% blocktranslate count k=n %}one{% plural %}{{ k }} agree{% endblocktranslate %}",
    "{% blocktranslate %}{{ n }} agree{% endblocktranslate %}",
    "{% blocktranslate with k=n %}{{ k }} agree{% endblocktranslate %}",
    "{% firstof n 'none' %}",
    "{% cycle n n %}",
    "{% autoescape off %}{{ n }}{% endautoescape %}",
]


def render(source: str, **values) -> str:
    return configured["django"].from_string(source).render(values)


@pytest.mark.parametrize("number", BARE, ids=repr)
def test_no_kind_of_number_renders_bare(number):
    with pytest.raises(BareNumber):
        render("{{ n }}", n=number)


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_renders_a_bare_number(route):
    with pytest.raises(BareNumber):
        render(route, n=31)


def test_the_length_of_a_list_is_a_number_too():
    with pytest.raises(BareNumber):
        render("{{ people|length|stringformat:'s' }}", people=["Ailsa"])


def test_the_value_inside_a_figure_is_bare():
    with pytest.raises(BareNumber):
        render("{{ figure.value }}", figure=AGREE)


@pytest.mark.parametrize(
    ("value", "text"),
    [("31", "31"), (True, "True"), (None, "None"), (gettext_lazy("agree"), "agree"), (["a"], "a")],
)
def test_what_is_no_number_renders(value, text):
    assert text in render("{{ n }}", n=value)


def test_a_figure_renders_with_its_limits():
    page = render("{{ figure }}", figure=AGREE)
    assert page.startswith("61% (31 of 52 answered;")


def test_the_component_shows_the_limits_beside_the_value():
    page = render("{% figure f %}", f=AGREE)
    assert ">61%</strong>" in page
    assert "31 of 52 answered" in page


def test_the_component_refuses_a_number():
    with pytest.raises(BareNumber):
        render("{% figure f %}", f=0.61)


def test_a_harmless_count_is_marked_and_written_as_people_write_it():
    assert render('{{ n|plain:"statements" }}', n=1921) == "1,921"
    assert render('{{ n|plain:"hours" }}', n=3.5) == "3.5"


def test_an_attribute_is_written_for_the_machine():
    assert render('<progress max="{{ n|attribute }}">', n=1921) == '<progress max="1921">'


def test_engines_that_are_not_ours_are_left_alone():
    assert Template("{{ n }}", engine=Engine()).render(Context({"n": 31})) == "31"


def test_form_widgets_still_render():
    class Form(forms.Form):
        age = forms.IntegerField(min_value=16, max_value=120)
        choice = forms.ChoiceField(choices=[(1, "Agree"), (-1, "Disagree")])

    page = str(Form(initial={"age": 31}))
    assert 'value="31"' in page
    assert 'max="120"' in page
    assert 'value="-1"' in page


def test_form_widgets_in_one_of_our_pages_still_render():
    class Form(forms.Form):
        age = forms.IntegerField(initial=31)

    assert 'value="31"' in render("{{ form }}", form=Form())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ n }} vote{{ k|pluralize }}", "31 votes"),
        ("{{ k|yesno:'some,none' }}", "some"),
        ("{% if k|divisibleby:2 %}even{% endif %}", "even"),
        ("{% if n|length == 2 %}two letters{% endif %}", "two letters"),
        ("{{ n|upper }}", "31"),
        ("{{ names|join:', ' }}", "Ailsa, Bashir"),
    ],
)
def test_filters_that_write_no_number_work(source, text):
    assert render(source, n="31", k=2, names=["Ailsa", "Bashir"]) == text


def test_plural_forms_show_the_marked_twin_of_the_counter():
    source = (
        '{% blocktranslate count n=k with many=k|plain:"votes" %}one vote{% plural %}'
        "{{ many }} votes{% endblocktranslate %}"
    )
    assert render(source, k=1921) == "1,921 votes"


def test_a_django_that_renders_elsewhere_is_noticed(monkeypatch):
    monkeypatch.delattr(base, guard.HOOK)
    monkeypatch.setattr(base.Parser, "find_filter", lambda parser, name: None)
    with pytest.raises(guard.HookMoved):
        guard.stand_guard()


def test_a_figure_cannot_be_made_without_its_limits():
    with pytest.raises(TypeError):
        Figure(value=31, unit="people")
