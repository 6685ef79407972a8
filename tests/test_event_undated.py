"""Days of events in articles without a date of their own, in texts written for this.

Comes in: invented texts. Goes out: tests of the dates in a reading. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import read

MET = "Anna Holm met Ilo Marsh"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # a day that the text tells with its weekday: the days around it
        (f"The fair opened in Oslo on Monday (3 November 2031). On Wednesday Minister {MET}.", "2031-11-05"),
        (f"The fair opened in Oslo on Monday, November 3. On Sunday Minister {MET} in Bergen.", "XXXX-11-02"),
        # a day with its year in the lead, whose weekday the calendar tells
        (f"The fair opened in Oslo on 3 November 2031. On Wednesday Minister {MET} in Bergen.", "2031-11-05"),
        # what lies ahead tells nothing of what was done
        (f"The fair opens in Oslo on 3 November 2031. On Wednesday Minister {MET} in Bergen.", ""),
        # the article's own day is another than the one told
        (f"The fair opened in Oslo on Monday, 3 November 2031. Today Minister {MET} in Bergen.", ""),
        # a dateline without a year, whose weekday the lead tells
        (f"OSLO, 8 December (NTB) – The fair opened on Monday. On Saturday Minister {MET}.", "XXXX-12-06"),
        (f"OSLO, 8 December (NTB) – The fair will open on Friday. On Saturday Minister {MET}.", ""),
        # a dateline without a year, beside a day with one
        (f"OSLO, April 19 (NTB) – The fair opened on April 16, 2024. Yesterday Minister {MET}.", "2024-04-18"),
        (f"OSLO, April 19 (NTB) – The fair was born on June 16, 2021. Yesterday Minister {MET}.", "XXXX-04-18"),
    ],
)
def test_weekdays_count_from_what_the_text_tells(text: str, day: str, tmp_path: Path) -> None:
    meeting = next(e for e in read(text, tmp_path).events() if e.type == "meeting")
    assert (meeting.dates[0] if meeting.dates else "") == day
