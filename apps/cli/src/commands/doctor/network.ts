// The connection to the service: proxies, and trusted certificates.

import { X509Certificate } from "node:crypto"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type Proxies, readProxies } from "../../http/proxies.ts"
import { variable } from "../../invocation/variable.ts"
import type { Finding } from "./finding.ts"
import { doctorStrings } from "./strings.ts"

const subject = "network"

const proxyFindings = ({ https, http, none }: Proxies): ReadonlyArray<Finding> => {
  const named = [
    ...(https === undefined ? [] : [{ scheme: "https", proxy: https }]),
    ...(http === undefined ? [] : [{ scheme: "http", proxy: http }])
  ].map(
    ({ scheme, proxy }): Finding => ({
      subject,
      check: "proxy",
      health: "ok",
      found: doctorStrings.doctor.proxyFor(scheme, proxy.shown),
      source: proxy.source
    })
  )
  if (named.length === 0)
    return [{ subject, check: "proxy", health: "ok", found: doctorStrings.doctor.none, source: "default" }]
  if (none === undefined) return named
  const except: Finding = {
    subject,
    check: "withoutProxy",
    health: "ok",
    found: none.value,
    source: none.source
  }
  return [...named, except]
}

const certificatesIn = (text: string): number =>
  (text.match(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END [^-]*-----/g) ?? []).filter(
    (pem) => {
      try {
        return new X509Certificate(pem).raw.length > 0
      } catch {
        return false
      }
    }
  ).length

/** Node ignores a file that it cannot read, and only warns once. */
const authorities = Effect.fnUntraced(function* () {
  const fs = yield* FileSystem.FileSystem
  const source = "NODE_EXTRA_CA_CERTS"
  const path = variable(source)
  const finding = { subject, check: "authorities" } as const
  if (path === undefined)
    return {
      ...finding,
      health: "ok",
      found: doctorStrings.doctor.usualAuthorities,
      source: "default"
    } satisfies Finding
  const text = yield* Effect.result(fs.readFileString(path))
  const unused = (why: string): Finding => ({
    ...finding,
    health: "warning",
    found: doctorStrings.doctor.authoritiesUnused(path),
    source,
    advice: doctorStrings.doctor.authoritiesWanted(why)
  })
  if (text._tag === "Failure") return unused(doctorStrings.reason(reasonOf(text.failure)))
  const count = certificatesIn(text.success)
  return count === 0
    ? unused(doctorStrings.doctor.noCertificate)
    : ({
        ...finding,
        health: "ok",
        found: doctorStrings.doctor.moreAuthorities(count, path),
        source
      } satisfies Finding)
})

/** The system's certificates that Node.js trusts, if it is configured to. */
const systemAuthorities = (): ReadonlyArray<Finding> => {
  const options = /--use-(system|openssl)-ca\b/.test(variable("NODE_OPTIONS") ?? "")
  const source =
    variable("NODE_USE_SYSTEM_CA") === "1" ? "NODE_USE_SYSTEM_CA" : options ? "NODE_OPTIONS" : undefined
  if (source === undefined) return []
  return [
    { subject, check: "authorities", health: "ok", found: doctorStrings.doctor.systemAuthorities, source }
  ]
}

const unchecked: ReadonlyArray<Finding> = [
  {
    subject,
    check: "certificates",
    health: "warning",
    found: doctorStrings.doctor.unchecked,
    source: "NODE_TLS_REJECT_UNAUTHORIZED",
    advice: doctorStrings.doctor.checkAgain
  }
]

/** Checks before any request; a finding with a tag means that no request is possible. */
export const networkFindings = Effect.fnUntraced(function* () {
  const proxies = yield* Effect.result(readProxies(doctorStrings.network))
  const answered: ReadonlyArray<Finding> =
    proxies._tag === "Success"
      ? proxyFindings(proxies.success)
      : [
          {
            subject,
            check: "proxy",
            health: "problem",
            found: doctorStrings.doctor.couldNotCheck,
            source: "environment",
            advice: proxies.failure.reason,
            tag: proxies.failure._tag
          }
        ]
  const isUnchecked = variable("NODE_TLS_REJECT_UNAUTHORIZED") === "0"
  return [...answered, yield* authorities(), ...systemAuthorities(), ...(isUnchecked ? unchecked : [])]
})
