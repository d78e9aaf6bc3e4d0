"""The questions of pandas.ts, as somebody who knows pandas asks them of the exported CSV files.

With `warm` the files are read once and each question is asked three times; with the name of a question, the file is read for
it alone. Prints JSON: milliseconds (the median), rows of the answer, and the sum of its counts.
"""

import json
import sys
import time

import pandas as pd

folder, mode = sys.argv[1], sys.argv[2]

COLUMNS = {
    "messages": ["instance_id", "chat_id", "message_id", "is_content", "sender_id", "sent_at", "type_message"],
    "reactions": [
        "instance_id", "chat_id", "message_id", "sequence", "target_message_id", "reactor_id", "emoji_base", "reacted_at",
    ],
    "poll_votes": [
        "instance_id", "chat_id", "poll_message_id", "message_id", "sequence", "voter_id", "option_name", "voted_at",
    ],
}
TIMES = {"messages": "sent_at", "reactions": "reacted_at", "poll_votes": "voted_at"}


def read(name):
    numbers = {"sequence": "int64", "is_content": "bool"}
    types = {column: numbers.get(column, "str") for column in COLUMNS[name] if column != TIMES[name]}
    return pd.read_csv(f"{folder}/{name}.csv", usecols=COLUMNS[name], dtype=types, parse_dates=[TIMES[name]])


def latest_reactions(tables):
    events = tables["reactions"].sort_values("sequence")
    latest = events.drop_duplicates(["instance_id", "chat_id", "target_message_id", "reactor_id"], keep="last")
    return latest[latest["emoji_base"].notna()].groupby("emoji_base").size()


def latest_votes(tables):
    votes = tables["poll_votes"]
    voter = ["instance_id", "chat_id", "poll_message_id", "voter_id"]
    newest = votes.sort_values("sequence").drop_duplicates(voter, keep="last")[[*voter, "sequence"]]
    current = votes.merge(newest, on=[*voter, "sequence"])
    return current[current["option_name"].notna()].groupby(["chat_id", "poll_message_id", "option_name"]).size()


def latest_messages(key):
    def asked(tables):
        newest = tables["messages"].sort_values(["sent_at", "message_id"])
        return newest.drop_duplicates(["instance_id", key], keep="last").groupby(["instance_id", key]).size()

    return asked


def content(tables):
    messages = tables["messages"]
    return messages[messages["is_content"]]


def messages_by_chat(tables):
    chats = content(tables).groupby(["instance_id", "chat_id"])
    return chats.agg(messages=("message_id", "size"), senders=("sender_id", "nunique"), last=("sent_at", "max"))["messages"]


def messages_by_sender(tables):
    return content(tables).groupby(["instance_id", "sender_id"]).size()


def messages_by_type(tables):
    return tables["messages"].groupby("type_message").size()


def activity_by_day(tables):
    messages = content(tables)
    days = messages.groupby(messages["sent_at"].dt.floor("D"))
    return days.agg(messages=("message_id", "size"), senders=("sender_id", "nunique"))["messages"]


def activity_by_hour(tables):
    messages = content(tables)
    local = messages["sent_at"].dt.tz_localize("UTC").dt.tz_convert("Europe/Moscow")
    return messages.groupby([local.dt.dayofweek, local.dt.hour]).size()


def response_times(tables):
    messages = content(tables).sort_values(["instance_id", "chat_id", "sent_at", "message_id"], kind="stable")
    chats = messages.groupby(["instance_id", "chat_id"])
    other = chats["sender_id"].shift()
    seconds = (messages["sent_at"] - chats["sent_at"].shift()).dt.total_seconds()
    answers = messages[other.notna() & (other != messages["sender_id"])].assign(seconds=seconds)
    return answers.groupby(["instance_id", "chat_id"])["seconds"].agg(["size", "median"])["size"]


QUESTIONS = {
    "latest reactions": (latest_reactions, ["reactions"]),
    "latest votes": (latest_votes, ["poll_votes"]),
    "latest reactions, found in the query": (latest_reactions, ["reactions"]),
    "latest votes, found in the query": (latest_votes, ["poll_votes"]),
    "latest message of each chat": (latest_messages("chat_id"), ["messages"]),
    "latest message of each sender": (latest_messages("sender_id"), ["messages"]),
    "messages by chat": (messages_by_chat, ["messages"]),
    "messages by sender": (messages_by_sender, ["messages"]),
    "messages by type": (messages_by_type, ["messages"]),
    "activity by day": (activity_by_day, ["messages"]),
    "activity by hour": (activity_by_hour, ["messages"]),
    "response times": (response_times, ["messages"]),
}


def asked(name, tables, times):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        answer = QUESTIONS[name][0](tables)
        taken.append((time.perf_counter() - start) * 1000)
    return {"name": name, "milliseconds": sorted(taken)[len(taken) // 2], "rows": len(answer), "sum": int(answer.sum())}


if mode == "warm":
    tables = {name: read(name) for name in COLUMNS}
    print(json.dumps([asked(name, tables, 3) for name in QUESTIONS]))
else:
    start = time.perf_counter()
    tables = {name: read(name) for name in QUESTIONS[mode][1]}
    print(json.dumps([asked(mode, tables, 1)]))
