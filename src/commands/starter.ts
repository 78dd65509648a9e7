/** The first small issue that `pressday init` writes: three short pieces that say how the thing works. */

export interface StarterSettings {
  readonly week: string;
  readonly today: string;
  readonly timeZone: string;
}

const magazine = ({ timeZone }: StarterSettings): string => `# yaml-language-server: $schema=./magazine.schema.json
# What stays the same from week to week.
name: My Weekly
tagline: A magazine made with Pressday
publisher: My Press
languages: [en-GB]
timeZone: ${timeZone}
layout: classic
colours: { accent: "#1f6f78" }
masthead:
  Editor: Your Name
colophon: >-
  Set in Source Serif 4, Instrument Serif and Libre Franklin, all under the SIL Open Font License. Made with Pressday.
backCover:
  headline: See you next week.
`;

const issue = ({ week }: StarterSettings): string => `# yaml-language-server: $schema=../issue.schema.json
week: ${week}
number: 1
note: >-
  This is the first issue. Change the articles, add pictures to the pictures folder, and run pressday build again.
cover:
  picture: dunes.jpg
  alt: A sand dune with one bright and one shaded side, under an open sky.
  focus: 50% 60%
  headline: Your First Issue
  standfirst: Three short pieces, one picture, one command
  article: first-issue
  lines:
    - { headline: Words in Markdown, text: What an article file looks like, article: words }
    - { headline: The Week in Brief, text: Short pieces share a page, article: briefs-share-pages }
sections:
  - name: Welcome
    articles:
      - first-issue.md
  - name: In brief
    design: briefs
    articles:
      - words.md
      - briefs-share-pages.md
      - check-before-you-print.md
`;

const firstIssue = ({ today }: StarterSettings): string => `---
headline: Your First Issue
kicker: Welcome
standfirst: A folder of articles and a short manifest went in; the pages in front of you came out. Here is what to change first.
byline: The editors
date: ${today}
hero:
  file: dunes.jpg
  alt: A sand dune with one bright and one shaded side, under an open sky.
  caption: The picture stands in the issue's pictures folder. Its original is never changed.
  credit: Pressday
  focus: 50% 60%
---
Everything that a magazine keeps from week to week stands in one file, \`issues/magazine.yaml\`: its name, its colours, who makes it. Everything about this week stands in the folder next to it. Open \`issue.yaml\` there and you will find the cover, the sections and the articles in their order.

Change the headline on the cover, save, and run the build again. The pages are made anew from the beginning each time, so nothing that you change can leave a trace of what stood there before. If something is amiss, a word misspelt in the manifest, a picture that is not there, you are told the file, the line and what to type, and the last good PDF stays where it was.

## What you need not do

You need not break lines, choose where columns end or move pictures about. Lines are broken a whole paragraph at a time. Pictures grow and shrink within reason so that an article ends where a page does. Page numbers in the contents, on the pages and in the reader's side panel are one and the same, since all are taken from the same plan.

::: pullquote
The pages are made anew from the beginning each time.
:::

You need not export anything from an office program either. Articles are plain text with a few marks, described overleaf, and plain text can be kept, compared and searched for as long as anybody cares to read it.

## What to do next

- Write an article: a new file in \`articles\`, and a line in \`issue.yaml\`.
- Put your pictures in \`pictures\`, each with an alternative text for readers who cannot see it.
- Choose your colours in \`magazine.yaml\`.

When the week is over, copy the folder, give it the name of the new week, and begin again.
`;

const words = ({ today }: StarterSettings): string => `---
headline: Words in Markdown
kicker: How to
standfirst: An article is a text file. Its first lines say what it is; the rest is the story.
byline: The editors
date: ${today}
---
The lines between the dashes at the head of a file are its front matter: headline, kicker, standfirst, byline, date and the picture it opens with. Only the headline is needed. After them comes the text, in which an empty line begins a new paragraph, *one asterisk* on each side makes emphasis, and a line that begins with two number signs is a crosshead.

## More than paragraphs

Lists begin with a hyphen or a number. A line that begins with a greater-than sign is a quotation. Tables are drawn with bars. Three colons open a box:

::: facts What a box is for
- Figures that would slow the story down
- Dates, names and places
- What to read next
:::

A picture stands in a paragraph of its own, with its alternative text in square brackets and its file in round ones; a caption follows in quotation marks. Straight quotation marks become curly ones and two hyphens become a dash, as the custom of the language wants it, and no word is ever changed.
`;

const briefsSharePages = ({ today }: StarterSettings): string => `---
headline: Briefs Share Pages
kicker: Make-up
date: ${today}
---
A section whose design is \`briefs\` sets its pieces one after the other in the columns of the same page. It is the place for news in a hundred words, for letters, for the calendar. Each piece still has its own line in the contents and its own place in the outline.
`;

const checkBeforeYouPrint = ({ today }: StarterSettings): string => `---
headline: Look Before You Send
kicker: Proof
date: ${today}
---
Read the PDF once on paper, or at least once at full size, before it goes out. A tool can see that every word is on the page and no line runs over its column. It cannot see that a caption names the wrong cousin.
`;

/** File names in the publisher's folder and what stands in them. */
export const starterFiles = (settings: StarterSettings): ReadonlyMap<string, string> => {
  const folder = `issues/${settings.week}`;
  return new Map([
    ["issues/magazine.yaml", magazine(settings)],
    [`${folder}/issue.yaml`, issue(settings)],
    [`${folder}/articles/first-issue.md`, firstIssue(settings)],
    [`${folder}/articles/words.md`, words(settings)],
    [`${folder}/articles/briefs-share-pages.md`, briefsSharePages(settings)],
    [`${folder}/articles/check-before-you-print.md`, checkBeforeYouPrint(settings)],
  ]);
};
