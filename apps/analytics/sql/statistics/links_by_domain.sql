-- links_by_domain: links by site | ссылки по сайтам
-- Grain: one row per domain, in lower case, with Punycode decoded, without www.
-- Parameters: from, to, instance, chat
-- Parts: sum(messages), sum(senders), sum(chats) order by messages desc, domain
-- Columns:
--   domain: the domain | Сайт
--   messages: messages that link to it; addresses without https:// or www. are not recognised, nor those inside another address | Сообщений
--   senders: people who sent them | Отправителей
--   chats: chats they are in | Чатов
-- Example: chatledger stats links_by_domain --last 30d
with links as (
  select instance_id, chat_id, sender_id, message_id, unnest(links_in(text)) as link
  from messages
  where is_content
    and (contains(text, '://') or regexp_matches(text, '[Ww][Ww][Ww]\.'))
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
hosts as (
  select distinct instance_id, chat_id, sender_id, message_id, host_of(link) as host
  from links
),
domains as (
  select distinct instance_id, chat_id, sender_id, message_id, domain_of(host) as domain
  from hosts
  where host is not null
)
select
  domain,
  count(*) as messages,
  count_tuples(instance_id, sender_id) as senders,
  count_tuples(instance_id, chat_id) as chats
from domains
group by domain
order by messages desc, domain;
