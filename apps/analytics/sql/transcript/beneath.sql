-- transcript beneath: what stands at a message and comes from elsewhere: reactions, results of polls, contacts, quotes, earlier texts
-- Parameters: {{chosen}}, a SELECT of messages; {{within}}, a condition on instance_id and chat_id; {{most}}, names told of many;
-- {{quoted_kept}} and {{quoted_files}}, the file of a quoted message beside the transcripts and its join.
-- Lists of structs are sorted after they are made: an aggregate with ORDER BY sorts each of its groups at ten times the cost.
create or replace temp table transcript_reactions as
with counted as (
  select
    r.instance_id, r.chat_id, r.target_message_id,
    max(r.emoji) as emoji,
    count(*)::integer as count,
    list({
      since: coalesce(r.reacted_at, '-infinity'::timestamptz), id: r.reactor_id, name: coalesce(n.name, r.reactor_id)
    }) as persons
  from (from reactions where is_current and {{within}}) as r
  left join names as n on n.instance_id = r.instance_id and n.id = r.reactor_id
  -- The same heart comes with and without the sign that asks for its picture.
  group by r.instance_id, r.chat_id, r.target_message_id, replace(r.emoji, chr(65039), '')
)
select
  instance_id, chat_id, target_message_id as message_id,
  list_transform(
    list_sort(list({rank: -count, emoji: emoji, persons: persons})),
    lambda r: {
      emoji: r.emoji, count: -r.rank, names: list_transform(list_sort(r.persons)[:{{most}}], lambda p: p.name)
    }
  ) as reactions
from counted
group by instance_id, chat_id, target_message_id;

create or replace temp table transcript_polls as
with votes as (
  select
    v.instance_id, v.chat_id, v.poll_message_id, v.option_name,
    count(*)::integer as count,
    list({
      since: coalesce(v.voted_at, '-infinity'::timestamptz), id: v.voter_id, name: coalesce(n.name, v.voter_id)
    }) as persons
  from (from poll_votes where is_current and {{within}}) as v
  left join names as n on n.instance_id = v.instance_id and n.id = v.voter_id
  group by v.instance_id, v.chat_id, v.poll_message_id, v.option_name
),
voters as (
  select instance_id, chat_id, poll_message_id, count(distinct voter_id)::integer as voters
  from poll_votes
  where is_current and {{within}}
  group by instance_id, chat_id, poll_message_id
),
options as (
  select
    o.instance_id, o.chat_id, o.poll_message_id,
    list_transform(
      list_sort(list({
        index: o.option_index, text: o.option_name, count: coalesce(v.count, 0), persons: coalesce(v.persons, [])
      })),
      lambda o: {
        text: o.text, count: o.count, names: list_transform(list_sort(o.persons)[:{{most}}], lambda p: p.name)
      }
    ) as options
  from (from poll_options where {{within}}) as o
  left join votes as v
    on v.instance_id = o.instance_id and v.chat_id = o.chat_id and v.poll_message_id = o.poll_message_id
    and v.option_name = o.option_name
  group by o.instance_id, o.chat_id, o.poll_message_id
)
select
  p.instance_id, p.chat_id, p.poll_message_id as message_id,
  {
    question: p.poll_name,
    is_multiple: p.multiple_answers,
    voters: coalesce(w.voters, 0),
    options: coalesce(o.options, [])
  } as poll
from (from polls where {{within}}) as p
left join options as o
  on o.instance_id = p.instance_id and o.chat_id = p.chat_id and o.poll_message_id = p.poll_message_id
left join voters as w
  on w.instance_id = p.instance_id and w.chat_id = p.chat_id and w.poll_message_id = p.poll_message_id;

create or replace temp table transcript_contacts as
select
  instance_id, chat_id, message_id,
  list_transform(
    list_sort(list({index: contact_index, name: display_name, phones: phone_numbers})),
    lambda c: {name: c.name, phones: c.phones}
  ) as contacts
from contacts
where {{within}}
group by instance_id, chat_id, message_id;

-- A quote carries the text that it quotes, or the message quoted has it; that also tells who wrote it, the own account too.
create or replace temp table transcript_quotes as
select
  q.instance_id, q.chat_id, q.message_id,
  {
    id: q.quoted_message_id,
    is_shown: m.message_id is not null,
    who: coalesce(s.name, m.sender_id, n.name, q.quoted_participant, m.sender_name, m.sender_contact_name),
    type: q.quoted_type_message,
    file: q.quoted_file_name,
    text: left(coalesce(q.quoted_text, m.text), 300),
    kept: {{quoted_kept}}
  } as quote
from (from quotes where {{within}}) as q
left join (from ({{chosen}}) where kind in ('message', 'story')) as m
  on m.instance_id = q.instance_id and m.chat_id = q.chat_id and m.message_id = q.quoted_message_id
left join names as n on n.instance_id = q.instance_id and n.id = q.quoted_participant
left join names as s on s.instance_id = m.instance_id and s.id = m.sender_id
{{quoted_files}};

create or replace temp table transcript_earlier as
with texts as (
  select r.instance_id, r.chat_id, r.message_id, r.text, min(r.revision) as revision
  from (from message_revisions where text is not null and {{within}}) as r
  join (from ({{chosen}}) where is_edited) as m
    on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id
    and m.text is distinct from r.text
  group by r.instance_id, r.chat_id, r.message_id, r.text
)
select
  instance_id, chat_id, message_id,
  list_transform(list_sort(list({revision: revision, text: text})), lambda t: t.text) as earlier
from texts
group by instance_id, chat_id, message_id;
