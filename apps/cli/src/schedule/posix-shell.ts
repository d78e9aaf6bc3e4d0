// The command of a plan as a shell of POSIX takes it.
import type { Plan } from "./plan.ts"

/** A word that a shell takes as it is. */
export const shellWord = (word: string): string =>
  /^[\w@+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

const commandOf = (words: ReadonlyArray<string>): string => words.map(shellWord).join(" ")

/** One line; ends with the code of the last export that failed, else with that of the sync. */
export const shellCommand = ({ exports, sync }: Plan): string =>
  [
    `${commandOf(sync)}; code=$?`,
    ...exports.map((words) => `${commandOf(words)} || code=$?`),
    "exit $code"
  ].join("; ")
