import type { schedule as en } from "../en/schedule.ts"

export const schedule: typeof en = {
  oneOf: "назовите одно из --print, --install и --remove, с systemd, cron или windows",
  noName: (name) =>
    `--name ${name}: до 64 латинских букв, цифр, точек, дефисов и подчёркиваний, первой — буква или цифра`,
  noInterval: (given, list) => `--every ${given} ни в какой календарь не ложится: выберите из ${list}`,
  noInstances: (file) =>
    `в ${file} не настроен ни один инстанс: это делает \`chatledger init\`; переменных этой оболочки у расписания нет`,
  unwritable: (path) =>
    `в расписание нельзя записать путь ${path}: в нём знак, которого в строке не бывает; выберите другую папку`,
  notForWindows: (path) =>
    `в задачу Windows нельзя записать ${path}: знаки ", % и ! cmd понимает по-своему; выберите путь без них`,
  tooLong: (length, most) =>
    `в строке было бы знаков: ${length}, а cron берёт ${most}: уменьшите число выгрузок или выберите systemd`,
  fromNpx:
    "это копия chatledger от npx, npm может её удалить: установите программу (npm install --global chatledger) и сделайте расписание снова",
  tokenVariable: (name) =>
    `у расписания нет переменной ${name} этой оболочки: назовите в настройках файл токена (tokenFile) или задайте переменную и там`,
  variables: (names) =>
    `у расписания нет того, что задано в этой оболочке: ${names}; задайте и там (строкой в crontab, через \`systemctl --user edit\`)`,
  noProgram: (program, reason) =>
    `${program} не запускается: ${reason}; что и куда записать, покажет chatledger schedule --print`,
  crontab: (reason) => `crontab отказал: ${reason}`,
  systemctl: (what, reason) => `systemctl --user ${what}: отказ: ${reason}`,
  notOurs: (path) => `${path} записан не командой chatledger schedule: выберите другое --name`,
  ofAnother: (name, owner) =>
    `расписание ${name} уже есть, для ${owner}: выберите другое --name или сначала удалите его оттуда`,
  notRemoved: (path, reason) => `${path} не удаляется: ${reason}`,
  removed: (name) => `расписание ${name} удалено`,
  nothingToRemove: (name) => `расписания ${name} нет: удалять нечего`,
  inCrontab: (every, isReplaced) =>
    `${isReplaced ? "строка в вашем crontab заменена" : "строка добавлена в ваш crontab"}, раз в ${every}: о сбоях cron пишет письмом; строку показывает \`crontab -l\``,
  inSystemd: (name, every, isReplaced) =>
    `${name}.timer ${isReplaced ? "заменён" : "включён"}, раз в ${every}: его показывает \`systemctl --user list-timers\`, что было сказано — \`journalctl --user -u ${name}\`, был ли сбой — \`systemctl --user --failed\``,
  linger:
    "оно идёт, пока вы в системе; `loginctl enable-linger` разрешит ему идти всегда, с включения машины",
  switchOn: (name) =>
    `файлы записаны, но не включены: systemctl --user daemon-reload && systemctl --user enable --now ${name}.timer`,
  written: (path) => `записано: ${path}`,
  taskWritten: (path, name) =>
    `записано: ${path}; в планировщик заданий кладёт schtasks /create /tn ${name} /xml "${path}", с /f — на место прежней`
}
