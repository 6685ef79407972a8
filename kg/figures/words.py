"""The words around figures as data: scales, currencies, measures, and the words that make a number no figure.

Comes in: nothing. Goes out: sets and tables for `figures`. It never reads a text, and it names no party, person or
country.
"""

from __future__ import annotations

SCALE_NAMES = {
    "thousand": "thousand", "million": "million", "mn": "million", "m": "million", "billion": "billion",
    "bn": "billion", "mln": "million", "bln": "billion", "trn": "trillion",
    "trillion": "trillion", "tn": "trillion",
}
CURRENCY_SIGNS = {
    "US$": "USD", "USD": "USD", "$": "USD", "€": "euros", "EUR": "EUR", "£": "pounds", "GBP": "GBP", "¥": "yen",
    "RMB": "yuan",
    "CNY": "CNY", "JPY": "JPY", "VND": "VND", "KHR": "KHR", "LAK": "LAK", "THB": "THB", "₫": "VND", "₩": "won",
    "₹": "rupees",
    "A$": "AUD", "AUD": "AUD", "S$": "SGD", "SGD": "SGD", "C$": "CAD", "CAD": "CAD", "HK$": "HKD", "CHF": "CHF",
    "INR": "INR",
    "RUB": "RUB", "R$": "BRL",
    "RM": "RM", "MYR": "MYR", "PHP": "PHP", "₱": "pesos", "P$": "pesos", "IDR": "IDR", "Rp": "rupiah", "Rs.": "rupees",
    "Rs": "rupees", "₨": "rupees", "Tk": "taka", "৳": "taka", "₮": "tugrik", "₸": "tenge", "₺": "lira", "₴": "hryvnia",
    "₽": "rubles", "NZ$": "NZD", "FJ$": "FJD", "J$": "JMD", "TT$": "TTD", "EC$": "XCD", "N$": "Namibian dollars",
    "GH¢": "cedis", "GH₵": "cedis", "GHS": "cedis", "₵": "cedis", "₦": "naira", "Sh": "shillings", "Shs": "shillings",
    "KSh": "shillings", "Ksh": "shillings", "Sh.": "shillings", "TSh": "shillings",
    "USh": "shillings", "QR": "riyals", "SR": "riyals", "Dh": "dirhams", "Dhs": "dirhams", "AED": "dirhams",
    "ZAR": "rand", "R": "rand",
}
# Roads and rounds are numbered with these too ("the R9"): money only where a scale or a group of thousands follows.
LOOSE_SIGNS = frozenset({"R", "SR", "Sh", "Sh."})
CURRENCY_NAMES = (
    "dollars dollar euros euro pounds pound yuan renminbi yen won dong riels riel kip baht rupees rupee rubles "
    "roubles rouble "
    "ruble francs franc crowns crown kronor kroner koruna florins florin guilders pesos peso reais real dinars "
    "dinar dirhams "
    "dirham rials rial riyals riyal lira liras shillings shilling rand naira kwacha birr cedis zloty forints leu "
    "lei levs "
    "ringgit rupiah kyat taka somoni som sum tenge manat lari dram hryvnia hryvnias marks mark escudos cents "
    "soles bolivars bolivianos guaranies colones lempiras quetzals gourdes dalasi metical kwanza pula"
).split()
MEASURES = {
    "km": "km", "kilometres": "km", "kilometers": "km", "kilometre": "km", "kilometer": "km", "metres": "metres",
    "meters": "metres", "metre": "metres", "meter": "metres", "miles": "miles", "mile": "miles", "hectares": "hectares",
    "hectare": "hectares", "ha": "hectares", "acres": "acres", "tonnes": "tonnes", "tons": "tons", "tonne": "tonnes",
    "ton": "tons", "kg": "kg", "kilograms": "kg", "kilogrammes": "kg", "megawatts": "megawatts", "MW": "megawatts",
    "megawatt": "megawatts", "gigawatts": "gigawatts", "GW": "gigawatts", "kilowatts": "kilowatts",
    "barrels": "barrels",
    "litres": "litres", "liters": "litres", "degrees": "degrees", "kW": "kilowatts", "kV": "kV", "GWh": "GWh",
    "TWh": "TWh",
    "feet": "feet", "nautical miles": "nautical miles", "sq km": "square km", "km2": "square km", "km²": "square km",
    "square kilometres": "square km", "square kilometers": "square km", "square metres": "square metres",
    "square meters": "square metres", "square miles": "square miles", "cubic metres": "cubic metres",
    "cubic meters": "cubic metres", "kilometres per hour": "km per hour",
}
TIME_UNITS = {
    unit: f"{unit}s"
    for unit in ("minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "fortnight")
} | {"century": "centuries"}

# "nine-member delegation": the noun after the hyphen counts; "two-way", "one-party" and "two-state" are kinds, no
# figures.
HYPHEN_NOUNS = {
    "strong": "members", "member": "members", "person": "people", "man": "people", "point": "points", "seat": "seats",
    "page": "pages", "room": "rooms", "bed": "beds", "ship": "ships", "vehicle": "vehicles", "car": "cars",
    "lane": "lanes",
    "vote": "votes", "item": "items", "article": "articles", "nation": "nations", "country": "countries",
    "story": "storeys",
    "storey": "storeys", "strand": "strands", "delegate": "delegates", "percent": "percent", "per-cent": "percent",
}
IRREGULAR_PLURALS = frozenset(
    "people men women children personnel staff troops police lives wives aircraft lawmakers".split()
)

DEFINITE = frozenset(
    "the these those both all our their its his her my your other such said latter former first last next same "
    "any".split()
)
# What is agreed, handed over or signed is counted on its agreement; sides and leaders in twos and threes are
# participants.
DOCUMENTS = frozenset(
    "agreements memorandums memoranda mous documents papers protocols treaties accords declarations communiqués "
    "communiques "
    "statements resolutions pacts arrangements deals understandings instruments mous".split()
)
COMPANIONS = frozenset(
    "sides leaders parties countries nations states governments peoples ministers presidents secretaries governors "
    "heads chiefs "
    "delegations legislatures parliaments assemblies houses chambers speakers ministries armies generals premiers "
    "neighbours "
    "neighbors men women kings co-chairs chairs institutions bodies counterparts provinces capitals".split()
)
NOT_NOUNS = frozenset(
    "is was has does this its his yes us thus plus across versus besides always perhaps towards afterwards as less "
    "says meets visits takes makes goes comes remains holds calls gives includes becomes wants believes needs sees "
    "congress "
    "politics news series economics mathematics process progress press access business success address illness "
    "weakness "
    "campus status virus bus gas analysis basis crisis emphasis ends halves thirds quarters fifths ways things".split()
)
STOPS = frozenset(
    "a an the this that these those and or but nor so yet if in on at to from by of for with without within into "
    "onto over under "
    "about against between among during before after since until through per via than as when where while who whom "
    "whose which "
    "what why how he she it they we i you him her them us his its their our my your is are was were be been being "
    "am has have had "
    "do does did will would shall should can could may might must not no there here then also each every both "
    "either neither "
    "said told met signed held went came took made out up down off again once respectively others later ago "
    "earlier".split()
)
NAME_CUES = (
    r"(?:No\.?|Nos\.?|Resolution|Article|Articles|Chapter|Decree|Directive|Decision|Law|Phase|Route|Highway|Road|"
    r"Block|Group|Section|"
    r"Unit|Flight|Room|Gate|Pillar|Annex|Circular|Conclusion|Protocol|Vision|Agenda|Plan|Page|Class|Type|Zone|Level|"
    r"Tier|Grade|"
    r"Volume|Vol\.|Part|Lot|District|Ward|Apollo|Team|Camp|Area|Step|Stage)"
)
RELATIVE_CUES = (
    r"(?:valid for|(?:to|will|shall) run for|in force for|for a (?:term|period) of|renewable for|extended for)"
)
VAGUE_WORDS = (
    r"(?:about|around|some|nearly|almost|roughly|approximately|over|more than|less than|fewer than|at least|at most|"
    r"up to|"
    r"an estimated|estimated|close to|nearing|under|just under|just over|above|below|a little over|a little under|"
    r"circa|as many as|"
    r"as much as|no fewer than|well over|exceeding|beyond)"
)
