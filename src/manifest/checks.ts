import * as z from "zod";
import { type CheckSettings, RULES, type RuleCode } from "../rules.js";
import { about, filled } from "./values.js";

const setting = z.strictObject({
  severity: about(
    z.enum(["error", "warning", "info", "off"]),
    "error: the issue is not printed. warning, info: it is, and this is told. off: nothing is said.",
    "error",
  ),
  reason: about(
    filled,
    "Why the magazine wants it so, for whoever reads this next year.",
    "Our studio draws them all.",
  ),
});

/** `checks:`. */
export const checksSchema = z.strictObject(
  Object.fromEntries(Object.keys(RULES).map((code) => [code, setting.optional()])) as Record<
    RuleCode,
    z.ZodOptional<typeof setting>
  >,
);

export type ChecksYaml = z.output<typeof checksSchema>;

export const assembleChecks = (said: ChecksYaml | undefined): CheckSettings => said ?? {};
