/** True for the server's refusal of a key that exists, alone or among the errors of a bulk write. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 11000;
}
