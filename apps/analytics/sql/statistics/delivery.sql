-- delivery: delivery and reading of sent messages | доставка и прочтение отправленных сообщений
-- Grain: one row per chat with at least one outgoing message
-- Parameters: from, to, instance, chat
-- Parts: order by messages desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   messages: outgoing messages; events about messages are not counted | Сообщений
--   sent: of these, those that were ever seen as sent, delivered or read | Дошло до сервера
--   delivered: of these, those that were ever seen as delivered or read | Доставлено
--   read: of these, those that were ever seen as read | Прочитано
--   pending: of these, those that are pending | В пути
--   failed: of these, those with another latest status (noAccount, notInGroup, …), or whose failure a notification reported | Не удалось
--   median_seconds_to_delivery: median seconds to delivery, for messages that were observed before it, or whose delivery a notification reported | Медиана до доставки, с
--   median_seconds_to_read: median seconds to reading, for messages that were observed before it, or whose reading a notification reported | Медиана до прочтения, с
--   p90_seconds_to_read: 90 % take no longer | 90 % прочтений не позже, с
--   failure_reasons: statuses of the failures, each with its number and the reasons from notifications, the most frequent first | Причины
-- Example: chatledger stats delivery --last 30d
with outgoing as (
  select instance_id, chat_id, message_id, sent_at, status_message, revision_count
  from messages
  where is_content
    and direction = 'outgoing'
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
-- A message that was seen once has its only state in `messages`.
states as (
  select
    r.instance_id, r.chat_id, r.message_id,
    bool_or(r.status_message in ('sent', 'delivered', 'read')) as is_sent,
    bool_or(r.status_message in ('delivered', 'read')) as is_delivered,
    bool_or(r.status_message = 'read') as is_read,
    min(r.timestamp_at) filter (where r.status_message = 'delivered' and r.revision > 1) as delivered_at,
    min(r.timestamp_at) filter (where r.status_message = 'read' and r.revision > 1) as read_at
  from message_revisions as r
  join outgoing as o
    on o.instance_id = r.instance_id and o.chat_id = r.chat_id and o.message_id = r.message_id
  where o.revision_count > 1
  group by r.instance_id, r.chat_id, r.message_id
),
noticed as (
  select distinct instance_id, chat_id, message_id
  from message_statuses
  where is_notified
),
-- All statuses of messages that notifications report, whose times are exact.
reported as (
  select
    t.instance_id, t.chat_id, t.message_id,
    bool_or(t.status in ('sent', 'delivered', 'read')) as is_sent,
    bool_or(t.status in ('delivered', 'read')) as is_delivered,
    bool_or(t.status = 'read') as is_read,
    min(t.status_at) filter (where t.status = 'delivered' and t.is_notified) as delivered_at,
    min(t.status_at) filter (where t.status = 'read' and t.is_notified) as read_at
  from message_statuses as t
  join outgoing as o
    on o.instance_id = t.instance_id and o.chat_id = t.chat_id and o.message_id = t.message_id
  join noticed as n
    on n.instance_id = t.instance_id and n.chat_id = t.chat_id and n.message_id = t.message_id
  group by t.instance_id, t.chat_id, t.message_id
),
failures as (
  select instance_id, chat_id, message_id, status, reason
  from (
    select
      instance_id, chat_id, message_id, status,
      description as reason,
      row_number() over (
        partition by instance_id, chat_id, message_id order by status, description nulls last
      ) as place
    from message_statuses
    where is_notified
      and status not in ('pending', 'sent', 'delivered', 'read')
  ) as placed
  where place = 1
),
followed as (
  select
    o.instance_id, o.chat_id, o.sent_at, o.status_message,
    coalesce(s.is_sent, o.status_message in ('sent', 'delivered', 'read'), false) or coalesce(t.is_sent, false) as is_sent,
    coalesce(s.is_delivered, o.status_message in ('delivered', 'read'), false) or coalesce(t.is_delivered, false)
      as is_delivered,
    coalesce(s.is_read, o.status_message = 'read', false) or coalesce(t.is_read, false) as is_read,
    coalesce(t.delivered_at, s.delivered_at) as delivered_at,
    coalesce(t.read_at, s.read_at) as read_at,
    case
      when f.status is not null then f.status
      when o.status_message not in ('pending', 'sent', 'delivered', 'read') then o.status_message
    end as failure,
    f.reason
  from outgoing as o
  left join states as s
    on s.instance_id = o.instance_id and s.chat_id = o.chat_id and s.message_id = o.message_id
  left join reported as t
    on t.instance_id = o.instance_id and t.chat_id = o.chat_id and t.message_id = o.message_id
  left join failures as f
    on f.instance_id = o.instance_id and f.chat_id = o.chat_id and f.message_id = o.message_id
),
reasons as (
  select
    instance_id, chat_id,
    joined_in_order(
      failure || ': ' || cast(messages as varchar) || coalesce(' (' || reason || ')', ''), place, '; '
    ) as failure_reasons
  from (
    select
      instance_id, chat_id, failure, reason, messages,
      row_number() over (
        partition by instance_id, chat_id order by messages desc, failure, reason nulls first
      ) as place
    from (
      select instance_id, chat_id, failure, reason, count(*) as messages
      from followed
      where failure is not null
      group by instance_id, chat_id, failure, reason
    ) as counted
  ) as placed
  group by instance_id, chat_id
),
by_chat as (
  select
    instance_id,
    chat_id,
    count(*) as messages,
    count(*) filter (where is_sent) as sent,
    count(*) filter (where is_delivered) as delivered,
    count(*) filter (where is_read) as read,
    count(*) filter (where status_message = 'pending' and failure is null) as pending,
    count(failure) as failed,
    quantile_cont(epoch(delivered_at) - epoch(sent_at), 0.5) as median_seconds_to_delivery,
    quantile_cont(epoch(read_at) - epoch(sent_at), 0.5) as median_seconds_to_read,
    quantile_cont(epoch(read_at) - epoch(sent_at), 0.9) as p90_seconds_to_read
  from followed
  group by instance_id, chat_id
)
select
  b.instance_id,
  b.chat_id,
  chat.name as chat_name,
  b.messages,
  b.sent,
  b.delivered,
  b.read,
  b.pending,
  b.failed,
  b.median_seconds_to_delivery,
  b.median_seconds_to_read,
  b.p90_seconds_to_read,
  r.failure_reasons
from by_chat as b
left join reasons as r on r.instance_id = b.instance_id and r.chat_id = b.chat_id
left join names as chat on chat.instance_id = b.instance_id and chat.id = b.chat_id
order by b.messages desc, b.instance_id, b.chat_id;
