// Titles of statistics and of their columns in Russian. English has the words of the SQL files and the documented names.
//
// Columns that tables have too are called as in `titles.ts`. One without a title here keeps its name.
import type { ExportTable } from "@chatledger/export"
import { titlesOf } from "./titles.ts"
import type { Locale } from "./wording.ts"

const statistics: Readonly<Record<string, string | undefined>> = {
  activity_by_day: "сколько пишут в какой день",
  activity_by_hour: "в какие часы недели пишут",
  busiest_hours: "часы, когда писали больше всего",
  conversation_pairs: "кто кому отвечает и как скоро",
  coverage_summary: "какую часть времени запросили",
  delivery: "что стало с сообщениями, которые отправил аккаунт",
  edits_and_deletions: "кто меняет и удаляет написанное",
  emoji_in_text: "какие эмодзи пишут в тексте",
  forwarded_chains: "тексты, которые передают из чата в чат",
  last_seen: "когда каждый в последний раз что-то сделал",
  links_by_domain: "на какие сайты ссылаются",
  media_by_type: "какие файлы присылают",
  messages_by_chat: "сколько пишут в каком чате",
  messages_by_sender: "кто сколько пишет",
  messages_by_type: "какие бывают сообщения",
  most_reacted_messages: "сообщения, где больше всего реакций",
  poll_results: "что выбрали в каждом опросе",
  poll_results_at: "что было выбрано в каждом опросе к моменту",
  poll_results_over_time: "как сложились итоги каждого опроса",
  poll_turnout: "сколько людей голосовало в каждом опросе и что победило",
  poll_vote_history: "как решал каждый голосовавший",
  poll_voters: "кто что выбрал в каждом опросе",
  reaction_latency: "как скоро реагируют",
  reactions_by_author: "на чьи сообщения реагируют",
  reactions_by_emoji: "какими эмодзи реагируют",
  reactions_by_reactor: "кто реагирует и чем чаще",
  reciprocity: "кто на кого реагирует и взаимно ли",
  response_times: "как скоро отвечают",
  silent_members: "кто состоит в группе и ничего не пишет",
  words: "какие слова пишут"
}

const columns: Readonly<Record<string, string>> = {
  answered_id: "Id того, кому отвечают",
  answered_name: "Кому отвечают",
  answers: "Ответов",
  author_id: "Id автора",
  author_name: "Автор",
  changed_their_vote: "Передумало",
  chats: "Чатов",
  choice: "Выбор",
  covered_share: "Покрыто",
  day: "День",
  deleted: "Удалено",
  delivered: "Доставлено",
  domain: "Сайт",
  edited: "Изменено",
  emojis: "Эмодзи",
  failed: "Не удалось",
  favourite_emoji: "Любимое эмодзи",
  first_vote_at: "Первый голос",
  forwarded: "Переслано",
  gaps: "Пробелов",
  highest_score: "Наибольшее число пересылок",
  hour: "Час",
  hour_at: "Начало часа",
  is_chosen: "Выбрано",
  last_reaction_at: "Последняя реакция",
  last_vote_at: "Последний голос",
  longest_gap_seconds: "Самый длинный пробел, с",
  median_seconds: "Медиана, с",
  median_seconds_to_delete: "Медиана до удаления, с",
  median_seconds_to_delivery: "Медиана до доставки, с",
  median_seconds_to_edit: "Медиана до правки, с",
  median_seconds_to_read: "Медиана до прочтения, с",
  member_id: "Id участника",
  member_name: "Участник",
  messages: "Сообщений",
  p90_seconds: "90 % не дольше, с",
  p90_seconds_to_read: "90 % прочтений не позже, с",
  path: "Путь по чатам",
  pending: "В пути",
  previous_choice: "Прежний выбор",
  reactions: "Реакций",
  reactors: "Людей с реакцией",
  read: "Прочитано",
  returned: "Взаимных",
  senders: "Отправителей",
  sent: "Дошло до сервера",
  share: "Доля",
  uses: "Раз",
  voters: "Голосовало",
  votes: "Голосов",
  weekday: "День недели",
  winner: "Победило",
  with_caption: "С подписью",
  withdrawn: "Отозвали голос",
  word: "Слово"
}

/** What a statistic tells, in Russian; undefined for one of the user's, or in English, where its own title stands. */
export const statisticTitle = (locale: Locale, name: string): string | undefined =>
  locale === "ru" ? statistics[name] : undefined

/** Titles of the columns of answers, of those that tables or statistics have. */
export const answerTitles = (locale: Locale): Readonly<Record<string, string | undefined>> =>
  locale === "ru" ? { ...titlesOf(locale).columns, ...columns } : {}

/** An answer that was kept, as an export wants it. */
export const answerTable = (name: string, locale: Locale): ExportTable => ({
  name,
  query: "select * from answer order by rowid",
  columns: Object.fromEntries(
    Object.entries(answerTitles(locale)).flatMap(([column, title]) =>
      title === undefined ? [] : [[column, { title }]]
    )
  )
})
