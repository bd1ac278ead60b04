import { type Issue, type Language, sentence } from '../issues/index.ts';
import type { RefusalIssue } from '../model/command.ts';

/** An issue's sentence. The core's refusals have the same shape as issues. */
export function phrase(one: RefusalIssue, language: Language): string {
  return sentence(one as Issue, language);
}
