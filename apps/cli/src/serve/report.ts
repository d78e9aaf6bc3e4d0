// The report of the archive as a page: cached, and rebuilt when the tables have changed.
import { locales, reportHtml } from "@chatledger/analytics"
import { chatsMeant } from "@chatledger/analytics/internal"
import type { Reply } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { programText } from "../program.ts"
import { countAs } from "../tables/naming.ts"
import { useTables } from "../tables/open-tables.ts"
import { BadRequest } from "./failure.ts"
import { privateHeaders } from "./file-reply.ts"
import { checkNames, instant, isOn, list, one, writing, writingNames } from "./parameters.ts"
import type { TableService } from "./tables.ts"

const indexTitles = { en: "Index: tables, statistics, SQL", ru: "Оглавление: таблицы, статистика, SQL" }

const localeOf = Effect.fnUntraced(function* (query: URLSearchParams, languages: string | undefined) {
  const language = (yield* one(query, "locale")) ?? (/^ru\b/i.test(languages ?? "") ? "ru" : "en")
  const locale = locales.find((known) => known === language)
  return locale ?? (yield* new BadRequest({ reason: `locale is one of ${locales.join(", ")}` }))
})

/** Builds reports and caches the last one. */
export const reportPages = () => {
  let kept: { readonly key: string; readonly body: Uint8Array } | undefined
  return Effect.fnUntraced(function* (
    service: TableService,
    query: URLSearchParams,
    languages: string | undefined
  ) {
    yield* checkNames(query, ["from", "to", "instance", "chat", "locale", "share-safe", ...writingNames])
    const fs = yield* FileSystem.FileSystem
    const { timeZone } = yield* writing(query, service)
    const options = {
      from: yield* instant(query, "from", timeZone),
      to: yield* instant(query, "to", timeZone),
      instance: list(query, "instance"),
      chat: list(query, "chat"),
      timeZone,
      locale: yield* localeOf(query, languages),
      isShareSafe: yield* isOn(query, "share-safe"),
      program: programText
    }
    const token = yield* one(query, "token")
    const href = `index${token === undefined ? "" : `?token=${encodeURIComponent(token)}`}`
    const links = [{ href, text: indexTitles[options.locale] }]
    const body = yield* useTables(
      service.flags,
      Effect.fnUntraced(function* (database) {
        yield* countAs(database, service.naming)
        const { ino, mtime, size } = yield* fs.stat(database.path)
        const key = JSON.stringify([String(ino), mtime, String(size), options, links])
        if (kept?.key === key) return kept.body
        const chat = yield* chatsMeant(database, options.chat)
        const made = new TextEncoder().encode(yield* reportHtml(database, { ...options, chat, links }))
        kept = { key, body: made }
        return made
      })
    )
    return {
      status: 200,
      headers: {
        ...privateHeaders,
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "frame-ancestors 'none'"
      },
      body
    } satisfies Reply
  })
}
