// What the client and the decoder weigh in a page, and that they need nothing of Node.
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build } from "tsdown"
import { assert, describe, it } from "vitest"

const KILOBYTE = 1024

/** A script with one import of core and all that this needs, as a page gets it. */
const scriptOf = async (code: string): Promise<string> => {
  const entry = "\0entry"
  const { bundles } = await build({
    entry: { page: entry },
    config: false,
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    platform: "browser",
    format: "esm",
    minify: true,
    dts: false,
    write: false,
    clean: false,
    logLevel: "error",
    deps: { alwaysBundle: /.*/, onlyBundle: false },
    plugins: [
      {
        name: "entry",
        resolveId: (id: string, importer: string | undefined) => {
          if (id === entry) return entry
          return importer === entry ? fileURLToPath(import.meta.resolve(id)) : undefined
        },
        load: (id: string) => (id === entry ? code : undefined)
      }
    ]
  })
  const chunks = bundles.flatMap(({ chunks }) => chunks)
  return chunks.flatMap((chunk) => (chunk.type === "chunk" ? [chunk.code] : [])).join("\n")
}

describe("core in a page", { timeout: 120_000 }, () => {
  for (const [name, kilobytes] of [
    ["decodeMessage", 30],
    ["createJournalClient", 58]
  ] as const)
    it(`${name} weighs ${kilobytes} KB at most, and asks for no module of Node`, async () => {
      const script = await scriptOf(`export { ${name} } from "@chatledger/core"`)
      assert.notMatch(script, /\b(?:from|import|require)\s*\(?["']/)
      const weight = gzipSync(script, { level: 9 }).length / KILOBYTE
      assert.isAbove(weight, kilobytes / 2, "the script is not whole")
      assert.isAtMost(weight, kilobytes)
    })
})
