-- links_by_domain: which sites are linked to
-- Grain: one row per domain, in lower case and without www.
-- Parameters: from, to, instance, chat
-- Columns:
--   domain: the domain
--   messages: messages that link to it; an address without https:// or www. is not seen
--   senders: people who sent them
--   chats: chats they are in
-- Example: chatledger stats links_by_domain --last 30d
with texts as (
  select instance_id, chat_id, sender_id, text
  from messages
  where is_content
    and (contains(text, '://') or contains(text, 'www.'))
    and ($from::timestamptz is null or sent_at >= $from::timestamptz)
    and ($to::timestamptz is null or sent_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
),
hosts as (
  select
    instance_id, chat_id, sender_id,
    regexp_extract_all(
      text, '(?i)(?:https?://(?:[^\s/?#@]*@)?|\bwww\.)([\p{L}\p{N}][\p{L}\p{N}._-]*)', 1
    ) as found
  from texts
),
domains as (
  select
    instance_id, chat_id, sender_id,
    unnest(list_distinct([
      regexp_replace(regexp_replace(lower(host), '^www\.', ''), '[._-]+$', '') for host in found
    ])) as domain
  from hosts
)
select
  domain,
  count(*) as messages,
  count(distinct {instance: instance_id, sender: sender_id}) filter (sender_id is not null) as senders,
  count(distinct {instance: instance_id, chat: chat_id}) as chats
from domains
group by domain
order by messages desc, domain;
