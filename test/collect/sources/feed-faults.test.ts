import { describe, expect, it } from "vitest";
import { bytes, status } from "./faults.js";
import { answerOf, answerTo, faultOf, OF_WEEK, rss, run, slugs } from "./feed-run.js";
import { closeAfterEach } from "./network.js";

closeAfterEach();

describe("charsets and poor servers", () => {
  const title = "<item><title>L’été à Béjaïa</title><link>https://example.org/a</link></item>";

  it.each([
    ["UTF-8 that claims to be Latin-1", Buffer.from(rss(title)), "text/xml; charset=ISO-8859-1", "L’été à Béjaïa"],
    [
      "windows-1252 that claims to be UTF-8",
      Buffer.from(rss(title).replace("’", "\x92"), "latin1"),
      "application/rss+xml; charset=UTF-8",
      "L’été à Béjaïa",
    ],
    [
      "ISO-8859-6, as declared in the XML",
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="ISO-8859-6"?><rss version="2.0"><channel><item><title>'),
        Buffer.from([0xe5, 0xc7, 0xc1]),
        Buffer.from("</title><link>https://example.org/a</link></item></channel></rss>"),
      ]),
      "application/rss+xml",
      "ماء",
    ],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${rss(title)}`, "utf16le"), "application/rss+xml", "L’été à Béjaïa"],
  ])("%s", async (_name, body, contentType, headline) => {
    expect((await answerTo(body, contentType)).pages[0]!.headline).toBe(headline);
  });

  it("a warning of PHP before the XML", async () => {
    const { pages } = await answerTo(`<br />\n<b>Warning</b>: x in <b>y.php</b><br />\n${rss(title)}`);
    expect(pages).toHaveLength(1);
  });

  it("a feed that breaks off keeps its whole items, with a note", async () => {
    const dress = (feed: string) => ({ body: feed.slice(0, feed.indexOf("Timgad, a town")), contentType: "text/xml" });
    const { stories, notes } = await answerOf({ site: { dress } });
    expect(slugs(stories)).toEqual(OF_WEEK.slice(0, 4));
    expect(notes.map(({ kind }) => kind)).toContain("incomplete");
  });
});

describe("what is no feed", () => {
  it("a page that names its feed leads there, once", async () => {
    const { server, answer } = await run({ path: "/" });
    expect(slugs(answer.stories)).toEqual(OF_WEEK);
    expect(server.asked.slice(0, 2)).toEqual(["GET /", "GET /feed/"]);
    const page = '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/"></head></html>';
    const { message } = await faultOf(
      answerOf({ path: "/", site: { faults: [{ at: /^\/$/, answer: bytes(page, "text/html") }] } }),
    );
    expect(message).toContain("names no feed");
  });

  it.each([
    [
      "a bomb of entities",
      '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><rss version="2.0"><channel><title>&lol2;</title></channel></rss>',
      "entities",
    ],
    [
      "a bomb after a comment and a warning",
      '<br />Warning<!-- x --><!DOCTYPE lolz SYSTEM "x" [<!ENTITY a "b">]><rss><channel/></rss>',
      "entities",
    ],
    ["some JSON", '{"hello": "world"}', "no feed"],
    ["some text", "Hello.", "no feed"],
    ["broken XML", '<rss version="2.0"><channel><title>Cut', "no feed"],
    ["an author without end", rss(`<item><author>${"(".repeat(50_000)}</author></item>`), "no feed"],
  ])("%s", async (_name, body, says) => {
    expect((await faultOf(answerTo(body))).message).toContain(says);
  });

  it("a document type without entities is a feed all the same", async () => {
    const body = `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>T</title><item><title>A</title><link>https://example.org/a</link></item></channel></rss>`;
    expect((await answerTo(body)).pages).toHaveLength(1);
  });

  it("the network's faults pass", async () => {
    await expect(answerOf({ site: { faults: [{ at: /feed/, answer: status(404) }] } })).rejects.toMatchObject({
      kind: "status",
      status: 404,
    });
  });
});
