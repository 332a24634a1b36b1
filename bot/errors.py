"""Everything that can go wrong and that we name.

DatelineError                 has a key into wording.ERRORS (for people) and a detail (for the log)
├── SetupError                the installation is not right: exit status 2
│   ├── CorpusMissing         the corpus folder is not there, or holds nothing that can be read
│   ├── DatabaseDown          the database cannot be reached or used
│   ├── InvalidSetting        an environment variable holds something that cannot be used
│   ├── InvalidTopics         topics.toml cannot be read
│   ├── PortInUse             another program listens on the port
│   └── SlackRefused          Slack does not accept a token
├── UsageError                what was typed cannot be used: exit status 2
│   ├── UnknownTopic          a slash command that no topic defines
│   └── UnknownArticle        an article id that the corpus does not hold
├── Malformed                 a request from Slack lacks what it should hold
├── DeliveryFailed            Slack did not take a message, for certain: it may be sent again
├── DeliveryUnsure            no word whether Slack took a message: sending it again could say it twice
└── ReadError                 one article is refused; the rest go on
    ├── Unreadable            the file cannot be opened
    ├── NotText               a binary file, or one of a kind that is not read
    ├── TooLarge              the file is over the cap
    ├── InvalidFrontMatter    the lines between --- are no YAML, or hold a wrong type
    ├── NoText                nothing is left of it after cleaning
    └── NameTaken             another file of the corpus already has that name
"""


class DatelineError(Exception):
    """The root. `facts` fill the wording's placeholders; `detail` is for the log alone."""

    key = "broken"

    def __init__(self, detail: str = "", **facts: object) -> None:
        super().__init__(detail or f"{self.key}: {facts}")
        self.detail = detail
        self.facts = facts


class SetupError(DatelineError):
    key = "setup"


class CorpusMissing(SetupError):
    key = "corpus_missing"


class DatabaseDown(SetupError):
    key = "database_down"


class InvalidSetting(SetupError):
    key = "invalid_setting"


class InvalidTopics(SetupError):
    key = "invalid_topics"


class PortInUse(SetupError):
    key = "port_in_use"


class SlackRefused(SetupError):
    key = "slack_refused"


class UsageError(DatelineError):
    key = "usage"


class UnknownTopic(UsageError):
    key = "unknown_topic"


class UnknownArticle(UsageError):
    key = "unknown_article"


class Malformed(DatelineError):
    key = "malformed"


class DeliveryFailed(DatelineError):
    key = "delivery_failed"


class DeliveryUnsure(DatelineError):
    key = "delivery_unsure"


class ReadError(DatelineError):
    key = "unreadable"


class Unreadable(ReadError):
    key = "unreadable"


class NotText(ReadError):
    key = "not_text"


class TooLarge(ReadError):
    key = "too_large"


class InvalidFrontMatter(ReadError):
    key = "invalid_front_matter"


class NoText(ReadError):
    key = "no_text"


class NameTaken(ReadError):
    key = "name_taken"
