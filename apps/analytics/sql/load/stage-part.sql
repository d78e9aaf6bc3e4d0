-- stage part: one file of the spool becomes rows of stage.records; an empty text means none
-- Parameters: {{file}}, the path of the part as an SQL text; {{largest}}, bytes of its longest line and more.
insert into stage.records
with lines as (
  select s, i, k, h, x, r
  from read_ndjson(
    {{file}},
    format = 'newline_delimited',
    maximum_object_size = {{largest}},
    columns = {
      s: 'integer', i: 'bigint', k: 'varchar', h: 'varchar', x: 'json',
      r: 'struct(
        "type" varchar, "idMessage" varchar, "timestamp" bigint, "typeMessage" varchar, "chatId" varchar, "chatType" varchar,
        "senderId" varchar, "senderName" varchar, "senderContactName" varchar,
        "statusMessage" varchar, "sendByApi" boolean, "chatState" varchar,
        "isEdited" boolean, "isDeleted" boolean, "editedMessageId" varchar, "deletedMessageId" varchar,
        "textMessage" varchar, "caption" varchar,
        "extendedTextMessage" struct(
          "text" varchar, "title" varchar, "description" varchar, "previewType" varchar, "jpegThumbnail" varchar,
          "isForwarded" boolean, "forwardingScore" integer, "mediaType" varchar, "sourceId" varchar,
          "sourceType" varchar, "sourceUrl" varchar, "thumbnailUrl" varchar, "stanzaId" varchar, "participant" varchar
        ),
        "downloadUrl" varchar, "fileName" varchar, "jpegThumbnail" varchar, "mimeType" varchar,
        "isAnimated" boolean, "videoNote" boolean, "isForwarded" boolean, "forwardingScore" integer,
        "location" struct(
          "nameLocation" varchar, "address" varchar, "latitude" double, "longitude" double,
          "jpegThumbnail" varchar, "isForwarded" boolean, "forwardingScore" integer
        ),
        "contact" struct("displayName" varchar, "vcard" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "contacts" struct("displayName" varchar, "vcard" varchar)[],
        "extendedTextMessageData" struct("text" varchar),
        "pollMessageData" struct(
          "stanzaId" varchar, "name" varchar, "multipleAnswers" boolean,
          "options" struct("optionName" varchar)[],
          "votes" struct("optionName" varchar, "optionVoters" varchar[])[]
        ),
        "deletedMessageData" struct("stanzaId" varchar),
        "editedMessageData" struct("textMessage" varchar, "caption" varchar, "stanzaId" varchar),
        "buttonsMessage" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "templateMessage" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "listMessage" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "buttonsResponseMessage" struct("selectedButtonText" varchar, "stanzaId" varchar),
        "templateButtonReplyMessage" struct("selectedDisplayText" varchar, "stanzaId" varchar),
        "listResponseMessage" struct("title" varchar, "stanzaId" varchar),
        "interactiveButtons" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "interactiveButtonsReply" struct(
          "contentText" varchar, "isForwarded" boolean, "forwardingScore" integer, "stanzaId" varchar
        ),
        "quotedMessage" json
      )'
    }
  )
)
select
  s,
  i,
  coalesce(k, 'message'),
  coalesce(r."chatId", ''),
  nullif(r."chatType", ''),
  coalesce(nullif(r."idMessage", ''), h),
  nullif(r."type", ''),
  r."timestamp",
  nullif(r."typeMessage", ''),
  nullif(r."senderId", ''),
  nullif(r."senderName", ''),
  nullif(r."senderContactName", ''),
  coalesce(
    nullif(r."textMessage", ''), nullif(r."extendedTextMessage"."text", ''), nullif(r."caption", ''),
    nullif(r."editedMessageData"."textMessage", ''), nullif(r."editedMessageData"."caption", ''),
    nullif(r."buttonsMessage"."contentText", ''), nullif(r."templateMessage"."contentText", ''),
    nullif(r."listMessage"."contentText", ''), nullif(r."buttonsResponseMessage"."selectedButtonText", ''),
    nullif(r."templateButtonReplyMessage"."selectedDisplayText", ''), nullif(r."listResponseMessage"."title", ''),
    nullif(r."interactiveButtons"."contentText", ''), nullif(r."interactiveButtonsReply"."contentText", '')
  ),
  coalesce(
    r."isForwarded", r."extendedTextMessage"."isForwarded", r."location"."isForwarded", r."contact"."isForwarded",
    r."buttonsMessage"."isForwarded", r."templateMessage"."isForwarded", r."listMessage"."isForwarded",
    r."interactiveButtons"."isForwarded", r."interactiveButtonsReply"."isForwarded"
  ),
  coalesce(
    r."forwardingScore", r."extendedTextMessage"."forwardingScore", r."location"."forwardingScore",
    r."contact"."forwardingScore", r."buttonsMessage"."forwardingScore", r."templateMessage"."forwardingScore",
    r."listMessage"."forwardingScore", r."interactiveButtons"."forwardingScore",
    r."interactiveButtonsReply"."forwardingScore"
  ),
  nullif(r."statusMessage", ''),
  r."sendByApi",
  nullif(r."chatState", ''),
  r."isEdited",
  r."isDeleted",
  coalesce(nullif(r."editedMessageId", ''), nullif(r."editedMessageData"."stanzaId", '')),
  coalesce(nullif(r."deletedMessageId", ''), nullif(r."deletedMessageData"."stanzaId", '')),
  coalesce(
    nullif(r."quotedMessage" ->> '$.stanzaId', ''), nullif(r."extendedTextMessage"."stanzaId", ''),
    nullif(r."buttonsResponseMessage"."stanzaId", ''), nullif(r."templateButtonReplyMessage"."stanzaId", ''),
    nullif(r."listResponseMessage"."stanzaId", ''), nullif(r."interactiveButtonsReply"."stanzaId", '')
  ),
  nullif(coalesce(nullif(r."quotedMessage" ->> '$.participant', ''), r."extendedTextMessage"."participant"), ''),
  x,
  nullif(r."downloadUrl", ''),
  nullif(r."caption", ''),
  nullif(r."fileName", ''),
  nullif(r."mimeType", ''),
  r."isAnimated",
  r."videoNote",
  nullif(r."jpegThumbnail", ''),
  case when r."extendedTextMessage" is not null then {
    "text": nullif(r."extendedTextMessage"."text", ''),
    title: nullif(r."extendedTextMessage"."title", ''),
    description: nullif(r."extendedTextMessage"."description", ''),
    preview_type: nullif(r."extendedTextMessage"."previewType", ''),
    media_type: nullif(r."extendedTextMessage"."mediaType", ''),
    source_id: nullif(r."extendedTextMessage"."sourceId", ''),
    source_type: nullif(r."extendedTextMessage"."sourceType", ''),
    source_url: nullif(r."extendedTextMessage"."sourceUrl", ''),
    thumbnail_url: nullif(r."extendedTextMessage"."thumbnailUrl", ''),
    jpeg_thumbnail: nullif(r."extendedTextMessage"."jpegThumbnail", '')
  } end,
  case when r."location" is not null then {
    name_location: nullif(r."location"."nameLocation", ''),
    address: nullif(r."location"."address", ''),
    latitude: r."location"."latitude",
    longitude: r."location"."longitude",
    jpeg_thumbnail: nullif(r."location"."jpegThumbnail", '')
  } end,
  case
    when r."contact" is not null
      then [{display_name: nullif(r."contact"."displayName", ''), vcard: nullif(r."contact"."vcard", '')}]
    when r."contacts" is not null
      then [{display_name: nullif(c."displayName", ''), vcard: nullif(c."vcard", '')} for c in r."contacts"]
  end,
  case when r."quotedMessage" <> 'null' then r."quotedMessage" end,
  nullif(r."extendedTextMessageData"."text", ''),
  case when r."pollMessageData" is not null then {
    poll_message_id: nullif(r."pollMessageData"."stanzaId", ''),
    poll_name: nullif(r."pollMessageData"."name", ''),
    multiple_answers: r."pollMessageData"."multipleAnswers",
    options: [nullif(o."optionName", '') for o in r."pollMessageData"."options"],
    votes: [
      {
        option_name: nullif(v."optionName", ''),
        voters: [
          case when starts_with(voter, '{') and json_valid(voter) then voter ->> '$.voterWid' else voter end
          for voter in v."optionVoters"
        ]
      } for v in r."pollMessageData"."votes"
    ]
  } end
from lines;
