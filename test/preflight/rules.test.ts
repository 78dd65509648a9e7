/** The rules for words, each with copy that it must tell and copy that it must let pass. */
import { describe, expect, it } from "vitest";
import { checkLanguages, strangeScript } from "../../src/preflight/languages.js";
import { checkMarks } from "../../src/preflight/marks.js";
import { placeholdersIn } from "../../src/preflight/placeholders.js";
import { doubledSpaces } from "../../src/preflight/spaces.js";
import type { CopyText } from "../../src/preflight/texts.js";

const place = { file: "a.md", line: 1 };
const paragraph = (text: string, language = "en-GB", part: CopyText["part"] = "paragraph"): CopyText => ({
  text,
  language,
  place,
  part,
  run: 1,
});

describe("placeholders", () => {
  const told = (text: string, language = "en-GB") =>
    placeholdersIn(text, language).map(({ words, sure }) => `${sure ? "error" : "warning"} ${words}`);

  it.each([
    ["Lorem ipsum dolor sit amet, consectetur.", "en-GB", "error Lorem ipsum"],
    ["Le titre. lorem ipsum dolor sit amet", "fr", "error lorem ipsum"],
    ["The town has [TK] people.", "en-GB", "error [TK]"],
    ["[TODO: ask the mayor] He said no.", "en-GB", "error [TODO: ask the mayor]"],
    ["Fue inaugurado en [TODO].", "es", "error [TODO]"],
    ["It cost {XXX} dinars.", "en-GB", "error {XXX}"],
    ["Selon [à compléter], rien.", "fr", "error [à compléter]"],
    ["يقول [نص مؤقت] هذا", "ar", "error [نص مؤقت]"],
    ["[insert quote here]", "en-GB", "error [insert quote here]"],
    ["The mayor, aged TK, said no.", "en-GB", "warning TK"],
    ["Population TKTK in 1900.", "en-GB", "warning TKTK"],
    ["TODO check this date", "en-GB", "warning TODO"],
    ["FIXME the name", "fr", "warning FIXME"],
    ["TODO: comprobar la fecha", "es", "warning TODO"],
    ["The road is XXXX km long.", "en-GB", "warning XXXX"],
    ["Printers call it lorem ipsum.", "en-GB", "warning lorem ipsum"],
  ])("tells %s (%s)", (text, language, expected) => expect(told(text, language)).toEqual([expected]));

  it.each([
    ["LO QUIERO TODO", "es"],
    ["Lo perdió TODO en un día.", "es"],
    ["TUDO OU NADA: TODO O DIA", "pt"],
    ["TODO IS A TOWN", "en-GB"],
    ["Chapter XXX tells of Super Bowl XXX.", "en-GB"],
    ["He wrote “[sic]” and […] in [brackets].", "en-GB"],
    ["The shop TK Maxx opened; flight TK 1923 landed.", "en-GB"],
    ["Die TK zahlt.", "de"],
    ["The venue is TBC and the date TBA.", "en-GB"],
    ["See github.com/TODO and #TODO and todo lists.", "en-GB"],
    ["Il a tout fait, todo incluido.", "fr"],
    ["A methodology of TKO in boxing.", "en-GB"],
  ])("lets pass %s (%s)", (text, language) => expect(told(text, language)).toEqual([]));
});

