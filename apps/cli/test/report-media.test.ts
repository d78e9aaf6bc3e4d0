// `chatledger report --media`: the files of messages, listed in the report with links to their copies.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { describe, expect, it } from "vitest"
import { unpack } from "../../analytics/report/data.ts"
import { chromiumPath, launch } from "../../analytics/test/report/chromium.ts"
import { chatledger, newFolder } from "./command.ts"
import { fileOf, mediaOffice } from "./media-service.ts"

const hostile = '../"><img src=x onerror=alert(1)>'

const synced = async () => {
  const made = await mediaOffice({
    files: [fileOf("ONE", 300), fileOf("TALE", 1_234_567), fileOf("GONE", 10, { isRenewable: false })],
    links: { GONE: "" },
    names: { ONE: hostile }
  })
  await made.run("sync", "--media")
  const read = (name: string) => readFileSync(join(made.folder, name), "utf8")
  const data = (name: string) => unpack(/id="data">([^<]*)</.exec(read(name))?.[1] ?? "")
  return { ...made, data }
}

describe("report --media", () => {
  /** The service is there for the first test only; reports need none. */
  let made: ReturnType<typeof synced> | undefined
  const office = () => {
    made ??= synced()
    return made
  }

  it("lists the newest files with links to their copies, and says of the others why there is none", async () => {
    const { data, folder, run } = await office()
    const written = await run("report", "-o", "out/r.html", "--media", "мои files")
    expect(written).toMatchObject({ code: 0, stderr: expect.stringContaining("2 files of messages in ") })
    const copies = readdirSync(join(folder, "мои files"))
    const { files } = (await data("out/r.html")).texts
    expect(files?.found).toBe(3)
    expect(files?.files.map(({ bytes, name, state, type }) => [name, type, state, bytes])).toEqual([
      ["GONE.jpg", "image", "lost", null],
      ["TALE.jpg", "image", "copied", 1_234_567],
      [hostile, "image", "copied", 300]
    ])
    const addresses = files?.files.flatMap(({ href }) => (href === null ? [] : [href])) ?? []
    expect(addresses.map((address) => decodeURIComponent(address)).sort()).toEqual(
      copies.map((name) => `./../мои files/${name}`).sort()
    )
  })

  it("lists nothing without copies, and refuses a report that is safe to share", async () => {
    const { data, folder, run } = await office()
    await run("report", "-o", "plain.html")
    expect((await data("plain.html")).texts.files).toBeUndefined()
    const refused = await run("report", "-o", "safe.html", "--media", "m", "--share-safe")
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("--share-safe")])
    expect(["safe.html", "m"].filter((name) => existsSync(join(folder, name)))).toEqual([])
    const file = await run("report", "-o", "other.html", "--media", "plain.html")
    expect([file.code, file.stderr]).not.toEqual([0, expect.anything()])
    expect(file.stderr).toContain("it is a file: --media needs a folder")
  })

  it.skipIf(chromiumPath === undefined)("opens the copy in a browser, and obeys no name", async () => {
    const { folder, run } = await office()
    await run("report", "-o", "r.html", "--media", "m")
    const browser = await launch()
    try {
      const page = await browser.newPage()
      const complaints: Array<string> = []
      page.on("dialog", (dialog) => {
        complaints.push(dialog.message())
        void dialog.dismiss()
      })
      await page.goto(pathToFileURL(join(folder, "r.html")).href)
      await page.waitForSelector("html[data-ready]")
      const rows = page.locator("[data-table=files] tbody tr")
      expect(await rows.count()).toBe(3)
      const shown = (await rows.allInnerTexts()).join("\n")
      expect(shown).toContain(hostile)
      expect(shown).toMatch(/1\.2 MB/)
      expect(shown).toContain("no longer available")
      expect(await page.locator("[data-table=files] img").count()).toBe(0)
      await page.getByRole("link", { name: hostile }).click()
      await page.waitForURL(/\/m\/[0-9a-f]{32}\.jpg$/)
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  })

  it("says how to download files if none of them was", () => {
    const folder = newFolder()
    const picture = { type: "incoming", idMessage: "P", timestamp: 1_770_000_000, chatId: "79000000091@c.us" }
    const reply = [{ ...picture, typeMessage: "imageMessage", downloadUrl: "https://media.example/1.jpg" }]
    writeFileSync(join(folder, "reply.json"), JSON.stringify(reply))
    chatledger(folder, ["import", "reply.json", "--instance", "1101000091"])
    const { code, stderr } = chatledger(folder, ["report", "--media", "m"])
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining("1 message with a file, none of them downloaded")
    ])
    expect(stderr).toContain("chatledger media fetch")
  })

  it("follows the archive: a copy that is not there has no link", async () => {
    const { data, folder, run } = await office()
    rmSync(join(folder, "archive/media"), { recursive: true })
    const { code, stderr } = await run("report", "-o", "r.html", "--media", "m")
    expect([code, stderr]).toEqual([3, expect.stringContaining("2 files of messages missing in the archive")])
    expect((await data("r.html")).texts.files?.files.map(({ state }) => state)).toEqual([
      "lost",
      "missing",
      "missing"
    ])
  })
})
