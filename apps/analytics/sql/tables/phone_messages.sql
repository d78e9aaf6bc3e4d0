-- Title: Phone messages | Сообщения с телефона
-- Grain: One row per message or event of a chat that a phone exported (“Export chat”), once however many exports have it; statistics do not count them | Строка — сообщение или событие чата, экспортированного с телефона, один раз при любом числе экспортов; статистика их не учитывает
-- Place: 148
-- After: messages, media
-- Key: instance_id, chat_id, phone_message_id
-- Order: sent_at, instance_id, chat_id, snapshot_id, position, phone_message_id
-- Time: sent_at
-- Follows: itself
-- Changes with: anything
-- Met: elsewhere
create table phone_messages (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId), as given to the import
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  phone_message_id varchar not null, -- message | Id на телефоне | Hash of time, sender and text, with the number of the repetition: an export has no ids
  sent_at timestamptz not null, -- kept | Отправлено | Time on the phone in the zone given to the import, as UTC; to the minute if has_seconds is false
  has_seconds boolean not null, -- kept | Время с секундами | Whether the phone wrote seconds
  sender_id varchar, -- id | Id отправителя | Number of the sender as an id if the phone shows a number, otherwise name: and the name; NULL for an event
  sender_name varchar, -- name of sender_id | Имя отправителя | Name or number of the sender as the phone shows it
  kind varchar not null, -- kept | Вид записи | message, media, deleted, call, poll, or system (an event of the chat)
  media_type varchar, -- word | Вид файла | image, video, audio, sticker, document or contact; NULL if unknown
  file_name varchar, -- dropped | Имя файла | Name of the file, if it was exported too
  text varchar, -- text | Текст | Text as the phone shows it, or the caption of the file
  is_edited boolean not null, -- kept | Изменено | Whether the phone shows the message as edited
  journal_message_id varchar, -- message | Id сообщения в журнале | The same message in `messages` (idMessage): same chat, time and text, or file with its caption; NULL if no journal has it
  snapshot_id varchar not null, -- snapshot | Ответ журнала | Imported file in the archive that contains it; the first if several do
  position integer not null -- kept | Место в ответе | Position in that file, from 0
);

-- merge
-- only from (select 1 from stage.phone_messages union all select 1 from phone_messages)

create or replace temp table phone_reported as
with reported as (
  select
    s.instance_id, s.snapshot_id,
    p.* exclude (snapshot_no, place, wall, time_zone),
    p.place as position,
    instant_in(p.time_zone, p.wall) as sent_at,
    row_number() over (
      partition by p.snapshot_no, p.wall, p.sender_id, p.kind, p.text, p.file_name order by p.place
    ) as repetition
  from stage.phone_messages as p
  join stage.snapshots as s using (snapshot_no)
),
keyed as (
  select
    * exclude (repetition),
    left(sha256(to_json([
      epoch_ms(sent_at)::varchar, sender_id, kind, text, file_name, repetition::varchar
    ])::varchar), 32) as phone_message_id
  from reported
)
from keyed
qualify row_number() over (partition by instance_id, chat_id, phone_message_id order by snapshot_id) = 1;

-- of earlier loads
delete from phone_messages as p
using phone_reported as k
where p.instance_id = k.instance_id and p.chat_id = k.chat_id and p.phone_message_id = k.phone_message_id
  and k.snapshot_id < p.snapshot_id;

insert into phone_messages by name
select k.*
from phone_reported as k
anti join phone_messages as p
  on p.instance_id = k.instance_id and p.chat_id = k.chat_id and p.phone_message_id = k.phone_message_id
order by k.sent_at, k.instance_id, k.chat_id, k.snapshot_id, k.position;

-- Texts are compared without marks and blanks, and without the names in mentions, which journals give as numbers.
create or replace temp macro phone_text_key(written) as trim(regexp_replace(
  regexp_replace(coalesce(written, ''), '@(\x{2068}[^\x{2069}]*\x{2069}|[0-9]{5,})', '@', 'g'),
  '[\s\p{Z}\p{Cf}]+', ' ', 'g'
));

-- A phone and the service may differ by two seconds. Equal texts within that time are matched in order.
update phone_messages as p
set journal_message_id = f.message_id
from (
  with keyed as (
    select
      instance_id, chat_id, phone_message_id, kind, sent_at, has_seconds, snapshot_id, position,
      phone_text_key(text) as text_key
    from phone_messages
  ),
  numbered as (
    select
      *,
      row_number() over (
        partition by instance_id, chat_id, sent_at, kind = 'media', text_key
        order by snapshot_id, position, phone_message_id
      ) as repetition
    from keyed
  ),
  ours as (
    select
      m.instance_id, m.chat_id, m.message_id, m.sent_at, m.order_in_second,
      phone_text_key(m.text) as text_key,
      f.message_id is not null as is_media
    from messages as m
    semi join phone_messages as p on p.instance_id = m.instance_id and p.chat_id = m.chat_id
    left join media as f
      on f.instance_id = m.instance_id and f.chat_id = m.chat_id and f.message_id = m.message_id
    where m.is_content
  ),
  found as (
    select
      n.instance_id, n.chat_id, n.phone_message_id, n.repetition, o.message_id,
      row_number() over (
        partition by n.instance_id, n.chat_id, n.phone_message_id
        order by
          case
            when n.has_seconds then abs(epoch_ms(o.sent_at) - epoch_ms(n.sent_at))
            else greatest(0, epoch_ms(n.sent_at) - epoch_ms(o.sent_at), epoch_ms(o.sent_at) - epoch_ms(n.sent_at) - 59999)
          end,
          o.sent_at, o.order_in_second, o.message_id
      ) as place
    from numbered as n
    join ours as o
      on o.instance_id = n.instance_id
      and o.chat_id = n.chat_id
      and o.text_key = n.text_key
      and o.is_media = (n.kind = 'media')
      and o.sent_at between n.sent_at - interval 2 seconds
        and n.sent_at + case when n.has_seconds then interval 2 seconds else interval 61 seconds end
    where n.kind in ('message', 'media')
      and (n.kind = 'media' or n.text_key <> '')
  )
  select n.instance_id, n.chat_id, n.phone_message_id, o.message_id
  from numbered as n
  left join found as o
    on o.instance_id = n.instance_id
    and o.chat_id = n.chat_id
    and o.phone_message_id = n.phone_message_id
    and o.place = o.repetition
) as f
where f.instance_id = p.instance_id
  and f.chat_id = p.chat_id
  and f.phone_message_id = p.phone_message_id
  and f.message_id is distinct from p.journal_message_id;

-- one chat
create or replace temp view joined_phone_messages as
select t.* replace (coalesce(c.chat_id, t.chat_id) as chat_id)
from {{tables}}.phone_messages as t
left join temp.chat_of as c on c.id = t.chat_id
qualify row_number() over (
  partition by t.instance_id, coalesce(c.chat_id, t.chat_id), t.phone_message_id order by t.snapshot_id, t.position
) = 1;

-- invariants
-- the message belongs to the same chat
select p.*
from phone_messages as p
anti join messages as m
  on m.instance_id = p.instance_id and m.chat_id = p.chat_id and m.message_id = p.journal_message_id
where p.journal_message_id is not null;
