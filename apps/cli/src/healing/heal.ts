// `sync --heal`, after a round: requests the histories of chats that were active around lost time.
import type { Database } from "@chatledger/analytics"
import { type Archive, coverageOf } from "@chatledger/archive"
import { healInstance, requestedHistories } from "@chatledger/archive/internal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { readHealSetting } from "../configuration/config-file.ts"
import { type KnownInstance, withToken } from "../configuration/instances.ts"
import { eventOf } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { programText } from "../program.ts"
import { reportFaults } from "../recording/report-faults.ts"
import { type TableFlags, useTables } from "../tables/open-tables.ts"
import { LoggedInstance, Messages } from "../terminal/console.ts"
import { type ActiveChat, type Hole, historyRequests, holesOf } from "./heal-plan.ts"

const AROUND_SECONDS = 7 * 24 * 60 * 60
/** Beyond it, the time of this computer does not show what is lost. */
const CLOCK_TOLERANCE_MILLIS = 60_000
const DEFAULT_MONTHLY = 300
const DEFAULT_PER_CHAT = 3

/** Histories have no calls. */
const isOfMessages: ReadonlySet<string> = new Set(["incoming", "outgoing"])

/** The chats with messages in the week before or after a hole. */
export const activeChats = Effect.fnUntraced(function* (
  database: Database,
  instanceId: string,
  holes: ReadonlyArray<Hole>
) {
  const found: Array<ActiveChat> = []
  for (const hole of holes) {
    const rows = yield* database.rows(
      `select
        chat_id,
        count(*) filter (sent_at < to_timestamp($to::double + $around::double)) as around,
        count(*) filter (sent_at >= to_timestamp($from::double)) as since
      from messages
      where instance_id = $instance::varchar and kind = 'message' and chat_id <> ''
        and sent_at >= to_timestamp($from::double - $around::double)
      group by chat_id
      having around > 0
      order by chat_id`,
      { instance: instanceId, from: hole.from / 1000, to: hole.to / 1000, around: AROUND_SECONDS }
    )
    for (const row of rows)
      found.push({
        chatId: String(row["chat_id"]),
        hole,
        around: Number(row["around"]),
        since: Number(row["since"])
      })
  }
  return found
})

/** Requests histories for instances; returns the tags of failures. */
export const healGaps = Effect.fnUntraced(function* (
  archive: Archive,
  flags: TableFlags & Parameters<typeof readHealSetting>[0],
  known: ReadonlyArray<KnownInstance>
) {
  const messages = yield* Messages
  const setting = yield* readHealSetting(flags)
  const budget = {
    monthly: setting?.monthly ?? DEFAULT_MONTHLY,
    perChat: setting?.perChat ?? DEFAULT_PER_CHAT
  }
  const now = yield* Clock.currentTimeMillis
  const coverage = yield* coverageOf(archive, now)
  const failures: Array<{ readonly _tag: string }> = []
  const holes = known.map((one) => ({
    one,
    holes: holesOf(
      coverage.filter(
        ({ instanceId, journal }) => instanceId === one.idInstance.value && isOfMessages.has(journal)
      )
    )
  }))
  const broken = holes.filter((each) => each.holes.length > 0)
  const isTelling = (id: string) =>
    coverage.every(
      ({ instanceId, serverOffsetMillis }) =>
        instanceId !== id || Math.abs(serverOffsetMillis) <= CLOCK_TOLERANCE_MILLIS
    )
  const healable = broken.filter(({ one }) => isTelling(one.idInstance.value))
  if (healable.length < broken.length) {
    failures.push({ _tag: "ClockOff" })
    yield* messages.warn(strings.recording.notHealed, "clock_off")
  }
  if (healable.length === 0) return failures
  const active = yield* useTables(flags, (database) =>
    Effect.forEach(healable, ({ holes, one }) =>
      Effect.map(activeChats(database, one.idInstance.value, holes), (chats) => ({ one, chats }))
    )
  )
  for (const { chats, one } of active) {
    const id = one.idInstance.value
    const requests = historyRequests(chats, yield* requestedHistories(archive, id), budget, new Date(now))
    if (requests.length === 0) continue
    const healing = Effect.flatMap(withToken(one), (instance) =>
      healInstance(archive, instance, requests, programText)
    )
    const result = yield* Effect.result(Effect.provideService(healing, LoggedInstance, id))
    if (result._tag === "Failure") {
      failures.push(result.failure)
      yield* messages.warn(`${id}: ${strings.failure(result.failure)}`, eventOf(result.failure))
      continue
    }
    const { failures: refused, histories } = result.success
    for (const { chatId, summary } of histories)
      if (yield* reportFaults(`${id}: ${chatId}`, summary)) failures.push({ _tag: "RecordFault" })
    const records = histories.reduce((sum, { recordCount }) => sum + recordCount, 0)
    yield* messages.note(`${id}: ${strings.recording.healed(histories.length, records)}`, "healed")
    for (const { error } of refused) {
      failures.push(error)
      yield* messages.warn(`${id}: ${strings.failure(error)}`, eventOf(error))
    }
  }
  return failures
})
