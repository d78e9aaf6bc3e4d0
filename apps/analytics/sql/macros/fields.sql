-- fields: what a field of a record says
-- Whether a text is only what the service sends in place of one that it could not decrypt.
create macro {{of}}is_vendor_mark(written) as
  regexp_full_match(written, '\s*(?:\{\{SWE[0-9]+\}\}\s*)+');

-- Whether a name is only the number of the id that it names, which the service sends where it knows no name.
create macro {{of}}is_number_of(name, id) as
  case when ascii(name) between 40 and 57 then
    regexp_full_match(name, '[+(]?[0-9][0-9()\s\p{Z}.-]*')
    and regexp_replace(name, '[^0-9]', '', 'g') = regexp_extract(id, '^[0-9]+')
  else false end;

-- Whether a text is a name of an id.
create macro {{of}}is_name_of(name, id) as
  trim(name) <> '' and not is_vendor_mark(name) and not is_number_of(name, coalesce(id, ''));

-- The name of a shared contact: its own, otherwise that of its vCard (FN), unless that is in quoted-printable.
create macro {{of}}contact_name(name, card) as
  coalesce(
    nullif(name, ''),
    case when not regexp_matches(card, '(?im)^(?:[a-z0-9-]+\.)?FN;[^:\r\n]*QUOTED-PRINTABLE') then
      nullif(trim(regexp_replace(
        regexp_extract(card, '(?im)^(?:[a-z0-9-]+\.)?FN(?:;[^:\r\n]*)?:([^\r\n]*)', 1), '\\([,;:\\])', '\1', 'g'
      )), '')
    end
  );
