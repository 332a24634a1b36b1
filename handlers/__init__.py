"""Slack's surfaces, one a file: parse, call one service, render, send."""
