// The help of a statistic, besides what its SQL file contains.
export const statistics = {
  meanings: {
    from: "events from this time on",
    to: "events up to this time, exclusive; --last 30d replaces both",
    instance: "only this instance (idInstance); repeatable",
    chat: "only this chat (chatId); repeatable",
    tz: "IANA time zone of days and hours; default: the system's",
    as_of: "the state at this time instead of now",
    at: "the point in time; required",
    min_length: "minimum number of letters of a word",
    language: "only words in the alphabet of ru (Cyrillic) or en (Latin)",
    stop_words: "leave out common words of ru, en, or both: ru,en"
  } as Readonly<Record<string, string>>,
  columns: "COLUMNS",
  parameters: "PARAMETERS",
  none: "none",
  people:
    "--people and --roster FILE count people instead of ids; for the other flags see `chatledger stats --help`",
  example: "EXAMPLE"
}
