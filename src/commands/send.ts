import { SEND_PHASES } from "../progress.js";
import { SERVER_VARIABLE, type SendReport, sendPublished } from "../publish/email/index.js";
import { showProblems } from "./show.js";
import { type WorkFlags, workOn } from "./working.js";

export interface SendFlags extends WorkFlags {
  readonly out: string;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly again?: boolean;
}

/** What would be sent, as a dry run shows it. */
const preview = ({ envelope, server, bytes, headers }: SendReport): string =>
  [
    `from    ${envelope?.from}`,
    `to      ${envelope?.to}`,
    `server  ${server ?? `none (${SERVER_VARIABLE} is not set)`}`,
    `bytes   ${bytes}`,
    "",
    ...(headers ?? []),
    "",
  ].join("\n");

const report = (told: SendReport, json: boolean): void => {
  if (json) {
    const { exit: _, ...shown } = told;
    process.stdout.write(`${JSON.stringify(shown)}\n`);
    return;
  }
  showProblems(told.problems);
  if (told.headers !== undefined) process.stdout.write(preview(told));
  if (told.sent) process.stdout.write(`${told.envelope?.to} ${told.messageId}\n`);
};

/** `pressday send`: the published e-mail, to the list once, or to one address as a test. */
export const send = async (issue: string, flags: SendFlags): Promise<void> => {
  const cwd = process.cwd();
  await workOn(
    [issue],
    flags,
    async (name, { progress, signal, tell }) => {
      const told = await sendPublished({
        issue: name,
        cwd,
        out: flags.out,
        dryRun: flags.dryRun === true,
        again: flags.again === true,
        server: process.env[SERVER_VARIABLE],
        now: new Date(),
        signal,
        progress,
        ...(flags.to === undefined ? {} : { to: flags.to }),
      });
      tell(() => report(told, flags.json === true));
      return told.exit;
    },
    SEND_PHASES,
  );
};
