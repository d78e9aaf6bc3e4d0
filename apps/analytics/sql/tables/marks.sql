-- Ledger: Edits by somebody else than the sender of the message; each is an issue
-- After: id_pairs, media
create table ledger.refused_marks (
  instance_id varchar not null,
  chat_id varchar not null,
  target_id varchar not null,
  message_id varchar not null,
  snapshot_id varchar not null,
  position bigint not null
);

-- merge
-- at first only from stage.records where type_message in ('editedMessage', 'deletedMessage')

-- of earlier loads
delete from ledger.marked as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

-- A private chat may have a number and a hidden id: a mark applies to its message under both.
create or replace temp table twin_chats as
select one as chat_id, other as twin_id from ledger.id_pairs
union all
select other, one from ledger.id_pairs;

create or replace temp table marks as
with reported as (
  select
    rowid as row_id, instance_id, chat_id, message_id,
    case when type_message = 'editedMessage' then edited_message_id else deleted_message_id end as target_id,
    type_message = 'editedMessage' as is_edit,
    sender_id, direction, sent_at, order_in_second
  from messages
  where type_message in ('editedMessage', 'deletedMessage')
)
select *, chat_id as target_chat_id
from reported
union all
select k.*, t.twin_id
from reported as k
join twin_chats as t using (chat_id);

-- Messages to check: those that marks of this load refer to, those of this load that marks refer to, those whose sender, or that
-- of a mark, has become somebody else, and those whose chat has gained or lost an id.
create or replace temp table named as
with named_here as (
  select k.instance_id, k.target_chat_id as chat_id, k.target_id as message_id
  from marks as k
  semi join (
    select instance_id, chat_id, message_id
    from staged
    where type_message in ('editedMessage', 'deletedMessage')
    union all
    select instance_id, chat_id, message_id
    from changed_messages
  ) as t on t.instance_id = k.instance_id and t.chat_id = k.chat_id and t.message_id = k.message_id
  union
  select s.instance_id, s.chat_id, s.message_id
  from staged as s
  semi join marks as k
    on k.instance_id = s.instance_id and k.target_chat_id = s.chat_id and k.target_id = s.message_id
  union
  select k.instance_id, k.target_chat_id, k.target_id
  from marks as k
  semi join changed_ids as c on c.id = k.sender_id
  union
  select k.instance_id, k.target_chat_id, k.target_id
  from messages as m
  semi join changed_ids as c on c.id = m.sender_id
  join marks as k
    on k.instance_id = m.instance_id and k.target_chat_id = m.chat_id and k.target_id = m.message_id
  union
  select instance_id, target_chat_id, target_id
  from marks
  where chat_id <> target_chat_id
    and chat_id in (select id from changed_ids)
  union
  select instance_id, chat_id, message_id
  from ledger.marked
  where chat_id in (select id from changed_ids)
  union
  from former_marks
)
from named_here
union
select n.instance_id, t.twin_id, n.message_id
from named_here as n
join twin_chats as t using (chat_id);

-- Rows are found by three columns and read by their numbers: the other columns of a table are wide.
create or replace temp table named_rows as
select m.rowid as row_id
from messages as m
semi join named as n on n.instance_id = m.instance_id and n.chat_id = m.chat_id and n.message_id = m.message_id;

create or replace temp table marked as
with found as (
  select
    m.rowid as row_id, m.instance_id, m.chat_id, m.message_id, m.chat_type, m.sender_id, m.direction, m.text, m.is_edited, m.is_deleted,
    m.edited_message_id, m.deleted_message_id
  from messages as m
  where m.rowid in (select row_id from named_rows)
    and (m.type_message is null or m.type_message not in ('editedMessage', 'deletedMessage'))
)
select
  m.row_id, m.instance_id, m.chat_id, m.message_id, m.chat_type, m.sender_id, m.direction,
  case when b.message_id is null then m.text else b.text end as text,
  case when b.message_id is null then m.is_edited else b.is_edited end as is_edited,
  case when b.message_id is null then m.is_deleted else b.is_deleted end as is_deleted,
  case when b.message_id is null then m.edited_message_id else b.edited_message_id end as edited_message_id,
  case when b.message_id is null then m.deleted_message_id else b.deleted_message_id end as deleted_message_id
