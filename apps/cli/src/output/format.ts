// The formats of an answer: text for the screen and for pipes, binary for files.

export const textFormats = ["table", "json", "ndjson", "csv", "markdown"] as const
export const binaryFormats = ["parquet", "xlsx"] as const
export const answerFormats = [...textFormats, ...binaryFormats] as const

export type TextFormat = (typeof textFormats)[number]
export type BinaryFormat = (typeof binaryFormats)[number]
export type AnswerFormat = (typeof answerFormats)[number]

export const isBinary = (format: AnswerFormat): format is BinaryFormat =>
  binaryFormats.some((binary) => binary === format)
