"""The words by which a budget text says what an amount is, how often it falls and who pays it."""

import re
from enum import Enum


class Part(Enum):
    """Which side of a budget an amount is on: what it costs, what others pay, what is asked."""

    EXPENSES = "expenses"
    SHARE = "share"
    APPLIED = "applied"


class Rate(Enum):
    """Whether an amount falls due each year, or once in the whole period."""

    YEARLY = "yearly"
    ONCE = "once"


NUMBER_WORDS = {
    "en": 1,
    "et": 1,
    "ét": 1,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "syv": 7,
    "otte": 8,
    "ni": 9,
    "ti": 10,
}
"""The numbers that people write as words."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_APPLIED = _any(
    r"\b(?:an)?søge[rs]?\b",
    r"\bansøgt[e]?\b",
    r"\bansøg(?:ning|nings?bel)\w*",
    r"\bsøgt\b",
    r"\bsøgte\b",
    r"\banmod\w*",
    r"\bbeder\b",
    r"\bønske[rs]\b[^.]{0,30}\b(?:støtte|tilskud|tilsagn)",
    r"\b(?:støtte|tilskud|bevilling|bidrag|midler|medfinansiering|finansiering)\w*\s+(?:på\s+)?(?:fra|af)\s"
    r"+(?:ministeri|puljen|staten|styrelsen)",
    r"\b(?:ministeriets?|statens?|puljens?|styrelsens?)\s+(?:andel|del|bidrag|tilskud|støtte)",
    r"\bfra\s+(?:ministeri\w*|puljen|staten|styrelsen)",
    r"\b(?:tilbage|dermed|så)\s+(?:er|står|mangler|bliver)\s+(?:der|vi)\b",
    r"\brest(?:en|beløb\w*|finansiering\w*)\b",
    r"\bministeriet\s+(?:betaler|dækker|finansierer|bedes|skal)",
    r"\bstatstilskud\w*",
    r"\bpuljemidler\w*",
    r"\bstøttebeløb\w*",
    r"\bansøgers?\s+ønske",
)
_SHARE = _any(
    r"med-?finan[cs]ier\w*",
    r"egen-?\s?(?:finansier|betal|andel|bidrag)\w*",
    r"\beget\s+bidrag",
    r"\begne\s+midler",
    r"\bselv-?finansier\w*",
    r"\b(?:finansiere[rs]?|betale[rs]?|dække[rs]?|afholde[rs]?|bidrage[rs]?)\s+(?:vi\s+|de\s+)?selv\b",
    r"\bselv\s+(?:finansiere|betale|dække|afholde|bidrage)[rs]?\b",
    r"\bkommunal\w*\s+(?:\w+\s+)?(?:bidrag|finansier|midler|tilskud|andel|indskud)\w*",
    r"\b(?:kommune|by|kommunal)\w*s?\s+(?:egen?t?e?\s+)?(?:andel|bidrag|tilskud|indskud|del)\b",
    r"\b(?:kommune[nr]?|forvaltningen|byrådet|boligforeningen|boligorganisationen|boligselskabet"
    r"|fonden|vi|\w+ Kommune)"
    r"\s+(?:(?:selv|også|desuden|derudover|årligt|hertil|endvidere|heraf|har|vil|kan|forventer|at|afsat)\s+){0,3}"
    r"(?:betale[r]?|bidrage[r]?|afsætter|afholde[r]?|dække[r]?|stille[r]?|lægge[r]?(?!\s+(?:stor\s+)?vægt|\s+op\b)|skyde[r]?|yde[r]?|finansiere[r]?"
    r"|tilfør(?:er|e)|give[r]?|indskyde[r]?|spytte[r]?|sponsorere[r]?|donere[r]?)\b",
    r"\b(?:bidrager|bidrage)\s+(?:\w+\s+){0,3}med\b",
    r"\b(?:betaler|finansierer|dækker|bidrager|afholder|yder|skyder|lægger|giver|stiller)\s+"
    r"(?:kommunen|boligforeningen|fonden|vi\b)",
    r"\b(?:betales|finansieres|dækkes|afholdes|ydes|gives|stilles)\s+(?:\w+\s+){0,2}(?:af|fra|over)\s+"
    r"(?:kommunen|kommunale|egne|boligforeningen|fonden|den kommunale|forvaltningen)",
    r"\bstille[rs]\b[^.]{0,40}\btil\s+rådighed",
    r"\b(?:bidrag|tilskud|støtte|donation|midler|sponsorat)\w*\s+fra\s+(?!ministeri|puljen|staten|styrelsen)",
    r"\b(?!det|der|dette|beløb|budget|udgift|projekt|midler|penge|indsats|tilskud)[\w-]+(?:en|et|ne|e|n)\s+"
    r"(?:giver|bidrager|betaler|yder|dækker|finansierer|skyder|lægger(?!\s+(?:stor\s+)?vægt|\s+op\b)|afholder)\b",
    r"\bsponsor\w*",
    r"\bbidrag(?:et|ene)?\b",
    r"(?<!projekt)\bfinansiering(?:en)?\b",
    r"\blokale?\s+(?:midler|penge)\b",
    r"\bhvem\s+(?:betaler|finansierer|giver|dækker)\b",
    r"\bfondsmidler\w*",
    r"\bkommunekassen\b",
    r"\bkommunens\s+egn?e\b",
    r"\bandre\s+indtægter",
    r"\bkommunalt\s+(?:afholdt|betalt)",
    r"\bforældrebetaling\w*",
)
_TOTAL = _any(
    r"\bi\s?alt\b",
    r"\bsaml(?:et|ede)\b",
    r"\bsum(?:men)?\b",
    r"\b\w*(?:sum|total)(?:men|en)?\b(?<!forsum)",
    r"\btotal(?:t|e|en|er|budget\w*|udgift\w*|beløb\w*|omkostning\w*|pris\w*|ramme\w*)?\b",
    r"\btilsammen\b",
    r"\bsammenlagt\b",
    r"\b(?:løber|beløber)\b[^.]{0,40}\b(?:op|til)\b",
    r"\bbudgetramme\w*",
    r"\bsubtotal\b",
    r"\bmellemregning\b",
    r"\b(?:projektet|projektets|indsatsen|partnerskabet|det hele|hele\s+\w+)\s+"
    r"(?:koster|kommer\s+til\s+at\s+koste|har\s+et\s+budget)",
    r"\b(?:koste|koster)\s+(?:det|projektet|indsatsen|hele)\b",
    r"\bbudget\w*\s+(?:er|udgør|lyder|bliver|ender|på|:)",
    r"\budgifterne\s+(?:anslås|udgør|beløber|løber|bliver)\b",
    r"\bprojektbudget\w*",
    r"\bprojektsum\w*",
    r"\bgiver\s+(?:det|dette|alt)\b",
    r"\b(?:det|dette)\s+giver\b",
)
_EXPENSES = _any(
    r"\b\w*udgift\w*",
    r"\bomkostning\w*",
    r"\bbudget(?!forhandling|behandling|forlig|aftale|vedtag|år)\w*",
    r"\bprojektsum\w*",
)
_YEARLY = _any(
    r"\bårlige?\b",
    r"\bårligt\b",
    r"\bom\s+året\b",
    r"\b(?:pr\.?|per)\s?år\b(?!sværk)",
    r"/\s?år\b",
    r"\bp\.\s?a\.",
    r"\b(?:hvert|à|á)\s+(?:\w+\s+)?år\b",
    r"\bhvert\s+af\s+(?:de\s+)?\w+\s+år",
    r"\bår\s+for\s+år\b",
    r"\bårs(?:løn|budget|beløb|udgift)\w*",
)
_ONCE = _any(
    r"\b[eé]n\s+gang\b(?!\s+(?:om|pr|i\s+(?:ugen|måneden|kvartalet)))",
    r"\b[eé]n?gangs\w*",
    r"\bengangs\w*",
    r"\bfor\s+hele\s+(?:perioden|projektperioden|projektet|forløbet)",
    r"\bi\s+hele\s+(?:perioden|projektperioden|forløbet)",
    r"\b(?:over|i)\s+(?:hele\s+)?(?:projekt)?perioden\b",
    r"\b(?:over|i|for|på|gennem)\s+(?:alle\s+)?(?:de\s+)?(?:to|tre|fire|fem|seks|[2-9])\s+år\b",
    r"\b(?:to|tre|fire|fem|seks|[2-9])-årig\w*",
    r"\bi\s+(?:år\s+)?(?:19|20)\d\d\b",
    r"(?:^|\t|\n)\s*(?:19|20)\d\d\s*[:\t–-]",
    r"\b(?:første|andet|tredje|fjerde|sidste)\s+(?:projekt)?år\b",
)
_PENDING = _any(
    r"\bafvent\w*",
    r"\bforbehold\w*",
    r"\bunder\s+forudsætning\b",
    r"\bforudsat\b",
    r"\bforudsætter\b",
    r"\b(?:ikke|mangler\s+at\s+blive|ej)\s+(?:\w+\s+){0,2}(?:bevilget|bevilliget|vedtaget|godkendt|besluttet|behandlet|givet\s+tilsagn)",
    r"\bforvente[sr]?\b(?!\s+at\s+(?:bruge|koste|udgifterne|ansætte))[^.]{0,40}\b(?:bevil\w*|vedtag\w*|godkend\w*|beslutt\w*|fra|at\s+blive|at\s+ville|at\s+give|at\s+bidrage|behandlet)",
    r"\bforelægges\b",
    r"\bforventet\b",
    r"\bforventes\b",
    r"\btages?\s+stilling\b",
    r"\btager\s+stilling\b",
    r"\bsøges\s+(?:hos|i|fra|bevilget|finansieret)\b",
    r"\buafklaret\b",
    r"\bendnu\s+ikke\b",
    r"\bskal\s+(?:\w+\s+){0,2}(?:godkendes|behandles|vedtages|bevilges|besluttes)",
    r"\bbehandles\s+(?:på|i|til|den)\b",
    r"\bbetinget\b",
)
_NOT_PENDING = _any(
    r"(?<!ikke )(?<!endnu )\b(?:er|har|blev)\s+(?:allerede\s+)?"
    r"(?:bevilget|bevilliget|vedtaget|godkendt|besluttet|afsat)",
    r"(?<!ikke )\b(?:er\s+)?bevilget\b",
    r"\bgivet\s+tilsagn\b",
)
_ELSEWHERE = _any(
    r"\bi\s+forvejen\b",
    r"\ballerede\b",
    r"\btidligere\b",
    r"\bi\s+dag\b",
    r"\bhidtil\b",
    r"\bnuværende\b",
    r"\bsidste\s+år\b",
    r"\ben\s+anden\s+pulje\b",
    r"\bsvare(?:r|nde)\s+til\b(?!\s+(?:ca\.?\s+|knap\s+|godt\s+)?(?:[\d,]+\s?(?:%|pct|procent)|en\s|halvdelen))",
    r"\btil\s+sammenligning\b",
    r"\bligger\s+ud\s*over\b",
    r"\bmaksimum\b",
    r"\bhøjst\b",
    r"\bpuljen\s+(?:er\s+på|rummer|har)\b",
    r"\bsparer?\b",
    r"\bbesparelse\w*",
    r"\bikke\s+(?:medregnet|indregnet|med\s+i|en\s+del)",
    r"\budenfor\s+budget",
    r"\buden\s+for\s+budget",
)
_EACH = _any(
    r"\b(?:pr\.?|per)\s+(?!år\b|md|måned|\d)[a-zæøå]{3,}",
    r"(?:^|\s)[àá]\s",
    r"\bhver\b(?!t)",
    r"\bper\s+(?!år\b|måned)\w+",
    r"\btimepris\w*",
    r"\btimeløn\w*",
    r"\bgange?\b\s+\d",
    r"\d\s*[x×*]\s*$",
)
_INCOMPLETE = _any(
    r"\bbl\.?\s?a\.?\b",
    r"\bblandt\s+andet\b",
    r"\bherunder\b",
    r"\bf\.?\s?eks\.?\b",
    r"\bfx\b",
    r"\bprimært\b",
    r"\bhovedsageligt?\b",
    r"\bstørste\s+post",
    r"\bmoms\b",
    r"\boverhead\b",
    r"\bhalv\w*\s+år\b",
    r"½\s?år",
    r"\b\d+\s+måneder",
    r"\bresten\b",
    r"\bøvrige\s+(?:udgifter\s+)?(?:afholdes|dækkes|betales)",
    r"\bderover\b",
    r"\bstigende\b",
    r"\bfaldende\b",
    r"\bderefter\b",
    r"\bførste\s+år\b",
    r"\bkr\.?\s+(?:ud\s*over|oveni)",
    r"\boveni\b",
    r"\bud\s+over\b",
    r"\budover\b",
    r"\balternativ\w*",
    r"\beller\b",
    r"\d\s?(?:%|pct|procent)",
)
_OUT_OF = _any(r"\b(?:her|hvor|der)af\b")
_ROUGHLY = _any(
    r"\b(?:ca|cirka|circa|omkring|omtrent|knap|godt|lidt\s+(?:over|under)|rundt\s+regnet|skønsmæssigt|ml\.)\.?\s*(?:kr\.?\s*)?$",
)
_DENIES = _any(
    r"\bbeløb\w*\s+kan\s+(?:endnu\s+|på\s+nuværende\s+tidspunkt\s+|p\.t\.\s+)?ikke\s+(?:angives|oplyses|opgøres|fastsættes)",
    r"\bkan\s+(?:endnu\s+|på\s+nuværende\s+tidspunkt\s+|p\.t\.\s+)?ikke\s+(?:\w+\s+){0,2}"
    r"(?:angive|oplyse|opgøre|sætte|fastsætte)\w*\s+(?:et\s+|noget\s+|præcist\s+)*(?:beløb|budget|tal)",
    r"\b(?:intet|ingen|ikke\s+noget)\s+(?:beløb|budget)\s+(?:er|kan|angives|foreligger)",
    r"\bbudget\w*\s+(?:foreligger|kendes)\s+(?:endnu\s+)?ikke",
)


_FINANCING = _any(r"\bfinansiering(?:en|splan\w*)?\b", r"\bfinansieres\b", r"\bindtægt\w*")
_FUNDER = re.compile(
    r"[\W\d_]*(?:\w*pulje[nr]?|ministeri\w*|staten|statsligt?|\w*styrelsen|tilskud)\b",
    re.IGNORECASE,
)
_LEADS_YEARLY = re.compile(
    r"^[\W\d_]*(?:der\s+(?:vil\s+)?|vi\s+(?:vil\s+)?)?(?:\w+\s+){0,3}?(?:hvert\s+år|årligt?|om\s+året|pr\.?\s+år)\b",
    re.IGNORECASE,
)
_HEADS_ONCE = _any(r"\b[eé]n?gangs\w*", r"\b[eé]n\s+gang\b")


def part_of_heading(words: str) -> Part | None:
    """The side of the amounts under a heading; under one of financing, what others pay."""
    if _FINANCING.search(words) and not _EXPENSES.search(words):
        return Part.SHARE
    return part_of(words)


def is_funder(words: str) -> bool:
    """Whether words begin with who is applied to."""
    return _FUNDER.match(words) is not None


def rate_of_heading(words: str) -> Rate | None:
    """How often the amounts under a heading fall due."""
    if _YEARLY.search(words):
        return Rate.YEARLY
    return Rate.ONCE if _HEADS_ONCE.search(words) else None


def leads_yearly(words: str) -> bool:
    """Whether a sentence begins by saying that what it counts falls each year."""
    return _LEADS_YEARLY.match(words) is not None


def part_of(words: str) -> Part | None:
    """The side that words name; None where they name none."""
    share, applied = _SHARE.search(words), _APPLIED.search(words)
    if share and applied:
        return (
            Part.SHARE
            if share.start() > applied.start() and _is_next(words, share)
            else (Part.SHARE if _PENDING.search(words) else Part.APPLIED)
        )
    if applied:
        return Part.APPLIED
    if share:
        return Part.SHARE
    return Part.EXPENSES if _EXPENSES.search(words) else None


def _is_next(words: str, share: re.Match[str]) -> bool:
    """Whether the word of a share stands in a clause of its own after the application's."""
    return bool(re.search(r"[,;]|\bog\b|\bmens\b", words[: share.start()]))


