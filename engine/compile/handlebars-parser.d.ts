/** Handlebars' parser alone: it makes a syntax tree and no code. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  export function parse(text: string): {
    type: 'Program';
    body: readonly import('./check/texts.js').TextNode[];
  };
}
