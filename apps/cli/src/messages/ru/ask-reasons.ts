import type { askReasons as en } from "../en/ask-reasons.ts"
import { reasonsIn } from "../reason.ts"
import { storeReasons } from "./store-reasons.ts"

const dollars = (names: ReadonlyArray<string>) => names.map((name) => `$${name}`).join(", ")

const givenBy = (names: ReadonlyArray<string>) => `задайте через --param ${names[0]}=ЗНАЧЕНИЕ`

const has = (known: ReadonlyArray<string>, shown: string) =>
  known.length === 0 ? "параметров нет" : `есть ${shown}`

const length = (millis: number): string => {
  const seconds = Math.round(millis / 1000)
  return seconds % 60 === 0 ? `${seconds / 60} мин` : `${seconds} с`
}

export const askReasons: typeof en = {
  calendar_locked: ({ calendar }) =>
    `соединение использует календарь ${calendar}, и его настройки заблокированы: выполните set calendar = 'gregorian' до блокировки`,
  created_at_invalid: () => "createdAt — недопустимая дата",
  compression_unknown: ({ known, name }) => `нет сжатия «${name}»: ${known.join(" или ")}`,
  csv_profile_unknown: ({ name }) => `нет профиля CSV «${name}»`,
  duckdb: ({ text }) => text,
  file_name_invalid: ({ name }) => `«${name}» — не имя файла`,
  folder_cannot_be_read: ({ path, why }) => `папка ${path} не читается: ${reasonsIn(storeReasons)(why)}`,
  folder_without_sql: ({ path }) => `в папке ${path} нет файлов .sql`,
  format_unknown: ({ known, name }) => `формата выгрузки «${name}» нет; доступны: ${known.join(", ")}`,
  icu_missing: () => "расширение DuckDB icu не загружено: сначала загрузите icu",
  no_columns_left: ({ format, table }) => `для ${format} в ${table} не осталось ни одного столбца`,
  no_format: () => "формат не указан",
  no_query: () => "нет запроса",
  no_tables: () => "нет ни одной таблицы для выгрузки",
  number_overflow: () => "число слишком велико для своего типа",
  one_table_only: ({ format, tables }) => `в ${format} помещается одна таблица, а не ${tables}`,
  page_after: () => "after должен быть значением next предыдущей страницы, без изменений",
  pivot_values: () => "в PIVOT нужно перечислить значения: PIVOT … ON столбец IN (…)",
  query_and_more: () => "допускается только один SELECT, а здесь есть ещё что-то",
  query_count: ({ count }) => `допускается только один запрос, а здесь их ${count}`,
  query_counts_as: ({ count }) =>
    `допускается только один запрос, а этот считается за ${count}: так бывает, если в PIVOT не перечислены значения`,
  query_empty: () => "он пуст",
  query_failed_for_value: ({ kind }) =>
    `${kind} в DuckDB; в тексте ошибки могут быть данные: чтобы увидеть его, выполните запрос отдельно`,
  query_file_cannot_be_read: ({ path, why }) => `${path} не читается: ${reasonsIn(storeReasons)(why)}`,
  query_forbidden: ({ name }) => `${name} здесь не разрешается: запрос может читать только таблицы архива`,
  query_has_parameters: () => "в нём есть параметры, а в выгрузке их задать нельзя",
  query_integer_too_long: () => "в целом числе больше 38 цифр, это предел Parquet: приведите его к VARCHAR",
  query_no_select: () => "это не SELECT",
  query_not_select: ({ word }) => `здесь разрешён только один SELECT, а в запросе ${word}`,
  query_over_disk: ({ megabytes }) =>
    `запрос остановлен: ему понадобилось больше ${megabytes} МБ на диске; предел задаёт --max-disk`,
  query_over_memory: ({ megabytes }) =>
    `запрос остановлен: ему понадобилось больше ${megabytes} МБ памяти; предел задаёт --max-memory`,
  query_over_time: ({ millis }) =>
    `запрос остановлен: он выполнялся дольше ${length(millis)}; предел задаёт --max-time`,
  query_parameter_missing: ({ names }) => `запросу нужен ${dollars(names)}: ${givenBy(names)}`,
  query_parameter_unknown: ({ known, names }) =>
    `у запроса нет параметра ${dollars(names)}: ${has(known, dollars(known))}`,
  query_parameters_missing: () => "у запроса есть параметры: задайте каждый через --param ИМЯ=ЗНАЧЕНИЕ",
  query_process_ended: ({ how }) =>
    `процесс запроса неожиданно завершился (${how}): запрос слишком сложен для DuckDB, или не хватает памяти`,
  query_statements: ({ count }) => `в нём не один запрос, а ${count}`,
  query_too_long: () => "запрос слишком длинный или слишком глубоко вложен",
  statistic_name_taken: ({ path }) => `${path}: статистика с таким именем уже есть, переименуйте файл`,
  statistic_needs_moment: ({ name }) =>
    `для ${name} нужен момент времени: укажите его, например --at 2026-01-31T14:05`,
  statistic_parameter_missing: ({ missing, name }) =>
    `для ${name} нужен ${dollars(missing)}: ${givenBy(missing)}`,
  statistic_parameter_unknown: ({ known, name, unknown }) =>
    `у ${name} нет параметра ${unknown.join(", ")}: ${has(known, known.join(", "))}`,
  statistic_unknown: ({ name, near }) =>
    `нет статистики ${name}: ${near.length === 0 ? "список даёт `chatledger stats`" : `может быть, ${near.join(", ")}?`}`,
  struct_unnamed: () => "row(…) создаёт значения без имён: используйте {имя: значение}",
  subquery_many_rows: () => "подзапрос на месте одного значения вернул несколько строк",
  table_name_invalid: ({ name }) => `«${name}» не подходит для имени файла: допустимы буквы, цифры, _ и -`,
  table_name_twice: ({ name }) => `две таблицы названы «${name}»`,
  tables_read_only: ({ statement }) => `таблицы доступны только для чтения: ${statement} не разрешается`,
  text_misfits_format: () => "текст не соответствует формату: try_strptime вернёт вместо ошибки NULL",
  text_not_json: () => "текст — не JSON: проверить тексты можно функцией json_valid",
  too_many_columns: ({ columns, format, most, table }) =>
    `в ${table} столбцов ${columns}, а в ${format} допускается ${most}: уберите часть`,
  value_not_convertible: ({ to }) => `значение нельзя привести к ${to}: try_cast вернёт вместо ошибки NULL`,
  value_unfit: ({ kind }) =>
    `значение не подходит (${kind} error); текст ошибки DuckDB покажет --log-level debug, в нём может быть само значение`,
  workbook_name_invalid: ({ name }) =>
    `«${name}» не подходит для имени книги: нужно простое имя файла с расширением .xlsx`,
  zone_unknown: ({ zone }) => `«${zone}» — не часовой пояс: укажите имя IANA, например Europe/Berlin или UTC`
}
