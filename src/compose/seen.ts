import type { ComposePlan } from "../layout/index.js";
import type { Problem } from "../problem.js";
import type { StoryCopy } from "./units.js";

/** Smaller letters, px, are a grey line at best, and none at all in the PDF. */
const LEAST_PX = 2;

/** Whether an element has words of its own, not those of elements in it. */
const hasWords = (element: Element): boolean =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue ?? ""));

const isSeen = (element: Element): boolean =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
  Number.parseFloat(getComputedStyle(element).fontSize) >= LEAST_PX;

const unseen = (element: Element, { layout, articleNames }: ComposePlan): Problem => {
  const line = Number(element.closest<HTMLElement>("[data-at]")?.dataset.at);
  const slug = element.closest<HTMLElement>("[data-article]")?.dataset.article;
  const file = slug === undefined ? undefined : articleNames[slug];
  const look = `${element.localName}${[...element.classList].map((name) => `.${name}`).join("")}`;
  return {
    code: "COPY_LOST",
    severity: "error",
    place:
      file === undefined
        ? { file: `layouts/${layout}/layout.yaml` }
        : { file, ...(Number.isNaN(line) ? {} : { line }) },
    message: `The style sheets of the layout “${layout}” let nobody see “${(element.textContent ?? "").trim().slice(0, 60)}”.`,
    remedy: `Look for a rule that takes \`${look}\`, or what it stands in, away: \`display\`, \`visibility\`, \`opacity\`, \`font-size\`.`,
  };
};

/**
 * Copy that a style sheet hides is in the document, and on no page. The first such words of each story; the document must have been laid
 * out. Problems: COPY_LOST.
 */
export const checkSeen = (copies: readonly StoryCopy[], plan: ComposePlan): Problem[] =>
  copies.flatMap(({ container }) => {
    const hidden = [...container.querySelectorAll("*")].find((element) => hasWords(element) && !isSeen(element));
    return hidden === undefined ? [] : [unseen(hidden, plan)];
  });
