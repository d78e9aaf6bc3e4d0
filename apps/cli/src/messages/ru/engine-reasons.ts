// Why an engine of `--engine` gave no answer.
import type { EngineReasons, ReasonStrings } from "../reason.ts"

const titles = { clickhouse: "ClickHouse", trino: "Trino" } as const
const ports = { clickhouse: 8123, trino: 8080 } as const

export const engineReasons: ReasonStrings<EngineReasons> = {
  engine_answer_not_stored: ({ why }) =>
    `его ответ не удалось сохранить в папке временных файлов (${why}): освободите место или укажите другую папку в TMPDIR`,
  engine_away: ({ why }) => `он недоступен (${why}): проверьте --url и работает ли сервер`,
  engine_client_missing: ({ name }) =>
    `пакет ${name} не установлен: установите его рядом с chatledger командой \`npm install -g ${name}\``,
  engine_denied: ({ user }) => `пользователю ${user} это читать нельзя: дайте ему право SELECT на таблицы`,
  engine_half_answer: () => "он прислал половину ответа, ничего не записано: повторите команду",
  engine_integer_inexact: ({ column }) =>
    `его клиент не может точно передать большие числа столбца ${column}: приведите столбец к varchar`,
  engine_limit: ({ text }) =>
    `запрос остановило ограничение сервера (${text}): увеличьте ограничения пользователя или задайте период короче`,
  engine_old: ({ oldest, version }) => `версия ${version} слишком старая: обновите до ${oldest} или новее`,
  engine_other: ({ engine, status }) =>
    `он отвечает не как ${titles[engine]} по HTTP (${status}): проверьте порт в --url, обычно это ${ports[engine]}`,
  engine_names_differ: ({ engine, found, instance, recorded }) =>
    `имена инстанса ${instance} выгружены так: ${recorded}, а в таблице all_names: ${found}; повторите выгрузку, затем выполните команды из \`chatledger export --ddl ${engine}\` ещё раз`,
  engine_password_wrong: ({ user }) =>
    `неверное имя или пароль (${user}): задайте CHATLEDGER_ENGINE_PASSWORD или --password-file, а имя — в --url`,
  engine_reads_only: () => "ему отправляют только запросы на чтение: используйте SELECT",
  engine_record_differs: ({ engine, found, instance, recorded }) =>
    `сообщения инстанса ${instance} выгружены так: ${recorded}, а он видит: ${found}; у него другой часовой пояс, метаданные или файлы: выполните команды из \`chatledger export --ddl ${engine}\` ещё раз`,
  engine_refused_query: ({ text }) => text,
  engine_server_lost: ({ text }) =>
    `один из его серверов отказал во время запроса (${text}), ничего не записано: повторите команду`,
  engine_settings_fixed: ({ user }) =>
    `пользователю ${user} нельзя менять настройки, а без них ответы другие: задайте ему readonly = 2 вместо 1`,
  engine_without_database: ({ database, engine }) =>
    `базы ${database} нет: создайте её командами из \`chatledger export --ddl ${engine}\` или исправьте путь в --url`,
  engine_without_table: ({ engine, text }) =>
    `нет таблицы или её файлов (${text}): выполните команды из \`chatledger export --ddl ${engine}\``
}