def is_total(words: str) -> bool:
    """Whether words say that an amount is a sum of others."""
    return _TOTAL.search(words) is not None


def rate_of(words: str) -> Rate | None:
    """How often an amount falls due by the words around it."""
    if _YEARLY.search(words):
        return Rate.YEARLY
    return Rate.ONCE if _ONCE.search(words) else None


def is_pending(words: str) -> bool:
    """Whether words say that money is not granted yet."""
    return _PENDING.search(words) is not None


def is_granted(words: str) -> bool:
    """Whether words say that money is granted."""
    return _NOT_PENDING.search(words) is not None and not is_pending(words)


def is_elsewhere(words: str) -> bool:
    """Whether words speak of money outside the budget, such as what is spent already."""
    return _ELSEWHERE.search(words) is not None


def is_each(words: str) -> bool:
    """Whether an amount is the price of one of several things."""
    return _EACH.search(words) is not None


def is_incomplete(text: str) -> bool:
    """Whether a text may leave amounts out, so that its sums need not be whole."""
    return _INCOMPLETE.search(text) is not None


def is_out_of(text: str) -> bool:
    """Whether an amount is told as a part of another, of which there may be more parts."""
    return _OUT_OF.search(text) is not None


def is_rough(before: str) -> bool:
    """Whether the words right before an amount make it an approximate one."""
    return _ROUGHLY.search(before) is not None


def denial(text: str) -> str:
    """The words by which a text says that no amount can be given; empty without them."""
    match = _DENIES.search(text)
    return match[0] if match else ""


_BESIDE = _any(
    r"\boveni\b",
    r"\bud\s?over\b",
    r"\bderudover\b",
    r"\bdesuden\b",
    r"\bherudover\b",
    r"\bsupplere\w*",
)
_PLAIN_SUM = re.compile(
    r"[\s:.=,–-]*(?:(?:årligt?|årlige|i\s?alt|sum|total\w*|saml\w+|udgift\w*|omkostning\w*|om\s+året|pr\.?\s+år"
    r"|de|det|er|giver|bliver|udgør|tilsammen|altså|dermed)[\s:.=,–-]*)+",
    re.IGNORECASE,
)


def is_beside(words: str) -> bool:
    """Whether words set an amount beside the budget rather than into it."""
    return _BESIDE.search(words) is not None


def is_plain_sum(words: str) -> bool:
    """Whether words say no more than that an amount is the sum of what stands above it."""
    return _PLAIN_SUM.fullmatch(words) is not None