from found as m
left join ledger.marked as b
  on b.instance_id = m.instance_id and b.chat_id = m.chat_id and b.message_id = m.message_id;

-- The states of what was marked, and of its marks.
create or replace temp table reported_states as
with keys as (
  select instance_id, chat_id, message_id
  from marked
  union
  select k.instance_id, k.chat_id, k.message_id
  from marks as k
  semi join marked as t
    on t.instance_id = k.instance_id and t.chat_id = k.target_chat_id and t.message_id = k.target_id
)
select r.rowid as row_id, hash(r) as state, r.*
from message_revisions as r
where r.rowid in (
  select f.rowid
  from message_revisions as f
  semi join keys as k on k.instance_id = f.instance_id and k.chat_id = f.chat_id and k.message_id = f.message_id
);

-- Only the sender can edit; an admin can also delete. A number and a hidden id may be one person, in a private chat always,
-- elsewhere unless either is known to be somebody else.
create or replace temp table reported_marks as
with pairs as (
  select one, other from ledger.id_pairs
  union
  select other, one from ledger.id_pairs
),
paired as (
  select one as id
  from pairs
  where person_rank(one) in ('1', '2')
    and person_rank(other) in ('1', '2')
)
select
  t.instance_id, t.chat_id, t.message_id,
  k.chat_id as mark_chat_id, k.message_id as mark_id, k.is_edit, m.text, k.sent_at, k.order_in_second, r.observed_at, r.snapshot_id,
  k.is_edit
    and (
      (coalesce(k.direction <> t.direction, false) and coalesce(k.sender_id <> t.sender_id, true))
      or coalesce(k.sender_id <> t.sender_id, false)
    )
    and p.one is null
    and not coalesce(
      person_rank(k.sender_id) <> person_rank(t.sender_id)
      and person_rank(k.sender_id) in ('1', '2')
      and person_rank(t.sender_id) in ('1', '2')
      and (
        t.chat_type in ('private', 'lid')
        or (k.sender_id not in (select id from paired) and t.sender_id not in (select id from paired))
      ),
      false
    ) as is_refused
from marked as t
join marks as k
  on k.instance_id = t.instance_id and k.target_chat_id = t.chat_id and k.target_id = t.message_id
join messages as m on m.rowid = k.row_id
join reported_states as r
  on r.instance_id = k.instance_id and r.chat_id = k.chat_id and r.message_id = k.message_id and r.revision = 1
left join pairs as p on p.one = k.sender_id and p.other = t.sender_id
-- A mark under both ids is one mark.
qualify row_number() over (
  partition by t.instance_id, t.chat_id, t.message_id, k.message_id
  order by k.chat_id <> t.chat_id, k.chat_id
) = 1;

create or replace temp table former_refusals as
select r.*
from ledger.refused_marks as r
semi join marked as m on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.target_id;

-- of earlier loads
delete from issues as i
using former_refusals as r
where i.code = 'edit_by_another_sender'
  and r.instance_id = i.instance_id and r.snapshot_id = i.snapshot_id and r.position = i.position;

-- of earlier loads
delete from ledger.refused_marks as r
using marked as m
where m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.target_id;

create or replace temp table refusals as
select
  k.instance_id, k.chat_id, k.message_id as target_id, k.mark_id as message_id, k.snapshot_id,
  min(case when s.is_newest_first then s.record_count - 1 - o.position else o.position end) as position
from reported_marks as k
join ledger.snapshots as s on s.instance_id = k.instance_id and s.snapshot_id = k.snapshot_id
join ledger.observations as o
  on o.snapshot_no = s.snapshot_no and o.instance_id = k.instance_id and o.chat_id = k.mark_chat_id
  and o.message_id = k.mark_id
where k.is_refused
group by all;

insert into ledger.refused_marks by name
from refusals;

insert into issues by name
select distinct
  instance_id, snapshot_id, position, message_id,
  'edit_by_another_sender' as code,
  'the edit is by another sender than the message that it names: it changes nothing' as detail
from refusals;

-- invariants
-- every edit that was ignored is an issue
select r.*
from ledger.refused_marks as r
anti join issues as i
  on i.instance_id = r.instance_id and i.snapshot_id = r.snapshot_id and i.message_id = r.message_id
  and i.code = 'edit_by_another_sender';
