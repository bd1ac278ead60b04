import { isDay } from '../calendar/index.ts';
import { type Issue, issue, nearest, type Param } from '../issues/index.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { type ValidatorError, validators } from './generated/definitions.js';
import { pointerPart } from './json-text.ts';
import type { Document } from './read.ts';
import {
  alternativesOf,
  type FileKind,
  isObject,
  jsonType,
  type Placed,
  type Shape,
  shapeAt,
  typesOf,
  valueAt,
  walk,
} from './shape.ts';

/** The language version this build writes; it reads every earlier one. */
export const languageVersion = 1;

/**
 * The second phase: what can be said about a file by itself. The validator made from the schema finds what
 * does not fit; every real problem becomes one Issue at its exact place. Then what a schema cannot say: days
 * that do not exist, ids used twice, assumptions without a reason, words the engine does not do yet.
 */
export function checkDocument({ path, kind, id, value }: Document): Issue[] {
  const version = isObject(value) ? value['thidua'] : undefined;
  if (typeof version === 'number' && version > languageVersion)
    return [
      issue(
        'schema.version.newer',
        { source: path, pointer: '/thidua' },
        { value: version, known: languageVersion },
      ),
    ];
  const issues = [...shapeIssues(path, kind, value), ...wordIssues(path, kind, value)];
  if (isObject(value) && typeof value['id'] === 'string' && !nameless.has(kind) && value['id'] !== id)
    issues.push(
      issue('schema.id.not_file_name', { source: path, pointer: '/id' }, { id: value['id'], file: id }),
    );
  return issues;
}

/** Files whose id is not their name: a campaign is a folder. */
const nameless: ReadonlySet<FileKind> = new Set(['campaign', 'notification']);

/** How many problems of its shape are told of one file; one that has more has another problem. */
const mostIssues = 100;

function shapeIssues(source: string, kind: FileKind, value: JsonValue): Issue[] {
  const validate = validators[kind];
  if (validate(value)) return [];
  const all = validate.errors ?? [];
  const issues = withoutNoise(all.slice(0, 2 * mostIssues), kind, value).flatMap((error) =>
    issuesOf(error, source, kind, value),
  );
  if (all.length <= 2 * mostIssues && issues.length <= mostIssues) return issues;
  const more = issue('schema.file.more_issues', { source, pointer: '' }, { shown: mostIssues });
  return [...issues.slice(0, mostIssues), more];
}

/**
 * Ajv reports every alternative of a union that failed. Where the value's type picks one of them, only its
 * errors say something; where it picks none, only the failure of the union does.
 */
function withoutNoise(errors: readonly ValidatorError[], kind: FileKind, value: JsonValue): ValidatorError[] {
  const unions = errors.filter(isUnion);
  return errors.filter((error) => {
    const union = unions.find(({ instancePath }) => isWithin(error.instancePath, instancePath));
    if (!union) return true;
    const path = union.instancePath;
    const { oneOf, anyOf, const: only } = shapeAt(kind, value, path);
    if (oneOf ?? anyOf) return error === union;
    if (error.instancePath !== path) return true;
    const telling = errors.filter(
      (one) =>
        one.instancePath === path &&
        !isUnion(one) &&
        one.keyword !== 'type' &&
        (one.keyword !== 'const' || only !== undefined),
    );
    return error === telling.at(-1);
  });
}

function isUnion({ keyword }: ValidatorError): boolean {
  return keyword === 'oneOf' || keyword === 'anyOf';
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}

function issuesOf(error: ValidatorError, source: string, kind: FileKind, value: JsonValue): Issue[] {
  const tell = keywords[error.keyword];
  if (!tell) throw new Error(`No issue is made of the schema keyword ${error.keyword}.`);
  const at = error.instancePath;
  return tell({
    source,
    at,
    params: error.params,
    value: valueAt(value, at)!,
    root: value,
    shape: shapeAt(kind, value, at),
  });
}

/** What one error of the validator is about. */
interface Finding {
  source: string;
  at: string;
  params: Record<string, unknown>;
  value: JsonValue;
  /** The whole file. */
  root: JsonValue;
  shape: Shape;
}

