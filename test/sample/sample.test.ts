import { beforeAll, describe } from "vitest";
import { buildSample, type Sample } from "./magazine.js";
import { proveCommand, proveNavigation } from "./navigation.proof.js";
import { provePages } from "./pages.proof.js";
import { provePrint } from "./print.proof.js";
import { proveSetting } from "./setting.proof.js";
import { proveTags } from "./tags.proof.js";
import { proveText } from "./text.proof.js";

// One file: the sample is built once, and every proof reads the same PDF.
describe("the sample issue", () => {
  let built: Sample;
  beforeAll(async () => {
    built = await buildSample("test/out/sample");
  });
  const sample = (): Sample => built;
  proveCommand(sample);
  proveNavigation(sample);
  proveText(sample);
  proveTags(sample);
  provePages(sample);
  proveSetting(sample);
  provePrint(sample);
});
