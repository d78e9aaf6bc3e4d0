-- How ids are written in a pseudonymised export: keyed tokens, the same wherever the same thing is meant
-- HMAC-SHA-256 (RFC 2104), 80 bits of it, in 16 letters among which is no digit and no vowel: no token holds a
-- number or a word. The blocks of the key come in the variables token_inner and token_outer, so that no text of
-- SQL holds them.
create or replace temp macro keyed(kind, named) as
  kind || '_' || translate(
    left(sha256(getvariable('token_outer') || unhex(sha256(getvariable('token_inner') || encode(named)))), 20),
    '0123456789abcdef', 'bcdfghjkmnpqrstv'
  );

create or replace temp macro instance_token(id) as keyed('i', 'instance:' || id);

create or replace temp macro message_token(id) as keyed('m', 'message:' || id);

create or replace temp macro snapshot_token(id) as keyed('s', 'snapshot:' || id);

-- A person by number is the same with and without the server; a hidden number is somebody else than the number
-- with the same digits.
create or replace temp macro id_token(id) as
  case
    when id = '' then ''
    when starts_with(id, 'instance:') then 'instance:' || instance_token(substr(id, 10))
    when regexp_full_match(id, '[0-9]+@(c\.us|s\.whatsapp\.net)|[0-9]{7,15}')
      then keyed('p', 'number:' || split_part(id, '@', 1))
    when regexp_matches(id, '@(c\.us|s\.whatsapp\.net|lid)$') then keyed('p', 'id:' || id)
    when ends_with(id, '@g.us') then keyed('g', 'id:' || id)
    else keyed('c', 'id:' || id)
  end;

-- The digits of a number as people write it, in any of the usual scripts: 00 before a country goes, and Russia's
-- 8 9… is 7 9….
create or replace temp macro digits_of(written) as
  regexp_replace(
    regexp_replace(
      regexp_replace(
        translate(
          written,
          '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９',
          '0123456789012345678901234567890123456789'
        ),
        '[^\p{Nd}]', '', 'g'
      ),
      '^00', ''
    ),
    '^8(9[0-9]{9})$', '7\1'
  );

create or replace temp macro digits_token(digits) as
  keyed(case when length(digits) between 7 and 15 then 'p' else 'n' end, 'number:' || digits);

create or replace temp macro number_tokens(numbers) as
  list_transform(numbers, lambda written: digits_token(digits_of(written)));
