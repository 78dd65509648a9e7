import { Lexer } from "yaml";

/** A hand-written file has a few levels; thousands exhaust the parser's stack. */
export const MAX_NESTING = 40;

/** Whether brackets, or dashes on one line, open more levels of YAML than a person writes. Looks at tokens only: no recursion. */
export const nestsTooDeep = (yaml: string): boolean => {
  let flow = 0;
  let block = 0;
  for (const token of new Lexer().lex(yaml)) {
    if (token === "[" || token === "{") flow += 1;
    else if (token === "]" || token === "}") flow = Math.max(0, flow - 1);
    else if (token === "-" || token === "?") block += 1;
    else if (token.startsWith("\n")) block = 0;
    if (flow > MAX_NESTING || block > MAX_NESTING) return true;
  }
  return false;
};
