"""Everything that can go wrong and that we name.

DatelineError                 has a key into wording.ERRORS (for people) and a detail (for the log)
├── SetupError                the installation is not right: exit status 2
│   ├── CorpusMissing         the corpus folder is not there, or holds nothing that can be read
│   ├── DatabaseDown          the database cannot be reached or used
│   │   └── DatabaseFileDown  the same of one that is a file of this machine
│   ├── DataUnwritable        nothing can be written to the data folder
│   ├── InvalidSetting        an environment variable holds something that cannot be used
│   ├── InvalidTopics         topics.toml cannot be read
│   ├── MostFilesGone         most of the files that articles came from are not in the corpus folder
│   ├── PortInUse             another program listens on the port
│   └── SlackRefused          Slack does not accept a token
├── UsageError                what was typed cannot be used: exit status 2
│   ├── UnknownFeed           a feed that is not followed
│   ├── UnknownTopic          a slash command that no topic defines
│   └── UnknownArticle        an article id that the corpus does not hold
├── PageRefused               a page that somebody asked for is not taken in
├── FeedRefused               a feed that somebody wants to follow cannot be
├── Busy                      too much slow work waits already
├── Malformed                 a request from Slack lacks what it should hold
├── DeliveryFailed            Slack did not take a message, for certain: it may be sent again
├── DeliveryUnsure            no word whether Slack took a message: sending it again could say it twice
├── HistoryClosed             the bot may not read what was posted in a channel
└── ReadError                 one article is refused; the rest go on
    ├── Unreadable            the file cannot be opened
    ├── Fault                 a fault of our own in reading it
    ├── NotText               a binary file, or one of a kind that is not read
    ├── TooLarge              the file is over the cap
    ├── InvalidFrontMatter    the lines between --- are no YAML, or hold a wrong type
    ├── NoText                nothing is left of it after cleaning
    │   ├── NoArticle         a web page or a message in which no article is found
    │   └── OnlyPictures      a PDF that was scanned: pictures of pages
    ├── Damaged               its own format's rules are broken
    ├── Locked                a password is needed
    ├── OtherFormat           one that is not read, of something that can be saved as one that is
    ├── Unsafe                made to do harm, or as good as: a bomb, a path out of an archive
    ├── InvalidRecord         a row or an object of an export that holds no article
    ├── NoTextField           an export none of whose fields holds a text
    ├── NameTaken             another file of the corpus already has that name
    └── WebError              nothing that can be read comes from a web address
        ├── NotAnAddress      it is no http or https address
        ├── UnsafeAddress     it leads to a machine or a port that is not public
        ├── TooManyRedirects  it leads on and on, or in a circle
        ├── Disallowed        the site's robots.txt keeps programs out
        ├── RobotsUnknown     the site's robots.txt cannot be had now
        ├── PageMissing       404
        ├── PageGone          410: for good
        ├── AccessDenied      the site gives it to others, or to nobody
        ├── AskedToWait       too many requests; says when to come back
        ├── ServerFailed      a failure of the site's own
        ├── OddStatus         any other status that brings no page
        ├── TimedOut          it did not arrive in time
        ├── Unreachable       no connection, or one that broke
        ├── TlsFailed         the site cannot show that it is the one it is taken for
        ├── TooLong           the body is over the cap
        ├── FeedNotPage       a feed where a page is looked for
        └── NotFeed           it is no feed
            └── FeedElsewhere it is a page that names its feed
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


class DatabaseFileDown(DatabaseDown):
    key = "database_file_down"


class DataUnwritable(SetupError):
    key = "data_unwritable"


class InvalidSetting(SetupError):
    key = "invalid_setting"


class InvalidTopics(SetupError):
    key = "invalid_topics"


class MostFilesGone(SetupError):
    key = "most_files_gone"


class PortInUse(SetupError):
    key = "port_in_use"


class SlackRefused(SetupError):
    key = "slack_refused"


class UsageError(DatelineError):
    key = "usage"


class UnknownFeed(UsageError):
    key = "unknown_feed"


class UnknownTopic(UsageError):
    key = "unknown_topic"


class UnknownArticle(UsageError):
    key = "unknown_article"


class PageRefused(DatelineError):
    key = "page_refused"


class FeedRefused(DatelineError):
    key = "feed_refused"


class Busy(DatelineError):
    key = "busy"


class Malformed(DatelineError):
    key = "malformed"


class DeliveryFailed(DatelineError):
    key = "delivery_failed"


class DeliveryUnsure(DatelineError):
    key = "delivery_unsure"


class HistoryClosed(DatelineError):
    key = "history_closed"


class ReadError(DatelineError):
    key = "unreadable"


class Unreadable(ReadError):
    key = "unreadable"


class Fault(ReadError):
    key = "fault"


class NotText(ReadError):
    key = "not_text"


class TooLarge(ReadError):
    key = "too_large"


class InvalidFrontMatter(ReadError):
    key = "invalid_front_matter"


class NoText(ReadError):
    key = "no_text"


class NoArticle(NoText):
    key = "no_article"


class OnlyPictures(NoText):
    key = "only_pictures"


class Damaged(ReadError):
    key = "damaged"


class Locked(ReadError):
    key = "locked"


class OtherFormat(ReadError):
    key = "other_format"


class Unsafe(ReadError):
    key = "unsafe"


class InvalidRecord(ReadError):
    key = "invalid_record"


class NoTextField(ReadError):
    key = "no_text_field"


class NameTaken(ReadError):
    key = "name_taken"


class WebError(ReadError):
    """`temporary`: the page may well be there, only not now. `is_final`: no later try will bring it either. `of_site`:
    nothing else comes from its site now. `retry_after`: seconds that the site asks to wait."""

    key = "unreachable"
    temporary = False
    is_final = False
    of_site = False
    retry_after: float | None = None


class NotAnAddress(WebError):
    key = "not_an_address"
    is_final = True


class UnsafeAddress(WebError):
    key = "unsafe_address"
    is_final = True


class TooManyRedirects(WebError):
    key = "too_many_redirects"


class Disallowed(WebError):
    key = "disallowed"
    is_final = True


class RobotsUnknown(WebError):
    key = "robots_unknown"
    temporary = True
    of_site = True


class PageMissing(WebError):
    key = "page_missing"


class PageGone(WebError):
    key = "page_gone"
    is_final = True


class AccessDenied(WebError):
    key = "access_denied"


class AskedToWait(WebError):
    key = "asked_to_wait"
    temporary = True
    of_site = True

    def __init__(self, detail: str = "", *, retry_after: float | None = None, **facts: object) -> None:
        super().__init__(detail, **facts)
        self.retry_after = retry_after


class ServerFailed(WebError):
    key = "server_failed"
    temporary = True


class OddStatus(WebError):
    key = "odd_status"


class TimedOut(WebError):
    key = "timed_out"
    temporary = True
    of_site = True


class Unreachable(WebError):
    key = "unreachable"
    temporary = True
    of_site = True


class TlsFailed(WebError):
    key = "tls_failed"
    temporary = True
    of_site = True


class TooLong(WebError):
    key = "too_long"
    is_final = True


class FeedNotPage(WebError):
    key = "feed_not_page"
    is_final = True


class NotFeed(WebError):
    key = "not_feed"
    is_final = True


class FeedElsewhere(NotFeed):
    """`feed`: the address of the feed that the page names."""

    key = "feed_elsewhere"

    def __init__(self, detail: str = "", *, feed: str = "") -> None:
        super().__init__(detail, feed=feed)
        self.feed = feed
