// A plug-in of the bundler: of every package whose code a bundle holds, its licence in THIRD-PARTY-NOTICES.txt and itself in sbom.cdx.json.
//
// What is listed is what the bundler read, no list that someone keeps. A bundle of ours that is read has lists of its own, which are
// taken over. A package without a licence stops the build.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

interface Component {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly text: string
}

interface Chunk {
  readonly type: string
  readonly moduleIds?: ReadonlyArray<string>
  code?: string
}

const readJson = (path: string) => JSON.parse(readFileSync(path, "utf8"))

const textIn = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replace(/\r\n/g, "\n").trim())
    .join("\n\n")

/** The package that a file belongs to; undefined for our own. */
const packageOf = (file: string): string | undefined => {
  const at = file.lastIndexOf("/node_modules/")
  if (at < 0) return undefined
  const parts = file.slice(at + "/node_modules/".length).split("/")
  return join(file.slice(0, at), "node_modules", ...parts.slice(0, parts[0]?.startsWith("@") ? 2 : 1))
}

const componentOf = (folder: string): Component => {
  const { name, version, license } = readJson(join(folder, "package.json"))
  if (typeof license !== "string" || license === "") throw new Error(`${name}@${version} has no licence`)
  return { name, version, license, text: textIn(folder) }
}

/** The lists of a room of ours from which a bundle is read: the room of the nearest package.json. */
const takenOver = (file: string, room: string): ReadonlyArray<Component> => {
  for (let at = dirname(file); at !== dirname(at) && at !== room; at = dirname(at)) {
    const list = join(at, "sbom.cdx.json")
    if (existsSync(list))
      return readJson(list).components.map(
        (each: {
          name: string
          version: string
          licenses: [{ expression: string }]
          properties: [{ value: string }]
        }) => ({
          name: each.name,
          version: each.version,
          license: each.licenses[0].expression,
          text: each.properties[0].value
        })
      )
    if (existsSync(join(at, "package.json"))) return []
  }
  return []
}

const shown = ({ name, version, license, text }: Component) =>
  `${name} ${version} (${license})\n\n${text === "" ? `Licensed under ${license}.` : text}`

const written = (room: string, components: ReadonlyArray<Component>) => {
  const { name, version } = readJson(join(room, "package.json"))
  const rule = `\n\n${"-".repeat(80)}\n\n`
  const intro = `${name} holds code of these packages, under their licences.`
  writeFileSync(join(room, "THIRD-PARTY-NOTICES.txt"), `${[intro, ...components.map(shown)].join(rule)}\n`)
  const list = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "library", name, version } },
    components: components.map(({ name, version, license, text }) => ({
      type: "library",
      name,
      version,
      purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
      licenses: [{ expression: license }],
      properties: [{ name: "chatledger:licence-text", value: text }]
    }))
  }
  writeFileSync(join(room, "sbom.cdx.json"), `${JSON.stringify(list, undefined, 2)}\n`)
}

/** The licences as a comment that stays in a script which is put into pages; the same text stands once. */
const legalComment = (components: ReadonlyArray<Component>): string => {
  const names = Map.groupBy(components, ({ license, text }) => (text === "" ? license : text))
  const parts = [...names].map(
    ([text, of]) => `${of.map(({ name, version }) => `${name} ${version}`).join(", ")}\n${text}`
  )
  return `/*! This script holds code of:\n\n${parts.join("\n\n").replaceAll("*/", "* /")}\n*/\n`
}

/** Where the lists go, and what else they are of. */
interface NoticeOptions {
  /** Puts the licences into the scripts, too, since these leave the package. */
  readonly isInScript?: boolean
}

/** Writes both lists into a room. */
export const notices = (room: string, { isInScript = false }: NoticeOptions = {}) => ({
  name: "third-party-notices",
  generateBundle(_: unknown, bundle: Readonly<Record<string, Chunk>>) {
    const chunks = Object.values(bundle).filter(({ type }) => type === "chunk")
    const files = chunks.flatMap(({ moduleIds = [] }) => moduleIds)
    const found = new Map<string, Component>()
    const add = (component: Component) => found.set(`${component.name}@${component.version}`, component)
    for (const file of files) {
      const folder = packageOf(file.replace(/^\0/, "").replace(/\?.*$/, ""))
      if (folder !== undefined) add(componentOf(folder))
      else if (file.startsWith("/")) for (const component of takenOver(file, room)) add(component)
    }
    const components = [...found.keys()].sort().flatMap((key) => found.get(key) ?? [])
    if (isInScript) for (const chunk of chunks) chunk.code = legalComment(components) + (chunk.code ?? "")
    written(room, components)
  }
})
