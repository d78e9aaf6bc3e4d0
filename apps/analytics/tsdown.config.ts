import { defineConfig } from "tsdown"
import { notices } from "../../.ci/notices.ts"

/** The page of the report: one script and one style, which `src/report/page.ts` puts into the file; the style of transcripts. */
export default defineConfig({
  entry: { report: "report/main.ts" },
  outDir: "page",
  format: "iife",
  platform: "browser",
  target: "es2022",
  minify: true,
  dts: false,
  outputOptions: { entryFileNames: "report.js" },
  tsconfig: "report/tsconfig.json",
  deps: { alwaysBundle: [/./], onlyBundle: false },
  plugins: [notices(import.meta.dirname, { isInScript: true })],
  copy: [
    { from: "report/report.css", to: "page" },
    { from: "transcript/transcript.css", to: "page" }
  ]
})
