"""Which scope Slack demands for a method of its Web API, an event, and a feature of the manifest."""

METHODS: dict[str, tuple[str, ...]] = {
    "apps.connections.open": (),
    "assistant.threads.setStatus": ("chat:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "assistant.threads.setTitle": ("assistant:write",),
    "auth.test": (),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.unfurl": ("links:write",),
    "conversations.history": ("{kind}:history",),
    "conversations.info": ("{kind}:read",),
    "conversations.members": ("{kind}:read",),
    "conversations.replies": ("{kind}:history",),
    "users.info": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.update": (),
}
"""As each method's page names them; `{kind}` is that of the conversation: channels, groups (private ones) or im."""
KINDS = ("channels", "groups")
"""Kinds of conversation that a bot which is invited into channels must be able to look into."""

EVENTS: dict[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "link_shared": "links:read",
    "message.im": "im:history",
}
"""The scope without which an event does not come."""

FEATURES = {"slash_commands": "commands", "shortcuts": "commands", "agent_view": "assistant:write"}
"""The scope that a part of the manifest's features brings with it."""


def missing(method: str, kind: str, granted: set[str]) -> str | None:
    """The first scope that the method needs for that kind of conversation, and that was not granted."""
    needed = (scope.format(kind=kind) for scope in METHODS[method])
    return next((scope for scope in needed if scope not in granted), None)
