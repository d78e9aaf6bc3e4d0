// The frame of a page: one HTML document without scripts, with a policy that lets it load nothing.
//
// The policy allows only the build's style, by its hash, and pictures inside the file; with copied files also pictures from the
// page's own origin, which is the computer for a page opened from disk.
import * as Crypto from "node:crypto"
import { transcriptStyle } from "../../report-files.ts"
import type { Locale } from "../../workbook/wording.ts"
import { escaped } from "./markup.ts"

const GENERATOR = "chatledger transcript"

const headOf = (locale: Locale, title: string, hasFiles: boolean): string => {
  const style = transcriptStyle()
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${Crypto.hash("sha256", style, "base64")}'`,
    hasFiles ? "img-src data: 'self'" : "img-src data:",
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ")
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${GENERATOR}">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
`
}

/** Start and end of a page, around its body; `hasFiles` is true if it shows copied files. */
export const pageOf = (locale: Locale, title: string, hasFiles = false) => ({
  start: headOf(locale, title, hasFiles),
  end: "</body>\n</html>\n"
})
