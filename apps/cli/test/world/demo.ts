// The demo in a world: an account of its own from saved replies to files, answers and a report.
import { join } from "node:path"
import { filesIn, must, type Outputs } from "./chain.ts"
import type { World } from "./world.ts"

/** Files that know when or where they were made. */
const isOwn = (name: string) => /^archive\/(archive\.json|cache\/|locks\/)/.test(name)

/** Runs the demo in a folder of a world; answers its files, and what it says. */
export const demonstrated = async (
  world: World,
  folder: string,
  words: ReadonlyArray<string>
): Promise<Outputs> => {
  const { stdout } = await must(world, folder, ["demo", ...words])
  const files = [...filesIn(join(folder, "chatledger-demo"))].filter(([name]) => !isOwn(name))
  // Snapshots also keep how long the service took.
  const compared = files.map(([name, bytes]) => [name, name.endsWith(".zst") ? "" : bytes] as const)
  return new Map([...compared, ["standard output.csv", stdout]])
}
