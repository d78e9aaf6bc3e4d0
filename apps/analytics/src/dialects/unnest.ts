// Lists in a select list: `select unnest(a) as b from t` becomes `select unnested.value as b from t cross join unnest(a) …`.
import { closingAt, wordsOf } from "./words.ts"

interface OpenSelect {
  readonly depth: number
  lists: ReadonlyArray<string>
  state: "columns" | "from" | "table"
}

/** Moves each `unnest` of a select list beside the table that the select reads, which must be a name without another. */
export const withUnnestJoined = (sql: string): string => {
  const words = wordsOf(sql)
  const open: Array<OpenSelect> = []
  let text = ""
  let depth = 0
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ""
    const select = open.at(-1)?.depth === depth ? open.at(-1) : undefined
    if (select?.state === "columns" && word === "unnest" && words[at + 1] === "(") {
      const close = closingAt(words, at + 1)
      select.lists = [...select.lists, words.slice(at + 1, close + 1).join("")]
      text += "unnested.value"
      at = close
      continue
    }
    if (/^[)\]}]$/.test(word)) {
      if (select !== undefined) open.pop()
      depth -= 1
    }
    if (/^[([{]$/.test(word)) depth += 1
    text += word
    if (word === "select") {
      if (select !== undefined) open.pop()
      open.push({ depth, lists: [], state: "columns" })
    } else if (select?.state === "columns" && word === "from") select.state = "from"
    else if (select?.state === "from" && word.trim() !== "") {
      select.state = "table"
      text += select.lists.map((list) => ` cross join unnest${list} as unnested(value)`).join("")
    }
  }
  return text
}
