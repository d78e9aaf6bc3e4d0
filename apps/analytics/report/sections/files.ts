// The files of messages, with links to their copies.
import type { FilesText, FileText } from "../../src/report/layout.ts"
import type { Data } from "../data.ts"
import type { Scope } from "../filter.ts"
import { wordOf } from "../strings.ts"
import { el } from "../view/dom.ts"
import { table } from "../view/table.ts"
import { shown } from "../view/words.ts"
import { type Context, section, wide } from "./section.ts"

const passes = (file: FileText, { texts }: Data, { filter, hasChat, hasDay }: Scope): boolean =>
  hasChat[file.chat] === 1 &&
  hasDay(file.day) &&
  (filter.person === undefined || texts.senders[file.sender]?.id === filter.person)

/** The list of files; undefined for a report without copies. */
export const filesSection = (listed: FilesText | undefined, context: Context): HTMLElement | undefined => {
  if (listed === undefined) return undefined
  const { data, scope, words } = context
  const { strings } = words
  const files = listed.files.filter((file) => passes(file, data, scope))
  const type = ({ type }: FileText) => wordOf(strings, "type_", `${type}Message`)
  const isShort = listed.found > listed.files.length
  return section(
    "files",
    strings.fileList,
    isShort
      ? el(
          "p",
          { class: "muted" },
          `${strings.newestFiles}: ${words.number(listed.files.length)} / ${words.number(listed.found)}`
        )
      : undefined,
    wide(
      table(
        "files",
        strings.fileList,
        [
          {
            key: "time",
            label: strings.time,
            value: (file) => file.wall ?? 0,
            text: (file) =>
              file.wall === null
                ? "–"
                : words.dateText(new Date(file.wall * 1000), { dateStyle: "medium", timeStyle: "short" })
          },
          {
            key: "file",
            label: strings.file,
            value: (file) => shown(file.name ?? "") || type(file),
            link: (file) => file.href ?? undefined,
            note: (file) => wordOf(strings, "file_", file.state)
          },
          { key: "kind", label: strings.kind, value: type },
          {
            key: "size",
            label: strings.size,
            value: (file) => file.bytes ?? 0,
            text: (file) => (file.bytes === null ? "–" : words.bytes(file.bytes))
          },
          { key: "chat", label: strings.chat, value: (file) => words.chat(file.chat) },
          { key: "sender", label: strings.person, value: (file) => words.sender(file.sender) }
        ],
        files,
        words
      )
    )
  )
}
