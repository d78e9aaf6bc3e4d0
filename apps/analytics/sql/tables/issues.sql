-- issues: one row per record or field that did not fit
-- schema
create table issues (
  instance_id varchar not null,
  snapshot_id varchar not null,
  position bigint not null,
  message_id varchar,
  code varchar not null,
  detail varchar not null,
  raw varchar
);
comment on table issues is 'One row per record or field that did not fit; the rest of its reply is kept';
comment on column issues.instance_id is 'Instance (idInstance) of the account';
comment on column issues.snapshot_id is 'Snapshot that holds the record';
comment on column issues.position is 'Place of the record in the reply, from 0, in the order of the file';
comment on column issues.message_id is 'Message (idMessage), if it is known';
comment on column issues.code is 'What is wrong, in a word';
comment on column issues.detail is 'What is wrong, and where';
comment on column issues.raw is 'What did not fit, as sent';

-- merge
insert into issues
select s.instance_id, s.snapshot_id, i.record_index, i.message_id, i.code, i.detail, i.raw
from stage.issues as i
join stage.snapshots as s using (snapshot_no)
order by s.snapshot_no, i.record_index;

-- A number and a hidden id may be one person; where what is known gives one of both to somebody else, they are two. That
-- is told once, at the record that was asked for last, and anew with every load, for evidence comes and goes.
delete from issues
where code = 'poll_update_names_another_voter'
  and starts_with(detail, 'an id of the update is known');

insert into issues
with votes_of_others as (
  select v.instance_id, v.chat_id, v.message_id
  from poll_votes as v
  join messages as m
    on m.instance_id = v.instance_id and m.chat_id = v.chat_id and m.message_id = v.message_id
  left join numbers_of_hidden as n on n.id = m.sender_id
  where m.type_message = 'pollUpdateMessage'
    and m.sender_id is not null
  group by v.instance_id, v.chat_id, v.message_id, m.sender_id, n.number_id
  having count(distinct v.voter_id) = 1
    and min(v.voter_id) <> coalesce(n.number_id, m.sender_id)
    and min(v.voter_id) <> m.sender_id
),
untold as (
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
  semi join untold as u
    on u.instance_id = o.instance_id and u.chat_id = o.chat_id and u.message_id = o.message_id
  join ledger.snapshots as s using (snapshot_no)
  group by o.instance_id, o.chat_id, o.message_id
)
select
  instance_id, place.snapshot_id, place.position, message_id,
  'poll_update_names_another_voter',
  'an id of the update is known as somebody else''s: the vote is the voter''s, not the sender''s',
  null
from places
order by all;
