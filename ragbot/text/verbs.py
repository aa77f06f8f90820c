"""Verbs whose past is not told by its ending."""

from __future__ import annotations

# As they are in news: past tense, and the participle where it is another. No "read", "let" or "bid", which are present as well.
PAST = tuple(
    """
    became began begun bought broke broken brought built came caught chose chosen cut drew drove fed fell fled flew flown fought
    found gave given gone got grew grown held hid hit kept knew known laid lay led left lent lost made meant met paid put ran
    rose sank saw seen sent sold spent spoke sprang stole stolen stood struck swam swept swung taken taught told took torn
    threw thrown went withdrew withdrawn won wore wrote written shot shut set
    """.split()
)
