-- Title: Issues | Замечания
-- Grain: One row per invalid record or field; the rest of its reply is used | Строка — запись или поле с ошибкой
-- Place: 170
-- After: marks, poll_votes
-- Key: instance_id, snapshot_id, position, code, detail
-- Order: instance_id, snapshot_id, position, code, detail
-- Time: none
-- Follows: instance
-- Changes with: snapshot
create table issues (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  snapshot_id varchar not null, -- snapshot | Ответ журнала | Snapshot that contains the record
  position bigint not null, -- kept | Место в ответе | Position of the record in the reply, from 0
  message_id varchar, -- message | Id сообщения | Message (idMessage), if it is known
  code varchar not null, -- kept | Код | Code of the problem
  detail varchar not null, -- dropped | Подробности | Description of the problem, with its place
  raw varchar -- dropped | Как было прислано | Invalid value, as sent
);

-- merge
insert into issues by name
select s.instance_id, s.snapshot_id, i.record_index as position, i.message_id, i.code, i.detail, i.raw
from stage.issues as i
join stage.snapshots as s using (snapshot_no)
order by s.snapshot_no, i.record_index;

-- A number and a hidden id may be one person; if evidence assigns one of them to somebody else, they are two. That
-- is reported once, at the record requested last, and again whenever the poll is counted again, because evidence comes and goes.
create or replace temp table checked_updates as
select u.instance_id, u.message_id
from ledger.poll_updates as u
semi join touched_polls as p
  on p.instance_id = u.instance_id and p.chat_id = u.chat_id and p.poll_message_id = u.poll_message_id
union
select instance_id, message_id
from repeated;

-- of earlier loads
delete from issues as i
using checked_updates as t
where t.instance_id = i.instance_id and t.message_id = i.message_id
  and i.code = 'poll_update_names_another_voter'
  and starts_with(i.detail, 'an id of the update is known');

-- at first only from stage.records where type_message in ('pollMessage', 'pollUpdateMessage')
insert into issues by name
with votes_of_others as (
  select v.instance_id, v.chat_id, v.message_id
  from poll_votes as v
  join ledger.poll_updates as u
    on u.instance_id = v.instance_id and u.chat_id = v.chat_id and u.message_id = v.message_id
  semi join checked_updates as t on t.instance_id = v.instance_id and t.message_id = v.message_id
  left join numbers_of_hidden as n on n.id = u.sender_id
  where u.sender_id is not null
  group by v.instance_id, v.chat_id, v.message_id, u.sender_id, n.number_id
  having count(distinct v.voter_id) = 1
    and min(v.voter_id) <> coalesce(n.number_id, u.sender_id)
    and min(v.voter_id) <> u.sender_id
),
unreported as (
  select v.*
  from votes_of_others as v
  anti join issues as i
    on i.instance_id = v.instance_id and i.message_id = v.message_id and i.code = 'poll_update_names_another_voter'
),
places as (
  select
    o.instance_id, o.message_id,
    arg_max(
      {
        snapshot_id: s.snapshot_id,
        position: case when s.is_newest_first then s.record_count - 1 - o.position else o.position end
      },
      {moment: s.requested_at, id: s.snapshot_id, position: o.position}
    ) as place
  from ledger.observations as o
  semi join unreported as u
    on u.instance_id = o.instance_id and u.chat_id = o.chat_id and u.message_id = o.message_id
  join ledger.snapshots as s using (snapshot_no)
  group by o.instance_id, o.chat_id, o.message_id
)
select
  instance_id, message_id, unnest(place),
  'poll_update_names_another_voter' as code,
  'an id of the update is known as somebody else''s: the vote is the voter''s, not the sender''s' as detail
from places
order by all;

-- invariants
-- every issue is of a snapshot
select i.*
from issues as i
anti join snapshots as s on s.instance_id = i.instance_id and s.snapshot_id = i.snapshot_id;
