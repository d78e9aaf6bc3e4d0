// chatledger schedule: what it prints and installs, with programs in the place of crontab and systemctl.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { binary, newFolder, running } from "./command.ts"
import { shop, token } from "./journal-service.ts"

const crontab = `#!/bin/sh
if [ "$1" = - ]; then cat > "$HOME/crontab"
elif [ -f "$HOME/crontab" ]; then cat "$HOME/crontab"
else echo "no crontab for me" >&2; exit 1; fi
`

/** Notes what it is asked; fails as a systemd without a session does where the user has a file `no-bus`. */
const systemctl = `#!/bin/sh
echo "$*" >> "$HOME/systemctl"
if [ -f "$HOME/no-bus" ]; then echo "Failed to connect to bus" >&2; exit 1; fi
`

const loginctl = `#!/bin/sh
echo no
`

/** An office with a configuration, and programs of its own. */
const office = (more: object = {}, inside = "an office") => {
  const home = newFolder()
  const folder = join(home, inside)
  mkdirSync(folder)
  mkdirSync(join(home, "bin"))
  for (const [name, text] of Object.entries({ crontab, systemctl, loginctl })) {
    writeFileSync(join(home, "bin", name), text)
    chmodSync(join(home, "bin", name), 0o755)
  }
  const instances = [{ idInstance: shop, tokenFile: "token" }]
  writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify({ instances, ...more }))
  const env = {
    PATH: `${join(home, "bin")}:/usr/bin:/bin`,
    HOME: home,
    TZ: "",
    CHATLEDGER_ARCHIVE: "",
    XDG_CONFIG_HOME: ""
  }
  const schedule = (...words: ReadonlyArray<string>) => running(folder, ["schedule", ...words], { env })
  const scheduleWith = (variables: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) =>
    running(folder, ["schedule", ...words], { env: { ...env, ...variables } })
  const read = (name: string) => (existsSync(join(home, name)) ? readFileSync(join(home, name), "utf8") : "")
  return { home, folder, schedule, scheduleWith, read }
}

const units = ".config/systemd/user"

