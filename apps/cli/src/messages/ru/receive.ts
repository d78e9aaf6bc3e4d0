import type { receive as en } from "../en/receive.ts"

export const receive: typeof en = {
  noAuthorization:
    "нет значения заголовка Authorization: укажите файл в --authorization-file или задайте CHATLEDGER_WEBHOOK_AUTHORIZATION",
  noFile: (path) => `${path}: не удалось прочитать значение заголовка Authorization`,
  weak: "в значении заголовка Authorization должно быть от 16 до 1000 знаков ASCII: его создаст `openssl rand -hex 24`",
  notLoopback: (host) =>
    `--host ${host}: receive принимает запросы только с этого компьютера, например на 127.0.0.1; пусть на него перенаправляет ваш прокси с TLS`,
  maxSize: (least, most) => `--max-size должен быть от ${least} до ${most} байт`,
  listening: (url) => `уведомления принимаются на ${url}; остановить — Ctrl-C`,
  queueWarning:
    "--consume-queue удаляет уведомления из очереди, когда они сохранены в архиве: другие программы, которые читают эту очередь, их больше не получат",
  queueAlone: "--authorization-file нужен для вебхуков; с --consume-queue уберите его",
  consuming: (instances) => `уведомления забираются из очереди ${instances}; остановить — Ctrl-C`,
  taken: (instance, count) => `${instance}: сохранено в архиве и удалено из очереди уведомлений: ${count}`,
  queueStopped: (instance) => `${instance}: очередь больше не читается; первое уведомление в ней не удалено`,
  noWebhookUrl: "очередь работает, только пока `webhookUrl` инстанса пуст",
  queueWaits: (seconds) => `следующая попытка через ${seconds} с`,
  unread: {
    unauthorized:
      "запрос отклонён (401): заголовка Authorization нет или он неверен; о следующих таких запросах не сообщается, пока не принято уведомление",
    compressed: "запрос отклонён (415): его тело сжато",
    too_large: "запрос отклонён (413): его тело больше, чем --max-size; сервис пришлёт его ещё раз"
  },
  refused: {
    no_notification: "запрос отклонён: в нём не одно уведомление",
    no_instance: "уведомление отклонено: в нём не указан инстанс",
    other_instance: "уведомление отклонено: его инстанса нет в --instance"
  }
}
