import { reply } from "../model/scene.ts"
import { dana, dial, egor, ring, wrote } from "./called.ts"
import type { StatisticCase } from "./case.ts"

/** Dana is written to and called back; Egor, who was declined, hears nothing; a call that was taken is no row. */
export const counted: StatisticCase = {
  replies: [
    reply([
      ring(egor, "3", 300, "hungUp"),
      ring(dana, "2", 200, "pickUp", 60),
      ring(dana, "1", 100, "declined")
    ]),
    reply([dial(dana, "5", 190, "pickUp", 10), wrote(dana, "4", 120), wrote(egor, "6", 90)], {
      journal: "outgoing"
    })
  ],
  rows: [
    ["1", egor, egor, "Egor", "1970-01-01T00:05:00Z", "rejected", null, null, null],
    [
      "1",
      dana,
      dana,
      "Dana",
      "1970-01-01T00:01:40Z",
      "missed",
      null,
      "1970-01-01T00:02:00Z",
      "1970-01-01T00:03:00Z"
    ]
  ]
}
