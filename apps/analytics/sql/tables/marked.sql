-- Ledger: The states in which replies showed messages before edits and deletions changed them
-- After: marks
create table ledger.marked (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  text varchar,
  is_edited boolean,
  is_deleted boolean,
  edited_message_id varchar,
  deleted_message_id varchar
);

-- merge
-- at first only from stage.records where type_message in ('editedMessage', 'deletedMessage')

-- A mark (an edit or a deletion) comes after every state that does not show it yet. The last state shows the edit whose id it has.
create or replace temp table marked_states as
with shown as (
  select
    r.* exclude (row_id, state),
    row_number() over (partition by r.instance_id, r.chat_id, r.message_id order by r.revision) as place,
    count(*) over (partition by r.instance_id, r.chat_id, r.message_id) as places
  from reported_states as r
  semi join marked as m on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id
  where r.mark_message_id is null
),
last_edits as (
  select m.instance_id, m.chat_id, m.message_id, k.sent_at, k.order_in_second
  from marked as m
  join reported_marks as k
    on k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id
    and k.mark_id = m.edited_message_id
  where k.is_edit
    and not k.is_refused
),
placed as (
  select
    k.*,
    coalesce(max(s.place) filter (not case
      when not k.is_edit then coalesce(s.is_deleted, false)
      when not coalesce(s.is_edited, false) then false
      when s.place = s.places and e.message_id is not null
        then (coalesce(e.sent_at, '-infinity'), e.order_in_second) >= (coalesce(k.sent_at, '-infinity'), k.order_in_second)
      else s.observed_at >= coalesce(k.sent_at, '-infinity')
    end), 0) as place
  from reported_marks as k
  join shown as s on s.instance_id = k.instance_id and s.chat_id = k.chat_id and s.message_id = k.message_id
  left join last_edits as e
    on e.instance_id = k.instance_id and e.chat_id = k.chat_id and e.message_id = k.message_id
  where not k.is_refused
  group by all
),
lined as (
  select
    instance_id, chat_id, message_id, place, null as mark_id, false as is_edit, null::timestamptz as marked_at,
    0 as order_in_second, observed_at, timestamp_at, snapshot_id,
    text as shown_text,
    case when not is_vendor_mark(text) then {text: text} end as reported_text,
    {status: status_message, is_edited: is_edited, is_deleted: is_deleted} as reported
  from shown
  union all
  select
    instance_id, chat_id, message_id, place, mark_id, is_edit, sent_at, order_in_second, observed_at, sent_at,
    snapshot_id,
    null,
    case when is_edit and not is_vendor_mark(text) then {text: text} end,
    null
  from placed
  where place > 0
    or (is_edit and not is_vendor_mark(text))
),
ordered_lines as (
  select
    *,
    row_number() over (
      partition by instance_id, chat_id, message_id
      order by place, mark_id is not null, marked_at nulls first, order_in_second, mark_id
    ) as line
  from lined
),
filled as (
  select
    *,
    last_value(reported_text ignore nulls) over until_here as text_now,
    last_value(reported ignore nulls) over until_here as reported_now,
    bool_or(is_edit) over until_here as has_edit,
    bool_or(mark_id is not null and not is_edit) over until_here as has_deletion
  from ordered_lines
  window until_here as (
    partition by instance_id, chat_id, message_id order by line rows between unbounded preceding and current row
  )
)
select
  instance_id, chat_id, message_id, line, mark_id, is_edit, observed_at, timestamp_at, snapshot_id,
  case when mark_id is null then shown_text else text_now.text end as text,
  text_now.text as kept_text,
  reported_now.status as status_message,
  case when mark_id is not null and has_edit then true else reported_now.is_edited end as is_edited,
  case when mark_id is not null and has_deletion then true else reported_now.is_deleted end as is_deleted
from filled;

