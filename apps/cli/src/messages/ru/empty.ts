import type { empty as en } from "../en/empty.ts"
import { number } from "./counts.ts"

export const empty: typeof en = {
  chatUnknown: (given, near) =>
    `в этом архиве нет чата ${given}${near === "" ? ": список покажет `chatledger stats messages_by_chat`" : `: может быть, ${near}?`}`,
  typeUnknown: (type, near) =>
    `в этом архиве нет сообщений типа ${type}${near === "" ? "" : `: может быть, ${near}?`}`,
  groupsUnnamed: "имена известны не у всех групп: недостающие задайте через --names",
  chatSeveral: (given, chats, more) =>
    `--chat ${given} подходит к нескольким чатам: ${chats}${more > 0 ? ` и ещё ${number(more)}` : ""}: укажите имя полнее или id`,
  chatEmpty: "--chat пуст: укажите id, имя или часть имени",
  chatFound: (given, name, id) => `--chat ${given} — это ${name} (${id})`,
  emptyArchive:
    "в этом архиве ещё нет сообщений: добавьте их командой `chatledger sync` или `chatledger import`",
  onlyPhone: (count) =>
    `в этом архиве сообщения только из экспорта чатов с телефона (таблица phone_messages: ${number(count)}), из журналов их ещё нет: добавьте их командой \`chatledger sync\` или \`chatledger import\``,
  noneChosen: (oldest, newest) =>
    `по этим условиям сообщений нет: в архиве есть сообщения с ${oldest} по ${newest}`,
  noneSince: (from) => `сообщений с ${from} нет`,
  noneBefore: (to) => `сообщений до ${to} нет`,
  noneBetween: (from, to) => `сообщений с ${from} до ${to} нет`,
  newest: (moment) => `самое новое — от ${moment}`,
  newestBefore: (moment) => `последнее до этого — от ${moment}`,
  oldest: (moment) => `самое старое — от ${moment}`,
  oldestAfter: (moment) => `первое после этого — от ${moment}`,
  noRows: (name) => `строк нет: сообщения есть, но к ${name} среди них ничего не относится`
}
