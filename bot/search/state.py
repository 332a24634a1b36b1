"""What an index has read, in a small file beside tantivy's own."""

import json
from pathlib import Path

from bot.facts.record import taken_by
from bot.models import Value
from bot.search.documents import SCHEMA_VERSION
from bot.store import Store


class State(Value):
    """What the index has read: changes up to `seq` of the store with that `identity`."""

    schema_version: int
    analysis: str
    identity: str
    seq: int

    def goes_on_from(self, before: "State") -> bool:
        """Whether it is a later state of the same index. One that was made anew has read less at first."""
        return self.seq >= before.seq and self.model_copy(update={"seq": before.seq}) == before


def fits(state: State, store: Store) -> bool:
    """Whether the index follows that store. A store that was put back to an older state is followed anew."""
    follows = (state.schema_version, state.analysis) == (SCHEMA_VERSION, taken_by())
    return follows and state.identity == store.identity() and state.seq <= store.last_change()


def state_path(folder: Path) -> Path:
    """Where the state of the index in that folder is kept."""
    return folder.with_name(folder.name + ".json")


def read_state(folder: Path) -> State | None:
    """None where there is none that can be read."""
    try:
        return State.model_validate(json.loads(state_path(folder).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def write_state(folder: Path, state: State) -> None:
    write_whole(state_path(folder), state.model_dump_json())


def write_whole(path: Path, content: str) -> None:
    """Written beside and moved into place, so that a kill leaves the old one or the new one."""
    beside = path.with_suffix(".new")
    beside.write_text(content, encoding="utf-8")
    beside.replace(path)
