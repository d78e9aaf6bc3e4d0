#!/usr/bin/env bash
# whatsapp-chat-parser reads 2026-03-05 of an exported chat as the 3rd of May, and gives one line another date once more lines follow.
#
# Seen with: whatsapp-chat-parser 4.0.2, on 2026-12-01.
# Source: its README, https://github.com/Pustur/whatsapp-chat-parser, of `daysFirst`: three methods guess the order of day and month of the whole file, else the
#   day is first. That this holds for dates that begin with a year, as phones in Sweden or Japan write them, it does not say.
# Guess: only 5/3 is ambiguous; what begins with four digits is year, month, day. And a line that was read has its date, so that an export may be read
#   again when it has grown, and only its new lines are new.
# Behaviour: the year is set aside, and day and month of the rest are guessed: alone, 2026-03-05 is May 3; before 2026-04-06, too; before 2026-03-06 it
#   is March 5. The first line of an American export is March 5 on the first day and May 3 from the second on, "AM" or not. No warning.
# What chatledger does: a year that is first is followed by the month; of slashes, it asks for the order unless the file shows it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund whatsapp-chat-parser@4.0.2 2>/dev/null
cat > ask.mjs <<'JS'
import { parseString } from "whatsapp-chat-parser"

const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
const ask = (...heads) => {
  const messages = parseString(heads.map((head) => `${head} - Ann: See you then\n`).join(""))
  console.log(heads.join(" | "), "->", messages.map(({ date }) => day(date)).join(" | "))
}
ask("2026-03-05 10:00")
ask("2026-03-05 10:00", "2026-04-06 09:00")
ask("2026-03-05 10:00", "2026-03-06 09:00")
ask("2026/03/05, 10:00", "2026/04/06, 09:00", "2026/05/07, 09:00")
ask("5/3/26, 10:00 AM")
ask("5/3/26, 10:00 AM", "5/4/26, 9:00 AM")
JS
seen=$(node ask.mjs)
expected='2026-03-05 10:00 -> 2026-05-03
2026-03-05 10:00 | 2026-04-06 09:00 -> 2026-05-03 | 2026-06-04
2026-03-05 10:00 | 2026-03-06 09:00 -> 2026-03-05 | 2026-03-06
2026/03/05, 10:00 | 2026/04/06, 09:00 | 2026/05/07, 09:00 -> 2026-05-03 | 2026-06-04 | 2026-07-05
5/3/26, 10:00 AM -> 2026-03-05
5/3/26, 10:00 AM | 5/4/26, 9:00 AM -> 2026-05-03 | 2026-05-04'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
