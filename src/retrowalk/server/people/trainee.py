"""The stored person, as the training rules need to know them."""

from datetime import date

from retrowalk.server.people.models import Person
from retrowalk.training import person as training


def trainee(person: Person, today: date) -> training.Person:
    """Return the person as the rules see them; their age is the one of this year's birthday."""
    return training.Person(
        name=person.name,
        age_years=today.year - person.birth_year,
        group=training.Group(person.group),
        height_m=person.height_m,
        weight_kg=person.weight_kg,
        max_heart_rate_bpm=person.max_heart_rate_bpm,
    )
