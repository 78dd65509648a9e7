/** Set copy in, the pages out: each story fitted to its pages, all to the budget. Pure; shared by both engines. */
export { haveSameCharacters, withoutSpace } from "./characters.js";
export { type CopyPage, type Flatplan, type FlatplanPage, type PlannedPage, planPages } from "./flatplan.js";
export { type HousePage, type HousePart, HouseStock } from "./house.js";
export { type MadeUp, makeUpStories } from "./issue.js";
export { otherLinesCost } from "./paragraph.js";
export { type MadeUpStory, piecesOf, type UnitPiece } from "./pieces.js";
export { overfullLines, placeOf, shareOfWhite } from "./report.js";
export { figureLines, figureSpans, openerLines, TABLE_TOO_WIDE, tableSpan, wholeIn, wholeLines } from "./sizes.js";
export type * from "./units.js";
