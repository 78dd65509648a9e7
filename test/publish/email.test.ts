/** The e-mail: what mail programs read in it, and how it is sent. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import PostalMime from "postal-mime";
import { afterEach, describe, expect, it } from "vitest";
import { newsletter } from "../../src/publish/email/index.js";
import type { Announcement } from "../../src/publish/types.js";
import { pressday } from "../support/command.js";
import { ISSUE, newPublisher, type Publisher } from "../support/publisher.js";
import { openPostOffice, type PostOffice, type PostOptions } from "../support/smtp.js";
import { announcement, LANGUAGES, mailCover, WEEK } from "./announcement.js";

const ADDRESS = "https://rihla.example/magazine/";

const made = async (a: Announcement = announcement({ address: ADDRESS })) => {
  const { html, eml } = await newsletter(a, { bytes: await mailCover() });
  return { html, eml, mail: await PostalMime.parse(eml) };
};

describe("the message", () => {
  it("is addressed, dated and numbered", async () => {
    const { mail, eml } = await made();
    expect(mail.from).toEqual({ name: "Rihla, the weekly", address: "weekly@rihla.example" });
    expect(mail.to).toEqual([{ name: "", address: "readers@lists.rihla.example" }]);
    expect(mail.replyTo?.map((one) => one.address)).toEqual(["editors@rihla.example"]);
    expect(mail.date).toBe("2026-11-20T05:00:00.000Z");
    expect(mail.messageId).toMatch(/^<2026-W47\.[0-9a-f]{32}@rihla\.example>$/);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header("list-unsubscribe")).toBe("<https://rihla.example/leave?list=1&who=me>");
    expect(header("content-language")).toBe("en-GB");
    // RFC 5322 counts 998 letters to the line, and knows no others than these.
    const lines = Buffer.from(eml).toString("latin1").split("\r\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(Buffer.from(eml).every((byte) => byte < 128)).toBe(true);
  });

  it.each(LANGUAGES)("says the same in words and in HTML, in %s", async (language) => {
    const a = announcement({ language, address: ADDRESS });
    const { mail, html } = await made(a);
    expect(mail.subject).toContain(a.cover.headline);
    const pdf = `${ADDRESS}${WEEK}/${a.pdf.name}`;
    const told = [a.magazine.name, a.weekText, a.cover.headline, `${ADDRESS}${WEEK}/`, pdf];
    const headlines = a.sections.flatMap(({ articles }) => articles.map(({ headline }) => headline));
    for (const text of [...told, ...headlines]) {
      expect(mail.text).toContain(text);
      expect(mail.html).toContain(text);
    }
    expect(mail.text).toContain("https://rihla.example/leave?list=1&who=me");
    for (const { articles } of a.sections)
      for (const { folio } of articles) expect(mail.html).toContain(`href="${pdf}#page=${folio}"`);
    expect(html).toContain(`lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"`);
    const links = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address!);
    expect(links.filter((address) => !address.startsWith("https://"))).toEqual([]);
  });

  it("brings its cover along", async () => {
    const { mail, html } = await made();
    expect(mail.attachments).toHaveLength(1);
    const [cover] = mail.attachments;
    expect(cover).toMatchObject({ mimeType: "image/png", disposition: "inline", related: true, filename: "cover.png" });
    expect(Buffer.from(cover!.content as ArrayBuffer)).toEqual(await mailCover());
    expect(mail.html).toContain(`src="cid:${cover!.contentId!.replace(/[<>]/g, "")}"`);
    expect(html).toContain(`src="${ADDRESS}${WEEK}/cover-600.png"`);
  });

  it("is the same twice", async () => {
    expect((await made()).eml).toEqual((await made()).eml);
  });

  it("leaves the sender's mark as it is", async () => {
    const a = announcement({ address: ADDRESS });
    const email = { ...a.publishing.email!, unsubscribe: "{{unsubscribe}}" };
    const { mail } = await made({ ...a, publishing: { ...a.publishing, email } });
    expect(mail.html).toContain('href="{{unsubscribe}}"');
    expect(mail.text).toContain(": {{unsubscribe}}\n");
    expect(mail.headers.map(({ key }) => key)).not.toContain("list-unsubscribe");
  });

  it("keeps hostile words out of headers and tags", async () => {
    const bad = 'A\r\nBcc: all@example.org\r\n\r\n<script>hit()</script> "x" <b onload=hit()>';
    const a = announcement({ address: ADDRESS });
    const { mail } = await made({
      ...a,
      magazine: { ...a.magazine, name: bad, publisher: bad },
      weekText: bad,
      note: bad,
      cover: { ...a.cover, headline: bad, standfirst: bad, alt: bad, kicker: bad },
      publishing: { ...a.publishing, email: { ...a.publishing.email!, unsubscribe: "javascript:hit()" } },
    });
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.to).toHaveLength(1);
    expect(mail.subject).toContain("<script>");
    expect(mail.html).not.toMatch(/<script|<b onload|javascript:/);
    expect(mail.html).toContain("&lt;script&gt;");
  });

  it("is not made where nobody could follow its links", async () => {
    await expect(made(announcement())).rejects.toThrow("no address");
  });
});

const LIST = "readers@lists.rihla.example";
const settings = (send: boolean): string =>
  `name: Sirocco\npublish:\n  address: ${ADDRESS}\n  email: { from: Rihla <weekly@rihla.example>, to: ${LIST}, send: ${send} }\n`;

let office: PostOffice | undefined;
afterEach(() => office?.close());

/** A publisher's folder with a published e-mail, and a mail server. */
const ready = async (options: PostOptions & { readonly send?: boolean } = {}): Promise<Publisher> => {
  office = await openPostOffice(options);
  const { eml } = await newsletter(announcement({ address: ADDRESS }), { bytes: await mailCover() });
  const publisher = await newPublisher({ "issues/magazine.yaml": settings(options.send ?? true) });
  await mkdir(publisher.at(`public/${WEEK}`), { recursive: true });
  await writeFile(publisher.at(`public/${WEEK}/newsletter.eml`), eml);
  return publisher;
};

