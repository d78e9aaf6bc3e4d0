// Formats of configuration values, and how to recognise a token in the wrong place.
//
// A value that may be a token is refused and never shown: messages give its place. GREEN-API's tokens are 50
// letters and digits, unlike the variables, files, names and hosts that people choose.

import { isApiUrl } from "@chatledger/core/internal"
import { strings } from "../messages/strings.ts"

const tokenLike = /[0-9A-Za-z]{32}/

/** True if a text may be or contain a token. */
export const mayBeToken = (text: string): boolean => tokenLike.test(text)

/** idInstance: digits. */
export const idInstancePattern = /^\d{1,20}$/u
/** A pool's address: nothing after the host, where a token could be, except the prefix that MAX needed until 2026. */
export const apiUrlPattern = /^https?:\/\/[^/?#@\s\p{Cc}]+(?:\/v3)?\/?$/u
/** Name of an environment variable. */
export const variablePattern = /^[A-Za-z_][A-Za-z0-9_]*$/u

export const isIdInstance = (text: string): boolean => idInstancePattern.test(text)

/** True for a pool's address without path and token. */
export const isPoolAddress = (text: string): boolean =>
  apiUrlPattern.test(text) && isApiUrl(text) && !mayBeToken(text)

/** True if a token is in place of a file path. */
export const isTokenForPath = (text: string): boolean => /^[0-9A-Za-z]{32,}$/.test(text)

/** True for UTF-16 text that was read as UTF-8: some Windows programs write it. */
export const isUtf16 = (text: string): boolean => text.startsWith("\ufffd\ufffd") || text.includes("\0")

/** A name that the user chose, if it is safe to show. */
export const shownName = (name: string): string =>
  /^[\w$.-]{1,31}$/.test(name) ? `\`${name}\`` : strings.configuration.noName

export const idInstanceWanted = strings.configuration.idInstance
export const apiUrlWanted = strings.configuration.apiUrl
export const tokenEnvWanted = strings.configuration.tokenEnv
export const tokenFileWanted = strings.configuration.tokenFile
