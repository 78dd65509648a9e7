import { haveSameCharacters, type MadeUpStory, placeOf, withoutSpace } from "../copyfit/index.js";
import type { ComposePlan } from "../layout/index.js";
import type { Problem } from "../problem.js";

/** Rounding that a browser may add to a box that fits, px. */
const TOLERANCE_PX = 1;

const articlePlace = (element: Element | null, plan: ComposePlan): Problem["place"] => {
  const block = element?.closest<HTMLElement>("[data-at]");
  const slug = element?.closest<HTMLElement>("[data-article]")?.dataset.article;
  const file = slug === undefined ? undefined : plan.articleNames[slug];
  if (file === undefined) return undefined;
  return block === null || block === undefined ? { file } : { file, line: Number(block.dataset.at) };
};

/** Where the words of a page are said: its article's, or what the page is for. */
const pagePlace = (page: HTMLElement | null | undefined, plan: ComposePlan): Problem["place"] => {
  const { story: id } = page?.dataset ?? {};
  const story = plan.stories.find((one) => one.id === id);
  if (story === undefined) return { file: `layouts/${plan.layout}/layout.yaml` };
  const [article] = story.articles;
  return story.place ?? (article === undefined ? undefined : { file: plan.articleNames[article] });
};

const overflow = (element: Element | null, folio: string, what: string, plan: ComposePlan): Problem => {
  const place = articlePlace(element, plan) ?? pagePlace(element?.closest<HTMLElement>("[data-story]"), plan);
  return {
    code: "COPY_OVERFLOWS",
    severity: "error",
    ...(place === undefined ? {} : { place }),
    message: `On page ${folio} ${what}: "${(element?.textContent ?? "").trim().slice(0, 60)}".`,
    remedy: "Shorten the block or set it in another design; nothing is printed cut off.",
  };
};

const isOverfull = (frame: HTMLElement): boolean => frame.scrollHeight > frame.clientHeight + TOLERANCE_PX;

/** An opening letter's font is taller than the lines it stands beside: where a column ends with these, that is no copy beyond its foot. */
const isOverFoot = (frame: HTMLElement): boolean => {
  if (!isOverfull(frame)) return false;
  const cap = frame.querySelector<HTMLElement>(".drop-cap");
  if (cap === null) return true;
  cap.style.overflow = "clip";
  const isCopy = isOverfull(frame);
  cap.removeAttribute("style");
  return isCopy;
};

/** No frame, head or paragraph is taller or wider than its place. One layout for all pages. */
const checkOverflow = (pages: readonly HTMLElement[], plan: ComposePlan): Problem[] => {
  const problems: Problem[] = [];
  for (const page of pages) {
    const folio = page.dataset.page ?? "";
    for (const frame of page.querySelectorAll<HTMLElement>(".copy-frame, .float, .house-float, [data-head]")) {
      if (isOverFoot(frame))
        problems.push(overflow(deepestOver(frame), folio, "copy runs over the foot of its frame", plan));
    }
    for (const paragraph of page.querySelectorAll<HTMLElement>("[data-lines]")) {
      const wanted = Number(paragraph.dataset.lines) * plan.leadingPx;
      if (Math.abs(paragraph.clientHeight - wanted) > TOLERANCE_PX)
        problems.push(overflow(paragraph, folio, "a paragraph breaks its lines elsewhere than they were set", plan));
    }
  }
  return problems;
};

/** Words that no line can hold stick out of their block: in headlines, captions, cells, cover lines. */
const checkWidths = (pages: readonly HTMLElement[], plan: ComposePlan): Problem[] => {
  const problems: Problem[] = [];
  for (const page of pages) {
    for (const block of page.querySelectorAll<HTMLElement>("p:not([data-lines]), h1, h2, h3, th, td")) {
      if (
        block.scrollWidth <= block.clientWidth + TOLERANCE_PX ||
        getComputedStyle(block).writingMode !== "horizontal-tb"
      )
        continue;
      const place = articlePlace(block, plan) ?? pagePlace(page, plan);
      problems.push({
        code: "LINE_TOO_WIDE",
        severity: "error",
        ...(place === undefined ? {} : { place }),
        message: `On page ${page.dataset.page} a word is wider than its line: "${(block.textContent ?? "").trim().slice(0, 60)}".`,
        remedy: "Break the word with a hyphen or a space, or shorten it.",
      });
    }
  }
  return problems;
};

