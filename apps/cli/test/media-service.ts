// A service whose messages have files, and an archive that may fetch them from this machine.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type FaultRule, type ServedFile, scriptedJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { newFolder, running } from "./command.ts"
import { ago, configure, incoming, type Service, served, shop } from "./journal-service.ts"

export const chatId = "79000000091@c.us"

/** A file of so many bytes, of a message of this id. */
export const fileOf = (idMessage: string, length: number, more: Partial<ServedFile> = {}): ServedFile => ({
  instanceId: shop,
  chatId,
  idMessage,
  type: "image/jpeg",
  length,
  bytesAt: (from, to) => Buffer.alloc(to - from, idMessage),
  ...more
})

interface Office {
  readonly files: ReadonlyArray<ServedFile>
  /** Seconds that a link lives. */
  readonly linkSeconds?: number
  /** In the place of the link of a message. */
  readonly links?: Readonly<Record<string, string>>
  /** More fields of the record of a message; links to files by their messages. */
  readonly more?: (linkOf: (idMessage: string) => string) => Readonly<Record<string, object>>
  /** What the file of a message is called. */
  readonly names?: Readonly<Record<string, string>>
  /** Of the configuration, over what lets files be fetched here. */
  readonly media?: object
  readonly faults?: ReadonlyArray<FaultRule>
}

/** Serves messages with files, and configures an archive for them. */
export const mediaOffice = async ({
  files,
  linkSeconds,
  links = {},
  names = {},
  more = () => ({}),
  media = {},
  faults = []
}: Office) => {
  let service: Service | undefined
  const linkOf = (idMessage: string): string => {
    let link = ""
    service?.change((server) =>
      Effect.map(server.linkTo(shop, chatId, idMessage), (found = "") => {
        link = found
      })
    )
    return link
  }
  const states = files.map(({ idMessage, type }, index) =>
    incoming(shop, idMessage, ago(600 - index), {
      typeMessage: "imageMessage",
      mimeType: type,
      fileName: names[idMessage] ?? `${idMessage}.jpg`
    })
  )
  const present = (record: unknown) => {
    const idMessage = String(Reflect.get(Object(record), "idMessage"))
    const downloadUrl = links[idMessage] ?? linkOf(idMessage)
    return { ...Object(record), downloadUrl, ...more(linkOf)[idMessage] }
  }
  service = await served({
    journal: scriptedJournal(states, { present }),
    files: { files, ...(linkSeconds === undefined ? {} : { linkSeconds }) },
    faults
  })
  const folder = newFolder()
  configure(folder, service.url, [shop])
  const path = join(folder, "chatledger.config.json")
  const { host } = new URL(service.url)
  const config = JSON.parse(readFileSync(path, "utf8"))
  writeFileSync(
    path,
    JSON.stringify({ ...config, directory: "off", media: { privateHosts: [host], ...media } })
  )
  return {
    folder,
    service,
    run: (...words: Array<string>) => running(folder, words),
    /** Calls of a method so far. */
    calls: (method: string) => service.requests().filter((request) => request.method === method).length,
    /** Requests for files so far. */
    fetches: () =>
      service.requests().filter(({ method, verb }) => method === undefined && verb === "GET").length
  }
}
