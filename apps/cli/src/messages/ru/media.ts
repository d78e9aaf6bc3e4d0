import type { media as en } from "../en/media.ts"
import { counted, number, size } from "./counts.ts"

export const media: typeof en = {
  nothing: "файлы: скачивать нечего",
  fetching: (done, all, bytes) => `файлы: ${number(done)} из ${number(all)}, ${size(bytes)}`,
  summary: (parts) => `файлы: ${parts.join(", ")}`,
  kept: (count, bytes) => `скачано: ${number(count)} (${size(bytes)})`,
  ended: (status, count) => `${media.statuses[status] ?? status}: ${number(count)}`,
  statuses: {
    kept: "скачано",
    expired: "утрачено (ссылка истекла, новой у сервиса нет)",
    no_link: "файла на сервисе нет",
    failed: "не удалось, следующий запуск повторит",
    refused_host: "на неразрешённых узлах",
    refused_address: "на внутренних адресах",
    refused_scheme: "не по адресу https",
    refused_redirect: "отклонено из-за перенаправлений",
    too_large: "больше media.maxFileSize",
    wrong_length: "длина не та, что обещана",
    wrong_type: "тип не тот, что обещан (страница вместо файла)",
    encoded: "отклонено, так как пришли сжатыми"
  },
  left: (count) => `осталось на следующий запуск: ${number(count)}`,
  refusedHost: (host, count) =>
    `файлы: не скачано с узла ${host}: ${number(count)}; если вы доверяете этому узлу, добавьте его в media.hosts конфигурации (сервер вашей сети — в media.privateHosts)`,
  stopped: {
    run: "файлы: достигнут предел одного запуска (media.maxRunSize): следующий запуск продолжит",
    quota: "файлы: достигнута квота диска (media.diskQuota): увеличьте её или сократите архив"
  },
  notRenewed: (failure) => `файлы: ссылки не обновляются: ${failure}`,
  busy: (holder) => `файлы: пропущено, их уже скачивает другой процесс (${holder})`,
  size: (flag, given) => `--${flag} ${given}: укажите размер: 500KB, 100MB или 2GB`,
  kind: (given, all) => `--kind ${given}: допустимо одно из ${all}`,
  whole: (count, bytes) => `файлы сообщений целы: ${number(count)} (${size(bytes)})`,
  read: (count) => `прочитано файлов сообщений: ${number(count)}`,
  damaged: (path) => `${path}: файл не тот, что был скачан`,
  missing: (path) => `${path}: файла нет`,
  damagedCount: (count) =>
    `повреждено или нет на месте: ${counted(count, "file")}; восстановите из резервной копии или удалите остатки и выполните \`chatledger media fetch --again\``,
  copying: (done, all) => `копирование файлов сообщений: ${number(done)} из ${number(all)}`,
  copied: (count, folder) => `файлов сообщений в ${folder}: ${number(count)}`,
  notThere: (count) =>
    `в архиве нет файлов сообщений: ${number(count)}; выполните \`chatledger media fetch --again\``,
  unfetched: (count) =>
    `сообщений с файлами: ${number(count)}, ни один файл не скачан; выполните \`chatledger media fetch\`, пока ссылки действуют`,
  notAFolder: "это файл, а для --media нужна папка",
  withTokens: "--media несовместим с --pseudonymize: по изображениям и голосу человека можно узнать",
  withShareSafe: "--media несовместим с --share-safe: по изображениям и голосу человека можно узнать",
  noDataset: "--media несовместим с --format delta: экспортируйте файлы с другим форматом",
  erased: (count, bytes) => `удалено файлов сообщений: ${number(count)} (${size(bytes)})`
}
