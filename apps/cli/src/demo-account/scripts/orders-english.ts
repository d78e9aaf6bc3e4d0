// What customers of the shop write in English, Kazakh and Turkish.
//
// `c` is the customer, `s` the shop on its phone, `bot` the shop through the API; slots are filled by `goods.ts`.

/** Scenes between the shop and one customer, in English. */
export const englishOrders = `
# any
c: {Hi|Hello|Good afternoon}! Is the {english} still available?
s: {Hi|Hello} {name}! {Yes, it is|Yes, just one left}, {price} ₽
c: {Great|Lovely|Perfect}, I'll take {n}
s: That makes {sum} ₽. {Pick-up or delivery?|Shall we deliver?}
c: {Delivery please|Please deliver to} {address}
bot: Order {order} confirmed. Total {sum} ₽. Pay here: https://pay.example/{order}
... 10m
c: {Paid!|Done ✅|Just paid, thank you}
s: {Thank you! It goes out|Received. We send it} {dayen} 🙂
c react: {👍|❤️|🙏}

# any
c: {Hello|Hi there}, do you ship {abroad|to Almaty|to Istanbul|to Leeds}?
s: {Yes|We do}! {9 to 14|7 to 10} days, well padded
c: {How much would it be for|And the price for} the {english}?
s ^: {price} ₽ plus 1 200 ₽ shipping
c: {Fine by me|OK, let's do it|A bit steep, but it's a present}
s: Please send me the address {as one message|with the postcode}
c: {address}
  {Postcode 00184|Zip code 05014|Postcode 010000}
bot: Order {order} confirmed. Total {abroad} ₽. Pay here: https://pay.example/{order}

# any
c: {Morning|Good morning}! Any news about order {order}?
s: {Let me check|One moment}
s: It left {yesterday|this morning}, tracking number 00{track}
c: {Brilliant|Thanks a lot|Cheers} {🙏|👍|}
... 20h
c: {It's here!|Arrived, everything in one piece|The parcel came}
c photo: {Look at it|My desk approves|}
s ^: {So happy you like it!|Looks at home already} ❤️

# any
c: Hi, I'd like to book the {pottery|glazing|tea} workshop
s: Next one is {dayen} at {time}, {two|three} seats left
c: {Two seats please|Just me|Can I bring my daughter, she's 9?}
s: {Done|Of course}, 2 400 ₽ each, aprons included
bot: You are booked: workshop, {dayen}, {time}. Reply YES to confirm
c: {YES|Yes|yes!}

# any
c: {Hello|Hi}, one {english} arrived {chipped|cracked|without its lid} 😢
c photo: {Here|See the left side}
s ^: {I'm so sorry|Oh no}! We'll send a new one {dayen}, no need to return it
c: {That's very kind|Thank you so much|Wow, thank you}
s: {Our fault|Of course} 🙏

# any
c: What would you suggest for {someone who only drinks coffee|a rainy evening|my boss}?
s: {A roasted oolong|Our smoky black|Buckwheat tea, trust me} and the {english}
c ^: {Sold|You are good at this 😄|Deal}
s: {sum} ₽ with the tea, I'll wrap it

# any
c: Could I have an invoice for order {order}? {Company rules|For my accountant}
s doc: Invoice_{order}.pdf | Invoice {order}, {sum} ₽
c: {Perfect|Great}, thanks
c react^1: 👍

# any
c: Are you open {on Sunday|today|tomorrow morning}?
s: {Every day 10:00–20:00|Yes, 10:00 to 20:00}
c: {And parking?|Is there parking nearby?}
s place^: 55.7601,37.6187 | Clay & Tea | Goncharnaya 17, through the yard
c: {Found it|Thanks|See you soon}
c edit: {Found it, see you at|Thanks, coming at} {time}
`

/** Scenes in Kazakh. */
export const kazakhOrders = `
# any
c: Сәлеметсіз бе! {Item} бар ма?
s: Здравствуйте, {name}! Бар, {price} ₽ 🙂
c: Керемет! {n} дана алайын. Доставка: {address}
bot: Заказ № {order} принят. Сумма {sum} ₽. Оплата по ссылке https://pay.example/{order}
... 20m
c: Төледім, рахмет!
s: Рахмет! Отправим {day}

# any
c: Қайырлы күн! {order} тапсырысым қашан келеді?
s: Сейчас посмотрю. Завтра, трек-номер 00{track}
c: {Жақсы, рахмет 🙏|Рахмет сізге!}
s react: ❤️
`

/** Scenes in Turkish. */
export const turkishOrders = `
# any
c: Merhaba! {english} hâlâ var mı?
s: Merhaba {name}! Evet, {price} ₽
c: Harika, {n} tane alıyorum 😊
bot: Order {order} confirmed. Total {sum} ₽. Pay here: https://pay.example/{order}
... 30m
c: Ödedim, teşekkürler!
s: Teşekkürler! We send it {dayen}

# any
c: İyi günler, {order} numaralı siparişim nerede?
s: On its way, tracking number 00{track}
c: {Süper, teşekkür ederim|Çok sağ olun 🙏}
`
