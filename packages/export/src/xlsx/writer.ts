// XLSX: one workbook of all tables, with the pages that explain them.
import { programText, type Writer } from "../writer.ts"
import { writeWorkbook } from "./workbook.ts"

export const writer: Writer = (connection, { file, name, onProgress, tables }, settings) => {
  const { compression, createdAt, limits, look, metadata, pages, timeZone } = settings
  const description = Object.entries({ ...metadata, time_zone: timeZone })
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n")
  const title = name.replace(/\.xlsx$/i, "")
  return writeWorkbook(connection, { pages, tables }, file, {
    file: name,
    timeZone,
    limits,
    look,
    compression,
    properties: { creator: programText(settings), title, description, createdAt },
    onProgress
  })
}
