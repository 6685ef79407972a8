"""The shapes of lines by which an article's zones are told: patterns only.

Comes in: a line's words. Goes out: what the line looks like. It never looks at the lines around it and never holds a
name of an outlet, a place or a person.
"""

from __future__ import annotations

import re

from kg.datelines.dates import MONTH, WEEKDAY

_DATE = (
    rf"(?:{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:,?\s\d{{4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?"
_STAMP = (
    rf"(?:(?:first |last )?(?:published|posted|updated|modified|issued|created|released|publication date|date)\b"
    rf"(?:\s(?:on|at))?\s*:?|{WEEKDAY}|{_DATE}|{_CLOCK}|T(?=\d)|Z\b|\(?(?:UTC|GMT)?[+-]\d{{1,2}}(?::?\d{{2}})?\)?|UTC|GMT"
    r"|\b[A-Z]{2,4}T\b|\bat\b|\bon\b|[\s,|@()–—\-.:])"
)
_DATE_ONLY = re.compile(rf"{_STAMP}*+", re.IGNORECASE)  # nothing is tried anew: a broken line has very many ways
_HAS_DATE = re.compile(_DATE, re.IGNORECASE)
_LEADING_DATE = re.compile(r"^date\s+\d{4}-\d{2}-\d{2}(?=\s|$)")
_LEADING_BRACKET = re.compile(r"^\(([^()]{8,40})\)(?=\s+\S)")
_BYLINE = re.compile(r"^\W*(?:[Bb]y|BY)\s+[^\W\d_][^.]{1,60}(?:[|,(–—-].*)?$")
_IMAGE_FILE = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|bmp|svg)$", re.IGNORECASE)
_KIND_OF_PICTURE = r"(?:file |illustrative |illustration |stock |courtesy )?(?:photo|picture|image|photograph)s?"
_CREDIT = re.compile(
    rf"\(\s*(?:{_KIND_OF_PICTURE}\b|(?:credit|graphic|infographic)s?\s*[:/])[^()]*\)?\W*$"
    rf"|(?:^|[.!?)\"”’]\s|[—–|/]\s){_KIND_OF_PICTURE}\s*(?:[:/©]|by\b)|^(?:caption\s*:|photo shows\b)|^\W*credits?\s*:",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(rf"\s*\(\s*(?:{_KIND_OF_PICTURE}\b|credits?\s*[:/])[^()]*\)?\W*$", re.IGNORECASE)
_POSITION = re.compile(
    r"\((?:L|R|C|M|L-R|(?:(?:first|second|third|fourth|fifth|\d(?:st|nd|rd|th)|far|front|back|centre|center"
    r"|middle|seated|standing)"
    r"[\s,]*(?:from\s)?(?:the\s)?)?(?:left|right|centre|center|middle)|(?:from\s)?(?:left|right)\sto\s(?:left|right))\)"
    r"|^\(?(?:from\s)?(?:l-r|left to right|l to r)\b|^\(?from (?:the )?left\b",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^\W*(?:related(?:\s(?:news|articles?|stor(?:y|ies)|topics?|posts?|content|links?|items?|reading))?"
    r"|(?:read|see|watch)\s(?:more|also|next|other)(?:\s(?:news|stories|articles?|on this))?"
    r"|also read|see also|further reading|(?:more|other|latest|recent|recommended|top|similar)\s(?:news"
    r"|stories|articles|from\s\w+|on this(?: topic)?"
    r"|for you)|you (?:may|might) (?:also )?(?:like|be interested in)|recommended|don['’]t miss|most (?:read"
    r"|popular|viewed))"
    r"\s*(?P<mark>[:|>»]|$)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^\W*(?:back to (?:the )?top|top of page|share(?: (?:this|on|via|with)\b.{0,40})?|tweet"
    r"|print(?: this)?(?: page| article)?"
    r"|e-?mail(?: this)?|facebook|twitter|whatsapp|telegram|linkedin|copy (?:the )?link"
    r"|comments?(?: \(?\d+\)?)?|leave a comment"
    r"|(?:post|add) a comment|advertisement|sponsored|subscribe\b.{0,80}|sign up\b.{0,80}|follow us\b.{0,80}"
    r"|download\b.{0,40}\bapp\b.{0,40}"
    r"|click here\b.{0,80}|tags?\s*:.*|keywords?\s*:.*|topics?\s*:.*|categor(?:y|ies)\s*:.*|copyright\b.*|©.*"
    r"|all rights reserved\W*"
    r"|https?://\S+|www\.\S+|end(?:item|s)?|-?\s*30\s*-?|item ends?"
    r"|(?:\d[\d,.]*k? (?:views?|shares?|likes?|comments?|reads|retweets|followers)\W*)+"
    r"|(?:there are )?no comments(?: yet)?|leave a (?:reply|comment)|join the (?:conversation|discussion)"
    r"|your e-?mail address will not be published\b.*|required fields are marked\b.*"
    r"|(?:this (?:web)?site|we) uses? cookies\b.*|(?:accept|decline)(?: all)? cookies|spot_img|download (?:logo|image)"
    r"|(?:also|you may also|people also) like(?: this)?|writer['’]s picture\b.*|go to video|log ?in|sign in|search"
    r"|(?:time taken to read\W*)?\d+ min(?:ute)?s?(?: read)?"
    r"|listen(?: to (?:this )?(?:article|story))?|font size\b.*|home|menu|skip to content|loading\W*)\W*$|^\W+$",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"^\W*(?:source|agency|editor|edited by|compiled by|translated by|writer|reporter)\s*:\s*\S.{0,80}$"
    r"|^\W*(?:edited|compiled|translated) by\s\S.{0,60}$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<=[.!?\"”’)])\s*(?P<tail>(?:[—–]|--|(?<=\s)-)\s*[^\W\d_][\w.&'’/ -]{1,48}\.?"
    r"|\((?:Source: ?)?[A-Z][\w.&'’/ -]{1,40}\)\.?|\./\.|/\.)$"
)
_TERMINAL = re.compile(r"(?:[.!?…។。]|\.\s?/\.)[\"”’»)\]*_]*$")
_SALUTATION = re.compile(
    r"^\W*(?:(?:my\s)?dear\b|(?:your|his|her)\s(?:royal\s|imperial\s)?(?:excellency|excellencies|majesty"
    r"|highness|holiness|eminence|honou?r)\b"
    r"|excellenc(?:y|ies)\b|(?:most\s)?(?:esteemed|respected|distinguished|honou?rable)\b"
    r"|to whom it may concern)[^.!?]{0,100}[,:!]?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(?:(?:very\s)?(?:yours|respectfully|sincerely|faithfully|fraternally|cordially|truly|warmly"
    r"|gratefully)\b[^.!?]{0,40}"
    r"|(?:with\s)?(?:my\s)?(?:best|warm(?:est)?|kind(?:est)?|high(?:est)?|fraternal|comradely|deep(?:est)?|sincere)\s"
    r"(?:regards|wishes|respects?|greetings|esteem|consideration|salutations|affection)\b[^.!?]{0,40}"
    r"|(?:please\s)?accept\b[^!?]{0,160}\b(?:consideration|esteem|respect|regards)|in (?:solidarity|friendship"
    r"|comradeship))\W*$",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(
    r"^(?:[^\W\d_a-z][\w'’.-]*|[a-zà-ÿ]{1,4})(?:\s(?:[^\W\d_a-z][\w'’.-]*|[a-zà-ÿ]{1,4})){1,5}[,\"”»)]*$"
)


def is_date_only(words: str) -> bool:
    """Whether a line holds a date and at most a label, weekday and time."""
    if len(words) >= 160 or not _HAS_DATE.search(words):
        return False
    fields = [field for field in re.split(r"[|•·]", words) if len(field.split()) > 3 or _HAS_DATE.search(field)]
    return bool(_DATE_ONLY.fullmatch("|".join(fields)))


def has_date(words: str) -> bool:
    """Whether a line holds a date, with or without its year."""
    return bool(_HAS_DATE.search(words))


def date_prefix(words: str) -> int:
    """How many characters a date in front of the text takes ("date 2031-02-05", "(2025/01/15 18:20)"); 0 if none."""
    match = _LEADING_DATE.match(words)
    if match:
        return match.end()
    match = _LEADING_BRACKET.match(words)
    return match.end() if match and is_date_only(match[1]) else 0


def is_byline(words: str) -> bool:
    """Whether a line names only who wrote the article."""
    return len(words) < 140 and bool(_BYLINE.match(words)) and not is_terminal(words)


def is_image_file(words: str) -> bool:
    """Whether a line is the name of a picture's file."""
    return bool(_IMAGE_FILE.match(words))


def is_caption(words: str) -> bool:
    """Whether a line carries a photographer's credit or says who stands where."""
    return bool(_CREDIT.search(words)) or (len(words) <= 350 and bool(_POSITION.search(words)))


def without_credit(words: str) -> str:
    """A caption without its credit."""
    return _CREDIT_END.sub("", words)


def related(words: str) -> str | None:
    """What follows a marker of related news on its line ("" if it stands alone); None for any other line."""
    match = _RELATED.match(words) if len(words) < 400 else None
    return match["rest"] if match else None


def is_noise(words: str) -> bool:
    """Whether a line is furniture of the page."""
    return bool(_NOISE.match(words))


def is_source_line(words: str) -> bool:
    """Whether a line credits an agency or an editor."""
    return bool(_SOURCE_LINE.match(words))


def tail_start(words: str) -> int | None:
    """Where an agency's tail starts in a paragraph's last line ("— VNA/VNS"); None if it has none."""
    cut = max(0, len(words) - 120)
    match = _TAIL.search(words[cut:])
    return cut + match.start("tail") if match else None


def is_terminal(words: str) -> bool:
    """Whether a line ends as a sentence ends."""
    return bool(_TERMINAL.search(words))


def is_prose(words: str) -> bool:
    """Whether a line reads as a paragraph: long, or a whole sentence of some length."""
    return len(words) > 200 or (len(words) > 60 and is_terminal(words))


def is_salutation(words: str) -> bool:
    """Whether a line opens a letter."""
    return len(words) < 120 and bool(_SALUTATION.match(words))


def is_name_line(words: str) -> bool:
    """Whether a line holds a few capitalised words alone, as a signature does."""
    return len(words) < 60 and words[:1].isupper() and bool(_NAME_LINE.match(words))


def is_closing(words: str) -> bool:
    """Whether a line closes a letter."""
    return len(words) < 200 and bool(_CLOSING.match(words))