describe.skipIf(process.platform === "win32")("chatledger schedule", () => {
  it("prints a line for cron with whole paths, in the language and the zone of now", async () => {
    const { folder, schedule, scheduleWith } = office()
    const { code, stdout, stderr } = await schedule("--print", "cron", "--every", "3h")
    expect([code, stderr]).toEqual([0, ""])
    expect(stdout).toBe(
      `7 */3 * * * cd '${folder}' && { ${process.execPath} ${binary} sync --quiet --locale en; code=$?; ${process.execPath} ${binary} export --quiet --locale en || code=$?; exit $code; } # chatledger schedule chatledger of ${folder}/chatledger.config.json\n`
    )
    const russian = await scheduleWith(
      { TZ: "Europe/Moscow" },
      "--print",
      "cron",
      "--locale",
      "ru",
      "--names",
      "n.csv"
    )
    expect(russian.stdout).toContain(
      ` export --quiet --locale ru --tz Europe/Moscow --names '${folder}/n.csv' || `
    )
    expect(russian.stderr).toMatch(/в бесплатном тарифе их 1\s000/)
    const whole = await schedule("--print", "cron", "--every", "1d", "--sync-only", "--media", "--heal")
    expect(whole.stdout).not.toContain("export")
    expect(whole.stdout).toContain(` ${binary} sync --media --heal --quiet `)
  })

  it("leaves language and zone to the configuration, and makes the exports that it names", async () => {
    const { schedule } = office({
      defaults: { locale: "ru", timeZone: "Asia/Tokyo" },
      exports: { weekly: { last: "7d" }, polls: { table: ["polls"] } }
    })
    const { code, stdout } = await schedule("--print", "cron", "--export", "weekly", "--export", "polls")
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/ export weekly --quiet \|\| code=.* export polls --quiet \|\| /)
    ])
    expect(stdout).not.toMatch(/--locale|--tz/)
    expect(await schedule("--print", "cron", "--export", "weakly", "--locale", "en")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("did you mean weekly?")
    })
  })

  it("says what the schedule will lack of this shell, and names no secret", async () => {
    const { schedule, scheduleWith } = office({ instances: [{ idInstance: shop, tokenEnv: "SHOP_TOKEN" }] })
    const { stdout, stderr } = await scheduleWith(
      { SHOP_TOKEN: token, HTTPS_PROXY: "http://me:geheim@proxy:3128" },
      ...["--print", "systemd", "--every", "3h", "--archive", "there"]
    )
    expect(stderr).toContain("scheduled jobs do not see the variable SHOP_TOKEN of this shell")
    expect(stderr).toContain("scheduled jobs do not see this shell's HTTPS_PROXY")
    expect(stdout + stderr).not.toMatch(/geheim|d75b3a66/)
    expect(stdout).toMatch(/sync --quiet --archive '\/.*\/an office\/there' --locale en; /)
    const { code, stderr: said } = await schedule("--print", "cron", "--every", "45m")
    expect([code, said]).toEqual([
      2,
      expect.stringContaining("--every 45m is not a supported interval: use one of 5m, 10m")
    ])
  })

  it("installs a line in the crontab once, replaces it, and removes it alone", async () => {
    const { schedule, read, home } = office()
    writeFileSync(join(home, "crontab"), "5 4 * * 0 backup\n")
    expect((await schedule("--install", "cron")).stderr).toContain("added to your crontab, every 1h")
    expect((await schedule("--install", "cron", "--every", "4h")).stderr).toContain(
      "replaced in your crontab"
    )
    expect(
      read("crontab")
        .split("\n")
        .map((line) => line.slice(0, 14))
    ).toEqual(["5 4 * * 0 back", "7 */4 * * * cd", ""])
    expect((await schedule("--remove", "cron")).stderr).toBe("the schedule chatledger was removed\n")
    expect(read("crontab")).toBe("5 4 * * 0 backup\n")
    expect(await schedule("--remove", "cron")).toMatchObject({
      code: 0,
      stderr: "there is no schedule chatledger: nothing to remove\n"
    })
    rmSync(join(home, "crontab"))
    expect((await schedule("--install", "cron", "--name", "first")).code).toBe(0)
    expect(read("crontab")).toMatch(/^7 \* \* \* \* .* first of .*\n$/)
  })

  it("leaves a schedule of the same name for another configuration alone", async () => {
    const { schedule, read, home, folder } = office()
    await schedule("--install", "cron")
    await schedule("--install", "systemd")
    const before = [read("crontab"), read(`${units}/chatledger.service`)]
    const other = join(home, "other.config.json")
    writeFileSync(other, JSON.stringify({ instances: [{ idInstance: shop, tokenFile: "token" }] }))
    for (const scheduler of ["cron", "systemd"]) {
      const refused = await schedule("--install", scheduler, "--config", other)
      expect([refused.code, refused.stderr]).toEqual([
        2,
        expect.stringContaining(`already exists, for ${folder}/chatledger.config.json`)
      ])
    }
    expect([read("crontab"), read(`${units}/chatledger.service`)]).toEqual(before)
    const named = await schedule("--install", "cron", "--config", other, "--name", "club")
    expect(named.code).toBe(0)
    expect(read("crontab")).toContain(
      ` sync --quiet --config ${other} --archive '${folder}/chatledger-archive' --locale en; `
    )
    writeFileSync(join(home, units, "mine.service"), "[Service]\nExecStart=/bin/true\n")
    expect(await schedule("--install", "systemd", "--name", "mine")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("mine.service was not written by chatledger schedule")
    })
  })

  it("installs units of systemd and switches the timer on, and off again", async () => {
    const { schedule, read, home } = office()
    const { code, stderr } = await schedule("--install", "systemd", "--every", "3h")
    expect([code, stderr]).toEqual([0, expect.stringContaining("chatledger.timer was installed, every 3h")])
    expect(stderr).toContain("loginctl enable-linger")
    expect(read(`${units}/chatledger.timer`)).toContain("OnCalendar=0/3:07\n")
    expect(read("systemctl")).toBe("--user daemon-reload\n--user enable --now chatledger.timer\n")
    await schedule("--install", "systemd", "--every", "1d")
    expect(read(`${units}/chatledger.timer`)).toContain("OnCalendar=04:07\n")
    expect(read("systemctl")).toMatch(/--user restart chatledger\.timer\n$/)
    expect((await schedule("--remove", "systemd")).code).toBe(0)
    expect(read(`${units}/chatledger.timer`) + read(`${units}/chatledger.service`)).toBe("")
    expect(read("systemctl")).toMatch(/--user disable --now chatledger\.timer\n--user daemon-reload\n$/)
    expect(existsSync(join(home, units))).toBe(true)
  })

  it("says what to run where systemd cannot be asked, and ends with 3", async () => {
    const { schedule, read, home } = office()
    writeFileSync(join(home, "no-bus"), "")
    const { code, stderr } = await schedule("--install", "systemd")
    expect(code).toBe(3)
    expect(stderr).toContain("systemctl --user daemon-reload failed: Failed to connect to bus")
    expect(stderr).toContain("systemctl --user enable --now chatledger.timer")
    expect(read(`${units}/chatledger.service`)).toContain("ExecStart=")
  })

  it("writes a task for Windows into a file, as it reads it", async () => {
    const { folder, schedule } = office()
    const { code, stderr } = await schedule("--print", "windows", "-o", "task.xml")
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('schtasks /create /tn chatledger /xml "task.xml"')
    ])
    const text = readFileSync(join(folder, "task.xml")).toString("utf16le")
    expect(text).toMatch(/^\ufeff<\?xml version="1\.0" encoding="UTF-16"\?>\r\n<Task /)
    expect(text).toContain(`<WorkingDirectory>${folder}</WorkingDirectory>`)
    expect((await schedule("--print", "windows", "-o", "task.xml")).code).toBe(7)
    expect((await schedule("--print", "windows", "-o", "task.xml", "--force")).code).toBe(0)
    const odd = office({}, "100%")
    expect(await odd.schedule("--print", "windows")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('because cmd interprets ", % and !')
    })
  })

  it("refuses what it cannot do, and says what to do instead", async () => {
    const { folder, schedule, scheduleWith } = office()
    const refused = async (...words: ReadonlyArray<string>) => {
      const { code, stderr } = await schedule(...words)
      return [code, stderr.split("\n").at(-2)]
    }
    expect(await refused()).toEqual([
      2,
      expect.stringContaining("give one of --print, --install or --remove")
    ])
    expect(await refused("--print", "cron", "--remove", "cron")).toEqual([
      2,
      expect.stringContaining("give one of")
    ])
    expect(await refused("--print", "cron", "--name", "a b")).toEqual([
      2,
      expect.stringContaining("--name a b: use")
    ])
    expect(await scheduleWith({ PATH: "/none" }, "--install", "cron")).toMatchObject({
      code: 7,
      stderr: expect.stringContaining("crontab cannot be run: ")
    })
    rmSync(join(folder, "chatledger.config.json"))
    expect(await refused("--print", "cron")).toEqual([
      2,
      expect.stringContaining("no instance is configured in")
    ])
  })
})
