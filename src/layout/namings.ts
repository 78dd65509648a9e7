/** Where a template names partials and helpers. */
import Handlebars from "handlebars";

/** A statement or expression that names a partial or a helper. */
export interface Naming {
  readonly of: "partial" | "helper";
  /** What it names; nothing where the name is reckoned when the template is rendered. */
  readonly name?: string;
  /** Words follow the name, or it stands in an expression of another: it can be no name of the copy's own. */
  readonly called: boolean;
  /** One-indexed. */
  readonly line: number;
  readonly col: number;
}

interface SyntaxNode {
  readonly type?: string;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } };
  readonly name?: { readonly original?: string };
  readonly path?: { readonly original?: string };
  readonly params?: readonly unknown[];
}

const NAMING: Readonly<Record<string, "partial" | "helper">> = {
  PartialStatement: "partial",
  PartialBlockStatement: "partial",
  MustacheStatement: "helper",
  BlockStatement: "helper",
  SubExpression: "helper",
};

/** In the template's order. Throws what the parser does when the template cannot be read. */
export const namingsOf = (source: string): Naming[] => {
  const found: Naming[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { type = "", loc, name, path, params = [] } = value as SyntaxNode;
    const of = NAMING[type];
    if (of !== undefined && loc !== undefined)
      found.push({
        of,
        name: (of === "partial" ? name : path)?.original,
        called: params.length > 0 || type === "SubExpression",
        line: loc.start.line,
        col: loc.start.column + 1,
      });
    for (const part of Object.values(value)) visit(part);
  };
  visit(Handlebars.parse(source));
  return found;
};
