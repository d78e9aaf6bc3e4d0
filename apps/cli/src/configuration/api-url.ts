// Guesses an instance's API address from its number, if the console's is not known.
//
// The first four digits are the pool. Pools that begin with 7 are at greenapi.com, others at green-api.com. An assumption:
// some pools use another pool's address, or only https://api.green-api.com; the console shows the right one.
// Source: https://green-api.com/en/docs/api/recommendations/using-green-api-hosts
import { DEFAULT_API_URL } from "./config-schema.ts"

/** For example `https://1101.api.green-api.com` for 1101000001. */
export const guessedApiUrl = (idInstance: string): string => {
  const [, pool] = /^(\d{4})\d{6,}$/.exec(idInstance) ?? []
  if (pool === undefined) return DEFAULT_API_URL
  return `https://${pool}.api.${pool.startsWith("7") ? "greenapi.com" : "green-api.com"}`
}
