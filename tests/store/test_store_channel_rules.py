"""What channels want, in the store."""

from collections.abc import Callable

from bot.store import ChannelRules, Store


def test_a_channel_of_which_nobody_has_said_anything_has_the_defaults(store: Store) -> None:
    rules = store.channel_rules("C1")
    assert rules == ChannelRules("C1", public=False, answers_mentions=True, unfurls=False, topics=())


def test_what_a_channel_wants_is_kept_for_every_process(store: Store, open_store: Callable[[], Store]) -> None:
    rules = ChannelRules("C1", public=True, answers_mentions=False, unfurls=True, topics=("harbour", "merger"))
    store.save_channel_rules(rules)
    assert open_store().channel_rules("C1") == rules
    assert store.channel_rules("C2") == ChannelRules("C2")


def test_the_last_change_counts(store: Store) -> None:
    store.save_channel_rules(ChannelRules("C1", public=True, topics=("harbour",)))
    store.save_channel_rules(ChannelRules("C1", unfurls=True))
    assert store.channel_rules("C1") == ChannelRules("C1", unfurls=True)
