-- transcript entries: what is told, chat by chat, in the order of sending
-- Grain: one row per message, story, call, block, and event whose message is not told.
-- Columns: chat and person are numbers of transcript_chats and transcript_people; minute is the wall time in minutes since 1970, the smallest
-- integer for none; signs are bits, as entry.ts reads them; told is the message id, details as JSON and the text, in UTF-8 with a
-- unit separator between them: one text costs the reader half of what three do. Details are empty for a plain text, and have no null.
-- Parameters: {{chosen}}, a SELECT of messages; {{zone}}, a literal; {{kept}} and {{kept_files}}, the file beside the transcripts
-- and its join, where files are copied.
-- Gotcha: encoded after the sort, so that the texts of a chunk lie one after the other, in the order of the subquery.
select chat, person, minute, signs, encode(told) as told
from (
  select
    c.chat,
    coalesce(p.person, -1) as person,
    coalesce(try_cast(floor(epoch(timezone({{zone}}, m.sent_at)) / 60) as integer), -2147483648) as minute,
    (
      (m.direction is not distinct from 'outgoing')::integer
      + 2 * coalesce(m.is_forwarded, false)::integer
      + 4 * (coalesce(m.forwarding_score, 0) > 4)::integer
      + 8 * coalesce(m.is_edited, false)::integer
      + 16 * coalesce(m.is_deleted, false)::integer
      + 32 * case m.kind when 'message' then 0 when 'story' then 1 when 'call' then 2 when 'block' then 3 else 4 end
      + 256 * case
        when m.direction is distinct from 'outgoing' or m.status_message is null then 0
        when m.status_message = 'pending' then 1
        when m.status_message = 'sent' then 2
        when m.status_message = 'delivered' then 3
        when m.status_message = 'read' then 4
        else 5
      end
    )::integer as signs,
    concat(
      replace(m.message_id, chr(31), chr(65533)), chr(31),
      case when
        coalesce(
          q.message_id, f.message_id, l.message_id, g.message_id, k.message_id, r.message_id, o.message_id,
          w.message_id, e.message_id
        ) is not null
        or m.kind <> 'message'
        or m.text is null
        or m.direction = 'outgoing' and m.status_message not in ('pending', 'sent', 'delivered', 'read')
      then concat(
        '{"type":', coalesce(to_json(m.type_message), 'null'),
        ',"status":' || to_json(m.status_message),
        ',"state":' || to_json(m.chat_state),
        ',"call":' || case when v.message_id is not null then to_json({
          outcome: v.outcome, status: v.status, is_video: v.is_video, seconds: v.duration
        }) end,
        ',"quote":' || to_json(q.quote),
        ',"media":' || case when f.message_id is not null then to_json({
          type: f.media_type, url: f.download_url, file: f.file_name, is_note: f.is_video_note,
          kept: {{kept}}, thumbnail: {{thumbnail}}
        }) end,
        ',"preview":' || case when l.message_id is not null then to_json({
          title: l.title, description: l.description, url: l.source_url
        }) end,
        ',"place":' || case when g.message_id is not null then to_json({
          name: g.name_location, address: g.address, latitude: g.latitude, longitude: g.longitude
        }) end,
        ',"contacts":' || to_json(k.contacts),
        ',"poll":' || to_json(o.poll),
        ',"earlier":' || to_json(w.earlier),
        ',"reactions":' || to_json(r.reactions),
        ',"event":' || to_json(e.event),
        '}'
      ) end,
      chr(31), m.text
    ) as told
  from ({{chosen}}) as m
  join temp.transcript_chats as c on c.instance_id = m.instance_id and c.chat_id = m.chat_id
  left join temp.transcript_people as p
    on p.instance_id = m.instance_id
    and coalesce(p.sender_id, 'name ' || p.own_name)
      = coalesce(m.sender_id, 'name ' || coalesce(m.sender_name, m.sender_contact_name))
  left join temp.transcript_events as e
    on e.instance_id = m.instance_id and e.chat_id = m.chat_id and e.message_id = m.message_id
  left join temp.transcript_quotes as q
    on q.instance_id = m.instance_id and q.chat_id = m.chat_id and q.message_id = m.message_id
  left join temp.transcript_reactions as r
    on r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id
  left join temp.transcript_polls as o
    on o.instance_id = m.instance_id and o.chat_id = m.chat_id and o.message_id = m.message_id
  left join temp.transcript_contacts as k
    on k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id
  left join temp.transcript_earlier as w
    on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id
  left join calls as v
    on v.instance_id = m.instance_id and v.chat_id = m.chat_id and v.message_id = m.message_id
  left join media as f on f.instance_id = m.instance_id and f.chat_id = m.chat_id and f.message_id = m.message_id
  {{kept_files}}
  left join link_previews as l
    on l.instance_id = m.instance_id and l.chat_id = m.chat_id and l.message_id = m.message_id
  left join locations as g
    on g.instance_id = m.instance_id and g.chat_id = m.chat_id and g.message_id = m.message_id
  where m.kind <> 'event' or e.message_id is not null
  order by c.chat, m.sent_at nulls first, m.order_in_second, m.message_id
)
