"""All hostile queries: their generators by name, and draws from them.

Comes in: how many, a seed, what must not be touched. Goes out: queries, the same for the same seed, each once. It never
runs one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from attacks import costly, outward, texts
from attacks.outward import Lure

Generator = Callable[[Random, Lure], str]
TRIES = 20  # draws until a generator is taken to have no other query


def broken(draw: Random, lure: Lure) -> str:
    """A hostile query from another generator with pieces cut out, doubled or put elsewhere."""
    text = draw.choice(list(GENERATORS.values())[:-1])(draw, lure)[:5_000]
    for _ in range(draw.randrange(1, 12)):
        a, b = sorted(draw.randrange(len(text) + 1) for _ in range(2))
        text = draw.choice(
            (text[:a] + text[b:], text[:b] + text[a:], text[:a] + draw.choice("{}()<>\"'\\#;,.*?$") + text[a:])
        )[: texts.LONG]
    return text


_PLAIN = (
    outward.service,
    outward.service_escaped,
    outward.service_by_variable,
    outward.service_by_prefix,
    outward.hidden_in_comments,
    outward.read_differently,
    outward.named_data,
    outward.updates,
    outward.addresses_as_terms,
    costly.products,
    costly.ordered_products,
    costly.distinct_products,
    costly.aggregates,
    costly.paths,
    costly.values,
    costly.optionals,
    costly.unions,
    costly.wide_filters,
    costly.templates,
    costly.described,
    costly.asked,
    costly.existence,
    costly.differences,
    costly.sub_selects,
    texts.nested_groups,
    texts.nested_expressions,
    texts.nested_paths,
    texts.nested_selects,
    texts.nested_collections,
    texts.concatenated_groups,
    texts.doubled_strings,
    texts.wide_strings,
    texts.backtracking,
    texts.giant_patterns,
    texts.replaced,
    texts.odd_texts,
    texts.bad_escapes,
    texts.enormous_terms,
    texts.numbers,
    texts.dates,
    texts.shadowed_prefixes,
    texts.noise,
    texts.too_long,
)
GENERATORS: dict[str, Generator] = {one.__name__: one for one in (*_PLAIN, broken)}


def hostile(times: int, seed: int, lure: Lure) -> Iterator[tuple[str, int, str]]:
    """At most `times` queries of each generator, in turn: the generator's name, the number of the draw, the text."""
    seen: set[str] = set()
    left = dict(GENERATORS)
    for number in range(times):
        for name, make in list(left.items()):
            drawn = (make(Random(f"{seed} {name} {number} {turn}"), lure) for turn in range(TRIES))
            text = next((one for one in drawn if one not in seen), None)
            if text is None:
                del left[name]
            else:
                seen.add(text)
                yield name, number, text
