// Elements from names, attributes and children. Text is always a text node: no markup of the data is ever read.

type Child = Node | string | undefined | false
type Value = string | number | boolean | undefined | ((event: Event) => void)

/** Makes an element; functions become listeners of the event that they are named for. */
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
