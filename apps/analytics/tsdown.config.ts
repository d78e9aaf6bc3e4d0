import { defineConfig } from "tsdown"

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
  copy: [
    { from: "report/report.css", to: "page" },
    { from: "transcript/transcript.css", to: "page" }
  ]
})
