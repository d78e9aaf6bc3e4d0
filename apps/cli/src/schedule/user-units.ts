// Installs and removes the units of a plan in the folder of the user's systemd, with `systemctl --user`.
import { userInfo } from "node:os"
import * as NodePath from "node:path"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { atHome } from "../configuration/paths.ts"
import { WrongUsage } from "../failures/exit.ts"
import { variable } from "../invocation/variable.ts"
import { strings } from "../messages/strings.ts"
import type { Plan } from "./plan.ts"
import { runProgram, ScheduleFailed } from "./run-program.ts"
import { ownerOfUnit, systemdUnits, unitNames } from "./systemd.ts"

/** The folder where the user's systemd looks for units first. */
const unitFolder = (): string =>
  NodePath.join(variable("XDG_CONFIG_HOME") ?? atHome("~/.config"), "systemd", "user")

const systemctl = Effect.fnUntraced(function* (...words: ReadonlyArray<string>) {
  const { code, stderr } = yield* runProgram("systemctl", ["--user", ...words])
  if (code !== 0)
    return yield* new ScheduleFailed({ reason: strings.schedule.systemctl(words.join(" "), stderr.trim()) })
})

/** The configuration of an existing unit. Fails with `WrongUsage` if this program did not write it. */
const ownerAt = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const text = yield* Effect.option(fs.readFileString(path))
  if (Option.isNone(text)) return undefined
  const owner = ownerOfUnit(text.value)
  return owner ?? (yield* new WrongUsage({ reason: strings.schedule.notOurs(path) }))
})

/** True if the user's units run while nobody is logged in; undefined if that is unknown. */
const isLingering = Effect.fnUntraced(function* () {
  const shown = yield* Effect.option(
    runProgram("loginctl", ["show-user", userInfo().username, "--property=Linger", "--value"])
  )
  if (Option.isNone(shown) || shown.value.code !== 0) return undefined
  return shown.value.stdout.trim() === "yes"
})

/**
 * Writes the units and enables the timer. Fails with `WrongUsage` if a unit is not ours, as `writeTextFile` does,
 * and with `ScheduleFailed` if systemd is not available: the units are then already written.
 */
export const installUnits = Effect.fnUntraced(function* (plan: Plan) {
  const folder = unitFolder()
  const units = systemdUnits(plan)
  let isReplaced = false
  for (const { file } of units) {
    const owner = yield* ownerAt(NodePath.join(folder, file))
    if (owner !== undefined && owner !== plan.owner)
      return yield* new WrongUsage({ reason: strings.schedule.ofAnother(plan.name, owner) })
    isReplaced ||= owner !== undefined
  }
  for (const { file, text } of units)
    yield* writeTextFile(NodePath.join(folder, file), (write) => write(text))
  yield* systemctl("daemon-reload")
  yield* systemctl("enable", "--now", `${plan.name}.timer`)
  // A running timer keeps its old times until it is restarted.
  if (isReplaced) yield* systemctl("restart", `${plan.name}.timer`)
  return { isReplaced, isLingering: yield* isLingering() }
})

/** Disables the timer and removes its units; false if there are none. Fails as `installUnits` does. */
export const removeUnits = Effect.fnUntraced(function* (name: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = unitNames(name).map((file) => NodePath.join(unitFolder(), file))
  const owners = yield* Effect.forEach(paths, ownerAt)
  if (owners.every((owner) => owner === undefined)) return false
  yield* systemctl("disable", "--now", `${name}.timer`)
  for (const path of paths)
    yield* Effect.mapError(
      fs.remove(path, { force: true }),
      (error) => new ScheduleFailed({ reason: strings.schedule.notRemoved(path, error.reason._tag) })
    )
  yield* systemctl("daemon-reload")
  return true
})
