-- search candidates: messages of a choice whose texts have the words that are looked for, in any order
-- Grain: one row per message; search_edits has edits that changed no message of the archive, and some others.
-- Parameters: {{conditions}}, on sent_at, instance_id and chat_id, and on words, numbers of ledger.words.
create or replace temp table search_worded_texts as
select instance_id, chat_id, message_id, kind, sender_id, sent_at
from temp.text_words
where {{conditions}};

create or replace temp view search_candidates as
select * exclude (kind)
from temp.search_worded_texts
where kind <> 'event';

create or replace temp table search_edits as
select t.message_id
from temp.search_worded_texts as t
anti join messages as m
  on m.instance_id = t.instance_id and m.chat_id = t.chat_id and m.edited_message_id = t.message_id
  and m.kind <> 'event'
anti join message_revisions as r
  on r.instance_id = t.instance_id and r.chat_id = t.chat_id and r.mark_message_id = t.message_id
where t.kind = 'event';
