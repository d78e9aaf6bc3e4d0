-- kept: what messages keep when a later state lacks it
-- A message keeps its contents, and what they are, when a later state has none.
create or replace temp table bodies as
select
  c.instance_id, c.chat_id, c.message_id, c.kind, c.type_message, c.quoted_message_id, c.quoted_participant, c.is_forwarded,
  c.forwarding_score
from contents as c
semi join partly_reported as p
  on p.instance_id = c.instance_id and p.chat_id = c.chat_id and p.message_id = c.message_id;

insert into bodies
from former_bodies as f
anti join bodies as b
  on b.instance_id = f.instance_id and b.chat_id = f.chat_id and b.message_id = f.message_id;

update messages as m
set
  type_message = b.type_message, quoted_message_id = b.quoted_message_id, quoted_participant = b.quoted_participant,
  is_forwarded = b.is_forwarded, forwarding_score = b.forwarding_score
from bodies as b
where b.instance_id = m.instance_id and b.chat_id = m.chat_id and b.message_id = m.message_id
  and b.kind = 'message' and m.kind = 'message';

-- A message keeps its text when a later state has none, or one that the service could not decrypt: a journal shows deleted
-- messages without it, and edited ones now and then. It keeps its status, too: after a new authorization a journal has none.
create or replace temp table kept_states as
select
  r.instance_id, r.chat_id, r.message_id,
  arg_max({text: r.text}, r.revision) filter (where not is_vendor_mark(r.text)) as read,
  arg_max({text: r.text, status: r.status_message}, r.revision) as last,
  arg_max({status: r.status_message, moment: r.timestamp_at}, r.revision) filter (where r.status_message is not null) as known
from message_revisions as r
semi join repeated as t
  on t.instance_id = r.instance_id and t.chat_id = r.chat_id and t.message_id = r.message_id
where r.mark_message_id is null
group by r.instance_id, r.chat_id, r.message_id;

create or replace temp table kept_texts as
select instance_id, chat_id, message_id, read.text as text
from kept_states
where read is not null
  and (last.text is null or is_vendor_mark(last.text));

update messages as m
set text = k.text
from kept_texts as k
where k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id;

update messages as m
set status_message = k.known.status, status_at = k.known.moment
from kept_states as k
where k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id
  and k.known is not null and k.last.status is null;

create or replace temp table recaptioned as
select instance_id, chat_id, message_id
from kept_texts
union
select instance_id, chat_id, message_id
from partly_reported;

update ledger.marked as m
set text = k.text
from kept_texts as k
where k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id;
