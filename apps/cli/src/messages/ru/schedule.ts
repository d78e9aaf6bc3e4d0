import type { schedule as en } from "../en/schedule.ts"

export const schedule: typeof en = {
  oneOf: "укажите --print, --install или --remove, с systemd, cron или windows",
  noName: (name) =>
    `--name ${name}: до 64 латинских букв, цифр, точек, дефисов и подчёркиваний, первой — буква или цифра`,
  noInterval: (given, list) => `--every ${given} — недопустимый интервал: выберите из ${list}`,
  noNames: (file) => `--names ${file}: такого файла нет, и каждая выгрузка по расписанию не удалась бы`,
  noInstances: (file) =>
    `в ${file} не настроен ни один инстанс: выполните \`chatledger init\`; переменные этой оболочки задачам расписания недоступны`,
  unwritable: (path) => `в пути ${path} есть символ, недопустимый в расписании: выберите другую папку`,
  notForWindows: (path) =>
    `в задачу Windows нельзя записать ${path}: cmd по-своему обрабатывает знаки ", % и !: выберите путь без них`,
  tooLong: (length, most) =>
    `строка длиной ${length} знаков не подойдёт, cron допускает ${most}: уменьшите число выгрузок или выберите systemd`,
  fromNpx:
    "это копия chatledger от npx, npm может её удалить: установите программу постоянно (npm install --global chatledger) и создайте расписание снова",
  tokenVariable: (name) =>
    `переменная ${name} этой оболочки задачам расписания недоступна: укажите в настройках файл токена (tokenFile) или задайте переменную и для задачи`,
  variables: (names) =>
    `задачам расписания недоступно то, что задано в этой оболочке: ${names}; задайте это и для задачи (строкой в crontab, через \`systemctl --user edit\`)`,
  noProgram: (program, reason) =>
    `не удалось запустить ${program}: ${reason.includes("ENOENT") ? "такой программы нет" : reason}; сам текст покажет --print systemd, --print cron или --print windows`,
  crontab: (reason) => `ошибка crontab: ${reason}`,
  systemctl: (what, reason) => `ошибка systemctl --user ${what}: ${reason}`,
  notOurs: (path) => `${path} создан не командой chatledger schedule: выберите другое --name`,
  ofAnother: (name, owner) =>
    `расписание ${name} уже есть, для ${owner}: выберите другое --name или сначала удалите его оттуда`,
  notRemoved: (path, reason) => `не удалось удалить ${path}: ${reason}`,
  removed: (name) => `расписание ${name} удалено`,
  nothingToRemove: (name) => `расписания ${name} нет: удалять нечего`,
  inCrontab: (every, isReplaced) =>
    `${isReplaced ? "строка в вашем crontab заменена" : "строка добавлена в ваш crontab"}, раз в ${every}: об ошибках cron сообщает письмом; строку показывает \`crontab -l\``,
  inSystemd: (name, every, isReplaced) =>
    `${name}.timer ${isReplaced ? "заменён" : "включён"}, раз в ${every}: таймер — \`systemctl --user list-timers\`, вывод — \`journalctl --user -u ${name}\`, ошибки — \`systemctl --user --failed\``,
  linger:
    "таймер работает, только пока вы в системе; чтобы он работал всегда, выполните `loginctl enable-linger`",
  switchOn: (name) =>
    `юниты записаны, но не включены: systemctl --user daemon-reload && systemctl --user enable --now ${name}.timer`,
  written: (path) => `записано: ${path}`,
  taskWritten: (path, name) =>
    `записано: ${path}; чтобы установить задачу, выполните schtasks /create /tn ${name} /xml "${path}"; с /f прежняя заменится`
}
