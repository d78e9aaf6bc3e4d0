import type { archive as en } from "../en/archive.ts"
import { counted, number, size } from "./counts.ts"

export const archive: typeof en = {
  loading: {
    new: (replies) => `загрузка: ${replies} …`,
    missing: (replies) => `построение таблиц: ${replies} …`,
    outdated: (replies) => `построение таблиц заново, для этой версии: ${replies} …`,
    damaged: (replies) => `построение таблиц заново: ${replies} …`
  },
  waiting: "архив занят другим процессом chatledger: ожидание",
  stale: (replies) =>
    `ещё не загружено: ${replies}, потому что таблицы читает другой процесс chatledger; чтобы дождаться его, укажите --wait`,
  leftOut: (damage) => `пропущено: ${damage}`,
  empty: "архив пуст: добавьте сохранённые ответы командой `chatledger import`",
  notSynced: (instance, age) =>
    `инстанс ${instance}: последний запрос был больше ${age} назад: проверьте, что \`chatledger sync\` запускается`,
  failOn: (given) => `--fail-on ${given}: укажите gaps, lost, stale или несколько: gaps,lost=7d,stale=2h`,
  hasGaps: (instance, journal, count) =>
    `инстанс ${instance}, ${journal}: пробелов, которые синхронизация ещё может восполнить: ${number(count)}`,
  hasLosses: (instance, journal, count) =>
    `инстанс ${instance}, ${journal}: потеряно периодов: ${number(count)}`,
  neverSynced: "ни один инстанс ещё не синхронизирован: запустите `chatledger sync`",
  read: (count) => `прочитано: ${counted(count, "snapshot")}`,
  whole: (count, bytes) => `без повреждений: ${counted(count, "snapshot")} (ответов на ${size(bytes)})`,
  damaged: (count) =>
    `повреждено: ${counted(count, "snapshot")}; восстановите перечисленные выше файлы из резервной копии`,
  tablesHold: (checks) => `таблицы согласованы (проверок: ${number(checks)})`,
  tableBroken: (table, check, rows) => `таблица ${table}: проверка «${check}» не прошла (${rows})`,
  tablesBroken: (checks) =>
    `не прошло проверок таблиц: ${number(checks)}; сам архив не повреждён: удалите кэш, и таблицы построятся заново; если это повторится, сообщите нам строки выше`,
  nothingOf: (instance) => `--instance ${instance}: в архиве нет данных этого инстанса`,
  lookedAt: (day) => `проверено: ${day}`,
  packed: (snapshots, days) => `упаковано: ${snapshots}, ${days}`,
  looseRemoved: (files) => `удалено: ${files}; их содержимое есть в упаковках`,
  looseWaiting: (files) =>
    `оставлено ещё на день, на случай если идёт резервное копирование: ${files}; их удалит следующий compact`,
  nothingToPack: "упаковывать нечего",
  pruned: (snapshots, bytes, isDone) =>
    `${isDone ? "удалено" : "будет удалено"}: ${snapshots} (${size(bytes)} на диске)`,
  uncovered: (journal, from, to, isDone) =>
    `${journal}: период ${from} — ${to} больше не ${isDone ? "покрыт" : "будет покрыт"} ни одним ответом`,
  andStretches: (count) => `и ещё ${counted(count, "moreStretch")}`,
  nothingBefore: "до этого времени запросов не было",
  previewRemoves: "это предпросмотр, ничего не изменено: --execute удалит безвозвратно",
  executeNeedsId: (id) => `с --execute нужен сам chatId: --chat ${id}`,
  chatEmpty: "--chat пуст: укажите chatId",
  reading: "чтение",
  takenOut: (records, snapshots, isDone) =>
    `${isDone ? "удалено" : "будет удалено"}: ${records} (${snapshots})`,
  namesTaken: (snapshots, isDone) =>
    `${isDone ? "id удалён" : "id будет удалён"} из имён исходных файлов: ${snapshots}`,
  sameChat: (ids) => `у чата несколько id, учитываются все: ${ids}`,
  otherIdsUnknown: (id, reason) =>
    `не удалось узнать, есть ли у чата другие id, поэтому берётся только ${id}: ${reason}`,
  noRecord: "записей этого чата нет ни в одном ответе",
  previewTakesOut: "это предпросмотр, ничего не изменено: --execute удалит их безвозвратно",
  afterForget:
    "таблицы будут построены заново при следующем обращении. Прежние выгрузки, отчёты, псевдонимизированные наборы, файлы сохранённых ответов и резервные копии всё ещё содержат этот чат: удалите их сами, вместе с остатками прерванных выгрузок (имена с .tmp-). Следующая синхронизация или импорт могут добавить чат снова",
  covered: (journals, more, since) => {
    const all = `покрытие за этот период: ${journals}${more > 0 ? ` и ещё ${number(more)}` : ""}`
    return since === undefined
      ? `${all}; чего не хватает, покажут \`chatledger stats coverage_summary\` и \`chatledger status\``
      : `${all}; время до ${since} не запрашивалось`
  }
}
