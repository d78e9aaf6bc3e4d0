// The packages as a stranger gets them: packed, installed into empty folders, weighed, type-checked and run there.
//
// One way by default, as CI runs it; `--matrix` tries them all and writes docs/packages.md. Asks the registry for what is not in its cache.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { checkBudgets, checkDemo } from "./packages/budgets.ts"
import { checkTypes, makeConsumer, runExamples } from "./packages/consumer.ts"
import { newest, pack, readJson, root } from "./packages/install.ts"
import { tryMatrix } from "./packages/matrix.ts"
import { pythonWithDuckDb, runOwnExamples } from "./packages/own-examples.ts"

const place = mkdtempSync(join(tmpdir(), "chatledger-packages-"))
const isMatrix = process.argv.includes("--matrix")
const begun = performance.now()
const say = (text: string) => console.log(`${Math.round((performance.now() - begun) / 1000)}s ${text}`)

try {
  // Meanwhile: it waits for the network.
  const python = pythonWithDuckDb(place)
  const tarballs = pack(join(place, "tarballs"))
  const ranges: Readonly<Record<string, string>> = readJson(
    join(root, "packages/export/package.json")
  ).peerDependencies
  const peers = Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, newest(name, range)]))
  say(
    `packed; newest peers: ${Object.entries(peers)
      .map((peer) => peer.join(" "))
      .join(", ")}`
  )
  for (const weight of checkBudgets(place, tarballs, peers)) say(weight)
  const demo = checkDemo(place, process.execPath)
  say("the demo of the installed command line")
  if (isMatrix) await tryMatrix(place, tarballs, peers, demo, say)
  else {
    const folder = join(place, "consumer")
    makeConsumer(folder, tarballs, { manager: "pnpm", peers, typescript: "^7.0.0" }, demo)
    const [checked, ran] = await Promise.all([
      checkTypes(folder, process.execPath, "nodenext"),
      runExamples(folder, process.execPath)
    ])
    say(`pnpm, newest peers: ${checked}; ${ran}`)
    const commandLine = join(demo, "../node_modules/chatledger/dist/main.mjs")
    say(await runOwnExamples(folder, process.execPath, commandLine, await python))
  }
} finally {
  if (!process.argv.includes("--keep")) rmSync(place, { recursive: true, force: true })
}
