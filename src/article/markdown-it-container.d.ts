// The package has no types of its own.
declare module "markdown-it-container" {
  import type { MarkdownIt, Token } from "markdown-it";

  interface ContainerOptions {
    validate?(info: string): boolean;
    render?(tokens: Token[], index: number, options: unknown, env: never): string;
  }
  export default function container(markdown: MarkdownIt, name: string, options?: ContainerOptions): void;
}
