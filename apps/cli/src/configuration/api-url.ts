// The address of an instance's pool, guessed from its number, where the console has not been asked.
//
// The first four digits name the pool. Pools of numbers with a 7 are at greenapi.com, others at green-api.com. An assumption:
// some pools answer at the address of another one, or at https://api.green-api.com alone, and the console tells it.
// Source: https://green-api.com/en/docs/api/recommendations/using-green-api-hosts
import { DEFAULT_API_URL } from "./config-schema.ts"

/** `https://1101.api.green-api.com` of 1101000001. */
export const guessedApiUrl = (idInstance: string): string => {
  const [, pool] = /^(\d{4})\d{6,}$/.exec(idInstance) ?? []
  if (pool === undefined) return DEFAULT_API_URL
  return `https://${pool}.api.${pool.startsWith("7") ? "greenapi.com" : "green-api.com"}`
}
