import type { transcripts as en } from "../en/transcripts.ts"
import { number } from "./counts.ts"

export const transcripts: typeof en = {
  outEmpty: "--out пуст: назовите папку или файл",
  outEnding: (out, format) => `--out ${out} не кончается на .${format}: уберите --format или назовите папку`,
  outOther: (out, formats) => `--out ${out}: переписка бывает ${formats}`,
  severalChats: (out, chats, count) =>
    `--out ${out} — для одного чата, а их ${number(count)}: ${chats}${count > 5 ? ", …" : ""}; выберите один через --chat или назовите папку`,
  reading: "читаем",
  writing: (done, all) => `пишем чат ${number(done)} из ${number(all)}`,
  file: (path, messages, bytes) => `${path}: ${messages}, ${number(bytes)} байт`,
  folder: (chats, messages, first) => `${chats}, ${messages}: откройте ${first}`,
  nothing: "переписки нет: из выбранного нечего показать"
}
