import { said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase, text } from "./case.ts"

/** A site counts once a message, by what people read, and only where the link leads; an address of e-mail is none. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, text("Www.shop.example сюда, https://SHOP.example/a")),
    said("b@c.us", "2", 2, text("https://shop.example:8443/?to=https://gone.example anna@www.gone.example")),
    said("b@c.us", "3", 3, text("https://xn--80aswg.xn--p1ai и https://САЙТ.рф/путь")),
    said("b@c.us", "4", 4, text("https://shop.example\\@gone.example"))
  ),
  rows: [
    ["shop.example", 3, 2, 1],
    ["сайт.рф", 1, 1, 1]
  ]
}
