import { HouseStock } from "../../copyfit/index.js";
import { housePart, type MasterContext } from "./masters/index.js";
import type { HouseMatter } from "./pages/index.js";

/** The magazine's own stock, measured: whole pages and parts of pages, as the editor allows. */
export const readHouseStock = (context: MasterContext): HouseStock<HouseMatter> => {
  const { issue, layout } = context;
  if (layout.house === undefined) return new HouseStock<HouseMatter>([], []);
  const parts = issue.house
    .filter(({ sizes }) => sizes.includes("half") || sizes.includes("quarter"))
    .map((item) => {
      const painter = housePart(item, context);
      const most = layout.house?.plainMaxLines;
      const mostLines = most === undefined || item.picture !== undefined ? {} : { mostLines: most };
      return { name: item.name, matter: { painter }, leastLines: painter.leastLines, ...mostLines };
    });
  const pages = issue.house
    .filter(({ sizes }) => sizes.includes("whole"))
    .map((item) => ({ name: item.name, matter: { item } }));
  return new HouseStock<HouseMatter>(parts, pages);
};
