// What the values of a configuration look like, and what a token looks like that is in place of one.
//
// A value that may be a token is refused and never shown: messages say its place. GREEN-API's tokens are 50
// letters and digits; so is no variable, file, name or host that people choose.

import { isApiUrl } from "@chatledger/core"
import { strings } from "../messages/strings.ts"

const tokenLike = /[0-9A-Za-z]{32}/

/** True if a text may be, or hold, a token. */
export const mayBeToken = (text: string): boolean => tokenLike.test(text)

/** idInstance: digits. */
export const idInstancePattern = /^\d{1,20}$/u
/** Address of a pool: nothing behind the host, where a token could stand, but the prefix that MAX needed until 2026. */
export const apiUrlPattern = /^https?:\/\/[^/?#@\s\p{Cc}]+(?:\/v3)?\/?$/u
/** Name of a variable of the environment. */
export const variablePattern = /^[A-Za-z_][A-Za-z0-9_]*$/u

/** True for an idInstance. */
export const isIdInstance = (text: string): boolean => idInstancePattern.test(text)

/** True for the address of a pool without path and token. */
export const isPoolAddress = (text: string): boolean =>
  apiUrlPattern.test(text) && isApiUrl(text) && !mayBeToken(text)

/** True if a token stands where the path of a file is meant. */
export const isTokenForPath = (text: string): boolean => /^[0-9A-Za-z]{32,}$/.test(text)

/** True for what is UTF-16 text in truth, and was read as UTF-8: Windows writes it in places. */
export const isUtf16 = (text: string): boolean => text.startsWith("\ufffd\ufffd") || text.includes("\0")

/** A name that a user chose, if it can be shown. */
export const shownName = (name: string): string =>
  /^[\w$.-]{1,31}$/.test(name) ? `\`${name}\`` : strings.configuration.noName

export const idInstanceWanted = strings.configuration.idInstance
export const apiUrlWanted = strings.configuration.apiUrl
export const tokenEnvWanted = strings.configuration.tokenEnv
export const tokenFileWanted = strings.configuration.tokenFile
