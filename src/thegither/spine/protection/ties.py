"""What the database itself says points at a person: found in the models, so that no table can be forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Field, Model, QuerySet

from thegither.spine.people.models import Account, Person
from thegither.spine.people.queries import entries_standing_for


@dataclass(frozen=True, slots=True)
class Tie:
    """One foreign key that leads straight to a person, or to an account."""

    field: Field

    @property
    def model(self) -> type[Model]:
        return self.field.model

    @property
    def label(self) -> str:
        return self.model._meta.label

    def rows_of(self, targets: Iterable[Model]) -> QuerySet[Model]:
        keys = [target.pk for target in targets]
        return self.model._base_manager.filter(**{f"{self.field.name}__in": keys})


def ties_to(model: type[Model]) -> list[Tie]:
    """Every foreign key to a model, also those that the model has no name for, in the order of their tables."""
    ways_back = model._meta.get_fields(include_hidden=True)
    fields = [way.field for way in ways_back if way.one_to_many or way.one_to_one]
    found = [Tie(field) for field in fields if field.remote_field.model is model]
    return sorted(found, key=lambda tie: (tie.label, tie.field.name))


def ties() -> list[Tie]:
    """To persons and to accounts; a person's own way to its account is none of these."""
    return [tie for tie in (*ties_to(Person), *ties_to(Account)) if tie.model is not Person]


def entries_of(person: Person) -> list[Person]:
    """The register's entries that were found to be this person, this one first."""
    entries = Person.objects.filter(pk__in=entries_standing_for([person]))
    return [person, *entries.exclude(pk=person.pk).order_by("pk")]
