import * as z from "zod";
import { houseSchema, issueSchema, magazineSchema } from "./schema.js";

/** The keys that may stand at `path`; empty where a schema has no keys of its own. */
export const knownKeys = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] =>
  schemasAt(schema, path).flatMap((found) => (found instanceof z.ZodObject ? Object.keys(found.shape) : []));

/** The example given for what stands at `path`, if any. */
export const exampleAt = (schema: z.ZodType, path: readonly PropertyKey[]): unknown =>
  schemasAt(schema, path)
    .map((found) => (found.meta()?.examples as readonly unknown[] | undefined)?.[0])
    .find((example) => example !== undefined);

/** A schema and all that it wraps: what is optional or transformed, and the choices of a union. */
const unwrapped = (schema: z.core.$ZodType): readonly z.ZodType[] => {
  const inner = (): readonly z.core.$ZodType[] => {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return [schema.unwrap()];
    if (schema instanceof z.ZodPipe) return [schema.in, schema.out];
    return schema instanceof z.ZodUnion ? schema.options : [];
  };
  return [schema as z.ZodType, ...inner().flatMap(unwrapped)];
};

const schemasAt = (schema: z.ZodType, path: readonly PropertyKey[]): readonly z.ZodType[] => {
  let level = unwrapped(schema);
  for (const step of path) {
    level = level.flatMap((found) => {
      if (found instanceof z.ZodObject)
        return Object.hasOwn(found.shape, step) ? unwrapped(found.shape[String(step)]!) : [];
      if (found instanceof z.ZodArray && typeof step === "number") return unwrapped(found.element);
      return found instanceof z.ZodRecord ? unwrapped(found.valueType) : [];
    });
  }
  return level;
};

const jsonSchema = (schema: z.ZodType, title: string): string => {
  const generated = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    // zod leaves out the examples of whatever it transforms; ours are examples of what is typed, so they hold.
    override: ({ zodSchema, jsonSchema: target }) => {
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (examples !== undefined) target.examples = examples as typeof target.examples;
    },
  });
  return `${JSON.stringify({ title, ...generated }, undefined, 2)}\n`;
};

/** JSON Schemas for editing programs, by file name, made from the schemas that check the manifests. */
export const jsonSchemas = (): Readonly<Record<string, string>> => ({
  "magazine.schema.json": jsonSchema(magazineSchema, "A magazine: what stays the same from week to week"),
  "issue.schema.json": jsonSchema(issueSchema, "An issue: what one week's magazine holds"),
  "house.schema.json": jsonSchema(houseSchema, "House matter: what fills the parts of a page that copy leaves empty"),
});
