-- Title: Service events | События сервиса
-- Grain: One row per notification of the service that is neither a message, a call nor a status: a state of the instance, an exceeded quota, a block, and kinds that this version does not know | Строка — уведомление сервиса, кроме сообщений, звонков и статусов: состояние инстанса, исчерпанная квота, блокировка и другие
-- Place: 156
-- After: snapshots
-- Key: instance_id, event_id
-- Order: reported_at nulls first, instance_id, event_id
-- Time: reported_at
-- Follows: instance
-- Changes with: anything
-- Met: elsewhere
create table service_events (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  event_id varchar not null, -- message | Id события | Hash of the notification; one sent twice is a single row
  type_webhook varchar not null, -- word | Вид уведомления | Kind of notification (typeWebhook), as sent
  reported_at timestamptz, -- kept | Когда | Time of the event according to the service, UTC
  chat_id varchar, -- chat | Id чата | Chat (chatId) it is about, if there is one
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar, -- message | Id сообщения | Message (idMessage) it is about, if there is one
  status varchar, -- word | Статус | State of the instance (stateInstance), of a chat (chatState), of a quota, or of a message without an id
  method varchar, -- word | Метод | Method whose quota is used up
  used bigint, -- kept | Использовано | Calls used of the quota
  total bigint, -- kept | Всего | Calls that the quota allows
  description varchar, -- dropped | Описание | Description, as sent
  extra json -- dropped | Прочие поля | JSON of the other fields, as sent; NULL if none
);

-- merge
-- only from stage.notifications

insert into service_events by name
select
  n.instance_id, n.key as event_id,
  any_value(n.type_webhook) as type_webhook,
  any_value(n.reported_at) as reported_at,
  any_value(n.chat_id) as chat_id,
  any_value(n.message_id) as message_id,
  any_value(n.status) as status,
  any_value(n.method) as method,
  any_value(n.used) as used,
  any_value(n.total) as total,
  any_value(n.description) as description,
  any_value(n.extra)::json as extra
from stage.notifications as n
anti join service_events as e on e.instance_id = n.instance_id and e.event_id = n.key
where n.kind <> 'status'
  or n.chat_id is null
  or n.message_id is null
  or n.status is null
group by n.instance_id, n.key
order by n.instance_id, n.key;

-- invariants
-- an event is stored once
select instance_id, event_id
from service_events
group by all
having count(*) > 1;
