-- fields: what a field of a record says
-- Whether a text is only what the service sends in place of one that it could not decrypt.
create macro {{of}}is_vendor_mark(written) as
  regexp_full_match(written, '\s*(?:\{\{SWE[0-9]+\}\}\s*)+');

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
