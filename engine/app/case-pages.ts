import type { Language } from '../issues/index.ts';
import type { Command } from '../model/command.ts';
import type { Viewer } from './access.ts';
import type { CommandOutcome } from './commands.ts';
import type { CaseView } from './views.ts';

/** One case for whoever may see it, and the acts upon it. */
export interface CasePages {
  /** Null when there is no such case or the person may not see it: the two look the same from outside. */
  view(viewer: Viewer, caseId: string, language: Language): Promise<CaseView | null>;
  /** Authorises that the person may see the case, then decides by the one path. */
  act(viewer: Viewer, caseId: string, command: Command): Promise<CommandOutcome>;
  /** A correction as typed: read by the form, then decided. */
  correct(
    viewer: Viewer,
    caseId: string,
    input: {
      key: string;
      task: { id: string; generation: number };
      typed: Record<string, unknown>;
      reason?: string;
    },
  ): Promise<CommandOutcome>;
}
