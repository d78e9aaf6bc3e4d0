// Makes elements from names, attributes and children. Text is always a text node: markup in the data is never parsed.

type Child = Node | string | undefined | false
type Value = string | number | boolean | undefined | ((event: Event) => void)

/** Makes an element. A function becomes a listener for the event in its name. */
export const el = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: ReadonlyArray<Child>
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (typeof value === "function") element.addEventListener(key, value)
    else element.setAttribute(key, value === true ? "" : String(value))
  }
  for (const child of children) if (child !== undefined && child !== false) element.append(child)
  return element
}
