import type { ComposePlan } from "../layout/index.js";

/** A part of a page that the magazine's own stock can fill, and the fewest grid lines that it needs. */
interface Part {
  readonly name: string;
  readonly element: HTMLElement;
  readonly leastLines: number;
}

/** The magazine's own stock as the document has it. Taken out in turn, so that no piece comes twice before all have come once. */
export class HouseStock {
  private readonly parts: Part[];
  private readonly pages: { readonly name: string; readonly element: HTMLElement }[];
  private readonly taken = new Map<string, number>();

  /** Measures the stock; the document must have been laid out. */
  constructor({ leadingPx, house }: ComposePlan) {
    const named = (attribute: "housePart" | "housePage", selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].flatMap((holder) => {
        const element = holder.firstElementChild as HTMLElement | null;
        return element === null ? [] : [{ name: holder.dataset[attribute] ?? "", element }];
      });
    this.parts = named("housePart", "[data-house-part]").map(({ name, element }) => {
      const asked = Number.parseInt(getComputedStyle(element).getPropertyValue("--least-lines"), 10) || 0;
      const needed = Math.ceil((element.scrollHeight - 0.05) / leadingPx);
      return { name, element, leastLines: Math.max(asked, needed, house?.minLines ?? 0) };
    });
    this.pages = named("housePage", "[data-house-page]");
  }

  /** Fewest lines that some part can do with; undefined without parts. */
  get leastLines(): number | undefined {
    return this.parts.length === 0 ? undefined : Math.min(...this.parts.map(({ leastLines }) => leastLines));
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** The part for a place of so many lines: of those that fit the one taken least often, and of these the one that needs most. */
  takePart(lines: number): { readonly name: string; readonly element: HTMLElement } {
    const fitting = this.parts.filter(({ leastLines }) => leastLines <= lines);
    const [best] = fitting.sort(
      (one, other) => this.timesTaken(one.name) - this.timesTaken(other.name) || other.leastLines - one.leastLines,
    );
    return this.take(best);
  }

  takePage(): { readonly name: string; readonly element: HTMLElement } {
    const [best] = [...this.pages].sort((one, other) => this.timesTaken(one.name) - this.timesTaken(other.name));
    return this.take(best);
  }

  private timesTaken(name: string): number {
    return this.taken.get(name) ?? 0;
  }

  private take({ name, element }: { name: string; element: HTMLElement }): { name: string; element: HTMLElement } {
    this.taken.set(name, this.timesTaken(name) + 1);
    return { name, element: element.cloneNode(true) as HTMLElement };
  }
}
