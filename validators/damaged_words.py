"""Common Danish words by what became of them where text lost its æ, ø or å.

Gathered on 27 November 2026 from the words of the forms and of published applications, and held
against a list of 313,000 Danish words and one of English ones: no damaged form here is a word, nor
stands inside one where it is sought there. A word is added only after the same look.
"""

from collections.abc import Mapping

SHORTEST_INSIDE = 6
"""Damaged forms of fewer letters are taken for damage only as a whole word."""

_GONE = """
afgørelse afhængig ansøger ansøgning arbejdsløs bekæmpe beskæftigelse boligområde boligområder
boligsøgende bæredygtig børn børnefamilie børnehave børnene børnenes delmål delmålene erklæring
forståelse fortsætte forældre fælles fællesskab følge følgegruppe følger følges først første
gennemføre gennemføres gennemført hjælp hjælpe hjælpes højskole håndtere indsætte kræve kræver lægge
lægges løbende lønnet målgruppe målgruppen målsætning netværk nærhed nærmiljø nærværende
nøglepersoner nøgletal område områder områderne området opmærksom opnåelse opnås præge prøve
påbegynde påvirke række rådgiver rådgivning sammenhæng selvstændig småbørn spørgsmål største støtte
støtter særlig særligt tilgængelig tilstræbe træffe træning tværfaglig tværgående udføre udføres
udført udsættelse vækst værdi værested værksted væsentlig årsværk
"""
_G_FOR_OE = """
afgøre afgørelse ansøger ansøgning arbejdsløs boligsøgende børn børne børnehave børnene børnenes
fødevare følge følgegruppe følger følges først første gennemføre gennemført grønne højere højskole
løbende lønnet møde møder mødes nødvendig nøglepersoner nøgletal prøve småbørn større største støtte
støtter søge søger tilføre udføre udført økonomi økonomisk ønske ønsker øvrige øvrigt
"""
_CE_FOR_AE = """
afhængig bekæmpe beskæftigelse bæredygtig erklæring fortsætte forældre fællesskab hjælp hjælpe kræve
kræver lægge lægges lære lærer læring netværk nærhed nærværende opmærksom række sammenhæng
selvstændig særlig særligt sætte sættes tilgængelig tilstræbe træffe træning tværfaglig tværgående
udsættelse vækst værdi være værested været værksted væsentlig ændring ændringer
"""
_BARE = """
afgørelse ansøger ansøgning arbejdsløshed boligområde boligområder boligsøgende delmål følgegruppe
følges gennemføre gennemførelse gennemført indsatsområde indsatsområder målgruppe målgruppen
målgrupper nødvendig opnåelse opnås påbegynde påvirke rådgiver rådgivning småbørn største støtte
således udført økonomi økonomisk ønsker øvrige øvrigt
"""
_SHORT = "både dør formål få løn mål måde måling målinger nået når også på råd så ændre år årlig"


def _forms(words: str, letters: dict[str, str]) -> dict[str, str]:
    table = str.maketrans(letters)
    return {word.translate(table): word for word in words.split()}


DAMAGED: Mapping[str, str] = {
    **_forms(_BARE, {"ø": "o", "å": "a"}),
    **_forms(_CE_FOR_AE, {"æ": "ce", "ø": "g", "å": "a"}),
    **_forms(_G_FOR_OE, {"ø": "0", "å": "a"}),
    **_forms(_G_FOR_OE, {"ø": "g", "å": ""}),
    **_forms(_GONE, {"æ": "", "ø": "", "å": ""}),
}
"""What each damaged form was before: `bgrn` was `børn`."""

SOUND = frozenset(
    word for words in (_GONE, _G_FOR_OE, _CE_FOR_AE, _BARE, _SHORT) for word in words.split()
)
"""The words that a hole in a word is filled from, as in `Delm?l`."""

_PARTED = """
afdeling afhold afprøv aftale anbefal ansvar ansøg ansæt anvend bedømm befolkning begynd behov
beskriv beskæftig bestyrelse bevilling bidrag boligområde deltag forankr forbered forbygg foreby
forening forløb formid formål forældre frafald fremad fremgå frivillig gennemfør indbyggere inddrag
indgå indhold indikator indsats medarbejder medfinans netværk opfølg oplev opstart overgang områd
samarbejd samlet tilbud tilgang tilknyt tilskud uddannelse udfordr udvikl understøt vedlige ungdom
"""

PARTED = tuple(_PARTED.split())
"""How words begin that a page parted at their first syllable: `af- tale`, `sam- arbejde`."""
