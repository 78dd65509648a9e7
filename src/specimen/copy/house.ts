/** House matter of each kind, in `issues/house/`: with and without a picture, with many words and with few. */
export const houseMatter: ReadonlyMap<string, string> = new Map([
  [
    "advertisement.yaml",
    `kind: advertisement
kicker: A house advertisement
headline: This space was left over, and is of use to somebody
text: >-
  Where an article ends before its page does, the magazine's own matter takes the rest. This piece has a picture, a
  kicker, a headline, a text and a link.
link: https://www.example.org/subscribe
picture: night.jpg
alt: Dark ridges under the moon.
focus: 40% 40%
`,
  ],
  [
    "plain.yaml",
    `kind: advertisement
headline: Short
link: desk@example.org
`,
  ],
  [
    "quotation.yaml",
    `kind: quotation
text: What is marked out on a page is mostly where things end.
cite: From a piece in this specimen
`,
  ],
  [
    "picture.yaml",
    `kind: picture
picture: portrait.jpg
alt: A test chart in portrait format with a circle and a scale along each edge.
caption: A picture of the magazine's own, for a page that nothing else fills.
credit: Specimen
`,
  ],
]);
