// Words of the documentation that no dictionary knows, English and Russian. Names and terms of the field stand in `words.txt`.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import nspell from "nspell"

const root = new URL("..", import.meta.url).pathname
const require = createRequire(import.meta.url)

const dictionary = (name: string) => {
  const folder = dirname(require.resolve(name))
  return nspell(readFileSync(join(folder, "index.aff")), readFileSync(join(folder, "index.dic")))
}

const known = new Set(
  readFileSync(new URL("words.txt", import.meta.url), "utf8")
    .split("\n")
    .filter((word) => word !== "")
)

/** Prose: without code, addresses, markup and what a reader copies. */
const proseOf = (markdown: string): string =>
  markdown
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^ *(```|~~~)[\s\S]*?^ *\1/gm, "")
    .replace(/`[^`]*`/g, " ")
    .replace(/\]\([^)]*\)/g, "] ")
    .replace(/<[^>]+>/g, " ")
    .replace(/\b[a-z]+:\/\/\S+/g, " ")
    .replace(/\b\w+(?:-\w+){3,}/g, " ")
    .replace(/[@\w./-]*[\d_/\\@][\w./-]*/g, " ")

const english = dictionary("dictionary-en-gb")
const russian = dictionary("dictionary-ru")

/** True for names with a capital inside, such as `idInstance`, and for abbreviations. */
const isName = (word: string) => /\p{L}\p{Lu}/u.test(word)

const isKnown = (word: string): boolean => {
  if (isName(word) || known.has(word) || known.has(word.toLowerCase())) return true
  const dictionaryOf = /\p{Script=Cyrillic}/u.test(word) ? russian : english
  return dictionaryOf.correct(word) || dictionaryOf.correct(word.toLowerCase())
}

const files = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "")

const unknown = new Map<string, Set<string>>()
const judged = new Map<string, boolean>()
for (const file of files)
  for (const [word] of proseOf(readFileSync(join(root, file), "utf8")).matchAll(/\p{L}[\p{L}’'-]*\p{L}/gu)) {
    const plain = word.replaceAll("’", "'").replace(/'s?$/, "")
    if (!judged.has(plain))
      judged.set(plain, isKnown(plain) || plain.split("-").every((part) => part === "" || isKnown(part)))
    if (judged.get(plain) === true) continue
    unknown.set(plain, (unknown.get(plain) ?? new Set()).add(file))
  }
for (const [word, places] of [...unknown].sort(([a], [b]) => a.localeCompare(b)))
  console.error(`${word}: ${[...places].join(", ")}`)
if (unknown.size > 0) {
  console.error("words that no dictionary knows: correct them, or add them to .ci/words.txt")
  process.exitCode = 1
} else console.log(`${files.length} pages, ${judged.size} words`)
