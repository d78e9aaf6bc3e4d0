// How far long work is: the share that is done, and the time that is left if it goes on as it went.
import { language } from "../messages/strings.ts"
import { durationText } from "./human-value.ts"

/** Before so much is done, nobody can say how long the rest takes. */
const LEAST_SHARE = 0.02

/** `, 45 %, 12 s`: empty where the whole is not known. `spent`: milliseconds. */
export const shareText = (
  done: number,
  total: number | undefined,
  spent: number,
  locale = language
): string => {
  if (total === undefined || total <= 0) return ""
  const share = Math.min(1, done / total)
  const percent = `${Math.floor(share * 100)} %`
  if (share < LEAST_SHARE || share === 1) return ` (${percent})`
  const seconds = (spent / share - spent) / 1000
  return ` (${percent}, ~${durationText(seconds, locale)})`
}
