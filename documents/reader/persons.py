"""How a person's name, title and postal address look in a Danish letter head."""

import re

_TITLE_WORD = re.compile(
    r"(?:\w*(?:konsulent|chef|leder|direktør|koordinator|medarbejder|sekretær|fuldmægtig|rådgiver"
    r"|vejleder|borgmester|specialist|assistent|inspektør|pædagog|lærer|rektor|formand|ansvarlig"
    r"|ingeniør|sagsbehandler|administrator|økonom|jurist|planlægger|partner|manager|advisor"
    r"|tovholder|bestyrer|forstander|viceværtt?|sociolog|psykolog|controller|kontakt)(?:en|n)?"
    r"|ac-\w+|cand\.\w+(?:\.\w+)?)",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:cand|mag|ba|master|ph|dr)\.\s?[\w.]{1,20}", re.IGNORECASE)
_BODY_WORD = re.compile(
    r"\b(?:\w*(?:forvaltning|afdeling|kommune|sekretariat|center|centret|centeret|stab|område"
    r"|direktorat|udvalg|magistrat|team|enhed|rådhus|jobcenter|skole|institution|fagchef|kontor"
    r"|bibliotek|ministerium|styrelse|forening)(?:en|et|s)?)\b",
    re.IGNORECASE,
)
_WORD = r"(?:[A-ZÆØÅ][\w'’]*(?:-[A-ZÆØÅ]?[\w'’]+)*\.?|[A-ZÆØÅ]\.)"
_PARTICLE = r"(?:af|von|van|de|den|der|la|el|al|bin|ibn|du|da|dos|til)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,5}}")
_PLAIN_NAME = re.compile(r"[^\W\d_][\w.'’-]+(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_STREET_WORD = (
    r"(?:vej|vejen|gade|gaden|plads|pladsen|torv|torvet|allé|alle|alléen|stræde|strædet|boulevard"
    r"|boulevarden|vænget|vænge|parken|park|kaj|kajen|bakken|bakke|haven|have|gården|gård|stien|sti"
    r"|brygge|bryggen|havn|havnen|bro|broen|toften|marken|ager|ageren|krogen|lunden|rådhus|rådhuset"
    r"|slot|slottet|volden|vold|ringen|linien|svinget|dammen|banke|banken|skoven|strand|kvarter)"
)
_HOUSE = r"\d{1,3}(?:\s?[A-Za-zÆØÅæøå](?![\wæøå]))?(?:\s?[-–/]\s?\d{1,3}\s?[A-Za-z]?)?"
_FLOOR = (
    r"(?:,?\s*(?:(?:\d{1,2}|st|kl|stuen|kælder(?:en)?)\.?\s*(?:sal|etage)?\.?,?\s*"
    r"(?:tv|th|mf|til (?:venstre|højre)|dør \w+|(?:lejl|værelse|lokale|lok|opgang)\.? ?\w+)?\.?))?"
)
_TOWN = r"[A-ZÆØÅ][\w.æøåé-]*(?:[ -][\wÆØÅæøåé.]+){0,3}"
_POST = rf"(?:DK[- ]?)?\d{{4}}\s+{_TOWN}"
_STREET = rf"[^\W\d_][\w.'’ éü-]{{1,50}}?\s{_HOUSE}{_FLOOR}"
_SURE_STREET_WORD = (
    r"(?:vej|vejen|gade|gaden|plads|pladsen|torv|torvet|allé|alléen|stræde|strædet|boulevard"
    r"|boulevarden|rådhus|rådhuset|slottet)"
)
_KNOWN_ADDRESS = re.compile(
    rf"(?:{_POST}|(?:{_STREET}[,;]?\s+)?{_POST}"
    rf"|(?:[\w.'’-]+\s){{0,3}}\w*{_STREET_WORD}\s{_HOUSE}{_FLOOR}"
    rf"|(?:[\w.'’-]+\s){{0,2}}\w*{_SURE_STREET_WORD}"
    r"|(?:post)?bo(?:ks|x)\s+\d+|c/o\s.+|danmark|denmark)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(_STREET, re.IGNORECASE)
_INSIDE = re.compile(
    rf"(?:[A-ZÆØÅ][\w’'-]*(?:(?i:{_STREET_WORD}))|(?:[A-ZÆØÅ][\w.]+\s)(?i:{_STREET_WORD}))"
    rf"\s{_HOUSE}(?:[,;]?\s+{_POST})?|(?<![\d+]){_POST}"
)
_FLOOR_ALONE = re.compile(
    r"(?:\d{1,2}\.?\s*(?:sal|etage)?\.?,?\s*(?:tv|th|mf)?\.?|st\.?\s*(?:tv|th|mf)?\.?|stuen|kælderen"
    r"|(?:lokale|lok|opgang|bygning|lejl|indgang|dør)\.?\s*\w{1,5})",
    re.IGNORECASE,
)
_LONGEST = 120


def reads_as_address(text: str) -> bool:
    """Whether a line is a street with its number, a postcode with its town, or a post box."""
    line = text.strip(" .,;")
    if len(line) > _LONGEST:
        return False
    if _KNOWN_ADDRESS.fullmatch(line) is not None:
        return True
    is_numbered = _NUMBERED.fullmatch(line) is not None
    return is_numbered and not reads_as_title(line) and not reads_as_body(line)


def reads_as_floor(text: str) -> bool:
    """Whether a text between two commas is the floor or door of an address before it."""
    return len(text) <= 25 and _FLOOR_ALONE.fullmatch(text.strip()) is not None


def reads_as_name(text: str) -> bool:
    """Whether a text is two to six capitalised words, none of them a title or an authority's."""
    if len(text) > _LONGEST or _NAME.fullmatch(text.strip()) is None:
        return False
    return not reads_as_title(text) and not reads_as_body(text)


def may_be_name(text: str) -> bool:
    """Whether a text could be a name written without capitals."""
    is_short = len(text) <= 60 and _PLAIN_NAME.fullmatch(text.strip()) is not None
    is_short = is_short and not {"og", "i", "for", "på", "ved"} & set(text.casefold().split())
    return is_short and not reads_as_title(text) and not reads_as_body(text)


def reads_as_title(text: str) -> bool:
    """Whether a word of the text is that of a post or profession."""
    return any(_TITLE_WORD.fullmatch(word.strip(".,:()/")) for word in text.split()[:12])


def reads_as_degree(text: str) -> bool:
    """Whether the text is a degree alone, which stands by a name but is no post."""
    return _DEGREE.fullmatch(text.strip()) is not None


def reads_as_body(text: str) -> bool:
    """Whether the text names a department, an office or an authority."""
    return _BODY_WORD.search(text) is not None


def split_name_and_title(text: str) -> tuple[str, str] | None:
    """Name and title of one line that has both without anything between them."""
    words = text.split()
    for at in range(1, min(len(words), 10)):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        if reads_as_name(second) and reads_as_title(first) and _is_title_word(words[at - 1]):
            return second, first
        if reads_as_name(first) and _is_title_word(words[at]):
            return first, second
    return None


def address_inside(text: str) -> tuple[int, int] | None:
    """Where an address stands inside a line that has more; None for a line that is one wholly.

    What stands before it must be no part of the street's name.
    """
    if len(text) > _LONGEST:
        return None
    match = _INSIDE.search(text)
    if match is None or match.span() == (0, len(text)):
        return None
    before = text[: match.start()].strip(" ,;")
    is_street = reads_as_address(text) and not (reads_as_name(before) or reads_as_title(before))
    return None if is_street else match.span()


def _is_title_word(word: str) -> bool:
    return _TITLE_WORD.fullmatch(word.strip(".,:()/")) is not None
