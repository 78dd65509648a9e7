export { OutputFault, writeWhole } from "../write-whole.js";
