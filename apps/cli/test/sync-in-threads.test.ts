import { describe, expect, it } from "vitest"
import { newFolder, running } from "./command.ts"
import { ago, configure, incoming, served } from "./journal-service.ts"

const ids = Array.from({ length: 60 }, (_, index) => `${1_103_000_000 + index}`)
const MESSAGES = 60

describe("a sync of many instances with long replies", () => {
  it("says of each, read in a thread or not, what a sync of it alone says", async () => {
    const at = ago(3600)
    const states = ids.flatMap((id) =>
      Array.from({ length: MESSAGES }, (_, index) =>
        incoming(id, `M${index}`, at + index, index === 7 ? { sendByApi: "yes" } : {})
      )
    )
    const service = await served({ instances: ids, states })
    const folder = newFolder()
    configure(folder, service.url, ids)
    const all = await running(folder, ["sync", "--journal", "incoming"])
    expect(all.code).toBe(3)
    for (const id of ids) expect(all.stderr).toContain(`${id}: ${MESSAGES} new messages, 0 changed`)
    const faults = all.stderr.match(/incoming: record 53: .*sendByApi/g)
    expect(faults).toHaveLength(ids.length)
    for (const id of [ids[0], ids.at(-1)]) {
      const alone = await running(folder, ["sync", "--journal", "incoming", "--instance", `${id}`])
      expect(alone.stderr).toContain(`${id}: 0 new messages, 0 changed`)
    }
    expect((await running(folder, ["verify"])).code).toBe(0)
  })
})
