import type { search as en } from "../en/search.ts"
import { number } from "./counts.ts"

export const search: typeof en = {
  nothingToFind: "искать нечего: напишите слово или фразу в кавычках",
  tooFew: (flag, text) => `--${flag} ${text}: напишите целое число, 0 или больше`,
  noTranscripts: (folder) =>
    `--transcripts ${folder}: переписки HTML там нет; её пишет \`chatledger transcript -o ${folder}\``,
  nothing: "ничего не найдено: ни в одном сообщении из выбранного нет всего этого, и никого так не зовут",
  unknown: (word, near) =>
    `слова ${word} нет ни в одном сообщении${near === "" ? "" : `: может быть, ${near}?`}`,
  shown: (shown, all) => `${number(shown)} из ${number(all)}: --limit ${all} покажет все`,
  in: { file: "файл", poll: "опрос", contact: "контакт", place: "место" },
  called: { chat: "чат", person: "человек" },
  you: "вы",
  none: "—"
}