/** How each schema keyword that may fail becomes Issues. */
const keywords: Readonly<Record<string, (finding: Finding) => Issue[]>> = {
  additionalProperties: ({ source, at, params, shape }) => {
    const key = String(params['additionalProperty']);
    const known = Object.keys(shape.properties ?? {});
    return [
      issue(
        'schema.key.unknown',
        { source, pointer: at + pointerPart(key) },
        { key, nearest: nearest(key, known), known },
      ),
    ];
  },
  required: ({ source, at, params, root }) => {
    const key = String(params['missingProperty']);
    const step = /^\/steps\/\d+(?=\/valid$)/.exec(at);
    // The one missing part with a meaning of its own: where a case goes when the step is not valid.
    if (step && key === 'otherwise') {
      const id = String(valueAt(root, `${step[0]}/id`));
      return [issue('workflow.validity.no_otherwise', { source, pointer: at }, { step: id })];
    }
    return [issue('schema.key.missing', { source, pointer: at }, { key })];
  },
  type: (finding) => [wrongType(finding, [String(finding.params['type'])])],
  oneOf: (finding) => [wrongType(finding, typesOf(finding.shape))],
  anyOf: (finding) => [wrongType(finding, typesOf(finding.shape))],
  enum: (finding) => [unknownValue(finding, (finding.shape.enum ?? []).map(String))],
  const: (finding) => [unknownValue(finding, [String(finding.params['allowedValue'])])],
  discriminator: ({ source, at, params, value, shape }) => {
    const key = String(params['tag']);
    const given = isObject(value) ? value[key] : undefined;
    // A missing discriminator is told as a missing key.
    if (given === undefined) return [];
    return [unknownValue({ source, at: at + pointerPart(key), value: given }, alternativesOf(shape))];
  },
  pattern: ({ source, at, params, value }) => [
    issue(
      'schema.value.malformed',
      { source, pointer: at },
      { value: shown(value), example: examples[String(params['pattern'])] ?? String(params['pattern']) },
    ),
  ],
  propertyNames: ({ source, at, params }) => [
    issue(
      'schema.value.malformed',
      { source, pointer: at + pointerPart(String(params['propertyName'])) },
      { value: String(params['propertyName']), example: '2025' },
    ),
  ],
  minLength: ({ source, at, params }) => [
    limit('schema.value.too_short', source, at, { min: params['limit'] }),
  ],
  maxLength: ({ source, at, params }) => [
    limit('schema.value.too_long', source, at, { max: params['limit'] }),
  ],
  minimum: ({ source, at, params, value }) => [
    limit('schema.number.too_small', source, at, { value, min: params['limit'] }),
  ],
  maximum: ({ source, at, params, value }) => [
    limit('schema.number.too_large', source, at, { value, max: params['limit'] }),
  ],
  minItems: ({ source, at, params }) => [
    limit('schema.list.too_short', source, at, { min: params['limit'] }),
  ],
  uniqueItems: ({ source, at, params, value }) => {
    const index = Math.max(Number(params['i']), Number(params['j']));
    const repeated = (value as JsonValue[])[index];
    return [
      issue('schema.list.repeated', { source, pointer: `${at}/${index}` }, { value: shown(repeated!) }),
    ];
  },
};

function wrongType({ source, at, value }: Finding, expected: readonly string[]): Issue {
  return issue('schema.type.wrong', { source, pointer: at }, { expected, found: jsonType(value) });
}

function unknownValue(
  { source, at, value }: Pick<Finding, 'source' | 'at' | 'value'>,
  known: readonly string[],
): Issue {
  const written = shown(value);
  return issue(
    'schema.value.unknown',
    { source, pointer: at },
    { value: written, nearest: nearest(written, known), known },
  );
}

function limit(
  code:
    | 'schema.value.too_short'
    | 'schema.value.too_long'
    | 'schema.number.too_small'
    | 'schema.number.too_large'
    | 'schema.list.too_short',
  source: string,
  pointer: string,
  params: Record<string, unknown>,
): Issue {
  return issue(code, { source, pointer }, params as Record<string, Param>);
}

/** A value as a sentence can show it, not longer than a line. */
function shown(value: JsonValue): string {
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}

