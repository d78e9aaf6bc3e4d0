import type { transcripts as en } from "../en/transcripts.ts"
import { number, size } from "./counts.ts"

export const transcripts: typeof en = {
  outEmpty: "--out пуст: укажите папку или файл",
  outEnding: (out, format) =>
    `имя --out ${out} не оканчивается на .${format}: уберите --format или укажите папку`,
  outOther: (out, formats) => `--out ${out}: форматы переписки — ${formats}`,
  severalChats: (out, chats, count) =>
    `--out ${out} — для одного чата, а их ${number(count)}: ${chats}${count > 5 ? ", …" : ""}; выберите один через --chat или укажите папку`,
  reading: "чтение",
  writing: (done, all) => `запись чата ${number(done)} из ${number(all)}`,
  file: (path, messages, bytes) => `${path}: ${messages}, ${size(bytes)}`,
  folder: (chats, messages, first) => `${chats}, ${messages}: откройте ${first}`,
  nothing: "переписка не записана: по этим условиям показать нечего"
}
