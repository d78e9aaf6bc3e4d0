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
    `у соединения календарь ${calendar}, и его настройки закрыты: до этого выполните set calendar = 'gregorian'`,
  created_at_invalid: () => "createdAt — не дата",
  csv_profile_unknown: ({ name }) => `нет профиля CSV «${name}»`,
  duckdb: ({ text }) => text,
  file_name_invalid: ({ name }) => `«${name}» — не имя файла`,
  folder_cannot_be_read: ({ path, why }) => `папка ${path} не читается: ${reasonsIn(storeReasons)(why)}`,
  folder_without_sql: ({ path }) => `в папке ${path} нет файлов с окончанием .sql`,
  format_unknown: ({ known, name }) => `нет формата выгрузки «${name}»: есть ${known.join(", ")}`,
  icu_missing: () => "нет расширения DuckDB icu: сначала загрузите icu",
  no_columns_left: ({ format, table }) => `для ${format} в ${table} не осталось ни одного столбца`,
  no_format: () => "формат не назван",
  no_query: () => "нет запроса",
  no_tables: () => "нет ни одной таблицы для выгрузки",
  number_overflow: () => "число не помещается в свой тип",
  one_table_only: ({ format, tables }) => `в ${format} помещается одна таблица, а не ${tables}`,
  page_after: () => "after — это next предыдущей страницы без изменений",
  pivot_values: () => "PIVOT должен называть значения: PIVOT … ON столбец IN (…)",
  query_and_more: () => "запрос один за раз, и это должен быть SELECT: здесь есть и что-то ещё",
  query_count: ({ count }) => `запрос один за раз, а здесь их ${count}`,
  query_counts_as: ({ count }) =>
    `запрос один за раз, а этот считается за ${count}: так бывает с PIVOT, который не называет значений`,
  query_empty: () => "он пуст",
  query_failed_for_value: ({ kind }) =>
    `${kind} в DuckDB; в его словах могут быть данные, выполните запрос отдельно, чтобы увидеть их`,
  query_file_cannot_be_read: ({ path, why }) => `${path} не читается: ${reasonsIn(storeReasons)(why)}`,
  query_forbidden: ({ name }) => `${name} здесь нельзя: запрос читает таблицы архива, и только их`,
  query_has_parameters: () => "в нём есть параметры, а выгрузке их не задать",
  query_integer_too_long: () =>
    "в целом числе больше 38 цифр, Parquet такое не вмещает: приведите его к VARCHAR",
  query_no_select: () => "это не SELECT",
  query_not_select: ({ word }) => `здесь можно только один SELECT, а в запросе ${word}`,
  query_over_disk: ({ megabytes }) =>
    `запросу понадобилось больше ${megabytes} МБ на диске, и он остановлен: больше разрешает --max-disk`,
  query_over_memory: ({ megabytes }) =>
    `запросу понадобилось больше ${megabytes} МБ памяти, и он остановлен: больше разрешает --max-memory`,
  query_over_time: ({ millis }) =>
    `запрос шёл дольше ${length(millis)} и остановлен: больше разрешает --max-time`,
  query_parameter_missing: ({ names }) => `у запроса есть ${dollars(names)}: ${givenBy(names)}`,
  query_parameter_unknown: ({ known, names }) =>
    `у запроса нет параметра ${dollars(names)}: ${has(known, dollars(known))}`,
  query_parameters_missing: () => "у запроса есть параметры: задайте каждый через --param ИМЯ=ЗНАЧЕНИЕ",
  query_process_ended: ({ how }) =>
    `процесс запроса завершился сам (${how}): запрос слишком велик для DuckDB, или не хватает памяти`,
  query_statements: ({ count }) => `в нём не один запрос, а ${count}`,
  query_too_long: () => "запрос слишком длинный или слишком глубоко вложен",
  statistic_name_taken: ({ path }) => `${path} назван как статистика, которая уже есть: дайте другое имя`,
  statistic_needs_moment: ({ name }) => `${name} — о моменте: укажите его, например --at 2026-01-31T14:05`,
  statistic_parameter_missing: ({ missing, name }) =>
    `у ${name} есть ${dollars(missing)}: ${givenBy(missing)}`,
  statistic_parameter_unknown: ({ known, name, unknown }) =>
    `у ${name} нет параметра ${unknown.join(", ")}: ${has(known, known.join(", "))}`,
  statistic_unknown: ({ name, near }) =>
    `нет статистики ${name}: ${near.length === 0 ? "список даёт `chatledger stats`" : `может быть, ${near.join(", ")}?`}`,
  struct_unnamed: () => "row(…) даёт значения без имён: пишите {имя: значение}",
  subquery_many_rows: () => "подзапрос, от которого ждут одно значение, даёт несколько строк",
  table_name_invalid: ({ name }) => `«${name}» не годится в имя файла: нужны буквы, цифры, _ и -`,
  table_name_twice: ({ name }) => `две таблицы названы «${name}»`,
  tables_read_only: ({ statement }) => `таблицы только для чтения: ${statement} нельзя`,
  text_misfits_format: () => "текст не подходит под формат: try_strptime даёт вместо этого NULL",
  text_not_json: () => "текст — не JSON: какие тексты — JSON, говорит json_valid",
  too_many_columns: ({ columns, format, most, table }) =>
    `в ${table} столбцов ${columns}, а в ${format} помещается ${most}: уберите часть`,
  value_not_convertible: ({ to }) => `значение не приводится к ${to}: try_cast даёт вместо этого NULL`,
  value_unfit: ({ kind }) =>
    `значение не подходит (${kind} error); слова DuckDB покажет --log-level debug, в них может быть само значение`,
  workbook_name_invalid: ({ name }) =>
    `«${name}» не годится в имя книги: нужно простое имя файла с окончанием .xlsx`,
  zone_unknown: ({ zone }) => `«${zone}» — не часовой пояс: пишите имя IANA, например Europe/Berlin или UTC`
}
