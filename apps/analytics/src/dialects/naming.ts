// Names of columns that other engines would call otherwise, and CTEs that they would run more than once.
import { isName, wordsOf } from "./words.ts"

interface OpenSelect {
  readonly depth: number
  /** Where the item begins in the text so far. */
  start: number
}

/** Names each column of a select list that is `table.column` by its column. */
export const withColumnNames = (sql: string): string => {
  const open: Array<OpenSelect> = []
  let text = ""
  let depth = 0
  const endItem = () => {
    const column = /^\w+\.(\w+)$/.exec(text.slice(open.at(-1)?.start ?? text.length).trim())?.[1]
    if (column !== undefined) text = `${text.trimEnd()} as ${column}${/\s*$/.exec(text)?.[0] ?? ""}`
  }
  for (const word of wordsOf(sql)) {
    const isHere = open.at(-1)?.depth === depth
    if (isHere && (word === "," || word === "from" || word === ")")) endItem()
    if (isHere && (word === "from" || word === ")")) open.pop()
    if (/^[([{]$/.test(word)) depth += 1
    if (/^[)\]}]$/.test(word)) depth -= 1
    text += word
    const last = open.at(-1)
    if (word === "," && last?.depth === depth) last.start = text.length
    if (word === "select") open.push({ depth, start: text.length })
  }
  return text
}

/** Marks each CTE that is read more than once, so that the engine runs it once. */
export const withCtesOnce = (sql: string, once: string): string => {
  const words = wordsOf(sql).filter((word) => word.trim() !== "")
  const reads = new Map<string, number>()
  for (const [at, word] of words.entries())
    if (isName(word) && /^(?:from|join)$/.test(words[at - 1] ?? ""))
      reads.set(word, (reads.get(word) ?? 0) + 1)
  return sql.replace(/\b(\w+) as \((?=\s*select\b)/g, (text, name: string) =>
    (reads.get(name) ?? 0) > 1 ? `${name} as ${once}(` : text
  )
}