const serverUrl = (login = ""): string => `smtp://${login}${office!.host}:${office!.port}`;

const send = async (publisher: Publisher, args: readonly string[] = [], url: string | undefined = serverUrl()) => {
  const ended = await pressday(["send", ISSUE, "--json", ...args], {
    cwd: publisher.root,
    env: { PRESSDAY_SMTP_URL: url },
  });
  const told = JSON.parse(ended.stdout) as {
    sent: boolean;
    problems: { code: string; message: string }[];
    headers?: string[];
  };
  return { ...ended, ...told, codes: told.problems.map(({ code }) => code) };
};

const noteOf = (publisher: Publisher) => publisher.at(`out/${WEEK}/.sent.json`);

describe("sending", () => {
  it("goes to the list, once", async () => {
    const publisher = await ready();
    expect(await send(publisher)).toMatchObject({ exit: 0, sent: true, codes: [] });
    expect(office!.mails).toHaveLength(1);
    const [mail] = office!.mails;
    expect(mail).toMatchObject({ from: "weekly@rihla.example", to: [LIST] });
    const draft = await readFile(publisher.at(`public/${WEEK}/newsletter.eml`), "latin1");
    expect(mail!.message.split("\r\n\r\n").slice(1).join("\r\n\r\n").trimEnd()).toBe(
      draft.split("\r\n\r\n").slice(1).join("\r\n\r\n").trimEnd(),
    );
    const parsed = await PostalMime.parse(mail!.message);
    expect(parsed.subject).toBe("Rihla, No. 12: The Sea Made of Sand");
    expect(Math.abs(Date.parse(parsed.date!) - Date.now())).toBeLessThan(3_600_000);
    expect(parsed.headers.map(({ key }) => key)).not.toContain("x-unsent");

    expect(await send(publisher)).toMatchObject({ exit: 1, sent: false, codes: ["EMAIL_NOT_SENT"] });
    expect(office!.mails).toHaveLength(1);
    expect(await send(publisher, ["--again"])).toMatchObject({ exit: 0, sent: true });
    expect(office!.mails).toHaveLength(2);
  });

  it("sends a test to one address, as often as one likes, without leave", async () => {
    const publisher = await ready({ send: false });
    for (const _ of [1, 2])
      expect(await send(publisher, ["--to", "me@example.org"])).toMatchObject({ exit: 0, sent: true });
    expect(office!.mails.map(({ to }) => to)).toEqual([["me@example.org"], ["me@example.org"]]);
    const [one, two] = await Promise.all(office!.mails.map(({ message }) => PostalMime.parse(message)));
    expect(one!.subject).toBe("[test] Rihla, No. 12: The Sea Made of Sand");
    expect(one!.to).toEqual([{ name: "", address: "me@example.org" }]);
    expect(one!.messageId).not.toBe(two!.messageId);
    expect(await send(publisher)).toMatchObject({ exit: 1, sent: false, codes: ["EMAIL_NOT_SENT"] });
    expect(office!.mails).toHaveLength(2);
  });

  it("shows what it would send", async () => {
    const publisher = await ready();
    const told = await send(publisher, ["--dry-run"]);
    expect(told).toMatchObject({ exit: 0, sent: false });
    expect(told.headers).toContain("Subject: Rihla, No. 12: The Sea Made of Sand");
    expect(office!.commands).toEqual([]);
    const { stdout } = await pressday(["send", ISSUE, "--dry-run"], {
      cwd: publisher.root,
      env: { PRESSDAY_SMTP_URL: "smtp://me:s3cret@mail.example.org" },
    });
    expect(stdout).toContain(`to      ${LIST}\nserver  mail.example.org:587\n`);
    expect(stdout).not.toContain("s3cret");
  });

  it("logs in, and tells nobody with what", async () => {
    const login = { user: "me@example.org", password: "p@ss/w:rd" };
    const publisher = await ready({ login });
    const url = (password: string) => serverUrl(`me%40example.org:${encodeURIComponent(password)}@`);
    const wrong = await send(publisher, [], url("p@ss/wrong"));
    expect(wrong).toMatchObject({ exit: 1, sent: false, codes: ["EMAIL_NOT_SENT"] });
    expect(wrong.stdout + wrong.stderr).not.toMatch(/p@ss|p%40ss/);
    expect(wrong.problems[0]!.message).toContain("5.7.8");
    expect(await send(publisher, [], url(login.password))).toMatchObject({ exit: 0, sent: true });
  });

  const FAULTS: readonly { name: string; answers: Record<string, string>; exit: number; again: boolean }[] = [
    { name: "refuses the list", answers: { RCPT: "550 5.1.1 nobody here" }, exit: 5, again: true },
    { name: "refuses the message", answers: { ".": "554 5.6.0 no" }, exit: 5, again: true },
    { name: "hangs up with the message in its hands", answers: { ".": "hang up" }, exit: 5, again: false },
  ];
  it.each(FAULTS)("tells of a server that $name", async ({ answers, exit, again }) => {
    const publisher = await ready({ answers });
    expect(await send(publisher)).toMatchObject({ exit, sent: false, codes: ["EMAIL_NOT_SENT"] });
    await office!.close();
    office = await openPostOffice();
    // Where it may have gone, it does not go again unasked.
    expect(await send(publisher)).toMatchObject({ exit: again ? 0 : 1, sent: again });
  });

  it("tells of a server that is down, or silent", async () => {
    const publisher = await ready({ answers: { greeting: "silence" } });
    expect(await send(publisher, ["--timeout", "2"])).toMatchObject({ exit: 4, codes: ["TIME_LIMIT"] });
    const url = serverUrl();
    await office!.close();
    expect(await send(publisher, [], url)).toMatchObject({ exit: 5, sent: false, codes: ["EMAIL_NOT_SENT"] });
    await expect(readFile(noteOf(publisher))).rejects.toThrow("ENOENT");
  });

  it("sends nothing in the open, unless it is told to", async () => {
    const publisher = await ready();
    // An address of this machine that is none of those known to be.
    const elsewhere = `smtp://[::ffff:127.0.0.1]:${office!.port}`;
    expect(await send(publisher, [], elsewhere)).toMatchObject({ exit: 5, sent: false, codes: ["EMAIL_NOT_SENT"] });
    expect(office!.commands.join(" ")).not.toContain("MAIL");
    expect(await send(publisher, [], `${elsewhere}?tls=no`)).toMatchObject({ exit: 0, sent: true });
  });

  it("wants a server, an address of the list and a published e-mail", async () => {
    const publisher = await ready();
    for (const url of [undefined, "", "https://mail.example.org", "smtp://", "mail.example.org:25"])
      expect(await send(publisher, [], url ?? "")).toMatchObject({ exit: 1, codes: ["EMAIL_NOT_SENT"] });
    await rm(publisher.at(path.join("public", WEEK)), { recursive: true });
    const missing = await send(publisher);
    expect(missing).toMatchObject({ exit: 1, codes: ["EMAIL_NOT_SENT"] });
    expect(missing.problems[0]!.message).toContain(`public/${WEEK}/newsletter.eml`);
    await publisher.write({ "issues/magazine.yaml": "name: Sirocco\n" });
    expect(await send(publisher)).toMatchObject({ exit: 1, codes: ["EMAIL_NOT_SENT"] });
    expect(office!.commands).toEqual([]);
    const usage = await pressday(["send", ISSUE, "--to", "a@b\nBcc: c@d"], { cwd: publisher.root });
    expect(usage.exit).toBe(2);
  });
});

it("an issue is built, published and sent", async () => {
  office = await openPostOffice();
  const publisher = await newPublisher({ "issues/magazine.yaml": settings(true) });
  const run = (...args: string[]) =>
    pressday([...args, ISSUE], { cwd: publisher.root, env: { PRESSDAY_SMTP_URL: serverUrl() } });
  for (const command of ["build", "publish", "send"]) {
    const { exit, stderr } = await run(command);
    expect(exit, `${command}: ${stderr}`).toBe(0);
  }
  const mail = await PostalMime.parse(office.mails[0]!.message);
  expect(mail.subject).toBe("Sirocco, No. 3: The Walking Dunes");
  expect(mail.text).toContain(`${ADDRESS}${WEEK}/sirocco-${WEEK}.pdf`);
  expect(mail.attachments[0]!.content as ArrayBuffer).toHaveProperty("byteLength");
});
