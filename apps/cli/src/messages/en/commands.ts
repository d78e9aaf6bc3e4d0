// What each command does and what its examples show, in each language. The command lines are in `commands/`.
export const commands = {
  chatledger:
    "Archives WhatsApp, MAX and Telegram journals from GREEN-API and turns them into files, statistics and reports",
  demo: {
    about: "Try it offline: create a sample account, sync it, export it and print statistics. Start here"
  },
  init: {
    about: "Set up: ask for an instance and its token, test them, and write the configuration",
    ask: "asks questions on a terminal; adds the instance to an existing configuration",
    script: "asks nothing: changes the settings and runs the first sync"
  },
  doctor: {
    about:
      "Check whether your instances can be recorded: state, settings, clock, disk and permissions; show where each value comes from",
    fix: "turn on the settings that a complete journal needs"
  },
  sync: {
    about: "Fetch new messages of all configured instances into the archive",
    once: "once, for cron: all instances in chatledger.config.json",
    again: "repeat until Ctrl-C"
  },
  schedule: {
    about: "Run sync and export regularly: with a systemd timer, a crontab line or a Windows task",
    print: "print the line for cron; changes nothing",
    install: "every hour, as a systemd timer of the current user",
    media: "also fetch the files of messages, and heal lost time, with every sync",
    names: "every three hours, within the free plan; files with names from names.csv",
    windows: "a task for schtasks /create /xml",
    remove: "remove the line from the crontab"
  },
  import: {
    about: "Add saved journal replies to the archive",
    folder: "all saved replies in a folder",
    one: "one reply, requested when its file was written, covering one day",
    phone: "a chat that WhatsApp exported on a phone"
  },
  status: {
    short: "Show what the archive contains and which periods it covers, per instance and journal",
    about: "Show what the archive contains and which periods it covers: one row per instance and journal"
  },
  verify: { about: "Check every file of the archive and list the damaged ones" },
  compact: {
    about: "Pack the snapshots of each past day into one file, without changing a byte of them",
    nightly: "every night by cron: loose files are removed one day after they were packed"
  },
  prune: {
    about: "Delete snapshots requested before a given time; without --execute, only a preview",
    preview: "what would be deleted, and which periods would no longer be covered",
    execute: "delete permanently"
  },
  forget: {
    about: "Remove the records of one chat from all snapshots; without --execute, only a preview",
    preview: "how many records would be removed",
    execute: "remove permanently"
  },
  media: {
    about:
      "Fetch the files of messages (pictures, videos, voice, documents) into the archive, and list those that are missing",
    fetch: "everything that is not in the archive yet",
    few: "pictures and voice up to 5 MB each",
    gaps: "what is lost or not fetched yet, and why"
  },
  export: {
    about: "Export tables or a query result to XLSX, CSV, Parquet or NDJSON",
    all: "an Excel workbook in ./chatledger-export",
    named: "the export that `exports` in the configuration calls weekly",
    month: "messages of the last 30 days, for Excel with Russian settings",
    names: "your own names for groups, beside the id in every row",
    tokens: "tables without names, numbers and texts, to share"
  },
  stats: {
    about:
      "Print statistics of reactions, polls, activity, people or answers. Without a name: list them; NAME --help: columns and parameters",
    polls: "poll results of a group",
    days: "messages per day",
    silent: "who of a list of people has not written anything in their groups"
  },
  sql: {
    about:
      "Query the tables with SQL: one SELECT in DuckDB's dialect. Without a query, an interactive shell on a terminal",
    shell: "interactive shell; .help lists its commands",
    most: "who writes most",
    excel: "write the result to an Excel file",
    moment: "the reactions as they were at that time",
    path: "the DuckDB file, for other tools"
  },
  report: {
    about: "Write a report as one HTML file: activity, people, reactions, polls and coverage",
    months: "the last 90 days, in Russian",
    safe: "without names, numbers and texts, to show to others"
  },
  search: {
    about: "Search messages, polls, files, contacts, places and names; finds all forms of a word",
    words: "all of the words, in any form: книги also finds книга",
    phrase: "an exact phrase, with the message before and after it",
    month: "words that begin this way, by one person, in the last 30 days, into a file"
  },
  transcript: {
    about: "Write chats as documents to read, one file per chat: HTML, Markdown or plain text",
    all: "all chats, with an index, in ./chatledger-transcripts",
    one: "one chat, the last 30 days, as one HTML file",
    text: "one chat as plain text, to a pipe or the screen"
  },
  receive: {
    about:
      "Receive webhooks on this computer, behind your own proxy, and archive each notification before it is acknowledged",
    start: "at http://127.0.0.1:7871, until Ctrl-C",
    queue: "from the queue of the configured instances, which no other program may read"
  },
  serve: {
    about:
      "Serve the archive over HTTP on this computer: as a GREEN-API journal, and as report, tables, statistics and SQL",
    start: "at http://127.0.0.1:7870, until Ctrl-C",
    moment: "the journal as it was at that time",
    rotate: "with a new token; the previous one stops working"
  }
}
