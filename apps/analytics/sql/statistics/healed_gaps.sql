-- healed_gaps: lost time that histories of chats have filled | какое утраченное время заполнила история чатов
-- Grain: one row per chat whose history was requested and interval of lost time
-- Parameters: from, to, instance, chat
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   from_at: start of the time missing from the journals
--   to_at: its end
--   is_whole: true if a history that was requested afterwards reaches beyond the start of this time | Целиком
--   messages: messages of the chat in this time that are known now | Сообщений
--   requested_at: when its history was last requested
-- Example: chatledger stats healed_gaps
with holes as (
  select instance_id, min(from_at) as from_at, max(to_at) as to_at
  from (
    select *, sum(is_new::integer) over (partition by instance_id order by from_at, to_at) as hole
    from (
      select
        *,
        coalesce(
          from_at > max(to_at) over (
            partition by instance_id order by from_at, to_at rows between unbounded preceding and 1 preceding
          ),
          true
        ) as is_new
      from coverage
      where state not in ('ok', 'gap')
        and journal in ('incoming', 'outgoing')
        and meets_period(from_at, to_at, $from, $to)
        and in_list(instance_id, $instance)
    )
  )
  group by instance_id, hole
),
histories as (
  select
    h.instance_id, h.from_at, h.to_at, s.chat_id,
    bool_or(s.oldest_sent_at < h.from_at or s.record_count < 100) as is_whole,
    max(s.requested_at) as requested_at
  from holes as h
  join ledger.snapshots as s on s.instance_id = h.instance_id and s.requested_at >= h.to_at
  where s.chat_id is not null
    and in_list(s.chat_id, $chat)
  group by all
)
select
  h.instance_id, h.chat_id, h.from_at, h.to_at, h.is_whole,
  count(m.message_id) as messages,
  h.requested_at
from histories as h
left join messages as m
  on m.instance_id = h.instance_id and m.chat_id = h.chat_id and m.kind = 'message'
  and m.sent_at >= h.from_at and m.sent_at < h.to_at
group by all
order by h.instance_id, h.chat_id, h.from_at;
