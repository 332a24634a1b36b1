"""The stand-in's surfaces beside messages: forms, Homes, previews of links, and the agent's prompts and statuses."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.slack.limits import attached_problems
from tests.slack.views import Triggers, view_problems

MOST_PROMPTS = 4
NO_PREVIEW = {"rich_text", "actions", "input"}
"""Blocks for which chat.unfurl was seen to answer invalid_blocks."""
_PLACES = (("channel", "ts"), ("unfurl_id", "source"))
"""What names the message whose links are shown: either pair."""


@dataclass
class Surfaces:
    """What was opened, published and set, each in order. `invalid`: why something was refused."""

    invalid: list[str]
    views: list[dict[str, Any]] = field(default_factory=list)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    unfurls: list[dict[str, Any]] = field(default_factory=list)
    prompts: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    titles: list[dict[str, Any]] = field(default_factory=list)
    triggers: Triggers = field(default_factory=Triggers)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def open(self, arguments: dict[str, Any], now: float) -> dict[str, Any]:
        """views.open"""
        view = decoded(arguments["view"])
        if self._is_refused([*view_problems(view), *([] if view["type"] == "modal" else ["no form"])]):
            return _error("invalid_arguments")
        if refused := self.triggers.use(arguments["trigger_id"], now):
            return _error(refused)
        self.views.append({**view, "id": f"V{next(self._numbers)}"})
        return {"ok": True, "view": self.views[-1]}

    def update(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """views.update"""
        view = decoded(arguments["view"])
        if self._is_refused(view_problems(view)):
            return _error("invalid_arguments")
        if not any(one["id"] == arguments.get("view_id") for one in self.views):
            return _error("not_found")
        self.views.append({**view, "id": arguments["view_id"]})
        return {"ok": True, "view": self.views[-1]}

    def publish(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """views.publish"""
        view = decoded(arguments["view"])
        if self._is_refused([*view_problems(view), *([] if view["type"] == "home" else ["no Home"])]):
            return _error("invalid_arguments")
        self.homes[arguments["user_id"]] = view
        return {"ok": True, "view": view}

    def unfurl(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """chat.unfurl"""
        previews = decoded(arguments.get("unfurls") or "{}")
        if not previews:
            return _error("missing_unfurls")
        if [_is_named(arguments, *names) for names in _PLACES].count(True) != 1:
            self.invalid.append(f"a preview of nothing, or of two things: {arguments}")
            return _error("invalid_arguments")
        if kinds := {block["type"] for preview in previews.values() for block in preview["blocks"]} & NO_PREVIEW:
            self.invalid.append(f"{sorted(kinds)} in a preview")
            return _error("invalid_blocks")
        if self._is_refused([problem for preview in previews.values() for problem in attached_problems(preview)]):
            return _error("invalid_unfurl_format")
        self.unfurls.append({**arguments, "unfurls": previews})
        return {"ok": True}

    def prompt(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """assistant.threads.setSuggestedPrompts. With a thread_ts an agent's call does nothing, and says nothing."""
        prompts = decoded(arguments["prompts"])
        if not 1 <= len(prompts) <= MOST_PROMPTS or not all(map(_is_prompt, prompts)):
            self.invalid.append(f"prompts: {prompts}")
            return _error("invalid_arguments")
        if "thread_ts" not in arguments:
            self.prompts.append({**arguments, "prompts": prompts})
        return {"ok": True}

    def status(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """assistant.threads.setStatus"""
        return self._set(self.statuses, arguments, "thread_ts")

    def title(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """assistant.threads.setTitle"""
        return self._set(self.titles, arguments, "thread_ts", "title")

    def _set(self, kept: list[dict[str, Any]], arguments: dict[str, Any], *needed: str) -> dict[str, Any]:
        if any(not arguments.get(name) for name in ("channel_id", *needed)):
            return _error("invalid_arguments")
        kept.append(arguments)
        return {"ok": True}

    def _is_refused(self, wrong: list[str]) -> bool:
        self.invalid.extend(wrong)
        return bool(wrong)


def _is_prompt(one: dict[str, Any]) -> bool:
    return set(one) == {"title", "message"} and all(isinstance(text, str) and text.strip() for text in one.values())


def _is_named(arguments: dict[str, Any], *names: str) -> bool:
    return all(arguments.get(name) for name in names)


def decoded(argument: Any) -> Any:
    """What stands in a form as JSON comes as it is in a body of JSON."""
    return json.loads(argument) if isinstance(argument, str) else argument


def _error(word: str) -> dict[str, Any]:
    return {"ok": False, "error": word}
