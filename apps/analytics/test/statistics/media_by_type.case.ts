import { said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase, text } from "./case.ts"

const image = { typeMessage: "imageMessage", downloadUrl: "https://files.example/1" }

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, { ...image, caption: "look" }),
    said("b@c.us", "2", 2, { ...image, isForwarded: true }),
    said("b@c.us", "3", 3, { typeMessage: "audioMessage", downloadUrl: "https://files.example/3" }),
    said("b@c.us", "4", 4, text("no file"))
  ),
  rows: [
    ["image", 2, 2, 1, 1, 1],
    ["audio", 1, 1, 1, 0, 0]
  ]
}
