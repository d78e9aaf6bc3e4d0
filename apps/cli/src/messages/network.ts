// What is said of the way to the service: proxies and certificates.
import { forMessages } from "./language.ts"

const en = {
  noScheme: (name: string, address: string) =>
    `${name} has no http:// before the address of the proxy: set ${name}=${address}, with user and password before the host if it wants them`,
  noAddress: (name: string) => `${name} is no address of a proxy: set ${name}=http://HOST:PORT`,
  otherKind: (name: string, kind: string) =>
    `${name} names a proxy of the kind ${kind}, and only http and https can be asked: set ${name}=http://HOST:PORT`,
  percent: (name: string) => `${name} has a % in its user or password: write it as %25`
}

const ru: typeof en = {
  noScheme: (name, address) =>
    `в ${name} перед адресом прокси нет http://: задайте ${name}=${address}, а если нужны имя и пароль — перед хостом`,
  noAddress: (name) => `${name} — не адрес прокси: задайте ${name}=http://ХОСТ:ПОРТ`,
  otherKind: (name, kind) =>
    `${name} называет прокси вида ${kind}, а спросить можно только http и https: задайте ${name}=http://ХОСТ:ПОРТ`,
  percent: (name) => `в ${name} в имени или пароле стоит %: пишите его как %25`
}

export type NetworkWords = typeof en

export const networkWordings = { en, ru }

export const networkWords: NetworkWords = forMessages(networkWordings)
