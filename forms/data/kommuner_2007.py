"""The 98 kommuner of the structural reform, as they have been since 1 January 2007.

Names stand as the kommuner write them, without the word Kommune; codes are the three digits of
the civil registration system. Christiansø (411) belongs to no kommune and is not one.
"""

from dataclasses import dataclass
from datetime import date

VALID_FROM = date(2007, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A kommune: its three-digit code, its name, and other spellings, earlier names included."""

    code: str
    name: str
    spellings: tuple[str, ...] = ()


_CODES_AND_NAMES = """
101 København; Københavns
147 Frederiksberg
151 Ballerup
153 Brøndby
155 Dragør
157 Gentofte
159 Gladsaxe
161 Glostrup
163 Herlev
165 Albertslund
167 Hvidovre
169 Høje-Taastrup; Høje Taastrup; Høje-Tåstrup; Høje Tåstrup
173 Lyngby-Taarbæk; Lyngby Taarbæk; Lyngby-Tårbæk; Lyngby Tårbæk
175 Rødovre
183 Ishøj
185 Tårnby; Taarnby
187 Vallensbæk
190 Furesø
201 Allerød
210 Fredensborg
217 Helsingør
219 Hillerød
223 Hørsholm
230 Rudersdal
240 Egedal
250 Frederikssund
253 Greve
259 Køge
260 Halsnæs; Frederiksværk-Hundested
265 Roskilde
269 Solrød
270 Gribskov
306 Odsherred; Odsherreds
316 Holbæk
320 Faxe; Fakse
326 Kalundborg
329 Ringsted
330 Slagelse
336 Stevns
340 Sorø
350 Lejre
360 Lolland; Lollands
370 Næstved
376 Guldborgsund
390 Vordingborg
400 Bornholm; Bornholms; Bornholms Region
410 Middelfart
420 Assens
430 Faaborg-Midtfyn; Faaborg Midtfyn; Fåborg-Midtfyn; Fåborg Midtfyn
440 Kerteminde
450 Nyborg
461 Odense
479 Svendborg
480 Nordfyns; Nordfyn
482 Langeland; Langelands
492 Ærø
510 Haderslev
530 Billund
540 Sønderborg
550 Tønder
561 Esbjerg
563 Fanø
573 Varde
575 Vejen
580 Aabenraa; Åbenrå
607 Fredericia
615 Horsens
621 Kolding
630 Vejle
657 Herning
661 Holstebro
665 Lemvig
671 Struer
706 Syddjurs
707 Norddjurs
710 Favrskov
727 Odder
730 Randers
740 Silkeborg
741 Samsø
746 Skanderborg
751 Aarhus; Århus
756 Ikast-Brande; Ikast Brande
760 Ringkøbing-Skjern; Ringkøbing Skjern
766 Hedensted
773 Morsø; Mors
779 Skive
787 Thisted
791 Viborg
810 Brønderslev; Brønderslev-Dronninglund
813 Frederikshavn
820 Vesthimmerlands; Vesthimmerland
825 Læsø
840 Rebild
846 Mariagerfjord
849 Jammerbugt
851 Aalborg; Ålborg
860 Hjørring
"""


def _municipality(line: str) -> Municipality:
    code, _, names = line.partition(" ")
    name, *spellings = names.split("; ")
    return Municipality(code=code, name=name, spellings=tuple(spellings))


MUNICIPALITIES: tuple[Municipality, ...] = tuple(
    _municipality(line) for line in _CODES_AND_NAMES.strip().splitlines()
)
