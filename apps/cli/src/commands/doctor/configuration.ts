// Each configuration value with its source; secrets are masked.

import * as NodePath from "node:path"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { Sourced } from "../../configuration/archive-path.ts"
import { readGeneral } from "../../configuration/config-file.ts"
import { type KnownInstance, withToken } from "../../configuration/instances.ts"
import type { Finding } from "./finding.ts"
import { doctorStrings } from "./strings.ts"

/** Shown in place of any token. */
const MASK = "••••••••"

const isLoopback = (url: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(URL.parse(url)?.hostname ?? "")

const addressFinding = ({ idInstance, apiUrl }: KnownInstance): Finding => {
  const isOpen = apiUrl.value.startsWith("http:") && !isLoopback(apiUrl.value)
  return {
    subject: idInstance.value,
    check: "apiUrl",
    health: isOpen ? "warning" : "ok",
    found: apiUrl.value,
    source: apiUrl.source,
    ...(isOpen ? { advice: doctorStrings.doctor.unencrypted } : {})
  }
}

/** Whether other users of the machine can read a file; unknown on Windows. */
const isOpenToOthers = Effect.fnUntraced(function* (path: string) {
  if (process.platform === "win32") return false
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(path))
  return Option.isSome(info) && (info.value.mode & 0o077) !== 0
})

const tokenFinding = Effect.fnUntraced(function* (known: KnownInstance) {
  const { value: place, source } = known.token
  const subject = known.idInstance.value
  const read = yield* Effect.result(withToken(known))
  if (read._tag === "Failure")
    return {
      subject,
      check: "token",
      health: "problem",
      found: doctorStrings.doctor.none,
      source,
      advice: read.failure.reason,
      tag: read.failure._tag
    } satisfies Finding
  const where =
    place.kind === "variable"
      ? doctorStrings.doctor.variable(place.name)
      : place.kind === "file"
        ? place.path
        : ""
  const isOpen = place.kind === "file" && (yield* isOpenToOthers(place.path))
  return {
    subject,
    check: "token",
    health: isOpen ? "warning" : "ok",
    found: doctorStrings.doctor.tokenFrom(MASK, where),
    source,
    ...(isOpen ? { advice: doctorStrings.doctor.openToken(place.path) } : {})
  } satisfies Finding
})

/** The configuration of one instance. */
export const instanceConfiguration = Effect.fnUntraced(function* (known: KnownInstance) {
  const { idInstance, name } = known
  const id: Finding = {
    subject: idInstance.value,
    check: "idInstance",
    health: "ok",
    found: name === undefined ? idInstance.value : doctorStrings.doctor.called(idInstance.value, name),
    source: idInstance.source
  }
  return [id, addressFinding(known), yield* tokenFinding(known)]
})

/** The configured place of the archive. */
export const archiveConfiguration = ({ value, source }: Sourced<string>): Finding => ({
  subject: "archive",
  check: "folder",
  health: "ok",
  found: NodePath.resolve(value),
  source
})

/** The configuration's default flags. */
export const configuredDefaults = Effect.fnUntraced(function* (config: Option.Option<string>) {
  const configuration = yield* Effect.orElseSucceed(readGeneral(config), () => undefined)
  return Object.entries(configuration?.defaults ?? {}).map(
    ([check, value]): Finding => ({
      subject: "defaults",
      check,
      health: "ok",
      found: Array.isArray(value) ? value.join(", ") : String(value),
      source: configuration?.path ?? "default"
    })
  )
})

/** The archive's path contains another archive than the configuration's, or none. */
export const otherArchive: Finding = {
  subject: "archive",
  check: "identity",
  health: "problem",
  found: doctorStrings.doctor.otherArchive,
  advice: doctorStrings.doctor.rightArchive,
  tag: "OtherArchive"
}
