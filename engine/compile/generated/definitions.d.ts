import type { Shape } from '../schema/shape.ts';

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

export declare const campaign: Validator;
export declare const group: Validator;
export declare const form: Validator;
export declare const workflow: Validator;
export declare const notification: Validator;
export declare const list: Validator;
export declare const calendar: Validator;
export declare const organisation: Validator;

/** The schemas by `<kind>` and `<kind>#<definition>`, without their words. */
export declare const shapes: Readonly<Record<string, Shape>>;
