import type { init as en } from "../en/init.ts"

export const init: typeof en = {
  welcome: (path, isThere) =>
    isThere
      ? `ещё один инстанс для ${path}; Ctrl-C оставит всё как есть`
      : `новые настройки: ${path}; Ctrl-C оставит всё как есть`,
  console: "всё, о чём спросят, есть в https://console.green-api.com",
  idInstance: "idInstance",
  apiUrl: "apiUrl",
  token: "apiTokenInstance (не показывается)",
  alreadyThere: (id) => `инстанс ${id} в настройках уже есть`,
  needsInstance: "спросить здесь некого: назовите инстанс через --instance",
  needsToken:
    "спросить здесь некого: назовите файл токена через --token-file или передайте токен по конвейеру",
  noToken: "это не токен: токен — одна строка из букв и цифр",
  accepted: (id, state) => `сервис знает инстанс ${id}; его состояние — ${state}`,
  tokenTaken: (path) =>
    `${path} уже есть, и в нём что-то другое: уберите его или назовите файл токена через --token-file`,
  kept: (path, token) => `инстанс записан в ${path}, его токен — в ${token}`,
  yesOrNo: "[Д/н]",
  isYes: (answer) => /^(д|да|y|yes)$/i.test(answer),
  settingsOff: "выключенные настройки, и что без них теряется:",
  fix: "Включить их?",
  fixLater: "позже их включит `chatledger doctor --fix`",
  sync: "Забрать сейчас то, что показывает журнал?",
  schedule: (scheduler) => `Забирать и выгружать каждый час, через ${scheduler}?`,
  scheduleLater: (scheduler) =>
    scheduler === "windows"
      ? "само, каждый час, это будет идти с `chatledger schedule --print windows -o chatledger-task.xml`"
      : `само, каждый час, это будет идти с \`chatledger schedule --install ${scheduler}\``,
  noScheduler:
    "ничего, что запускает программы само, здесь не нашлось; `chatledger sync --every 1h` остаётся работать и забирает",
  next: "файлы пишет `chatledger export`, всё ли в порядке — смотрит `chatledger doctor`"
}
