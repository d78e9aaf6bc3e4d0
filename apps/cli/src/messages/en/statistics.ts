// What the page of a statistic says besides what its SQL file does.
export const statistics = {
  meanings: {
    from: "events from this time on",
    to: "events up to, not including, this time; --last 30d says both",
    instance: "only this instance (idInstance); repeatable",
    chat: "only this chat (chatId); repeatable",
    tz: "IANA zone of days and hours; default the machine's",
    as_of: "what is current as of this time, instead of now",
    at: "the moment that it is about; has to be given",
    min_length: "only words of so many letters at least",
    language: "only words in the letters of ru (Cyrillic) or en (Latin)",
    stop_words: "leave out the words that every text has, of ru, en, or both: ru,en"
  } as Readonly<Record<string, string>>,
  columns: "COLUMNS",
  parameters: "PARAMETERS",
  none: "none",
  people:
    "--people and --roster FILE count people instead of ids; `chatledger stats --help` tells the other flags",
  example: "EXAMPLE"
}
