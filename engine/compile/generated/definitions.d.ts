import type { FileKind, Shape } from '../shape.js';

/** One error of a validator, as Ajv shapes it. */
export interface ValidatorError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Ajv's validator of one kind of file; `errors` is set by the last call. */
export interface Validator {
  (data: unknown): boolean;
  errors?: ValidatorError[] | null;
}

/** The validators by kind of file. */
export declare const validators: Readonly<Record<FileKind, Validator>>;

/** The schemas by `<kind>` and `<kind>#<definition>`, without their words. */
export declare const shapes: Readonly<Record<string, Shape>>;
