import type { network as en } from "../en/network.ts"

export const network: typeof en = {
  noScheme: (name, address) =>
    `в ${name} перед адресом прокси нет http://: задайте ${name}=${address}, а если нужны имя и пароль, укажите их перед хостом`,
  noAddress: (name) => `${name} — не адрес прокси: задайте ${name}=http://ХОСТ:ПОРТ`,
  otherKind: (name, kind) =>
    `${name} — прокси типа ${kind}, а поддерживаются только http и https: задайте ${name}=http://ХОСТ:ПОРТ`,
  percent: (name) => `в ${name} в имени или пароле стоит %: пишите его как %25`
}
