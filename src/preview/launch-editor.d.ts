/** The part of the library that finds the editor program; it has no types of its own. */
declare module "launch-editor/guess.js" {
  /** The program and its parameters; a program that is `null` when none was found. */
  const guessEditor: (specified?: string) => readonly (string | null)[];
  export default guessEditor;
}
