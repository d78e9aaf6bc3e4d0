import type { search as en } from "../en/search.ts"
import { number } from "./counts.ts"

export const search: typeof en = {
  nothingToFind: "искать нечего: укажите слово или фразу в кавычках",
  tooFew: (flag, text) => `--${flag} ${text}: укажите целое число, 0 или больше`,
  noTranscripts: (folder) =>
    `--transcripts ${folder}: там нет переписки в HTML; её создаст \`chatledger transcript -o ${folder}\``,
  noSender: (given) =>
    `нет отправителя с таким id, номером или именем: ${given}; все отправители — \`chatledger stats messages_by_sender\``,
  senders: (names, more) =>
    `--sender — это ${names}${more > 0 ? ` и ещё ${number(more)}` : ""}: чтобы искать у одного, укажите имя целиком или номер`,
  nothing:
    "ничего не найдено: среди выбранных сообщений нет такого, где есть все эти слова, и нет чата или человека с таким именем",
  unknown: (word, near) =>
    `слова ${word} нет ни в одном сообщении${near === "" ? "" : `: может быть, ${near}?`}`,
  shown: (shown, all) => `${number(shown)} из ${number(all)}: --limit ${all} покажет все`,
  in: { file: "файл", poll: "опрос", contact: "контакт", place: "место" },
  called: { chat: "чат", person: "человек" },
  you: "вы",
  none: "—"
}
