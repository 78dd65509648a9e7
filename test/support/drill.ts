/** `npm run drill` takes every case and every moment; `npm test`, which has to end sooner, a share of the same ones. */
export const WHOLE_DRILL = process.env.PRESSDAY_DRILL === "whole";
