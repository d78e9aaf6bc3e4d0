-- text words: the words of some of the texts of the load
-- Parameters: {{first}}, {{last}}: the numbers of the rows of messages.
insert into ledger.text_words by name
with found as (
  select
    t.row_id,
    list(p.number) filter (where not p.is_in_address) as words,
    list(p.number) filter (where p.is_in_address) as address_words
  from (
    select row_id, unnest(string_split(text, ' ')) as piece
    from temp.worded_texts
    where row_id between {{first}} and {{last}}
  ) as t
  join temp.numbered_pieces as p on p.piece = t.piece
  group by t.row_id
)
select
  m.instance_id, m.chat_id, m.message_id, m.kind, m.sender_id, m.sent_at,
  coalesce(list_sort(f.words), []) as words, list_sort(f.address_words) as address_words
from found as f
join messages as m on m.rowid = f.row_id
where m.rowid between {{first}} and {{last}};
