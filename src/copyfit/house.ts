/** A part of a page that the magazine's own stock can fill, and the fewest grid lines that it needs. `matter` is the engine's own. */
export interface HousePart<Matter> {
  readonly name: string;
  readonly matter: Matter;
  readonly leastLines: number;
  /** More grid lines would leave it hollow; it takes them only where no other piece can, or the others come too often. */
  readonly mostLines?: number;
}

/** A piece of the stock that fills a page. */
export type HousePage<Matter> = Pick<HousePart<Matter>, "name" | "matter">;

/** The magazine's own stock. Taken out in turn, so that no piece comes twice before all have come once. */
export class HouseStock<Matter> {
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly parts: readonly HousePart<Matter>[],
    private readonly pages: readonly HousePage<Matter>[],
  ) {}

  /** Fewest lines that some part can do with; undefined without parts. */
  get leastLines(): number | undefined {
    return this.parts.length === 0 ? undefined : Math.min(...this.parts.map(({ leastLines }) => leastLines));
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** The part for a place of so many lines: of those that fit the one taken least often, and of these the one that needs most. */
  takePart(lines: number): HousePage<Matter> {
    const fitting = this.parts.filter(({ leastLines }) => leastLines <= lines);
    // Better hollow once than the same picture on every other page.
    const seldom = Math.min(...fitting.map(({ name }) => this.timesTaken(name))) + 1;
    const suited = fitting.filter(
      ({ name, mostLines = lines }) => lines <= mostLines && this.timesTaken(name) <= seldom,
    );
    const [best] = (suited.length > 0 ? suited : fitting).sort(
      (one, other) => this.timesTaken(one.name) - this.timesTaken(other.name) || other.leastLines - one.leastLines,
    );
    return this.take(best);
  }

  takePage(): HousePage<Matter> {
    const [best] = [...this.pages].sort((one, other) => this.timesTaken(one.name) - this.timesTaken(other.name));
    return this.take(best);
  }

  private timesTaken(name: string): number {
    return this.taken.get(name) ?? 0;
  }

  private take(piece: HousePage<Matter>): HousePage<Matter> {
    this.taken.set(piece.name, this.timesTaken(piece.name) + 1);
    return piece;
  }
}