/** Parts of a made-up page that a layout wants apart (`data-apart`) stand inside the page and do not touch. */
const checkApart = (pages: readonly HTMLElement[], plan: ComposePlan): Problem[] =>
  pages.flatMap((page) => {
    const edge = page.getBoundingClientRect();
    const parts = [...page.querySelectorAll<HTMLElement>("[data-apart]")];
    if (parts.length === 0) return [];
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const bad = boxes.findIndex(
      (box, index) =>
        box.top < edge.top - TOLERANCE_PX ||
        box.bottom > edge.bottom + TOLERANCE_PX ||
        boxes.some(
          (other, at) => at < index && box.top < other.bottom - TOLERANCE_PX && other.top < box.bottom - TOLERANCE_PX,
        ),
    );
    if (bad < 0) return [];
    const place = pagePlace(page, plan);
    return [
      {
        code: "COPY_OVERFLOWS" as const,
        severity: "error" as const,
        ...(place === undefined ? {} : { place }),
        message: `On page ${page.dataset.page} there is more text than the page has room for: "${(parts[bad].textContent ?? "").trim().slice(0, 60)}".`,
        remedy: page.classList.contains("cover")
          ? "Shorten the cover's headline, standfirst or lines in issue.yaml."
          : "Shorten this page's texts in magazine.yaml or issue.yaml.",
      },
    ];
  });

const deepestOver = (frame: HTMLElement): Element | null => {
  const foot = frame.getBoundingClientRect().bottom;
  const blocks = [...frame.querySelectorAll("[data-at]")];
  return blocks.find((block) => block.getBoundingClientRect().bottom > foot + TOLERANCE_PX) ?? frame;
};

const charactersOn = (pages: readonly HTMLElement[]): string => {
  let text = "";
  for (const page of pages) {
    const frames = page.querySelector("[data-frames]");
    if (frames === null) continue;
    const walker = document.createTreeWalker(frames, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest("[data-repeat]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) text += node.nodeValue;
  }
  return withoutSpace(text);
};

/** Every character of a story's copy stands on its pages: in order, but for floats and what was moved, which may stand before or after their place. */
const checkLost = (made: MadeUpStory, pages: readonly HTMLElement[], plan: ComposePlan): Problem[] => {
  const wanted = made.copy.characters;
  const found = charactersOn(pages);
  if (found === wanted) return [];
  const {
    rearranged,
    plan: { id },
  } = made.copy;
  const mayMove = made.flow.flow.floats.length > 0 || rearranged !== undefined || id === "contents";
  if (mayMove && (id === "contents" || haveSameCharacters(found, wanted))) return [];
  const unit = made.copy.units[0];
  const place = (unit && placeOf(unit, plan)) ?? made.copy.plan.place;
  return [
    {
      code: "COPY_LOST",
      severity: "error",
      ...(place === undefined ? {} : { place }),
      message: `Copy of "${made.copy.plan.id}" is not on its pages as written (${found.length} of ${wanted.length} characters).`,
      remedy: "This is a fault of Pressday or of the layout's templates; please report it with the article.",
    },
  ];
};

/** Proves the composed pages. Problems: COPY_OVERFLOWS, LINE_TOO_WIDE, COPY_LOST. */
export const verifyPages = (
  pages: readonly HTMLElement[],
  madeUp: ReadonlyMap<string, MadeUpStory>,
  plan: ComposePlan,
): Problem[] => {
  const problems = [...checkOverflow(pages, plan), ...checkWidths(pages, plan), ...checkApart(pages, plan)];
  for (const [id, made] of madeUp) {
    // A story that runs on has a part of another's page.
    const itsPages = pages.flatMap((page) =>
      page.dataset.story === id
        ? [page]
        : [...page.querySelectorAll<HTMLElement>(`:scope > [data-story="${CSS.escape(id)}"]`)],
    );
    problems.push(...checkLost(made, itsPages, plan));
  }
  return problems;
};
