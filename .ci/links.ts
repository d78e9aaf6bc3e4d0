// Links of the documentation that lead nowhere: relative paths that do not exist, headings that are not there.
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import GithubSlugger from "github-slugger"

const root = new URL("..", import.meta.url).pathname
const files = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "" && !file.startsWith(".changeset/"))

const withoutCode = (text: string) =>
  text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").replace(/`[^`\n]*`/g, "`code`")

/** The anchors of a page, as GitHub makes them. */
const anchorsOf = (file: string): ReadonlySet<string> => {
  const slugger = new GithubSlugger()
  const text = readFileSync(join(root, file), "utf8").replace(/^(```|~~~)[\s\S]*?^\1/gm, "")
  const headings = [...text.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, title = ""]) =>
    slugger.slug(title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", ""))
  )
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = ""]) => name)
  return new Set([...headings, ...named])
}

const wrong: Array<string> = []
for (const file of files) {
  const text = withoutCode(readFileSync(join(root, file), "utf8"))
  for (const [, link = ""] of text.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)) {
    if (/^[a-z]+:/.test(link)) continue
    const [path = "", anchor] = decodeURI(link).split("#")
    const target = path === "" ? file : normalize(join(dirname(file), path))
    if (!existsSync(join(root, target))) wrong.push(`${file}: ${link} does not exist`)
    else if (anchor !== undefined && target.endsWith(".md") && statSync(join(root, target)).isFile()) {
      if (!anchorsOf(target).has(anchor)) wrong.push(`${file}: ${link}: no heading #${anchor}`)
    }
  }
}
for (const line of wrong) console.error(line)
if (wrong.length > 0) process.exitCode = 1
else console.log(`${files.length} pages, no dead link`)
