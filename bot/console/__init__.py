"""The bot in a terminal: the same Bolt app and handlers, with Slack's side played in this process."""
