// The report's files in `sql/report/`, and the pages that the build writes to `page/`.
import { readFileSync } from "node:fs"

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8")

/** SQL of the report; it contains its own parameter names. */
export const reportSql = (name: string): string => read(`sql/report/${name}.sql`)

/** Script and style of the page. */
export const reportPage = () => ({ script: read("page/report.js"), style: read("page/report.css") })

/** Style of transcripts. */
export const transcriptStyle = (): string => read("page/transcript.css")
