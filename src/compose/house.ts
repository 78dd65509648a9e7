import { HouseStock } from "../copyfit/index.js";
import type { ComposePlan } from "../layout/index.js";

/** The magazine's own stock as the document has it, measured; the document must have been laid out. */
export const readHouseStock = ({ leadingPx, house }: ComposePlan): HouseStock<HTMLElement> => {
  const named = (attribute: "housePart" | "housePage", selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].flatMap((holder) => {
      const matter = holder.firstElementChild as HTMLElement | null;
      return matter === null ? [] : [{ name: holder.dataset[attribute] ?? "", matter }];
    });
  const parts = named("housePart", "[data-house-part]").map(({ name, matter }) => {
    const asked = Number.parseInt(getComputedStyle(matter).getPropertyValue("--least-lines"), 10) || 0;
    const needed = Math.ceil((matter.scrollHeight - 0.05) / leadingPx);
    const most = house?.plainMaxLines;
    const mostLines = most === undefined || matter.querySelector("img") !== null ? {} : { mostLines: most };
    return { name, matter, leastLines: Math.max(asked, needed, house?.minLines ?? 0), ...mostLines };
  });
  return new HouseStock(parts, named("housePage", "[data-house-page]"));
};
