// Terminal output of the shell: only escaped text, long answers page by page.
import { inWindow } from "../terminal/prose.ts"
import { harmless } from "../terminal/text.ts"
import type { Keyboard } from "./keyboard.ts"
import { pagerOf } from "./pager.ts"

/** Columns and rows of the terminal. */
export const size = () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 })

export const show = (text: string): void => {
  process.stdout.write(harmless(text))
}

/** Shows sentences; lines break between words. */
export const showProse = (text: string): void => show(inWindow(text, size().columns))

/** A pager for one answer; its texts are already escaped. */
export const pagerOn = ({ key }: Keyboard) =>
  pagerOf({
    size,
    write: (text) => {
      process.stdout.write(text)
    },
    key
  })
