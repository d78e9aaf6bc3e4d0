// Messages by day: the table of a page and its chart, which the page places elsewhere.
import type { PageChart, PageTable } from "@chatledger/export"
import { type Row, type Summary, WIDE } from "./summary-section.ts"
import { pageValue } from "./values.ts"

const DAYS_AS_COLUMNS = 62

/** The table and the chart; rows are those of `activity_by_day`. */
export const activity = (rows: ReadonlyArray<Row>, words: Summary, height: number = WIDE.height) => {
  const table: PageTable = {
    kind: "table",
    name: "activity by day",
    columns: [
      { title: words.day, type: "day" },
      { title: words.messages, type: "number" },
      { title: words.senders, type: "number" },
      { title: words.chats, type: "number" }
    ],
    rows: rows.map((row) => ["day", "messages", "senders", "chats"].map((name) => pageValue(row[name])))
  }
  const chart: PageChart = {
    kind: "chart",
    shape: rows.length > DAYS_AS_COLUMNS ? "line" : "column",
    title: words.activity,
    table: table.name,
    categories: 0,
    series: [1],
    ...WIDE,
    height
  }
  return { table, chart }
}
