// The command of a plan for a POSIX shell.
import type { Plan } from "./plan.ts"

/** A word quoted for a shell. */
export const shellWord = (word: string): string =>
  /^[\w@+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

const commandOf = (words: ReadonlyArray<string>): string => words.map(shellWord).join(" ")

/** One line; its exit code is that of the last export that failed, otherwise that of the sync. */
export const shellCommand = ({ exports, sync }: Plan): string =>
  [
    `${commandOf(sync)}; code=$?`,
    ...exports.map((words) => `${commandOf(words)} || code=$?`),
    "exit $code"
  ].join("; ")
