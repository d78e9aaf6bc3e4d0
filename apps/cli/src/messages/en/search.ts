// What is said of searches, beside what was found.
import { number } from "./counts.ts"

export const search = {
  nothingToFind: "there is nothing to look for: write a word, or a phrase in quotation marks",
  tooFew: (flag: string, text: string) => `--${flag} ${text}: write a whole number, 0 or more`,
  noTranscripts: (folder: string) =>
    `--transcripts ${folder}: no HTML transcripts are listed there; \`chatledger transcript -o ${folder}\` writes some`,
  nothing: "nothing found: no message of what is chosen holds all of it, and nobody is called so",
  unknown: (word: string, near: string) =>
    `no message has the word ${word}${near === "" ? "" : `: did you mean ${near}?`}`,
  shown: (shown: number, all: number) => `${number(shown)} of ${number(all)}: --limit ${all} shows all`,
  in: { file: "file", poll: "poll", contact: "contact", place: "place" } as Readonly<Record<string, string>>,
  called: { chat: "chat", person: "person" },
  you: "you",
  none: "—"
}
