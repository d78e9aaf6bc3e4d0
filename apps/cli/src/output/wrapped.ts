// Wraps words to fit a window.
import { measured } from "../terminal/width.ts"

export const wrapped = (parts: ReadonlyArray<string>, columns: number): string => {
  const lines: Array<string> = []
  for (const part of parts) {
    const longer = lines.length === 0 ? part : `${lines.at(-1)} ${part}`
    if (lines.length > 0 && measured(longer).width <= columns) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines.map((line) => `${line}\n`).join("")
}
