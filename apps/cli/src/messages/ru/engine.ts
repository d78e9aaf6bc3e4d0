// Messages about `--engine`.
import type { engine as english } from "../en/engine.ts"

export const engine: typeof english = {
  withoutEngine: (flag) => `--${flag} нужен только с --engine`,
  withoutUrl: (example) => `--engine нужен --url, например ${example}`,
  badUrl: (example) => `--url — не адрес вида ${example}: пользователь, хост, порт и где таблицы`,
  passwordInUrl: (variable) =>
    `в --url есть пароль, его увидят другие пользователи компьютера: задайте ${variable} или --password-file`,
  passwordNeedsHttps: "Trino принимает пароль только по HTTPS: укажите в --url https:// или уберите пароль",
  notWithEngine: (flag) => `--engine и --${flag} не сочетаются: используйте --dataset или архив`,
  queryOnly: "--engine отвечает на один запрос: задайте его аргументом, через --file или через канал"
}
