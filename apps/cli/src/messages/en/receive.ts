// Messages of receive.
import type { NotKept } from "@chatledger/archive"

export const receive = {
  noAuthorization:
    "there is no value for the Authorization header: give a file with --authorization-file, or set CHATLEDGER_WEBHOOK_AUTHORIZATION",
  noFile: (path: string) => `${path}: cannot read the value for the Authorization header`,
  weak: "the value for the Authorization header must have 16 to 1,000 ASCII characters: `openssl rand -hex 24` creates one",
  notLoopback: (host: string) =>
    `--host ${host}: receive listens on this computer only, such as 127.0.0.1; let your own proxy with TLS forward to it`,
  maxSize: (least: number, most: number) => `--max-size must be from ${least} to ${most} bytes`,
  listening: (url: string) => `notifications are received at ${url}; Ctrl-C stops`,
  queueWarning:
    "--consume-queue deletes notifications from the queue once they are archived: any other program that reads the queue no longer receives them",
  queueAlone: "--authorization-file is for webhooks; leave it out with --consume-queue",
  consuming: (instances: string) => `notifications are taken from the queue of ${instances}; Ctrl-C stops`,
  taken: (instance: string, count: number) =>
    `${instance}: ${count} notifications archived and deleted from the queue`,
  queueStopped: (instance: string) =>
    `${instance}: its queue is no longer read; the first notification in it was not deleted`,
  noWebhookUrl: "the queue works only while `webhookUrl` of the instance is empty",
  queueWaits: (seconds: number) => `the next attempt is in ${seconds} s`,
  unread: {
    unauthorized:
      "a request was refused (401): its Authorization header is missing or wrong; further ones are not reported until a notification is accepted",
    compressed: "a request was refused (415): its body is compressed",
    too_large: "a request was refused (413): its body is larger than --max-size; the service sends it again"
  },
  refused: {
    no_notification: "a request was refused: its body is not one notification",
    no_instance: "a notification was refused: it contains no instance",
    other_instance: "a notification was refused: its instance is not in --instance"
  } satisfies Record<NotKept, string>
}
