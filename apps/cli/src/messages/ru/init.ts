import type { init as en } from "../en/init.ts"

export const init: typeof en = {
  welcome: (path, isThere) =>
    isThere
      ? `добавление инстанса в ${path}; Ctrl-C — отмена без изменений`
      : `создание файла настроек ${path}; Ctrl-C — отмена без изменений`,
  console: "эти данные есть на https://console.green-api.com",
  idInstance: "idInstance",
  apiUrl: "apiUrl",
  token: "apiTokenInstance (не показывается)",
  alreadyThere: (id) => `инстанс ${id} уже есть в настройках`,
  needsInstance: "запуск не на терминале: укажите инстанс через --instance",
  needsToken: "запуск не на терминале: укажите файл токена через --token-file или передайте токен по каналу",
  noToken: "это не токен: токен — одна строка из букв и цифр",
  accepted: (id, state) => `сервис знает инстанс ${id}; его состояние — ${state}`,
  tokenTaken: (path) =>
    `${path} уже существует с другим содержимым: переместите его или укажите файл токена через --token-file`,
  kept: (path, token) => `инстанс записан в ${path}, его токен — в ${token}`,
  yesOrNo: "[Д/н]",
  isYes: (answer) => /^(д|да|y|yes)$/i.test(answer),
  settingsOff: "эти настройки выключены; пока это так, теряются:",
  fix: "Включить их?",
  fixLater: "включить их позже: `chatledger doctor --fix`",
  sync: "Забрать журнал сейчас?",
  schedule: (scheduler) => `Запускать синхронизацию и выгрузку каждый час, через ${scheduler}?`,
  scheduleLater: (scheduler) =>
    scheduler === "windows"
      ? "запускать каждый час: `chatledger schedule --print windows -o chatledger-task.xml`"
      : `запускать каждый час: \`chatledger schedule --install ${scheduler}\``,
  noScheduler:
    "планировщик здесь не найден; `chatledger sync --every 1h` работает постоянно и забирает журнал сам",
  next: "дальше: `chatledger export` выгружает файлы, `chatledger doctor` проверяет настройку"
}
