// Messages about `--engine`.
import type { engine as english } from "../en/engine.ts"

export const engine: typeof english = {
  withoutEngine: (flag) => `--${flag} нужен только с --engine`,
  withoutUrl: "--engine нужен --url, например http://reader@localhost:8123/chatledger",
  badUrl: "--url — не адрес вида http://reader@localhost:8123/chatledger: пользователь, хост, порт и база",
  passwordInUrl: (variable) =>
    `в --url есть пароль, его увидят другие пользователи компьютера: задайте ${variable} или --password-file`,
  notWithEngine: (flag) => `--engine и --${flag} не сочетаются: используйте --dataset или архив`,
  queryOnly: "--engine отвечает на один запрос: задайте его аргументом, через --file или через канал"
}
