import type { Text } from '../../model/generated/definitions.ts';

/** What the schemas say to people of a definition or of one of its properties. */
export interface Words {
  title?: Text;
  help?: Text;
  /** What the values of a choice are called. */
  values?: Readonly<Record<string, Text>>;
  /** It is offered although it is not there yet; other optional parts are behind a fold. */
  common?: true;
  /** A rule that gives a value and is no condition. */
  computes?: true;
  /** The order of its members says something. */
  ordered?: true;
  /** A few signs that show what it looks like. */
  sample?: string;
  parts?: Readonly<Record<string, Words>>;
}

/** The words by `<kind>` and `<kind>#<definition>`, as `shapes` are named. */
export declare const words: Readonly<Record<string, Words>>;
