// Whether an account can be recorded: its state, settings and clock according to the service.

import { type Instance, JournalClient, type JournalError, messengerOf, type Settings } from "@chatledger/core"
import { type NeededSetting, neededSettingsOf } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import { durationText } from "../../messages/unit-text.ts"
import { settingsOff } from "../../recording/settings-off.ts"
import type { Finding } from "./finding.ts"
import { doctorLanguage, doctorStrings } from "./strings.ts"

const CLOCK_TOLERANCE_MILLIS = 60_000
/** The service reports its time in whole seconds. */
const CLOCK_GRAIN_SECONDS = 1

const failed = (subject: string, check: string, error: JournalError): Finding => ({
  subject,
  check,
  health: "problem",
  found: doctorStrings.doctor.couldNotCheck,
  advice: doctorStrings.failure(error),
  tag: error._tag
})

const stateAdvice: Readonly<Record<string, string>> = doctorStrings.doctor.states

const stateFinding = (subject: string, state: string): Finding =>
  state === "authorized"
    ? { subject, check: "state", health: "ok", found: state }
    : {
        subject,
        check: "state",
        health: state === "yellowCard" ? "warning" : "problem",
        found: state,
        advice: stateAdvice[state] ?? doctorStrings.doctor.seeConsole,
        ...(state === "yellowCard" ? {} : { tag: "NotAuthorised" })
      }

const settingFinding = (subject: string, name: NeededSetting, settings: Settings): Finding => {
  const value = settings[name]
  if (value === "yes") return { subject, check: name, health: "ok", found: "yes" }
  return {
    subject,
    check: name,
    health: "warning",
    found: value === "no" ? "no" : doctorStrings.doctor.notReported,
    advice: doctorStrings.doctor.lost(doctorStrings.settings[name]),
    tag: "SettingOff"
  }
}

const clockFinding = (
  subject: string,
  serverDate: string | undefined,
  requestedAt: Date
): ReadonlyArray<Finding> => {
  if (serverDate === undefined) return []
  const ahead = Math.round((requestedAt.getTime() - Date.parse(serverDate)) / 1000)
  const isOff = Math.abs(ahead) * 1000 > CLOCK_TOLERANCE_MILLIS
  return [
    {
      subject,
      check: "clock",
      health: isOff ? "problem" : "ok",
      found:
        Math.abs(ahead) > CLOCK_GRAIN_SECONDS
          ? doctorStrings.doctor.clock(durationText(Math.abs(ahead), doctorLanguage), ahead < 0)
          : doctorStrings.doctor.clockAgrees,
      ...(isOff ? { advice: doctorStrings.doctor.setClock, tag: "ClockOff" } : {})
    }
  ]
}

/** The messenger from the settings, otherwise the one assumed from the instance's number. */
const messengerFinding = ({ idInstance }: Instance, settings: Settings): Finding => {
  const { isAssumed, messenger } = messengerOf({ idInstance, typeInstance: settings["typeInstance"] })
  const found = isAssumed ? doctorStrings.doctor.assumed(messenger) : messenger
  return { subject: idInstance, check: "messenger", health: "ok", found }
}

/** Checks an instance with the service; `isFixing` turns on settings that are off. */
export const instanceFindings = Effect.fnUntraced(function* (instance: Instance, isFixing: boolean) {
  const client = yield* JournalClient
  const subject = instance.idInstance
  const state = yield* Effect.result(client.getStateInstance(instance))
  if (state._tag === "Failure") return [failed(subject, "state", state.failure)]
  const { read, serverDate, requestedAt } = state.success
  const known = [stateFinding(subject, read), ...clockFinding(subject, serverDate, requestedAt)]
  const settings = yield* Effect.result(client.getSettings(instance))
  if (settings._tag === "Failure") return [...known, failed(subject, "settings", settings.failure)]
  const off = settingsOff(settings.success.read)
  const wanted = [
    messengerFinding(instance, settings.success.read),
    ...neededSettingsOf(settings.success.read).map((name) =>
      settingFinding(subject, name, settings.success.read)
    )
  ]
  if (!isFixing || off.length === 0) return [...known, ...wanted]
  const saved = yield* Effect.result(
    client.setSettings(instance, Object.fromEntries(off.map((name) => [name, "yes"])))
  )
  if (saved._tag === "Failure") return [...known, ...wanted, failed(subject, "fix", saved.failure)]
  const fixed: Finding = saved.success.read
    ? {
        subject,
        check: "fix",
        health: "ok",
        found: doctorStrings.doctor.set(off.join(", ")),
        advice: doctorStrings.doctor.takesMinutes
      }
    : {
        subject,
        check: "fix",
        health: "problem",
        found: doctorStrings.doctor.notSaved,
        advice: doctorStrings.doctor.setInConsole,
        tag: "SettingOff"
      }
  const before = saved.success.read
    ? wanted.map(
        (finding): Finding =>
          finding.tag === "SettingOff"
            ? {
                subject,
                check: finding.check,
                health: "ok",
                found: doctorStrings.doctor.untilNow(finding.found)
              }
            : finding
      )
    : wanted
  return [...known, ...before, fixed]
})
