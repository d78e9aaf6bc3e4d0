import { reply } from "../model/scene.ts"
import { dana, dial, egor, ring } from "./called.ts"
import type { StatisticCase } from "./case.ts"

/** Two calls of Dana, one taken; the account calls her back and Egor, who does not answer. */
export const counted: StatisticCase = {
  replies: [
    reply([ring(dana, "2", 200, "pickUp", 60), ring(dana, "1", 100, "missed")]),
    reply([dial(egor, "4", 400, "hungUp"), dial(dana, "3", 330, "pickUp", 30)], { journal: "outgoing" })
  ],
  rows: [
    ["1", dana, "Dana", 3, 2, 1, 2, 1, 90, "1970-01-01T00:05:00Z"],
    ["1", egor, null, 1, 0, 1, 0, 0, 0, "1970-01-01T00:06:40Z"]
  ]
}
