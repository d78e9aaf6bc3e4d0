// A thousand new messages into an archive that contains a million: import, and the first question after it.
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, rmSync } from "node:fs"
import { archive, count, folder, instance, makeArchive } from "./data.ts"
import { binary, measure, report } from "./measure.ts"
import { writeMessages } from "./messages.ts"

await makeArchive()
const copy = `${folder}/copy`
const news = `${folder}/news.ndjson`
mkdirSync(folder, { recursive: true })
await writeMessages({ count: 1000, seed: 7, path: news, fromDay: "2026-06-01" })

report(
  `1,000 new messages into an archive of ${count}`,
  measure([
    {
      name: "chatledger import, then stats reactions_by_emoji",
      before: () => {
        rmSync(copy, { recursive: true, force: true })
        cpSync(archive, copy, { recursive: true })
        // Otherwise the flush of a checkpoint would wait for the copy.
        spawnSync("sync")
      },
      commands: [
        [binary, "import", news, "--instance", instance, "--archive", copy],
        [binary, "stats", "reactions_by_emoji", "--archive", copy, "--tz", "UTC"]
      ]
    }
  ])
)
rmSync(copy, { recursive: true, force: true })