-- A mark is a state of its own, unless the state before it or the one that a reply showed after it is the same.
create or replace temp table marked_revisions as
with states as (
  select
    *,
    {text: text, is_edited: coalesce(is_edited, false), is_deleted: coalesce(is_deleted, false)} as state
  from marked_states
),
compared as (
  select
    *,
    coalesce(state = lag(state) over lines, false) as is_as_before,
    coalesce(state = lead(state) over lines and lead(coalesce(mark_id, '')) over lines = '', false) as is_shown_next
  from states
  window lines as (partition by instance_id, chat_id, message_id order by line)
),
kept as (
  select *
  from compared
  where mark_id is null
    or not (is_as_before or is_shown_next)
)
select
  instance_id, chat_id, message_id,
  row_number() over (partition by instance_id, chat_id, message_id order by line)::integer as revision,
  observed_at, timestamp_at, text, status_message, is_edited, is_deleted, snapshot_id, mark_id as mark_message_id
from kept;

-- Most states are left as they are: deleted rows and updated texts would make the file compress whole columns again.
create or replace temp table former_revisions as
select r.row_id, r.state
from reported_states as r
semi join marked as m on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id;

delete from message_revisions
where rowid in (
  select row_id
  from former_revisions
  anti join (select hash(n) as state from marked_revisions as n) using (state)
);

insert into message_revisions by name
select n.*
from marked_revisions as n
where hash(n) not in (select state from former_revisions)
order by n.instance_id, n.chat_id, n.message_id, n.revision;

create or replace temp table marked_now as
with last_lines as (
  select
    instance_id, chat_id, message_id,
    arg_max({text: text, is_edited: is_edited, is_deleted: is_deleted}, line) as state,
    arg_max({text: kept_text}, line).text as kept_text,
    max(line) filter (mark_id is null) as shown_line,
    arg_max(mark_id, line) filter (is_edit) as edit_id,
    max(line) filter (is_edit) as edit_line,
    arg_max(mark_id, line) filter (mark_id is not null and not is_edit) as deletion_id
  from marked_states
  group by instance_id, chat_id, message_id
),
counted as (
  select instance_id, chat_id, message_id, count(*)::integer as revision_count
  from marked_revisions
  group by all
)
select
  m.row_id, m.instance_id, m.chat_id, m.message_id,
  coalesce(s.kept_text, s.state.text) as text,
  s.state.is_edited as is_edited,
  s.state.is_deleted as is_deleted,
  case
    when s.edit_line > s.shown_line then s.edit_id
    else coalesce(m.edited_message_id, s.edit_id)
  end as edited_message_id,
  coalesce(m.deleted_message_id, s.deletion_id) as deleted_message_id,
  c.revision_count
from marked as m
join last_lines as s on s.instance_id = m.instance_id and s.chat_id = m.chat_id and s.message_id = m.message_id
join counted as c on c.instance_id = m.instance_id and c.chat_id = m.chat_id and c.message_id = m.message_id;

update messages as m
set text = n.text
from marked_now as n
where n.row_id = m.rowid
  and n.text is distinct from m.text;

update messages as m
set
  is_edited = n.is_edited, is_deleted = n.is_deleted, edited_message_id = n.edited_message_id,
  deleted_message_id = n.deleted_message_id, revision_count = n.revision_count
from marked_now as n
where n.row_id = m.rowid;

update media as m
set caption = n.text
from marked_now as n
where n.instance_id = m.instance_id and n.chat_id = m.chat_id and n.message_id = m.message_id
  and n.text is distinct from m.caption;

delete from ledger.marked as b
using marked as m
where m.instance_id = b.instance_id and m.chat_id = b.chat_id and m.message_id = b.message_id;

insert into ledger.marked by name
select
  m.instance_id, m.chat_id, m.message_id, m.text, m.is_edited, m.is_deleted, m.edited_message_id,
  m.deleted_message_id
from marked as m
semi join reported_marks as k on k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id;

-- invariants
-- everything that an edit or a deletion changed is a message
select b.*
from ledger.marked as b
anti join messages as m
  on m.instance_id = b.instance_id and m.chat_id = b.chat_id and m.message_id = b.message_id;
