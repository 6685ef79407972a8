"""An experiment: whether a small encoder reads sentences better than the rules do, part by part and in the end measure.

Comes in: gold facts to learn from and gold facts to be held against (`python -m bench.learned --help`). Goes out: the
tables of docs/learned.md. It is no part of the reader, and never opens an article of the half that judges.
"""
