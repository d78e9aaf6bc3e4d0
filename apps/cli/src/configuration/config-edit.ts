// Adds an instance to the text of a configuration, and leaves the rest as its owner wrote it.
import { type ConfiguredInstance, SCHEMA_ADDRESS } from "./config-schema.ts"
import { type Holder, valueAt } from "./json-places.ts"

/** A new configuration with one instance. */
export const newConfiguration = (archive: string, instance: ConfiguredInstance): string =>
  `${JSON.stringify({ $schema: SCHEMA_ADDRESS, archive, instances: [instance] }, null, 2)}\n`

/** Line endings and indentation of a text. */
interface Layout {
  readonly end: string
  /** One level of indentation. */
  readonly step: string
}

const layoutOf = (text: string): Layout => ({
  end: text.includes("\r\n") ? "\r\n" : "\n",
  step: /^[ \t]+(?=\S)/m.exec(text)?.[0] ?? "  "
})

/** JSON on one line: `{ "a": 1, "b": [2] }`. */
const onOneLine = (value: unknown): string => JSON.stringify(value, null, 1).replace(/\n */g, " ")

const onLines = (value: unknown, indent: string, { end, step }: Layout): string =>
  JSON.stringify(value, null, step).replaceAll("\n", `${end}${indent}`)

/** The indentation before an offset; undefined if other text precedes it on its line. */
const indentBefore = (text: string, offset: number): string | undefined =>
  /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, offset))?.[1]

/** Appends a value to an array or object, in its layout. */
const appended = (text: string, holder: Holder, value: unknown, name = ""): string => {
  const layout = layoutOf(text)
  const last = holder.members.at(-1)
  if (last === undefined) {
    const outer = /(?:^|[\r\n])([ \t]*)[^\r\n]*$/.exec(text.slice(0, holder.from))?.[1] ?? ""
    const indent = outer + layout.step
    const inner = `${layout.end}${indent}${name}${onLines(value, indent, layout)}${layout.end}${outer}`
    return text.slice(0, holder.from + 1) + inner + text.slice(holder.to - 1)
  }
  const indent = indentBefore(text, last.name ?? last.from)
  const isOneLine = !/[\r\n]/.test(text.slice(last.from, last.to)) && name === ""
  const more =
    indent === undefined
      ? `, ${name}${onOneLine(value)}`
      : `,${layout.end}${indent}${name}${isOneLine ? onOneLine(value) : onLines(value, indent, layout)}`
  return text.slice(0, last.to) + more + text.slice(last.to)
}

/** The text of a valid configuration with one more instance. */
export const withInstance = (text: string, instance: ConfiguredInstance): string => {
  const instances = valueAt(text, ["instances"])
  if (instances !== undefined) return appended(text, instances, instance)
  const whole = valueAt(text, [])
  return whole === undefined ? text : appended(text, whole, [instance], '"instances": ')
}
