// What each command is for, and what its examples show, in each language. The command lines stand in `commands/`.
export const commands = {
  chatledger:
    "Keeps what GREEN-API's WhatsApp journals show for a moment, and turns it into files and answers",
  demo: { about: "A made-up account, from saved replies to files and answers, offline: what to run first" },
  init: {
    about: "Begin: asks for an instance and its token, tests them, and writes the configuration",
    ask: "asks, at a terminal; what is there already stays, and gets the instance",
    script: "asks nothing: settings are set, and the first sync is done"
  },
  doctor: {
    about:
      "Can these accounts be recorded? State, settings, clock, disk, permissions, and each value with its source",
    fix: "set the settings that a complete journal needs"
  },
  sync: {
    about: "Fetch what is new from every configured instance, into the archive",
    once: "once, for cron: all instances of chatledger.config.json",
    again: "again and again, until Ctrl-C"
  },
  schedule: {
    about:
      "Sync and export by the machine itself, again and again: a systemd timer, a line of the crontab, or a Windows task",
    print: "the line for cron, to look at; nothing is changed",
    install: "every hour, as the user's systemd timer",
    names: "every three hours, within the free plan; files with the names of names.csv",
    windows: "a task, for schtasks /create /xml",
    remove: "takes the line out of the crontab again"
  },
  import: {
    about: "Bring saved replies of a journal into the archive",
    folder: "every saved reply in a folder",
    one: "one reply, asked for when its file was written, covering a day"
  },
  status: {
    short: "What the archive holds, and what of the time it covers, per instance and journal",
    about: "What the archive holds, and what of the time it covers: one row per instance and journal"
  },
  verify: { about: "Read the whole archive again and name every damaged file" },
  compact: {
    about: "Pack the snapshots of every day that is over into one file, bit for bit",
    nightly: "every night by cron: loose files go a day after they were packed"
  },
  prune: {
    about: "Remove the snapshots that were asked for before a time; a preview without --execute",
    preview: "what would go, and which time nothing covers then",
    execute: "removes it, for good"
  },
  forget: {
    about: "Take the records of one chat out of all snapshots; a preview without --execute",
    preview: "how many records that would be",
    execute: "takes them out, for good"
  },
  export: {
    about: "Write tables, or the answer to a query, as XLSX, CSV and Parquet",
    all: "a workbook with all tables, in ./chatledger-export",
    named: "what the configuration calls weekly, under `exports`",
    month: "the messages of a month, for Excel in Russian",
    names: "groups under the names that you give them: an id and a name in every row",
    tokens: "tables without names, numbers and texts, to give away"
  },
  stats: {
    about:
      "A statistic of reactions, polls, activity, people or answers; without a name, the list; NAME --help tells its columns and parameters",
    polls: "results of the polls of a group",
    days: "messages by day",
    silent: "who of a list of people has written nothing"
  },
  sql: {
    about: "Ask the tables in SQL: one SELECT of DuckDB's dialect; without a query, a shell on a terminal",
    shell: "the shell: .help says what it knows",
    most: "who writes most",
    excel: "into Excel",
    moment: "the reactions that stood then",
    path: "the DuckDB file, for tools of your own"
  },
  report: {
    about: "Write one HTML file to look at: activity, people, reactions, polls, coverage",
    months: "the last three months, in Russian",
    safe: "without names, numbers and texts, to show around"
  },
  search: {
    about: "Find messages, polls, files, contacts, places and names by words, in any of their forms",
    words: "all of the words, in whichever form: книги finds книга, too",
    phrase: "word for word, with the message before and the one behind it",
    month: "words that begin so, of a person, in the last month, into a file"
  },
  transcript: {
    about: "Write chats to read, a file each: HTML, Markdown or plain text",
    all: "every chat, with a list of them, in ./chatledger-transcripts",
    one: "a chat of the last month, as one HTML file",
    text: "a chat as plain text, into a pipe or on the screen"
  },
  serve: {
    about:
      "Serve the archive on this machine: as GREEN-API's journal, and its report, tables, statistics and SQL",
    start: "at http://127.0.0.1:7870, until Ctrl-C",
    moment: "as the journal was at that moment",
    rotate: "with a new token; the one before opens nothing any more"
  }
}