/** How a value of each pattern of the schemas looks. */
const examples: Readonly<Record<string, string>> = {
  '^[a-z0-9][a-z0-9-]*$': 'monthly-report',
  '^[a-z][a-zA-Z0-9_]*$': 'numberOfCases',
  '^\\d{4}-\\d{2}-\\d{2}$': '2025-01-20',
  '^([01]\\d|2[0-3]):[0-5]\\d$': '07:30',
  '^-?(0|[1-9]\\d*)(\\.\\d+)?$': '12.5',
  '^\\d{4}$': '2025',
};

/** What the schema cannot say about a file, found on one walk over it. */
function wordIssues(source: string, kind: FileKind, value: JsonValue): Issue[] {
  const issues: Issue[] = [];
  const decomposed: Issue[] = [];
  walk(kind, value, (placed) => {
    const planned = plannedWord(placed, kind);
    if (planned) {
      issues.push(
        issue('schema.word.not_built', { source, pointer: planned.pointer }, { word: planned.word }),
      );
      return false;
    }
    if (Array.isArray(placed.value)) issues.push(...repeatedIds(source, placed, kind));
    else if (isObject(placed.value)) issues.push(...unreasoned(source, placed));
    else if (typeof placed.value === 'string') {
      if (
        !datedElsewhere.has(kind) &&
        placed.name === 'common#day' &&
        dayForm.test(placed.value) &&
        !isDay(placed.value)
      )
        issues.push(
          issue('schema.day.impossible', { source, pointer: placed.pointer }, { value: placed.value }),
        );
      if (placed.value !== placed.value.normalize('NFC'))
        decomposed.push(issue('texts.unicode.decomposed', { source, pointer: placed.pointer }));
    }
    return undefined;
  });
  // A file saved decomposed is so everywhere; one place is enough to see it.
  return [...issues, ...decomposed.slice(0, 1)];
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** Files of which another room tells by its own registries what is not built. */
const builtElsewhere: ReadonlySet<FileKind> = new Set(['form', 'workflow']);

/** Files in which another room finds ids used twice, in its own words. */
const identifiedElsewhere: ReadonlySet<FileKind> = new Set([
  'form',
  'workflow',
  'calendar',
  'organisation',
  'reorganisation',
]);

/** Files in which another room finds days that do not exist. */
const datedElsewhere: ReadonlySet<FileKind> = new Set(['form', 'calendar', 'organisation', 'reorganisation']);

/** The word at a place that the engine does not do yet. */
function plannedWord(
  { pointer, value, shape }: Placed,
  kind: FileKind,
): { pointer: string; word: string } | undefined {
  if (builtElsewhere.has(kind)) return undefined;
  if (shape['x-planned']) {
    const discriminator = isObject(value) && shape.properties?.['kind']?.const === value['kind'];
    const word = discriminator ? String(value['kind']) : pointer.split('/').at(-1)!;
    return { pointer: discriminator ? `${pointer}/kind` : pointer, word };
  }
  if (typeof value === 'string' && shape['x-planned-values']?.includes(value))
    return { pointer, word: value };
  return undefined;
}

/** Keys by which the members of a list are told apart. */
const identities = ['id', 'uid', 'period'] as const;

function repeatedIds(source: string, { pointer, value }: Placed, kind: FileKind): Issue[] {
  if (identifiedElsewhere.has(kind)) return [];
  const seen = new Map<string, number>();
  const issues: Issue[] = [];
  (value as JsonValue[]).forEach((member, index) => {
    const key = isObject(member) ? identities.find((one) => typeof member[one] === 'string') : undefined;
    if (key === undefined) return;
    const id = String((member as JsonObject)[key]);
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    else
      issues.push(
        issue('schema.id.duplicate', { source, pointer: `${pointer}/${index}/${key}` }, { id }, [
          { source, pointer: `${pointer}/${first}/${key}`, role: 'first' },
        ]),
      );
  });
  return issues;
}

/** An assumption is marked together with its reason. */
function unreasoned(source: string, { pointer, value }: Placed): Issue[] {
  const object = value as JsonObject;
  if (object['assumption'] !== true || object['reason'] !== undefined) return [];
  return [issue('schema.key.missing', { source, pointer }, { key: 'reason' })];
}
