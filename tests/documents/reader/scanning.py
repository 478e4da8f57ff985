"""Damage as scanning does it, put on a report by a seeded chance."""

import random
from collections.abc import Sequence
from dataclasses import replace

from tests.documents.reader.reports import MILESTONES, RESULTS, Block, rows, text, title

LOST = {"ø": "", "å": "a", "æ": "", "Ø": "", "Å": "A", "Æ": ""}
MISREAD = {"i": "l", "l": "1", "m": "rn", "e": "c", "o": "0", "n": "ri", "t": "f", "u": "ii"}


def damaged(blocks: Sequence[Block], *, share: float, seed: int) -> list[Block]:
    """The blocks with that share of their letters lost, misread or parted from their word."""
    chance = random.Random(seed)
    return [
        replace(
            block,
            text=_scanned(block.text, share, chance),
            rows=tuple(tuple(_scanned(cell, share, chance) for cell in row) for row in block.rows),
        )
        for block in blocks
    ]


def _scanned(said: str, share: float, chance: random.Random) -> str:
    return "".join(
        _misread(each, chance) if each.isalpha() and chance.random() < share else each
        for each in said
    )


def _misread(letter: str, chance: random.Random) -> str:
    ways = [f"{letter} ", LOST.get(letter, MISREAD.get(letter, "")), ""]
    return chance.choice(ways)


def long_note(efforts: int = 12) -> tuple[Block, ...]:
    """A good note of many efforts, each with three milestones in two years and two results."""
    blocks = [title("Statusnotat 2011 for partnerskabet Unge på vej"), text("Holstebro Kommune")]
    for number in range(efforts):
        blocks.append(title(f"Aktivitet {number + 1}.1 {NAMES[number % len(NAMES)]}"))
        done = [
            (f"{GOALS[(number + at) % len(GOALS)]}", "Status 2010: Ja Status 2011: Delvist", "")
            for at in range(3)
        ]
        blocks.append(rows(MILESTONES, *done))
        measured = [
            (
                f"{COUNTED[(number + at) % len(COUNTED)]}",
                "40 %",
                f"50 % Status 2011: {45 + at} %",
                "55 %",
                "60 %",
            )
            for at in range(2)
        ]
        blocks.append(rows(RESULTS, *measured))
    return tuple(blocks)


NAMES = (
    "Brobyggere",
    "Lektiecafé",
    "Jobklub",
    "Forældremøder",
    "Mentorer på skolen",
    "Sommerhøjskole",
)
GOALS = (
    "Fem brobyggere er ansat på skolerne",
    "Caféen har åbent to dage om ugen",
    "Tyve fritidsjob er fundet hos lokale butikker",
    "Forældrene er indbudt til møde om aftenen",
    "Alle mentorer har været på kursus",
)
COUNTED = ("Andel unge i uddannelse", "Andel forældre til møder", "Andel unge med et fritidsjob")
