-- Ledger: The words of each text of a message, story or edit that has some, as sorted numbers of ledger.words, and those of its addresses, which only searches look at: whoever counts or searches words splits no text
-- After: marked, words
-- The rows are made by `words.ts`, a hundred thousand messages at a time.
create table ledger.text_words (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  kind varchar not null,
  sender_id varchar,
  sent_at timestamptz,
  words integer[] not null,
  address_words integer[]
);

-- merge
-- Messages that were there before, and whose text, sender or time may be another now.
create or replace temp table reworded (instance_id varchar, chat_id varchar, message_id varchar);

-- of earlier loads
insert into reworded
select instance_id, chat_id, message_id
from repeated
union
select instance_id, chat_id, message_id
from marked;

-- of earlier loads
delete from ledger.text_words as t
using reworded as r
where r.instance_id = t.instance_id and r.chat_id = t.chat_id and r.message_id = t.message_id;

create or replace temp table reworded_texts as
select rowid as row_id, text
from messages
where rowid in (
  select m.rowid
  from messages as m
  semi join reworded as r on r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id
  where m.rowid <= getvariable('last_row')
)
  and (kind in ('message', 'story') or type_message = 'editedMessage')
  and text is not null;

create or replace temp view worded_texts as
select rowid as row_id, text
from messages
where rowid > getvariable('last_row')
  and (kind in ('message', 'story') or type_message = 'editedMessage')
  and text is not null
union all
from reworded_texts;

-- The pieces of texts of earlier loads.
-- of earlier loads
insert into pieces
select piece, unnest(words_in(piece)) as word
from (
  select distinct unnest(string_split(text, ' ')) as piece
  from reworded_texts
) as t
where piece not in (select piece from pieces);

create or replace temp table numbered_pieces as
select p.piece, w.number, p.is_in_address
from (
  select piece, word, without_addresses(piece) <> piece as is_in_address
  from pieces
  union all
  select piece, unnest(words_in(without_addresses(piece))), false
  from (select distinct piece from pieces where without_addresses(piece) <> piece)
) as p
join ledger.words as w on w.word = p.word;

drop table pieces;

-- invariants
-- a message has its words once
select instance_id, chat_id, message_id
from ledger.text_words
group by all
having count(*) > 1;

-- every number is that of a word
select n.number
from (select distinct unnest(list_concat(words, address_words)) as number from ledger.text_words) as n
anti join ledger.words as w on w.number = n.number;
