// The directory of the generated account: replies of getContacts, getChats and getGroupData.
//
// WhatsApp shows the names that people have chosen, and no phone book. One member of the football group has both a number
// and a hidden id, under which he once wrote to the shop. The group of the workshop is renamed later.
import { opening, secondsAt } from "./calendar.ts"
import { hiddenCustomer } from "./customers.ts"
import { type Chat, club, clubPeople, football, type Instance, member, type Person } from "./people.ts"
import type { Json } from "./record.ts"
import { formerPotteryName, pottery, potteryPeople, workshop } from "./workshop.ts"

/** A reply of the directory, valid from a time in UNIX seconds; for a group with its id. */
export type DirectoryReply = {
  readonly instanceId: string
  readonly method: "contacts" | "chats" | "group"
  readonly groupId?: string
  readonly visibleFrom: number
  readonly body: Json
}

type UndatedReply = Omit<DirectoryReply, "instanceId" | "visibleFrom">

const from = (instance: Instance, visibleFrom: number, replies: ReadonlyArray<UndatedReply>) =>
  replies.map((reply): DirectoryReply => ({ instanceId: instance.idInstance, visibleFrom, ...reply }))

const role = (isAdmin: boolean) => ({ isAdmin, isSuperAdmin: isAdmin })

const ofWhatsApp = (
  { id, members, name }: Chat,
  hiddenIds: ReadonlyMap<Person, string>
): ReadonlyArray<UndatedReply> => [
  {
    method: "contacts",
    body: clubPeople.map((one) => ({ id: one.id, name: one.senderName, contactName: "", type: "user" }))
  },
  { method: "chats", body: [{ id, name, type: "group" }] },
  {
    method: "group",
    groupId: id,
    body: {
      groupId: id,
      owner: members[0]?.id ?? "",
      subject: name,
      creation: opening - 300 * 86_400,
      participants: members.map((one, place) => {
        const lid = hiddenIds.get(one) ?? one.lid
        return { id: one.id, ...(lid === undefined ? {} : { lid }), ...role(place === 0) }
      })
    }
  }
]

const ofMax = ({ id, instance, members }: Chat, name: string): ReadonlyArray<UndatedReply> => [
  {
    method: "contacts",
    body: members.map((one) => ({
      chatId: one.id,
      name: one.senderName,
      contactName: one.senderContactName,
      type: "user",
      phoneNumber: 0
    }))
  },
  {
    method: "chats",
    body: [...potteryPeople.map((one) => one.id), id].map((chatId) => ({ chatId, phoneNumber: 0 }))
  },
  {
    method: "group",
    groupId: id,
    body: {
      chatId: id,
      owner: instance.ownId,
      subject: name,
      description: "",
      creation: opening - 90 * 86_400,
      size: members.length + 1,
      participants: [
        { chatId: instance.ownId, ...role(true) },
        ...members.map((one) => ({ chatId: one.id, ...role(false) }))
      ]
    }
  }
]

/** All replies in time order. */
export const demoDirectory: ReadonlyArray<DirectoryReply> = [
  ...from(club, opening, ofWhatsApp(football, new Map([[member("misha"), hiddenCustomer.id]]))),
  ...from(workshop, opening, ofMax(pottery, formerPotteryName)),
  ...from(workshop, secondsAt("01-22 09:05"), ofMax(pottery, pottery.name))
]
