-- staged: the records of this load, with direction, sender and contents, and how far each has come; all are observations
create or replace temp macro state_of(seconds, t, status, edited, deleted) as
  hash(seconds, t, status, edited, deleted);

-- How far a message has come: edited, deleted, or both, in the upper four bits, its status in the lower ones.
create or replace temp macro progress_of(status, edited, deleted) as (
  (coalesce(edited, false)::integer + 2 * coalesce(deleted, false)::integer) << 4
  | case status
      when 'pending' then 1
      when 'sent' then 2
      when 'delivered' then 4
      when 'read' then 5
      else case when status is null then 0 else 3 end
    end
)::utinyint;

-- A call that was offered, and ended or was answered since: notifications may come in another order. Set in the progress.
create or replace temp macro call_progress(kind, extra) as
  case when kind = 'call' and coalesce(extra ->> '$.status', 'offer') <> 'offer' then 128 else 0 end;

-- Whether a record has a file, a place, contacts, a quote or a poll, or is no message, and whether it has the link of a file.
-- Set in the progress, too.
create or replace temp macro contents_progress(has_contents, has_link) as
  case when has_contents then 64 else 0 end + case when has_link then 8 else 0 end;

create or replace temp view staged as
with placed as (
  select
    s.instance_id,
    s.journal,
    case when s.is_newest_first then s.record_count - 1 - r.record_index else r.record_index end as position,
    coalesce(
      case when r.type in ('incoming', 'outgoing') then r.type end,
      case when s.journal in ('incoming', 'outgoing') then s.journal end,
      case
        when r.status_message is not null or r.send_by_api is not null then 'outgoing'
        when r.sender_id is not null then 'incoming'
      end
    ) as direction,
    r.*
  from stage.records as r
  join stage.snapshots as s using (snapshot_no)
),
judged as (
  select
    *,
    coalesce(
      type = 'incoming'
        and kind = 'message'
        and sender_id <> chat_id
        and (
          (ends_with(chat_id, '@c.us') and ends_with(sender_id, '@c.us'))
          or (ends_with(chat_id, '@lid') and ends_with(sender_id, '@lid'))
        )
        and id_kind(chat_id) in ('person', 'lid')
        and id_kind(sender_id) in ('person', 'lid'),
      false
    ) as is_of_another
  from placed
)
select
  * exclude (is_of_another) replace (
    -- In a private chat the sender is the other side, even if the record names nobody, or the recipient.
    case
      when direction = 'outgoing' then 'instance:' || instance_id
      when is_of_another then chat_id
      when sender_id is null
        and direction = 'incoming'
        and kind in ('message', 'event')
        and chat_type_of(chat_id, reported_chat_type) in ('private', 'lid', 'bot')
        and id_kind(chat_id) in ('person', 'lid')
        then chat_id
      else sender_id
    end as sender_id,
    case when not is_of_another then sender_name end as sender_name,
    case when not is_of_another then sender_contact_name end as sender_contact_name,
    -- An own message has the account as its sender; what it told besides stays in extra.
    case
      when (direction = 'outgoing' or is_of_another) and sender_id is not null
        then '{"senderId":' || to_json(sender_id)::varchar || coalesce(',' || substr(extra::varchar, 2), '}')
      else extra
    end as extra
  ),
  coalesce(
    case
      when kind <> 'message' then true
      when type_message in ('imageMessage', 'videoMessage', 'documentMessage', 'audioMessage', 'stickerMessage')
        then coalesce(download_url, file_name, mime_type) is not null
      when type_message = 'pollMessage' then len(poll.options) > 0
      else location is not null or len(contacts) > 0 or quoted is not null or quoted_message_id is not null
    end,
    false
  ) as has_contents,
  coalesce(kind <> 'message' or regexp_matches(download_url, '^https?://'), false) as has_link
from judged;

insert into ledger.observations by name
select
  instance_id, chat_id, message_id, snapshot_no, position, timestamp_seconds,
  state_of(timestamp_seconds, text, status_message, is_edited, is_deleted) as state,
  (progress_of(status_message, is_edited, is_deleted) + call_progress(kind, extra) + contents_progress(has_contents, has_link))::utinyint
    as progress
from staged;