describe("marks", () => {
  const told = (...texts: (string | CopyText)[]) =>
    checkMarks(texts.map((text) => (typeof text === "string" ? paragraph(text) : text))).map(
      ({ message }) => message.split(":")[0],
    );
  const open = (what: string) => `A ${what} is opened and never closed`;
  const closed = (what: string) => `A ${what} is closed that was never opened`;

  it.each([
    ["He said “no and went.", open("quotation")],
    ["He said no” and went.", closed("quotation")],
    ["The wells (which nobody counted are dry.", open("bracket")],
    ["The wells which nobody counted) are dry.", closed("bracket")],
    ["Il a dit « non et il est parti.", open("quotation")],
    ["Il a dit non » et il est parti.", closed("quotation")],
    ["Er sagte „nein und ging.", open("quotation")],
    ["قال «لا ثم مضى", open("quotation")],
    ["He [the mayor said so.", open("bracket")],
    ["“One” and “two and “three”.", open("quotation")],
    ["(One) and two) and (three).", closed("bracket")],
  ])("tells %s", (text, expected) => expect(told(text)).toEqual([expected]));

  it.each([
    ["“No,” he said, “not ‘never’.”"],
    ["Il a dit « non », puis « oui “peut-être” »."],
    ["Er sagte „nein“ und »doch« und „nie”."],
    ["Han sade ”nej” och gick."],
    ["»Nein«, sagte er, »nie«."],
    ["قال «لا» ثم «نعم»"],
    ["قال »لا« ثم »نعم«"],
    ["‘Abd al-Rahman’s brothers’ house, rock ’n’ roll, ’90s"],
    ["a) first, b) second, 1) third and ii) fourth"],
    ["أ) الأول ب) الثاني"],
    ["A smile :) and a frown :-( and a wink ;-)"],
    ["A 27″ screen, 6′ 2″ tall, a 5” pipe"],
    ["“A 27” screen is wide,” he said."],
    ["The interval [0, 1) and ]0, 1[ and (2; 3]"],
    ["See https://en.wikipedia.org/wiki/Foo_(bar for more (or https://example.org/a)."],
    ["(“Nested [deep] {marks}”)"],
    ["He left (see page 3, b)."],
    ["Er las „Der „kleine“ Prinz“ gern."],
  ])("lets pass %s", (text) => expect(told(text)).toEqual([]));

  it("lets a quotation go on over paragraphs that each open it anew, and in French with the closing mark too", () => {
    expect(told("“First paragraph.", "“Second paragraph.", "“Third, and last.”")).toEqual([]);
    expect(told("« Premier paragraphe.", "« Deuxième.", "« Troisième. »")).toEqual([]);
    expect(told("« Premier paragraphe.", "» Deuxième.", "» Troisième. »")).toEqual([]);
    expect(told("„Erster Absatz.", "„Zweiter.“")).toEqual([]);
    expect(told("« Un seul guillemet pour deux", "paragraphes, comme en France. »")).toEqual([]);
    expect(told("(An aside begins here.", "And ends here.)")).toEqual([]);
  });

  it("tells one that the last of its paragraphs does not close", () => {
    expect(told("“First paragraph.", "“Second, and nothing more.")).toEqual([open("quotation")]);
    expect(told("“First paragraph.", "Nothing.", "He said “no”.")).toEqual([open("quotation")]);
    expect(told("« Premier.", "« Deuxième.")).toEqual([open("quotation")]);
  });

  it("lets pull quotes begin within a quotation, and tables have labels", () => {
    expect(told(paragraph("“We never counted", "en-GB", "pullQuote"))).toEqual([]);
    expect(told(paragraph("Total)", "en-GB", "cell"))).toEqual([]);
    expect(told(paragraph("We (never counted", "en-GB", "pullQuote"))).toEqual([open("bracket")]);
  });
});

describe("doubled spaces", () => {
  it.each([
    ["One.  Two.", 5],
    ["mot\u00a0 suivant", 4],
    ["> quoted  text", 9],
    ["-   item with  two", 14],
  ])("tells %j", (line, col) => expect(doubledSpaces(line)).toEqual([{ line: 1, col }]));

  it.each([
    ["a line break at the end  "],
    ["-   a list item"],
    ["1.  a numbered item"],
    ["##  A crosshead"],
    ["| a  |  table  |"],
    ["    indented  code"],
    ["some `code  here` in it"],
    ["```\ncode  here\n```"],
    ["~~~~\ncode  here\n```\nstill  code\n~~~~"],
    ['![A dune](a.jpg  "Title"){credit="X"  focus="50% 50%"}'],
    ["<p  class='x'>"],
    ["“Quoi\u202f?” dit-il\u00a0: rien"],
  ])("lets pass %j", (text) => expect(doubledSpaces(text)).toEqual([]));

  it("counts lines from where the text begins", () =>
    expect(doubledSpaces("fine\nnot  fine", 10)).toEqual([{ line: 11, col: 4 }]));
});

