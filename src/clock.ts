/**
 * The clock that weeks are named by. `PRESSDAY_NOW`, a moment such as `2027-01-04T06:00+01:00`, sets it for one command, so that
 * what will happen on a date can be tried before: it goes on from there. Undefined where that is no moment.
 */
export const clockOf = (environment: Readonly<Record<string, string | undefined>>): (() => Date) | undefined => {
  const said = environment.PRESSDAY_NOW;
  if (said === undefined || said === "") return () => new Date();
  // Without a zone it would be another moment on another machine.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(said)) return undefined;
  const ahead = Date.parse(said) - Date.now();
  return Number.isNaN(ahead) ? undefined : () => new Date(Date.now() + ahead);
};
