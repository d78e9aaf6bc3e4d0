// The report's file: one HTML document that loads nothing else, with a policy that forbids loading.
//
// The policy allows only the build's script and style, by their hashes; the data is base 85 without `<`, so it contains no
// markup.
import * as Crypto from "node:crypto"
import { reportPage } from "../report-files.ts"
import type { Locale } from "../workbook/wording.ts"
import { textOf } from "./base85.ts"

const hashOf = (text: string): string => `'sha256-${Crypto.hash("sha256", text, "base64")}'`

const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ")

const GENERATOR = "chatledger report"

/** True if a text begins like a report. */
export const isReport = (text: string): boolean =>
  text.startsWith("<!doctype html>") && text.includes(`<meta name="generator" content="${GENERATOR}">`)

/** A link above the report, if it is one page of several. */
export interface PageLink {
  /** Relative to the page. */
  readonly href: string
  readonly text: string
}

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)

const navigation = (links: ReadonlyArray<PageLink>): string =>
  links.length === 0
    ? ""
    : `<nav>${links.map(({ href, text }) => `<a href="${escaped(href)}">${escaped(text)}</a>`).join(" ")}</nav>\n`

const noScript: Readonly<Record<Locale, string>> = {
  en: "This report is drawn by a script inside of it, which is turned off here: open the file in a browser.",
  ru: "Отчёт рисует скрипт внутри этого файла, здесь он отключён: откройте файл в браузере."
}

/** The document around packed data. */
export const documentOf = (data: Buffer, locale: Locale, links: ReadonlyArray<PageLink> = []): string => {
  const { script, style } = reportPage()
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${GENERATOR}">
<meta name="referrer" content="no-referrer">
<title>chatledger</title>
<style>${style}</style>
</head>
<body>
${navigation(links)}<noscript>${noScript[locale]}</noscript>
<script type="text/plain" id="data">${textOf(data)}</script>
<script>${script}</script>
</body>
</html>
`
}
