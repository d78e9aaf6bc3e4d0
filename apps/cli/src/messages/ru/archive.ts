import type { archive as en } from "../en/archive.ts"
import { counted, number } from "./counts.ts"

export const archive: typeof en = {
  loading: {
    new: (replies) => `загружаем ${replies} …`,
    missing: (replies) => `строим таблицы: ${replies} …`,
    outdated: (replies) => `строим таблицы заново для этой версии: ${replies} …`,
    damaged: (replies) => `строим таблицы заново: ${replies} …`
  },
  waiting: "этот архив занят другим chatledger: ждём",
  stale: (replies) =>
    `ещё не загружено: ${replies}, потому что таблицы читает другой chatledger; --wait подождёт`,
  leftOut: (damage) => `пропущено: ${damage}`,
  empty: "архив пуст: сохранённые ответы вносит `chatledger import`",
  notAsked: (instance, age) =>
    `инстанс ${instance} не спрашивали дольше, чем ${age}: проверьте, идёт ли \`chatledger sync\``,
  failOn: (given) => `--fail-on ${given}: пишите gaps, lost, stale или несколько: gaps,lost=7d,stale=2h`,
  hasGaps: (instance, journal, count) =>
    `инстанс ${instance}, ${journal}: пробелов, которые ещё закроет синхронизация: ${number(count)}`,
  hasLosses: (instance, journal, count) =>
    `инстанс ${instance}, ${journal}: потеряно отрезков времени: ${number(count)}`,
  neverSynced: "ни один инстанс ещё не синхронизирован: это делает `chatledger sync`",
  read: (count) => `прочитано: ${counted(count, "snapshot")}`,
  whole: (count, bytes) => `цело: ${counted(count, "snapshot")} (${number(bytes)} байт ответов)`,
  damaged: (count) => `повреждено: ${counted(count, "snapshot")}; восстановите названное выше из копии`,
  tablesHold: (checks) => `таблицы согласованы (проверок: ${number(checks)})`,
  tableBroken: (table, check, rows) =>
    `таблица ${table}: должно быть верно «${check}», но это не так (${rows})`,
  tablesBroken: (checks) =>
    `не прошло проверок таблиц: ${number(checks)}; архив цел: удалите кэш, и таблицы построятся заново; если не поможет, сообщите о строках выше`,
  nothingOf: (instance) => `--instance ${instance}: в архиве ничего о нём нет`,
  lookedAt: (day) => `просмотрено: ${day}`,
  packed: (snapshots, days) => `упаковано: ${snapshots}, ${days}`,
  looseRemoved: (files) => `удалено: ${files}; они есть в упаковках`,
  looseWaiting: (files) =>
    `остаётся рядом с упаковками на день, чтобы идущее копирование осталось целым: ${files}; их удалит следующий compact`,
  nothingToPack: "упаковывать нечего",
  pruned: (snapshots, bytes, isDone) =>
    `${isDone ? "удалено" : "было бы удалено"}: ${snapshots} (${number(bytes)} байт на диске)`,
  uncovered: (journal, from, to, isDone) =>
    `${journal}: время ${from} — ${to} ${isDone ? "больше не покрыто" : "было бы больше не покрыто"} ни одним ответом`,
  andStretches: (count) => `и ещё ${counted(count, "moreStretch")} времени`,
  nothingBefore: "до этого времени ничего не запрашивали",
  previewRemoves: "это просмотр: ничего не изменено; --execute удаляет без возврата",
  chatEmpty: "--chat пуст: назовите chatId",
  reading: "читаем",
  takenOut: (records, snapshots, isDone) =>
    `${isDone ? "убрано" : "было бы убрано"}: ${records}, откуда: ${snapshots}`,
  namesTaken: (snapshots, isDone) =>
    `${isDone ? "id убран" : "id был бы убран"} из имён файлов, откуда пришло: ${snapshots}`,
  sameChat: (ids) => `один чат под несколькими id, забываются все: ${ids}`,
  otherIdsUnknown: (id, reason) =>
    `есть ли у чата другие id, узнать нельзя, поэтому ищем только ${id}: ${reason}`,
  noRecord: "записей этого чата нет ни в одном ответе",
  previewTakesOut: "это просмотр: ничего не изменено; --execute убирает их без возврата",
  afterForget:
    "таблицы будут построены заново, когда их спросят; прежние выгрузки, отчёты, псевдонимные наборы, файлы сохранённых ответов и резервные копии всё ещё содержат этот чат: удалите их сами, вместе с тем, что рядом с ними оставила прерванная выгрузка (имена с .tmp-); синхронизация или импорт, которые принесут чат снова, сохранят его снова",
  covered: (journals, more) =>
    `покрыто за этот период: ${journals}${more > 0 ? ` и ещё ${number(more)}` : ""}; чего не хватает, скажут \`chatledger stats coverage_summary\` и \`chatledger status\``
}
