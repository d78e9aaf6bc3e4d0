// The customers and partners of the shop; some of them are neighbours from the club's groups.
//
// The first in the list write most often. Gotcha: one customer hides the number and is only known by a lid,
// in the chat's id and as the sender.
import { member, type Person, person } from "./people.ts"

export type Customer = {
  readonly person: Person
  /** How the shop addresses this customer. */
  readonly name: string
  readonly feminine: boolean
}

const she = (name: string, customer: Person): Customer => ({ person: customer, name, feminine: true })
const he = (name: string, customer: Person): Customer => ({ person: customer, name, feminine: false })

/** Customers who write to the shop, the most frequent first. */
export const customers: ReadonlyArray<Customer> = [
  she("Анна", person(41, "ru", "🏻", "Анна Ветрова", "Анна Ветрова (опт)")),
  she("Grace", person(55, "en", "🏼", "Grace Miller", "Grace M.")),
  she("Екатерина", person(42, "ru", "", "Екатерина", "Катя постоянная")),
  he("Михаил", person(43, "ru", "🏼", "Михаил Т.")),
  she("Юлия", person(45, "ru", "🏻", "Юлия 🌿", "Юлия кафе «Сад»")),
  she("Жанна", person(51, "kk", "🏽", "Жанна Сейт", "Жанна")),
  he("Oliver", person(56, "en", "🏻", "Oliver")),
  she("Вера", person(44, "ru", "", "Вера Лунина", "Вера Лунина")),
  she("Полина", person(48, "ru", "🏻", "Полина ✨")),
  she("Лена", { ...member("lena"), senderContactName: "" }),
  she("Priya", person(57, "en", "🏾", "Priya", "Priya (workshop)")),
  he("Дмитрий", person(46, "ru", "", "Дмитрий")),
  she("Selin", person(53, "tr", "🏽", "Selin Aydın", "Selin")),
  she("София", person(47, "ru", "🏼", "София")),
  he("Tom", { ...member("tom"), senderContactName: "" }),
  she("Наталья", person(50, "ru", "", "Наталья", "Наталья (школа)")),
  he("Алексей", person(49, "ru", "", "Алексей К.")),
  she("Chloe", person(58, "en", "🏿", "Chloe")),
  he("Ерболат", person(52, "kk", "🏽", "Ерболат")),
  she("Инна", person(61, "ru", "🏻", "Инна")),
  he("Marcus", person(59, "en", "🏿", "Marcus Reed")),
  she("Ксения", person(62, "ru", "", "Ксения")),
  he("Mehmet", person(54, "tr", "", "Mehmet")),
  he("Роман", person(63, "ru", "", "Роман", "Роман, подарки 8 марта")),
  she("Елена Павловна", person(64, "ru", "", "Елена Павловна")),
  she("Sofia", person(60, "en", "🏼", "Sofia L.")),
  she("Лилия", person(65, "ru", "🏻", "Лилия"))
]

/** The customer at an index in the list. */
export const customerAt = (index: number): Person => {
  const customer = customers[index]
  if (customer === undefined) throw new RangeError(`there is no customer ${index}`)
  return customer.person
}

/** People who came through an advertisement, in order of arrival. */
export const newcomers: ReadonlyArray<Person> = [
  person(67, "ru", "", "Оксана"),
  person(68, "en", "🏻", "Ben"),
  person(69, "ru", "", "Тимур Г.")
]

/** The customer whose number is hidden. */
export const hiddenCustomer: Person = { ...person(66, "ru", "", "М."), id: "200000000000066@lid" }

/** The supplier, the courier and the accountant of the shop. */
export const partners = {
  supplier: person(71, "ru", "", "Глина-Опт", "Глина-Опт, Борис"),
  courier: person(72, "ru", "", "Руслан", "Руслан курьер"),
  accountant: person(73, "ru", "", "Ольга", "Ольга бухгалтер")
}
