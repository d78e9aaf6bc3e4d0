// Messages of search, other than its results.
import { number } from "./counts.ts"

export const search = {
  nothingToFind: "nothing to search for: give a word, or a phrase in quotation marks",
  tooFew: (flag: string, text: string) => `--${flag} ${text}: give a whole number, 0 or more`,
  noTranscripts: (folder: string) =>
    `--transcripts ${folder}: there are no HTML transcripts; create them with \`chatledger transcript -o ${folder}\``,
  noSender: (given: string) =>
    `no sender has the id, number or name ${given}: list them with \`chatledger stats messages_by_sender\``,
  senders: (names: string, more: number) =>
    `--sender means ${names}${more > 0 ? ` and ${number(more)} more` : ""}: give the whole name or a number for one of them`,
  nothing: "nothing found: no selected message contains all the words, and no chat or person has this name",
  unknown: (word: string, near: string) =>
    `no message has the word ${word}${near === "" ? "" : `: did you mean ${near}?`}`,
  shown: (shown: number, all: number) => `${number(shown)} of ${number(all)}: --limit ${all} shows all`,
  in: { file: "file", poll: "poll", contact: "contact", place: "place" } as Readonly<Record<string, string>>,
  called: { chat: "chat", person: "person" },
  you: "you",
  none: "—"
}
