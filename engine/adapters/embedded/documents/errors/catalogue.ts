/** The error codes of MongoDB this server answers with, by their MongoDB names. */
export const codes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NotAReplicaSet: 123,
  CannotIndexParallelArrays: 171,
  NotImplemented: 238,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  UnsupportedOpQueryCommand: 352,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  ProjectionPathCollision: 31249,
  ProjectionInclusionInExclusion: 31253,
  ProjectionExclusionInInclusion: 31254,
  PipelineStageSpecification: 40323,
  UnrecognizedStage: 40324,
  MissingField: 40414,
  UnknownField: 40415,
} as const;

/** The name of an error code. */
export type CodeName = keyof typeof codes;

/** MongoDB prints these codes as `Location<code>`, because they have no name of their own there. */
const unnamed: ReadonlySet<CodeName> = new Set([
  'UnknownField',
  'MissingField',
  'UnrecognizedStage',
  'PipelineStageSpecification',
  'ProjectionPathCollision',
  'ProjectionExclusionInInclusion',
  'ProjectionInclusionInExclusion',
]);

/** The `codeName` MongoDB prints for a code. */
export function printedName(name: CodeName): string {
  return unnamed.has(name) ? `Location${codes[name]}` : name;
}
