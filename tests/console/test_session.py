import re

from bot.console import payloads
from bot.console.session import to_try
from bot.models import Topic
from bot.services import Services
from tests.console.conftest import Say


def number_of(label: str, shown: str) -> str:
    (number,) = re.findall(rf"\[(\d+)\] {label}", shown)
    return str(number)


def test_a_command_is_answered_to_the_person_alone(say: Say) -> None:
    shown = say("/harbour size")
    assert shown.startswith("only you see this\n")
    assert "“Officials in Linden now speak of 16 ferries.”" in shown
    assert shown.count("Asked:") == 1


def test_anything_else_is_a_mention_answered_in_its_thread(say: Say) -> None:
    shown = say("how many ferries?")
    assert shown.startswith("in the thread\n")
    assert "“Officials in Linden now speak of 16 ferries.”" in shown


def test_what_is_said_goes_on_from_what_was_asked_before(say: Say) -> None:
    say("how many ferries will be bought?")
    say("/harbour size")
    assert "Asked: How many tugs will be bought?" in say("and tugs?")


def test_a_number_presses_the_button_that_bears_it(say: Say) -> None:
    assert "[1] Share in channel" in say("/harbour size")
    shared = say("1")
    assert shared.count("in the channel\n") == 1
    assert "Shared in the channel." in shared


def test_buttons_of_earlier_messages_keep_their_numbers(say: Say) -> None:
    say("/harbour size")
    say("how many ferries?")
    assert "Shared in the channel." in say("1")


def test_a_number_without_a_button_is_said_to_be_none(say: Say) -> None:
    assert "No button has the number 1." in say("1")
    say("/harbour size")
    assert "No button has the number 0." in say("0")
    assert "No button has the number 99999999999999999999." in say("9" * 20)


def test_a_quote_is_read_in_its_article(say: Say) -> None:
    page = say(number_of("Read in context", say("/harbour size")))
    assert page.startswith("only you see this\n")
    assert "The harbour council had said that 14 ferries would be bought." in page
    assert "In bold: the quote." in page


def test_a_long_article_is_read_on_with_its_buttons(say: Say, services: Services) -> None:
    lines = "\n\n".join(f"Paragraph {number} tells of something else." for number in range(30))
    (services.corpus / "tugs.md").write_text(f"# Tugs\n\nSeven tugs sail.\n\n{lines}\n", encoding="utf-8")
    services.refresh()
    page = say(number_of("Read in context", say("how many tugs?")))
    later = say(number_of("Later text", page))
    assert ("Seven tugs sail." in page, "Seven tugs sail." in later) == (True, False)
    assert "Paragraph 12 tells" in later
    assert "Seven tugs sail." in say(number_of("Earlier text", later))


def test_another_quote_of_the_answer_is_chosen_by_its_number(say: Say, services: Services) -> None:
    (services.corpus / "tugs.md").write_text("# Tugs\n\nSome 16 ferries sail to Larvik.\n", encoding="utf-8")
    services.refresh()
    page = say(number_of("Read in context", say("/harbour size")))
    chosen = re.search(r"\[(\d+)\] \d+\. Tugs", page)
    assert chosen, page
    other = say(chosen[1])
    assert other.startswith("only you see this\n")
    assert "Some 16 ferries sail to Larvik." in other
    assert re.search(r"\[\d+\] \d+\. More ferries than thought", other)


def test_a_watch_is_told_when_articles_have_changed(say: Say, services: Services) -> None:
    assert "Watched from now on" in say("/harbour watch size")
    assert "Changed:" not in say("help")
    (services.corpus / "tugs.md").write_text("# Tugs\n\nSome 44 ferries sail to Larvik.\n", encoding="utf-8")
    told = say("help")
    assert told.startswith("in the channel\nChanged: ")
    assert "44 ferries" in told
    assert "Changed:" not in say("help")


def test_watches_of_slacks_channels_are_not_told_here(say: Say, services: Services) -> None:
    say("/harbour watch size")
    (watch,) = services.store.watches_in(payloads.CHANNEL)
    services.store.remove_watch(watch.id)
    services.store.add_watch(watch._replace(channel="C0SLACK"))
    (services.corpus / "tugs.md").write_text("# Tugs\n\nSome 44 ferries sail to Larvik.\n", encoding="utf-8")
    assert "44 ferries" not in say("help")
    (left,) = services.store.watches_in("C0SLACK")
    assert left.checked < services.store.last_change()


def test_a_folder_that_is_gone_for_a_while_is_said_and_the_rest_answers(say: Say, services: Services) -> None:
    services.corpus.rename(services.corpus.with_name("away"))
    shown = say("/harbour size")
    assert shown.startswith("No articles in ")
    assert "“Officials in Linden now speak of 16 ferries.”" in shown


def test_a_slash_alone_lists_the_commands(say: Say) -> None:
    assert "/harbour" in say("/")


def test_what_somebody_thinks_of_an_answer_has_numbers_too(say: Say) -> None:
    assert "Thank you" in say(number_of("Not helpful", say("/harbour size")))


def test_a_form_cannot_be_filled_in_here(say: Say) -> None:
    assert "Forms open in Slack alone" in say("/digest setup")


def test_the_digest_is_shown(say: Say) -> None:
    shown = say("/digest now")
    assert "More ferries than thought" in shown
    assert "There is no" not in shown


def test_a_command_alone_says_how_it_is_used(say: Say) -> None:
    assert "/harbour size" in say("/harbour")


def test_an_unknown_command_names_those_that_there_are(say: Say) -> None:
    shown = say("/nosuch size")
    assert shown.count("There is no /nosuch here.") == 1
    assert "/harbour" in shown


def test_what_is_typed_arrives_as_it_was_typed(say: Say) -> None:
    assert "Asked: is A&B <smaller> than &amp;?" in say("is A&B <smaller> than &amp;?")


def test_help_lists_the_commands(say: Say) -> None:
    assert "/ask, /who, /attended, /digest, /harbour" in say("help")


def test_three_things_to_try_come_from_the_topics() -> None:
    topic = Topic(name="merger", asks={"price": "What is the price?", "date": "When does it close?"})
    assert to_try((Topic(name="bare"), topic)) == ["/merger price", "When does it close?", "/digest now"]
    assert len(to_try(())) == 3