const ENGLISH =
  "Under the palm gardens of many an oasis run tunnels that bring water from the foot of the hills without a pump. They fall by a hand's breadth in a hundred paces, enough for the water to run and too little for it to wear the walls away.";
const FRENCH =
  "Sous les jardins de palmiers de bien des oasis courent des galeries qui amènent l'eau du pied des collines sans la moindre pompe. Elles descendent d'une largeur de main en cent pas, assez pour que l'eau coule et trop peu pour qu'elle use les parois.";
const SPANISH =
  "Bajo los palmerales de muchos oasis corren galerías que traen el agua desde el pie de las colinas sin ninguna bomba. Bajan el ancho de una mano en cien pasos, lo bastante para que el agua corra y demasiado poco para que desgaste las paredes del túnel.";
const ARABIC = "تحت بساتين النخيل في كثير من الواحات تجري أنفاق تجلب الماء من سفح التلال دون مضخة واحدة";
const NAMES =
  "The guests were Nour el-Houda Meddeb, Ibrahima Kouyaté, Salma Idrissi, Mariam Ould Cheikh, Brahim Ag Alhassane, Ghita Benmoussa, Oumou Diarra, Hamma Tandina, Zineb Chraibi, Wided Chebbi, Lalla Aminatou Diop, Aïcha Mokrani, Daouda Sanogo, Yacine Belkacem, Leïla Zarrouk and Moussa Ag Intalla, who sang all night long.";

describe("languages", () => {
  const known = ["en-GB", "fr", "es", "ar"];
  const told = async (text: string, language: string, languages = known) =>
    (await checkLanguages([paragraph(text, language)], languages)).map(
      ({ remedy }) => /lang="([^"]+)"/.exec(remedy)?.[1],
    );

  it("tells a paragraph in another of the magazine's languages", async () => {
    expect(await told(FRENCH, "en-GB")).toEqual(["fr"]);
    expect(await told(ENGLISH, "fr")).toEqual(["en-GB"]);
    expect(await told(SPANISH, "fr")).toEqual(["es"]);
    expect(await told(ENGLISH, "es")).toEqual(["en-GB"]);
  });

  it("tells another script, however short the paragraph", async () => {
    expect(await told(ARABIC, "en-GB")).toEqual(["ar"]);
    expect(await told(ARABIC.slice(0, 40), "fr", ["fr"])).toEqual(["ar"]);
    expect(await told(ENGLISH, "ar")).toEqual(["en-GB"]);
  });

  it.each([
    [ENGLISH, "en-GB"],
    [FRENCH, "fr"],
    [SPANISH, "es"],
    [ARABIC, "ar"],
    [FRENCH.slice(0, 120), "en-GB"],
    [NAMES, "en-GB"],
    ["The word خبز means bread, and so does ⴰⵖⵔⵓⵎ.", "en-GB"],
    [`${ARABIC} WordPress و PDF`, "ar"],
    ["يونيكود", "en-GB"],
  ])("lets pass %s (%s)", async (text, language) => expect(await told(text, language)).toEqual([]));

  it("says nothing of languages that the magazine has not", async () => {
    expect(await told(FRENCH, "en-GB", ["en-GB"])).toEqual([]);
  });

  it("knows the script of a tag that names it", () => {
    expect(strangeScript("Ovo je rečenica u latinici", "sr-Latn")).toBeUndefined();
    expect(strangeScript("Ово је реченица", "sr-Latn")).toBe("Cyrl");
  });
});
