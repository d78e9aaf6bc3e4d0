// The formats of an answer: text for the screen and pipes, binary for files.

import { type ExportFormat, exportFormats, formats, isExportFormat } from "@chatledger/export"

export const textFormats = ["table", "json", "ndjson", "csv", "markdown"] as const

export type TextFormat = (typeof textFormats)[number]
export type BinaryFormat = Exclude<ExportFormat, TextFormat>
export type AnswerFormat = TextFormat | BinaryFormat

export const isBinary = (format: string): format is BinaryFormat =>
  isExportFormat(format) && !formats[format].isText

export const answerFormats: ReadonlyArray<AnswerFormat> = [...textFormats, ...exportFormats.filter(isBinary)]
