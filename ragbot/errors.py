"""Every error a user can meet, classed by what they can do next.

    RagbotError                 exit 1
    ├── UsageError              exit 2: the call was wrong, change it
    │   ├── SettingsError       a setting is unknown or impossible
    │   ├── QuestionError       the question is empty or too long
    │   └── FilterError         a date cannot be read, an outlet is not in the archive
    ├── ArticleError            one input is no article; the others are not touched
    ├── ArchiveError            the archive cannot be used as it is
    │   ├── MissingError        there is none, and none is to be made
    │   ├── LockedError         another process is writing
    │   ├── MismatchError       built by another embedder or chunking
    │   ├── DamagedError        a file is broken
    │   └── StorageError        the disk is full or not writable
    ├── WeightsError            weights are missing, damaged or cannot be fetched
    ├── LlmError                the language model failed; `retryable` says whether to try again
    ├── PromptError             a file in prompts/ does not keep to its contract
    ├── SuiteError              an evaluation suite cannot be read
    └── PortError               the chat cannot listen where it was told to

The message says what happened, to which input, and what to do next.
"""

from __future__ import annotations


class RagbotError(Exception):
    """Base of all; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(RagbotError):
    exit_code = 2


class SettingsError(UsageError):
    pass


class QuestionError(UsageError):
    pass


class FilterError(UsageError):
    pass


class ArticleError(RagbotError):
    pass


class ArchiveError(RagbotError):
    pass


class MissingError(ArchiveError):
    pass


class LockedError(ArchiveError):
    pass


class MismatchError(ArchiveError):
    pass


class DamagedError(ArchiveError):
    pass


class StorageError(ArchiveError):
    pass


class WeightsError(RagbotError):
    pass


class LlmError(RagbotError):
    """`retryable` is True where the same call may succeed later; `status` is the server's HTTP status, if it gave one."""

    def __init__(self, message: str, *, retryable: bool = False, status: int | None = None) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.status = status


class PromptError(RagbotError):
    pass


class SuiteError(UsageError):
    pass


class PortError(RagbotError):
    pass
