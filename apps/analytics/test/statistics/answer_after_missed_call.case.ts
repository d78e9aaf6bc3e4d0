import { reply } from "../model/scene.ts"
import { dana, dial, egor, ring, wrote } from "./called.ts"
import type { StatisticCase } from "./case.ts"

/** Dana is written to after 20 s, and called back 40 s after her second call; Egor is not answered. */
export const counted: StatisticCase = {
  replies: [
    reply([ring(egor, "3", 300, "missed"), ring(dana, "2", 200, "missed"), ring(dana, "1", 100, "missed")]),
    reply([dial(dana, "5", 250, "pickUp", 10), wrote(dana, "4", 120)], { journal: "outgoing" })
  ],
  rows: [
    ["1", dana, "Dana", 2, 2, 1, 30, 38],
    ["1", egor, "Egor", 1, 0, 0, null, null]
  ]
}
