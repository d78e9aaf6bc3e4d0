// Why an engine of `--engine` gave no answer.
import type { EngineReasons, ReasonStrings } from "../reason.ts"

export const engineReasons: ReasonStrings<EngineReasons> = {
  engine_away: ({ why }) => `он недоступен (${why}): проверьте --url и работает ли сервер`,
  engine_client_missing: ({ name }) =>
    `пакет ${name} не установлен: установите его рядом с chatledger командой \`npm install -g ${name}\``,
  engine_denied: ({ user }) => `пользователю ${user} это читать нельзя: дайте ему право SELECT на таблицы`,
  engine_half_answer: () => "он прислал половину ответа, ничего не записано: повторите команду",
  engine_limit: ({ text }) =>
    `запрос остановило ограничение сервера (${text}): увеличьте ограничения пользователя или задайте период короче`,
  engine_old: ({ oldest, version }) => `версия ${version} слишком старая: обновите до ${oldest} или новее`,
  engine_other: ({ status }) =>
    `он отвечает не как ClickHouse по HTTP (${status}): проверьте порт в --url, обычно это 8123`,
  engine_password_wrong: ({ user }) =>
    `неверное имя или пароль (${user}): задайте CHATLEDGER_ENGINE_PASSWORD или --password-file, а имя — в --url`,
  engine_reads_only: () => "ему отправляют только запросы на чтение: используйте SELECT",
  engine_record_differs: ({ found, instance, recorded }) =>
    `сообщения инстанса ${instance} выгружены так: ${recorded}, а он видит: ${found}; у него другой часовой пояс, метаданные или файлы: выполните команды из \`chatledger export --ddl clickhouse\` ещё раз`,
  engine_refused_query: ({ text }) => text,
  engine_settings_fixed: ({ user }) =>
    `пользователю ${user} нельзя менять настройки, а без них ответы другие: задайте ему readonly = 2 вместо 1`,
  engine_without_database: ({ database }) =>
    `базы ${database} нет: создайте её командами из \`chatledger export --ddl clickhouse\` или исправьте путь в --url`,
  engine_without_table: ({ text }) =>
    `нет таблицы или её файлов (${text}): выполните команды из \`chatledger export --ddl clickhouse\``
}
