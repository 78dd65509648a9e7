/**
 * Makes a bare script's job of a build, or checks what the script has written: in a process of its own, since a process begins with the
 * peak of the one that started it, and reading a large issue back takes much memory. Argument: a `Preparation` as JSON.
 */
import { writeFile } from "node:fs/promises";
import { checkBare } from "./pdfkit-check.js";
import { bareJob, type JobSource } from "./pdfkit-job.js";

export type Preparation =
  | { readonly make: JobSource; readonly jobFile: string }
  | { readonly check: { readonly pdf: string; readonly bare: string } };

const wanted = JSON.parse(process.argv[2]!) as Preparation;
if ("check" in wanted) await checkBare(wanted.check.pdf, wanted.check.bare);
else {
  const job = await bareJob(wanted.make);
  await writeFile(wanted.jobFile, JSON.stringify(job));
  // So many lines.
  process.stdout.write(String(job.pages.reduce((sum, { lines }) => sum + lines.length, 0)));
}
