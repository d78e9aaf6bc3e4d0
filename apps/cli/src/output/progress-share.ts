// Progress of long work: the share done, and an estimate of the time left at the same speed.
import { language } from "../messages/strings.ts"
import { durationText } from "../messages/unit-text.ts"

/** Below this share, an estimate would be meaningless. */
const LEAST_SHARE = 0.02

/** ` (45 %, ~12 s)`; empty if the total is unknown, or nothing of it is done: a large reply counts only at its end. `spent`: milliseconds. */
export const shareText = (
  done: number,
  total: number | undefined,
  spent: number,
  locale = language
): string => {
  if (total === undefined || total <= 0) return ""
  const share = Math.min(1, done / total)
  if (share < 0.01) return ""
  const percent = `${Math.floor(share * 100)} %`
  if (share < LEAST_SHARE || share === 1) return ` (${percent})`
  const seconds = (spent / share - spent) / 1000
  return ` (${percent}, ~${durationText(seconds, locale)})`
}
