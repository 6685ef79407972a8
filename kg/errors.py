"""The faults that a user can mend, each a line that says where, what, and what to do.

Comes in: the place, the fault and the remedy, as words. Goes out: exceptions that `cli` prints as one line and turns
into an exit status. They never carry a traceback to the user and never stand for a fault of the program itself.
"""

FINE, FOUND, USAGE, BAD_INPUT, FAULT = 0, 1, 2, 3, 4


class KgError(Exception):
    """A fault that a user can mend: `where`: `what`; `remedy`. `status` is the exit status it leads to."""

    status = BAD_INPUT

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(where, what, remedy)
        self.where, self.what, self.remedy = where, what, remedy

    def __str__(self) -> str:
        """One line, whatever line breaks its parts hold."""
        return " ".join(f"{self.where}: {self.what}; {self.remedy}".split())


class BadInput(KgError):
    """A file, article, graph or query that cannot be read as what it should be (exit status 3)."""


class TooMuch(BadInput):
    """A question that asks for more time, memory, rows or bytes than its bounds allow (exit status 3)."""


class UsageError(KgError):
    """A command called with something that it does not know (exit status 2)."""

    status = USAGE
