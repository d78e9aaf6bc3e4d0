// Files of messages: what is fetched, from where, and what is told of the rest.
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import ExcelJS from "exceljs"
import { describe, expect, it } from "vitest"
import { fileOf, mediaOffice } from "./media-service.ts"

/** The files of an archive, by their names. */
const kept = (folder: string) =>
  readdirSync(join(folder, "archive/media"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

describe("media", () => {
  it("of a sync is kept once a content, by its hash, and never asked for again", async () => {
    const twin = fileOf("TWIN", 300, { bytesAt: (from, to) => Buffer.alloc(to - from, "ONE") })
    const { fetches, folder, run } = await mediaOffice({
      files: [fileOf("ONE", 300), twin, fileOf("TWO", 200_000)]
    })
    const first = await run("sync", "--media")
    expect(first.stderr).toContain("media: 3 files fetched (201 kB)\n")
    expect(first.code).toBe(0)
    const paths = kept(folder)
    expect(paths).toHaveLength(2)
    for (const path of paths) {
      const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex")
      expect(path).toBe(join(folder, "archive/media", sha256.slice(0, 1), sha256.slice(1, 2), sha256))
    }
    const asked = fetches()
    expect((await run("media", "fetch")).stderr).toContain("media: nothing to fetch\n")
    expect(fetches()).toBe(asked)
    const { stdout } = await run(
      "sql",
      "select message_id, status, byte_count, url from media_files order by message_id",
      "--format",
      "json"
    )
    expect(JSON.parse(stdout)).toMatchObject([
      { message_id: "ONE", status: "kept", byte_count: 300, url: expect.not.stringContaining("?") },
      { message_id: "TWIN", status: "kept" },
      { message_id: "TWO", status: "kept", byte_count: 200_000 }
    ])
    expect((await run("media", "gaps", "--format", "json")).stdout).toBe("[]\n")
    const exported = await run("export", "--table", "media_files", "-o", "out.csv", "--media", "files")
    expect(exported.code).toBe(0)
    const copies = readdirSync(join(folder, "files")).sort()
    expect(copies).toEqual(paths.map((path) => `${basename(path).slice(0, 32)}.jpg`).sort())
    for (const copy of copies) expect(readFileSync(join(folder, "out.csv"), "utf8")).toContain(copy)
    const tables = ["--table", "messages", "--table", "media", "--format", "csv,xlsx,parquet,ndjson"]
    await run("export", ...tables, "-o", "book", "--media", "files")
    const links = copies.map((copy) => `../files/${copy}`)
    for (const table of ["messages", "media"]) {
      const lines = readFileSync(join(folder, "book", `${table}.csv`), "utf8")
        .trimEnd()
        .split("\r\n")
      expect(lines[0]).toMatch(/,file$/)
      expect([...new Set(lines.slice(1).map((line) => line.split(",").at(-1)))].sort()).toEqual(links)
      const asked = `select distinct file from '${join(folder, "book", table)}.parquet' order by file`
      expect((await run("sql", asked, "--unsafe", "--format", "ndjson")).stdout).toBe(
        links.map((file) => `${JSON.stringify({ file })}\n`).join("")
      )
      expect(readFileSync(join(folder, "book", `${table}.ndjson`), "utf8")).toContain(`"file":"${links[0]}"}`)
    }
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(folder, "book/chatledger.xlsx"))
    for (const title of ["Messages", "Media"]) {
      const sheet = workbook.getWorksheet(title)
      const headers = [...Array(sheet?.columnCount).keys()].map((at) => sheet?.getCell(1, at + 1).text)
      const cells = [2, 3, 4].map((row) => sheet?.getCell(row, headers.indexOf("File") + 1))
      expect([...new Set(cells.map((cell) => cell?.hyperlink))].sort()).toEqual(links)
    }
    await run("export", "--table", "messages", "-o", "without.csv")
    expect(readFileSync(join(folder, "without.csv"), "utf8")).not.toMatch(/,file\r|[.]jpg\r/)
    expect((await run("verify", "--tables")).code).toBe(0)
  })

  it("is linked by transcripts to its copy beside them, by a name that nobody sent", async () => {
    const hostile = '../"><img src=x>'
    const { folder, run } = await mediaOffice({
      files: [
        fileOf("ONE", 300),
        fileOf("TALE", 50, { type: "application/pdf" }),
        fileOf("GONE", 10, { isRenewable: false })
      ],
      links: { GONE: "" },
      names: { ONE: hostile }
    })
    await run("sync", "--media")
    const told = async (...words: ReadonlyArray<string>) => {
      const { stderr, stdout } = await run("transcript", "--media", "мои files", "-o", ...words)
      expect(stderr).toContain("2 files of messages in ")
      return stdout
    }
    await told("chat.html")
    const copies = readdirSync(join(folder, "мои files"))
    const picture = copies.find((name) => /^[0-9a-f]{32}\.jpg$/.test(name))
    const page = readFileSync(join(folder, "chat.html"), "utf8")
    const at = encodeURIComponent("мои files")
    expect(copies).toHaveLength(2)
    expect(page).toContain(`<img src="./${at}/${picture}" alt=""`)
    expect(page).toContain("img-src data: 'self';")
    expect([...page.matchAll(/(?:src|href)="(?!#)([^"]*)"/g)].map(([, address]) => address).sort()).toEqual(
      copies.flatMap((name) => Array(name === picture ? 3 : 1).fill(`./${at}/${name}`)).sort()
    )
    await told("notes", "--format", "md")
    const [file = ""] = readdirSync(join(folder, "notes")).filter((name) => name.endsWith(".md"))
    expect(readFileSync(join(folder, "notes", file), "utf8")).toContain(`](<./../${at}/${picture}>)`)
    expect(await told("-", "--format", "txt")).toContain(`${hostile} ./мои files/${picture}\n`)
    await run("transcript", "-o", "plain.html")
    expect(readFileSync(join(folder, "plain.html"), "utf8")).not.toMatch(/'self'|%20files/)
    const tokens = await run("transcript", "--media", "m", "--pseudonymize", "--key-file", "key")
    expect([tokens.code, tokens.stderr]).toEqual([2, expect.stringContaining("--pseudonymize")])
  })

  it("is taken from a JPEG of it or from a quote where nothing else gives it, and of a message that only a quote tells of", async () => {
    const { fetches, folder, run } = await mediaOffice({
      files: [
        fileOf("LOST", 90, { isRenewable: false }),
        fileOf("QUOTED", 80, { isRenewable: false }),
        fileOf("SAYS", 70),
        fileOf("JPEG", 60),
        fileOf("OLD", 50)
      ],
      links: { LOST: "", QUOTED: "" },
      more: (linkOf) => ({
        LOST: { downloadUrlJpeg: linkOf("JPEG") },
        SAYS: {
          quotedMessage: {
            stanzaId: "QUOTED",
            typeMessage: "imageMessage",
            mimeType: "image/jpeg",
            downloadUrl: linkOf("OLD")
          }
        },
        JPEG: {
          quotedMessage: { stanzaId: "ELSEWHERE", typeMessage: "imageMessage", downloadUrl: linkOf("OLD") }
        }
      })
    })
    const { code, stderr } = await run("sync", "--media")
    expect([code, stderr]).toEqual([0, expect.stringContaining("media: 6 files fetched")])
    const { stdout } = await run(
      ...["sql", "select message_id, byte_count from media_files where status = 'kept' order by 1"],
      ...["--format", "csv"]
    )
    expect(stdout.split("\r\n").slice(1, -1)).toEqual([
      "ELSEWHERE,50",
      "JPEG,60",
      "LOST,60",
      "OLD,50",
      "QUOTED,50",
      "SAYS,70"
    ])
    expect(kept(folder)).toHaveLength(3)
    const asked = fetches()
    expect((await run("media", "fetch")).stderr).toContain("media: nothing to fetch")
    expect(fetches()).toBe(asked)
    const query = ["--query", "select error('no') as answer"]
    const refused = await run("export", "-o", "out.csv", "--media", "new", ...query)
    expect(refused.stderr).toContain("3 files of messages in ")
    expect(refused.code).not.toBe(0)
    expect(existsSync(join(folder, "new"))).toBe(false)
    await run("export", "--format", "csv", "-o", "book", "--media", "copies")
    expect(readdirSync(join(folder, "copies"))).toHaveLength(3)
    await run("transcript", "-o", "chat.html", "--media", "copies")
    const quotes = [
      ...readFileSync(join(folder, "chat.html"), "utf8").matchAll(/<blockquote>.*?<\/blockquote>/gs)
    ]
    const [shown, elsewhere] = quotes
      .map(([quote]) => quote)
      .sort((a, b) => Number(/copies/.test(a)) - Number(/copies/.test(b)))
    expect(quotes).toHaveLength(2)
    expect(shown).toMatch(/href="#m-QUOTED"/)
    expect(shown).not.toContain("copies")
    expect(elsewhere).toMatch(/<a href="\.\/copies\/[0-9a-f]{32}\.jpg"[^>]*>/)
    const { stdout: text } = await run("transcript", "--format", "txt", "-o", "-", "--media", "copies")
    expect(text).toMatch(/↳ [^\n]* \.\/copies\/[0-9a-f]{32}\.jpg$/m)
  })

  it("whose link has expired is fetched by a new one; where there is none, the file is lost and said to be", async () => {
    const { calls, run } = await mediaOffice({
      files: [fileOf("NEW", 100), fileOf("GONE", 100, { isRenewable: false }), fileOf("INWARD", 100)],
      links: { GONE: "", INWARD: "http://localhost:9/x" },
      media: { hosts: ["localhost:9"] }
    })
    await run("sync")
    const { code, stderr } = await run("media", "fetch")
    expect(stderr).toContain("media: 1 file fetched (100 bytes), 1 ")
    expect(stderr).toContain("1 without a file on the service")
    expect(stderr).toContain("1 on private addresses")
    expect([code, calls("downloadFile")]).toEqual([3, 1])
    const { stdout } = await run("media", "gaps", "--format", "json")
    expect(JSON.parse(stdout)).toMatchObject([
      { message_id: "GONE", why: "no_link", media_type: "image", chat_name: expect.any(String) },
      { message_id: "INWARD", why: "refused_address", host: "localhost:9" }
    ])
    const shaped = ["--sort", "message_id:desc", "--limit", "1", "--columns", "message_id,why"]
    const listed = await run("media", "gaps", "--format", "csv", ...shaped)
    expect(listed.stdout).toBe("message_id,why\r\nINWARD,refused_address\r\n")
    expect((await run("media", "gaps", "--columns", "size")).stderr).toContain("http_status")
  })
})
