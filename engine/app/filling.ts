import type { Issue, Language } from '../issues/index.ts';
import type { Viewer } from './access.ts';
import type { BundleView, CheckView, FormPageView, ReceiptView, WorkView } from './views.ts';

/** What was typed, by field id, as a page sends it: a text, several texts, or files kept from before. */
export type Typed = Record<string, unknown>;

/** The submitter's side: what is owed, filling, saving, sending. */
export interface Filling {
  /** What this person owes now, due first, and what was sent. */
  work(viewer: Viewer, language: Language): Promise<WorkView>;
  bundle(
    viewer: Viewer,
    campaign: string,
    bundle: string,
    period: string,
    unit: string,
    language: Language,
  ): Promise<BundleView | null>;
  /** One case's form. `typed` and `issues` put failing answers back. Null when it is not theirs to fill. */
  form(
    viewer: Viewer,
    caseId: string,
    language: Language,
    back?: { typed: Typed; issues: Issue[]; revision: number },
  ): Promise<FormPageView | null>;
  /** Saves what was typed. `lost` gives the other browser's draft; nothing typed is thrown away. */
  save(viewer: Viewer, caseId: string, typed: Typed, revision: number): Promise<SaveOutcome>;
  /** Everything of a bundle (or of one case without a bundle) as it would be sent. */
  check(viewer: Viewer, scope: SendScope, language: Language): Promise<CheckView | null>;
  /** Sends all that is ready; the same key again finishes or gives the same receipt. */
  send(viewer: Viewer, scope: SendScope, key: string, language: Language): Promise<SendOutcome>;
  receipt(viewer: Viewer, scope: SendScope, key: string, language: Language): Promise<ReceiptView | null>;
}

/** What one press sends: a bundle of a unit and period, or one case. */
export type SendScope = { campaign: string; bundle: string; period: string; unit: string } | { case: string };

/** How a save went. */
export type SaveOutcome =
  | { kind: 'saved'; revision: number; savedAt: string; issues: Issue[] }
  | { kind: 'lost'; revision: number; savedAt: string; theirs: Typed }
  | { kind: 'refused'; issues: Issue[] };

/** How a send went: the receipt, or the sections that need mending. */
export type SendOutcome =
  | { kind: 'sent'; receipt: ReceiptView }
  | { kind: 'refused'; check: CheckView; issues: Issue[] };
