/// <reference lib="dom" />
// What an evil page may try to read from an address, run in a browser: way by way, and what came of it.

/** Runs in the page: everything that a page may try, and what came of it. */
export const tried = async ([target = "", addresses = ""]: ReadonlyArray<string>) => {
  const seen: Record<string, string> = {}
  const note = async (way: string, attempt: () => Promise<string>) => {
    try {
      seen[way] = await attempt()
    } catch (error) {
      seen[way] = `failed: ${error instanceof Error ? error.name : String(error)}`
    }
  }
  const bodyOf = async (init?: RequestInit, address = addresses) => {
    const got = await fetch(target + address, init)
    return got.type === "opaque" ? `opaque ${(await got.text()).length}` : `read ${await got.text()}`
  }
  const loaded = (tag: "img" | "script" | "link" | "video", put: (element: HTMLElement) => void) =>
    new Promise<string>((resolve) => {
      const element = document.createElement(tag)
      element.addEventListener("load", () => resolve("loaded"))
      element.addEventListener("loadeddata", () => resolve("loaded"))
      element.addEventListener("error", () => resolve("failed"))
      put(element)
      document.head.append(element)
    })
  const address = target + addresses
  await note("fetch", () => bodyOf())
  await note("fetch with a header", () => bodyOf({ headers: { authorization: "Bearer x" } }))
  await note("fetch without CORS", () => bodyOf({ mode: "no-cors" }))
  await note("fetch with credentials", () => bodyOf({ credentials: "include" }))
  await note("fetch by POST", () => bodyOf({ method: "POST", body: "select 1" }))
  await note(
    "XMLHttpRequest",
    () =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest()
        request.open("GET", address)
        request.onload = () => resolve(`read ${request.responseText}`)
        request.onerror = () => resolve("failed")
        request.send()
      })
  )
  await note("img", () => loaded("img", (element) => element.setAttribute("src", address)))
  await note("script", () => loaded("script", (element) => element.setAttribute("src", address)))
  await note("style", () =>
    loaded("link", (element) => {
      element.setAttribute("rel", "stylesheet")
      element.setAttribute("href", address)
    })
  )
  await note("video", () => loaded("video", (element) => element.setAttribute("src", address)))
  await note(
    "iframe",
    () =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe")
        frame.addEventListener("load", () => {
          try {
            const inside = frame.contentDocument
            resolve(inside === null ? "nothing" : `read ${inside.body.innerText}`)
          } catch {
            resolve("nothing")
          }
        })
        frame.src = address
        document.body.append(frame)
      })
  )
  await note(
    "form",
    () =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe")
        frame.name = `answer${document.forms.length}`
        document.body.append(frame)
        frame.addEventListener("load", () => {
          try {
            const inside = frame.contentDocument
            if (inside?.URL === "about:blank") return
            resolve(inside === null ? "nothing" : `read ${inside.body.innerText}`)
          } catch {
            resolve("nothing")
          }
        })
        const form = document.createElement("form")
        form.method = "post"
        form.action = address
        form.target = frame.name
        document.body.append(form)
        form.submit()
      })
  )
  await note(
    "event source",
    () =>
      new Promise((resolve) => {
        const source = new EventSource(address)
        source.onerror = () => {
          source.close()
          resolve("failed")
        }
        source.onmessage = ({ data }) => resolve(`read ${data}`)
      })
  )
  await note("beacon", async () => String(navigator.sendBeacon(address, "select 1")))
  return seen
}
